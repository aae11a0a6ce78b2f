/** Orders, the newest change first: what came of each, its amounts, and why. */
import { JOB_STATUSES, OUTCOMES, type JobView } from "../../../domain/job.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { JobPage } from "../../../sync/rpc.ts";
import { tell } from "../../usecases/words.ts";
import type { PageContext } from "../env.ts";
import { TenantHead } from "../layout.tsx";
import { ManualLink } from "../manual/link.tsx";
import { page } from "../respond.tsx";
import { Badge, When, Wide } from "../ui.tsx";
import { wordsFor } from "../../words/language.ts";
import type { OrdersWords } from "../../words/orders/en.ts";
import { ORDERS } from "../../words/orders/index.ts";
import { useFormat, useLanguage, useWords } from "../../words/use.ts";
import { useStates, type Word } from "../words.ts";
import { addressOf, type Filters } from "./filters.ts";

export type ListView = { readonly tenant: TenantRow; readonly filters: Filters; readonly jobs: JobPage; readonly now: number };

export function jobName(t: OrdersWords, job: JobView): string {
  if (job.flow === "orders") return job.label ?? t.orderId(job.key.replace(/^order:/, ""));
  if (job.key.startsWith("debtor:")) return t.customerOf(job.label ?? t.idOf(job.key.replace(/^debtor:/, "")));
  if (job.flow === "products" && job.label !== null) return t.article(job.label);
  return job.key === "sweep:debtors" ? t.debtorSweep : t.flows[job.flow];
}

export function listPage(c: PageContext, { tenant, filters, jobs, now }: ListView): Promise<Response> {
  const t = wordsFor(c, ORDERS);
  const shown = jobs.jobs.filter((job) => filters.all || job.flow === "orders");
  return page(
    c,
    t.titleOf(tenant.name),
    c.var.signedIn,
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="orders" state={tenant.state}>
        <h1>{t.title}</h1>
        <p class="sub">
          {t.lead} <ManualLink page="orders" />
        </p>
      </TenantHead>
      <FilterForm id={tenant.id} filters={filters} />
      <section aria-label={t.title}>
        {shown.length === 0 ? (
          <p class="empty">{jobs.cursor === null ? t.none : t.noneHere}</p>
        ) : (
          <Wide label={t.title}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t.order}</th>
                  <th scope="col">{t.state}</th>
                  <th scope="col" class="figure">
                    {t.gross}
                  </th>
                  <th scope="col" class="figure minor">
                    {t.vat}
                  </th>
                  <th scope="col" class="minor">
                    {t.why}
                  </th>
                  <th scope="col" class="minor">
                    {t.changed}
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map((job) => (
                  <Row tenant={tenant} job={job} now={now} />
                ))}
              </tbody>
            </table>
          </Wide>
        )}
        <nav class="pager" aria-label={t.pages}>
          {filters.cursor === null ? null : <a href={addressOf(tenant.id, filters, null)}>{t.first}</a>}
          {jobs.cursor === null ? null : <a href={addressOf(tenant.id, filters, jobs.cursor)}>{t.next}</a>}
        </nav>
      </section>
    </>,
  );
}

const Row = ({ tenant, job, now }: { tenant: TenantRow; job: JobView; now: number }) => {
  const t = useWords(ORDERS);
  const states = useStates();
  const format = useFormat();
  const language = useLanguage();
  const [first] = job.reasons;
  const why = first === undefined ? (job.wait === null ? "" : states.wait(job.wait)) : tell(first, language).text;
  return (
    <tr>
      <th scope="row">
        <a href={`/admin/tenants/${tenant.id}/orders/${job.id}`}>{jobName(t, job)}</a>
      </th>
      <td>
        <Badge word={states.job(job)} />
      </td>
      <td class="figure">
        {job.figures === null ? "–" : format.amount(job.figures.gross)} {job.figures === null ? null : <span class="minor">{job.figures.currency}</span>}
      </td>
      <td class="figure minor">{job.figures === null ? "–" : format.amount(job.figures.vat)}</td>
      <td class="minor">{why}</td>
      <td class="minor">
        <When at={job.updatedAt} now={now} />
      </td>
    </tr>
  );
};

const FilterForm = ({ id, filters }: { id: string; filters: Filters }) => {
  const t = useWords(ORDERS);
  const states = useStates();
  return (
  <form method="get" action={`/admin/tenants/${id}/orders`} class="line filters">
    <Choice name="status" label={t.status} values={JOB_STATUSES} word={states.status} chosen={filters.status} />
    <Choice name="outcome" label={t.outcome} values={OUTCOMES} word={states.outcome} chosen={filters.outcome} />
    <div class="field">
      <label for="number">{t.number}</label>
      <input id="number" name="number" value={filters.number} autocomplete="off" />
    </div>
    <label class="check">
      <input type="checkbox" name="all" checked={filters.all} />
      {t.otherJobs}
    </label>
    <button class="second">{t.show}</button>
  </form>
  );
};

type ChoiceProps<T extends string> = { readonly name: string; readonly label: string; readonly values: readonly T[]; readonly word: (name: string) => Word; readonly chosen: T | null };

const Choice = <T extends string>({ name, label, values, word, chosen }: ChoiceProps<T>) => (
  <div class="field">
    <label for={name}>{label}</label>
    <select id={name} name={name}>
      <option value="">{useWords(ORDERS).all}</option>
      {values.map((value) => (
        <option value={value} selected={value === chosen}>
          {word(value).text}
        </option>
      ))}
    </select>
  </div>
);
