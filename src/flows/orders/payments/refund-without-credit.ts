/**
 * Money that went back without a credit: the shop says that an order was refunded, and what stands for it in the ledger
 * stands as sold. Nobody but a person knows what it was for, so a person is told; a credit order that comes later is the
 * answer, and lets the order be looked at again.
 */
import type { Failure } from "../../../domain/failure.ts";
import { orderKey } from "../../../domain/ids.ts";
import { dec } from "../../../domain/money.ts";
import type { Order } from "../../../domain/order.ts";
import { reason } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { invoiceById, readInvoice } from "../../../eaccounting/customer-invoices.ts";
import type { DocumentRecord, FlowEnd, FlowPorts } from "../../port.ts";

const STANDS: ReadonlySet<DocumentRecord["role"]> = new Set<DocumentRecord["role"]>(["sales-order", "invoice-draft", "invoice", "voucher"]);
const TAKES_BACK: ReadonlySet<DocumentRecord["role"]> = new Set<DocumentRecord["role"]>(["delta-credit", "delta-credit-draft"]);

/** `documents`: as they are after the run that came to `ended`. */
export async function toldOfRefund(ports: FlowPorts, order: Order, ended: FlowEnd, documents: readonly DocumentRecord[]): Promise<Result<FlowEnd, Failure>> {
  if (order.payment !== "refunded" || order.creditsOrderId !== null || (ended.outcome !== "booked" && ended.outcome !== "updated")) return ok(ended);
  const live = documents.filter(({ state }) => state === "live");
  const document = live.findLast(({ role }) => STANDS.has(role));
  if (document === undefined || live.some(({ role }) => TAKES_BACK.has(role))) return ok(ended);
  const locked = await ports.lockOriginal(ports.key);
  if (!locked.ok) return locked;
  if (!dec(locked.value.credited).eq(0)) return ok(ended);
  const byHand = document.role === "invoice" ? await creditedByHand(ports, document.id) : ok(false);
  if (!byHand.ok) return byHand;
  return ok(byHand.value ? ended : { ...ended, outcome: "needs-attention", reasons: [reason("refunded-without-credit", { number: document.number ?? document.id }), ...ended.reasons] });
}

/** Somebody credited the invoice in the ledger and set that off. */
async function creditedByHand(ports: FlowPorts, invoiceId: string): Promise<Result<boolean, Failure>> {
  const answer = await ports.read(invoiceById(invoiceId));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok(false) : answer;
  const invoice = readInvoice(answer.value);
  return invoice.ok ? ok(!dec(invoice.value.credited).eq(0)) : invoice;
}

/** A credit was booked just now: its order may have been told as refunded without one. */
export async function creditCame(ports: FlowPorts, order: Order, ended: FlowEnd): Promise<Result<FlowEnd, Failure>> {
  const id = order.creditsOrderId;
  if (id === null || !ended.reasons.some(({ code }) => code === "credit-booked" || code === "voucher-credit-booked")) return ok(ended);
  const locked = await ports.lockOriginal(orderKey(id));
  if (!locked.ok) return locked;
  if (locked.value.outcome !== "needs-attention") return ok(ended);
  const handed = await ports.enqueue([{ key: orderKey(id), flow: "orders", type: "credit-booked", lane: "sweep" }]);
  return handed.ok ? ok(ended) : handed;
}
