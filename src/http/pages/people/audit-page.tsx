/** Who changed what, the newest first: as a table, of one tenant or of all. */
import type { AuditPage } from "../../usecases/audit.ts";
import { PEOPLE } from "../../words/people/index.ts";
import { useWords } from "../../words/use.ts";
import { When, Wide } from "../ui.tsx";

type ChangesProps = { readonly page: AuditPage; /** Without the tenant's own column. */ readonly ofOne: boolean; readonly address: string };

export const Changes = ({ page, ofOne, address }: ChangesProps) => {
  const t = useWords(PEOPLE).audit;
  return (
    <section aria-label={t.title}>
      <p class="hint">{t.lead}</p>
      {page.changes.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <ChangesTable changes={page.changes} ofOne={ofOne} />
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

export const ChangesTable = ({ changes, ofOne }: { changes: AuditPage["changes"]; ofOne: boolean }) => {
  const t = useWords(PEOPLE).audit;
  return (
    <Wide label={t.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.when}</th>
            <th scope="col">{t.who}</th>
            {ofOne ? null : <th scope="col">{t.tenant}</th>}
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
              <td><bdi>{row.actor}</bdi></td>
              {ofOne ? null : <td>{row.tenantId === null ? "–" : <a href={`/admin/tenants/${row.tenantId}/audit`}><bdi>{row.tenantId}</bdi></a>}</td>}
              <td>
                <code>{row.action}</code>
              </td>
              <td><bdi>{row.before}</bdi></td>
              <td><bdi>{row.after}</bdi></td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
};
