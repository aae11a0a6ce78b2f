/** The audit log, newest first: as a table, of one tenant or of all. */
import type { AuditPage } from "../../usecases/audit/audit.ts";
import {
  type ChangesAsked,
  changesQuery,
  isReversed,
  KIND_NAMES,
} from "../../usecases/audit/audit-filter.ts";
import { useAllowed } from "../forms/post-form.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { Records } from "../parts/table.tsx";
import { Notice, Stamp } from "../parts/ui.tsx";
import { changePath } from "./change-links.ts";
import {
  actionText,
  actorText,
  type ChangeTexts,
  valueText,
  type TenantNames,
} from "../../words/change-words.ts";
import { Empty } from "../parts/empty.tsx";
import { Filter, FilterChoice, FilterDays, FilterWords, Reversed } from "../parts/filters.tsx";
import { HintText } from "../forms/field-texts.tsx";

type ChangesProps = {
  readonly page: AuditPage;
  /** By id; `null` leaves out the tenant's own column. */
  readonly tenants: TenantNames;
  readonly address: string;
  readonly asked: ChangesAsked;
  /** The tenant isn't retired, so its rows can link to pages. */
  readonly linked: boolean;
};

export const Changes = ({ page, tenants, address, asked, linked }: ChangesProps) => {
  const { t } = useMessages();
  const query = changesQuery(asked);
  return (
    <section aria-label={t("people.audit.title")}>
      {tenants !== null || page.narrowed ? null : (
        <SealsSaid seals={page.seals} changes={page.changes} />
      )}
      <ChangesFilter address={address} asked={asked} />
      <p class="hint">{t("people.audit.lead")}</p>
      {page.narrowed ? (
        <p class="hint">
          {tenants === null ? `${t("people.audit.filtered")} ` : null}
          <a href={address}>{t("people.audit.all")}</a>
        </p>
      ) : null}
      {page.changes.length === 0 ? (
        <Empty
          {...(page.narrowed
            ? {
                text: t("people.audit.noneSuch"),
                next: { href: address, text: t("people.audit.all") },
              }
            : {
                text: t("people.audit.none"),
                next:
                  tenants === null
                    ? { href: address.replace(/audit$/, "settings"), text: t("empty.settings") }
                    : { href: "/admin", text: t("frame.toTenants") },
              })}
        />
      ) : (
        <ChangesTable page={page} tenants={tenants} linked={linked} />
      )}
      <nav class="pager" aria-label={t("comparison.pages")}>
        {page.cursor === null ? null : (
          <a href={`${address}${query === "" ? "?" : `${query}&`}before=${page.cursor}`}>
            {t("people.audit.older")}
          </a>
        )}
        <a href={`${address}.csv${query}`}>{t("lists.csv")}</a>
      </nav>
    </section>
  );
};

/** Says whether the rows are unchanged since they were written, by the object's seals. */
const SealsSaid = ({ seals, changes }: Pick<AuditPage, "seals" | "changes">) => {
  const { t, format } = useMessages();
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

type ChangesTableProps = {
  readonly page: Pick<AuditPage, "changes" | "tokens">;
  readonly tenants: TenantNames;
  readonly linked: boolean;
};

export const ChangesTable = ({ page, tenants, linked }: ChangesTableProps) => {
  const messages = useMessages();
  const { t } = messages;
  // A retired shop has no pages any more.
  const isThere = (id: string | null): boolean =>
    id === null || tenants === null || tenants.has(id);
  const texts: ChangeTexts = {
    messages,
    format: messages.format,
    tenants,
    tokens: page.tokens,
  };
  const shop = (named: NonNullable<TenantNames>) => ({
    name: t("people.audit.tenant"),
    cell: ({ tenantId }: AuditPage["changes"][number]) =>
      tenantId === null ? (
        "–"
      ) : (
        <a href={`/admin/tenants/${tenantId}/audit`}>
          <bdi>{named.get(tenantId) ?? tenantId}</bdi>
        </a>
      ),
  });
  return (
    <Records
      label={t("people.audit.title")}
      columns={[
        { name: t("people.audit.when"), cell: ({ at }) => <Stamp at={at} /> },
        {
          name: t("people.audit.who"),
          cell: ({ actor }) => <bdi>{actorText(texts, actor)}</bdi>,
        },
        ...(tenants === null ? [] : [shop(tenants)]),
        {
          name: t("people.audit.what"),
          cell: (row) => (
            <What
              text={actionText(texts, row.action)}
              href={linked && isThere(row.tenantId) ? changePath(row) : null}
            />
          ),
        },
        {
          name: t("people.audit.before"),
          cell: ({ before }) => <bdi>{valueText(texts, before)}</bdi>,
        },
        {
          name: t("people.audit.after"),
          cell: ({ after, note }) => (
            <>
              <bdi>{valueText(texts, after)}</bdi>
              {note === null ? null : (
                <>
                  {" "}
                  “<bdi>{note}</bdi>”
                </>
              )}
            </>
          ),
        },
      ]}
      records={page.changes}
    />
  );
};

/** The change, with a link to what was changed if the reader may see it. */
const What = ({ text, href }: { text: string; href: string | null }) =>
  href !== null && useAllowed()("GET", href) ? <a href={href}>{text}</a> : <>{text}</>;

/** Narrows the list of changes. All of it is in the address. */
type FilterProps = { readonly address: string; readonly asked: ChangesAsked };

const ChangesFilter = ({ address, asked }: FilterProps) => {
  const { t } = useMessages();
  const reversed = isReversed(asked);
  return (
    <Filter
      action={address}
      set={
        [asked.person !== "", asked.kind !== null, asked.from !== null || asked.to !== null].filter(
          Boolean,
        ).length
      }
      wrong={reversed}
      below={
        <>
          <HintText id="person-hint">{t("people.audit.whoHint")}</HintText>
          <Reversed is={reversed} />
        </>
      }
    >
      <FilterWords name="person" label={t("people.audit.who")} value={asked.person} />
      <FilterChoice
        name="kind"
        label={t("people.audit.kind")}
        values={KIND_NAMES}
        text={(kind) => t(`people.audit.kinds.${kind}`)}
        chosen={asked.kind}
      />
      <FilterDays from={asked.from} to={asked.to} reversed={reversed} />
    </Filter>
  );
};
