/**
 * All screens of the settings by what is done there, each with what is set now, and every single
 * setting by its name below.
 */
import type { NameLists } from "../../../domain/ledger/names.ts";
import { channelsWithAddress } from "../../../settings/notifications.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { NoticesView } from "../../../sync/contract/index.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { page } from "../frame/respond.tsx";
import { useMessages } from "../frame/use-messages.ts";
import type { Change } from "../../../settings/versions/stored-settings.ts";
import { type Field, fieldsOf, type Section, SECTIONS, fieldWords } from "./catalogue/index.ts";
import { describedChanges } from "./versions/change-words.ts";
import { Badge } from "../parts/ui.tsx";
import { SettingsFrame } from "./frame.tsx";
import { read } from "./fields/values.ts";
import { TYPE_RULES } from "./sections/type-rules.ts";

type IndexView = {
  readonly tenant: TenantRow;
  readonly version: number;
  readonly settings: Settings;
  readonly names: NameLists;
  /** `null`: not known at the moment. */
  readonly notices: NoticesView | null;
};

export function indexPage(c: PageContext, view: IndexView): Promise<Response> {
  const { tenant, version } = view;
  const base = `/admin/tenants/${tenant.id}/settings`;
  return page(
    c,
    messagesFor(c).t("settings.title", { tenant: isolate(tenant.name) }),
    <SettingsFrame c={c} tenant={tenant} version={version} current="index">
      <Screens view={view} base={base} />
      <EverySetting base={base} />
    </SettingsFrame>,
  );
}

const Screens = ({ view, base }: { view: IndexView; base: string }) => {
  const { t } = useMessages();
  return (
    <section aria-label={t("settings.index.all")}>
      <dl class="screens">
        {SECTIONS.map((section) => (
          <div>
            <dt>
              <a href={`${base}/${section.id}`}>{t(`settings.sections.${section.id}`)}</a>
            </dt>
            <dd class="hint">
              <CurrentValues section={section} view={view} base={base} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

/** Off, or nothing chosen. A sync that is off is told, and an interval has a default instead. */
const saysNothing = ({ path, kind }: Field, value: unknown): boolean =>
  kind !== "interval" &&
  !path.endsWith(".enabled") &&
  (value === false || value === null || (Array.isArray(value) && value.length === 0));

/** What a screen tells: what is on and chosen, and the first of it where nothing is. */
function changesOf(section: Section, view: IndexView): readonly Change[] {
  const { settings } = view;
  const all = fieldsOf(section)
    .filter((field) => "tells" in field)
    .filter(({ path }) => path !== "notifications.dailySummary" || isSummarySent(view))
    .map((field) => ({ field, after: read(settings, field.path) ?? null }));
  const said = all.filter(({ field, after }) => !saysNothing(field, after));
  return (said.length === 0 ? all.slice(0, 1) : said).map(({ field: { path }, after }) => ({
    path,
    before: null,
    after,
  }));
}

/** What is set now, as the history of the settings says it, and how many rules say otherwise. */
const CurrentValues = ({
  section,
  view,
  base,
}: {
  section: Section;
  view: IndexView;
  base: string;
}) => {
  const { t, language } = useMessages();
  if (section.id === "notifications" && isNobodyTold(view))
    return <Badge word={{ text: t("settings.index.nobodyTold"), tone: "warn" }} />;
  const values = describedChanges(changesOf(section, view), language, view.names);
  return (
    <>
      {values.map(({ path, name, after }, index) => {
        const otherwise = exceptionsTo(path, view.settings.orders);
        return (
          <>
            {index === 0 ? null : " · "}
            {name}: <bdi>{after}</bdi>
            {otherwise === null ? null : (
              <>
                {" ("}
                <a href={`${base}/${otherwise.at}`}>
                  {t("settings.index.exceptions", { count: otherwise.count })}
                </a>
                )
              </>
            )}
          </>
        );
      })}
    </>
  );
};

/** Neither mail that isn't sent here, nor a webhook that nothing signs. */
const channelsOf = ({ settings: { notifications }, notices }: IndexView) =>
  channelsWithAddress(notifications, notices?.chats ?? []).filter(
    (channel) =>
      notices === null ||
      (channel === "mail" ? notices.mail : channel !== "webhook" || notices.secret),
  );

const isNobodyTold = (view: IndexView): boolean =>
  view.notices !== null && channelsOf(view).length === 0;

/** A webhook gets alerts alone. */
const isSummarySent = (view: IndexView): boolean =>
  channelsOf(view).some((channel) => channel !== "webhook");

/** How many rules set another value for some orders, and where they stand; `null`: none does. */
function exceptionsTo(
  path: string,
  { type, voucher, typeRules, goods }: Settings["orders"],
): { readonly at: string; readonly count: number } | null {
  const rules = `document#${TYPE_RULES}`;
  const found: Readonly<Record<string, readonly [at: string, count: number]>> = {
    "orders.type": [rules, typeRules.filter((rule) => rule.type !== type).length],
    "orders.voucher.level": [
      rules,
      typeRules.filter(({ level = voucher.level }) => level !== voucher.level).length,
    ],
    "orders.goods.by": ["lines#orders.goods.exceptions", goods.exceptions.length],
  };
  const [at = "", count = 0] = found[path] ?? [];
  return count === 0 ? null : { at, count };
}

const EverySetting = ({ base }: { base: string }) => {
  const { t } = useMessages();
  return (
    <details>
      <summary>{t("settings.index.byName")}</summary>
      {SECTIONS.map((section) => (
        <>
          <h2>{t(`settings.sections.${section.id}`)}</h2>
          <FieldLinks base={base} section={section} />
        </>
      ))}
    </details>
  );
};

const FieldLinks = ({ base, section }: { base: string; section: Section }) => {
  const messages = useMessages();
  return (
    <ul>
      {fieldsOf(section).map(({ path }) => (
        <li id={path}>
          <a href={`${base}/${section.id}#${path}`}>{fieldWords(messages, path).label}</a>
        </li>
      ))}
    </ul>
  );
};
