/**
 * Finds a party's customer in the ledger, or makes it, under a lock of everything that identifies
 * the party, so that two orders of one new customer make one.
 *
 * A record that bears our number is ours only if our journal sent it and it agrees in identity and
 * kind: else the number is somebody else's, and what needs it is held rather than booked on a
 * stranger's account.
 */
import { hasSucceeded } from "../../domain/jobs/job.ts";
import {
  type CustomerFields,
  type FoundCustomer,
  type Identity,
  bareVatNumber,
  inTenDigits,
  isAnotherBuyer,
} from "../../domain/parties/party.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import {
  createCustomer,
  customersBy,
  type CustomerSearch,
  readCustomersBy,
  readWrittenCustomer,
  signsOfCustomer,
  toLedgerCustomer,
  findCustomerById,
} from "../../eaccounting/customers.ts";
import { STALE_FINGERPRINT } from "../journal.ts";
import type { CustomerLink, DoubtHit, FlowPorts, JournalEntry, VendorPort } from "../port.ts";
import { settlement, readWritten } from "../settlement.ts";
import { agreesWith, chooseCustomer, sameCompany } from "./choose-customer.ts";
import {
  isAsSent,
  ownedOfNew,
  sentIdentities,
  type Answer,
  badVatNumber,
  type Context,
  fitsCurrency,
  held,
  intent,
  journalKey,
  foundCustomer,
  newCustomerTax,
  withVatCheck,
} from "./guard.ts";
import { labelNamed, LABELS } from "./labels.ts";
import type { Party } from "./party.ts";
import { updateFound } from "./update.ts";

/**
 * `linkSource`: under what the customer is remembered. `fingerprint`: hash of what the source says
 * of it; the same as at the last push means that nothing is to be done. `gone`: the customer that
 * the ledger was just seen not to have any more. `again`: it is read though nothing new is said of
 * it, as a person asks for that, or an update without an answer may have come true over a newer
 * one.
 */
export type Wanted = Pick<
  Context,
  | "party"
  | "linkSource"
  | "fingerprint"
  | "update"
  | "currency"
  | "make"
  | "plan"
  | "buyer"
  | "again"
  | "calledAlso"
> & {
  readonly gone?: string | null;
  /** Several debtors share one customer: the one that changed last decides what it says. */
  readonly lastWins?: boolean;
};

export async function findOrCreateCustomer(ports: FlowPorts, wanted: Wanted): Answer {
  const { party, linkSource } = wanted;
  const { number } = party;
  if (number === null) return held(reason("customer-not-identifiable", { by: "email" }));
  const locked = await ports.lockParty({
    identities: lockedIdentities(party, linkSource),
    linkSource,
    journalKey: journalKey(number),
  });
  if (!locked.ok) return locked;
  const { link, journal } = locked.value;
  const right =
    link !== null && fitsCurrency(link.customer.tax?.currency, wanted.currency) ? link : null;
  if (right !== null && right.customer.id !== wanted.gone && isPartyCurrent(right, wanted))
    return foundCustomer(right.customer, reason("customer-known", { customer: right.customer.id }));

  const vatCheckedAt = right?.customer.vatCheckedAt;
  const context: Context = { ...wanted, ports, number, journal, vatCheckedAt };
  if (right !== null) return byId(context, right.customer.id, right);
  const made = ours(journal)?.documentId ?? null;
  return made === null ? search(context) : byId(context, made, null);
}

/** The party is unchanged. A link without a fingerprint is checked once in any case. */
export const isPartyCurrent = (
  link: CustomerLink,
  wanted: Pick<Wanted, "fingerprint" | "update" | "currency" | "again" | "lastWins">,
): boolean =>
  wanted.again !== true &&
  fitsCurrency(link.customer.tax?.currency, wanted.currency) &&
  (link.fingerprint === wanted.fingerprint ||
    (link.fingerprint !== STALE_FINGERPRINT && !wanted.update) ||
    (wanted.lastWins === true && link.before === wanted.fingerprint));

/** Returns the journal's creation whose answer is known. */
const ours = (journal: readonly JournalEntry[]): JournalEntry | undefined =>
  journal.find(
    (entry) => entry.kind === "customer.create" && hasSucceeded(entry) && entry.documentId !== null,
  );

/** A number is locked in one spelling, however the shop writes it. */
const lockedIdentities = (party: Party, linkSource: string): readonly Identity[] => [
  ...party.identities.map(inOneSpelling),
  { kind: "link", value: linkSource },
];

function inOneSpelling(identity: Identity): Identity {
  switch (identity.kind) {
    case "vat-number":
      return { ...identity, value: bareVatNumber(identity.value) };
    case "organisation-number":
      return { ...identity, value: inTenDigits(identity.value) };
    default:
      return identity;
  }
}

/**
 * Linked before, and the shop says something new of it; or made by us, and the link was never
 * written (`null`).
 */
async function byId(context: Context, id: string, link: CustomerLink | null): Answer {
  const { ports } = context;
  const lock = await ports.lockCustomer(id);
  if (!lock.ok) return lock;
  const found = await findCustomerById(ports.read, id);
  if (!found.ok) return found;
  if (found.value === null)
    return link !== null && context.again === true ? replace(context, link) : search(context);
  // A guest's number is of its e-mail address, which another company may have had before it.
  if (link === null && isOtherGuest(context, found.value)) return search(context);
  // Found by our number alone, after a doubt: it is ours only if it agrees in what identifies it.
  if (link === null && !(await agrees(context, found.value)))
    return held(reason("customer-number-taken", { number: context.number }));
  if (link !== null && isOfSeveral(context, link, found.value))
    return held(reason("debtor-of-several", { debtor: context.party.debtorId }));
  return updateFound(
    { ...context, byPerson: link?.byPerson === true },
    found.value,
    lock.value,
    reason("customer-known", { customer: id, by: null }),
  );
}

/** Tells that the linked customer is gone, whatever stands in its place. */
async function replace(context: Context, { customer, byPerson }: CustomerLink): Answer {
  const { ports, linkSource } = context;
  // Where nothing does, the next run looks again: the link isn't up to date.
  const link = {
    customer,
    fingerprint: STALE_FINGERPRINT,
    ...(byPerson === true ? { byPerson } : {}),
  };
  ports.saveLink({ source: linkSource, link, owned: null });
  const found = await search(context);
  if (!found.ok) return found;
  const gone = reason("customer-gone", {
    customer: customer.id,
    number: customer.number ?? customer.id,
  });
  return ok({ ...found.value, reasons: [gone, ...found.value.reasons] });
}

/**
 * The debtor's customer is another buyer's, as where a debtor is used for all guests without being
 * configured so. A customer that a person just linked is accepted; so is one that isn't changed.
 */
const isOfSeveral = (
  { buyer = null, party, update }: Context,
  { byPerson = false }: CustomerLink,
  found: FoundCustomer,
): boolean =>
  update &&
  buyer !== null &&
  !byPerson &&
  sameCompany(found, party) !== true &&
  isAnotherBuyer(buyer, signsOfCustomer(found));

const isOtherGuest = ({ party }: Context, found: FoundCustomer): boolean =>
  party.guest && sameCompany(found, party) === false;

/** With the party as it is by now, or as it was when it was sent. */
const agrees = async (context: Context, found: FoundCustomer): Promise<boolean> =>
  !isOtherGuest(context, found) &&
  (agreesWith(found, context.party) || isAsSent(found, context.number, context.journal));

async function search(context: Context): Answer {
  const { ports, party } = context;
  let other: Reason | null = null;
  const country = party.invoiceAddress.country ?? ports.lists.company?.country ?? null;
  for (const identity of party.searchBy) {
    if (!isSearch(identity.kind)) continue;
    const answer = await ports.lookUp(customersBy(identity.kind, identity.value, country));
    if (!answer.ok) return answer;
    const found = readCustomersBy(answer.value, identity.kind, identity.value, country);
    if (!found.ok) return found;
    if (!found.value.complete)
      return held(reason("customer-ambiguous", { by: identity.kind, count: null }));
    const chosen = chooseCustomer(
      found.value.customers.filter(({ raw }) =>
        fitsCurrency(raw["CurrencyCode"], context.currency),
      ),
      identity,
      party,
      ports.settings,
    );
    if (chosen.kind === "one" && isStranger(identity.kind, party, chosen.customer))
      return held(reason("customer-number-taken", { number: identity.value }));
    if (chosen.kind === "one") return adopt(context, chosen.customer, identity.kind);
    if (chosen.kind === "other-company") other ??= chosen.reason;
    else if (chosen.kind !== "none") return held(chosen.reason);
  }
  if (other !== null) return held(other);
  return context.make
    ? create(context)
    : held(
        reason("customer-not-made", {
          by: party.searchBy.map(({ kind }) => kind).join(", ") || null,
        }),
      );
}

/**
 * A number alone may be two customers': shop and ledger count each for itself. It is another's
 * where nothing else that both say agrees.
 */
const isStranger = (by: CustomerSearch, party: Party, found: FoundCustomer): boolean =>
  by === "customer-number" &&
  sameCompany(found, party) !== true &&
  isAnotherBuyer(
    {
      name: party.name,
      email: party.email,
      street: party.invoiceAddress.street,
      postCode: party.invoiceAddress.postCode,
      isCompany: party.kind === "company",
    },
    signsOfCustomer(found),
  );

const isSearch = (kind: Identity["kind"]): kind is CustomerSearch =>
  kind === "email" ||
  kind === "customer-number" ||
  kind === "vat-number" ||
  kind === "organisation-number";

/**
 * One that a look-up answered. Where another party writes it as well, it is read again under its
 * lock: the list may be older than the last write.
 */
async function adopt(context: Context, listed: FoundCustomer, by: CustomerSearch): Answer {
  const { ports } = context;
  const lock = await ports.lockCustomer(listed.id);
  if (!lock.ok) return lock;
  const found = lock.value === null ? ok(listed) : await findCustomerById(ports.read, listed.id);
  if (!found.ok) return found;
  return updateFound(
    context,
    found.value ?? listed,
    lock.value,
    reason("customer-found", { customer: listed.id, by }),
  );
}

async function create(context: Context): Answer {
  const { ports } = context;
  const fields = context.plan(null);
  if (!fields.ok) return held(...fields.error);
  const label = fields.value.label?.name ?? null;
  if (ports.settings.trial)
    return rehearseCreation(context, {
      ...fields.value.fields,
      labels: label === null ? null : [{ Name: label }],
    });
  const labels = await labelsOf(context, label);
  if (!labels.ok) return labels;
  const before = context.journal.some(
    (entry) => entry.kind === "customer.create" && entry.sentAt !== null,
  );
  const sent = {
    ...intent(context, "customer.create", null),
    sentAs: await sentIdentities(context.number, fields.value.fields),
  };
  const written = await ports.write(
    sent,
    createCustomer({ ...fields.value.fields, labels: labels.value }),
  );
  if (!written.ok) {
    if (written.error.kind === "conflict") return adoptTaken(context, before);
    return badVatNumber(written.error)
      ? held(reason("vat-number-rejected", { customer: null }))
      : written;
  }
  const made = readWritten(ports, written.value, readWrittenCustomer);
  if (!made.ok) return made;
  const customer = withVatCheck(toLedgerCustomer(made.value), ports.now());
  const link = {
    source: context.linkSource,
    link: { customer, fingerprint: context.fingerprint },
    owned: await ownedOfNew(
      customer.id,
      made.value.raw,
      fields.value.label === null
        ? {}
        : { [LABELS]: fields.value.label.name?.toLowerCase() ?? null },
    ),
  };
  ports.settle(
    settlement(written.value, "compared", {
      documentId: customer.id,
      documentNumber: customer.number,
      link,
    }),
  );
  return foundCustomer(
    customer,
    ...fields.value.reasons,
    reason("customer-created", { customer: customer.id }),
  );
}

/** In test mode no customer is created: the plan uses one that doesn't exist yet. */
async function rehearseCreation(context: Context, fields: CustomerFields): Answer {
  const { ports, party, number } = context;
  ports.rehearse(intent(context, "customer.create", null), createCustomer(fields));
  return foundCustomer(
    {
      id: "00000000-0000-0000-0000-000000000000",
      number,
      kind: party.kind,
      country: fields.country,
      vatNumber: fields.vatNumber,
      termsOfPaymentId: fields.termsOfPaymentId,
      tax: newCustomerTax(fields),
    },
    reason("customer-created", { customer: null, trial: true }),
  );
}

async function labelsOf(
  { ports }: Context,
  name: string | null,
): Promise<Result<CustomerFields["labels"], Failure>> {
  if (name === null) return ok(null);
  const label = await labelNamed(ports, name);
  return label.ok ? ok([label.value]) : label;
}

/** 409: adopted only if we sent it before and the record agrees in identity and kind. */
async function adoptTaken(context: Context, sentBefore: boolean): Answer {
  const { ports, number } = context;
  const stranger = reason("customer-number-taken", { number });
  if (!sentBefore) return held(stranger);
  const answer = await ports.lookUp(customersBy("customer-number", number));
  if (!answer.ok) return answer;
  const found = readCustomersBy(answer.value, "customer-number", number);
  if (!found.ok) return found;
  const [one] = found.value.customers;
  return one !== undefined && (await agrees(context, one))
    ? adopt(context, one, "customer-number")
    : held(stranger);
}

/** Resolves a doubtful creation by our own number, which nobody else uses. */
export async function findDoubtfulCustomer(
  ports: VendorPort,
  entry: JournalEntry,
): Promise<Result<DoubtHit | null, Failure>> {
  const number = entry.marker ?? "";
  const answer = await ports.lookUp(customersBy("customer-number", number));
  if (!answer.ok) return answer;
  const found = readCustomersBy(answer.value, "customer-number", number);
  if (!found.ok) return found;
  const [customer] = found.value.customers;
  return ok(
    customer === undefined
      ? null
      : { documentId: customer.id, documentNumber: customer.number, document: null },
  );
}
