/**
 * Updates an existing customer: checks its kind and state, writes differences where the tenant
 * wants that, and links it. A person's change since our last write stays, unless the tenant wants
 * otherwise. An e-mail address of another customer is never given to a second one, as neither could
 * be found by it.
 */
import type { LedgerCustomer } from "../../domain/ledger/ledger.ts";
import { type CustomerFields, foldEmail, type FoundCustomer } from "../../domain/parties/party.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import type { VendorRequest } from "../../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { plannedCustomerFields, wholeAddresses } from "../../eaccounting/customer-body.ts";
import {
  customersBy,
  readCustomersBy,
  readWrittenCustomer,
  toLedgerCustomer,
  updateCustomer,
} from "../../eaccounting/customers.ts";
import { STALE_FINGERPRINT } from "../journal.ts";
import type { CustomerLink, OwnedHashes, SavedLink } from "../port.ts";
import { settlement, readWritten } from "../settlement.ts";
import { kindFits, sameCompany } from "./choose-customer.ts";
import {
  guardOf,
  type Answer,
  badVatNumber,
  type Context,
  fitsCurrency,
  held,
  intent,
  foundCustomer,
  withVatCheck,
} from "./guard.ts";
import { labelChange, LABELS } from "./labels.ts";
import { debtorOfNumber } from "./party.ts";
import type { PlannedCustomer } from "./plan-customer.ts";

/** `ours`: what is known of its fields, read under its lock before the customer was. */
export async function updateFound(
  given: Context,
  found: FoundCustomer,
  ours: OwnedHashes | null,
  how: Reason,
): Answer {
  const context = keptByDebtor(given, found);
  const { ports, party, fingerprint } = context;
  const unfit = unfitFor(context, found);
  if (unfit !== null) return held(unfit);
  const planned = context.plan(found);
  if (!planned.ok) return held(...planned.error);
  const fields = owned(planned.value.fields, found);
  const guard = await guardOf(
    found.id,
    found.raw,
    plannedCustomerFields(fields),
    ours,
    ports.now(),
  );
  // The ledger's answer is about the number that we wrote, not about one that a person entered.
  const customer = withVatCheck(
    toLedgerCustomer(found),
    guard.isAsWritten("VatNumber") ? context.vatCheckedAt : undefined,
  );
  const reasons = [
    how,
    ...planned.value.reasons,
    ...(found.kind === party.kind
      ? []
      : [reason("customer-kind-kept", { customer: found.id, ledger: found.kind })]),
  ];
  if (context.update)
    return bringUpToDate(context, found, ours, {
      fields,
      label: planned.value.label,
      guard,
      customer,
      reasons,
    });
  // Writes nothing. A new customer's fields are remembered as they are, in case updates are
  // switched on later.
  const hashes = ours === null ? await guard.settled(found.raw, []) : null;
  const saved = linkTo(context, customer, fingerprint, hashes);
  if (!hasOtherName(context, found)) {
    ports.saveLink(saved);
    return foundCustomer(customer, ...reasons);
  }
  ports.saveLink({ ...saved, link: { ...saved.link, hasOtherName: true } });
  return foundCustomer(customer, ...reasons, ...nameDiffers({ ...saved.link, hasOtherName: true }));
}

/** Told of each order, as each invoice bears the customer's name and address in the ledger. */
export const nameDiffers = ({ customer, hasOtherName: is }: CustomerLink): readonly Reason[] =>
  is === true
    ? [reason("customer-name-differs", { customer: customer.number ?? customer.id })]
    : [];

/** None of the buyer's names is in the customer's, nor the other way round. */
function hasOtherName({ party, calledAlso }: Context, { name }: FoundCustomer): boolean {
  const theirs = folded(name);
  const called = [party.name, party.contactPerson, party.invoiceAddress.name, ...(calledAlso ?? [])]
    .map(folded)
    .filter((one) => one !== "");
  return (
    calledAlso !== undefined &&
    theirs !== "" &&
    called.length > 0 &&
    !called.some((one) => one.includes(theirs) || theirs.includes(one))
  );
}

const folded = (name: string | null): string =>
  (name ?? "").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

/**
 * Without updates where the customer was made from another debtor and is known to be this company
 * by its VAT number alone: companies of a group may share one, and would rename each other's
 * customer in turn (ADR 0162). One that a person linked is theirs to share.
 */
function keptByDebtor(context: Context, found: FoundCustomer): Context {
  const { party, ports, byPerson = false } = context;
  const { debtorId, organisationNumber } = party;
  const madeOf = debtorOfNumber(found.number, ports.settings.customers.numberPrefix);
  const isAnothers =
    debtorId !== null &&
    madeOf !== null &&
    madeOf !== String(debtorId) &&
    !byPerson &&
    (organisationNumber === null || found.organisationNumber === null) &&
    sameCompany(found, party) === true;
  return isAnothers ? { ...context, update: false } : context;
}

type Compared = {
  readonly fields: CustomerFields;
  readonly label: PlannedCustomer["label"];
  readonly guard: Awaited<ReturnType<typeof guardOf>>;
  readonly customer: LedgerCustomer;
  readonly reasons: readonly Reason[];
};

/** Writes what differs, but for what a person corrected, where that is to stay. */
async function bringUpToDate(
  context: Context,
  found: FoundCustomer,
  ours: OwnedHashes | null,
  { fields, label: wanted, guard, customer, reasons: before }: Compared,
): Answer {
  const { ports, fingerprint } = context;
  const { customers, trial } = ports.settings;
  const reasons = [...before];
  const linked = (print: string, hashes: OwnedHashes | null): SavedLink =>
    linkTo(context, customer, print, hashes);
  const label = await labelChange(ports, found, wanted, ours);
  const whole = wholeAddresses(guard.byPerson, found.raw, plannedCustomerFields(fields));
  const byPerson = [...guard.byPerson, ...(label.byPerson ? [LABELS] : [])];
  const left = customers.changedByPerson === "leave" ? [...new Set([...byPerson, ...whole])] : [];
  const changed = {
    customer: found.id,
    fields: [...new Set([...byPerson, ...left])].join(", "),
    both: guard.byBoth.join(", ") || null,
  };
  if (byPerson.length > 0 && customers.changedByPerson === "hold")
    return held(reason("customer-changed-by-person", changed));
  if (left.length > 0) reasons.push(reason("customer-fields-kept", changed));
  const other = left.includes("EmailAddress")
    ? ok(null)
    : await otherWithEmail(context, found, fields.email);
  if (!other.ok) return other;
  if (other.value !== null)
    reasons.push(reason("customer-email-taken", { customer: found.id, other: other.value }));
  const kept = other.value === null ? left : [...left, "EmailAddress"];
  // What couldn't be settled is checked again by the next run.
  const print = other.value === null ? fingerprint : STALE_FINGERPRINT;
  const overrule = customers.changedByPerson === "overwrite";
  const labels = trial ? ok(label.shown(overrule)) : await label.labels(overrule);
  if (!labels.ok) return labels;
  const request = updateCustomer(found.id, found.raw, { ...fields, labels: labels.value }, kept);
  const labelled = kept.includes(LABELS) ? {} : label.settled;
  if (request === null) {
    ports.saveLink(linked(print, { ...(await guard.settled(found.raw, kept)), ...labelled }));
    return foundCustomer(customer, ...reasons);
  }
  // Not written, so not up to date either: the next run looks again.
  if (trial) {
    ports.rehearse(intent(context, "customer.update", found.id), request);
    ports.saveLink(linked(STALE_FINGERPRINT, null));
    return foundCustomer(customer, ...reasons, reason("trial-mode", { write: "customer.update" }));
  }
  // Should the answer be lost, the old values and the new ones are ours, and the customer is looked
  // at again.
  const pending = { ...guard.pending(kept), ...(kept.includes(LABELS) ? {} : label.pending) };
  ports.saveLink({ ...linked(STALE_FINGERPRINT, pending), written: true });
  const settled = async (raw: FoundCustomer["raw"]): Promise<OwnedHashes> => ({
    ...(await guard.settled(raw, kept)),
    ...labelled,
  });
  const overwritten = left.length === 0 && byPerson.length > 0 ? byPerson.join(", ") : null;
  return write(context, found, request, { print, settled, overwritten, reasons });
}

/** Returns why nothing can be booked on it; `null`: it can be used. */
function unfitFor({ ports, party }: Context, found: FoundCustomer): Reason | null {
  const { id: customer, kind: ledger } = found;
  if (!found.active) return reason("customer-inactive", { customer });
  return !kindFits(found, party) && ports.settings.orders.customerKindConflict === "hold"
    ? reason("customer-kind-differs", { customer, ledger, order: party.kind })
    : null;
}

/** A person's choice counts until the customer is up to date. */
const linkTo = (
  { linkSource, byPerson = false }: Context,
  customer: LedgerCustomer,
  fingerprint: string,
  hashes: OwnedHashes | null,
): SavedLink => ({
  source: linkSource,
  link: { customer, fingerprint, byPerson: byPerson && fingerprint === STALE_FINGERPRINT },
  owned: hashes,
});

type Update = {
  /** As what it is linked once it is written. */
  readonly print: string;
  readonly settled: (raw: FoundCustomer["raw"]) => Promise<OwnedHashes>;
  /** A person's changes that are overwritten. */
  readonly overwritten: string | null;
  readonly reasons: readonly Reason[];
};

async function write(
  context: Context,
  found: FoundCustomer,
  request: VendorRequest,
  { print, settled, overwritten, reasons }: Update,
): Answer {
  const { ports } = context;
  const written = await ports.write(intent(context, "customer.update", found.id), request);
  if (!written.ok)
    return badVatNumber(written.error)
      ? held(reason("vat-number-rejected", { customer: found.id }))
      : written;
  const answer = readWritten(ports, written.value, readWrittenCustomer);
  if (!answer.ok) return answer;
  const renewed = withVatCheck(toLedgerCustomer(answer.value), ports.now());
  ports.settle(
    settlement(written.value, "compared", {
      documentId: found.id,
      link: {
        ...linkTo(context, renewed, print, await settled(answer.value.raw)),
        written: true,
      },
    }),
  );
  return foundCustomer(
    renewed,
    ...reasons,
    reason("customer-updated", { customer: found.id, overwritten }),
  );
}

/** Keeps the ledger's kind and number, which we don't write again. */
const owned = (fields: CustomerFields, found: FoundCustomer): CustomerFields => ({
  ...fields,
  kind: found.kind,
  number: found.number ?? fields.number,
});

/**
 * Returns another active customer with the address that this one is to get; `null`: this one has it
 * already, or none has.
 */
async function otherWithEmail(
  { ports, currency }: Context,
  found: FoundCustomer,
  email: string | null,
): Promise<Result<string | null, Failure>> {
  if (email === null || (found.email !== null && foldEmail(found.email) === foldEmail(email)))
    return ok(null);
  const answer = await ports.lookUp(customersBy("email", email));
  if (!answer.ok) return answer;
  const hits = readCustomersBy(answer.value, "email", email);
  if (!hits.ok) return hits;
  return ok(
    hits.value.customers.find(
      (one) =>
        one.active &&
        fitsCurrency(one.raw["CurrencyCode"], currency) &&
        one.id.toLowerCase() !== found.id.toLowerCase(),
    )?.id ?? null,
  );
}
