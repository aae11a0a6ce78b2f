/**
 * What documents book, added up by account and VAT code. A list may be too long for one page: then
 * sums go from one part of it to the next.
 */
import { z } from "zod";
import { amount, dec, type Decimal } from "../../domain/money.ts";
import type { OrderPostings } from "../usecases/ledger/day-postings.ts";
import { hasNoLines, type ListedDocument, type ListedLine } from "./posting-lines.ts";

const MOST_SUMS = 2_000;
/** Characters. Longer ones are cut before they are added. */
const MOST_NAME = 200;
const MOST_CODE = 40;
const figure = z.string().regex(/^-?\d{1,15}\.\d{2}$/);
const sumSchema = z.object({
  /** `null`: not known until it is read. */
  account: z.int().nullable(),
  name: z.string().max(MOST_NAME).nullable(),
  vatCode: z.string().max(MOST_CODE).nullable(),
  currency: z.string().max(3).nullable(),
  debit: figure,
  credit: figure,
});
const schema = z.object({
  /** Of documents of these days, and of those that are dated outside them. */
  within: z.array(sumSchema).max(MOST_SUMS),
  beyond: z.array(sumSchema).max(MOST_SUMS),
  documents: z.int().nonnegative(),
  /** Of them, those whose lines aren't what was read from the ledger. */
  unread: z.int().nonnegative(),
  /** Documents that stand and whose lines aren't kept: they are in no sum. */
  lacking: z.int().nonnegative(),
  /** Orders whose documents can't be told: they are in no sum. */
  untold: z.int().nonnegative(),
  /** Orders that were looked at. */
  orders: z.int().nonnegative(),
});

export type PostingSum = Readonly<z.infer<typeof sumSchema>>;
export type PostingTotals = Readonly<z.infer<typeof schema>>;

export const NO_TOTALS: PostingTotals = {
  within: [],
  beyond: [],
  documents: 0,
  unread: 0,
  lacking: 0,
  untold: 0,
  orders: 0,
};

/** `null`: the text isn't one of ours. */
export function readTotals(text: string): PostingTotals | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

type Added = {
  readonly from: string;
  readonly to: string;
  readonly orders: readonly Pick<OrderPostings, "untold">[];
};

const UNREAD: ReadonlySet<ListedDocument["source"]> = new Set(["predicted", "changed"]);

/** Adds the booked ones of these documents, which these `orders` have. */
export function withDocuments(
  before: PostingTotals,
  documents: readonly ListedDocument[],
  { from, to, orders }: Added,
): PostingTotals {
  const standing = documents.filter(({ source }) => source !== "planned");
  const booked = standing.filter(({ lines }) => lines.length > 0);
  const isWithin = ({ date }: ListedDocument): boolean =>
    date === null || (date >= from && date <= to);
  const linesOf = (of: readonly ListedDocument[]) => of.flatMap(({ lines }) => lines);
  return {
    within: added(before.within, linesOf(booked.filter(isWithin))),
    beyond: added(before.beyond, linesOf(booked.filter((one) => !isWithin(one)))),
    documents: before.documents + booked.length,
    unread: before.unread + booked.filter(({ source }) => UNREAD.has(source)).length,
    lacking: before.lacking + standing.filter(hasNoLines).length,
    untold: before.untold + orders.filter(({ untold }) => untold === true).length,
    orders: before.orders + orders.length,
  };
}

const keyOf = ({ account, vatCode, currency }: Omit<PostingSum, "name" | "debit" | "credit">) =>
  JSON.stringify([currency, account, vatCode]);

function added(sums: readonly PostingSum[], lines: readonly ListedLine[]): PostingSum[] {
  const all = new Map(sums.map((one) => [keyOf(one), one]));
  const plus = (before: Decimal | undefined, more: Decimal | null): Decimal =>
    amount(dec(before ?? "0").plus(more ?? "0"));
  for (const line of lines) {
    const { account, currency } = line;
    const name = line.name?.slice(0, MOST_NAME) ?? null;
    const vatCode = line.vatCode?.slice(0, MOST_CODE) ?? null;
    const key = keyOf({ account, vatCode, currency });
    const before = all.get(key);
    all.set(key, {
      account,
      name: before?.name ?? name,
      vatCode,
      currency,
      debit: plus(before?.debit, line.debit),
      credit: plus(before?.credit, line.credit),
    });
  }
  return [...all.values()].toSorted(
    (a, b) =>
      (a.currency ?? "").localeCompare(b.currency ?? "") ||
      (a.account ?? Infinity) - (b.account ?? Infinity) ||
      (a.vatCode ?? "").localeCompare(b.vatCode ?? ""),
  );
}
