/** Looks for the debtors and customers that a form names, before it is taken. */
import { BY_ID, type PartiesFound, type PartyList } from "../../../../domain/ledger/names.ts";
import type { Messages } from "../../../../messages/index.ts";
import { findParties } from "../../../usecases/settings/find-parties.ts";
import { anyNames } from "../../../usecases/settings/names.ts";
import type { PageContext } from "../../frame/env.ts";
import { type Form, one } from "../../forms/form.ts";
import type { Field } from "../catalogue/index.ts";
import type { LookupDefinition } from "../../../../settings/lookups/lookup-lists.ts";
import { isolate } from "../../../words/isolate.ts";
import { NOT_REFUSED, type Refusal } from "../saving/faults.tsx";
import { entryOf, type LookupForm } from "../lookups/lookup-values.ts";
import {
  type PartiesAsked,
  findName,
  isPartyField,
  findMeantParty,
  NOT_ASKED,
  partiesTyped,
} from "./parties.ts";
import { partyText } from "./party-row.tsx";
import { messagesFor } from "../../../language.ts";

/** `end`: the form goes no further, and is shown with this; `null`: it may be taken. */
type LookedFor = {
  readonly form: Form;
  readonly asked: PartiesAsked;
  readonly end: Refusal | null;
};

export async function resolveParties(
  c: PageContext,
  fields: readonly Field[],
  before: Form,
): Promise<LookedFor> {
  const { form: sent, asking } = c.var;
  const parties = fields.filter(isPartyField);
  if (parties.every(({ path }) => !sent.has(findName(path))))
    return { form: sent, asked: NOT_ASKED, end: null };
  const searched = parties.some(({ path }) => one(sent, findName(path)) !== "");
  const names = await anyNames(asking);
  const { form, asked } = await partiesTyped(fields, sent, before, names, (list, text) =>
    findParties(asking, list, text),
  );
  if (one(sent, "action") === "find" && searched) return { form, asked, end: NOT_REFUSED };
  const open = [...asked]
    .filter(([, answer]) => answer.open)
    .map(([path]) => ({ path, message: "" }));
  return { form, asked, end: open.length === 0 ? null : { faults: open, stale: false } };
}

const isArticles = (list: PartyList): boolean => list === "eaccounting.articles";

/** `isNoId`: nobody has it as an id, so that it can't be taken at its word. */
type LookedUp = { readonly found: PartiesFound; readonly isNoId: boolean };

/** An article's whole number is that article, whatever others begin so. */
async function foundFor(c: PageContext, list: PartyList, text: string): Promise<LookedUp> {
  const { asking } = c.var;
  const own = isArticles(list) ? await findParties(asking, list, `${BY_ID}${text}`) : null;
  const isNoId = own?.kind === "found" && own.entries.length === 0;
  return own === null || isNoId
    ? { found: await findParties(asking, list, text), isNoId }
    : { found: own, isNoId };
}

/** What fits stands in it: without scripts it is the choice. */
function articleFault(t: Messages["t"], text: string, found: PartiesFound): string {
  if (found.kind !== "found") return partyText({ text, found, open: true }, t) ?? text;
  const { entries } = found;
  return entries.length === 0
    ? t("settings.articles.none", { text: isolate(text) })
    : t("settings.articles.several", {
        text: isolate(text),
        articles: entries.map(({ name }) => isolate(name)).join(", "),
      });
}

type TypedLookup = {
  readonly lookup: LookupDefinition;
  readonly typed: LookupForm;
  readonly before: LookupForm;
};

/**
 * A look-up whose targets are looked for: each that was typed becomes the one whom it means, or a
 * fault. What was there before nobody has to prove anew.
 */
export async function resolveLookupParties(
  c: PageContext,
  { lookup, typed, before }: TypedLookup,
): Promise<{ readonly form: LookupForm; readonly faults: readonly string[] }> {
  if (!("find" in lookup)) return { form: typed, faults: [] };
  const list = lookup.find;
  const names = await anyNames(c.var.asking);
  const known = new Set([
    before.default,
    before.force,
    ...[...before.known, ...before.other].map(({ to }) => to),
  ]);
  const faults: string[] = [];
  const looked = new Map<string, string>();
  const targets = [
    typed.default,
    typed.force,
    ...[...typed.known, ...typed.other].map(({ to }) => to),
  ];
  for (const text of new Set(
    targets.filter(
      (to) => to !== "" && !known.has(to) && entryOf(names[list]?.entries ?? [], to) === undefined,
    ),
  )) {
    const { found, isNoId } = await foundFor(c, list, text);
    const one = isNoId && found.kind !== "found" ? null : findMeantParty(list, text, found);
    if (one !== null) looked.set(text, one);
    else
      faults.push(
        isArticles(list)
          ? articleFault(messagesFor(c).t, text, found)
          : (partyText({ text, found, open: true }, messagesFor(c).t) ?? text),
      );
  }
  const idOf = (to: string): string => looked.get(to) ?? to;
  const line = <T extends { readonly to: string }>(row: T): T => ({ ...row, to: idOf(row.to) });
  return {
    form: {
      ...typed,
      default: idOf(typed.default),
      force: idOf(typed.force),
      known: typed.known.map(line),
      other: typed.other.map(line),
    },
    faults,
  };
}
