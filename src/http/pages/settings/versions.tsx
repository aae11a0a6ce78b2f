/** The versions of the settings: who made which when, what it changed, and the way back. */
import type { TenantRow } from "../../../store/tenants.ts";
import type { VersionTold } from "../../usecases/settings-versions.ts";
import { wordsFor } from "../../words/language.ts";
import { SETTINGS_FIELDS } from "../../words/settings-fields.ts";
import { SETTINGS } from "../../words/settings/index.ts";
import { useWords } from "../../words/use.ts";
import type { PageContext } from "../env.ts";
import { isolate } from "../isolate.ts";
import { page } from "../respond.tsx";
import { Csrf, When, Wide } from "../ui.tsx";
import { fieldAt } from "./catalogue.ts";
import { SettingsFrame } from "./frame.tsx";

export function versionsPage(c: PageContext, tenant: TenantRow, versions: readonly VersionTold[]): Promise<Response> {
  const t = wordsFor(c, SETTINGS).history;
  const newest = tenant.settingsVersion;
  const oldest = versions.at(-1)?.version ?? 1;
  return page(
    c,
    t.title(isolate(tenant.name)),
    c.var.signedIn,
    <SettingsFrame c={c} tenant={tenant} version={null} current="versions" title={t.heading}>
      <p>{t.intro}</p>
      {versions.map((version) => (
        <Version id={tenant.id} csrf={c.var.signedIn.csrf} told={version} newest={newest} />
      ))}
      {oldest <= 1 ? null : (
        <p>
          <a href={`/admin/tenants/${tenant.id}/settings/versions?before=${oldest}`}>{t.older}</a>
        </p>
      )}
    </SettingsFrame>,
  );
}

const Version = ({ id, csrf, told, newest }: { id: string; csrf: string; told: VersionTold; newest: number }) => {
  const { history: t } = useWords(SETTINGS);
  const fields = useWords(SETTINGS_FIELDS);
  const { version, actor, at, changes } = told;
  const nameOf = (path: string): string | null => {
    const field = fieldAt(path);
    return field === undefined ? null : fields[field.path].label;
  };
  return (
    <section aria-labelledby={`v${version}`}>
      <div class="split">
        <h2 id={`v${version}`}>
          {t.version(version)}, <When at={at} />, {t.by(isolate(actor))}
        </h2>
        {version === newest ? null : (
          <form method="post" action={`/admin/tenants/${id}/settings/versions`}>
            <Csrf token={csrf} />
            <input type="hidden" name="version" value={String(newest)} />
            <button class="plain" name="restore" value={String(version)}>
              {t.back(version)}
            </button>
          </form>
        )}
      </div>
      {changes.length === 0 ? (
        <p class="empty">{version === 1 ? t.first : t.same}</p>
      ) : (
        <Wide label={t.version(version)}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t.setting}</th>
                <th scope="col">{t.before}</th>
                <th scope="col">{t.after}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr>
                  <td title={change.path}>{nameOf(change.path) ?? <code>{change.path}</code>}</td>
                  <td><bdi>{plainly(change.before)}</bdi></td>
                  <td><bdi>{plainly(change.after)}</bdi></td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  );
};

const plainly = (value: unknown): string => (value === null || value === "" ? "–" : typeof value === "string" ? value : JSON.stringify(value));
