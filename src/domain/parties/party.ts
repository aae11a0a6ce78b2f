/**
 * The customer in the ledger: the fields that this product owns, as planned from the order and its
 * debtor; and whether two numbers are of one company, or two records of one buyer.
 */
import { type CustomerKind, type LedgerCustomer } from "../ledger/ledger.ts";
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
export type FoundCustomer = Omit<LedgerCustomer, "tax" | "vatCheckedAt"> & {
  readonly active: boolean;
  readonly name: string;
  readonly email: string | null;
  readonly organisationNumber: string | null;
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
  | "article"
  | "shop-article";

/**
 * A name under which a party may be known; `product-group`, `article` and `shop-article` lock a
 * group of variants, an article's number, and an article of the shop, in the same way. All
 * identities of a party are locked together, all or none.
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

/**
 * VAT or registration number, compared in any spelling: only the spelling is ignored, as numbers
 * that may belong to two companies count as two. With the country of its company; `null`: not
 * known.
 */
type OwnNumber = { readonly number: string; readonly country: string | null };

/** Territories whose companies have numbers of another country. */
const NUMBERED_BY: Readonly<Record<string, string>> = {
  AX: "FI",
  SJ: "NO",
  // For VAT numbers only.
  XI: "GB",
  IM: "GB",
  MC: "FR",
  // Parts of France.
  ...Object.fromEntries(["GF", "GP", "MF", "MQ", "RE", "YT"].map((part) => [part, "FR"])),
};

/** Both countries are known, and each numbers its own companies. */
function ofTwoCountries(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const [a, b] = [one, other].map((country) => country.trim().toUpperCase());
  return (NUMBERED_BY[a ?? ""] ?? a) !== (NUMBERED_BY[b ?? ""] ?? b);
}

/** Returns the letters before a country's VAT numbers; for Greece not its ISO code. */
export const vatLetters = (country: string): string => (country === "GR" ? "EL" : country);

const foldVatNumber = (number: string): string => foldNumber(number).replace(/^GR(?=.{7})/, "EL");

/** Without the country's two letters, which may also be the first of the number itself. */
export const bareVatNumber = (number: string): string =>
  foldVatNumber(number).replace(/^[A-Z]{2}(?=.{7})/, "");

/**
 * Either may lack its country's letters, and then counts with its owner's country; numbers of two
 * countries are never the same.
 */
export function sameVatNumber(one: OwnNumber, other: OwnNumber): boolean {
  const [a, b] = [foldVatNumber(one.number), foldVatNumber(other.number)];
  const [bareA, bareB] = [bareVatNumber(a), bareVatNumber(b)];
  if (a === b) return a !== bareA || !ofTwoCountries(one.country, other.country);
  if (bareA === b) return !ofTwoCountries(vatCountry(a, null), other.country);
  return a === bareB && !ofTwoCountries(one.country, vatCountry(b, null));
}

/** Returns the spellings that the ledger may have. `country`: the owner's. */
export function vatSpellings(number: string, country: string | null): readonly string[] {
  const [folded, bare] = [foldNumber(number), bareVatNumber(number)];
  const letters = country === null ? null : vatLetters(country);
  const greek = /^(?:EL|GR)(?=.{7})/.test(folded) ? [`EL${bare}`, `GR${bare}`] : [];
  return [
    folded,
    bare,
    ...greek,
    ...(letters === null || folded.startsWith(letters) ? [] : [`${letters}${folded}`]),
  ];
}

/**
 * A Swedish number in twelve digits: a person's with its century, an organisation's after 16. The
 * third digit of an organisation's ten is 2 or more, where a person's month begins.
 */
const IN_TWELVE = new RegExp(
  "^(?:16\\d{2}[2-9]\\d{7}|" +
    "(?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]|6[1-9]|[78]\\d|9[01])\\d{4})$",
);

/** Returns a Swedish number of twelve digits in ten; any other as it is. */
export const inTenDigits = (number: string): string => {
  const folded = foldNumber(number);
  return IN_TWELVE.test(folded) ? folded.slice(2) : folded;
};

/**
 * Numbers of two countries are never the same. In Sweden one may have ten digits and the other
 * twelve; two of twelve that differ in the century are two persons.
 */
export function sameOrganisationNumber(one: OwnNumber, other: OwnNumber): boolean {
  if (ofTwoCountries(one.country, other.country)) return false;
  const [a, b] = [foldNumber(one.number), foldNumber(other.number)];
  const isSwedish = (one.country ?? other.country) === "SE";
  return a === b || (isSwedish && a.length !== b.length && inTenDigits(a) === inTenDigits(b));
}

/** Ten digits in their other spelling: with a hyphen before the last four. */
const hyphened = (digits: string): string => `${digits.slice(0, -4)}-${digits.slice(-4)}`;

/** Returns the spellings that the ledger may have; `country`: of the owner. */
export function organisationSpellings(number: string, country: string | null): readonly string[] {
  const folded = foldNumber(number);
  const ten = inTenDigits(folded);
  if (!/^\d{10}$/.test(ten)) return [folded];
  if (country !== "SE") return folded === ten ? [ten, hyphened(ten)] : [folded];
  const twelve =
    folded === ten
      ? ["16", "19", "20"].map((century) => century + ten).filter((one) => IN_TWELVE.test(one))
      : [folded];
  return [ten, ...twelve].flatMap((one) => [one, hyphened(one)]);
}

/** `null`: not given. */
export type BuyerSigns = {
  readonly name: string | null;
  readonly email: string | null;
  /** Street with its number, and post code. */
  readonly street: string | null;
  readonly postCode: string | null;
  /** Colleagues may have different addresses of one e-mail domain. */
  readonly isCompany: boolean;
};

/**
 * Whether they share a sign of one buyer. It separates the guests of a collective debtor without
 * holding a customer whose contact, address or spelling changes.
 */
export const isSameBuyer = (a: BuyerSigns, b: BuyerSigns): boolean => compared(a, b).includes(true);

/** One different sign proves little: a person moves, a contact leaves. */
const ENOUGH = 2;

/** Whether they have at least two comparable signs, and none in common. */
export function isAnotherBuyer(a: BuyerSigns, b: BuyerSigns): boolean {
  const signs = compared(a, b);
  return signs.length >= ENOUGH && !signs.includes(true);
}

/** One result for each sign that both have. */
function compared(a: BuyerSigns, b: BuyerSigns): readonly boolean[] {
  const each = (
    mine: string | null,
    theirs: string | null,
    same: (mine: string, theirs: string) => boolean,
  ): readonly boolean[] => (mine === null || theirs === null ? [] : [same(mine, theirs)]);
  const ofDomain = a.isCompany && b.isCompany;
  return [
    ...each(wordsOf(a.name), wordsOf(b.name), isWithin),
    ...each(emailOf(a, ofDomain), emailOf(b, ofDomain), (mine, theirs) => mine === theirs),
    ...each(placeOf(a), placeOf(b), (mine, theirs) => mine === theirs),
  ];
}

const filled = (text: string): string | null => (text === "" ? null : text);

/** The words of a name without case, accents and punctuation, each followed by a blank. */
function wordsOf(name: string | null): string | null {
  const plain = (name ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  return filled([...new Set(words)].map((word) => `${word} `).join(""));
}

/** Whether the longer name has all words of the shorter: "Svensson, Eva" and "Eva M. Svensson". */
function isWithin(mine: string, theirs: string): boolean {
  const [few = [], many = []] = [mine, theirs]
    .map((words) => words.trim().split(" "))
    .toSorted((a, b) => a.length - b.length);
  return few.every((word) => many.includes(word));
}

function emailOf({ email }: BuyerSigns, ofDomain: boolean): string | null {
  const whole = foldEmail(email ?? "");
  return filled(ofDomain ? whole.slice(whole.lastIndexOf("@") + 1) : whole);
}

function placeOf({ street, postCode }: BuyerSigns): string | null {
  const [road, code] = [foldText(street), foldNumber(postCode ?? "")];
  return road === "" || code === "" ? null : `${road} ${code}`;
}

const foldText = (text: string | null): string =>
  (text ?? "").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
