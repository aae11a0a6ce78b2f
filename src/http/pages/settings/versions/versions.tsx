/** The versions of the settings: who saved each, when, what it changed, and how to restore it. */
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { TenantRow } from "../../../../store/tenants.ts";
import type { VersionView } from "../../../usecases/settings/settings-versions.ts";
import { ActorName } from "../../parts/actors.tsx";
import type { PageContext } from "../../frame/env.ts";
import { isolate } from "../../../words/isolate.ts";
import { page } from "../../frame/respond.tsx";
import { Notice, PageSection, Stamp } from "../../parts/ui.tsx";
import type { Change } from "../../../../settings/versions/stored-settings.ts";
import type { Preview } from "../../../usecases/dry-runs/preview.ts";
import type { ConsequenceReport } from "../../../usecases/settings/consequences.ts";
import { classOf, Consequences, titleOf } from "../saving/confirm.tsx";
import { RulePreview } from "../saving/preview.tsx";
import { SettingsFrame } from "../frame.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { messagesFor } from "../../../language.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";
import { type DescribedChange, describedChanges } from "./change-words.ts";
import { Records } from "../../parts/table.tsx";

export function versionsPage(
  c: PageContext,
  tenant: TenantRow,
  versions: readonly VersionView[],
  names: NameLists,
): Promise<Response> {
  const { t } = messagesFor(c);
  const newest = tenant.settingsVersion;
  const oldest = versions.at(-1)?.version ?? 1;
  return page(
    c,
    t("settings.history.title", { tenant: isolate(tenant.name) }),
    <SettingsFrame
      c={c}
      tenant={tenant}
      version={null}
      current="versions"
      title={t("settings.history.heading")}
    >
      <p>{t("settings.history.intro")}</p>
      {versions.map((version) => (
        <Version id={tenant.id} described={version} names={names} newest={newest} />
      ))}
      {oldest <= 1 ? null : (
        <p>
          <a href={`/admin/tenants/${tenant.id}/settings/versions?before=${oldest}`}>
            {t("settings.history.older")}
          </a>
        </p>
      )}
    </SettingsFrame>,
  );
}

type VersionProps = {
  readonly id: string;
  readonly described: VersionView;
  readonly names: NameLists;
  readonly newest: number;
};

const Version = ({ id, described, names, newest }: VersionProps) => {
  const { t, rich } = useMessages();
  const { version, actor, at } = described;
  const { changes } = described;
  return (
    <section aria-labelledby={`v${version}`}>
      <div class="split">
        <h2 id={`v${version}`}>
          {t("settings.history.version", { version })}, <Stamp at={at} />,{" "}
          {rich("settings.history.by", { actor: <ActorName of={actor} /> })}
        </h2>
        {version === newest ? null : (
          <PostForm action={`/admin/tenants/${id}/settings/versions`}>
            <input type="hidden" name="version" value={String(newest)} />
            <Button class="plain" name="restore" value={String(version)}>
              {t("settings.history.back", { version })}
            </Button>
          </PostForm>
        )}
      </div>
      {changes.length === 0 ? (
        <p class="empty">
          {version === 1 ? t("settings.history.first") : t("settings.history.same")}
        </p>
      ) : (
        <Changes
          label={t("settings.history.version", { version })}
          changes={described.changes}
          names={names}
        />
      )}
    </section>
  );
};

type RestoreView = {
  readonly tenant: TenantRow;
  /** The newest version, which the reader has seen. */
  readonly version: number;
  readonly restore: number;
  readonly changes: readonly Change[];
  readonly preview: Preview;
  readonly names: NameLists;
  /** What it would switch on that saving again doesn't take back. */
  readonly told: ConsequenceReport;
};

/** What restoring a version would change, before it is done. */
export function restorePage(c: PageContext, view: RestoreView): Promise<Response> {
  const { tenant, version, restore, changes, preview, names, told } = view;
  const { t } = messagesFor(c);
  const here = `/admin/tenants/${tenant.id}/settings/versions`;
  return page(
    c,
    t("settings.history.title", { tenant: isolate(tenant.name) }),
    <SettingsFrame
      c={c}
      tenant={tenant}
      version={null}
      current="versions"
      title={t("settings.history.back", { version: restore })}
    >
      <PageSection head="changes" title={t("settings.history.wouldChange")}>
        {changes.length === 0 ? (
          <p class="empty">{t("settings.history.same")}</p>
        ) : (
          <Changes label={t("settings.history.wouldChange")} changes={changes} names={names} />
        )}
      </PageSection>
      <RulePreview preview={preview} tenantId={tenant.id} names={names} />
      {told.all.length === 0 ? null : (
        <Notice tone="warn" title={t(titleOf(told))}>
          <Consequences id={tenant.id} told={told} />
        </Notice>
      )}
      <PostForm action={here} class="stick actions">
        <input type="hidden" name="version" value={String(version)} />
        <input type="hidden" name="restore" value={String(restore)} />
        <Button name="action" value="confirm" class={classOf(told)}>
          {t("settings.history.back", { version: restore })}
        </Button>
        <a href={here} data-back>
          {t("settings.confirm.cancel")}
        </a>
      </PostForm>
    </SettingsFrame>,
  );
}

type ChangesProps = {
  readonly label: string;
  readonly changes: readonly Change[];
  readonly names: NameLists;
};

export const Changes = ({ label, changes, names }: ChangesProps) => {
  const { t } = useMessages();
  return (
    <Records
      label={label}
      records={describedChanges(changes, useMessages().language, names)}
      columns={[
        { name: t("settings.history.setting"), title: pathOf, cell: settingName },
        { name: t("settings.history.before"), cell: ({ before }) => <bdi>{before}</bdi> },
        { name: t("settings.history.after"), cell: ({ after }) => <bdi>{after}</bdi> },
      ]}
    />
  );
};

/** Names the setting of a row: by its words, or by its path, which shows on pointing at it. */
export const pathOf = ({ path }: DescribedChange): string => path;
export const settingName = ({ name, path }: DescribedChange) =>
  name === null ? <code>{path}</code> : <bdi>{name}</bdi>;
