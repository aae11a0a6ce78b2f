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
import { wordsFor } from "../../words/language.ts";
import { LIST_WORDS } from "../../words/lists/index.ts";
import type { OrdersWords } from "../../words/orders/en.ts";
import { ORDERS } from "../../words/orders/index.ts";
import { useFormat, useLanguage, useWords } from "../../words/use.ts";
import type { PageContext } from "../env.ts";
import { TenantHead } from "../layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { page } from "../respond.tsx";
import { Cell, Stack } from "../table.tsx";
import { Badge, When } from "../ui.tsx";
import { type States, useStates } from "../words.ts";
import { FilterForm } from "./filter-form.tsx";
import { addressOf, csvAddressOf, type Filters, type ListName } from "./filters.ts";

export type ListView = {
  readonly tenant: TenantRow;
  readonly list: ListName;
  readonly filters: Filters;
  readonly jobs: JobPage;
  readonly now: number;
};

export function jobName(t: OrdersWords, job: JobView): string {
  if (job.flow === "orders") return job.label ?? t.orderId(job.key.replace(/^order:/, ""));
  if (job.flow === "dry-run") return dryRunName(t, job);
  if (job.key.startsWith("debtor:"))
    return t.customerOf(job.label ?? t.idOf(job.key.replace(/^debtor:/, "")));
  if (job.flow === "products" && job.label !== null) return t.article(job.label);
  if (job.flow === "products" && !job.key.startsWith("product:")) return t.productRun;
  return job.key === "sweep:debtors" ? t.debtorSweep : t.flows[job.flow];
}

/** Of an order that was posted there is no id. */
function dryRunName(t: OrdersWords, { key, label }: JobView): string {
  const id = /^dry-run:(?!sample:)\w+:(\d+)$/.exec(key)?.[1];
  return label !== null
    ? t.dryRunOf(t.orderNamed(label))
    : id === undefined
      ? t.flows["dry-run"]
      : t.dryRunOf(t.orderId(id));
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
  const t = wordsFor(c, LIST_WORDS);
  const { title, of } = t.lists[list];
  return page(
    c,
    of(isolate(tenant.name)),
    c.var.signedIn,
    <>
      <TenantHead id={tenant.id} name={tenant.name} current={list} state={tenant.state}>
        <h1>{title}</h1>
        <p class="sub">
          {t.lead[list]} <ManualLink page={list} />
        </p>
      </TenantHead>
      <FilterForm id={tenant.id} list={list} filters={filters} />
      <section aria-label={title}>
        <Table tenant={tenant} list={list} filters={filters} jobs={jobs} now={now} />
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
  const t = useWords(ORDERS);
  return (
    <nav class="pager" aria-label={t.pages}>
      {filters.cursor === null ? null : <a href={addressOf(id, list, filters, null)}>{t.first}</a>}
      {cursor === null ? null : <a href={addressOf(id, list, filters, cursor)}>{t.next}</a>}
      <a href={csvAddressOf(id, list, filters)}>{useWords(LIST_WORDS).csv}</a>
    </nav>
  );
};

const Table = ({ tenant, list, filters, jobs, now }: ListView) => {
  const t = useWords(ORDERS);
  const lists = useWords(LIST_WORDS);
  const { thing, none, title } = lists.lists[list];
  // An object of the release before doesn't know of flows.
  const shown = jobs.jobs.filter((job) => filters.all || job.flow === list);
  const money = shown.some(({ figures }) => figures !== null);
  if (shown.length === 0) return <p class="empty">{jobs.cursor === null ? none : t.noneHere}</p>;
  return (
    <Stack
      label={title}
      columns={[
        thing,
        t.state,
        ...(money
          ? [
              { name: t.gross, figure: true },
              { name: lists.shopVat, figure: true },
            ]
          : []),
        t.why,
        t.changed,
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
  const t = useWords(ORDERS);
  const { run, shopVat } = useWords(LIST_WORDS);
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
          {job.flow === "stock" ? run(format.stamp(job.createdAt)) : jobName(t, job)}
        </a>
      </th>
      <Cell of={t.state}>
        <Badge word={states.job(job)} />
      </Cell>
      {money ? (
        <>
          <Cell of={t.gross} figure>
            {job.figures === null
              ? "–"
              : `${format.amount(job.figures.gross)} ${job.figures.currency}`}
          </Cell>
          <Cell of={shopVat} figure>
            {job.figures === null ? "–" : format.amount(job.figures.vat)}
          </Cell>
        </>
      ) : null}
      <Cell of={t.why}>{whyOf(job, states, language)}</Cell>
      <Cell of={t.changed}>
        <When at={job.updatedAt} now={now} />
      </Cell>
    </tr>
  );
};
