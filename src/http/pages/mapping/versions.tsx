/** The versions of the settings: who made which when, what it changed, and the way back. */
import type { TenantRow } from "../../../store/tenants.ts";
import type { VersionTold } from "../../usecases/settings-versions.ts";
import type { PageContext } from "../env.ts";
import { TenantHead } from "../layout.tsx";
import { page } from "../respond.tsx";
import { Csrf, When } from "../ui.tsx";

export function versionsPage(c: PageContext, tenant: TenantRow, versions: readonly VersionTold[]): Promise<Response> {
  const newest = Math.max(0, ...versions.map(({ version }) => version));
  return page(
    c,
    `Versions of the settings of ${tenant.name}`,
    c.var.signedIn,
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="settings">
        <h1>Versions of the settings</h1>
      </TenantHead>
      {versions.map(({ version, actor, at, changes }) => (
        <section aria-labelledby={`v${version}`}>
          <h2 id={`v${version}`}>
            Version {version}, <When at={at} />, by {actor}
          </h2>
          <ul>
            {changes.map((change) => (
              <li>
                <code>{change.path}</code>: {JSON.stringify(change.before)} → {JSON.stringify(change.after)}
              </li>
            ))}
          </ul>
          {version === newest ? null : (
            <form method="post" action={`/admin/tenants/${tenant.id}/settings/versions`}>
              <Csrf token={c.var.signedIn.csrf} />
              <input type="hidden" name="version" value={String(newest)} />
              <button class="plain" name="restore" value={String(version)}>
                Back to version {version}
              </button>
            </form>
          )}
        </section>
      ))}
    </>,
  );
}
