/**
 * Pages and settings by their words, in the reader's language. A setting leads to its field on the
 * page that shows it.
 */
import { wordsIn } from "../../../domain/listed.ts";
import type { Messages } from "../../../messages/index.ts";
import { TABS } from "../layout.tsx";
import { FIELDS, SECTIONS, sectionOf } from "../settings/catalogue.ts";
import { fieldWords } from "../settings/field-words.ts";
import { LOOKUPS } from "../../../settings/lookup-lists.ts";
import { SHOP_PAGES, shopPath } from "../tenant/places.ts";

export type Place = {
  /** What it is called. */
  readonly name: string;
  /** Where it stands; `null`: it is a page itself. */
  readonly within: string | null;
  readonly href: string;
};

const MOST = 12;

/** What has all the words, in its name or where it stands; pages before what stands on them. */
export function placesOf(messages: Messages, id: string, text: string): readonly Place[] {
  const words = wordsIn(text);
  if (words.length === 0) return [];
  const has = (folded: string): boolean => words.every((word) => folded.includes(word));
  const all = allPlaces(messages, id);
  const byName = all.filter(({ name }) => has(folded(name)));
  const beside = all.filter(
    (place) => !byName.includes(place) && has(folded(`${place.name} ${place.within ?? ""}`)),
  );
  return [...byName, ...beside].slice(0, MOST);
}

const folded = (text: string): string => wordsIn(text).join(" ");

function allPlaces(messages: Messages, id: string): readonly Place[] {
  const { t } = messages;
  const home = `/admin/tenants/${id}`;
  const settings = t("frame.tabs.settings");
  return [
    ...TABS.map(({ name, path }) => ({
      name: t(`frame.tabs.${name}`),
      within: null,
      href: `${home}${path}`,
    })),
    ...SHOP_PAGES.map((page) => ({
      name: t(`settings.sections.${page}`),
      within: settings,
      href: shopPath(id, page),
    })),
    ...SECTIONS.map((section) => ({
      name: t(`settings.sections.${section.id}`),
      within: settings,
      href: `${home}/settings/${section.id}`,
    })),
    {
      name: t("settings.sections.lookups"),
      within: settings,
      href: `${home}/settings/lookups`,
    },
    { name: t("settings.versions"), within: settings, href: `${home}/settings/versions` },
    ...FIELDS.map(({ path }) => ({
      name: fieldWords(messages, path).label,
      within: `${settings}: ${t(`settings.sections.${sectionOf(path)}`)}`,
      href: `${home}/settings/${sectionOf(path)}#${path}`,
    })),
    ...LOOKUPS.map(({ name }) => ({
      name: t(`settings.lookup.${name}.title`),
      within: t("settings.sections.lookups"),
      href: `${home}/settings/lookups/${name}`,
    })),
  ];
}
