/**
 * Values on their way into a request body. The plan has already cut texts and chosen decimals, so a
 * value that doesn't fit here is a bug and throws: a test must see it, not the vendor.
 */
import { z } from "zod";
import { MAPPED_HEAD, MAPPED_ROW } from "../domain/ledger/mapped.ts";
import { dec, type Decimal, fits } from "../domain/money.ts";
import type { AnsweredRow, PlannedRow, SalesOrder } from "../domain/orders/sales-order.ts";
import { jsonText } from "../domain/platform/text.ts";
import type {
  CustomerInvoiceDraftApi,
  CustomerInvoiceDraftRowApi,
  OrderApi,
  OrderRowApi,
} from "./published.ts";
import { figure, money, optionalGuid, optionalText, vatFraction } from "./request.ts";
import { defined } from "../domain/platform/defined.ts";

/**
 * Returns a decimal text as a JSON number: the only place where a figure becomes a double. Throws
 * if the double isn't the same figure.
 */
export function jsonNumber(name: string, value: Decimal, decimals: number): number {
  const number = Number(value);
  if (!Number.isFinite(number) || !fits(value, decimals) || !dec(number).eq(dec(value)))
    throw new Error(`${name}: ${value} doesn't fit ${decimals} decimals`);
  return number === 0 ? 0 : number;
}

/** Returns the text; throws above `max` UTF-16 units, the vendor's way of counting. */
export function text<T extends string | null>(name: string, value: T, max: number): T {
  if (value !== null && value.length > max)
    throw new Error(`${name}: ${value.length} characters, ${max} allowed`);
  return value;
}

/** Drops the fields that are `null`: unknown values aren't sent. */
export const knownFields = <Body extends object>(body: Body): Partial<Body> =>
  fieldsOf(body, ([, value]) => value !== null);

export const without = <Body extends object>(body: Body, names: readonly string[]): Partial<Body> =>
  fieldsOf(body, ([name]) => !names.includes(name));

/** Any part of a body's fields is a valid `Partial` of it. */
const fieldsOf = <Body extends object>(
  body: Body,
  stay: (field: readonly [string, unknown]) => boolean,
): Partial<Body> => Object.fromEntries(Object.entries(body).filter(stay)) as Partial<Body>;

/**
 * Returns a value's canonical form for comparison, so that another notation is no difference:
 * `null` and "" are equal, as the vendor stores either for the other; a day may have a midnight;
 * GUIDs may differ in case; 1 and 1.0 are one figure.
 */
export function canonical(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return dec(value).toFixed();
  if (typeof value !== "string") return value;
  const trimmed = value.trim();
  if (trimmed === "") return null;
  if (/^\d{4}-\d{2}-\d{2}T00:00:00(\.0+)?Z?$/.test(trimmed)) return trimmed.slice(0, 10);
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(trimmed)
    ? trimmed.toLowerCase()
    : trimmed;
}

const MAX_TEXT = 2000;

/** Returns the fields that rows of orders and drafts share: a text, or an article with its text. */
export function rowHead(
  row: PlannedRow,
): Pick<OrderRowApi & CustomerInvoiceDraftRowApi, "IsTextRow" | "ArticleId" | "Text"> {
  if (row.articleId !== null)
    return {
      IsTextRow: false,
      ArticleId: row.articleId,
      Text: text("Text", row.text === "" ? null : row.text, MAX_TEXT),
    };
  if (row.text.trim() === "") throw new Error(`row ${row.lineNumber}: a text row needs a text`);
  return { IsTextRow: true, ArticleId: null, Text: text("Text", row.text, MAX_TEXT) };
}

/** A row of an order or draft as the ledger answers it; both have one shape. */
export const answeredRow = z
  .looseObject({
    LineNumber: z.int(),
    IsTextRow: z.boolean(),
    ArticleId: optionalGuid,
    ArticleNumber: optionalText,
    Text: optionalText,
    Quantity: figure.nullish(),
    UnitPrice: money.nullish(),
    DiscountPercentage: figure.nullish(),
    VatRate: vatFraction.nullish(),
    Amount: money.nullish(),
  })
  .transform((row): AnsweredRow => ({
    lineNumber: row.LineNumber,
    articleId: row.ArticleId,
    ...defined({ articleNumber: row.ArticleNumber ?? undefined }),
    isTextRow: row.IsTextRow,
    text: row.Text,
    quantity: row.Quantity ?? "0",
    unitPrice: row.UnitPrice ?? "0.00",
    discount: row.DiscountPercentage ?? "0",
    vatRate: row.VatRate ?? null,
    amount: row.Amount ?? null,
    mappable: mappableRow(row),
  }));

type Texts = Readonly<Record<string, string>>;

const texts = (raw: Raw, names: readonly string[]): Texts =>
  Object.fromEntries(names.map((name) => [name, jsonText(canonical(raw[name]) ?? "")]));

/**
 * Reads those fields of an answered document that a field rule may fill, to detect a person's
 * change. Keyed by the ledger's names, as canonical text; empty where the field is empty.
 */
export const mappableHead = (raw: Raw): Texts => texts(raw, MAPPED_HEAD);
const mappableRow = (raw: Raw): Texts => texts(raw, MAPPED_ROW);

/** Fields that we write into the head of orders and drafts alike, besides the references. */
const WRITTEN_HEAD = [
  "DeliveryCustomerName",
  "DeliveryAddress1",
  "DeliveryAddress2",
  "DeliveryPostalCode",
  "DeliveryCity",
  "DeliveryCountryCode",
  "DeliveryMethodName",
  "DeliveryMethodCode",
  "TermsOfPaymentId",
];
/** `more`: fields that only one of them has. */
export const writtenHead = (raw: Raw, more: readonly string[] = []): Texts =>
  texts(raw, [...WRITTEN_HEAD, ...more]);

/** Left out where the shop says nothing about it: the ledger's mark stays then. */
export const triangularTrade = ({
  triangular,
}: Pick<SalesOrder, "triangular">): Pick<OrderApi & CustomerInvoiceDraftApi, "EuThirdParty"> =>
  defined({ EuThirdParty: triangular });

export type Raw = Readonly<Record<string, unknown>>;

/** The fields that we own, as published, over the answer of the GET. */
export type PutBody<Published> = Published & Raw;

type Rows = OrderRowApi | CustomerInvoiceDraftRowApi;

type PatchRules<Row extends Rows> = {
  readonly readOnly: readonly string[];
  readonly rowReadOnly: readonly string[];
  /** The owned fields of one row. `from`: the raw row that it replaces, if there is one. */
  readonly row: (row: PlannedRow, from: Raw | null) => Row;
};

/**
 * Returns the body of a sales document's PUT: the raw answer of its GET with the owned fields
 * (`head`) changed. All other fields (projects, cost centres, unknown fields) go back as they came.
 * A field that the plan leaves at `null` isn't owned and keeps the ledger's value; if it is in
 * `said`, which lists what earlier writes set, it is emptied. `null` when no owned field differs:
 * nothing is sent then.
 */
export function patchDocument<Head extends OrderApi | CustomerInvoiceDraftApi, Row extends Rows>(
  raw: Raw,
  head: Head,
  planned: readonly PlannedRow[],
  rules: PatchRules<Row>,
  said: readonly string[] = [],
): (PutBody<Partial<Head>> & { readonly Rows: readonly PutBody<Partial<Row>>[] }) | null {
  const owned = fieldsOf(head, ([name, value]) => value !== null || said.includes(name));
  const before = rowsOf(raw);
  const rows = patchRows(before, planned, rules);
  const sameHead = Object.entries(owned).every(
    ([name, value]) => canonical(raw[name]) === canonical(value),
  );
  const sameRows =
    rows.length === before.length &&
    rows.every((row, index) => row.from === before[index] && !row.changed);
  if (sameHead && sameRows) return null;
  return { ...without(raw, rules.readOnly), ...owned, Rows: rows.map((row) => row.body) };
}

type PatchedRow<Row> = {
  readonly from: Raw | null;
  readonly changed: boolean;
  readonly body: PutBody<Partial<Row>>;
};

/**
 * Puts each planned row over the raw row of the same article: the one in the same place, otherwise
 * the first one left.
 */
function patchRows<Row extends Rows>(
  before: readonly Raw[],
  planned: readonly PlannedRow[],
  rules: PatchRules<Row>,
): PatchedRow<Row>[] {
  const left = new Set(before);
  return planned.map((row, index) => {
    const atPlace = before[index];
    const from =
      atPlace !== undefined && left.has(atPlace) && sameArticle(atPlace, row)
        ? atPlace
        : ([...left].find((raw) => sameArticle(raw, row)) ?? null);
    if (from === null) return { from, changed: true, body: rules.row(row, null) };
    left.delete(from);
    return patchRow(from, row, rules);
  });
}

function patchRow<Row extends Rows>(
  from: Raw,
  row: PlannedRow,
  rules: PatchRules<Row>,
): PatchedRow<Row> {
  const owned = knownFields(rules.row(row, from));
  // The ledger may number lines again (assumption), so the order of the rows is compared, not their
  // numbers.
  const changed = Object.entries(owned).some(
    ([name, value]) => name !== "LineNumber" && canonical(from[name]) !== canonical(value),
  );
  return { from, changed, body: { ...without(from, rules.rowReadOnly), ...owned } };
}

function sameArticle(raw: Raw, row: PlannedRow): boolean {
  return (
    (raw["IsTextRow"] === true) === (row.articleId === null) &&
    canonical(raw["ArticleId"]) === canonical(row.articleId)
  );
}

/**
 * Returns the raw document without its rows' quantities, so that a PUT of the same rows differs
 * from it and is sent: the vendor computes VAT when rows are written (assumption E250).
 */
export const rowsUnknown = (raw: Raw): Raw => ({
  ...raw,
  Rows: rowsOf(raw).map((row) => (row["IsTextRow"] === true ? row : { ...row, Quantity: null })),
});

/** Returns the rows in the document's order, which answers don't promise. */
export function rowsOf(raw: Raw): Raw[] {
  const rows = Array.isArray(raw["Rows"])
    ? raw["Rows"].filter((row): row is Raw => typeof row === "object" && row !== null)
    : [];
  return rows.sort((a, b) => Number(a["LineNumber"] ?? 0) - Number(b["LineNumber"] ?? 0));
}
