/**
 * Describes a difference between two plans: fields and ids by their names. The comparison itself is
 * pure and uses the ledger's names, like the API; anything without a name here stays as it is.
 */
import type { FieldDifference } from "../../../../flows/orders/trial/plan-vs-other-settings.ts";
import { isDecimal } from "../../../../domain/money.ts";
import type { Format } from "../../../words/format.ts";
import type { Messages } from "../../../../messages/index.ts";

/** `names`: of terms of payment by id. `articles`: numbers by id. */
type DifferenceTexts = {
  readonly messages: Messages;
  readonly names: ReadonlyMap<string, string>;
  readonly articles: Readonly<Record<string, string>>;
  readonly format: Format;
  /** The order's. */
  readonly currency: string;
  /** The name of the order's customer; `null`: not known, or not to be seen. */
  readonly customer: string | null;
};

type DescribedDifference = {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
};

export function describedDifference(
  texts: DifferenceTexts,
  { field, before, after }: FieldDifference,
): DescribedDifference {
  const [, number, part = ""] = /^Row (\d+)(?:: (.+))?$/.exec(field) ?? [];
  const value = (text: string | null): string | null =>
    VALUES[number === undefined ? field : part]?.(texts, text) ?? text;
  return {
    field:
      number === undefined
        ? (texts.messages.find(`differences.fields.${field}`) ?? field)
        : rowName(texts.messages, number, part),
    before: value(before),
    after: value(after),
  };
}

const rowName = ({ t, find }: Messages, number: string, part: string): string =>
  part === ""
    ? t("differences.wholeRow", { number })
    : t("differences.row", { number, field: find(`differences.rowFields.${part}`) ?? part });

const money = ({ format, currency }: DifferenceTexts, text: string | null): string | null =>
  text !== null && isDecimal(text) ? format.money(text, currency) : text;

/** A row as a whole: what it is, and its amount behind the last or the first colon. */
const rowText = ({ format, currency }: DifferenceTexts, text: string | null): string | null => {
  const [, before, figure, after] =
    /^(\d+: )(-?\d+\.\d+)( .*)$/s.exec(text ?? "") ??
    /^(.*: )(-?\d+\.\d+)()$/s.exec(text ?? "") ??
    [];
  return figure === undefined || !isDecimal(figure)
    ? text
    : `${before}${format.money(figure, currency)}${after}`;
};

const VALUES: Readonly<
  Record<string, (texts: DifferenceTexts, text: string | null) => string | null>
> = {
  TermsOfPaymentId: ({ messages: { t }, names }, text) =>
    text === null ? t("differences.customersOwn") : (names.get(text) ?? text),
  "": rowText,
  Gross: money,
  Vat: money,
  UnitPrice: money,
  Amount: money,
  ArticleId: ({ articles }, text) => (text === null ? null : (articles[text] ?? text)),
  Status: ({ messages }, text) => messages.find(`orders.plan.status.${text}`) ?? text,
  document: ({ messages }, text) => messages.find(`differences.documents.${text}`) ?? text,
  customer: ({ messages: { t }, names, customer }, text) => {
    if (text === "new") return t("differences.newCustomer");
    if (text === "found-or-new") return t("differences.foundOrNew");
    return text === null ? null : (names.get(text) ?? customer ?? t("differences.knownCustomer"));
  },
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
  // Why it is so stands in a row of its own, in words.
  outcome: ({ messages: { t } }, text) => {
    if (text === "written") return t("differences.written");
    if (text === "open") return t("differences.open");
    if (text?.startsWith(HELD) === true) return t("differences.held");
    if (text?.startsWith(LEFT) === true) return t("differences.left");
    return text;
  },
};
const HELD = "held: ";
const LEFT = "left: ";
