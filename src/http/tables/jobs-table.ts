/**
 * A list as a table for a spreadsheet, in the reader's language. For people in the form of their
 * country: times as on the pages, and columns for programs at the end. For programs with instants
 * as ISO 8601, commas between cells and points in amounts.
 *
 * `names`: reasons are said with them, and each rate of the shop's VAT codes has columns after the
 * others.
 *
 * Always newest first: a table with another order could miss rows that move meanwhile.
 */
import type { Language } from "../../domain/language.ts";
import { headlineOf } from "../../domain/jobs/headline.ts";
import type { JobFigures, JobView } from "../../domain/jobs/job.ts";
import { soldOf } from "../../domain/orders/sold.ts";
import type { NameLists } from "../../domain/ledger/names.ts";
import type { StockChange } from "../../domain/goods/stock.ts";
import type { JobQuery } from "../../sync/contract/index.ts";
import { nameIn } from "../../domain/jobs/listed.ts";
import type { JobListDetails } from "../../sync/contract/jobs.ts";
import { capital, csvFormOf, csvOf, FOR_PROGRAMS, stampIn } from "./csv.ts";
import type { EdgeDeps } from "../deps.ts";
import type { ReadActorNames } from "../usecases/accounts/token-names.ts";
import { describeWithNames, knownNames, withActorNames } from "../usecases/jobs/known-names.ts";
import { formatOf } from "../words/format.ts";
import { type States, statesIn } from "../words/state-text.ts";
import type { Describe } from "../words/texts.ts";
import { jobName } from "../../messages/job-names.ts";
import { type Messages, messagesOf } from "../../messages/index.ts";
import { findingText, isStateValid, documentKindLabel, jobReasonText } from "../words/jobs.ts";
import { defined } from "../../domain/platform/defined.ts";
import { dec, type Decimal, exact, same, sum } from "../../domain/money.ts";

type Facts = Pick<NonNullable<JobView["facts"]>, "rates" | "rest">;
/** `rate`: absent of what stands at no rate. */
type Pair = { readonly name: string; readonly holds: (rate?: Decimal) => boolean };

type RateColumns = {
  readonly head: readonly string[];
  /** Empty where the order has nothing at a rate. */
  readonly cellsOf: (facts: Facts) => readonly Decimal[];
};

type AtRate = {
  readonly rate?: Decimal;
  readonly net: Decimal;
  readonly vat: Decimal;
};

const soldAt = ({ rates, rest }: Facts): readonly AtRate[] => [
  ...rates.map(([rate, net, vat]) => ({ rate, net, vat })),
  ...(rest === undefined ? [] : [rest]),
];

/** From the shop's list, as a fraction: "25%" is 0.25. */
function ratesIn(names: NameLists): readonly Decimal[] {
  const rates = (names["asperion.vatCodes"]?.entries ?? []).flatMap(({ note }) => {
    const percent = /^(\d+(?:\.\d+)?) ?%$/.exec(note ?? "")?.[1];
    return percent === undefined ? [] : [dec(percent).div(100)];
  });
  return [...new Set(rates.toSorted((a, b) => b.cmp(a)).map(exact))];
}

/**
 * Net and VAT by rate: a pair of columns for each rate of the VAT codes of the shop, and one for
 * all others and what stands at no rate, so that all amounts of an order stand in some column. None
 * where the shop's rates are unknown.
 */
function rateColumns(
  names: NameLists,
  { t }: Messages,
  percent: (rate: Decimal) => string,
): RateColumns {
  const known = ratesIn(names);
  const isAt = (rate: Decimal) => (other?: Decimal) => other !== undefined && same(rate, other);
  const pairs: readonly Pair[] =
    known.length === 0
      ? []
      : [
          ...known.map((rate) => ({ name: percent(rate), holds: isAt(rate) })),
          {
            name: t("lists.columns.otherRates"),
            holds: (rate) => !known.some((one) => isAt(one)(rate)),
          },
        ];
  return {
    head: pairs.flatMap(({ name }) => [
      t("lists.columns.netAt", { rate: name }),
      t("lists.columns.vatAt", { rate: name }),
    ]),
    cellsOf: (facts) =>
      pairs.flatMap(({ holds }) => {
        const own = soldAt(facts).filter(({ rate }) => holds(rate));
        return own.length === 0
          ? ["", ""]
          : [exact(sum(own.map(({ net }) => net))), exact(sum(own.map(({ vat }) => vat)))];
      }),
  };
}

const PAGE = 200;
const MOST = 50_000;

type Line = {
  readonly job: JobView;
  readonly beside: JobListDetails | null;
  /** A run of stock has a line for each article that it changed. */
  readonly change: StockChange | null;
};
type Column = readonly [name: string, cellOf: (line: Line) => string];

type Writing = {
  readonly forPeople: boolean;
  readonly messages: Messages;
  readonly states: States;
  readonly describe: Describe;
  readonly figure: (amount: string) => string;
  readonly stamp: (at: number) => string;
  readonly day: (day: string) => string;
};

type Written = {
  readonly language: Language;
  readonly readers?: "people" | "programs";
  readonly names?: NameLists;
  /** Of tokens, for people. */
  readonly namer?: ReadActorNames;
};

/** The caller has reached the tenant. */
export function jobsTable(
  deps: EdgeDeps,
  tenantId: string,
  query: JobQuery,
  { language, readers = "programs", names = {}, namer }: Written,
): ReadableStream<Uint8Array> {
  const forPeople = readers === "people";
  const form = forPeople ? csvFormOf(language) : FOR_PROGRAMS;
  const messages = messagesOf(language);
  const { t } = messages;
  const known = knownNames([], names);
  const writing: Writing = {
    forPeople,
    describe: (one) => describeWithNames(one, known, language),
    messages,
    states: statesIn(messages),
    figure: (amount) => amount.replace(".", form.decimal),
    stamp: (at) => (forPeople ? stampIn(form, at) : new Date(at).toISOString()),
    day: form.day,
  };
  const withOrders = query.rows === true && query.flow !== "stock" && query.flow !== "products";
  const columns = [
    ...jobColumns(writing, forPeople && isWithoutMoney(query)),
    ...(withOrders ? orderColumns(writing) : []),
    ...(query.flow === "stock" ? stockColumns(t) : []),
    ...(forPeople ? programColumns(t) : []),
  ];
  const byRate = rateColumns(withOrders ? names : {}, messages, formatOf(language).percent);
  const { cursor: from, ...narrowed } = query;
  return csvOf(
    [...columns.map(([name]) => (forPeople ? capital(name) : name)), ...byRate.head],
    async (cursor) => {
      const at = cursor ?? from;
      const page = await deps.tenant(tenantId).jobs.list(tenantId, {
        ...narrowed,
        ...(forPeople && withOrders ? { documentDates: true } : {}),
        limit: PAGE,
        ...defined({ cursor: at }),
      });
      const jobs = namer === undefined ? page.jobs : await withActorNames(namer, page.jobs);
      const lines = jobs.flatMap((job) =>
        linesOf(job, page.rows?.[job.id] ?? null, query.flow === "stock"),
      );
      return {
        rows: lines.map((line) => [
          ...columns.map(([, cellOf]) => cellOf(line)),
          ...byRate.cellsOf(soldOfJob(line.job)).map(writing.figure),
        ]),
        cursor: page.cursor,
      };
    },
    { most: MOST, cut: t("lists.cut", { most: formatOf(language).figure(MOST) }) },
    form,
  );
}

/** Of an order whose total isn't known nothing is told by rate either. */
const soldOfJob = ({ facts, figures }: JobView): Facts =>
  facts === undefined || figures === null ? { rates: [] } : facts;

function linesOf(job: JobView, beside: JobListDetails | null, ofStock: boolean): readonly Line[] {
  const { changes = [] } = job;
  return ofStock && changes.length > 0
    ? changes.map((change) => ({ job, beside, change }))
    : [{ job, beside, change: null }];
}

const MONEYLESS: ReadonlySet<string> = new Set(["customers", "products", "stock"]);

/** Articles, customers and stock have no amounts; programs were promised the columns. */
const isWithoutMoney = ({ flow }: JobQuery): boolean => flow !== undefined && MONEYLESS.has(flow);

function jobColumns(
  { forPeople, messages, states, describe, figure, stamp }: Writing,
  moneyless: boolean,
): readonly Column[] {
  const { t } = messages;
  const [id, code] = programColumns(t);
  return [
    [t("lists.columns.thing"), ({ job }) => jobName(t, job)],
    ...(forPeople ? [] : [id]),
    [
      t("lists.columns.state"),
      ({ job, beside }) =>
        stateOf(states, job, beside, forPeople)
          .concat(forPeople ? foundIn(t, beside) : [])
          .join(", "),
    ],
    ...(moneyless ? [] : moneyColumns(t, figure, forPeople)),
    ...(forPeople ? [] : [code]),
    [t("lists.columns.why"), ({ job }) => jobReasonText(job, states, describe)],
    [t("lists.columns.next"), ({ job }) => nextOf(job, describe)],
    [t("lists.columns.came"), ({ job }) => stamp(job.createdAt)],
    [t("lists.columns.changed"), ({ job }) => stamp(job.updatedAt)],
  ];
}

/** People don't read that an order is in the ledger beside that its document is gone. */
function stateOf(
  states: States,
  job: JobView,
  beside: JobListDetails | null,
  forPeople: boolean,
): readonly string[] {
  const state = states.job(job);
  const found = (beside?.found ?? []).map((finding) => ({ finding }));
  return forPeople && !isStateValid(state, found) ? [] : [state.text];
}

/** People read what was sold, as on the pages; programs were promised the order's total. */
function moneyColumns(
  t: Messages["t"],
  figure: Writing["figure"],
  forPeople: boolean,
): readonly Column[] {
  const shown = (figures: JobFigures | null) =>
    figures === null || !forPeople ? figures : soldOf(figures);
  return [
    [t("lists.columns.gross"), ({ job }) => figure(shown(job.figures)?.gross ?? "")],
    [t("lists.columns.vat"), ({ job }) => figure(shown(job.figures)?.vat ?? "")],
    [t("lists.columns.currency"), ({ job }) => job.figures?.currency ?? ""],
  ];
}

const programColumns = (t: Messages["t"]): readonly [id: Column, code: Column] => [
  [t("lists.columns.id"), ({ job }) => job.key],
  [t("lists.columns.code"), ({ job }) => headlineOf(job)?.code ?? ""],
];

/** Behind the other columns: who counts columns finds those where they were. */
function orderColumns({ forPeople, messages, figure, day }: Writing): readonly Column[] {
  const { t, language } = messages;
  const { percent } = formatOf(language);
  return [
    [
      t("orders.summary.customer"),
      ({ beside }) => (beside?.person == null ? "" : (nameIn(beside.person) ?? "")),
    ],
    [t("lists.columns.country"), ({ beside }) => beside?.person?.country ?? ""],
    [t("orders.source.date"), ({ job }) => day(job.facts?.date ?? "")],
    [t("orders.net"), ({ job }) => figure(job.figures === null ? "" : (job.facts?.net ?? ""))],
    [
      t("lists.columns.rates"),
      ({ job }) =>
        soldAt(soldOfJob(job))
          .map(({ rate, net, vat }) => {
            const name = rate === undefined ? t("lists.columns.atNoRate") : percent(rate);
            return `${name}: ${figure(net)} + ${figure(vat)}`;
          })
          .join(" | "),
    ],
    [
      t("lists.columns.payment"),
      ({ job }) => (job.facts === undefined ? "" : t(`orders.source.payment.${job.facts.payment}`)),
    ],
    [t("lists.columns.documentKind"), ({ beside }) => documentKindLabel(t, beside) ?? ""],
    [t("lists.columns.document"), ({ beside }) => beside?.document?.number ?? ""],
    ...(forPeople ? ledgerColumns(t, day) : [foundColumn(t)]),
  ];
}

/** An invoice's own voucher isn't known before its posting is read. */
const ledgerColumns = (t: Messages["t"], day: Writing["day"]): readonly Column[] => [
  [
    t("comparison.postings.columns.voucher"),
    ({ beside }) =>
      beside?.document?.role.startsWith("voucher") === true ? (beside.document.number ?? "") : "",
  ],
  [t("comparison.columns.documentDate"), ({ beside }) => day(beside?.document?.date ?? "")],
];

/** Findings of the reconciliation: for people beside the state. */
const foundColumn = (t: Messages["t"]): Column => [
  t("lists.columns.found"),
  ({ beside }) => foundIn(t, beside).join(", "),
];

const foundIn = (t: Messages["t"], beside: JobListDetails | null): readonly string[] =>
  (beside?.found ?? []).map((finding) => findingText(t, finding));

const stockColumns = (t: Messages["t"]): readonly Column[] => [
  [t("stockChanges.article"), ({ change }) => change?.code ?? ""],
  [t("stockChanges.from"), ({ change }) => change?.from ?? ""],
  [t("stockChanges.to"), ({ change }) => change?.to ?? ""],
  [t("stockChanges.keeping"), ({ change }) => (change?.managed ? t("stockChanges.managed") : "")],
];

function nextOf(job: JobView, describe: Describe): string {
  const first = headlineOf(job);
  return first === undefined ? "" : describe(first).next;
}
