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
import { formatOf } from "./pages/format.ts";
import { statesIn } from "./pages/words.ts";
import { jobName, whyOf } from "./pages/orders/list.tsx";
import { messagesOf } from "../messages/index.ts";

const PAGE = 200;
const MOST = 50_000;

/** The caller has reached the tenant. */
export function jobsTable(
  deps: EdgeDeps,
  tenantId: string,
  query: JobQuery,
  language: Language,
): ReadableStream<Uint8Array> {
  const messages = messagesOf(language);
  const { t } = messages;
  const states = statesIn(messages);
  // A run of stock has a row for each article that it changed.
  const ofStock = query.flow === "stock";
  const rowsOf = (job: JobView): readonly (readonly string[])[] => {
    const row = rowOf(job);
    if (!ofStock) return [row];
    const { changes = [] } = job;
    if (changes.length === 0) return [[...row, "", "", "", ""]];
    return changes.map(({ code, from, to, managed }) => [
      ...row,
      code,
      from ?? "",
      to ?? "",
      managed ? t("stockChanges.managed") : "",
    ]);
  };
  const rowOf = (job: JobView): readonly string[] => {
    const first = headlineOf(job);
    const described = first === undefined ? null : tell(first, language);
    const { gross, vat, currency } = job.figures ?? { gross: "", vat: "", currency: "" };
    return [
      jobName(t, job),
      job.key,
      states.job(job).text,
      gross,
      vat,
      currency,
      described?.code ?? "",
      whyOf(job, states, language),
      described?.next ?? "",
      new Date(job.createdAt).toISOString(),
      new Date(job.updatedAt).toISOString(),
    ];
  };
  const head = [
    t("lists.columns.thing"),
    t("lists.columns.id"),
    t("lists.columns.state"),
    t("lists.columns.gross"),
    t("lists.columns.vat"),
    t("lists.columns.currency"),
    t("lists.columns.code"),
    t("lists.columns.why"),
    t("lists.columns.next"),
    t("lists.columns.came"),
    t("lists.columns.changed"),
    ...(ofStock
      ? [
          t("stockChanges.article"),
          t("stockChanges.from"),
          t("stockChanges.to"),
          t("stockChanges.keeping"),
        ]
      : []),
  ];
  const { cursor: from, ...narrowed } = query;
  return csvOf(
    head,
    async (cursor) => {
      const at = cursor ?? from;
      const page = await deps.tenant(tenantId).jobs.list(tenantId, {
        ...narrowed,
        limit: PAGE,
        ...(at === undefined ? {} : { cursor: at }),
      });
      return { rows: page.jobs.flatMap(rowsOf), cursor: page.cursor };
    },
    { most: MOST, cut: t("lists.cut", { most: formatOf(language).figure(MOST) }) },
  );
}
