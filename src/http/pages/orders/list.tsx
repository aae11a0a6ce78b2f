/** Orders, the newest change first: what came of each, its amounts, and why. */
import { JOB_STATUSES, OUTCOMES, type FlowName, type JobView } from "../../../domain/job.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { JobPage } from "../../../sync/rpc.ts";
import { tell } from "../../usecases/words.ts";
import type { PageContext } from "../env.ts";
import { TenantHead } from "../layout.tsx";
import { page } from "../respond.tsx";
import { Badge, When, Wide } from "../ui.tsx";
import { jobWord, OUTCOME_WORDS, STATUS_WORDS, waitText, type Word } from "../words.ts";
import { addressOf, type Filters } from "./filters.ts";

export type ListView = { readonly tenant: TenantRow; readonly filters: Filters; readonly jobs: JobPage; readonly now: number };

export const FLOW_NAMES: Readonly<Record<FlowName, string>> = { orders: "Order", "order-sweep": "Looking for orders", "back-fill": "Listing past orders", "dry-run": "Dry run of an order", customers: "Customer", products: "Article", stock: "Stock", lookups: "Reading look-ups", setup: "Set-up", reconciliation: "Comparison of both sides" };

export function jobName(job: JobView): string {
  if (job.flow === "orders") return job.label ?? `Order id ${job.key.replace(/^order:/, "")}`;
  if (job.key.startsWith("debtor:")) return `Customer of debtor ${job.label ?? `id ${job.key.replace(/^debtor:/, "")}`}`;
  if (job.flow === "products" && job.label !== null) return `Article ${job.label}`;
  return job.key === "sweep:debtors" ? "Looking for changed debtors" : FLOW_NAMES[job.flow];
}

export function listPage(c: PageContext, { tenant, filters, jobs, now }: ListView): Promise<Response> {
  const shown = jobs.jobs.filter((job) => filters.all || job.flow === "orders");
  return page(
    c,
    `Orders of ${tenant.name}`,
    c.var.signedIn,
    <>
      <TenantHead id={tenant.id} name={tenant.name} current="orders">
        <h1>Orders</h1>
        <p class="sub">What changed last stands first.</p>
      </TenantHead>
      <FilterForm id={tenant.id} filters={filters} />
      <section aria-label="Orders">
        {shown.length === 0 ? (
          <p class="empty">{jobs.cursor === null ? "No order fits." : "No order fits on this page of the list; there are more pages."}</p>
        ) : (
          <Wide label="Orders">
            <table>
              <thead>
                <tr>
                  <th scope="col">Order</th>
                  <th scope="col">State</th>
                  <th scope="col" class="figure">
                    Gross
                  </th>
                  <th scope="col" class="figure minor">
                    VAT
                  </th>
                  <th scope="col" class="minor">
                    Why
                  </th>
                  <th scope="col" class="minor">
                    Changed
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
        <nav class="pager" aria-label="Pages of the list">
          {filters.cursor === null ? null : <a href={addressOf(tenant.id, filters, null)}>First page</a>}
          {jobs.cursor === null ? null : <a href={addressOf(tenant.id, filters, jobs.cursor)}>Next page</a>}
        </nav>
      </section>
    </>,
  );
}

const Row = ({ tenant, job, now }: { tenant: TenantRow; job: JobView; now: number }) => {
  const [first] = job.reasons;
  const why = first === undefined ? (job.wait === null ? "" : waitText(job.wait)) : tell(first, tenant.language).text;
  return (
    <tr>
      <th scope="row">
        <a href={`/admin/tenants/${tenant.id}/orders/${job.id}`}>{jobName(job)}</a>
      </th>
      <td>
        <Badge word={jobWord(job)} />
      </td>
      <td class="figure">
        {job.figures === null ? "–" : job.figures.gross} {job.figures === null ? null : <span class="minor">{job.figures.currency}</span>}
      </td>
      <td class="figure minor">{job.figures === null ? "–" : job.figures.vat}</td>
      <td class="minor">{why}</td>
      <td class="minor">
        <When at={job.updatedAt} now={now} />
      </td>
    </tr>
  );
};

const FilterForm = ({ id, filters }: { id: string; filters: Filters }) => (
  <form method="get" action={`/admin/tenants/${id}/orders`} class="line filters">
    <Choice name="status" label="Status" values={JOB_STATUSES} words={STATUS_WORDS} chosen={filters.status} />
    <Choice name="outcome" label="What came of it" values={OUTCOMES} words={OUTCOME_WORDS} chosen={filters.outcome} />
    <div class="field">
      <label for="number">Order number</label>
      <input id="number" name="number" value={filters.number} autocomplete="off" />
    </div>
    <label class="check">
      <input type="checkbox" name="all" checked={filters.all} />
      Other jobs too
    </label>
    <button class="second">Show</button>
  </form>
);

type ChoiceProps<T extends string> = { readonly name: string; readonly label: string; readonly values: readonly T[]; readonly words: Readonly<Record<T, Word>>; readonly chosen: T | null };

const Choice = <T extends string>({ name, label, values, words, chosen }: ChoiceProps<T>) => (
  <div class="field">
    <label for={name}>{label}</label>
    <select id={name} name={name}>
      <option value="">All</option>
      {values.map((value) => (
        <option value={value} selected={value === chosen}>
          {words[value].text}
        </option>
      ))}
    </select>
  </div>
);
