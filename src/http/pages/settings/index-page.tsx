/**
 * All screens of the settings by what is done there, each with what is set now, and every single
 * setting by its name below. Addresses of older releases that end at a setting lead to it here.
 */
import type { NameLists } from "../../../domain/names.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../env.ts";
import { isolate } from "../isolate.ts";
import { page } from "../respond.tsx";
import { useLanguage, useMessages } from "../use-messages.ts";
import { fieldsOf, type Section, type SectionId, SECTIONS } from "./catalogue.ts";
import { describedChanges } from "./change-words.ts";
import { fieldWords } from "./field-words.ts";
import { SettingsFrame } from "./frame.tsx";
import { read } from "./values.ts";

type IndexView = {
  readonly tenant: TenantRow;
  readonly version: number;
  readonly settings: Settings;
  readonly names: NameLists;
};

export function indexPage(c: PageContext, view: IndexView): Promise<Response> {
  const { tenant, version } = view;
  const base = `/admin/tenants/${tenant.id}/settings`;
  return page(
    c,
    messagesFor(c).t("settings.title", { tenant: isolate(tenant.name) }),
    c.var.signedIn,
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
              <Told section={section} view={view} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

/** What is set now, as the history of the settings says it. */
const Told = ({ section, view }: { section: Section; view: IndexView }) => {
  const language = useLanguage();
  const told = describedChanges(
    fieldsOf(section)
      .filter((field) => "tells" in field)
      .map(({ path }) => ({ path, before: null, after: read(view.settings, path) ?? null })),
    language,
    view.names,
  );
  return (
    <>
      {told.map(({ name, after }, index) => (
        <>
          {index === 0 ? null : " · "}
          {name}: <bdi>{after}</bdi>
        </>
      ))}
    </>
  );
};

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

/**
 * Screens whose settings stood on another one before: links to a setting that are out in the world,
 * in mails for example, end here and lead on.
 */
const MOVED: Readonly<Partial<Record<SectionId, readonly SectionId[]>>> = {
  document: ["vouchers", "lines", "vat", "extras", "payments", "changes", "after", "fields"],
  keeping: ["notifications"],
};

export const MovedSettings = ({ id, section }: { id: string; section: Section }) => {
  const { t } = useMessages();
  const moved = SECTIONS.filter((one) => MOVED[section.id]?.includes(one.id) === true);
  if (moved.length === 0) return null;
  return (
    <details>
      <summary>{t("settings.index.moved")}</summary>
      {moved.map((one) => (
        <FieldLinks base={`/admin/tenants/${id}/settings`} section={one} />
      ))}
    </details>
  );
};
