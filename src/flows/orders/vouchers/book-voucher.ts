/**
 * Books an order, or a credit, as a voucher: looked up, planned, sent once, and held against the
 * plan.
 */
import type { Failure } from "../../../domain/failure.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { loadLookups } from "../../ledger-lookups.ts";
import type { DocumentRecord, FlowEnd } from "../../port.ts";
import { end, type OrderCase } from "../case.ts";
import { named } from "../document-steps.ts";
import type { VoucherIdentity } from "../identity.ts";
import { booksClosed } from "../invoices/books-closed.ts";
import { voucherHash } from "./compare-voucher.ts";
import { withVoucherPayment } from "./paid-later.ts";
import { readyVoucher, type VoucherWish } from "./ready-voucher.ts";
import { factsOf, sendVoucher } from "./send-voucher.ts";
import type { VoucherForm } from "./voucher-input.ts";

export const formFor = ({ credits }: Pick<OrderCase, "credits">): VoucherForm =>
  credits === undefined ? "voucher" : "voucher-credit";

/** `recorded`: why it became a voucher. */
export async function bookVoucher(
  before: OrderCase,
  identity: VoucherIdentity,
  wish: VoucherWish,
  recorded: readonly Reason[],
): Promise<Result<FlowEnd, Failure>> {
  const first = await once(before, identity, wish, recorded);
  if (first.ok || !booksClosed(first.error)) return first;
  // What is known of the books is old: read anew, which holds the order or moves it to an open day, as the tenant wants.
  const lookups = await loadLookups(before.ports);
  if (!lookups.ok) return lookups;
  const second = await once(
    { ...before, ports: { ...before.ports, lookups: lookups.value } },
    identity,
    wish,
    recorded,
  );
  return second.ok || !booksClosed(second.error)
    ? second
    : ok(end(before, "held", [reason("period-closed", { date: null, why: "refused" })]));
}

async function once(
  before: OrderCase,
  identity: VoucherIdentity,
  wish: VoucherWish,
  recorded: readonly Reason[],
): Promise<Result<FlowEnd, Failure>> {
  const ready = await readyVoucher(before, identity, wish);
  if (!ready.ok) return ready;
  const { order, plan } = ready.value;
  if (plan.kind === "hold")
    return ok(
      end(order, plan.reasons.every(({ code }) => code === "voucher-empty") ? "skipped" : "held", [
        ...plan.reasons,
        ...ready.value.reasons,
      ]),
    );
  const { voucher } = plan;
  const hash = await voucherHash(voucher);
  const reasons = [...plan.reasons, ...recorded, ...ready.value.reasons];
  const remember = ({
    id,
    number,
    equal,
  }: {
    readonly id: string;
    readonly number: string | null;
    readonly equal: boolean;
  }): DocumentRecord => ({
    // One that differs isn't done: each event compares it again, until a person has dealt with it.
    ...named(order, identity),
    id,
    number,
    state: "live",
    sourceHash: equal ? order.sourceHash : null,
    ownedHash: hash,
    voucher: factsOf(voucher),
  });
  const sent = await sendVoucher(order, identity, voucher, { reasons, remember });
  if (!sent.ok) return sent;
  if (sent.value.kind === "end") return ok(sent.value.end);
  const { differs, id, number, item } = sent.value;
  const ended = bookedEnd(
    order,
    { number: item === null ? number : null, item, date: voucher.date },
    differs,
    reasons,
  );
  return withVoucherPayment(order, remember({ id, number, equal: differs.length === 0 }), ended);
}

/** What is booked can't be taken back: where it differs a person is told, with the figures first. */
export function bookedEnd(
  order: OrderCase,
  booked: { readonly number: string | null; readonly item: number | null; readonly date: string },
  differs: readonly Reason[],
  reasons: readonly Reason[],
): FlowEnd {
  const done =
    order.credits === undefined
      ? reason("voucher-booked", booked)
      : reason("voucher-credit-booked", {
          number: booked.number ?? booked.item,
          date: booked.date,
          original: order.credits.invoice,
        });
  return differs.length === 0
    ? end(order, "booked", [done, ...reasons])
    : end(order, "needs-attention", [...differs, done, ...reasons]);
}
