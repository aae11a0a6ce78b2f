/**
 * An order's PUT (see document-patch.ts). The status isn't owned: an order is confirmed by its own
 * call, and a shipped one is never taken back by an update.
 */
import { dec } from "../domain/money.ts";
import type { PlannedRow, SalesOrder } from "../domain/sales-order.ts";
import { type Body, patchDocument, type Raw } from "./document-patch.ts";
import { orderHead, rowBody } from "./order-body.ts";
import { ORDER_READ_ONLY, ORDER_ROW_READ_ONLY } from "./put-fields.ts";

/** The body of the PUT, or `null` when nothing that we own differs: then nothing is sent. */
export const patchOrder = (raw: Raw, order: SalesOrder): Body | null =>
  patchDocument(raw, orderHead(order), order.rows, {
    readOnly: ORDER_READ_ONLY,
    rowReadOnly: ORDER_ROW_READ_ONLY,
    row: ownedRow,
  });

function ownedRow(row: PlannedRow, from: Raw | null): Body {
  const owned = rowBody(row);
  if (from !== null && deliveredByPerson(from)) delete owned["DeliveredQuantity"];
  return owned;
}

/** We write the ordered quantity there; anything else was said by a person about a delivery. */
function deliveredByPerson(from: Raw): boolean {
  const delivered = from["DeliveredQuantity"];
  const ordered = from["Quantity"];
  return (
    typeof delivered === "number" &&
    typeof ordered === "number" &&
    dec(delivered).minus(dec(ordered)).abs().gt("0.005")
  );
}
