/**
 * Pages and settings by their words, in the reader's language. A setting leads to its field on the
 * page that shows it.
 */
import { wordsIn } from "../../../domain/jobs/listed.ts";
import type { Messages } from "../../../messages/index.ts";
import { TABS } from "../frame/layout.tsx";
import { FIELDS, SECTIONS, sectionOf, fieldWords } from "../settings/catalogue/index.ts";
import { LOOKUPS } from "../../../settings/lookups/lookup-lists.ts";
import { SHOP_PAGES, shopPath } from "../tenant/places.ts";
import { matchesAnyVariant, searchTermVariants } from "./terms.ts";

export type Place = {
  /** What it is called. */
  readonly name: string;
  /** Where it stands; `null`: it is a page itself. */
  readonly within: string | null;
  readonly href: string;
};

const MOST = 12;

/** Pages without a tab of their own. */
const PAGES = [
  { title: "clearing.title", path: "/clearing" },
  { title: "days.title", path: "/days" },
  { title: "personalData.title", path: "/personal-data" },
  { title: "takeBack.title", path: "/take-back" },
  { title: "evidence.title", path: "/vat-evidence" },
] as const;

/**
 * What has all the words, in its name, where it stands, or in what is said of it and its choices;
 * pages before what stands on them. A term is also found by what means the same.
 */
export function placesOf(messages: Messages, id: string, text: string): readonly Place[] {
  const ways = searchTermVariants(messages, text);
  // A name of a payout or a program, not words of a page.
  if (ways.length === 0 || /^\S*_\S*$/.test(text.trim())) return [];
  const all = allPlaces(messages, id);
  const found = new Set<Listed>();
  for (const told of [
    ({ name }: Listed) => name,
    ({ name, within }: Listed) => `${name} ${within ?? ""}`,
    ({ name, within, more }: Listed) => `${name} ${within ?? ""} ${more ?? ""}`,
  ])
    for (const place of all) if (matchesAnyVariant(folded(told(place)), ways)) found.add(place);
  return [...found].slice(0, MOST).map(({ name, within, href }) => ({ name, within, href }));
}

/** `more`: its hint and its choices. */
type Listed = Place & { readonly more?: string };

const folded = (text: string): string => wordsIn(text).join(" ");

function allPlaces(messages: Messages, id: string): readonly Listed[] {
  const { t } = messages;
  const home = `/admin/tenants/${id}`;
  const settings = t("frame.tabs.settings");
  return [
    ...TABS.map(({ name, path }) => ({
      name: t(`frame.tabs.${name}`),
      within: null,
      href: `${home}${path}`,
    })),
    ...PAGES.map(({ title, path }) => ({ name: t(title), within: null, href: `${home}${path}` })),
    {
      name: t("people.shop.title"),
      within: null,
      href: `${home}/people`,
      more: `${t("people.people.make")} ${t("people.shop.lead")}`,
    },
    {
      name: t("people.profile.title"),
      within: null,
      href: "/admin/profile",
      more: `${t("people.profile.password")} ${t("people.profile.passwordText")}`,
    },
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
    { name: t("settings.sections.lookups"), within: settings, href: `${home}/settings/lookups` },
    { name: t("mapping.heading"), within: settings, href: `${home}/mapping` },
    { name: t("settings.versions"), within: settings, href: `${home}/settings/versions` },
    ...FIELDS.map((field) => {
      const { path } = field;
      const { label, hint, option } = fieldWords(messages, path);
      const options = "options" in field ? field.options.map((one) => option(one) ?? "") : [];
      return {
        name: label,
        within: `${settings}: ${t(`settings.sections.${sectionOf(path)}`)}`,
        href: `${home}/settings/${sectionOf(path)}#${path}`,
        more: [hint ?? "", ...options].join(" "),
      };
    }),
    ...LOOKUPS.map(({ name }) => ({
      name: t(`settings.lookup.${name}.title`),
      within: t("settings.sections.lookups"),
      href: `${home}/settings/lookups/${name}`,
    })),
  ];
}
