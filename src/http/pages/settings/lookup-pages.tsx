/** All look-ups at a glance, and one of them as a form. */
import type { NameList, NameLists } from "../../../domain/names.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { Preview } from "../../usecases/preview.ts";
import { useFormat } from "../use-messages.ts";
import type { PageContext } from "../env.ts";
import { isolate } from "../isolate.ts";
import { lookupPath } from "../remedies.ts";
import { page } from "../respond.tsx";
import { Cell, Stack } from "../table.tsx";
import { Badge, Csrf, Notice } from "../ui.tsx";
import { type Lookup, LOOKUPS } from "./look-ups.ts";
import { Refused, type Refusal, statusOf } from "./faults.tsx";
import { SettingsFrame } from "./frame.tsx";
import { LookupFields } from "./lookup-fields.tsx";
import { entryOf, type LookupForm, lookupForm } from "./lookup-values.ts";
import { RulePreview } from "./preview.tsx";
import { useMessages } from "../use-messages.ts";
import { messagesFor } from "../../language.ts";
import { Button, PostForm } from "../post-form.tsx";

export type Occurred = (lookup: Lookup) => ReadonlyMap<string, number>;

type ListView = {
  readonly tenant: TenantRow;
  readonly version: number;
  readonly settings: Settings;
  readonly names: NameLists;
  readonly occurred: Occurred;
  readonly now: number;
};

export function lookupsPage(c: PageContext, view: ListView): Promise<Response> {
  const { tenant, version } = view;
  return page(
    c,
    messagesFor(c).t("settings.title", { tenant: isolate(tenant.name) }),
    c.var.signedIn,
    <SettingsFrame c={c} tenant={tenant} version={version} current="lookups">
      <LookupList view={view} csrf={c.var.signedIn.csrf} />
    </SettingsFrame>,
  );
}

const LookupList = ({ view, csrf }: { view: ListView; csrf: string }) => {
  const { t } = useMessages();
  const { tenant, settings, names, occurred, now } = view;
  return (
    <section>
      <p>{t("settings.lookups.intro")}</p>
      <Fetch id={tenant.id} csrf={csrf} names={names} now={now} />
      <Stack
        label={t("settings.lookups.name")}
        columns={[
          t("settings.lookups.name"),
          { name: t("settings.lookups.rows"), figure: true },
          t("settings.lookups.rest"),
          t("settings.lookups.all"),
        ]}
      >
        <tbody>
          {LOOKUPS.map((lookup) => {
            const value = settings.lookups[lookup.name];
            const open = lookupForm(lookup, value, names, occurred(lookup)).known.filter(
              (line) => line.occurred > 0,
            ).length;
            return (
              <tr>
                <th scope="row">
                  <a href={`/admin/tenants/${tenant.id}/settings/lookups/${lookup.name}`}>
                    {t(`settings.lookup.${lookup.name}.title`)}
                  </a>{" "}
                  {open === 0 || value.force !== undefined ? null : (
                    <Badge
                      word={{ text: t("settings.lookups.open", { count: open }), tone: "quiet" }}
                    />
                  )}
                </th>
                <Cell of={t("settings.lookups.rows")} figure>
                  {Object.keys(value.table).length}
                </Cell>
                <Cell of={t("settings.lookups.rest")}>
                  {value.default === undefined ? (
                    t(`settings.lookup.${lookup.name}.none`)
                  ) : (
                    <bdi>{nameOf(lookup, value.default, names)}</bdi>
                  )}
                </Cell>
                <Cell of={t("settings.lookups.all")}>
                  <bdi>{nameOf(lookup, value.force, names) ?? "–"}</bdi>
                </Cell>
              </tr>
            );
          })}
        </tbody>
      </Stack>
    </section>
  );
};

function nameOf(lookup: Lookup, value: string | undefined, names: NameLists): string | null {
  if (value === undefined) return null;
  return typeof lookup.to === "string"
    ? (entryOf(names[lookup.to]?.entries ?? [], value)?.name ?? value)
    : value;
}

/** When names were read, what can't be, and the button that reads them again. */
const Fetch = ({
  id,
  csrf,
  names,
  now,
  lookup,
}: {
  id: string;
  csrf: string;
  names: NameLists;
  now: number;
  lookup?: Lookup;
}) => {
  const { t } = useMessages();
  const format = useFormat();
  const lists =
    lookup === undefined
      ? Object.values(names)
      : [lookup.from, lookup.to].flatMap((name) => (typeof name === "string" ? [names[name]] : []));
  // A look-up of texts and numbers has no names to read, whatever is connected.
  const named =
    lookup === undefined || [lookup.from, lookup.to].some((name) => typeof name === "string");
  const read = lists.flatMap((list) => (list?.readAt == null ? [] : [list.readAt]));
  const faults = new Set(
    lookup === undefined
      ? []
      : lists.flatMap((list: NameList | undefined) => (list?.fault == null ? [] : [list.fault])),
  );
  return (
    <>
      {[...faults].map((fault) => (
        <Notice tone="warn">
          <p>
            {fault === "no-access"
              ? t("settings.lookups.noAccess")
              : t("settings.lookups.unreadable")}
          </p>
        </Notice>
      ))}
      <PostForm action={`/admin/tenants/${id}/settings/lookups/fetch`} class="actions">
        <Csrf token={csrf} />
        {lookup === undefined ? null : <input type="hidden" name="back" value={lookup.name} />}
        {named ? <Button class="second">{t("settings.lookups.fetch")}</Button> : null}
        <span class="hint">
          {!named
            ? Array.isArray(lookup?.to)
              ? null
              : t("settings.lookups.nameless")
            : read.length === 0
              ? t("settings.lookups.unread")
              : t("settings.lookups.read", { when: format.from(Math.min(...read), now) })}
        </span>
      </PostForm>
    </>
  );
};

export type LookupView = {
  readonly tenant: TenantRow;
  readonly version: number;
  readonly lookup: Lookup;
  readonly form: LookupForm;
  readonly names: NameLists;
  readonly refusal: Refusal;
  readonly preview: Preview | null;
  /** What the shop says and a held order asks for: one was sent here for it. */
  readonly wanted: string | null;
  readonly now: number;
};

export function lookupPage(c: PageContext, view: LookupView): Promise<Response> {
  const { tenant, version, lookup, refusal, preview } = view;
  const { t } = messagesFor(c);
  const here = lookupPath(tenant.id, lookup.name, view.wanted);
  const settings = t("settings.title", { tenant: isolate(tenant.name) });
  return page(
    c,
    `${t(`settings.lookup.${lookup.name}.title`)} · ${settings}`,
    c.var.signedIn,
    <SettingsFrame c={c} tenant={tenant} version={version} current="lookups">
      <Refused id={tenant.id} refusal={refusal} here={here} />
      {preview === null ? null : (
        <RulePreview preview={preview} tenantId={tenant.id} names={view.names} />
      )}
      <LookupSection view={view} csrf={c.var.signedIn.csrf} here={here} />
    </SettingsFrame>,
    statusOf(refusal),
  );
}

const LookupSection = ({ view, csrf, here }: { view: LookupView; csrf: string; here: string }) => {
  const { t, find } = useMessages();
  const { tenant, version, lookup, form, names, now } = view;
  const about = find(`settings.lookup.${lookup.name}.about`);
  return (
    <section aria-labelledby="lookup">
      <h2 id="lookup">{t(`settings.lookup.${lookup.name}.title`)}</h2>
      {about === null ? null : <p>{about}</p>}
      {view.wanted === null ? null : (
        <p>
          {t("settings.lookups.thenRetry")}{" "}
          <a href={`/admin/tenants/${tenant.id}/attention`}>{t("frame.tabs.attention")}</a>
        </p>
      )}
      <Fetch id={tenant.id} csrf={csrf} names={names} now={now} lookup={lookup} />
      <PostForm action={here} novalidate>
        <Csrf token={csrf} />
        <input type="hidden" name="version" value={String(version)} />
        <LookupFields lookup={lookup} form={form} names={names} />
        <p class="hint">{t("settings.lookups.narrow")}</p>
        <div class="actions">
          <Button name="action" value="save">
            {t("settings.lookups.save")}
          </Button>
          <Button name="action" value="compare" class="second">
            {t("settings.compare")}
          </Button>
          <a href={`/admin/tenants/${tenant.id}/settings/lookups`}>{t("settings.lookups.back")}</a>
        </div>
      </PostForm>
    </section>
  );
};
