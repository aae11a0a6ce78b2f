/** An account by its number: its name in the chart of accounts, and the settings that name it. */
import type { NameLists } from "../../../domain/ledger/names.ts";
import type { Messages } from "../../../messages/index.ts";
import { LOOKUPS } from "../../../settings/lookups/lookup-lists.ts";
import type { Settings } from "../../../settings/schema.ts";
import { FIELDS, sectionOf, fieldWords } from "../settings/catalogue/index.ts";
import { read } from "../settings/fields/values.ts";
import type { Place } from "./places.ts";

const ACCOUNTS = "eaccounting.accounts";

/** "2611", or behind a word: "account 2611". */
const ACCOUNT = /^(?:\p{L}+[.:]?\s+)?(\d{4,6})$/u;

/** Returns the account number that the text may be; `null`: it isn't one. */
export const parseAccountNumber = (text: string): string | null =>
  ACCOUNT.exec(text.trim())?.[1] ?? null;

type ChartFacts = { readonly settings: Settings; readonly names: NameLists };

/** Where the account is set; of one that is only in the chart, the page of mappings. */
export function accountPlaces(
  messages: Messages,
  id: string,
  number: string,
  { settings, names }: ChartFacts,
): readonly Place[] {
  const { t } = messages;
  const known = names[ACCOUNTS]?.entries.find((one) => one.id === number);
  const name = known?.name ?? number;
  const home = `/admin/tenants/${id}/settings`;
  const mappings = t("settings.sections.lookups");
  const set = [
    ...LOOKUPS.filter(
      ({ name: of, to }) => to === ACCOUNTS && has(settings.lookups[of], number),
    ).map(({ name: of }) => ({
      name,
      within: `${mappings}: ${t(`settings.lookup.${of}.title`)}`,
      href: `${home}/lookups/${of}`,
    })),
    ...FIELDS.filter(
      (field) =>
        "list" in field && field.list === ACCOUNTS && has(read(settings, field.path), number),
    ).map(({ path }) => ({
      name,
      within: `${t("frame.tabs.settings")}: ${fieldWords(messages, path).label}`,
      href: `${home}/${sectionOf(path)}#${path}`,
    })),
  ];
  if (set.length > 0 || known === undefined) return set;
  return [{ name, within: t("search.accountUnset"), href: `${home}/lookups` }];
}

/** Anywhere within a setting's value. */
const has = (value: unknown, number: string): boolean =>
  typeof value === "object" && value !== null
    ? Object.values(value).some((one) => has(one, number))
    : value === number;
