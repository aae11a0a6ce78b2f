/**
 * The order's customer: the tenant's fixed one, a known and unchanged one (which costs no call), or
 * one that is found or created from the order and its debtor.
 *
 * A known customer may have been changed, made inactive, or merged into another since. It is read
 * again when a person resyncs the order, when the ledger refuses a document that may be for it, and
 * when the sale's VAT depends on fields (VAT number, country, currency, construction services) that
 * were never read.
 */
import { RETRY } from "../../../domain/jobs/requested-actions.ts";
import type { LedgerCompany, LedgerCustomer } from "../../../domain/ledger/ledger.ts";
import { dec } from "../../../domain/money.ts";
import type { Debtor, Order } from "../../../domain/orders/order.ts";
import { type FoundCustomer, foldNumber } from "../../../domain/parties/party.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { err, ok, type Result, type Failure } from "../../../domain/result.ts";
import { toLedgerCustomer, findCustomerById } from "../../../eaccounting/customers.ts";
import { nonBlankOrNull } from "../../../domain/platform/text.ts";
import type { Settings } from "../../../settings/schema.ts";
import { type CustomerAnswer, held, foundCustomer } from "../../parties/guard.ts";
import { findOrCreateCustomer, isPartyCurrent } from "../../parties/find-or-create.ts";
import { nameDiffers } from "../../parties/update.ts";
import {
  isGuest,
  type Party,
  partyFingerprint,
  partyOf,
  strangerTo,
  guestCode,
} from "../../parties/party.ts";
import { planCustomer, type PlannedCustomer } from "../../parties/plan-customer.ts";
import { fetchDebtor } from "../../parties/pull-debtor.ts";
import { STALE_FINGERPRINT } from "../../journal.ts";
import type { CustomerLink, JournalPort, RunFacts, VendorPort } from "../../port.ts";
import { hashOf } from "../../settlement.ts";
import type { OrderCase, OrderFacts } from "../shared/case.ts";
import { fixedDebtor } from "../shared/filled-fields.ts";
import { touchesCrossBorder } from "../money/cross-border-sale.ts";
import { companyOf } from "../../booking-day.ts";

/**
 * Returns a known and unchanged customer, without a call unless it is doubted (`isDoubted`).
 * `null`: it has to be found or created.
 */
export async function knownCustomer(
  order: OrderCase,
  link: CustomerLink | null,
): Promise<CustomerAnswer | null> {
  if (link === null) return null;
  const fixed = fixedDebtor(order);
  if (fixed !== null) return knownDefault(fixed.id, link);
  if (!isPartyCurrent(link, await wantedOf(order, link))) return null;
  return {
    kind: "customer",
    customer: link.customer,
    reasons: [reason("customer-known", { customer: link.customer.id }), ...nameDiffers(link)],
  };
}

/**
 * Finds or creates the customer where it isn't known, or is `gone` from the ledger. `make`: false
 * where one that doesn't exist yet is the wrong one.
 */
export async function resolveCustomer(
  order: OrderCase,
  link: CustomerLink | null,
  linkSource: string,
  gone = false,
  make = true,
): Promise<Result<CustomerAnswer, Failure>> {
  const known = gone ? null : await knownCustomer(order, link);
  if (known?.kind === "held") return ok(known);
  if (known !== null) {
    if (!isDoubted(order)) return ok(known);
    const stands = await currentCustomer(order, known.customer, link, linkSource);
    if (!stands.ok) return stands;
    if (stands.value.kind === "held") return ok(stands.value);
    if (stands.value.kind === "gone") return resolveCustomer(order, link, linkSource, true, make);
    return ok({ ...known, customer: stands.value.customer });
  }
  const { ports } = order;
  const fixed = fixedDebtor(order);
  if (fixed !== null) return defaultCustomer(ports, fixed.id);
  const { fingerprint, update, currency: wanted, again } = await wantedOf(order, link);
  const currency = ownCurrency(order.order, ports.settings, ports.lists.company);
  const debtor = await debtorOf(order);
  if (!debtor.ok) return debtor;
  if (debtor.value === "gone") return held(reason("debtor-gone", { debtor: order.order.debtorId }));
  const party = partyOfCurrency(partyOf(order.order, debtor.value, ports.settings), currency);
  const found = await findOrCreateCustomer(ports, {
    party,
    linkSource,
    fingerprint,
    update,
    currency: wanted,
    make,
    again,
    gone: gone ? (link?.customer.id ?? null) : null,
    buyer: debtor.value === null ? null : strangerTo(debtor.value, order.order),
    calledAlso: namesOf(order.order, debtor.value),
    plan: (there) => planFor(ports, party, order.order.currency, there),
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

const namesOf = (order: Order, debtor: Debtor | null): readonly (string | null)[] => [
  order.companyName,
  order.attentionTo,
  order.invoiceAddress.name,
  debtor?.name ?? null,
];

/**
 * Returns what the order needs of its customer: data, whether to update them, and currency.
 * `again`: it is a company's order and the customer is remembered as a private person, as one is
 * made of a debtor's card without numbers. It is read, and held where it is one still. Or a person
 * asks whether it still has another name.
 */
async function wantedOf(given: OrderCase, link: CustomerLink | null) {
  const { ports, order } = given;
  // Where the customers flow maintains customers, an order's own data go only into the document.
  const keptElsewhere =
    ports.settings.customers.enabled &&
    ownCurrency(order, ports.settings, ports.lists.company) === null &&
    !isGuest(order, ports.settings);
  return {
    fingerprint: await hashOf(partyFingerprint(order)),
    update: ports.settings.orders.updateCustomer && !keptElsewhere,
    again:
      (link?.hasOtherName === true && isDoubted(given)) ||
      (link?.customer.kind === "private" &&
        ports.settings.orders.customerKindConflict === "hold" &&
        nonBlankOrNull(order.companyName) !== null),
    currency:
      ports.settings.orders.customerInOtherCurrency === "second-customer" ? order.currency : null,
  };
}

function planFor(
  ports: RunFacts,
  party: Party,
  currency: string,
  there: FoundCustomer | null,
): Result<PlannedCustomer, readonly Reason[]> {
  const company = companyOf(ports);
  return planCustomer({
    party,
    settings: ports.settings,
    company,
    terms: ports.lists.terms,
    currency: currency === company.currency ? null : currency,
    there,
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

const used = (id: string): Reason => reason("default-debtor-used", { customer: id });

/** Known by its link. */
const knownDefault = (id: string, link: CustomerLink): CustomerAnswer | null =>
  link.fingerprint === STALE_FINGERPRINT
    ? null
    : { kind: "customer", customer: link.customer, reasons: [used(id)] };

/** Returns the tenant's fixed customer. Its own kind counts, and holds nothing. */
async function defaultCustomer(
  ports: VendorPort & JournalPort,
  id: string,
): Promise<Result<CustomerAnswer, Failure>> {
  const found = await findCustomerById(ports.read, id);
  if (!found.ok) return found;
  if (found.value === null) return held(reason("default-debtor-missing", { customer: id }));
  if (!found.value.active) return held(reason("customer-inactive", { customer: id }));
  const customer = toLedgerCustomer(found.value);
  ports.saveLink({
    source: `default:${id}`,
    link: { customer, fingerprint: "fixed" },
    owned: null,
  });
  return foundCustomer(customer, used(id));
}

/** The ledger's answer about a remembered customer. */
type CurrentCustomer =
  | { readonly kind: "customer"; readonly customer: LedgerCustomer }
  | { readonly kind: "gone" }
  | { readonly kind: "held"; readonly reasons: readonly Reason[] };

const isDoubted = ({ ports, refusedFor }: OrderCase): boolean =>
  ports.customersAsKnown !== true && (refusedFor !== undefined || ports.eventTypes.includes(RETRY));

/**
 * Returns the customer that a plan may use: as remembered, or read again where it is in doubt.
 * `link` is what was remembered when the run began. `justFound`: it was read or written in this
 * run. Where the reading explains nothing, `refusedFor` is returned as the failure.
 */
export async function currentCustomer(
  order: OrderCase,
  customer: LedgerCustomer,
  link: CustomerLink | null,
  linkSource: string,
  justFound = false,
): Promise<Result<CurrentCustomer, Failure>> {
  if (link === null || link.customer.id !== customer.id) return ok({ kind: "customer", customer });
  const { ports, refusedFor } = order;
  const doubted = justFound
    ? refusedFor !== undefined
    : isDoubted(order) || perhapsMarked(order, customer);
  if (!doubted && !(customer.tax === undefined && decidesSale(order, customer)))
    return ok({ kind: "customer", customer });
  const found = await findCustomerById(ports.read, customer.id);
  if (!found.ok) return found;
  if (found.value === null) return ok({ kind: "gone" });
  if (!found.value.active)
    return ok({ kind: "held", reasons: [reason("customer-inactive", { customer: customer.id })] });
  if (refusedFor !== undefined && order.articlesAnew !== true) return err(refusedFor);
  const fresh = toLedgerCustomer(found.value);
  ports.saveLink({ source: linkSource, link: { ...link, customer: fresh }, owned: null });
  return ok({ kind: "customer", customer: fresh });
}

/** Whether the customer's fields in the ledger decide the order's VAT. */
function decidesSale({ ports, order }: OrderCase, { country }: LedgerCustomer): boolean {
  const { company } = ports.lists;
  return (
    company !== null &&
    (order.currency !== company.currency ||
      touchesCrossBorder(order, company.country, country) ||
      canBeReverseCharged(order, company))
  );
}

/** Sold at home without VAT: the customer may have been marked for construction meanwhile. */
function perhapsMarked({ ports, order }: OrderCase, { tax, country }: LedgerCustomer): boolean {
  const { company } = ports.lists;
  return (
    ports.customersAsKnown !== true &&
    tax?.reverseConstruction === false &&
    company !== null &&
    !touchesCrossBorder(order, company.country, country) &&
    canBeReverseCharged(order, company)
  );
}

/** The vendor's error code for a request that names a record that doesn't exist. */
const NOT_THERE = 3000;

const CUSTOMER_OR_ARTICLE = /(?:^|\.)(?:customerid|articleid)$/i;

/** Whether a document may have been refused as its customer or an article is gone or inactive. */
export const perhapsForCustomer = (failure: Failure): boolean =>
  failure.kind === "rejected" &&
  failure.vendor === "eaccounting" &&
  (failure.code === NOT_THERE ||
    failure.fields.some(({ field }) => CUSTOMER_OR_ARTICLE.test(field ?? "")));

/** Whether goods have no VAT in a company that reverses it for construction. Cards have none. */
export const canBeReverseCharged = (
  { lines }: OrderCase["order"],
  { usesReverseConstruction }: LedgerCompany,
): boolean =>
  usesReverseConstruction === true &&
  lines.some(
    ({ kind, vatRate, net }) => kind !== "gift-card" && dec(vatRate).eq(0) && !dec(net).eq(0),
  );

/**
 * Returns the currency for which the party needs a customer of its own, or `null` where its one
 * customer will do or the order is held. The ledger's invoices are in their customer's currency, so
 * a buyer who pays in two currencies needs two customers; the second has its own key and number.
 */
function ownCurrency(
  order: Pick<Order, "currency">,
  settings: Pick<Settings, "orders">,
  company: { readonly currency: string } | null,
): string | null {
  return settings.orders.customerInOtherCurrency === "second-customer" &&
    company !== null &&
    order.currency !== company.currency
    ? order.currency
    : null;
}

/** The vendor's limit for customer numbers. */
const MAX_NUMBER = 16;

function partyOfCurrency(party: Party, currency: string | null): Party {
  if (currency === null || party.number === null) return party;
  // `E` keeps it apart from every number that is derived from a debtor. It is cut on the left,
  // where the prefix is.
  const number = `${party.number}-${currency}`;
  const fitting =
    number.length <= MAX_NUMBER ? number : `${party.number.slice(0, MAX_NUMBER - 3)}${currency}`;
  return {
    ...party,
    number: fitting,
    identities: [...party.identities, { kind: "customer-number", value: fitting }],
  };
}

export type BuyerSearch = {
  readonly link: CustomerLink | null;
  readonly linkSource: string;
  /** The customer that the link leads to; `null`: none. */
  readonly known: CustomerAnswer | null;
  /** The ledger doesn't have that one any more. */
  readonly isGone: boolean;
};

/** Finds or creates the customer. What was invoiced keeps its invoice's; none is created then. */
export async function buyerOf(
  order: OrderCase,
  { link, linkSource, known, isGone }: BuyerSearch,
): Promise<Result<CustomerAnswer, Failure>> {
  const { soldTo } = order.order;
  const found =
    known === null || isGone
      ? await resolveCustomer(order, link, linkSource, isGone, soldTo === undefined)
      : ok(known);
  if (!found.ok || soldTo === undefined) return found;
  const { value } = found;
  const id = value.kind === "customer" ? value.customer.id : null;
  const isNew =
    value.kind === "held" && value.reasons.some(({ code }) => code === "customer-not-made");
  if (!isNew && (id === null || id === soldTo)) return found;
  const now = id ?? linkSource;
  const why =
    order.part === true
      ? reason("delta-customer-differs", { invoice: soldTo, order: now })
      : reason("credit-customer-differs", { invoice: soldTo, credit: now });
  return held(why);
}

/**
 * Returns the key under which the order's customer is remembered: the fixed one, the debtor, or for
 * a guest our derived number with the company's number, as another company may order with the same
 * e-mail address. Followed by the currency if the party needs a customer of its own for it.
 */
export function linkSourceOf({ ports, order }: Pick<OrderFacts, "order" | "ports">): string {
  const fixed = fixedDebtor({ ports, order });
  if (fixed !== null) return `default:${fixed.id}`;
  const currency = ownCurrency(order, ports.settings, ports.lists.company);
  const source = isGuest(order, ports.settings)
    ? guestSource(order, ports)
    : String(order.debtorId);
  return currency === null ? source : `${source}:${currency}`;
}

/** The part derived from the e-mail address comes last: a person's data are found by it. */
function guestSource(order: OrderFacts["order"], { settings }: OrderFacts["ports"]): string {
  const { number, organisationNumber, vatNumber } = partyOf(order, null, settings);
  const company = foldNumber(organisationNumber ?? vatNumber ?? "");
  return company === "" ? `guest:${number}` : `guest:${guestCode(company)}:${number}`;
}
