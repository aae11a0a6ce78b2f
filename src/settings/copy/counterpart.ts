/**
 * Finds in another shop's list the record with the same name. Ids are never copied: 3 may be
 * another payment method there. Pure.
 */
import type { NameEntry, NameListName, NameLists } from "../../domain/ledger/names.ts";

/** The lists of a shop, and what its company is. `null`: the company was never read. */
export type CopySide = {
  readonly names: NameLists;
  readonly company: { readonly country: string; readonly currency: string } | null;
  /** Numbers of articles, of those asked for, that its ledger is known to have. */
  readonly articles: ReadonlySet<string>;
};

/** `unknown`: not even the shop it comes from has a name for it. */
export const MISFITS = [
  "missing",
  "several",
  "not-read",
  "unknown",
  "article",
  "country",
  "currency",
  "shop-code",
  "widens",
] as const;
export type Misfit = (typeof MISFITS)[number];

/** `value`: as the source has it. */
export type LeftOut = { readonly path: string; readonly value: unknown; readonly why: Misfit };

/** A copy under way: what doesn't fit is added to `left`. */
export type Copying = {
  readonly source: CopySide;
  readonly target: CopySide;
  readonly left: LeftOut[];
};

export type Counterpart = { readonly id: string } | { readonly misfit: Misfit };

/** Why a row with this key and this value isn't copied. */
export function misfitOf(key: Counterpart, value: Counterpart): Misfit {
  if ("misfit" in key) return key.misfit;
  return "misfit" in value ? value.misfit : "missing";
}

/** Their ids are what people call them, and the same in each company of a country. */
const BY_ID: ReadonlySet<NameListName> = new Set([
  "eaccounting.accounts",
  "eaccounting.currencies",
]);

/** Lists in which records with one name but another note differ: a VAT rate, days. */
const NOTE_COUNTS: ReadonlySet<NameListName> = new Set([
  "asperion.vatCodes",
  "eaccounting.codings",
  "eaccounting.termsOfPayment",
  "eaccounting.vatCodes",
]);

const fold = (text: string): string =>
  text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export const entryById = (names: NameLists, list: NameListName, id: string) =>
  names[list]?.entries.find((entry) => same(entry.id, id));

export function counterpart(
  list: NameListName,
  id: string,
  source: CopySide,
  target: CopySide,
): Counterpart {
  const there = target.names[list];
  if (there === undefined || (there.readAt === null && there.entries.length === 0))
    return { misfit: "not-read" };
  if (BY_ID.has(list)) {
    const found = entryById(target.names, list, id);
    return found === undefined ? { misfit: "missing" } : { id: found.id };
  }
  const entry = entryById(source.names, list, id);
  return entry === undefined ? { misfit: "unknown" } : alike(list, entry, there.entries);
}

function alike(list: NameListName, entry: NameEntry, there: readonly NameEntry[]): Counterpart {
  const named = there.filter(({ name }) => fold(name) === fold(entry.name));
  const noted = named.filter(({ note }) => note === entry.note);
  const fits = NOTE_COUNTS.has(list) || noted.length === 1 ? noted : named;
  const [found, ...more] = fits;
  if (found === undefined) return { misfit: "missing" };
  return more.length > 0 ? { misfit: "several" } : { id: found.id };
}

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

export const isGuid = (text: string): boolean => text.replace(GUID, "") === "" && text !== "";

/** A text with every id of the one ledger replaced by the other's. */
export function translated(
  text: string,
  source: CopySide,
  target: CopySide,
): { readonly text: string } | { readonly misfit: Misfit } {
  let misfit: Misfit | null = null;
  const replaced = text.replace(GUID, (id) => {
    const list = (Object.keys(source.names) as NameListName[]).find(
      (name) => entryById(source.names, name, id) !== undefined,
    );
    const found: Counterpart =
      list === undefined ? { misfit: "unknown" } : counterpart(list, id, source, target);
    if ("id" in found) return found.id;
    misfit ??= found.misfit;
    return id;
  });
  return misfit === null ? { text: replaced } : { misfit };
}
