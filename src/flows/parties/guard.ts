/**
 * What finding, creating and updating a customer share about the present party, and which fields of
 * a customer a person changed since our last write. Each field is compared by itself with the value
 * that we wrote, so that a corrected telephone number protects only the telephone number.
 *
 * A customer that we never wrote has no marks: its values are kept or replaced, as the tenant chose
 * for customers that are found. Values are kept as short hashes: six hex digits miss one change in
 * sixteen million, and don't single out one person's number.
 */
import { HOUR_MS } from "../../domain/platform/durations.ts";
import {
  type CustomerFields,
  foldEmail,
  foldNumber,
  type FoundCustomer,
  vatCountry,
  type BuyerSigns,
} from "../../domain/parties/party.ts";
import { canonicalText, differing, ownedCustomerFields } from "../../eaccounting/customer-body.ts";
import type { JournalEntry, OwnedHashes, FlowPorts, WriteIntent } from "../port.ts";
import { hexOf } from "../settlement.ts";
import type { CustomerTax, LedgerCustomer } from "../../domain/ledger/ledger.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import type { Party } from "./party.ts";
import type { PlannedCustomer } from "./plan-customer.ts";

type Fields = Readonly<Record<string, unknown>>;
type Hashes = Readonly<Record<string, string>>;

const FIELD_DIGITS = 6;

/**
 * Beside the fields: until when an update without an answer may still take effect. Up to then its
 * values count as ours.
 */
const LATE = "~late";
const MAY_COME_TRUE_MS = HOUR_MS;
/** Values kept of one field: the one stored last, then those that may come back. */
const VALUES_KEPT = 6;

/** A customer's fields in the ledger, beside what would be written and what is known to be ours. */
type Guard = {
  /** Fields of ours that a person changed and that the plan would write otherwise. */
  readonly byPerson: readonly string[];
  /** Those of them that the shop has changed as well since our last write. */
  readonly byBoth: readonly string[];
  /** It holds what we wrote last. */
  readonly isAsWritten: (field: string) => boolean;
  /** Before a write that may come through unseen: the old value and the new one are both ours. */
  readonly pending: (kept: readonly string[]) => OwnedHashes;
  /** After the ledger's answer; a field that was kept remains the person's. */
  readonly settled: (raw: Fields, kept: readonly string[]) => Promise<OwnedHashes>;
};

export async function guardOf(
  customerId: string,
  raw: Fields,
  planned: Fields,
  ours: OwnedHashes | null,
  now: number,
): Promise<Guard> {
  const stored = ownedCustomerFields(raw);
  const held = await hashesOf(customerId, stored);
  const otherwise = await otherSpellings(customerId, stored);
  const wanted = await hashesOf(customerId, planned);
  const { [LATE]: late, ...known } = ours ?? {};
  const isLate = now < Number(late?.[0] ?? 0);
  const after = (hash: string, field: string): readonly string[] =>
    isLate ? [...new Set([hash, ...(known[field] ?? [])])].slice(0, VALUES_KEPT) : [hash];
  const isOurs = (field: string, hash: string | undefined): boolean =>
    known[field] === undefined || (hash !== undefined && known[field].includes(hash));
  const byPerson = Object.keys(differing(raw, planned)).filter(
    (field) => ![held[field], ...(otherwise[field] ?? [])].some((hash) => isOurs(field, hash)),
  );
  return {
    byPerson,
    byBoth: byPerson.filter((field) => !isOurs(field, wanted[field])),
    isAsWritten: (field) => known[field]?.includes(held[field] ?? "") === true,
    pending: (kept) => ({
      ...known,
      ...each(held, (hash, field) => known[field] ?? [hash]),
      ...each(without(wanted, kept), (hash, field) => [
        ...new Set([...(known[field] ?? [held[field] ?? hash]), hash]),
      ]),
      [LATE]: [String(now + MAY_COME_TRUE_MS)],
    }),
    settled: async (answered, kept) => {
      const stored = await hashesOf(customerId, ownedCustomerFields(answered));
      return {
        ...known,
        ...each(stored, (hash, field) =>
          Object.hasOwn(planned, field) && !kept.includes(field)
            ? after(hash, field)
            : (known[field] ?? [hash]),
        ),
        ...(isLate && late !== undefined ? { [LATE]: late } : {}),
      };
    },
  };
}

/** All fields of a customer that was just created are ours. */
export const ownedOfNew = async (
  customerId: string,
  raw: Fields,
  more: Fields = {},
): Promise<OwnedHashes> =>
  each(await hashesOf(customerId, { ...ownedCustomerFields(raw), ...more }), (hash) => [hash]);

/** Salted with the customer, so that two customers with one number don't show it. */
export const fieldHash = async (
  customerId: string,
  field: string,
  value: unknown,
): Promise<string> =>
  hexOf(`${customerId.toLowerCase()} ${field} ${canonicalText(value)}`, FIELD_DIGITS);

/**
 * A person who writes a value otherwise changed nothing: hashes of the other spellings of post
 * codes and of companies' numbers.
 */
async function otherSpellings(
  customerId: string,
  fields: Fields,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const entries = Object.entries(fields).map(async ([field, value]) => {
    const hashes = spellings(field, value).map((text) => fieldHash(customerId, field, text));
    return [field, await Promise.all(hashes)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

function spellings(field: string, value: unknown): readonly string[] {
  if (typeof value !== "string" || value === "") return [];
  const bare = value.replace(/[\s-]/g, "");
  const parted = (at: number, by: string): string => `${bare.slice(0, at)}${by}${bare.slice(at)}`;
  if (field.endsWith("PostalCode"))
    return [bare, parted(3, " "), parted(4, " "), parted(-3, " "), parted(2, "-")];
  if (field === "CorporateIdentityNumber") return [bare, parted(-4, "-")];
  return field === "VatNumber" ? [bare] : [];
}

async function hashesOf(customerId: string, fields: Fields): Promise<Hashes> {
  const entries = Object.entries(fields).map(
    async ([field, value]) => [field, await fieldHash(customerId, field, value)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

const each = (
  hashes: Hashes,
  made: (hash: string, field: string) => readonly string[],
): OwnedHashes =>
  Object.fromEntries(Object.entries(hashes).map(([field, hash]) => [field, made(hash, field)]));

const without = (hashes: Hashes, fields: readonly string[]): Hashes =>
  Object.fromEntries(Object.entries(hashes).filter(([field]) => !fields.includes(field)));

type WrittenFields = Pick<
  CustomerFields,
  "kind" | "name" | "email" | "vatNumber" | "organisationNumber"
>;

const IDENTITY_DIGITS = 8;

/**
 * Returns the identities under which a customer is sent to the ledger. The shop may change the
 * party's data before the answer is known; the created record is still recognised by what it was
 * sent with. The identities are short hashes, salted with our own number, because an address has no
 * place in the journal. The name counts only where nothing else identifies the party.
 */
export async function sentIdentities(
  number: string,
  said: WrittenFields,
): Promise<readonly string[]> {
  const { email, vatNumber, organisationNumber } = said;
  const identities = [
    ...(email === null ? [] : [`email ${foldEmail(email)}`]),
    ...(vatNumber === null ? [] : [`vat-number ${foldNumber(vatNumber)}`]),
    ...(organisationNumber === null
      ? []
      : [`organisation-number ${foldNumber(organisationNumber)}`]),
  ];
  const named =
    identities.length === 0 ? [`name ${(said.name ?? "").trim().toLowerCase()}`] : identities;
  return Promise.all(
    named.map((identity) => hexOf(`${number} ${said.kind} ${identity}`, IDENTITY_DIGITS)),
  );
}

/** It has our number, and is in identity and kind what one of our creations was sent as. */
export async function isAsSent(
  found: FoundCustomer,
  number: string,
  journal: readonly JournalEntry[],
): Promise<boolean> {
  const sent = journal.flatMap((entry) =>
    entry.kind === "customer.create" ? (entry.sentAs ?? []) : [],
  );
  return sent.length > 0 && (await sentIdentities(number, found)).some((one) => sent.includes(one));
}

/** A document's customer, or why it isn't certain. */
export type CustomerAnswer =
  | {
      readonly kind: "customer";
      readonly customer: LedgerCustomer;
      readonly reasons: readonly Reason[];
    }
  | { readonly kind: "held"; readonly reasons: readonly Reason[] };

export type Answer = Promise<Result<CustomerAnswer, Failure>>;

export const foundCustomer = (
  customer: LedgerCustomer,
  ...reasons: readonly Reason[]
): Result<CustomerAnswer, Failure> => ok({ kind: "customer", customer, reasons });
export const held = (...reasons: readonly Reason[]): Result<CustomerAnswer, Failure> =>
  ok({ kind: "held", reasons });

export type Context = {
  readonly ports: FlowPorts;
  readonly party: Party;
  /** The unique number that we derive. */
  readonly number: string;
  readonly linkSource: string;
  readonly fingerprint: string;
  /** Whether a customer that is there is brought up to date. */
  readonly update: boolean;
  /** Only a customer whose invoices are in this currency will do; `null`: any. */
  readonly currency: string | null;
  /** Whether one is made where none is found. */
  readonly make: boolean;
  /**
   * The orderer, where the debtor's own card is another person's; `null`, absent: the card is of
   * this buyer, or there is none.
   */
  readonly buyer?: BuyerSigns | null;
  /** `there`: the customer that is brought up to date; `null`: one is made. */
  readonly plan: (there: FoundCustomer | null) => Result<PlannedCustomer, readonly Reason[]>;
  readonly journal: readonly JournalEntry[];
  /** It is read though nothing new is said of it. */
  readonly again?: boolean;
  /**
   * By what names the buyer is called beside the party's own: one of them stands on what the
   * customer is invoiced for. Absent: nothing is invoiced.
   */
  readonly calledAlso?: readonly (string | null)[];
  /** Whether a person linked the customer that is brought up to date. */
  readonly byPerson?: boolean;
  /** Of the customer that it was linked with so far. */
  readonly vatCheckedAt?: number | undefined;
};

/**
 * The ledger looks a VAT number up in VIES whenever a customer is written with it, so a write that
 * it took is its answer.
 */
export const withVatCheck = (customer: LedgerCustomer, at: number | undefined): LedgerCustomer =>
  at === undefined || (customer.tax?.vatCountry ?? null) === null
    ? customer
    : { ...customer, vatCheckedAt: at };

export const journalKey = (number: string): string => `customer:${number}`;

export function intent(
  context: Context,
  kind: WriteIntent["kind"],
  documentId: string | null,
): WriteIntent {
  return {
    key: journalKey(context.number),
    role: "customer",
    n: 1,
    kind,
    marker: context.number,
    markerCode: null,
    markerField: "CustomerNumber",
    documentId,
  };
}

/** A currency that isn't known is no other one: the ledger's answer will tell. */
export const fitsCurrency = (is: unknown, wanted: string | null): boolean =>
  wanted === null || typeof is !== "string" || is === "" || is.toUpperCase() === wanted;

/** The vendor's code for a VAT number that the EU's register doesn't know. */
const INVALID_VAT_NUMBER = 4025;
export const badVatNumber = (failure: Failure): boolean =>
  failure.kind === "rejected" && failure.code === INVALID_VAT_NUMBER;

/** A customer that isn't there yet has no marks of its own in the ledger. */
export const newCustomerTax = ({
  currency = null,
  vatNumber,
  country,
}: {
  readonly currency?: string | null;
  readonly vatNumber: string | null;
  readonly country: string | null;
}): CustomerTax => ({
  currency,
  vatCountry: vatCountry(vatNumber, country),
  byDelivery: false,
  forceVat: false,
  northernIreland: false,
  reverseConstruction: false,
});
