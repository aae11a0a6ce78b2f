/**
 * A staged payout as it would be booked now. One of a few hundred lines is planned when looked at,
 * which writes nothing and is kept in memory (cached-plans.ts). The plan of a longer one is stored
 * and made in steps by the alarm: again when its basis changed, and rarely because orders changed,
 * as the run that books it makes its own plan, and books what was seen or nothing.
 */
import { localDay, zoneOfCountry } from "../../../../domain/platform/zoned-time.ts";
import { LINES_PER_PART, type PayoutProgress } from "../../../contract/payouts.ts";
import type { TenantContext } from "../../context/tenant-context.ts";
import * as cache from "../../storage/cache.ts";
import * as meta from "../../storage/meta.ts";
import { first } from "../../storage/sql.ts";
import { bankAccounts } from "../../journal/invoiced.ts";
import * as store from "../payout-store.ts";
import * as plans from "./store.ts";
import { cachedPlan, type PlannedNow } from "./cached-plans.ts";
import type { MatchStore, StepInput } from "./line-matches.ts";
import { EMPTY_PLAN, type UnfinishedPlan, type FinishedPlan, step } from "./steps.ts";

/** Up to this size it is planned at each look. */
const MAX_LINES_AT_ONCE = 3 * LINES_PER_PART;
/** Steps of one look; the alarm makes the rest. */
const MAX_STEPS_AT_ONCE = 36;
/** After this time, a plan from before a change of an order is made again at the next look. */
const AGAIN_MS = 600_000;

export const canPlanAtOnce = ({ lines }: store.StoredPayout): boolean => lines <= MAX_LINES_AT_ONCE;

/** What plans are made from: settings and currency, and the last job that ended. */
export function basisOf(
  sql: SqlStorage,
): { readonly settings: string; readonly all: string } | null {
  const configuration = meta.configuration(sql);
  const { company, fiscalYears = [] } = cache.lists(sql);
  if (configuration === null || company === null) return null;
  const last = first<{ updated_at: number; id: string }>(sql)`
    SELECT updated_at, id FROM jobs WHERE over = 1 ORDER BY updated_at DESC, id DESC LIMIT 1`;
  // On which days the books are open.
  const open = JSON.stringify([company.lockedTo ?? null, fiscalYears]);
  const said = `${configuration.version} ${company.currency} ${open}`;
  return { settings: said, all: `${said} ${last?.updated_at ?? 0} ${last?.id ?? ""}` };
}

/** `null`: the tenant has no settings yet, or its company was never read. */
function inputOf(
  { sql, now }: Pick<TenantContext, "sql" | "now">,
  row: store.StoredPayout,
  kept: MatchStore,
): StepInput | null {
  const settings = meta.configuration(sql)?.settings;
  const { company, fiscalYears = [] } = cache.lists(sql);
  if (settings === undefined || company === null) return null;
  const { currency } = company;
  const books = {
    closedPeriod: settings.orders.closedPeriod,
    company,
    years: fiscalYears,
    today: localDay(now(), zoneOfCountry(company.country)),
  };
  return { sql, row, settings, currency, banks: bankAccounts(sql, currency), books, kept };
}

/**
 * `null`: it takes more steps than one look may make. `noSuggestions`: looking for orders that a
 * line may belong to reads every order.
 */
export async function plannedAtOnce(
  context: TenantContext,
  row: store.StoredPayout,
  { noSuggestions = false }: Pick<StepInput, "noSuggestions"> = {},
): Promise<PlannedNow | null> {
  const kept = plans.matchesInMemory();
  const input = inputOf(context, row, kept);
  if (input === null || !canPlanAtOnce(row)) return null;
  const { today } = input.books;
  return cachedPlan(context.sql, { row, today, noSuggestions }, () =>
    planned(context, { ...input, noSuggestions }, kept),
  );
}

async function planned(
  context: TenantContext,
  input: StepInput,
  kept: ReturnType<typeof plans.matchesInMemory>,
): Promise<PlannedNow | null> {
  let making: UnfinishedPlan = EMPTY_PLAN;
  for (let steps = 0; steps < MAX_STEPS_AT_ONCE; steps += 1) {
    const stepped = await step(input, making);
    context.atomically(stepped.write);
    if (stepped.planned !== null) return { planned: stepped.planned, matches: kept.all() };
    making = stepped.making;
  }
  return null;
}

/** The plan for a page and for an approval. */
type CurrentPlan = {
  /** `null`: none was made yet. */
  readonly planned: FinishedPlan | null;
  /** A plan is being made. */
  readonly progress: PayoutProgress | null;
  /** Settings or people's choices changed since. */
  readonly isOld: boolean;
};

/** `null`: the tenant isn't set up. */
export async function currentPlan(
  context: TenantContext,
  row: store.StoredPayout,
): Promise<CurrentPlan | null> {
  const { sql, now } = context;
  const basis = basisOf(sql);
  if (basis === null) return null;
  const isFrozen = store.isFrozen(sql, row);
  const made = plans.finishedOf(sql, row.id);
  // A payout that is booked, or being booked, is planned by its run alone.
  if (isFrozen && made !== null) return { planned: made.planned, progress: null, isOld: false };
  const atOnce = await plannedAtOnce(context, row);
  if (atOnce !== null) return { planned: atOnce.planned, progress: null, isOld: false };
  const isOld = made !== null && !made.basis.startsWith(`${basis.settings} `);
  const wants = made === null || isOld || (made.basis !== basis.all && now() - made.at > AGAIN_MS);
  const making = plans.unfinishedOf(sql, row.id);
  const goesOn = isFrozen
    ? making !== null
    : making !== null &&
      !making.token.startsWith("run ") &&
      making.basis.startsWith(`${basis.settings} `);
  if (wants && !goesOn) beginByAlarm(context, row);
  const under = plans.unfinishedOf(sql, row.id);
  return {
    planned: made?.planned ?? null,
    progress: under === null ? null : { done: under.making.done, of: row.lines },
    isOld,
  };
}

/** Starts a plan that the alarm makes, unless the payout is planned at each look. */
export function beginByAlarm(context: TenantContext, row: store.StoredPayout): void {
  begin(context, row, `alarm ${crypto.randomUUID()}`);
  context.wake();
}

export function begin({ sql, now }: TenantContext, row: store.StoredPayout, token: string): void {
  const basis = basisOf(sql);
  if (basis === null) return;
  plans.saveUnfinished(sql, {
    payout: row.id,
    token,
    basis: basis.all,
    at: now(),
    making: EMPTY_PLAN,
  });
}

/**
 * Makes one step of the plan, unless another one replaced it meanwhile: then the step's result is
 * dropped. A plan that can't be made is dropped, and started again by the next look.
 */
export async function advance(context: TenantContext, row: store.StoredPayout): Promise<void> {
  const { sql, now } = context;
  const stored = plans.unfinishedOf(sql, row.id);
  if (stored === null) return;
  const { token, basis, body } = stored;
  const input = inputOf(context, row, plans.matchesInTables(sql, row, token));
  if (input === null) return plans.forgetUnfinished(sql, row.id);
  const stepped = await step(input, stored.making);
  context.atomically(() => {
    const still = plans.unfinishedOf(sql, row.id);
    if (still?.token !== token || still.body !== body) return;
    stepped.write();
    const of = { payout: row.id, token, basis };
    if (stepped.planned === null)
      plans.saveUnfinished(sql, { ...of, at: stored.at, making: stepped.making });
    else plans.saveFinished(sql, { ...of, at: now(), planned: stepped.planned });
  });
}

/** Some two hundred lines each. */
const STEPS_A_TICK = 2;

/** Called by the alarm. */
export async function advancePlans(context: TenantContext): Promise<void> {
  const { sql } = context;
  for (let steps = 0; steps < STEPS_A_TICK; steps += 1) {
    const id = plans.nextForAlarm(sql);
    if (id === null) return plans.deleteLeftovers(sql);
    const row = store.byId(sql, id);
    if (row === null) return plans.forgetUnfinished(sql, id);
    await advance(context, row);
  }
}

export const hasPlansToMake = (sql: SqlStorage): boolean =>
  plans.nextForAlarm(sql) !== null || plans.hasLeftovers(sql);
