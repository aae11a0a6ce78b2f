/** A text that names a button or a setting names it as the page does, in every language. */
import { reasonText } from "../support/reason-text.ts";
import { reason } from "../../src/domain/reasons/index.ts";
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

test("fields of a customer are said by their names, and one without a name as it is", () => {
  const why = reason("customer-fields-kept", {
    customer: "c-1",
    fields: "Name, InvoiceCity, CustomerLabels, Unknown",
    both: "EmailAddress",
  });
  const said = LANGUAGES.map((language) => reasonText(why, language).text);
  const named = [
    ["Name, Invoice city, Labels, Unknown", "E-mail"],
    ["Naam, Plaats factuuradres, Labels, Unknown", "E-mail"],
    ["Nazwa, Miejscowość do faktury, Etykiety, Unknown", "E-mail"],
    ["Namn, Fakturaadressens ort, Etiketter, Unknown", "E-post"],
  ];
  for (const [at, [fields = "", both = ""]] of named.entries()) {
    expect(said[at]).toContain(fields);
    expect(said[at]).toContain(both);
  }
});
