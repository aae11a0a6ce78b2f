/**
 * Finds a party's customer in the ledger, or makes it, under a lock of everything that identifies the party, so that two
 * orders of one new customer make one.
 *
 * A record that bears our number is ours only if our journal sent it and it agrees in identity and kind: else the
 * number is somebody else's, and what needs it is held rather than booked on a stranger's account.
 */
import type { Failure } from "../../domain/failure.ts";
import type { LedgerCustomer } from "../../domain/ledger.ts";
import type { CustomerFields, FoundCustomer, Identity } from "../../domain/party.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import {
  createCustomer, customerById, customersBy, type CustomerSearch, readCustomer, readCustomersBy, readWrittenCustomer, toLedgerCustomer, updateCustomer,
} from "../../eaccounting/customers.ts";
import type { Settings } from "../../mapping/settings.ts";
import type { CustomerLink, DoubtHit, FlowPorts, JournalEntry, WriteIntent } from "../port.ts";
import { settlement } from "../settlement.ts";
import { agreesWith, chooseCustomer } from "./choose-customer.ts";
import type { Party } from "./party.ts";
import { planCustomer, type PlannedCustomer } from "./plan-customer.ts";

type Answer = Promise<Result<CustomerAnswer, Failure>>;

const known = (customer: LedgerCustomer, ...reasons: readonly Reason[]): Result<CustomerAnswer, Failure> => ok({ kind: "customer", customer, reasons });
const held = (...reasons: readonly Reason[]): Result<CustomerAnswer, Failure> => ok({ kind: "held", reasons });

/** Whom a document is for, or why that isn't certain. */
export type CustomerAnswer =
  | { readonly kind: "customer"; readonly customer: LedgerCustomer; readonly reasons: readonly Reason[] }
  | { readonly kind: "held"; readonly reasons: readonly Reason[] };

export type Wanted = {
  readonly party: Party;
  /** Under what the customer is remembered. */
  readonly linkSource: string;
  /** Hash of what the source says of the party: the same as at the last push means that nothing is to be done. */
  readonly fingerprint: string;
};

export async function findOrMakeCustomer(ports: FlowPorts, wanted: Wanted): Answer {
  const { party, linkSource, fingerprint } = wanted;
  const { number } = party;
  if (number === null) return held(reason("customer-not-identifiable", { by: "e-mail address" }));
  const locked = await ports.lockParty({ identities: lockedIdentities(party, linkSource), linkSource, journalKey: journalKey(number) });
  if (!locked.ok) return locked;
  const { link, journal } = locked.value;
  if (link !== null && isSettled(link, fingerprint, ports.settings)) return known(link.customer, reason("customer-known", { customer: link.customer.id }));

  const context: Context = { ports, party, number, linkSource, fingerprint, journal };
  if (link !== null) return byId(context, link.customer.id, true);
  const made = ours(journal)?.documentId ?? null;
  return made === null ? search(context) : byId(context, made, false);
}

/** Nothing new is said of it; a link that a person made is looked at once in any case. */
export const isSettled = (link: CustomerLink, fingerprint: string, settings: Pick<Settings, "orders">): boolean =>
  link.fingerprint === fingerprint || (link.fingerprint !== "" && !settings.orders.updateCustomer);

type Context = {
  readonly ports: FlowPorts;
  readonly party: Party;
  /** The unique number that we derive. */
  readonly number: string;
  readonly linkSource: string;
  readonly fingerprint: string;
  readonly journal: readonly JournalEntry[];
};

const journalKey = (number: string): string => `customer:${number}`;

/** What the journal says that we made, and whose answer is known. */
const ours = (journal: readonly JournalEntry[]): JournalEntry | undefined =>
  journal.find((entry) => entry.kind === "customer.create" && (entry.state === "done" || entry.state === "compared") && entry.documentId !== null);

const lockedIdentities = (party: Party, linkSource: string): readonly Identity[] => [...party.identities, { kind: "link", value: linkSource }];

/** Linked before, and the shop says something new of it; or made by us, and the link was never written. */
async function byId(context: Context, id: string, linked: boolean): Answer {
  const { ports } = context;
  const answer = await ports.read(customerById(id));
  if (!answer.ok) return answer.error.kind === "not-found" ? search(context) : answer;
  const found = readCustomer(answer.value);
  if (!found.ok) return found;
  // Found by our number alone, after a doubt: it is ours only if it agrees in what identifies it.
  if (!linked && !agreesWith(found.value, context.party)) return held(reason("customer-number-taken", { number: context.number }));
  return take(context, found.value, "customer-known");
}

async function search(context: Context): Answer {
  const { ports, party } = context;
  for (const identity of party.lookups) {
    if (!isSearch(identity.kind)) continue;
    const answer = await ports.lookUp(customersBy(identity.kind, identity.value));
    if (!answer.ok) return answer;
    const found = readCustomersBy(answer.value, identity.kind, identity.value);
    if (!found.ok) return found;
    if (!found.value.complete) return held(reason("customer-ambiguous", { by: identity.kind, count: null }));
    const chosen = chooseCustomer(found.value.customers, identity, party, ports.settings);
    if (chosen.kind === "one") return take(context, chosen.customer, "customer-found", identity.kind);
    if (chosen.kind !== "none") return held(chosen.reason);
  }
  return create(context);
}

const isSearch = (kind: Identity["kind"]): kind is CustomerSearch => kind === "email" || kind === "customer-number" || kind === "vat-number" || kind === "organisation-number";

/** One that is there: its kind and state are looked at, it is updated if the tenant wants that, and linked. */
async function take(context: Context, found: FoundCustomer, how: "customer-known" | "customer-found", by: string | null = null): Answer {
  const { ports, party } = context;
  const { orders } = ports.settings;
  if (!found.active) return held(reason("customer-inactive", { customer: found.id }));
  const differs = found.kind !== party.kind;
  if (differs && orders.customerKindConflict === "hold") return held(reason("customer-kind-differs", { customer: found.id, ledger: found.kind, order: party.kind }));
  const customer = toLedgerCustomer(found);
  const link: CustomerLink = { customer, ownedHash: null, fingerprint: context.fingerprint };
  const reasons = [reason(how, { customer: found.id, by })];
  const fields = planFor(context);
  if (!fields.ok) return held(...fields.error);
  const request = orders.updateCustomer && !ports.settings.trial ? updateCustomer(found.id, found.raw, owned(fields.value.fields, found)) : null;
  if (request === null) {
    ports.saveLink(context.linkSource, link);
    return known(customer, ...reasons, ...fields.value.reasons);
  }
  const written = await ports.write(intent(context, "customer.update", found.id), request);
  if (!written.ok) return written;
  ports.settle(settlement(written.value, "compared", { documentId: found.id, link: { source: context.linkSource, link } }));
  return known(customer, ...reasons, ...fields.value.reasons, reason("customer-updated", { customer: found.id }));
}

/** What we don't write again: the kind and the number that the ledger's record has. */
const owned = (fields: CustomerFields, found: FoundCustomer): CustomerFields => ({ ...fields, kind: found.kind, number: found.number ?? fields.number });

function planFor({ ports, party }: Context): Result<PlannedCustomer, readonly Reason[]> {
  const { company, terms } = ports.lookups;
  if (company === null) throw new Error("planned without the company's settings");
  return planCustomer({ party, settings: ports.settings, company, terms });
}

async function create(context: Context): Answer {
  const { ports, party } = context;
  const fields = planFor(context);
  if (!fields.ok) return held(...fields.error);
  // Nothing is made in trial mode: the plan is shown with a customer that doesn't exist yet.
  if (ports.settings.trial) return known({ id: "00000000-0000-0000-0000-000000000000", number: context.number, kind: party.kind, country: fields.value.fields.country, vatNumber: fields.value.fields.vatNumber, termsOfPaymentId: fields.value.fields.termsOfPaymentId }, reason("customer-created", { customer: null, trial: true }));
  const before = context.journal.some((entry) => entry.kind === "customer.create" && entry.sentAt !== null);
  const written = await ports.write(intent(context, "customer.create", null), createCustomer(fields.value.fields));
  if (!written.ok) return written.error.kind === "conflict" ? taken(context, before) : written;
  const made = readWrittenCustomer(written.value.answer);
  if (!made.ok) {
    ports.settle({ ...settlement(written.value, "in-doubt"), failure: made.error });
    return made;
  }
  const customer = toLedgerCustomer(made.value);
  const link: CustomerLink = { customer, ownedHash: null, fingerprint: context.fingerprint };
  ports.settle(settlement(written.value, "compared", { documentId: customer.id, documentNumber: customer.number, link: { source: context.linkSource, link } }));
  return known(customer, ...fields.value.reasons, reason("customer-created", { customer: customer.id }));
}

/** 409: adopted only if we sent it before and the record agrees in identity and kind. */
async function taken(context: Context, sentBefore: boolean): Answer {
  const { ports, party, number } = context;
  const stranger = reason("customer-number-taken", { number });
  if (!sentBefore) return held(stranger);
  const answer = await ports.lookUp(customersBy("customer-number", number));
  if (!answer.ok) return answer;
  const found = readCustomersBy(answer.value, "customer-number", number);
  if (!found.ok) return found;
  const [one] = found.value.customers;
  return one !== undefined && agreesWith(one, party) ? take(context, one, "customer-found", "customer-number") : held(stranger);
}

function intent(context: Context, kind: WriteIntent["kind"], documentId: string | null): WriteIntent {
  return { key: journalKey(context.number), role: "customer", n: 1, kind, marker: context.number, markerCode: null, markerField: "CustomerNumber", documentId };
}

/** A doubtful creation is settled by our own number, which nobody else uses. */
export async function findDoubtfulCustomer(ports: FlowPorts, entry: JournalEntry): Promise<Result<DoubtHit | null, Failure>> {
  const number = entry.marker ?? "";
  const answer = await ports.lookUp(customersBy("customer-number", number));
  if (!answer.ok) return answer;
  const found = readCustomersBy(answer.value, "customer-number", number);
  if (!found.ok) return found;
  const [customer] = found.value.customers;
  return ok(customer === undefined ? null : { documentId: customer.id, documentNumber: customer.number, document: null });
}
