/**
 * The order's customer: the tenant's fixed one, one that is known and unchanged (which costs no call), or one that is
 * found or made from what the order and its debtor say.
 */
import type { Failure } from "../../domain/failure.ts";
import type { Debtor } from "../../domain/order.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { CustomerAnswer } from "../parties/context.ts";
import { findOrMakeCustomer, isSettled } from "../parties/find-or-make.ts";
import { isGuest, partyFingerprint, partyOf } from "../parties/party.ts";
import { fetchDebtor } from "../parties/pull-debtor.ts";
import type { CustomerLink } from "../port.ts";
import { hashOf } from "../settlement.ts";
import type { OrderCase } from "./case.ts";
import { defaultCustomer } from "./default-customer.ts";

export async function resolveCustomer(order: OrderCase, link: CustomerLink | null, linkSource: string): Promise<Result<CustomerAnswer, Failure>> {
  const { ports } = order;
  const fixed = await defaultCustomer(order, link);
  if (!fixed.ok) return fixed;
  if (fixed.value !== null) return ok(fixed.value);
  const fingerprint = await hashOf(partyFingerprint(order.order));
  if (link !== null && isSettled(link, fingerprint, ports.settings)) return ok({ kind: "customer", customer: link.customer, reasons: [reason("customer-known", { customer: link.customer.id })] });

  const debtor = await debtorOf(order);
  if (!debtor.ok) return debtor;
  if (debtor.value === "gone") return ok({ kind: "held", reasons: [reason("debtor-gone", { debtor: order.order.debtorId })] });
  return findOrMakeCustomer(ports, { party: partyOf(order.order, debtor.value, ports.settings), linkSource, fingerprint });
}

async function debtorOf({ ports, order }: OrderCase): Promise<Result<Debtor | null | "gone", Failure>> {
  const { debtorId } = order;
  if (debtorId === null || isGuest(order, ports.settings)) return ok(null);
  const debtor = await fetchDebtor(ports, debtorId);
  if (debtor.ok) return debtor;
  return debtor.error.kind === "not-found" ? ok("gone") : debtor;
}
