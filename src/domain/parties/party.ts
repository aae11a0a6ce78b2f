/**
 * The customer in the ledger: the fields that this product owns, as planned from the order and its
 * debtor.
 */
import type { CustomerKind } from "../ledger/ledger.ts";
import type { MappedValues } from "../ledger/mapped.ts";

export type CustomerFields = {
  readonly number: string;
  readonly kind: CustomerKind;
  /**
   * `null`, here and in the address: an existing customer keeps the ledger's value. A new customer
   * has everything that the ledger requires.
   */
  readonly name: string | null;
  readonly contactPerson: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  readonly organisationNumber: string | null;
  readonly vatNumber: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly postCode: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly deliveryName: string | null;
  readonly deliveryAddress1: string | null;
  readonly deliveryAddress2: string | null;
  readonly deliveryPostCode: string | null;
  readonly deliveryCity: string | null;
  readonly deliveryCountry: string | null;
  readonly termsOfPaymentId: string;
  /** Of a new customer; absent: the company's own. */
  readonly currency?: string;
  /** The full name or other text that didn't fit, kept so that nothing is lost. */
  readonly note: string | null;
  /**
   * Fields that only the customers flow maintains; `null` where another flow writes. In these too,
   * `null` keeps the ledger's value.
   */
  readonly upkeep: CustomerUpkeep | null;
  /** All labels that the customer is to have, in the ledger's form; `null`: unchanged. */
  readonly labels: readonly Readonly<Record<string, unknown>>[] | null;
  /** Further fields that the tenant's rules set, by the ledger's names. */
  readonly mapped?: MappedValues;
};

/** What a customer's future documents are made with. */
export type CustomerUpkeep = {
  readonly termsOfPaymentId: string | null;
  readonly currency: string | null;
  readonly deliveryMethodId: string | null;
  readonly language: string | null;
};

/** A customer as found in the ledger; `raw` is the whole answer, which an update patches. */
export type FoundCustomer = {
  readonly id: string;
  readonly number: string | null;
  readonly kind: CustomerKind;
  readonly active: boolean;
  readonly name: string;
  readonly email: string | null;
  readonly organisationNumber: string | null;
  readonly vatNumber: string | null;
  readonly country: string | null;
  readonly termsOfPaymentId: string | null;
  readonly raw: Readonly<Record<string, unknown>>;
};

type IdentityKind =
  | "email"
  | "customer-number"
  | "vat-number"
  | "organisation-number"
  | "debtor"
  | "link"
  | "product-group"
  | "article";

/**
 * A name under which a party may be known; `product-group` and `article` lock a group of variants,
 * and an article's number, in the same way. All identities of a party are locked together, all or
 * none.
 */
export type Identity = { readonly kind: IdentityKind; readonly value: string };

export const identityKey = (identity: Identity): string =>
  `party:${identity.kind}:${identity.value}`;

/** Folds an e-mail address for comparison: case and surrounding blanks don't matter. */
export const foldEmail = (email: string): string => email.trim().toLowerCase();

/** Folds a number for comparison: letters and digits only. */
export const foldNumber = (text: string): string => text.replace(/[^0-9A-Za-z]/g, "").toUpperCase();

/**
 * Returns the country of a VAT number: its two letters (Greece writes EL), otherwise its owner's.
 * `null`: no number.
 */
export function vatCountry(number: string | null, country: string | null): string | null {
  const folded = number === null ? "" : foldNumber(number);
  if (folded === "") return null;
  const letters = /^([A-Z]{2})/.exec(folded)?.[1] ?? country;
  return letters === "EL" ? "GR" : letters;
}

/**
 * Names a person as a text that is hashed with a key: a folded e-mail address, a debtor. The same
 * person must give the same text in a run, in a search, and when hashes are renewed under a new
 * key.
 */
export const emailIdentity = (address: string): string => `email:${address.trim().toLowerCase()}`;
export const debtorIdentity = (id: number | string): string => `debtor:${id}`;

const WHOLE_ADDRESS = /^\s*[^\s@<>",;]+@[^\s@<>"',;]+\.[^\s@<>"',;]+\s*$/;
const DEEPEST = 40;

/** Returns the texts that a filter of the ledger compares with. */
const literalsOf = (filter: string): readonly string[] =>
  [...filter.matchAll(/'((?:[^']|'')*)'/g)].map(([, text = ""]) => text.replaceAll("''", "'"));

/**
 * Returns everyone whom a timeline names: each e-mail address in it or in a filter, and each
 * debtor's number. A run may have named more, where an answer was left out.
 */
export function identitiesIn(timeline: unknown): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown, name: string, depth: number): void => {
    if (depth > DEEPEST) return;
    if (typeof value === "string" && value.length <= 320 && WHOLE_ADDRESS.test(value))
      found.add(emailIdentity(value));
    if (typeof value === "string" && name === "$filter")
      for (const one of literalsOf(value)) look(one, "", depth + 1);
    if (
      name.toLowerCase() === "debtorid" &&
      (typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value)))
    )
      found.add(debtorIdentity(value));
    if (Array.isArray(value)) for (const one of value) look(one, "", depth + 1);
    else if (typeof value === "object" && value !== null)
      for (const [key, one] of Object.entries(value)) look(one, key, depth + 1);
  };
  look(timeline, "", 0);
  return [...found].toSorted();
}
