/**
 * VAT numbers and registration numbers, compared however each is written. Two that may be those of
 * two companies are two: only a spelling is left out of account. Pure.
 */
import { foldNumber } from "./party.ts";

/** The two letters that VAT numbers of a country begin with; those of Greece aren't its code. */
export const vatLetters = (country: string): string => (country === "GR" ? "EL" : country);

const foldVatNumber = (number: string): string => foldNumber(number).replace(/^GR(?=.{7})/, "EL");

/** Without the two letters of a country, which may also be the first of the number itself. */
export const bareVatNumber = (number: string): string =>
  foldVatNumber(number).replace(/^[A-Z]{2}(?=.{7})/, "");

/** Either may lack its country's letters; two countries' numbers are never the same. */
export function sameVatNumber(one: string, other: string): boolean {
  const [a, b] = [foldVatNumber(one), foldVatNumber(other)];
  return a === b || bareVatNumber(a) === b || a === bareVatNumber(b);
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
 * `country`: of its owner. In Sweden one may be in ten digits and the other in twelve; two in
 * twelve that differ in the century are two persons.
 */
export function sameOrganisationNumber(
  one: string,
  other: string,
  country: string | null,
): boolean {
  const [a, b] = [foldNumber(one), foldNumber(other)];
  return (
    a === b || (country === "SE" && a.length !== b.length && inTenDigits(a) === inTenDigits(b))
  );
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
