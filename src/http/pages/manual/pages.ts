/**
 * The pages of the manual in their order, by the names of their files in `docs/manual/<language>`.
 * A text is read when its page is asked for: the Worker's start pays for none.
 */
import type { Language } from "../../../domain/language.ts";
import { MANUAL_TEXTS } from "../../../messages/compiled/manual.ts";

export const MANUAL_PAGES = [
  "first-set-up",
  "going-live",
  "dashboard",
  "orders",
  "customers",
  "products",
  "stock",
  "held",
  "payouts",
  "comparison",
  "settings",
  "mapping",
  "everyday",
  "people",
] as const;
export type ManualPage = (typeof MANUAL_PAGES)[number];

export const isManualPage = (text: string): text is ManualPage =>
  MANUAL_PAGES.some((page) => page === text);

/** The page's Markdown. */
export async function manualText(language: Language, page: ManualPage): Promise<string> {
  const text = await MANUAL_TEXTS[language][page]();
  return text.default;
}
