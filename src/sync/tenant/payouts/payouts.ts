/** People's actions on payouts: stage, look, choose an order, approve. */
import { DAY_MS, MINUTE_MS } from "../../../domain/platform/durations.ts";
import { amount, dec } from "../../../domain/money.ts";
import { zoneOfCountry } from "../../../domain/platform/zoned-time.ts";
import { reason } from "../../../domain/reasons/index.ts";
import { TAKES_FOUND } from "../../../flows/payouts/book.ts";
import { NO_SUMS } from "../../../flows/payouts/sums.ts";
import {
  LINES_PER_PAGE,
  LINES_PER_PART,
  type LinesPart,
  type PayoutActionResult,
  type PayoutLines,
  type PayoutProgress,
  type ListedPayout,
  type PayoutView,
  type ReadOptionsView,
  type StagingResult,
  type StagedPayout,
} from "../../contract/payouts.ts";
import { CLEARED, type Provider, PROVIDERS } from "../../../domain/payouts/lines.ts";
import { choose as chosenBy } from "../../../settings/lookups/lookup.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as intake from "../intake/intake.ts";
import * as jobs from "../jobs/jobs.ts";
import * as cache from "../storage/cache.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { count } from "../storage/sql.ts";
import { readListsNow } from "../run-now/run-now.ts";
import { begin } from "../journal/clearing.ts";
import { withOpenAmounts } from "./open-invoices.ts";
import { beginNumbers, numbersAreKnown, orderNumbered } from "./order-numbers.ts";
import { withOrders } from "./unmatched-orders.ts";
import { countBegun } from "./clearing-view.ts";
import { isHeld, listedPayouts, otherAccountOf } from "./listed.ts";
import { noteUpload } from "./uploads.ts";
import { filterUnrefunded } from "./unrefunded-cancelled.ts";
import { excessOrders } from "./plan/excess-orders.ts";
import { chosenTwice } from "./plan/other-payouts.ts";
import { beginByAlarm, canPlanAtOnce, plannedAtOnce, currentPlan } from "./plan/current.ts";
import * as store from "./payout-store.ts";
import * as plans from "./plan/store.ts";
import {
  asSeparatePayouts,
  type MissingLines,
  findMissingLines,
  stage as stageIn,
} from "./staging.ts";
import { reopenPayout } from "./left-to-person.ts";
import { countedFrom, cacheCount, cacheFault, cachedCount, stored } from "./attention-count.ts";
import { type LineMatch, shownLine } from "./plan/line-matches.ts";
import type { FinishedPlan } from "./plan/steps.ts";

const APPROVED_PAYOUT = "payout-approved";

/** Uploads are named by when they began. */
const before = (at: number): string => at.toString(36).padStart(9, "0");

export function addLines({ sql }: TenantContext, part: LinesPart): void {
  store.addLines(sql, part);
}

/** Of an upload that was read to its end. */
export async function stage(
  context: TenantContext,
  upload: string,
  payouts: readonly StagedPayout[],
  actor: string,
): Promise<readonly StagingResult[]> {
  for (;;) {
    const named = await asSeparatePayouts(context.sql, upload, payouts);
    const lacking = await findMissingLines(context.sql, upload, named);
    const staged = context.atomically(() =>
      stageCompared(context, upload, named, { actor, lacking }),
    );
    // Another upload came in between.
    if (staged !== null) return staged;
  }
}

function stageCompared(
  context: TenantContext,
  upload: string,
  payouts: readonly StagedPayout[],
  by: { readonly actor: string; readonly lacking: ReadonlyMap<string, MissingLines> },
): readonly StagingResult[] | null {
  const { sql, now } = context;
  // A late call: staged without its lines, a payout would stay like that.
  if (!payouts.every((one) => store.linesAreThere(sql, upload, one)))
    throw new Error("a payout is staged whose lines were dropped");
  begin(sql);
  beginNumbers(sql);
  store.forgetUnfinished(sql, before(now() - DAY_MS));
  const staged = stageIn(sql, upload, payouts, { ...by, now: now() });
  if (staged === null) return null;
  noteUpload(context, { id: upload, actor: by.actor, payouts, staged });
  for (const { id, as } of staged) {
    const row = store.byId(sql, id);
    if (row !== null && (as === "new" || as === "corrected") && !canPlanAtOnce(row))
      beginByAlarm(context, row);
  }
  return staged;
}

/** A file that was refused, or broke off. */
export function drop({ sql }: TenantContext, upload: string): void {
  store.dropUpload(sql, upload);
}

const READING_MS = 5 * MINUTE_MS;

/** Lines of the files that are being read right now. */
export const reading = ({ sql, now }: TenantContext): readonly number[] =>
  store.unfinished(sql, before(now() - READING_MS)).map((parts) => parts * LINES_PER_PART);

/** Returns how files of this tenant are read; `null`: it isn't set up yet. */
export function readOptions({ sql }: TenantContext): ReadOptionsView | null {
  const settings = meta.configuration(sql)?.settings;
  const { company } = cache.lists(sql);
  if (settings === undefined || company === null) return null;
  const { payouts, lookups } = settings;
  const columnOf = (provider: Provider) => [
    provider,
    chosenBy(lookups.payoutReference, provider).value ?? "",
  ];
  return {
    currency: company.currency,
    zone: zoneOfCountry(company.country),
    settings: {
      payouts,
      reference: Object.fromEntries(PROVIDERS.map(columnOf)),
      kinds: lookups.payoutKind.table,
    },
  };
}

/** `page`: from 0. The first page also updates the count of payouts to see. */
export async function list(context: TenantContext, page = 0): Promise<readonly ListedPayout[]> {
  const { sql } = context;
  if (page !== 0) return listedPayouts(context, store.newest(sql, page));
  const from = await countedFrom(sql);
  const first = await listedPayouts(context, store.newest(sql, 0));
  if (first.length > 0) cacheCount(context, from, first);
  return first;
}

/**
 * How many of the newest need somebody before they can be approved; `null`: not known. They are
 * planned for it where they, their plans or the settings changed, and else every few minutes at
 * most. A fault of planning isn't thrown: what asks for the count says more than that.
 */
export async function countNeedingPerson(context: TenantContext): Promise<number | null> {
  const { sql } = context;
  if (store.newest(sql, 0).length === 0) return 0;
  const from = await countedFrom(sql);
  const kept = cachedCount(context, from);
  if (kept !== undefined) return kept;
  try {
    cacheCount(context, from, await listedPayouts(context, store.newest(sql, 0)));
  } catch {
    cacheFault(context, from);
  }
  return stored(sql);
}

/** On all pages of the list. */
export const total = ({ sql }: TenantContext): number =>
  count(sql, "SELECT count(*) AS n FROM payouts");

/** Its day's books are closed by our copy of the lists: a person may have opened them since. */
const isClosed = ({ plan }: FinishedPlan): boolean =>
  plan.kind === "held" && plan.reasons.some(({ code }) => code === "payout-period-closed");

/** As it would be booked now; `null`: there is none, or the tenant isn't set up. */
async function shownNow(context: TenantContext, id: string) {
  const row = store.byId(context.sql, id);
  const seen = row === null ? null : await currentPlan(context, row);
  return row === null || seen === null ? null : { row, seen };
}

/** Once it is booked, only those whose money didn't go back yet. */
function withCancelled(
  sql: SqlStorage,
  row: store.StoredPayout,
  paid: FinishedPlan["cancelled"] = [],
): Pick<PayoutView, "cancelled"> {
  const cancelled = store.hasVoucher(sql, row.id) ? filterUnrefunded(sql, row, paid) : paid;
  return cancelled.length === 0 ? {} : { cancelled };
}

/**
 * By what is open now; once it is booked, _Owed by providers_ names them. Cancelled orders that it
 * pays are told as such.
 */
async function withBeyond(
  sql: SqlStorage,
  row: store.StoredPayout,
  { nets = [], cancelled = [] }: Pick<FinishedPlan, "nets" | "cancelled">,
): Promise<Pick<PayoutView, "beyond">> {
  if (store.isPayoutBooked(sql, row.id)) return {};
  const paid = excessOrders({ sql, currency: row.currency }, nets).filter(
    ({ key, what }) => what !== "below" || !cancelled.some((told) => told.key === key),
  );
  const twice = (await chosenTwice(sql, row)).filter(({ key }) => !paid.some((p) => p.key === key));
  const beyond = [...paid, ...twice];
  return beyond.length === 0 ? {} : { beyond };
}

export async function one(context: TenantContext, id: string): Promise<PayoutView | null> {
  const { sql } = context;
  // What earlier payouts took off is part of the plan.
  await countBegun(context);
  const before = await shownNow(context, id);
  const doubted = before !== null && before.seen.planned !== null && isClosed(before.seen.planned);
  const shown = doubted && (await readListsNow(context)) ? await shownNow(context, id) : before;
  if (shown === null) return null;
  const { row, seen } = shown;
  const { planned, progress } = seen;
  const view = { ...store.rowView(sql, row), progress };
  if (planned === null) return { ...view, ...notPlanned(row, progress), ...withChosen(row) };
  const chosen = storedJson<Record<string, string>>(row.persons);
  const { alike: _, cancelled, nets: _nets, settled, ...fields } = planned;
  const other = store.isFrozen(sql, row) ? null : otherAccountOf(sql, row, planned);
  return {
    ...view,
    held: isHeld(planned) || other !== null || view.isDoubted === true,
    ...fields,
    ...withOpenAmounts(sql, row, settled),
    ...withCancelled(sql, row, cancelled),
    ...(await withBeyond(sql, row, planned)),
    ...(planned.mark === row.approved ? { isAsApproved: true } : {}),
    ...(other === null ? {} : { otherAccount: other }),
    ...withChosen(row),
    unmatched: withOrders(
      sql,
      planned.unmatched.filter((line) => !(line.id in chosen && seen.isOld)),
      { currency: row.currency, chosen },
    ),
  };
}

function withChosen({ persons }: store.StoredPayout): Pick<PayoutView, "chosen"> {
  const chosen = Object.keys(storedJson<Record<string, string>>(persons)).length;
  return chosen === 0 ? {} : { chosen };
}

const notPlanned = (
  { lines }: store.StoredPayout,
  progress: PayoutProgress | null,
): FinishedPlan & Pick<PayoutView, "held"> => ({
  held: null,
  sums: NO_SUMS,
  plan: {
    kind: "held",
    reasons: [reason("payout-planning", { done: progress?.done ?? 0, of: lines })],
  },
  mark: "",
  matched: 0,
  unmatched: [],
  overlaps: null,
});

/** `page`: from 0. `null`: there is no such payout. */
export async function lines(
  context: TenantContext,
  id: string,
  page: number,
): Promise<PayoutLines | null> {
  const { sql } = context;
  const row = store.byId(sql, id);
  if (row === null) return null;
  const pages = Math.ceil(row.lines / LINES_PER_PAGE);
  const from = Math.min(Math.max(page, 0), Math.max(pages - 1, 0)) * LINES_PER_PAGE;
  const part = Math.floor(from / LINES_PER_PART);
  const within = from - part * LINES_PER_PART;
  const matches = await matchesOf(context, row, part);
  const shown = (await store.linesOf(sql, row, part)).map((line, index) => ({
    line,
    match: matches[index] ?? null,
  }));
  return {
    page: from / LINES_PER_PAGE,
    pages,
    rows: shown.slice(within, within + LINES_PER_PAGE).map(({ line, match }) => ({
      ...shownLine(line),
      fee: amount(dec(line.fee).plus(line.feeVat)),
      net: line.net,
      order: match !== null && "key" in match ? match.label : null,
      by: match !== null && "key" in match ? match.by : null,
      why: match !== null && "why" in match && CLEARED.has(line.kind) ? match.why : null,
    })),
  };
}

/** Returns the matches of a part: as stored, or as now where none are. */
async function matchesOf(
  context: TenantContext,
  row: store.StoredPayout,
  part: number,
): Promise<readonly LineMatch[]> {
  const { sql } = context;
  if (canPlanAtOnce(row) && !store.isFrozen(sql, row)) {
    const now = await plannedAtOnce(context, row);
    if (now !== null) return now.matches.slice(part * LINES_PER_PART, (part + 1) * LINES_PER_PART);
  }
  return plans.matchesOf(sql, row, part);
}

const refused = (why: Extract<PayoutActionResult, { ok: false }>["why"]): PayoutActionResult => ({
  ok: false,
  why,
});

type PayoutApproval = {
  readonly mark: string;
  readonly actor: string;
  /** What may be the same under another account isn't. */
  readonly isOther?: boolean;
  /** The voucher that was found for it is its own. */
  readonly takes?: boolean;
  /** It isn't booked, although it was skipped. */
  readonly despiteSkip?: boolean;
};

/** Exactly as it was seen: another plan than that of the mark is left alone. */
export async function approve(
  context: TenantContext,
  id: string,
  { mark, actor, isOther = false, takes = false, despiteSkip = false }: PayoutApproval,
): Promise<PayoutActionResult> {
  const { sql } = context;
  const row = store.byId(sql, id);
  const seen = row === null ? null : await currentPlan(context, row);
  if (row === null || seen === null) return refused("unknown");
  const view = store.rowView(sql, row);
  if (view.voucher !== null) return refused("booked");
  if (view.isLeft === true && !despiteSkip) return refused("skipped");
  if (view.isDoubted === true) return refused("differs");
  const { planned } = seen;
  if (planned === null) return refused("planning");
  if (seen.isOld) return refused("changed");
  if (planned.plan.kind === "held") return refused("held");
  if (planned.overlaps !== null) return refused("overlaps");
  if (planned.mark !== mark) return refused("changed");
  if (!isOther && otherAccountOf(sql, row, planned) !== null) return refused("other-account");
  return context.atomically(() => {
    reopenPayout(sql, store.keyOf(id));
    store.approve(sql, id, mark, actor);
    const { job } = intake.enqueue(context, {
      key: store.keyOf(id),
      flow: "payouts",
      type: takes ? TAKES_FOUND : APPROVED_PAYOUT,
      lane: "live",
    });
    jobs.update(sql, job.id, { label: row.payout }, context.now());
    context.wake();
    return { ok: true, jobId: job.id };
  });
}

/** The order of a line, by its number; "": what a person chose for it doesn't count any more. */
export function choose(
  { sql }: TenantContext,
  id: string,
  line: string,
  number: string,
): PayoutActionResult {
  const row = store.byId(sql, id);
  if (row === null) return refused("unknown");
  if (store.isFrozen(sql, row)) return refused("booked");
  if (!numbersAreKnown(sql)) return refused("planning");
  if (number.trim() === "") {
    store.unchoose(sql, row, line);
    plans.outdate(sql, id);
    return { ok: true, jobId: null };
  }
  const target = orderNumbered(sql, number);
  if (target === null) return refused("no-order");
  store.choose(sql, row, line, target.key);
  plans.outdate(sql, id);
  return { ok: true, jobId: null };
}

/** Takes it off the list. What was approved stays. */
export function discard({ sql }: TenantContext, id: string): PayoutActionResult {
  const row = store.byId(sql, id);
  if (row === null) return refused("unknown");
  if (store.isFrozen(sql, row)) return refused("booked");
  store.discard(sql, row);
  return { ok: true, jobId: null };
}
