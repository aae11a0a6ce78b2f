/**
 * A list of orders, customers, products or stock runs, the newest change first: what came of each,
 * its amounts, and why.
 */
import { headlineOf } from "../../../domain/headline.ts";
import type { JobView } from "../../../domain/job.ts";
import type { Language } from "../../../domain/language.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { JobPage } from "../../../sync/rpc.ts";
import { isolate } from "../isolate.ts";
import { tell } from "../../usecases/words.ts";
import { useFormat, useLanguage } from "../use-messages.ts";
import type { PageContext } from "../env.ts";
import { TenantHead } from "../layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { page } from "../respond.tsx";
import { Cell, Stack } from "../table.tsx";
import { Badge, When } from "../ui.tsx";
import { type States, useStates } from "../words.ts";
import { FetchOrderForm } from "./fetch-order.tsx";
import { FilterForm } from "./filter-form.tsx";
import { StockChanges } from "./stock-changes.tsx";
import { addressOf, csvAddressOf, type Filters, type ListName } from "./filters.ts";
import { useMessages } from "../use-messages.ts";
import { messagesFor } from "../../language.ts";
import type { Messages } from "../../../messages/index.ts";

export type ListView = {
  readonly tenant: TenantRow;
  readonly list: ListName;
  readonly filters: Filters;
  readonly jobs: JobPage;
  readonly now: number;
};

export function jobName(t: Messages["t"], job: JobView): string {
  if (job.flow === "orders")
    return job.label ?? t("orders.orderId", { id: job.key.replace(/^order:/, "") });
  if (job.flow === "dry-run") return dryRunName(t, job);
  if (job.key.startsWith("debtor:"))
    return t("orders.customerOf", {
      debtor: job.label ?? t("orders.idOf", { id: job.key.replace(/^debtor:/, "") }),
    });
  if (job.flow === "products" && job.label !== null)
    return t("orders.article", { number: job.label });
  if (job.flow === "products" && !job.key.startsWith("product:")) return t("orders.productRun");
  return job.key === "sweep:debtors" ? t("orders.debtorSweep") : t(`orders.flows.${job.flow}`);
}

/** Of an order that was posted there is no id. */
function dryRunName(t: Messages["t"], { key, label }: JobView): string {
  const id = /^dry-run:(?!sample:)\w+:(\d+)$/.exec(key)?.[1];
  return label !== null
    ? t("orders.dryRunOfNamed", { name: label })
    : id === undefined
      ? t("orders.flows.dry-run")
      : t("orders.dryRunOfId", { id });
}

/**
 * What happened, and why the VAT that is booked isn't the shop's to the cent: the amounts beside it
 * are the shop's.
 */
export function whyOf(job: JobView, states: States, language: Language): string {
  const { reasons, wait } = job;
  const headline = headlineOf(job);
  if (headline === undefined) return wait === null ? "" : states.wait(wait);
  const cents = reasons.filter(
    (reason) => reason !== headline && reason.code === "vat-method-difference",
  );
  return [headline, ...cents].map((one) => tell(one, language).text).join(" ");
}

export function listPage(
  c: PageContext,
  { tenant, list, filters, jobs, now }: ListView,
): Promise<Response> {
  const { t } = messagesFor(c);
  return page(
    c,
    t(`lists.lists.${list}.of`, { tenant: isolate(tenant.name) }),
    c.var.signedIn,
    <>
      <TenantHead id={tenant.id} name={tenant.name} current={list} state={tenant.state}>
        <h1>{t(`lists.lists.${list}.title`)}</h1>
        <p class="sub">
          {t(`lists.lead.${list}`)} <ManualLink page={list} />
        </p>
      </TenantHead>
      {list === "orders" ? <FetchOrderForm id={tenant.id} csrf={c.var.signedIn.csrf} /> : null}
      <FilterForm id={tenant.id} list={list} filters={filters} />
      <section id="live-list" data-live="orders" aria-label={t(`lists.lists.${list}.title`)}>
        <Table tenant={tenant} list={list} jobs={jobs} now={now} />
        <Pager id={tenant.id} list={list} filters={filters} cursor={jobs.cursor} />
      </section>
    </>,
  );
}

const Pager = ({
  id,
  list,
  filters,
  cursor,
}: {
  id: string;
  list: ListName;
  filters: Filters;
  cursor: string | null;
}) => {
  const { t } = useMessages();
  return (
    <nav class="pager" aria-label={t("orders.pages")}>
      {filters.cursor === null ? null : (
        <a href={addressOf(id, list, filters, null)}>{t("orders.first")}</a>
      )}
      {cursor === null ? null : (
        <a href={addressOf(id, list, filters, cursor)}>{t("orders.next")}</a>
      )}
      <a href={csvAddressOf(id, list, filters)}>{t("lists.csv")}</a>
    </nav>
  );
};

const Table = ({ tenant, list, jobs, now }: Omit<ListView, "filters">) => {
  const { t } = useMessages();
  const shown = jobs.jobs;
  const money = shown.some(({ figures }) => figures !== null);
  if (shown.length === 0)
    return (
      <p class="empty">
        {jobs.cursor === null ? t(`lists.lists.${list}.none`) : t("orders.noneHere")}
      </p>
    );
  return (
    <Stack
      label={t(`lists.lists.${list}.title`)}
      columns={[
        t(`lists.lists.${list}.thing`),
        t("orders.state"),
        ...(money
          ? [
              { name: t("orders.gross"), figure: true },
              { name: t("lists.shopVat"), figure: true },
            ]
          : []),
        t("orders.why"),
        t("orders.changed"),
      ]}
    >
      <tbody>
        {shown.map((job) => (
          <Row tenant={tenant} list={list} job={job} money={money} now={now} />
        ))}
      </tbody>
    </Stack>
  );
};

type RowProps = {
  readonly tenant: TenantRow;
  readonly list: ListName;
  readonly job: JobView;
  readonly money: boolean;
  readonly now: number;
};

const Row = ({ tenant, list, job, money, now }: RowProps) => {
  const { t } = useMessages();
  const states = useStates();
  const format = useFormat();
  const language = useLanguage();
  return (
    <tr>
      <th scope="row">
        <a
          class={list === "orders" || list === "stock" ? "whole" : undefined}
          href={`/admin/tenants/${tenant.id}/${list}/${job.id}`}
        >
          {job.flow === "stock"
            ? t("lists.run", { when: format.stamp(job.createdAt) })
            : jobName(t, job)}
        </a>
      </th>
      <Cell of={t("orders.state")}>
        <Badge word={states.job(job)} />
      </Cell>
      {money ? (
        <>
          <Cell of={t("orders.gross")} figure>
            {job.figures === null
              ? "–"
              : `${format.amount(job.figures.gross)} ${job.figures.currency}`}
          </Cell>
          <Cell of={t("lists.shopVat")} figure>
            {job.figures === null ? "–" : format.amount(job.figures.vat)}
          </Cell>
        </>
      ) : null}
      <Cell of={t("orders.why")}>
        {whyOf(job, states, language)}
        {job.changes === undefined ? null : <StockChanges changes={job.changes} />}
      </Cell>
      <Cell of={t("orders.changed")}>
        <When at={job.updatedAt} now={now} />
      </Cell>
    </tr>
  );
};
