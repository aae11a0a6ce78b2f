/** One look-up as a form. */
import type { NameList, NameLists } from "../../../../domain/ledger/names.ts";
import type { TenantRow } from "../../../../store/tenants.ts";
import type { Preview } from "../../../usecases/dry-runs/preview.ts";
import { useMessages, useNow } from "../../frame/use-messages.ts";
import type { PageContext } from "../../frame/env.ts";
import { isolate } from "../../../words/isolate.ts";
import { lookupPath, rowPath } from "../../parts/remedies.ts";
import { page } from "../../frame/respond.tsx";
import { Notice, PageSection } from "../../parts/ui.tsx";
import { type LookupDefinition } from "../../../../settings/lookups/lookup-lists.ts";
import { Refused, type Refusal, statusOf } from "../saving/faults.tsx";
import { SettingsFrame } from "../frame.tsx";
import { LookupFields } from "./lookup-fields.tsx";
import type { RowSearch } from "./seen-rows.ts";
import { FilterWords } from "../../parts/filters.tsx";
import { isAmongFirst } from "../../parts/table.tsx";
import { type LookupForm } from "./lookup-values.ts";
import { RulePreview } from "../saving/preview.tsx";
import { messagesFor } from "../../../language.ts";
import { Button, PostForm, useAllowed } from "../../forms/post-form.tsx";

type FetchProps = {
  readonly id: string;
  readonly names: NameLists;
  readonly lookup?: LookupDefinition;
};

/** When names were read, what can't be, and the button that reads them again. */
export const Fetch = ({ id, names, lookup }: FetchProps) => {
  const { t, format } = useMessages();
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
  const readHint = (): string | null => {
    if (!named) return Array.isArray(lookup.to) ? null : t("settings.lookups.nameless");
    return read.length === 0
      ? t("settings.lookups.unread")
      : t("settings.lookups.read", { when: format.from(Math.min(...read), useNow()) });
  };
  return (
    <>
      {[...faults].map((fault) => (
        <Notice
          tone="warn"
          text={
            fault === "no-access"
              ? t("settings.lookups.noAccess")
              : t("settings.lookups.unreadable")
          }
        />
      ))}
      <PostForm action={`/admin/tenants/${id}/settings/lookups/fetch`} class="actions">
        {lookup === undefined ? null : <input type="hidden" name="back" value={lookup.name} />}
        {named ? <Button class="second">{t("settings.lookups.fetch")}</Button> : null}
        <span class="hint">{readHint()}</span>
      </PostForm>
    </>
  );
};

type LookupView = {
  readonly tenant: TenantRow;
  readonly version: number;
  readonly lookup: LookupDefinition;
  readonly form: LookupForm;
  readonly names: NameLists;
  readonly refusal: Refusal;
  readonly preview: Preview | null;
  /** What the shop says and a held order asks for: one was sent here for it. */
  readonly wanted: string | null;
  /** The row that is changed, of a long table. */
  readonly opened: string | null;
  /** Which rows of a long table are seen, and what is saved. */
  readonly search: RowSearch;
};

export function lookupPage(c: PageContext, view: LookupView): Promise<Response> {
  const { tenant, version, lookup, refusal, preview } = view;
  const { t } = messagesFor(c);
  const { find } = view.search;
  const at =
    view.opened === null
      ? lookupPath(tenant.id, lookup.name, view.wanted)
      : rowPath(tenant.id, lookup.name, view.opened);
  const here =
    find === "" ? at : `${at}${at.includes("?") ? "&" : "?"}${new URLSearchParams({ find })}`;
  const settings = t("settings.title", { tenant: isolate(tenant.name) });
  return page(
    c,
    `${t(`settings.lookup.${lookup.name}.title`)} · ${settings}`,
    <SettingsFrame c={c} tenant={tenant} version={version} current="lookups">
      <Refused id={tenant.id} refusal={refusal} here={here} />
      {preview === null ? null : (
        <RulePreview asked preview={preview} tenantId={tenant.id} names={view.names} />
      )}
      <LookupSection view={view} here={here} />
    </SettingsFrame>,
    statusOf(refusal),
  );
}

const LookupSection = ({ view, here }: { view: LookupView; here: string }) => {
  const { t, find } = useMessages();
  const { tenant, version, lookup, form, names, search } = view;
  const about = find(`settings.lookup.${lookup.name}.about`);
  const mayType = useAllowed()("POST", here);
  return (
    <PageSection head="lookup" title={t(`settings.lookup.${lookup.name}.title`)}>
      {about === null ? null : <p>{about}</p>}
      {view.wanted === null ? null : (
        <p>
          {t("settings.lookups.thenRetry")}{" "}
          <a href={`/admin/tenants/${tenant.id}/attention`}>{t("frame.tabs.attention")}</a>
        </p>
      )}
      <Fetch id={tenant.id} names={names} lookup={lookup} />
      {mayType ? null : (
        <form method="get" action={lookupPath(tenant.id, lookup.name, null)}>
          <FindRow view={view} />
        </form>
      )}
      <PostForm action={here} novalidate data-kept>
        <input type="hidden" name="version" value={String(version)} />
        {mayType ? <FindRow view={view} /> : null}
        <LookupFields {...{ lookup, form, names, search }} tenantId={tenant.id} />
        <div class="stick actions">
          <Button name="action" value="save">
            {t("settings.lookups.save")}
          </Button>
          {lookup.of === "payout" ? null : (
            <Button name="action" value="compare" class="second">
              {t("settings.compare")}
            </Button>
          )}
          <a href={`/admin/tenants/${tenant.id}/settings/lookups`}>{t("settings.lookups.back")}</a>
        </div>
      </PostForm>
    </PageSection>
  );
};

/** A table that is too long to be seen at once, or rows of it that were looked for. */
const isLong = ({ form, search }: LookupView): boolean => {
  const count = form.known.length + form.other.length;
  return search.find !== "" || !isAmongFirst(count - 1, count);
};

/** Looks for rows by either side: sent with the rows, so that what was typed into them is kept. */
const FindRow = ({ view }: { view: LookupView }) => {
  const { t } = useMessages();
  return !isLong(view) ? null : (
    <div class="filters">
      <div class="line">
        <FilterWords name="find" label={t("settings.lookups.find")} value={view.search.find} />
        <Button name="action" value="find" class="second">
          {t("orders.show")}
        </Button>
      </div>
      <p class="hint" id="find-hint">
        {t("settings.lookups.findHint")}
      </p>
    </div>
  );
};
