/** What people do with payouts: stage, look, choose an order, approve. */
import type {
  LinesPart,
  PayoutActed,
  PayoutAnswer,
  PayoutAsk,
  ListedPayout,
  PayoutView,
  ReadOptionsView,
  Staged,
  StagedPayout,
} from "../../payout-rpc.ts";
import type { ClaimRef, Fenced } from "../../engine-rpc.ts";
import { type Provider, PROVIDERS } from "../../../domain/payouts/lines.ts";
import { choose as chosenBy } from "../../../settings/lookup.ts";
import * as claims from "../claims/claims.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as intake from "../intake/intake.ts";
import * as jobs from "../jobs/jobs.ts";
import { extend } from "../runs/engine.ts";
import * as cache from "../storage/cache.ts";
import * as meta from "../storage/meta.ts";
import { begin } from "../journal/clearing.ts";
import { orderNumbered } from "./order-numbers.ts";
import { clearedBy, idsOf, type Planned, plannedNow, suggested } from "./payout-plan.ts";
import * as store from "./payout-store.ts";

export const APPROVED_PAYOUT = "payout-approved";

const DAY_MS = 86_400_000;

/** Uploads are named by when they began. */
const before = (at: number): string => at.toString(36).padStart(9, "0");

export function addLines({ sql }: TenantContext, part: LinesPart): void {
  store.addLines(sql, part);
}

export function stage(
  { sql, now }: TenantContext,
  upload: string,
  payouts: readonly StagedPayout[],
  actor: string,
): readonly Staged[] {
  begin(sql);
  store.forgetUnfinished(sql, before(now() - DAY_MS));
  return store.stage(sql, upload, payouts, actor, now());
}

/** How files of this tenant are read; `null`: it isn't set up yet. */
export function readOptions({ sql }: TenantContext): ReadOptionsView | null {
  const settings = meta.configuration(sql)?.settings;
  const { company } = cache.lookups(sql);
  if (settings === undefined || company === null) return null;
  const { payouts, lookups } = settings;
  const columnOf = (provider: Provider) => [
    provider,
    chosenBy(lookups.payoutReference, provider).value ?? "",
  ];
  return {
    currency: company.currency,
    settings: {
      payouts,
      reference: Object.fromEntries(PROVIDERS.map(columnOf)),
      kinds: lookups.payoutKind.table,
    },
  };
}

/** Planned for a list together; the page of one is planned whatever its size. */
const MOST_PLANNED_LINES = 5_000;

export async function list(context: TenantContext): Promise<readonly ListedPayout[]> {
  const { sql } = context;
  const listed: ListedPayout[] = [];
  let lines = 0;
  for (const row of store.newest(sql)) {
    const view = store.rowView(sql, row);
    const isOpen = view.job === null;
    if (isOpen) lines += row.lines;
    const planned = isOpen && lines <= MOST_PLANNED_LINES ? await plannedNow(context, row) : null;
    listed.push({ ...view, held: planned === null ? null : isHeld(planned) });
  }
  return listed;
}

const isHeld = ({ plan, overlaps }: Planned): boolean => plan.kind === "held" || overlaps !== null;

export async function one(context: TenantContext, id: string): Promise<PayoutView | null> {
  const { sql } = context;
  const row = store.byId(sql, id);
  const planned = row === null ? null : await plannedNow(context, row);
  if (row === null || planned === null) return null;
  return {
    ...store.rowView(sql, row),
    held: isHeld(planned),
    ...planned,
    unmatched: suggested(sql, row.currency, planned.unmatched),
  };
}

const refused = (why: Extract<PayoutActed, { ok: false }>["why"]): PayoutActed => ({
  ok: false,
  why,
});

/** Exactly as it was seen: another plan than that of the mark is left alone. */
export async function approve(
  context: TenantContext,
  id: string,
  mark: string,
  actor: string,
): Promise<PayoutActed> {
  const { sql } = context;
  const row = store.byId(sql, id);
  const planned = row === null ? null : await plannedNow(context, row);
  if (row === null || planned === null) return refused("unknown");
  if (store.rowView(sql, row).voucher !== null) return refused("booked");
  if (planned.plan.kind === "held") return refused("held");
  if (planned.overlaps !== null) return refused("overlaps");
  if (planned.mark !== mark) return refused("changed");
  return context.atomically(() => {
    store.approve(sql, id, mark, actor);
    const { job } = intake.enqueue(context, {
      key: store.keyOf(id),
      flow: "payouts",
      type: APPROVED_PAYOUT,
      lane: "live",
    });
    jobs.update(sql, job.id, { label: row.payout }, context.now());
    context.wake();
    return { ok: true, jobId: job.id };
  });
}

/** The order of a line, by its number. */
export function choose(
  { sql }: TenantContext,
  id: string,
  line: string,
  number: string,
): PayoutActed {
  const row = store.byId(sql, id);
  if (row === null) return refused("unknown");
  if (store.isFrozen(sql, row)) return refused("booked");
  const target = orderNumbered(sql, number);
  if (target === null) return refused("no-order");
  store.choose(sql, row, line, target.key);
  return { ok: true, jobId: null };
}

/** Takes it off the list. What was approved stays. */
export function discard({ sql }: TenantContext, id: string): PayoutActed {
  const row = store.byId(sql, id);
  if (row === null) return refused("unknown");
  if (store.isFrozen(sql, row)) return refused("booked");
  store.discard(sql, row);
  return { ok: true, jobId: null };
}

/** Of the payout that this run is of. */
export async function forRun(
  context: TenantContext,
  ref: ClaimRef,
  ask: PayoutAsk,
): Promise<PayoutAnswer | Fenced> {
  const { sql } = context;
  const job = claims.holder(sql, ref);
  if (job === null) return { kind: "fenced" };
  extend(context, job, context.now());
  const row = store.byId(sql, store.idOf(job.key));
  if (row === null) return { kind: "none" };
  if (ask.ask === "claim") return claimAll(context, ref, row);
  const planned = await plannedNow(context, row);
  if (planned === null) return { kind: "none" };
  return {
    kind: "plan",
    head: store.headOf(row),
    amount: row.amount,
    plan: planned.plan,
    mark: planned.mark,
    approved: row.approved,
  };
}

/**
 * All lines of the payout, or none: part by part, as there may be many. Who comes second finds the
 * first one's, and gives back its own.
 */
async function claimAll(
  context: TenantContext,
  ref: ClaimRef,
  row: store.StoredPayout,
): Promise<PayoutAnswer | Fenced> {
  const { sql } = context;
  // Claimed before it was sent, and what is counted of it says so.
  if (store.rowView(sql, row).voucher !== null) return { kind: "claimed" };
  const parts = store.parts(sql, row);
  const cleared = await clearedBy(sql, row, parts);
  for (const [at, part] of parts.entries()) {
    const lines = await store.linesOf(sql, row, part);
    const off = cleared(lines);
    const job = claims.holder(sql, ref);
    if (job === null) return { kind: "fenced" };
    extend(context, job, context.now());
    const taken = context.atomically(() => {
      const found = store.taken(sql, row, idsOf(lines));
      if (found.count === 0) store.claimLines(sql, row, off);
      return found;
    });
    if (taken.count === 0) continue;
    for (const claimed of parts.slice(0, at))
      store.releaseLines(sql, row, idsOf(await store.linesOf(sql, row, claimed)));
    return {
      kind: "overlaps",
      count: taken.count,
      payout: store.byId(sql, taken.payout ?? "")?.payout ?? "",
    };
  }
  return { kind: "claimed" };
}
