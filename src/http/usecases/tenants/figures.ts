/**
 * Outcomes of orders, customers and articles, and the orders' amounts, by day of the shop's clock.
 * The tenant's object keeps the sums by hour (src/sync/tenant/jobs/ended.ts), so a month always
 * costs the same.
 */
import { DAY_MS } from "../../../domain/platform/durations.ts";
import { dec, type Decimal, exact } from "../../../domain/money.ts";
import { ok } from "../../../domain/result.ts";
import {
  dayAfter,
  instantsOf,
  localDay,
  parseLocal,
  SOURCE_ZONE,
} from "../../../domain/platform/zoned-time.ts";
import { message } from "../../../messages/message.ts";
import type { CauseSum, OutcomeSum, Span, WaitingTimeSum } from "../../../sync/contract/index.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { reject, type Answer } from "../refusal.ts";

/** `currency` is "" where nothing is charged. Amounts in major units. */
export type Figure = {
  readonly flow: string;
  readonly outcome: string;
  readonly currency: string;
  readonly count: number;
  readonly gross: Decimal;
  readonly vat: Decimal;
};
export type DayFigures = { readonly day: string; readonly figures: readonly Figure[] };

const MOST_DAYS = 92;
const GRAPH_DAYS = 30;
const MILLION = 1_000_000;

export const today = (now: number): string => localDay(now, SOURCE_ZONE);

const midnight = (day: string): number => {
  const stamp = parseLocal(day);
  if (stamp === null) throw new Error(`no such day: ${day}`);
  return instantsOf(stamp, SOURCE_ZONE).earliest;
};

/**
 * From the first day's beginning to the last one's end, by the shop's clock: a day of a clock
 * change has 23 hours or 25.
 */
export const spanOf = (from: string, to: string): Span => ({
  from: midnight(from),
  to: midnight(dayAfter(to, 1)),
});

/** For each day of the range, in order. */
export async function figuresOf(
  asking: TenantRequest,
  range: { readonly from: string; readonly to: string },
): Answer<readonly DayFigures[]> {
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const count = Math.round((Date.parse(range.to) - Date.parse(range.from)) / DAY_MS) + 1;
  if (count < 1) return reject(400, "range", message("refusals.firstAfterLast"));
  if (count > MOST_DAYS)
    return reject(400, "range", message("refusals.tooManyDays", { most: MOST_DAYS }));
  const days = Array.from({ length: count }, (_, index) => dayAfter(range.from, index));
  const asked = await callTenant(asking, (tenant) =>
    tenant.monitoring.endedSums(
      asking.tenantId,
      days.map((day) => spanOf(day, day)),
    ),
  );
  return asked.ok
    ? ok(
        days.map((day, index) => ({
          day,
          figures: asked.value.filter(({ at }) => at === index).map(figureOf),
        })),
      )
    : asked;
}

const money = (millionths: string): Decimal => exact(dec(millionths).div(MILLION));

const figureOf = ({ flow, outcome, currency, n, gross, vat }: OutcomeSum): Figure => ({
  flow,
  outcome,
  currency,
  count: n,
  gross: money(gross),
  vat: money(vat),
});

/** A part of the time that a figure is of: today, the week since Monday, the month. */
const PERIODS = ["today", "week", "month"] as const;
export type Period = {
  readonly name: (typeof PERIODS)[number];
  readonly from: string;
  readonly figures: readonly Figure[];
  /** Orders of these whose document isn't in the ledger any more, by the reconciliation. */
  readonly missing: readonly Figure[];
  /** Of them, orders that need somebody and stand in the ledger all the same. */
  readonly standing: readonly Figure[];
  /** Credits that need somebody. */
  readonly credits: readonly Figure[];
};

/** Orders of a day that were booked within so many minutes, and not within fewer. */
export type DayWaitingTimes = {
  readonly day: string;
  readonly waits: readonly Omit<WaitingTimeSum, "at">[];
};

/** By kind of reason, orders of a day that began to need a person. */
export type DayCauses = { readonly day: string; readonly causes: readonly Omit<CauseSum, "at">[] };

/** Each period summed up, and each day of the charts. */
export type Dashboard = {
  readonly today: string;
  readonly periods: readonly Period[];
  readonly days: readonly DayFigures[];
  /** `null`: not known at the moment. */
  readonly waits: readonly DayWaitingTimes[] | null;
  /** `null`: not known at the moment. */
  readonly causes: readonly DayCauses[] | null;
};

/** The Monday on or before that day. */
const mondayOf = (day: string): string =>
  dayAfter(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7));

/** Today, the week since Monday and the month, each with its first day. */
export const periodsOf = (day: string): readonly Pick<Period, "name" | "from">[] => [
  { name: "today", from: day },
  { name: "week", from: mondayOf(day) },
  { name: "month", from: `${day.slice(0, 8)}01` },
];

export async function dashboardOf(asking: TenantRequest): Answer<Dashboard> {
  const { deps, tenantId } = asking;
  const day = today(deps.clock.now());
  const began = { today: day, week: mondayOf(day), month: `${day.slice(0, 8)}01` };
  const graphFrom = dayAfter(day, 1 - GRAPH_DAYS);
  const days = Array.from({ length: GRAPH_DAYS }, (_, index) => dayAfter(graphFrom, index));
  const spans = days.map((of) => spanOf(of, of));
  const from = began.month < graphFrom ? began.month : graphFrom;
  const [asked, missed, stood, credited, waits, causes] = await Promise.all([
    figuresOf(asking, { from, to: day }),
    someOf(deps, tenantId, "missing", { from, to: day }),
    someOf(deps, tenantId, "standing", { from, to: day }),
    someOf(deps, tenantId, "credits", { from, to: day }),
    callTenant(asking, (tenant) => tenant.monitoring.endedWaits(tenantId, spans)),
    callTenant(asking, (tenant) => tenant.monitoring.endedCauses(tenantId, spans)),
  ]);
  if (!asked.ok) return asked;
  const missing = missed.ok ? missed.value : [];
  const standing = stood.ok ? stood.value : [];
  const credits = credited.ok ? credited.value : [];
  return ok({
    today: day,
    periods: PERIODS.map((name) => ({
      name,
      from: began[name],
      figures: summed(asked.value.filter((of) => of.day >= began[name])),
      missing: summed(missing.filter((of) => of.day >= began[name])),
      standing: summed(standing.filter((of) => of.day >= began[name])),
      credits: summed(credits.filter((of) => of.day >= began[name])),
    })),
    days: asked.value.slice(-GRAPH_DAYS).map((of) => ({
      day: of.day,
      figures: withoutMissing(
        of.figures,
        missing.filter(({ day: on }) => on === of.day).flatMap(({ figures }) => figures),
      ),
    })),
    waits: waits.ok
      ? byDay(days, waits.value).map((of) => ({ day: of.day, waits: of.sums }))
      : null,
    causes: causes.ok
      ? byDay(days, causes.value).map((of) => ({ day: of.day, causes: of.sums }))
      : null,
  });
}

/** Of each day of the range; asked by who reached the tenant. */
async function someOf(
  deps: EdgeDeps,
  tenantId: string,
  which: "missing" | "standing" | "credits",
  { from, to }: { readonly from: string; readonly to: string },
): Answer<readonly DayFigures[]> {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  const days = Array.from({ length: count }, (_, index) => dayAfter(from, index));
  const asked = await callTenant({ deps, tenantId }, (tenant) =>
    tenant.monitoring[which](
      tenantId,
      days.map((day) => spanOf(day, day)),
    ),
  );
  return asked.ok
    ? ok(byDay(days, asked.value).map(({ day, sums }) => ({ day, figures: sums.map(figureOf) })))
    : asked;
}

/** An order whose document is gone: no known outcome, so it needs a look. */
export const MISSING = "missing";

/** The same figures, in which what is missing isn't counted as what it was. */
export const withoutMissing = (
  figures: readonly Figure[],
  missing: readonly Figure[],
): readonly Figure[] =>
  missing.length === 0
    ? figures
    : summed([
        {
          day: "",
          figures: [
            ...figures,
            ...missing.map((one) => ({
              ...one,
              count: -one.count,
              gross: exact(dec(one.gross).times(-1)),
              vat: exact(dec(one.vat).times(-1)),
            })),
            ...missing.map((one) => ({ ...one, outcome: MISSING })),
          ],
        },
      ]);

/** Groups by day, in the days' order. */
function byDay<Sum extends { readonly at: number }>(
  days: readonly string[],
  sums: readonly Sum[],
): readonly { readonly day: string; readonly sums: readonly Sum[] }[] {
  const found = Map.groupBy(sums, ({ at }) => at);
  return days.map((day, index) => ({ day, sums: found.get(index) ?? [] }));
}

/** Sums several days: one figure for each flow, outcome and currency. */
function summed(days: readonly DayFigures[]): readonly Figure[] {
  const sums = new Map<string, Figure>();
  for (const figure of days.flatMap(({ figures }) => figures)) {
    const key = `${figure.flow} ${figure.outcome} ${figure.currency}`;
    const before = sums.get(key);
    sums.set(
      key,
      before === undefined
        ? figure
        : {
            ...figure,
            count: before.count + figure.count,
            gross: plus(before.gross, figure.gross),
            vat: plus(before.vat, figure.vat),
          },
    );
  }
  return [...sums.values()].filter(
    ({ count, gross, vat }) => count !== 0 || !dec(gross).eq(0) || !dec(vat).eq(0),
  );
}

const plus = (left: Decimal, right: Decimal): Decimal => exact(dec(left).plus(dec(right)));
