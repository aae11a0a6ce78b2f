import type { PartiesWords } from "./en.ts";

export const sv: PartiesWords = {
  by: "Sök efter nummer, e-postadress eller namn",
  another: "Sök efter ytterligare en på nummer, e-postadress eller namn",
  or: "eller ett nummer, en e-postadress eller ett namn",
  find: "Sök",
  findFor: (label) => `Sök: ${label}`,
  id: (id) => `id ${id}`,
  unnamed: (id) => `${id} (namnet är inte känt)`,
  found: (name) => `Hittade: ${name}. Det gäller när det är sparat.`,
  none: (text) => `Ingen har ”${text}” som nummer eller e-postadress, eller i namnet.`,
  several: (count, text) => `${count} passar till ”${text}”: välj en, eller skriv mer.`,
  many: (text) => `Många passar till ”${text}”: välj en av dessa, eller skriv mer.`,
  unsearchable: "Så går det inte att söka här. Dess id hittar den.",
  later: "Det gick inte att söka just nu. Försök igen, eller skriv dess id.",
  unproved: "Det gick inte att titta just nu: id:t gäller som det skrevs.",
};
