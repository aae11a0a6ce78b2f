/**
 * A difference between two plans as people read it: fields and ids by their names. The comparison
 * itself is pure and speaks in the ledger's names, as the API does; whatever has no name here stays
 * as it is.
 */
import type { Difference } from "../../../flows/orders/trial/compare-plans.ts";
import type { Messages } from "../../../messages/index.ts";

/** `names`: of terms of payment by id. `articles`: numbers by id. */
type DifferenceTexts = {
  readonly messages: Messages;
  readonly names: ReadonlyMap<string, string>;
  readonly articles: Readonly<Record<string, string>>;
};

type DescribedDifference = {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
};

export function describedDifference(
  texts: DifferenceTexts,
  { field, before, after }: Difference,
): DescribedDifference {
  const { t, find } = texts.messages;
  const [, number, part = ""] = /^Row (\d+)(?:: (.+))?$/.exec(field) ?? [];
  const name =
    number === undefined
      ? (find(`differences.fields.${field}`) ?? field)
      : part === ""
        ? t("differences.wholeRow", { number })
        : t("differences.row", {
            number,
            field: find(`differences.rowFields.${part}`) ?? part,
          });
  const value = (text: string | null): string | null =>
    VALUES[number === undefined ? field : part]?.(texts, text) ?? text;
  return { field: name, before: value(before), after: value(after) };
}

const VALUES: Readonly<
  Record<string, (texts: DifferenceTexts, text: string | null) => string | null>
> = {
  TermsOfPaymentId: ({ messages: { t }, names }, text) =>
    text === null ? t("differences.customersOwn") : (names.get(text) ?? text),
  ArticleId: ({ articles }, text) => (text === null ? null : (articles[text] ?? text)),
  Status: ({ messages }, text) => messages.find(`orders.plan.status.${text}`) ?? text,
  document: ({ messages }, text) => messages.find(`differences.documents.${text}`) ?? text,
  customer: ({ messages: { t }, names }, text) =>
    text === "new"
      ? t("differences.newCustomer")
      : text === "found-or-new"
        ? t("differences.foundOrNew")
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
  outcome: ({ messages: { t } }, text) =>
    text === "written"
      ? t("differences.written")
      : text === "open"
        ? t("differences.open")
        : text?.startsWith(HELD) === true
          ? t("differences.held", { reasons: text.slice(HELD.length) })
          : text?.startsWith(LEFT) === true
            ? t("differences.left", { reasons: text.slice(LEFT.length) })
            : text,
};
const HELD = "held: ";
const LEFT = "left: ";
