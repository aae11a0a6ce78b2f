/**
 * The three reference fields of an order, four wishes: our marker, the tenant's own text, the
 * buyer's reference and the contact person. The marker always has its field; two wishes for one
 * field are refused, never merged by chance.
 */
import { markedText } from "../../domain/marker.ts";
import type { Order } from "../../domain/order.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { cutTrimmed, oneLine, present } from "../../domain/text.ts";
import type { MarkerField, Settings } from "../../mapping/settings.ts";
import type { Marker } from "./plan-input.ts";

/** The vendor's limits. */
export const REFERENCE_MAX = {
  OurReference: 100,
  YourReference: 100,
  BuyersOrderReference: 35,
} as const satisfies Record<MarkerField, number>;

export type References = {
  readonly ourReference: string | null;
  readonly yourReference: string | null;
  readonly buyersOrderReference: string | null;
  /** The buyer's reference in full, where its field is too short for it: goes into a text row. */
  readonly fullBuyerReference: string | null;
  readonly recorded: readonly Reason[];
  readonly errors: readonly Reason[];
};

export function references(order: Order, settings: Settings["orders"], marker: Marker): References {
  const fields: Record<MarkerField, string | null> = {
    OurReference: null,
    YourReference: null,
    BuyersOrderReference: null,
  };
  const recorded: Reason[] = [];
  const errors: Reason[] = [];
  const put = (field: MarkerField, text: string | null): boolean => {
    const words = oneLine(text ?? "");
    const max = REFERENCE_MAX[field];
    if (words !== "") fields[field] = cutTrimmed(words, max);
    return words.length > max;
  };

  const { markerField, buyerReferenceField } = settings;
  if (put("OurReference", settings.ourReference))
    recorded.push(
      reason("text-shortened", {
        field: "OurReference",
        line: null,
        max: REFERENCE_MAX.OurReference,
      }),
    );

  let fullBuyerReference: string | null = null;
  const buyer = present(order.buyerReference);
  // The settings refuse this; a document whose marker was frozen in its field before they changed may still meet it.
  if (buyer !== null && buyerReferenceField === markerField)
    errors.push(reason("field-wanted-twice", { field: markerField }));
  else if (buyer !== null && buyerReferenceField !== "none" && put(buyerReferenceField, buyer)) {
    fullBuyerReference = oneLine(buyer);
    recorded.push(
      reason("buyer-reference-shortened", {
        field: buyerReferenceField,
        max: REFERENCE_MAX[buyerReferenceField],
      }),
    );
  }

  if (
    markerField !== "YourReference" &&
    fields.YourReference === null &&
    put("YourReference", order.attentionTo)
  )
    recorded.push(
      reason("text-shortened", {
        field: "YourReference",
        line: null,
        max: REFERENCE_MAX.YourReference,
      }),
    );

  const max = REFERENCE_MAX[markerField];
  if (marker.text.length > max)
    errors.push(
      reason("faulty-source-shape", {
        field: "orderNumber",
        got: `${marker.text.length} > ${max}`,
      }),
    );
  fields[markerField] = markedText(
    markerField === "OurReference" ? (fields.OurReference ?? "") : "",
    marker.text,
    max,
  );

  return {
    ourReference: fields.OurReference,
    yourReference: fields.YourReference,
    buyersOrderReference: fields.BuyersOrderReference,
    fullBuyerReference,
    recorded,
    errors,
  };
}
