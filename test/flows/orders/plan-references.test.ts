/** What an order's references and messages carry over from the shop. */
import { describe, expect, it } from "vitest";
import type { Order } from "../../../src/domain/orders/order.ts";
import type { PlanInput } from "../../../src/flows/orders/shared/plan-input.ts";
import { codesOf, documentOf, forPerson, order, rowsOf, settings, type Sold } from "./kit.ts";

const one: readonly Sold[] = [{ price: "100.00" }];
const plan = (fields: Partial<Order> = {}, rest: Partial<PlanInput> = {}) =>
  forPerson(order(one, fields), rest);
const document = (fields: Partial<Order> = {}, rest: Partial<PlanInput> = {}) =>
  documentOf(plan(fields, rest));
const withOrders = (
  orders: NonNullable<Parameters<typeof settings>[0]>["orders"],
): Partial<PlanInput> => ({ settings: settings({ orders }) });

describe("references", () => {
  const references = (
    fields: Partial<Order>,
    orders: NonNullable<Parameters<typeof settings>[0]>["orders"] = {},
  ) => {
    const { ourReference, yourReference, buyersOrderReference } = document(
      fields,
      withOrders(orders),
    );
    return [ourReference, yourReference, buyersOrderReference];
  };

  it("the marker stands after the tenant's own text", () => {
    expect(references({}, { ourReference: "Anna" })).toEqual(["Anna · 1001 #K7Q2M9XA", null, null]);
  });

  it("what the own text loses to the marker is told", () => {
    const told = (number: string) =>
      codesOf(
        plan(
          {},
          {
            ...withOrders({ ourReference: "A".repeat(60) }),
            marker: { code: "K7Q2M9XA", text: `${number} #K7Q2M9XA` },
          },
        ),
      ).filter((code) => code === "text-shortened");
    expect([told("9".repeat(27)), told("9".repeat(28))]).toEqual([[], ["text-shortened"]]);
  });

  it("the buyer's reference and the contact have their fields", () => {
    expect(references({ buyerReference: "PO 77", attentionTo: "Bo Ek" })).toEqual([
      "1001 #K7Q2M9XA",
      "Bo Ek",
      "PO 77",
    ]);
  });

  it("the contact gives way to the buyer's reference, and to the marker", () => {
    expect(
      references(
        { buyerReference: "PO 77", attentionTo: "Bo Ek" },
        { buyerReferenceField: "YourReference" },
      ),
    ).toEqual(["1001 #K7Q2M9XA", "PO 77", null]);
    expect(
      references({ attentionTo: "Bo Ek" }, { markerField: "YourReference", ourReference: "Anna" }),
    ).toEqual(["Anna", "1001 #K7Q2M9XA", null]);
  });

  it("a contact that isn't written isn't said to be shortened either", () => {
    expect(
      codesOf(plan({ attentionTo: "b".repeat(101) }, withOrders({ markerField: "YourReference" }))),
    ).not.toContain("text-shortened");
    expect(codesOf(plan({ attentionTo: "b".repeat(101) }))).toContain("text-shortened");
  });

  it("without a buyer's reference its field is the contact's", () => {
    expect(references({ attentionTo: "Bo Ek" }, { buyerReferenceField: "YourReference" })).toEqual([
      "1001 #K7Q2M9XA",
      "Bo Ek",
      null,
    ]);
  });

  it("a buyer's reference isn't written where the tenant wants none", () => {
    expect(references({ buyerReference: "PO 77" }, { buyerReferenceField: "none" })).toEqual([
      "1001 #K7Q2M9XA",
      null,
      null,
    ]);
  });

  it("the marker may have the buyer's field", () => {
    expect(
      references({}, { markerField: "BuyersOrderReference", buyerReferenceField: "none" }),
    ).toEqual([null, null, "1001 #K7Q2M9XA"]);
  });

  it("a buyer's reference that is too long is cut, with the full text in a row", () => {
    const long = "Order 4711 of the harbour office, pier 3, gate B";
    const made = plan({ buyerReference: long });
    expect(documentOf(made).buyersOrderReference).toBe("Order 4711 of the harbour office, p");
    expect(rowsOf(documentOf(made), "text").map((row) => row.text)).toEqual([long]);
    expect(codesOf(made)).toContain("buyer-reference-shortened");
  });

  it("two wishes for one field are refused", () => {
    const clash = settings();
    const both = {
      ...clash,
      orders: { ...clash.orders, markerField: "BuyersOrderReference" as const },
    };
    expect(plan({ buyerReference: "PO 77" }, { settings: both })).toMatchObject({
      kind: "hold",
      reasons: [{ code: "field-wanted-twice" }],
    });
  });

  it("the own text is shortened for the marker, never the marker", () => {
    const ours = document(
      {},
      {
        ...withOrders({ ourReference: "x".repeat(60) }),
        marker: { code: "K7Q2M9XA", text: `${"1".repeat(60)} #K7Q2M9XA` },
      },
    ).ourReference;
    expect([ours?.length, ours?.endsWith(`· ${"1".repeat(60)} #K7Q2M9XA`)]).toEqual([100, true]);
  });

  it("an order number that leaves no room for the marker is held", () => {
    const marker = { code: "K7Q2M9XA", text: `${"1".repeat(40)} #K7Q2M9XA` };
    expect(
      plan(
        {},
        {
          ...withOrders({ markerField: "BuyersOrderReference", buyerReferenceField: "none" }),
          marker,
        },
      ),
    ).toMatchObject({
      kind: "hold",
      reasons: [{ code: "faulty-source-shape", params: { field: "orderNumber" } }],
    });
  });
});
