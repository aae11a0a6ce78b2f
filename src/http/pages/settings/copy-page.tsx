/** Choosing what is taken over from which shop, and what it would change here. */
import { COPY_PARTS } from "../../../settings/copy/copy-settings.ts";
import type { NameLists } from "../../../domain/ledger/names.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import { messagesFor } from "../../language.ts";
import type { CopyAsked, CopyPreview } from "../../usecases/settings/copy-settings.ts";
import type { ConsequenceReport } from "../../usecases/settings/consequences.ts";
import type { Preview } from "../../usecases/dry-runs/preview.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import { page } from "../frame/respond.tsx";
import { shopNames } from "../parts/shop-names.ts";
import { Notice, PageSection } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { Changes, pathOf, settingName } from "./versions/versions.tsx";
import { describedChanges } from "./versions/change-words.ts";
import { ConfirmFirst } from "./saving/confirm.tsx";
import { Refused } from "./saving/faults.tsx";
import { SettingsFrame } from "./frame.tsx";
import { RulePreview } from "./saving/preview.tsx";
import { Records } from "../parts/table.tsx";

type Copy = CopyPreview & {
  /** Names of the target shop. */
  readonly names: NameLists;
  readonly orders: Preview | null;
  readonly told: ConsequenceReport;
};

type CopyView = {
  readonly tenant: TenantRow;
  readonly sources: readonly TenantRow[];
  /** The copy isn't what was shown any more, so it wasn't saved. */
  readonly isAnew: boolean;
  readonly asked: CopyAsked | null;
  readonly copy: Copy | null;
};

const FORM = "copy";

export function copyPage(c: PageContext, view: CopyView): Promise<Response> {
  const { tenant, sources, isAnew, asked, copy } = view;
  const { t } = messagesFor(c);
  const here = `/admin/tenants/${tenant.id}/settings/copy`;
  return page(
    c,
    t("settings.copy.title", { tenant: isolate(tenant.name) }),
    <SettingsFrame
      c={c}
      tenant={tenant}
      version={tenant.settingsVersion}
      current="copy"
      title={t("settings.copy.heading")}
    >
      <p>{t("settings.copy.intro")}</p>
      {isAnew ? (
        <Notice tone="warn" title={t("settings.copy.notSaved")} text={t("settings.copy.anew")} />
      ) : null}
      {sources.length === 0 ? (
        <p class="empty">{t("settings.copy.none")}</p>
      ) : (
        <Choice sources={sources} asked={asked} here={here} />
      )}
      {copy === null || asked === null ? null : (
        <CopyShown id={tenant.id} asked={asked} copy={copy} here={here} />
      )}
    </SettingsFrame>,
    isAnew ? 409 : 200,
  );
}

const Choice = ({
  sources,
  asked,
  here,
}: Pick<CopyView, "sources" | "asked"> & { readonly here: string }) => {
  const { t } = useMessages();
  const name = shopNames(sources);
  const chosen = asked?.parts ?? COPY_PARTS;
  return (
    <form method="get" action={here}>
      <div class="field">
        <label for="from">{t("settings.copy.from")}</label>
        <select id="from" name="from" required>
          {sources.map(({ id }) => (
            <option value={id} selected={id === asked?.from}>
              {name(id)}
            </option>
          ))}
        </select>
      </div>
      <fieldset>
        <legend>{t("settings.copy.what")}</legend>
        {COPY_PARTS.map((part) => (
          <label class="check">
            <input type="checkbox" name="part" value={part} checked={chosen.includes(part)} />
            {t(`settings.copy.parts.${part}`)}
          </label>
        ))}
      </fieldset>
      {asked !== null && asked.parts.length === 0 ? (
        <p role="alert">{t("settings.copy.nothingChosen")}</p>
      ) : null}
      <p class="hint">{t("settings.copy.never")}</p>
      <p class="actions">
        <button class="second">{t("settings.copy.show")}</button>
      </p>
    </form>
  );
};

type ShownProps = {
  readonly id: string;
  readonly asked: CopyAsked;
  readonly copy: Copy;
  readonly here: string;
};

const CopyShown = ({ id, asked, copy, here }: ShownProps) => {
  const { t } = useMessages();
  const { changes, faults, names, orders, told } = copy;
  // What it would switch on stands above what it changes, which may be long.
  const isAsked = told.all.length > 0;
  const form =
    changes.length === 0 || faults.length > 0 ? null : (
      <PostForm id={FORM} action={here} class={isAsked ? undefined : "stick actions"}>
        <input type="hidden" name="from" value={asked.from} />
        <input type="hidden" name="shown" value={copy.shown} />
        {asked.parts.map((part) => (
          <input type="hidden" name="part" value={part} />
        ))}
        {isAsked ? (
          <ConfirmFirst id={id} form={FORM} told={told} back={here} />
        ) : (
          <>
            <Button name="action" value="confirm">
              {t("settings.copy.save")}
            </Button>
            <a href={here}>{t("settings.confirm.cancel")}</a>
          </>
        )}
      </PostForm>
    );
  return (
    <>
      <Refused id={id} refusal={{ faults, stale: false }} here={here} />
      {isAsked ? form : null}
      <PageSection head="changes" title={t("settings.history.wouldChange")}>
        {changes.length === 0 ? (
          <p class="empty">{t("settings.copy.same")}</p>
        ) : (
          <Changes label={t("settings.history.wouldChange")} changes={changes} names={names} />
        )}
      </PageSection>
      <NotCopied copy={copy} />
      {orders === null ? null : <RulePreview preview={orders} tenantId={id} names={names} />}
      {isAsked ? null : form}
    </>
  );
};

/** What isn't taken over, by the names of the shop that it comes from. */
const NotCopied = ({ copy: { left, source } }: { copy: Copy }) => {
  const { t, language } = useMessages();
  if (left.length === 0) return null;
  // A setting of several parts is a row for each of them.
  const rows = left.flatMap(({ path, value, why }) =>
    describedChanges([{ path, before: null, after: value }], language, source.names).map(
      (described) => ({ ...described, why }),
    ),
  );
  return (
    <PageSection head="left" title={t("settings.copy.left", { count: rows.length })}>
      <p>{t("settings.copy.leftIntro")}</p>
      <Records
        label={t("settings.copy.left", { count: rows.length })}
        records={rows}
        columns={[
          { name: t("settings.history.setting"), title: pathOf, cell: settingName },
          { name: t("settings.copy.there"), cell: ({ after }) => <bdi>{after}</bdi> },
          { name: t("settings.copy.why"), cell: ({ why }) => t(`settings.copy.whys.${why}`) },
        ]}
      />
    </PageSection>
  );
};
