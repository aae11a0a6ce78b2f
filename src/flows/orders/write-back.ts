/**
 * Writes status and document number back into the order of the shop, once its document stands in the ledger. Never an
 * echo: what we wrote is taken out of the order before anything is made of it, and the state in which it left the order
 * is the one in which the sweep knows it. A write-back in doubt is read again, as it only ever writes what isn't there.
 */
import { orderToChange, type OrderChange, readUpdatedHead, updateOrder } from "../../asperion/order-writes.ts";
import type { Failure } from "../../domain/failure.ts";
import type { Order, OrderState } from "../../domain/order.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { DocumentRecord, FlowEnd, FlowPorts } from "../port.ts";
import { settlement } from "../settlement.ts";
import { liveDocument } from "./case.ts";
import { fetchOrder } from "./fetch.ts";
import { stateOf } from "./met.ts";

const STATUS: Readonly<Record<OrderState, number>> = { concept: 1, confirmed: 2, "partly-delivered": 3, delivered: 4, invoiced: 5, cancelled: 9 };

const OURS = /\s*\[eAccounting [^\]]*\]/g;
const noted = (number: string): string => `[eAccounting ${number}]`;

/** The order as its shop wrote it: without our own note, so that it is no edit and no rule meets it. */
export function withoutNote(order: Order): Order {
  if (order.comments === null) return order;
  const comments = order.comments.replaceAll(OURS, "").trim();
  return { ...order, comments: comments === "" ? null : comments };
}

/** `documents`: as they are after the run. What Asperion refuses needs a person; the document stands. */
export async function writeBack(ports: FlowPorts, order: Order, ended: FlowEnd, documents: readonly DocumentRecord[]): Promise<Result<FlowEnd, Failure>> {
  const { status, number } = ports.settings.orders.writeBack;
  const document = liveDocument(documents);
  if ((status === null && number === "none") || ports.settings.trial || order.state === "cancelled") return ok(ended);
  if ((ended.outcome !== "booked" && ended.outcome !== "updated") || document === null || document.number === null) return ok(ended);
  const raises = status !== null && STATUS[order.state] < status;
  const tells = number === "comments" && order.comments?.includes(noted(document.number)) !== true;
  if (!raises && !tells) return ok(ended);
  const id = Number(order.id);
  const answer = await ports.read(orderToChange(id));
  if (!answer.ok) return answer;
  const raw = typeof answer.value.body === "object" && answer.value.body !== null ? (answer.value.body as Readonly<Record<string, unknown>>) : {};
  const change = changeOf(raw, { status: raises ? status : null, note: tells ? noted(document.number) : null });
  if (change === null) return ok(ended);
  const written = await ports.write(
    { key: ports.key, role: document.role, n: document.n, kind: "shop-order.update", marker: null, markerCode: null, markerField: null, documentId: String(order.id) },
    updateOrder(id, raw, change),
  );
  if (!written.ok) return written.error.kind === "rejected" ? ok({ ...ended, outcome: "needs-attention", reasons: [reason("write-back-refused", { status: written.error.status }), ...ended.reasons] }) : written;
  ports.settle(settlement(written.value, "compared", { documentId: String(order.id) }));
  const head = readUpdatedHead(written.value.answer);
  const now = head === null ? await fetchOrder(ports, order.id) : ok({ head });
  if (now.ok) ports.met(await stateOf(now.value.head, ports.settings.trial));
  return ok({ ...ended, reasons: [...ended.reasons, reason("written-back")] });
}

/** Against the order as it was just read: `null` where it says all of it already. A status is never lowered. */
function changeOf(raw: Readonly<Record<string, unknown>>, wish: { readonly status: number | null; readonly note: string | null }): OrderChange | null {
  const comments = typeof raw["comments"] === "string" ? raw["comments"] : "";
  const status = wish.status !== null && typeof raw["status"] === "number" && raw["status"] < wish.status ? { status: wish.status } : {};
  const note = wish.note === null || comments.includes(wish.note) ? {} : { comments: `${comments.replaceAll(OURS, "").trim()} ${wish.note}`.trim() };
  const change = { ...status, ...note };
  return Object.keys(change).length === 0 ? null : change;
}
