/**
 * A difference between two plans as people read it: fields and ids by their names. The comparison
 * itself is pure and speaks in the ledger's names, as the API does; whatever has no name here stays
 * as it is.
 */
import type { Difference } from "../../../flows/orders/trial/compare-plans.ts";
import type { DifferencesWords } from "../../words/differences/en.ts";
import type { OrdersWords } from "../../words/orders/en.ts";
import { isKey } from "../words.ts";

/** `names`: of terms of payment by id. `articles`: numbers by id. */
export type DifferenceTexts = {
  readonly t: DifferencesWords;
  readonly statuses: OrdersWords["plan"]["status"];
  readonly names: ReadonlyMap<string, string>;
  readonly articles: Readonly<Record<string, string>>;
};

export type ToldDifference = {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
};

export function toldDifference(
  texts: DifferenceTexts,
  { field, before, after }: Difference,
): ToldDifference {
  const { t } = texts;
  const [, number, part = ""] = /^Row (\d+)(?:: (.+))?$/.exec(field) ?? [];
  const name =
    number === undefined
      ? isKey(t.fields, field)
        ? t.fields[field]
        : field
      : part === ""
        ? t.wholeRow(number)
        : t.row(number, isKey(t.rowFields, part) ? t.rowFields[part] : part);
  const value = (text: string | null): string | null =>
    VALUES[number === undefined ? field : part]?.(texts, text) ?? text;
  return { field: name, before: value(before), after: value(after) };
}

const VALUES: Readonly<
  Record<string, (texts: DifferenceTexts, text: string | null) => string | null>
> = {
  TermsOfPaymentId: ({ t, names }, text) =>
    text === null ? t.customersOwn : (names.get(text) ?? text),
  ArticleId: ({ articles }, text) => (text === null ? null : (articles[text] ?? text)),
  Status: ({ statuses }, text) => (text !== null && isKey(statuses, text) ? statuses[text] : text),
  document: ({ t }, text) => (text !== null && isKey(t.documents, text) ? t.documents[text] : text),
  customer: ({ t, names }, text) =>
    text === "new"
      ? t.newCustomer
      : text === "found-or-new"
        ? t.foundOrNew
        : text === null
          ? null
          : (names.get(text) ?? text),
  payment: ({ names }, text) =>
    text === null
      ? null
      : text
          .split("; ")
          .map((one) =>
            one
              .split(" ")
              .map((word) => names.get(word) ?? word)
              .join(" "),
          )
          .join("; "),
  outcome: ({ t }, text) =>
    text === "written"
      ? t.written
      : text === "open"
        ? t.open
        : text?.startsWith(HELD) === true
          ? t.held(text.slice(HELD.length))
          : text?.startsWith(LEFT) === true
            ? t.left(text.slice(LEFT.length))
            : text,
};
const HELD = "held: ";
const LEFT = "left: ";
