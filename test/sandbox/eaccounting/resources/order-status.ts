// The life of an order: 1 draft, 2 ongoing, 3 shipped, 4 invoiced. It begins as a draft, ongoing or shipped; the actions
// move it on; drafts have no number; what is shipped can't be edited or deleted, what is invoiced is closed.
import { type Act, note } from "../vendor/act.ts";
import { invalid, VendorFault } from "../vendor/fault.ts";
import type { Order } from "../world/entities.ts";

export const DRAFT = 1;
export const ONGOING = 2;
export const SHIPPED = 3;
export const INVOICED = 4;

export function checkStatus(act: Act, wanted: number, stored: Order | null): void {
  if (stored === null) {
    if (wanted === INVOICED)
      throw invalid("Status", "An order can not be created with status Invoiced.");
    return;
  }
  if (stored.Status === INVOICED) throw invalid("Status", "The order is already invoiced.");
  if (stored.Status === SHIPPED && act.actor === "client")
    throw conflict("A shipped order can not be changed.");
  if (wanted === stored.Status || act.actor === "person") return;
  note(act, "status-by-put", "Status");
  const forward = wanted === stored.Status + 1 && wanted !== INVOICED;
  if (act.switches.get("statusByPut") === "refused" || !forward)
    throw conflict("The status of an order can not be changed by an update.");
}

/** What an ongoing order is by its rows. */
export const ongoingAs = (act: Act, rows: Order["Rows"]): typeof ONGOING | typeof SHIPPED =>
  act.switches.get("deliveredShips") === "yes" &&
  rows.every((row) => row.IsTextRow || row.DeliveredQuantity >= row.Quantity)
    ? SHIPPED
    : ONGOING;

export function requireStatus(order: Order, wanted: number, act: string): void {
  if (order.Status === INVOICED)
    throw new VendorFault(2000, "ValidationException - The order is already invoiced.");
  if (order.Status !== wanted)
    throw conflict(`The order has status ${order.Status}; ${act} needs status ${wanted}.`);
}

export function conflict(message: string): VendorFault {
  return new VendorFault(4002, `CanNotBeCreatedOrUpdatedException - ${message}`);
}

export function numberFor(act: Act, status: number): number | null {
  if (status === DRAFT) return null;
  const { series } = act.company;
  series.order += 1;
  return series.order - 1;
}
