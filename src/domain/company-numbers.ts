/**
 * VAT numbers and registration numbers, compared however each is written. Two that may be those of
 * two companies are two: only a spelling is left out of account. Pure.
 */
import { foldNumber, vatCountry } from "./party.ts";

/** A number, and the country of the company that has it; `null`: nobody says it. */
type OwnNumber = { readonly number: string; readonly country: string | null };

/** Whose companies have the numbers of another country. */
const NUMBERED_BY: Readonly<Record<string, string>> = {
  AX: "FI",
  SJ: "NO",
  // VAT numbers alone.
  XI: "GB",
  IM: "GB",
  MC: "FR",
  // Parts of France.
  ...Object.fromEntries(["GF", "GP", "MF", "MQ", "RE", "YT"].map((part) => [part, "FR"])),
};

/** Both are known, and they number companies apart. */
function ofTwoCountries(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const [a, b] = [one, other].map((country) => country.trim().toUpperCase());
  return (NUMBERED_BY[a ?? ""] ?? a) !== (NUMBERED_BY[b ?? ""] ?? b);
}

/** The two letters that VAT numbers of a country begin with; those of Greece aren't its code. */
export const vatLetters = (country: string): string => (country === "GR" ? "EL" : country);

const foldVatNumber = (number: string): string => foldNumber(number).replace(/^GR(?=.{7})/, "EL");

/** Without the two letters of a country, which may also be the first of the number itself. */
export const bareVatNumber = (number: string): string =>
  foldVatNumber(number).replace(/^[A-Z]{2}(?=.{7})/, "");

/**
 * Either may lack its country's letters, and then counts with its owner's country; two countries'
 * numbers are never the same.
 */
export function sameVatNumber(one: OwnNumber, other: OwnNumber): boolean {
  const [a, b] = [foldVatNumber(one.number), foldVatNumber(other.number)];
  const [bareA, bareB] = [bareVatNumber(a), bareVatNumber(b)];
  if (a === b) return a !== bareA || !ofTwoCountries(one.country, other.country);
  if (bareA === b) return !ofTwoCountries(vatCountry(a, null), other.country);
  return a === bareB && !ofTwoCountries(one.country, vatCountry(b, null));
}

/** How the ledger may have written it; `country`: of its owner, for one without letters. */
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
 * Of Sweden, in twelve digits: a person's with its century, an organisation's after 16. The third
 * digit of an organisation's ten is 2 or more, where a person's month begins.
 */
const IN_TWELVE = new RegExp(
  "^(?:16\\d{2}[2-9]\\d{7}|" +
    "(?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]|6[1-9]|[78]\\d|9[01])\\d{4})$",
);

/** In ten digits, where it is a Swedish one in twelve. */
export const inTenDigits = (number: string): string => {
  const folded = foldNumber(number);
  return IN_TWELVE.test(folded) ? folded.slice(2) : folded;
};

/**
 * Two countries' numbers are never the same. In Sweden one may be in ten digits and the other in
 * twelve; two in twelve that differ in the century are two persons.
 */
export function sameOrganisationNumber(one: OwnNumber, other: OwnNumber): boolean {
  if (ofTwoCountries(one.country, other.country)) return false;
  const [a, b] = [foldNumber(one.number), foldNumber(other.number)];
  const isSwedish = (one.country ?? other.country) === "SE";
  return a === b || (isSwedish && a.length !== b.length && inTenDigits(a) === inTenDigits(b));
}

/** Of ten digits, as people write them too: with a hyphen before the last four. */
const hyphened = (digits: string): string => `${digits.slice(0, -4)}-${digits.slice(-4)}`;

/** How the ledger may have written it; `country`: of its owner. */
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
