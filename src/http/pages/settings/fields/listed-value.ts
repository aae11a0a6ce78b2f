/**
 * One of the few values that a look-up may have, "company", "included 25": in words, and as it is
 * typed with the sign for decimals of the reader's country.
 */
import { amountText, type Language } from "../../../../domain/language.ts";
import type { Messages } from "../../../../messages/index.ts";
import { shownDecimal } from "../../forms/decimal-input.ts";

/** What has no words is said as it is. */
export function listedValue({ t, find, language }: Messages, value: string): string {
  const [, kind, rate] = RATED.exec(value) ?? [];
  if (rate !== undefined) {
    const shown = amountText(language, rate);
    return kind === "included"
      ? t("settings.feeVat.included", { rate: shown })
      : t("settings.feeVat.reverse", { rate: shown });
  }
  return find(`settings.values.${value}`) ?? value;
}

const RATED = /^(included|reverse) (\d+(?:\.\d+)?)$/;
const TYPED = /^(included|reverse)\s+(\d+)[.,](\d+)$/;

/** "included 7,5" as it is kept, "included 7.5"; any other text as it is. */
export const ratedInput = (text: string): string => text.replace(TYPED, "$1 $2.$3");

/** The same as the reader's country writes it. */
export const shownRated = (text: string, language: Language): string => {
  const [, kind, rate] = RATED.exec(text) ?? [];
  return kind === undefined || rate === undefined
    ? text
    : `${kind} ${shownDecimal(rate, language)}`;
};
