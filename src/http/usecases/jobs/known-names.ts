/**
 * Reasons hold ids, people read names: those of the ledger's terms of payment, delivery methods and
 * codings, as the plan in a job's timeline knew them, and those of both sides' small tables as they
 * were read last. An id without a name stays an id.
 */
import { z } from "zod";
import type { JobView } from "../../../domain/jobs/job.ts";
import type { NameEntry, NameListName, NameLists } from "../../../domain/ledger/names.ts";
import { reason, type Reason } from "../../../domain/reasons/index.ts";
import { lookupNamed } from "../../../settings/lookups/lookup-lists.ts";
import { rowName } from "../../../settings/lookups/row-name.ts";
import type { TimelineEntry } from "../../../sync/contract/index.ts";
import type { ReadActorNames } from "../accounts/token-names.ts";
import { describeReason, type DescribedReason } from "./reason-text.ts";

const list = z.array(z.looseObject({ id: z.string(), name: z.string() }));
const note = z.looseObject({
  input: z.looseObject({ terms: list, deliveryMethods: list, codings: list.optional() }),
});

/** By id; the shop's short ids also by their list. */
export type Names = ReadonlyMap<string, string>;

/** Lists with globally unique ids. */
const BY_ID: readonly NameListName[] = [
  "eaccounting.termsOfPayment",
  "eaccounting.deliveryMethods",
  "eaccounting.bankAccounts",
  "eaccounting.codings",
  "eaccounting.costCenter1",
  "eaccounting.costCenter2",
  "eaccounting.costCenter3",
  "eaccounting.projects",
];

/** Parameters with the shop's own ids, such as "1", and their lists. */
const SHOP: Readonly<Record<string, NameListName>> = {
  "terms-chosen from": "asperion.paymentConditions",
  "terms-not-mapped from": "asperion.paymentConditions",
  "delivery-method-chosen from": "asperion.deliveryMethods",
  "delivery-method-not-mapped from": "asperion.deliveryMethods",
  "payment-chosen method": "asperion.paymentMethods",
  "payment-method-not-mapped method": "asperion.paymentMethods",
  "sales-type-not-mapped salesType": "asperion.salesTypes",
  "product-vat-code-differs wanted": "asperion.vatCodes",
  "product-vat-code-differs there": "asperion.vatCodes",
};

/** Of every reason that has it. */
const VAT_CODE = "vatCode";
/** What a look-up is asked by, and the row of its table that answers. */
const ASKED_BY: ReadonlySet<string> = new Set(["from", "key"]);

/** The shop's list that a parameter is of; `null`: of none. */
function listOf({ code, params: { lookup } }: Reason, name: string): NameListName | null {
  if (name === VAT_CODE) return "asperion.vatCodes";
  return ASKED_BY.has(name) && typeof lookup === "string"
    ? (lookupNamed(lookup)?.from ?? null)
    : (SHOP[`${code} ${name}`] ?? null);
}

const SHOP_LISTS = [
  "asperion.paymentConditions",
  "asperion.paymentMethods",
  "asperion.deliveryMethods",
  "asperion.salesTypes",
  "asperion.vatCodes",
] as const satisfies readonly NameListName[];

/** A VAT code is a word of the shop's users itself, such as "H". */
const shopName = (list: NameListName, { id, name }: NameEntry): string =>
  list === "asperion.vatCodes" && name !== "" ? `${id} (${name})` : name;

const entries = (lists: NameLists, name: NameListName) => lists[name]?.entries ?? [];

/** Out of the newest plan, before what was read since. */
export function knownNames(timeline: readonly TimelineEntry[], lists: NameLists = {}): Names {
  const ledger = BY_ID.flatMap((name) =>
    entries(lists, name).map((one) => [one.id, one.name] as const),
  );
  const shop = SHOP_LISTS.flatMap((list) =>
    entries(lists, list).map((one) => [`${list} ${one.id}`, shopName(list, one)] as const),
  );
  const parsed = note.safeParse(timeline.findLast((entry) => entry.what === "plan")?.detail);
  const {
    terms,
    deliveryMethods,
    codings = [],
  } = parsed.success ? parsed.data.input : { terms: [], deliveryMethods: [] };
  return new Map([
    ...ledger,
    ...shop,
    ...[...terms, ...deliveryMethods, ...codings].map((one) => [one.id, one.name] as const),
  ]);
}

/** The actors that reasons name, among their other parameters. */
const actorsOf = (reasons: readonly Reason[]): readonly string[] =>
  reasons.flatMap(({ params }) =>
    Object.values(params).flatMap((value) => (typeof value === "string" ? [value] : [])),
  );

const person = z.looseObject({ actor: z.string() });

/** Of the actors of reasons, and of what people did in a timeline. */
export const readActionActors = (
  namer: ReadActorNames,
  jobs: readonly Pick<JobView, "reasons">[],
  timeline: readonly TimelineEntry[] = [],
): Promise<Names> =>
  namer([
    ...jobs.flatMap(({ reasons }) => actorsOf(reasons)),
    ...timeline.flatMap(({ what, detail }) => {
      const parsed = what === "person" ? person.safeParse(detail) : null;
      return parsed?.success === true ? [parsed.data.actor] : [];
    }),
  ]);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const isReason = (value: unknown): value is Reason =>
  isRecord(value) &&
  typeof value["code"] === "string" &&
  isRecord(value["params"]) &&
  Object.keys(value).length === 2;

/** Plain data with each reason in it replaced, however deep it is. */
function eachReason(data: unknown, replaced: (one: Reason) => Reason): unknown {
  if (Array.isArray(data)) return data.map((one) => eachReason(one, replaced));
  if (isReason(data)) return replaced(data);
  if (!isRecord(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, eachReason(value, replaced)]),
  );
}

/**
 * What a page shows, with the names of tokens in place of their ids in each of its reasons. Only
 * these change: `Data` stays what it is.
 */
export async function withActorNames<Data>(namer: ReadActorNames, data: Data): Promise<Data> {
  const reasons: Reason[] = [];
  eachReason(data, (one) => {
    reasons.push(one);
    return one;
  });
  const names = await readActionActors(namer, [{ reasons }]);
  return names.size === 0 ? data : (eachReason(data, (one) => withNames(one, names)) as Data);
}

export function withNames(one: Reason, names: Names): Reason {
  const nameOf = (name: string, value: string): string => {
    const list = listOf(one, name);
    return list === null
      ? (names.get(value) ?? value)
      : rowName(value, (id) => names.get(`${list} ${id}`));
  };
  return reason(
    one.code,
    Object.fromEntries(
      Object.entries(one.params).map(([name, value]) => [
        name,
        typeof value === "string" ? nameOf(name, value) : value,
      ]),
    ),
  );
}

/**
 * In words with names; its parameters stay the ids, by which the page leads to where something is
 * set.
 */
export const describeWithNames = (
  one: Reason,
  names: Names,
  language: string,
): DescribedReason => ({
  ...describeReason(withNames(one, names), language),
  params: one.params,
});
