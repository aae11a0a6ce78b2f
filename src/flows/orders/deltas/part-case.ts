/**
 * A part of what changed as a case of its own, so that whatever is done with an order's document is
 * done with it.
 */
import type { BookedContent } from "../../../domain/booked-content.ts";
import type { AnsweredInvoice } from "../../../domain/invoice.ts";
import { localDay, SOURCE_ZONE } from "../../../domain/zoned-time.ts";
import { hashOf } from "../../settlement.ts";
import type { OrderCase } from "../case.ts";
import { partAsOrder } from "./as-order.ts";
import type { DeltaRole } from "./books.ts";

/** As what a part is planned before anything is made for it: whatever the books' days say. */
export const lookedAtAs = ({ credits }: OrderCase): "credit-draft" | "sales-order" =>
  credits === undefined ? "sales-order" : "credit-draft";

export async function partCase(
  order: OrderCase,
  part: BookedContent,
  role: DeltaRole,
  invoice: Pick<AnsweredInvoice, "id" | "number">,
): Promise<OrderCase> {
  const { ports, figures, rules } = order;
  const credits =
    role === "delta-credit-draft"
      ? { credits: { key: ports.key, invoice: String(invoice.number ?? invoice.id) } }
      : {};
  const made = partAsOrder(order.order, part, localDay(ports.now(), SOURCE_ZONE));
  const { date: _date, changed: _changed, ...content } = made;
  return {
    ports,
    order: made,
    sourceHash: await hashOf(JSON.stringify(content)),
    figures,
    rules,
    part: true,
    content: part,
    ...credits,
  };
}
