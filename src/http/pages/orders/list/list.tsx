/**
 * A list of orders, customers, products or stock runs, last change first: the outcome of each, its
 * amounts, and the reason.
 */
import { headlineOf } from "../../../../domain/jobs/headline.ts";
import { nameIn } from "../../../../domain/jobs/listed.ts";
import type { JobView } from "../../../../domain/jobs/job.ts";
import type { TenantRow } from "../../../../store/tenants.ts";
import {
  type JobSort,
  type JobListDetails,
  type ListSums,
  type SavedView,
  SORTS,
} from "../../../../sync/contract/jobs.ts";
import type { LinkedCustomers } from "../../../../sync/contract/customers.ts";
import type { JobPage } from "../../../../sync/contract/index.ts";
import { dated } from "../../parts/dated.ts";
import { isolate } from "../../../words/isolate.ts";
import { jobName } from "../../../../messages/job-names.ts";
import { useMessages } from "../../frame/use-messages.ts";
import type { PageContext } from "../../frame/env.ts";
import { TenantHead } from "../../frame/layout.tsx";
import { ManualLink } from "../../manual/link.tsx";
import { PhoneFold } from "../../parts/phone-fold.tsx";
import { page } from "../../frame/respond.tsx";
import { Cell, type Column, Stack } from "../../parts/table.tsx";
import { When } from "../../parts/ui.tsx";
import type { Texts } from "../../../words/texts.ts";
import { placePath } from "../../tenant/places.ts";
import { previewPath } from "../../previews/part.tsx";
import { FetchOrderForm } from "../actions/fetch-order.tsx";
import { calledIn, isRun, RunsBelow } from "./record-name.tsx";
import { StateBadges } from "../documents/found.tsx";
import { FilterForm } from "./filter-form.tsx";
import { SavedViews } from "./saved-views.tsx";
import { StockChanges } from "../stock-changes.tsx";
import { ShopGross, ShopVat } from "./amounts.tsx";
import { columnName } from "./column-names.ts";
import { type OpenOrders, StockLimit } from "./stock-limit.tsx";
import { Linked } from "../links/linked-customers.tsx";
import {
  addressOf,
  type ColumnName,
  columnsOf,
  csvAddressOf,
  type Filters,
  isNarrowed,
  type ListName,
  nextCursors,
} from "./filters.ts";
import { messagesFor } from "../../../language.ts";
import type { Messages } from "../../../../messages/index.ts";
import { Empty } from "../../parts/empty.tsx";
import { stoppedOf } from "../../parts/waits.tsx";
import {
  vatRoundingReasons,
  documentKindLabel,
  waitsForTurn,
  jobReasonText,
} from "../../../words/jobs.ts";

type ListView = {
  readonly tenant: TenantRow;
  readonly list: ListName;
  readonly filters: Filters;
  readonly jobs: JobPage;
  /** Of the reader. */
  readonly views: readonly SavedView[];
  /** The reader may see customers. */
  readonly names: boolean;
  /** Nothing comes in, as the shop isn't connected with both sides yet. */
  readonly unconnected: boolean;
  /** Customers of the ledger; `null`: not of this list, or not known at the moment. */
  readonly linked: LinkedCustomers | null;
  /** For stock alone; `null`: not of this list, or it isn't synced. */
  readonly open: OpenOrders | null;
};

/** The same beside the document's own column: that it was made says the document already. */
function whyBeside(job: JobView, beside: JobListDetails | null, { states, describe }: Texts) {
  if (headlineOf(job)?.code !== "order-booked" || beside?.document == null)
    return jobReasonText(job, states, describe);
  return vatRoundingReasons(job)
    .map((one) => describe(one).text)
    .join(" ");
}

export async function listPage(
  c: PageContext,
  { tenant, list, filters, jobs, views, names, unconnected, linked, open }: ListView,
): Promise<Response> {
  const { t } = messagesFor(c);
  const { id } = tenant;
  const stopped = (await stoppedOf(c, id)) !== null;
  const isElsewhere = jobs.jobs.length === 0 && (linked?.customers.length ?? 0) > 0;
  return page(
    c,
    t(`lists.lists.${list}.of`, { tenant: isolate(tenant.name) }),
    <>
      <TenantHead id={tenant.id} name={tenant.name} current={list} state={tenant.state}>
        <h1>{t(`lists.lists.${list}.title`)}</h1>
        <p class="sub">
          {t(`lists.lead.${list}`)} <ManualLink page={list} />
        </p>
      </TenantHead>
      {list === "orders" ? (
        <SavedViews id={tenant.id} filters={filters} views={views} />
      ) : (
        <p class="actions">
          <a class="button second" href={previewPath(tenant.id, list)}>
            {t("previews.begin")}
          </a>
        </p>
      )}
      <FilterForm id={tenant.id} list={list} filters={filters} />
      <section id="live-list" data-live="orders" aria-label={t(`lists.lists.${list}.title`)}>
        {open === null ? null : <StockLimit orders={open} />}
        <Hits sums={jobs.sums} shown={jobs.jobs.length} />
        {jobs.stoppedAt === undefined ? null : <Stopped at={jobs.stoppedAt} />}
        {isElsewhere ? (
          <p class="hint">{t("linkedCustomers.notSynced")}</p>
        ) : (
          <Table tenant={tenant} {...{ list, filters, jobs, names, unconnected, stopped }} />
        )}
        <Pager id={id} list={list} filters={filters} cursor={jobs.cursor} />
      </section>
      {list === "orders" ? (
        <PhoneFold summary={t("fetchOrder.fold")}>
          <FetchOrderForm id={tenant.id} />
        </PhoneFold>
      ) : null}
      {linked === null ? null : <Linked id={id} filters={filters} linked={linked} names={names} />}
    </>,
  );
}

type PlaceProps = {
  readonly id: string;
  readonly list: ListName;
  readonly filters: Filters;
  readonly cursor: string | null;
};

/** No matches: perhaps there are some on another page, or without the filters. */
type NothingProps = PlaceProps & Pick<ListView, "unconnected">;

const Nothing = ({ id, list, filters, cursor, unconnected }: NothingProps) => {
  const { t } = useMessages();
  if (cursor !== null)
    return (
      <Empty
        text={t("orders.noneHere")}
        next={{
          href: addressOf(id, list, filters, cursor, nextCursors(filters)),
          text: t("orders.next"),
        }}
      />
    );
  return isNarrowed(filters) ? (
    <Empty
      text={t(`lists.lists.${list}.none`)}
      next={{ href: `/admin/tenants/${id}/${list}`, text: t("empty.clear") }}
    />
  ) : (
    <Empty
      text={t(`lists.lists.${list}.never`)}
      next={
        unconnected
          ? { href: `/admin/tenants/${id}/setup`, text: t("empty.setUp") }
          : { href: placePath(id, "flows"), text: t("empty.syncs") }
      }
    />
  );
};

const Pager = ({ id, list, filters, cursor }: PlaceProps) => {
  const { t } = useMessages();
  const before = filters.cursor === null ? undefined : filters.trail.at(-1);
  return (
    <nav class="pager" aria-label={t("orders.pages")}>
      {filters.cursor === null ? null : (
        <a href={addressOf(id, list, filters, null)}>{t("orders.first")}</a>
      )}
      {before === undefined ? null : (
        <a href={addressOf(id, list, filters, before, filters.trail.slice(0, -1))}>
          {t("orders.previous")}
        </a>
      )}
      {cursor === null ? null : (
        <a href={addressOf(id, list, filters, cursor, nextCursors(filters))}>{t("orders.next")}</a>
      )}
      <a href={csvAddressOf(id, list, filters)}>{t("lists.csv")}</a>
      {list === "orders" ? <span class="hint">{t("lists.csvHas")}</span> : null}
      {list === "orders" ? <a href={`/admin/tenants/${id}/days`}>{t("days.title")}</a> : null}
    </nav>
  );
};

/** How many orders the filters leave, and what they come to in the shop. */
const Hits = ({ sums, shown }: { sums: ListSums | undefined; shown: number }) => {
  const { t, format } = useMessages();
  if (shown === 0) return null;
  if (sums === undefined)
    return (
      <p class="hits unseen" role="status">
        {t("lists.shown", { count: shown })}
      </p>
    );
  const { count, more, gross } = sums;
  if (more && count === 0) return null;
  return (
    <>
      <p class="hits" role="status">
        {[
          t(more ? "lists.hitsMore" : "lists.hits", { count }),
          ...gross.map((one) => format.money(one.gross, one.currency)),
        ].join(", ")}
      </p>
      {gross.length === 0 ? null : <p class="hint">{t("lists.sumOf")}</p>}
    </>
  );
};

const Stopped = ({ at }: { at: number }) => {
  const { t, format } = useMessages();
  return <p class="hint">{t("lists.stopped", { when: format.stamp(at) })}</p>;
};

type TableProps = Omit<ListView, "views" | "linked" | "open"> & { readonly stopped: boolean };

const Table = ({ tenant, list, filters, jobs, names, unconnected, stopped }: TableProps) => {
  const { t } = useMessages();
  const shown = jobs.jobs.filter((job) => !isRun(list, job));
  const runs = (
    <RunsBelow id={tenant.id} list={list} runs={jobs.jobs.filter((job) => isRun(list, job))} />
  );
  const money = shown.some(({ figures }) => figures !== null);
  if (shown.length === 0)
    return (
      <>
        <Nothing id={tenant.id} cursor={jobs.cursor} {...{ list, filters, unconnected }} />
        {runs}
      </>
    );
  const columns = columnsOf(list, filters).filter(
    (column) =>
      (money || !MONEY.includes(column)) &&
      ((names && list !== "customers") || column !== "customer"),
  );
  const heading = (name: string, by: JobSort["by"] | undefined, figure: boolean): Column => ({
    name,
    figure,
    ...(by === undefined || list !== "orders" ? {} : sortedBy(tenant.id, list, filters, by)),
  });
  return (
    <>
      <Stack
        kind="brief"
        label={t(`lists.lists.${list}.title`)}
        columns={[
          heading(t(`lists.lists.${list}.thing`), "number", false),
          heading(t("orders.state"), "outcome", false),
          ...columns.map((column) =>
            heading(
              columnName(t, list, column),
              SORTS.find((by) => by === column),
              MONEY.includes(column),
            ),
          ),
        ]}
      >
        <tbody>
          {shown.map((job) => (
            <Row
              tenant={tenant}
              list={list}
              job={job}
              beside={jobs.rows?.[job.id] ?? null}
              columns={columns}
              stopped={stopped}
            />
          ))}
        </tbody>
      </Stack>
      {runs}
    </>
  );
};

/** What they are is seen without the name of the column. */
const PLAIN: ReadonlySet<ColumnName> = new Set<ColumnName>([
  "date",
  "customer",
  "gross",
  "document",
  "payment",
  "why",
]);

const MONEY: readonly ColumnName[] = ["net", "vat", "gross"];

/** Down first; once it is sorted so, up. */
function sortedBy(id: string, list: ListName, filters: Filters, by: JobSort["by"]) {
  const is = filters.sort?.by === by ? filters.sort : null;
  const sort: JobSort = { by, down: is === null || !is.down };
  const direction = is?.down === true ? ("descending" as const) : ("ascending" as const);
  return {
    href: addressOf(id, list, { ...filters, sort }, null),
    id: `sort-${by}`,
    sorted: is === null ? undefined : direction,
  };
}

type RowProps = {
  readonly tenant: TenantRow;
  readonly list: ListName;
  readonly job: JobView;
  readonly beside: JobListDetails | null;
  readonly columns: readonly ColumnName[];
  /** Nothing of the shop runs. */
  readonly stopped: boolean;
};

const Row = ({ tenant, list, job, beside, columns, stopped }: RowProps) => {
  const { t, format } = useMessages();
  const called = calledIn(list, beside);
  const name =
    job.flow === "stock"
      ? t("lists.run", { when: format.stamp(job.createdAt) })
      : nameInColumn(t, list, job);
  return (
    <tr>
      <th scope="row">
        <a
          class={list === "orders" || list === "stock" ? "whole" : undefined}
          href={`/admin/tenants/${tenant.id}/${list}/${job.id}`}
        >
          {called === null ? name : <bdi>{called}</bdi>}
        </a>
        {called === null ? null : <span class="hint"> {name}</span>}
      </th>
      <Cell of={t("orders.state")} plain>
        <StateBadges job={job} found={(beside?.found ?? []).map((finding) => ({ finding }))} />
      </Cell>
      {columns.map((column) => (
        <Cell
          of={columnName(t, list, column)}
          figure={MONEY.includes(column)}
          isProse={column === "why"}
          plain={PLAIN.has(column)}
        >
          <Value {...{ column, job, beside, stopped }} />
        </Cell>
      ))}
    </tr>
  );
};

/** The column says that it is an order: one without a number has its id alone. */
const nameInColumn = (t: Messages["t"], list: ListName, job: JobView): string =>
  list === "orders" && job.flow === "orders" && job.label === null
    ? t("orders.idAlone", { id: job.key.replace(/^order:/, "") })
    : jobName(t, job);

type ValueProps = Pick<RowProps, "job" | "beside" | "stopped"> & {
  readonly column: ColumnName;
};

const Value = ({ column, job, beside, stopped }: ValueProps) => {
  const texts = useMessages();
  const { t, format } = texts;
  const { facts, figures } = job;
  switch (column) {
    case "date":
      return facts === undefined ? (
        <></>
      ) : (
        <time datetime={facts.date}>{dated(format, facts.date)}</time>
      );
    case "customer":
      return <bdi>{beside?.person == null ? "" : (nameIn(beside.person) ?? "")}</bdi>;
    case "document":
      return <bdi>{documentName(t, beside) ?? ""}</bdi>;
    case "net":
      if (facts === undefined || figures === null) return <>–</>;
      return <>{format.money(facts.net, figures.currency)}</>;
    case "vat":
      return figures === null ? <>–</> : <ShopVat figures={figures} facts={facts} />;
    case "gross":
      if (figures === null) return <>–</>;
      return <ShopGross figures={figures} />;
    case "payment":
      return <>{facts === undefined ? "" : t(`orders.source.payment.${facts.payment}`)}</>;
    case "waiting":
      return beside?.waitsSince == null ? <></> : <When at={beside.waitsSince} />;
    case "why":
      return (
        <>
          {stopped && waitsForTurn(job) ? t("lists.waitsForResume") : whyBeside(job, beside, texts)}
          {job.changes === undefined ? null : <StockChanges changes={job.changes} />}
        </>
      );
    case "changed":
      return <When at={job.updatedAt} />;
  }
};

/** Returns the document's kind and number; `null`: none. */
export function documentName(t: Messages["t"], beside: JobListDetails | null): string | null {
  const document = beside?.document ?? null;
  if (document === null) return null;
  const kind = documentKindLabel(t, beside) ?? "";
  return document.number === null ? kind : `${kind} ${document.number}`;
}
