/**
 * The texts of all fields of the settings, put together from their areas. A field of the catalogue
 * without a text, or an option without one, doesn't compile.
 */
import type { Field, FieldPath } from "../pages/settings/catalogue.ts";
import type { Language } from "../../domain/language.ts";
import { SETTINGS_CUSTOMERS } from "./settings-customers/index.ts";
import { SETTINGS_GOODS } from "./settings-goods/index.ts";
import { SETTINGS_ORDERS } from "./settings-orders/index.ts";
import type { Words } from "./words.ts";

type Options<P extends FieldPath> =
  Extract<Field, { path: P }> extends { options: readonly (infer Value extends string)[] }
    ? { readonly options: Readonly<Record<Value, string>> }
    : object;

/** `wrong`: said in place of the validator's own words, which are for programs. */
export type FieldWords = {
  readonly label: string;
  readonly hint?: string;
  readonly wrong?: string;
  readonly options?: Readonly<Record<string, string>>;
};

export type FieldTexts<P extends FieldPath = FieldPath> = {
  readonly [Path in P]: FieldWords & Options<Path>;
};

const all = (language: Language): FieldTexts => ({
  ...SETTINGS_ORDERS[language],
  ...SETTINGS_CUSTOMERS[language],
  ...SETTINGS_GOODS[language],
});

export const SETTINGS_FIELDS: Words<Readonly<Record<FieldPath, FieldWords>>> = {
  en: all("en"),
  nl: all("nl"),
  pl: all("pl"),
  sv: all("sv"),
};
