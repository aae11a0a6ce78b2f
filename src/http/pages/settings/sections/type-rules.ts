/**
 * Rules that choose an order's kind of document, as rows of a form and back. The first rule that
 * fits wins, so the order of rows counts; a row without conditions and kind is ignored. What was
 * typed stays as it was typed until it is valid.
 */
import type { Language } from "../../../../domain/language.ts";
import type { TypeRule } from "../../../../settings/orders/order-types.ts";
import { countriesIn } from "../fields/countries.tsx";
import { amountInput } from "../../forms/decimal-input.ts";
import { type Form, many, one } from "../../forms/form.ts";

export const TYPE_RULES = "orders.typeRules";
/** Empty rows below the rules. */
const SPARE = 2;
const MOST = 60;

export const ruleName = (row: number, column: string): string => `${TYPE_RULES}.${row}.${column}`;
const COLUMNS = [
  "place",
  "paymentMethods",
  "deliveryCountries",
  "grossFrom",
  "grossTo",
  "customerKind",
  "type",
  "level",
] as const;

export function typeRuleValues(
  rules: readonly TypeRule[],
): readonly (readonly [string, readonly string[]])[] {
  return [...rules, ...Array.from({ length: SPARE }, () => null)].flatMap(
    (rule, row): [string, string[]][] => {
      const at = (
        column: (typeof COLUMNS)[number],
        texts: readonly string[],
      ): [string, string[]] => [ruleName(row, column), [...texts]];
      return [
        at("place", [rule === null ? "" : String(row + 1)]),
        at("paymentMethods", rule?.paymentMethods ?? []),
        at("deliveryCountries", rule?.deliveryCountries ?? []),
        at("grossFrom", [rule?.grossFrom ?? ""]),
        at("grossTo", [rule?.grossTo ?? ""]),
        at("customerKind", [rule?.customerKind ?? ""]),
        at("type", [rule?.type ?? ""]),
        at("level", [rule?.level ?? ""]),
      ];
    },
  );
}

/** How many rows the form has. */
export const rowsIn = (form: Form): number =>
  Array.from({ length: MOST }, (_, row) => row).findLast((row) =>
    form.has(ruleName(row, "type")),
  ) ?? -1;

/**
 * The rows that say something, in the order in which they are meant: the nth rule of the settings
 * is the nth of these.
 */
export function meantRows(form: Form): readonly number[] {
  const rows = Array.from({ length: rowsIn(form) + 1 }, (_, row) => row).filter((row) =>
    COLUMNS.some(
      (column) =>
        column !== "place" && many(form, ruleName(row, column)).some((text) => text.trim() !== ""),
    ),
  );
  const place = (row: number): number => {
    const text = one(form, ruleName(row, "place"));
    return /^\d{1,3}$/.test(text) ? Number(text) : row + 1;
  };
  return rows.toSorted((a, b) => place(a) - place(b) || a - b);
}

/** Returns the input to validate. An older page doesn't send these rules, so they stay. */
export function typeRulesInput(
  rules: readonly TypeRule[],
  form: Form,
  language: Language | null = null,
): readonly unknown[] {
  if (!form.has(ruleName(0, "type"))) return rules;
  return meantRows(form).map((row) => {
    const text = (column: (typeof COLUMNS)[number]): string => one(form, ruleName(row, column));
    const methods = many(form, ruleName(row, "paymentMethods"))
      .flatMap((part) => part.split(","))
      .map((part) => part.trim())
      .filter((part) => part !== "");
    const countries = countriesIn(many(form, ruleName(row, "deliveryCountries")));
    return {
      ...(methods.length === 0 ? {} : { paymentMethods: methods }),
      ...(countries.length === 0 ? {} : { deliveryCountries: countries }),
      ...(text("grossFrom") === "" ? {} : { grossFrom: amountInput(text("grossFrom"), language) }),
      ...(text("grossTo") === "" ? {} : { grossTo: amountInput(text("grossTo"), language) }),
      ...(text("customerKind") === "" ? {} : { customerKind: text("customerKind") }),
      ...(text("type") === "" ? {} : { type: text("type") }),
      ...(text("level") === "" ? {} : { level: text("level") }),
    };
  });
}
