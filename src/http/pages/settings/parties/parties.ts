/**
 * Debtors and customers on a form: what was typed (a number, an e-mail address, a name, an id) is
 * looked for at the vendor, and one that alone fits is chosen. Of several a person chooses; who
 * isn't found is said at the field, and what was chosen before stays.
 */
import {
  BY_ID,
  type NameEntry,
  type NameLists,
  type PartiesFound,
  type PartyList,
} from "../../../../domain/ledger/names.ts";
import { type Form, many, one } from "../../forms/form.ts";
import type { Field } from "../catalogue/index.ts";
import { entryOf } from "../lookups/lookup-values.ts";

type Find = (list: PartyList, text: string) => Promise<PartiesFound>;

/** `open`: nothing was chosen by it. */
export type PartyAsked = {
  readonly text: string;
  readonly found: PartiesFound;
  readonly open: boolean;
};

/** By the field's path. */
export type PartiesAsked = ReadonlyMap<string, PartyAsked>;
export const NOT_ASKED: PartiesAsked = new Map();

export type PartyField = Extract<Field, { readonly kind: "party" | "parties" }>;
export const isPartyField = (field: Field): field is PartyField =>
  field.kind === "party" || field.kind === "parties";

export const findName = (path: string): string => `${path}.find`;

/** Whether a form says anything of this field: where nobody is ticked, it is sent without any. */
export const hasParties = (path: string, form: Form): boolean =>
  form.has(path) || form.has(findName(path));

/** What is chosen on the form. */
export const idsIn = (path: string, form: Form): readonly string[] =>
  many(form, path)
    .flatMap((text) => text.split(","))
    .map((text) => text.trim())
    .filter((text) => text !== "");

const IDS: Readonly<Record<PartyList, RegExp>> = {
  "asperion.debtors": /^[1-9]\d{0,8}$/,
  "eaccounting.customers": /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  // A number is free text. With a blank in it, it is taken for a name.
  "eaccounting.articles": /^\S{1,40}$/,
};
const isId = (list: PartyList, text: string): boolean => IDS[list].test(text);

/**
 * Whom this means. An id that can't be looked at now is taken at its word, so that nobody is locked
 * out by an outage.
 */
export function findMeantParty(list: PartyList, text: string, found: PartiesFound): string | null {
  if (found.kind !== "found") return isId(list, text) ? text : null;
  const [only, second] = found.entries;
  return only !== undefined && second === undefined && !found.more ? only.id : null;
}

/**
 * The form with what was found chosen in it, and what each field was told. `before`: the settings
 * as they are, which nobody has to prove anew.
 */
export async function partiesTyped(
  fields: readonly Field[],
  form: Form,
  before: Form,
  names: NameLists,
  find: Find,
): Promise<{ readonly form: Form; readonly asked: PartiesAsked }> {
  const typed = new Map(form);
  const asked = new Map<string, PartyAsked>();
  for (const field of fields.filter(isPartyField)) {
    const { path, list } = field;
    const text = one(form, findName(path));
    const ids = idsIn(path, form);
    const proved = new Set(idsIn(path, before));
    for (const id of ids.filter(
      (one) =>
        !proved.has(one) &&
        isId(list, one) &&
        entryOf(names[list]?.entries ?? [], one) === undefined,
    )) {
      const found = await find(list, `${BY_ID}${id}`);
      if (found.kind !== "found") continue;
      asked.set(path, { text: id, found, open: found.entries.length === 0 });
    }
    if (text === "" || asked.get(path)?.open === true) continue;
    const found = await find(list, text);
    const id = findMeantParty(list, text, found);
    asked.set(path, { text, found, open: id === null });
    if (id === null) continue;
    typed.set(path, field.kind === "party" ? [id] : [...new Set([...ids, id])]);
    typed.set(findName(path), [""]);
  }
  return { form: typed, asked };
}

/** Everyone who has a name here: by the lists, and by what was just found. */
export const namedParties = (
  list: PartyList,
  names: NameLists,
  asked: PartyAsked | undefined,
): readonly NameEntry[] => [
  ...(asked?.found.kind === "found" ? asked.found.entries : []),
  ...(names[list]?.entries ?? []),
];
