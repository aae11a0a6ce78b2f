/** Who changed what, the newest first: as a table, of one tenant or of all. */
import type { AuditPage } from "../../usecases/audit.ts";
import { useFormat } from "../use-messages.ts";
import { Cell, Stack } from "../table.tsx";
import { Notice, When } from "../ui.tsx";
import { actionText, actorText, type ChangeTexts, valueText } from "./change-words.ts";
import { useMessages } from "../use-messages.ts";

type ChangesProps = {
  readonly page: AuditPage;
  /** By id; `null` leaves out the tenant's own column. */
  readonly tenants: TenantNames;
  readonly address: string;
};

export type TenantNames = ReadonlyMap<string, string> | null;

export const Changes = ({ page, tenants, address }: ChangesProps) => {
  const { t } = useMessages();
  return (
    <section aria-label={t("people.audit.title")}>
      <p class="hint">{t("people.audit.lead")}</p>
      {tenants === null ? <SealsSaid seals={page.seals} changes={page.changes} /> : null}
      {page.changes.length === 0 ? (
        <p class="empty">{t("people.audit.none")}</p>
      ) : (
        <ChangesTable changes={page.changes} tenants={tenants} />
      )}
      {page.cursor === null ? null : (
        <p>
          <a class="button second" href={`${address}?before=${page.cursor}`}>
            {t("people.audit.older")}
          </a>
        </p>
      )}
    </section>
  );
};

/** Whether the rows are as they were written, by the object's seals. */
const SealsSaid = ({ seals, changes }: Pick<AuditPage, "seals" | "changes">) => {
  const { t } = useMessages();
  const format = useFormat();
  if (seals === null) return <p class="hint">{t("people.audit.notChecked")}</p>;
  if (seals.faults.length === 0) return <p class="hint">{t("people.audit.intact")}</p>;
  const whenOf = (id: number): string | null => {
    const row = changes.find((one) => one.id === id);
    return row === undefined ? null : format.stamp(row.at);
  };
  return (
    <Notice tone="bad">
      <p>{t("people.audit.tampered")}</p>
      <ul>
        {seals.faults.map(({ id, kind }) => (
          <li>{t(`people.audit.faults.${kind}`, { id: String(id), at: whenOf(id) })}</li>
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
  const messages = useMessages();
  const { t } = messages;
  const texts: ChangeTexts = {
    messages,
    format: useFormat(),
    tenants,
  };
  return (
    <Stack
      label={t("people.audit.title")}
      columns={[
        t("people.audit.when"),
        t("people.audit.who"),
        ...(tenants === null ? [] : [t("people.audit.tenant")]),
        t("people.audit.what"),
        t("people.audit.before"),
        t("people.audit.after"),
      ]}
    >
      <tbody>
        {changes.map((row) => (
          <tr>
            <th scope="row">
              <When at={row.at} />
            </th>
            <Cell of={t("people.audit.who")}>
              <bdi>{actorText(texts, row.actor)}</bdi>
            </Cell>
            {tenants === null ? null : (
              <Cell of={t("people.audit.tenant")}>
                {row.tenantId === null ? (
                  "–"
                ) : (
                  <a href={`/admin/tenants/${row.tenantId}/audit`}>
                    <bdi>{tenants.get(row.tenantId) ?? row.tenantId}</bdi>
                  </a>
                )}
              </Cell>
            )}
            <Cell of={t("people.audit.what")}>{actionText(texts, row.action)}</Cell>
            <Cell of={t("people.audit.before")}>
              <bdi>{valueText(texts, row.before)}</bdi>
            </Cell>
            <Cell of={t("people.audit.after")}>
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
