/**
 * A list as a table for a spreadsheet, in the reader's language; instants as ISO 8601, amounts with
 * a point.
 */
import type { Language } from "../domain/language.ts";
import { headlineOf } from "../domain/headline.ts";
import type { JobView } from "../domain/job.ts";
import type { JobQuery } from "../sync/rpc.ts";
import { csvOf } from "./csv.ts";
import type { EdgeDeps } from "./deps.ts";
import { tell } from "./usecases/words.ts";
import { LIST_WORDS } from "./words/lists/index.ts";
import { ORDERS } from "./words/orders/index.ts";
import { STATES } from "./words/states/index.ts";
import { formatOf } from "./pages/format.ts";
import { statesIn } from "./pages/words.ts";
import { jobName, whyOf } from "./pages/orders/list.tsx";

const PAGE = 200;
const MOST = 50_000;

/** The caller has reached the tenant. */
export function jobsTable(
  deps: EdgeDeps,
  tenantId: string,
  query: JobQuery,
  language: Language,
): ReadableStream<Uint8Array> {
  const { columns, cut } = LIST_WORDS[language];
  const states = statesIn(STATES[language]);
  const rowOf = (job: JobView): readonly string[] => {
    const first = headlineOf(job);
    const told = first === undefined ? null : tell(first, language);
    const { gross, vat, currency } = job.figures ?? { gross: "", vat: "", currency: "" };
    return [
      jobName(ORDERS[language], job),
      job.key,
      states.job(job).text,
      gross,
      vat,
      currency,
      told?.code ?? "",
      whyOf(job, states, language),
      told?.next ?? "",
      new Date(job.createdAt).toISOString(),
      new Date(job.updatedAt).toISOString(),
    ];
  };
  const head = [
    columns.thing,
    columns.id,
    columns.state,
    columns.gross,
    columns.vat,
    columns.currency,
    columns.code,
    columns.why,
    columns.next,
    columns.came,
    columns.changed,
  ];
  const { cursor: from, ...narrowed } = query;
  return csvOf(
    head,
    async (cursor) => {
      const at = cursor ?? from;
      const page = await deps
        .tenant(tenantId)
        .jobs(tenantId, { ...narrowed, limit: PAGE, ...(at === undefined ? {} : { cursor: at }) });
      return { rows: page.jobs.map(rowOf), cursor: page.cursor };
    },
    { most: MOST, cut: cut(formatOf(language).figure(MOST)) },
  );
}
