/** Who changed what, the newest first: as a table, of one tenant or of all. */
import type { AuditPage } from "../../usecases/audit.ts";
import { CHANGES } from "../../words/changes/index.ts";
import { PEOPLE } from "../../words/people/index.ts";
import { TENANT } from "../../words/tenant/index.ts";
import { useFormat, useWords } from "../../words/use.ts";
import { Cell, Stack } from "../table.tsx";
import { Notice, When } from "../ui.tsx";
import { actionText, actorText, type ChangeTexts, valueText } from "./change-words.ts";

type ChangesProps = {
  readonly page: AuditPage;
  /** By id; `null` leaves out the tenant's own column. */ readonly tenants: TenantNames;
  readonly address: string;
};

export type TenantNames = ReadonlyMap<string, string> | null;

export const Changes = ({ page, tenants, address }: ChangesProps) => {
  const t = useWords(PEOPLE).audit;
  return (
    <section aria-label={t.title}>
      <p class="hint">{t.lead}</p>
      {tenants === null ? <SealsSaid seals={page.seals} changes={page.changes} /> : null}
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

/** Whether the rows are as they were written, by the object's seals. */
const SealsSaid = ({ seals, changes }: Pick<AuditPage, "seals" | "changes">) => {
  const t = useWords(PEOPLE).audit;
  const format = useFormat();
  if (seals === null) return <p class="hint">{t.notChecked}</p>;
  if (seals.faults.length === 0) return <p class="hint">{t.intact}</p>;
  const whenOf = (id: number): string | null => {
    const row = changes.find((one) => one.id === id);
    return row === undefined ? null : format.stamp(row.at);
  };
  return (
    <Notice tone="bad">
      <p>{t.tampered}</p>
      <ul>
        {seals.faults.map(({ id, kind }) => (
          <li>{t.faults[kind](String(id), whenOf(id))}</li>
        ))}
      </ul>
    </Notice>
  );
};

export const ChangesTable = ({
  changes,
  tenants,
}: {
  changes: AuditPage["changes"];
  tenants: TenantNames;
}) => {
  const t = useWords(PEOPLE).audit;
  const texts: ChangeTexts = {
    t: useWords(CHANGES),
    flows: useWords(TENANT).flows.names,
    format: useFormat(),
    tenants,
  };
  return (
    <Stack
      label={t.title}
      columns={[t.when, t.who, ...(tenants === null ? [] : [t.tenant]), t.what, t.before, t.after]}
    >
      <tbody>
        {changes.map((row) => (
          <tr>
            <th scope="row">
              <When at={row.at} />
            </th>
            <Cell of={t.who}>
              <bdi>{actorText(texts, row.actor)}</bdi>
            </Cell>
            {tenants === null ? null : (
              <Cell of={t.tenant}>
                {row.tenantId === null ? (
                  "–"
                ) : (
                  <a href={`/admin/tenants/${row.tenantId}/audit`}>
                    <bdi>{tenants.get(row.tenantId) ?? row.tenantId}</bdi>
                  </a>
                )}
              </Cell>
            )}
            <Cell of={t.what}>{actionText(texts, row.action)}</Cell>
            <Cell of={t.before}>
              <bdi>{valueText(texts, row.before)}</bdi>
            </Cell>
            <Cell of={t.after}>
              <bdi>{valueText(texts, row.after)}</bdi>
              {row.note === null ? null : (
                <>
                  {" "}
                  “<bdi>{row.note}</bdi>”
                </>
              )}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Stack>
  );
};
