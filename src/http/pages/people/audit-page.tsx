/** Who changed what, the newest first: as a table, of one tenant or of all. */
import type { AuditPage } from "../../usecases/audit.ts";
import { CHANGES } from "../../words/changes/index.ts";
import { PEOPLE } from "../../words/people/index.ts";
import { TENANT } from "../../words/tenant/index.ts";
import { useFormat, useWords } from "../../words/use.ts";
import { When, Wide } from "../ui.tsx";
import { actionText, actorText, type ChangeTexts, valueText } from "./change-words.ts";

type ChangesProps = { readonly page: AuditPage; /** By id; `null` leaves out the tenant's own column. */ readonly tenants: TenantNames; readonly address: string };

export type TenantNames = ReadonlyMap<string, string> | null;

export const Changes = ({ page, tenants, address }: ChangesProps) => {
  const t = useWords(PEOPLE).audit;
  return (
    <section aria-label={t.title}>
      <p class="hint">{t.lead}</p>
      {page.changes.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <ChangesTable changes={page.changes} tenants={tenants} />
      )}
      {page.cursor === null ? null : (
        <p>
          <a class="button second" href={`${address}?before=${page.cursor}`}>
            {t.older}
          </a>
        </p>
      )}
    </section>
  );
};

export const ChangesTable = ({ changes, tenants }: { changes: AuditPage["changes"]; tenants: TenantNames }) => {
  const t = useWords(PEOPLE).audit;
  const texts: ChangeTexts = { t: useWords(CHANGES), flows: useWords(TENANT).flows.names, format: useFormat() };
  return (
    <Wide label={t.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.when}</th>
            <th scope="col">{t.who}</th>
            {tenants === null ? null : <th scope="col">{t.tenant}</th>}
            <th scope="col">{t.what}</th>
            <th scope="col">{t.before}</th>
            <th scope="col">{t.after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((row) => (
            <tr>
              <td>
                <When at={row.at} />
              </td>
              <td><bdi>{actorText(texts, row.actor)}</bdi></td>
              {tenants === null ? null : <td>{row.tenantId === null ? "–" : <a href={`/admin/tenants/${row.tenantId}/audit`}><bdi>{tenants.get(row.tenantId) ?? row.tenantId}</bdi></a>}</td>}
              <td>{actionText(texts, row.action)}</td>
              <td><bdi>{valueText(texts, row.before)}</bdi></td>
              <td><bdi>{valueText(texts, row.after)}</bdi></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
};
