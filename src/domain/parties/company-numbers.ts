/**
 * Compares VAT numbers and registration numbers in any spelling. Numbers that may belong to two
 * companies count as two: only the spelling is ignored. Pure.
 */
import { foldNumber, vatCountry } from "./party.ts";

/** A number, and the country of its company; `null`: not known. */
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
