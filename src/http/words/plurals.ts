/**
 * Counted things, by each language's own rules (CLDR, through Intl): `1 order`, `2 zamówienia`, `5
 * zamówień`.
 */
import { type Language, LOCALES } from "../../domain/language.ts";

const counting = (language: Language) => ({
  figure: new Intl.NumberFormat(LOCALES[language]),
  rule: new Intl.PluralRules(LOCALES[language]),
});

function oneOrMore(language: Language): (count: number, one: string, several: string) => string {
  const { figure, rule } = counting(language);
  return (count, one, several) =>
    `${figure.format(count)} ${rule.select(count) === "one" ? one : several}`;
}

export const countEn = oneOrMore("en");
export const countNl = oneOrMore("nl");
export const countSv = oneOrMore("sv");

const polish = counting("pl");

/** Three forms: 1 (zamówienie); 2–4, 22–24… (zamówienia); all else (zamówień). */
export function countPl(count: number, one: string, few: string, many: string): string {
  const form = polish.rule.select(count);
  return `${polish.figure.format(count)} ${form === "one" ? one : form === "few" ? few : many}`;
}
