/** A text that names a button or a setting names it as the page does, in every language. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { allCatalogues as catalogues } from "../support/catalogues.ts";

const NAMES = [
  ["reasons.article-not-found.next", "fields.orders.missingSku.label"],
  ["signIn.wrongAdministration", "removal.againTitle"],
  ["signIn.wrongAdministration", "settings.sections.shop"],
  ["reasons.link-not-found.next", "manualLinks.press"],
] as const;

test.each(LANGUAGES.flatMap((language) => NAMES.map((pair) => [language, ...pair] as const)))(
  "in %s, %s names %s as it is called",
  (language, id, of) => {
    const textOf = (wanted: string): string | undefined =>
      catalogues.get(language)?.find((one) => one.id === wanted)?.text;
    expect(textOf(id)).toContain(textOf(of));
  },
);
