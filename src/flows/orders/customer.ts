/**
 * The order's customer: the tenant's fixed one, one that is known and unchanged (which costs no
 * call), or one that is found or made from what the order and its debtor say.
 */
import type { Failure } from "../../domain/failure.ts";
import type { Debtor } from "../../domain/order.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { CustomerAnswer } from "../parties/context.ts";
import { findOrMakeCustomer, isSettled } from "../parties/find-or-make.ts";
import { isGuest, type Party, partyFingerprint, partyOf } from "../parties/party.ts";
import { planCustomer, type PlannedCustomer } from "../parties/plan-customer.ts";
import { fetchDebtor } from "../parties/pull-debtor.ts";
import type { CustomerLink, FlowPorts } from "../port.ts";
import { hashOf } from "../settlement.ts";
import { ownCurrency, partyOfCurrency } from "./abroad/party-of-currency.ts";
import type { OrderCase } from "./case.ts";
import { defaultCustomer, knownDefault } from "./default-customer.ts";
import { fixedDebtor } from "./lookups/debtor.ts";

/** One that is known and unchanged: nobody has to be asked. `null`: it is found or made. */
export async function knownCustomer(
  order: OrderCase,
  link: CustomerLink | null,
): Promise<CustomerAnswer | null> {
  if (link === null) return null;
  const fixed = fixedDebtor(order);
  if (fixed !== null) return knownDefault(fixed.id, link);
  if (!isSettled(link, await wantedOf(order))) return null;
  return {
    kind: "customer",
    customer: link.customer,
    reasons: [reason("customer-known", { customer: link.customer.id })],
  };
}

/** The same of one that isn't known. */
export async function resolveCustomer(
  order: OrderCase,
  link: CustomerLink | null,
  linkSource: string,
): Promise<Result<CustomerAnswer, Failure>> {
  const known = await knownCustomer(order, link);
  if (known !== null) return ok(known);
  const { ports } = order;
  const fixed = fixedDebtor(order);
  if (fixed !== null) return defaultCustomer(ports, fixed.id);
  const { fingerprint, update, currency: wanted } = await wantedOf(order);
  const currency = ownCurrency(order.order, ports.settings, ports.lookups.company);
  const debtor = await debtorOf(order);
  if (!debtor.ok) return debtor;
  if (debtor.value === "gone")
    return ok({ kind: "held", reasons: [reason("debtor-gone", { debtor: order.order.debtorId })] });
  const party = partyOfCurrency(partyOf(order.order, debtor.value, ports.settings), currency);
  const found = await findOrMakeCustomer(ports, {
    party,
    linkSource,
    fingerprint,
    update,
    currency: wanted,
    make: true,
    plan: () => planFor(ports, party, order.order.currency),
  });
  if (!found.ok || currency === null) return found;
  return ok({
    ...found.value,
    reasons: [
      ...found.value.reasons,
      ...(found.value.kind === "customer" ? [reason("customer-of-currency", { currency })] : []),
    ],
  });
}

/**
 * What is asked of the customer: its data as the order has it, whether they are brought up to date,
 * its currency.
 */
async function wantedOf({ ports, order }: OrderCase) {
  // Where the customers flow keeps debtors' customers, an order's own data is the document's alone.
  const keptElsewhere =
    ports.settings.customers.enabled &&
    ownCurrency(order, ports.settings, ports.lookups.company) === null &&
    !isGuest(order, ports.settings);
  return {
    fingerprint: await hashOf(partyFingerprint(order)),
    update: ports.settings.orders.updateCustomer && !keptElsewhere,
    currency:
      ports.settings.orders.customerInOtherCurrency === "second-customer" ? order.currency : null,
  };
}

function planFor(
  ports: FlowPorts,
  party: Party,
  currency: string,
): Result<PlannedCustomer, readonly Reason[]> {
  const { company, terms } = ports.lookups;
  if (company === null) throw new Error("planned without the company's settings");
  return planCustomer({
    party,
    settings: ports.settings,
    company,
    terms,
    currency: currency === company.currency ? null : currency,
  });
}

async function debtorOf({
  ports,
  order,
}: OrderCase): Promise<Result<Debtor | null | "gone", Failure>> {
  const { debtorId } = order;
  if (debtorId === null || isGuest(order, ports.settings)) return ok(null);
  const debtor = await fetchDebtor(ports, debtorId);
  if (debtor.ok) return debtor;
  return debtor.error.kind === "not-found" ? ok("gone") : debtor;
}
