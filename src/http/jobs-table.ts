/**
 * A list as a table for a spreadsheet, in the reader's language. For people as spreadsheets of
 * their country want it: times as the pages show them, and what only programs read behind all else.
 * For programs with instants as ISO 8601, commas between cells and points in amounts.
 *
 * `names`: with the shop's VAT codes each rate has columns, behind those that there always were.
 *
 * Always the newest first: a table that is sorted otherwise could miss what moves meanwhile.
 */
import type { Language } from "../domain/language.ts";
import { headlineOf } from "../domain/headline.ts";
import type { JobView } from "../domain/job.ts";
import type { NameLists } from "../domain/names.ts";
import type { JobQuery } from "../sync/rpc.ts";
import { nameIn } from "../domain/listed.ts";
import type { ListedRow } from "../sync/job-rpc.ts";
import { csvFormOf, csvOf, FOR_PROGRAMS } from "./csv.ts";
import type { EdgeDeps } from "./deps.ts";
import { tell } from "./usecases/words.ts";
import { formatOf, inputStamp } from "./pages/format.ts";
import { statesIn } from "./pages/words.ts";
import { findingText } from "./pages/orders/found.tsx";
import { kindOf, whyOf } from "./pages/orders/list.tsx";
import { jobName } from "../messages/job-names.ts";
import { messagesOf } from "../messages/index.ts";
import { rateColumns } from "./rate-columns.ts";

const PAGE = 200;
const MOST = 50_000;

/** The caller has reached the tenant. */
export function jobsTable(
  deps: EdgeDeps,
  tenantId: string,
  query: JobQuery,
  language: Language,
  readers: "people" | "programs" = "programs",
  names: NameLists = {},
): ReadableStream<Uint8Array> {
  const forPeople = readers === "people";
  const form = forPeople ? csvFormOf(language) : FOR_PROGRAMS;
  const stamp = (at: number): string =>
    forPeople ? inputStamp(at).replace("T", " ") : new Date(at).toISOString();
  const figure = (amount: string): string => amount.replace(".", form.decimal);
  const messages = messagesOf(language);
  const { t } = messages;
  const states = statesIn(messages);
  // A run of stock has a row for each article that it changed.
  const ofStock = query.flow === "stock";
  const withOrders = query.rows === true && query.flow !== "stock" && query.flow !== "products";
  const rowsOf = (job: JobView, beside: ListedRow | null): readonly (readonly string[])[] => {
    const row = [...rowOf(job, beside), ...(withOrders ? orderOf(job, beside) : [])];
    const end = [
      ...(forPeople ? forPrograms(job) : []),
      ...byRate.cellsOf(job.facts?.rates ?? []).map(figure),
    ];
    if (!ofStock) return [[...row, ...end]];
    const { changes = [] } = job;
    if (changes.length === 0) return [[...row, "", "", "", "", ...end]];
    return changes.map(({ code, from, to, managed }) => [
      ...row,
      code,
      from ?? "",
      to ?? "",
      managed ? t("stockChanges.managed") : "",
      ...end,
    ]);
  };
  const forPrograms = (job: JobView): readonly [id: string, code: string] => [
    job.key,
    headlineOf(job)?.code ?? "",
  ];
  const percent = formatOf(language).percent;
  const byRate = rateColumns(withOrders ? names : {}, messages, percent);
  /** What the comparison of both sides found: for people beside the state. */
  const foundIn = (beside: ListedRow | null): readonly string[] =>
    (beside?.found ?? []).map((finding) => findingText(t, finding));
  /** Behind the other columns: who counts columns finds those where they were. */
  const orderOf = ({ facts }: JobView, beside: ListedRow | null): readonly string[] => [
    beside?.person == null ? "" : (nameIn(beside.person) ?? ""),
    beside?.person?.country ?? "",
    facts?.date ?? "",
    facts === undefined ? "" : figure(facts.net),
    (facts?.rates ?? [])
      .map(([rate, net, vat]) => `${percent(rate)}: ${figure(net)} + ${figure(vat)}`)
      .join(" | "),
    facts === undefined ? "" : t(`orders.source.payment.${facts.payment}`),
    kindOf(t, beside) ?? "",
    beside?.document?.number ?? "",
    ...(forPeople ? [] : [foundIn(beside).join(", ")]),
  ];
  const rowOf = (job: JobView, beside: ListedRow | null): readonly string[] => {
    const first = headlineOf(job);
    const described = first === undefined ? null : tell(first, language);
    const { gross, vat, currency } = job.figures ?? { gross: "", vat: "", currency: "" };
    const [id, code] = forPrograms(job);
    return [
      jobName(t, job),
      ...(forPeople ? [] : [id]),
      [states.job(job).text, ...(forPeople ? foundIn(beside) : [])].join(", "),
      figure(gross),
      figure(vat),
      currency,
      ...(forPeople ? [] : [code]),
      whyOf(job, states, language),
      described?.next ?? "",
      stamp(job.createdAt),
      stamp(job.updatedAt),
    ];
  };
  const head = [
    t("lists.columns.thing"),
    ...(forPeople ? [] : [t("lists.columns.id")]),
    t("lists.columns.state"),
    t("lists.columns.gross"),
    t("lists.columns.vat"),
    t("lists.columns.currency"),
    ...(forPeople ? [] : [t("lists.columns.code")]),
    t("lists.columns.why"),
    t("lists.columns.next"),
    t("lists.columns.came"),
    t("lists.columns.changed"),
    ...(withOrders
      ? [
          t("orders.summary.customer"),
          t("lists.columns.country"),
          t("orders.source.date"),
          t("orders.net"),
          t("lists.columns.rates"),
          t("lists.columns.payment"),
          t("lists.columns.documentKind"),
          t("lists.columns.document"),
          ...(forPeople ? [] : [t("lists.columns.found")]),
        ]
      : []),
    ...(ofStock
      ? [
          t("stockChanges.article"),
          t("stockChanges.from"),
          t("stockChanges.to"),
          t("stockChanges.keeping"),
        ]
      : []),
    ...(forPeople ? [t("lists.columns.id"), t("lists.columns.code")] : []),
    ...byRate.head,
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
      return {
        rows: page.jobs.flatMap((job) => rowsOf(job, page.rows?.[job.id] ?? null)),
        cursor: page.cursor,
      };
    },
    { most: MOST, cut: t("lists.cut", { most: formatOf(language).figure(MOST) }) },
    form,
  );
}
