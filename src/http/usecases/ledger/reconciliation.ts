/**
 * The comparison of both sides: asked for by days, begun on demand, and as a table that a
 * spreadsheet reads.
 */
import { daysValue } from "../../../store/audit-values.ts";
import { DAY_MS } from "../../../domain/platform/durations.ts";
import { dec, amount, sum } from "../../../domain/money.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { reason } from "../../../domain/reasons/index.ts";
import { ok } from "../../../domain/result.ts";
import { localDay, SOURCE_ZONE } from "../../../domain/platform/zoned-time.ts";
import {
  addParts,
  isHeldName,
  type Part,
  type PartName,
} from "../../../monitor/reconciliation/balance.ts";
import type { DaySums } from "../../../monitor/reconciliation/day-sums.ts";
import { isAnyCompared, notCompared } from "../../../monitor/reconciliation/compared-days.ts";
import { statementOf } from "../../../monitor/reconciliation/statement.ts";
import type { ReconciledState } from "../../../monitor/reconciliation/facts.ts";
import type { Range } from "../../../monitor/reconciliation/port.ts";
import { message } from "../../../messages/message.ts";
import { listDays } from "../../../store/reconciliations.ts";
import type {
  DifferencesView,
  ReconciledOrderView,
  ReconciliationView,
} from "../../../sync/contract/index.ts";
import { csvOf } from "../../tables/csv.ts";
import { mayOn } from "../../auth/rights.ts";
import type { Actor, TenantRequest, EdgeDeps } from "../../deps.ts";
import { recorded } from "../audited.ts";
import { callTenant, onTenant, requireTenant } from "../tenant-access.ts";
import { reject, type Answer } from "../refusal.ts";
import { describeReason } from "../jobs/reason-text.ts";

export type DayView = {
  readonly day: string;
  readonly at: number;
  readonly findings: number;
} & DaySums;
type Placed = "place" | "vouchers" | "currency";
export type Reconciliation = Omit<ReconciliationView, "compared" | Placed> & {
  readonly from: string;
  readonly to: string;
  readonly days: readonly DayView[];
  /** Days up to today that no run has compared: their orders stand in no sum. */
  readonly notCompared: readonly Range[];
  /** A day that was compared and had nothing leaves no sums. */
  readonly isAnyCompared: boolean;
};
export type RangeQuery = {
  readonly from: string;
  readonly to: string;
  readonly state?: ReconciledState;
  readonly part?: PartName;
  readonly cursor?: string;
  /** Orders on the page, at most; 0: the sums and findings alone. */
  readonly limit?: number;
  /** Includes customers, for callers who may see them. */
  readonly people?: true;
};

/** The query's right to people, for this person. */
export const peopleFor = (
  actor: Actor,
  tenantId: string,
  isAsked = true,
): { readonly people?: true } =>
  isAsked && mayOn(actor, "see-customers", tenantId) ? { people: true } : {};

const MOST_DAYS = 366;

/** `null` where the range is one: days in their order, not more than a year. */
export function rangeFault({ from, to }: Pick<RangeQuery, "from" | "to">) {
  if (from > to) return reject(400, "range", message("refusals.firstAfterLast"));
  return Date.parse(to) - Date.parse(from) > MOST_DAYS * DAY_MS
    ? reject(400, "range", message("refusals.tooManyDays", { most: MOST_DAYS }))
    : null;
}

export async function reconciliationOf(
  asking: TenantRequest,
  query: RangeQuery,
): Answer<Reconciliation> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const fault = rangeFault(query);
  if (fault !== null) return fault;
  const { people, ...asked } = query;
  const [days, answer] = await Promise.all([
    listDays(deps.db, tenantId, query.from, query.to),
    callTenant(asking, (tenant) =>
      tenant.reconciliation.view(tenantId, {
        ...asked,
        ...peopleFor(actor, tenantId, people === true),
      }),
    ),
  ]);
  if (!answer.ok) return answer;
  const { from, to } = query;
  const { compared, ...view } = answer.value;
  const today = localDay(deps.clock.now(), SOURCE_ZONE);
  return ok({
    ...view,
    from,
    to,
    notCompared: notCompared(compared, { from, to }, today),
    isAnyCompared: isAnyCompared(compared, { from, to }),
    days: days.map((day) => ({
      ...day,
      states: storedJson<DaySums["states"]>(day.states),
      totals: storedJson<DaySums["totals"]>(day.totals),
    })),
  });
}

/** When both sides of this day were compared last; `null`: never. */
export async function comparedAt(
  { deps, tenantId }: TenantRequest,
  day: string,
): Promise<number | null> {
  const [compared] = await listDays(deps.db, tenantId, day, day);
  return compared?.at ?? null;
}

/** Each order and document that the difference of these days comes from. */
export async function differencesOf(
  asking: TenantRequest,
  { from, to }: RangeQuery,
  each: number,
): Answer<DifferencesView> {
  const { actor, tenantId } = asking;
  return onTenant(asking, (tenant) =>
    tenant.reconciliation.differences(tenantId, {
      from,
      to,
      each,
      ...peopleFor(actor, tenantId),
    }),
  );
}

/** For the API and the page's JSON: findings and reasons as texts. */
export function describedReconciliation(
  {
    days,
    findings,
    orders,
    run,
    asked: _asked,
    notCompared: left,
    isAnyCompared: _,
    ...rest
  }: Reconciliation,
  language: string,
) {
  return {
    ...rest,
    run: run === null ? null : { ...run },
    notCompared: left.map((range) => ({ ...range })),
    statement: statementOf(days).currencies.map(({ lines, ...one }) => ({
      ...one,
      lines: lines.map((line) => ({ ...line })),
    })),
    days: days.map((one) => ({
      ...one,
      states: { ...one.states },
      totals: {
        gross: one.totals.gross.map((sum) => ({ ...sum })),
        rates: one.totals.rates.map((rate) => ({
          ...rate,
          source: { ...rate.source },
          ledger: { ...rate.ledger },
        })),
        parts: partsView(one.totals.parts),
      },
    })),
    findings: findings.map((one) => {
      const { text, next } = describeReason(
        reason(`reconciliation-${one.finding}`, { count: 1, orders: one.number }),
        language,
      );
      return {
        ...one,
        day: one.day ?? null,
        jobId: one.jobId ?? null,
        document: one.document === null ? null : { ...one.document },
        text,
        next,
      };
    }),
    orders: orders.map((one) => {
      const why = one.why === null ? null : describeReason(one.why, language);
      const notes = one.notes
        .map((note) => describeReason(note, language))
        .map(({ code, text, next }) => ({ code, text, next }));
      return {
        ...one,
        jobId: one.jobId ?? null,
        ledgerCurrency: one.ledgerCurrency ?? null,
        parts: partsView(one.parts ?? []),
        why: why === null ? null : { code: why.code, text: why.text, next: why.next },
        notes,
      };
    }),
  };
}

const partView = (part: Part) => ({ ...part, rates: part.rates.map((rate) => ({ ...rate })) });

/** What is on hold is one part under its first name, with what it consists of. */
function partsView(parts: readonly Part[]) {
  const held = parts.filter(({ name }) => isHeldName(name));
  return [
    ...addParts(held.map((part) => ({ ...part, name: "held" as const }))).map((part) => ({
      ...partView(part),
      of: held.filter(({ currency }) => currency === part.currency).map(partView),
    })),
    ...parts.filter(({ name }) => !isHeldName(name)).map(partView),
  ];
}

/** Begins to compare these days now. */
export async function reconcileNow(
  asking: TenantRequest,
  range: RangeQuery,
): Answer<{ readonly jobId: string }> {
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const fault = rangeFault(range);
  if (fault !== null) return fault;
  const days = { from: range.from, to: range.to };
  return recorded(
    asking,
    { asked: { action: "reconciliation.run", after: daysValue(days.from, days.to) }, done: null },
    (tenant) => tenant.reconciliation.start(asking.tenantId, days),
  );
}

const COLUMNS = [
  "date",
  "order",
  "id",
  "state",
  "why",
  "documents",
  "currency",
  "shop",
  "ledger",
  "difference",
  "ledgerCurrency",
  "found",
  "onHold",
] as const;
const CSV_PAGE = 500;

/** Every order of the days, a line each, for machines; the page has a translated table. */
export function comparisonCsv(
  deps: EdgeDeps,
  tenantId: string,
  language: string,
  range: RangeQuery,
): ReadableStream<Uint8Array> {
  return csvOf(COLUMNS, async (cursor) => {
    const page = await comparedPage(deps, tenantId, range, cursor);
    return { rows: page.orders.map((order) => lineOf(order, language)), cursor: page.cursor };
  });
}

export const comparedPage = (
  deps: EdgeDeps,
  tenantId: string,
  { from, to }: RangeQuery,
  cursor: string | null,
  also: { readonly people?: true; readonly sums?: true } = {},
) =>
  deps.tenant(tenantId).reconciliation.view(tenantId, {
    from,
    to,
    limit: CSV_PAGE,
    ...also,
    ...(cursor === null ? {} : { cursor }),
  });

/** Whether the ledger's amount is in another currency than the shop's: they have no difference. */
export const isOtherCurrency = ({
  ledgerGross,
  ledgerCurrency,
  currency,
}: ReconciledOrderView): boolean =>
  ledgerGross !== null && ledgerCurrency != null && ledgerCurrency !== currency;

/**
 * Returns the ledger's amount less the due amount, in the order's currency, two decimals; "" where
 * there is neither.
 */
export function differenceOf(order: ReconciledOrderView): string {
  const { state, gross, ledgerGross, currency, parts } = order;
  if (parts === undefined)
    return state === "booked" && gross !== null && ledgerGross !== null && !isOtherCurrency(order)
      ? dec(ledgerGross).minus(dec(gross)).toFixed(2)
      : "";
  const own = parts.filter((part) => part.currency === currency);
  if (own.length === 0 && (gross === null || ledgerGross === null)) return "";
  return amount(sum(own.map((part) => part.gross)));
}

/** Returns the parts of the difference. */
export const partsOf = ({ parts = [] }: ReconciledOrderView): readonly PartName[] => [
  ...new Set(parts.map(({ name }) => name)),
];

function lineOf(order: ReconciledOrderView, language: string): readonly string[] {
  const isOutdated = order.why === null || order.processedAt !== undefined;
  const why = isOutdated ? "" : describeReason(order.why, language).text;
  return [
    order.date,
    order.number ?? "",
    String(order.id),
    order.state ?? "",
    why,
    order.documents ?? "",
    order.currency ?? "",
    order.gross ?? "",
    order.ledgerGross ?? "",
    differenceOf(order),
    order.ledgerCurrency ?? "",
    [...new Set(partsOf(order).map((name) => (isHeldName(name) ? "held" : name)))].join(" "),
    partsOf(order).filter(isHeldName).join(" "),
  ];
}
