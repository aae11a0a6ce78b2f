/**
 * Corrects one thing and releases what waited for it: settings are changed, or runs get a request,
 * and the orders of a group run again. The result is shown first, by the order flow's own dry run;
 * then exactly that is done, or nothing.
 */
import { articlesToMake, type RequestedAction } from "../../../domain/jobs/requested-actions.ts";
import { asksApproval } from "../../../settings/orders/order-types.ts";
import { asPlanned } from "../../../settings/versions/as-planned.ts";
import type { LedgerCoding } from "../../../domain/ledger/ledger.ts";
import { dec, isDecimal, plain } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { ok } from "../../../domain/result.ts";
import type { HeldCause } from "../../../domain/jobs/held.ts";
import { goodsCodings } from "../../../flows/orders/money/item-coding.ts";
import {
  type WaitingPayment,
  waitingPayment,
} from "../../../flows/orders/payments/waiting-payment.ts";
import { type OrderForecast, forecastOrder } from "../../../flows/orders/trial/preview.ts";
import { DOCUMENT_STEPS, PREVIEW_STEPS } from "../../../settings/expressions/limits.ts";
import { Budget, OrderRules } from "../../../settings/rules/apply.ts";
import type { Settings } from "../../../settings/schema.ts";
import { chosenValue, heldValue } from "../../../store/audit-values.ts";
import { tokenHash } from "../../../store/secrets.ts";
import type {
  HeldJob,
  Releasable,
  ReleaseResult,
  JobVersion,
} from "../../../sync/contract/index.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import { actOn } from "./job-actions.ts";
import { type People, peopleOf } from "./jobs.ts";
import { audited } from "../audited.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { rememberedOrders } from "../dry-runs/recent-orders.ts";
import type { Answer } from "../refusal.ts";
import { retryJob, versionOf, type VersionsRead } from "./retry.ts";
import { parseSettings } from "../settings/parse-settings.ts";
import { readSettings, writeSettings } from "../settings/settings.ts";

/** `change`: the settings that mend it; `null`: none are changed. */
export type Fix = {
  /** What the runs may also do on a person's request (domain/jobs/requested-actions.ts). */
  readonly types: readonly string[];
  readonly change: ((saved: Settings) => unknown) | null;
  /** They wait for approval, and get it. */
  readonly approves?: true;
  /** Each goes with the settings that it was planned with last. */
  readonly asPlanned?: true;
  /** The action on each, where it is no retry. */
  readonly act?: RequestedAction;
};

/** A whole group, or jobs that were chosen one by one. */
export type JobSelection = { readonly of: HeldCause } | { readonly ids: readonly string[] };

/**
 * `would`: `null` where it wasn't tried. `version`: of the settings that it goes with; `null`: the
 * newest.
 */
export type ReleaseView = {
  readonly job: HeldJob;
  readonly would: OrderForecast | null;
  /** It has a document in the ledger, with which it is compared. */
  readonly stands: boolean;
  /** The payment that it would register there; `null`: none that is known. */
  readonly pays: WaitingPayment | null;
  readonly version: number | null;
};

/** A new article's coding of a VAT rate (in per cent) that is not set. */
export type LackedCoding = {
  readonly rate: string;
  /** Ids of those that fit, the proposed one first. */
  readonly fits: readonly string[];
};

export type FixPreview = {
  /** Stands for all that the view was made of. */
  readonly mark: string;
  /** The number of all waiting jobs. */
  readonly waiting: number;
  readonly releases: readonly ReleaseView[];
  /** Under way already. */
  readonly going: readonly HeldJob[];
  /** Those whose settings version can't be used any more: left alone. */
  readonly unusable: readonly HeldJob[];
  /** The persons of those that run, as far as the caller may see them. */
  readonly people: People;
  /** What the tried orders lack of a coding; `null`: nothing that could be proposed. */
  readonly coding: LackedCoding | null;
  /** The shop is in test mode and writes nothing. */
  readonly trial: boolean;
  /** The version of the saved settings. */
  readonly saved: number;
  /** When the ledger's lists were read that it is tried with, where that isn't now. */
  readonly listsOf: number | null;
};

/** Lists that were read this long ago were read for the page. */
const JUST_READ_MS = 60_000;

/** Orders whose outcome is tried. */
const TRIED = 20;
/** No call of the object holds it up for long. */
const RELEASED_AT_ONCE = 100;

type FixFacts = {
  readonly administrationId: number;
  readonly version: number;
  readonly wanted: Settings;
  readonly found: Omit<Releasable, "reason">;
  readonly mark: string;
};

/** Returns what the correction would do now. */
export async function previewFix(
  asking: TenantRequest,
  which: JobSelection,
  fix: Fix,
): Answer<FixPreview> {
  const { deps, tenantId } = asking;
  const known = await knownNow(asking, which, fix);
  if (!known.ok) return known;
  const { found, wanted, mark, administrationId } = known.value;
  const waiting = found.jobs.filter(({ goes }) => !goes);
  const settingsFor = await settingsWith(deps, tenantId, known.value, fix, waiting);
  const free = waiting.filter((job) => settingsFor(job) !== null);
  // Somebody may just have locked the period in which these would be booked.
  const lists = await callTenant(asking, (tenant) => tenant.flows.listsNow(tenantId));
  if (!lists.ok) return lists;
  const tried = await callTenant(asking, async (tenant) => {
    const orders = await rememberedOrders(tenant, {
      tenantId,
      administrationId,
      now: deps.clock.now(),
      jobs: free.filter(({ flow }) => flow === "orders").slice(0, TRIED),
      most: TRIED,
      asksApproval: asksApproval(wanted.orders.approval),
    });
    const budget = new Budget(PREVIEW_STEPS);
    const would = new Map<string, OrderForecast>();
    const standing = new Set<string>();
    const pays = new Map<string, WaitingPayment>();
    let coding: LackedCoding | null = null;
    for (const { jobId, settingsVersion, order, memory, stands } of orders) {
      // The dry run ignores existing documents, so an order with one isn't tried.
      if (stands && fix.act !== "book-again") {
        const gone = goneOf(free.find(({ id }) => id === jobId));
        if (gone !== undefined) {
          would.set(jobId, staysGone(gone));
          continue;
        }
        standing.add(jobId);
        const pay = waitingPayment(order, settingsFor({ settingsVersion }) ?? wanted, memory.lists);
        if (pay !== null) pays.set(jobId, pay);
        continue;
      }
      const rules = new OrderRules(new Budget(Math.min(DOCUMENT_STEPS, budget.left)));
      const had = rules.budget.left;
      const settings = settingsFor({ settingsVersion }) ?? wanted;
      const become = await forecastOrder(memory, order, settings, rules, fix.types);
      budget.spend(Math.min(budget.left, had - rules.budget.left));
      // Without steps left it would appear as held, so it isn't shown.
      if (budget.left === 0) break;
      would.set(jobId, become);
      coding ??= lackedCoding(become, settings, memory.lists.codings);
    }
    return { would, standing, pays, coding };
  });
  if (!tried.ok) return tried;
  const ids = free.map(({ id }) => id);
  return ok({
    mark,
    people: await peopleOf(asking, ids),
    waiting: found.waiting,
    releases: free.map((job) => ({
      job,
      would: tried.value.would.get(job.id) ?? null,
      stands: tried.value.standing.has(job.id),
      pays: lacksPayment(job) ? (tried.value.pays.get(job.id) ?? null) : null,
      version: fix.asPlanned === true ? olderVersion(job, known.value.version) : null,
    })),
    coding: tried.value.coding,
    going: found.jobs.filter(({ goes }) => goes),
    unusable: waiting.filter((job) => settingsFor(job) === null),
    trial: wanted.trial,
    saved: known.value.version,
    listsOf: isOld(lists.value, deps.clock.now()) ? lists.value : null,
  });
}

const isOld = (read: number | null, now: number): boolean =>
  read !== null && now - read > JUST_READ_MS;

/** Its last run found that somebody deleted its document in the ledger. */
const goneOf = (job: HeldJob | undefined): Reason | undefined =>
  job?.reasons.find(({ code }) => code === "document-gone" || code === "document-gone-with-others");

/** Only _Book again_ makes such a document again: any other run leaves the order on hold. */
const staysGone = (why: Reason): OrderForecast => ({
  become: "hold",
  reasons: [why],
  writes: [],
  plan: null,
  customerOpen: false,
});

function lackedCoding(
  { reasons }: OrderForecast,
  settings: Settings,
  codings: readonly LedgerCoding[],
): LackedCoding | null {
  const lacked = reasons.find(({ code }) => code === "new-article-coding-missing");
  const rate = String(lacked?.params["rate"] ?? "");
  if (!isDecimal(rate)) return null;
  const fits = goodsCodings(rate, { settings, codings }).map(({ id }) => id);
  return fits.length === 0 ? null : { rate: plain(dec(rate).times(100)), fits };
}

/** It is on hold for a payment without an account, so none was registered. */
const lacksPayment = ({ reasons }: HeldJob): boolean =>
  reasons.some(({ code }) => code === "payment-method-not-mapped");

type Planned = Pick<HeldJob, "settingsVersion">;

/** `null`: it was planned with the newest settings, or never. */
const olderVersion = ({ settingsVersion }: Planned, newest: number): number | null =>
  settingsVersion !== null && settingsVersion < newest ? settingsVersion : null;

/** Returns the settings for each job; `null`: its version can't be used any more. */
async function settingsWith(
  deps: EdgeDeps,
  tenantId: string,
  { version: newest, wanted }: Pick<FixFacts, "version" | "wanted">,
  fix: Fix,
  jobs: readonly HeldJob[],
): Promise<(job: Planned) => Settings | null> {
  if (fix.asPlanned !== true) return () => wanted;
  const read = new Map<number, Settings | null>();
  for (const job of jobs) {
    const version = olderVersion(job, newest);
    if (version === null || read.has(version)) continue;
    const saved = await versionOf(deps, tenantId, version);
    read.set(version, saved.ok ? asPlanned(saved.value.settings, wanted) : null);
  }
  return (job) => {
    const version = olderVersion(job, newest);
    return version === null ? wanted : (read.get(version) ?? null);
  };
}

/** `changed`: something isn't as it was shown, and nothing was done. */
type FixResult = { readonly kind: "changed" } | ({ readonly kind: "mended" } & ReleaseResult);

type ConfirmedFix = {
  readonly fix: Fix;
  readonly mark: string;
};

/** `mark`: of the view that was confirmed. */
export async function applyFix(
  asking: TenantRequest,
  which: JobSelection,
  { fix, mark }: ConfirmedFix,
): Answer<FixResult> {
  const { actor, tenantId } = asking;
  const known = await knownNow(asking, which, fix);
  if (!known.ok) return known;
  const { found, version, wanted } = known.value;
  if (known.value.mark !== mark) return ok({ kind: "changed" });
  const seen = found.jobs.flatMap(({ id, updatedAt, goes }): readonly JobVersion[] =>
    goes ? [] : [{ id, updatedAt }],
  );
  if (fix.asPlanned === true || fix.act !== undefined || isOneRetry(which, fix))
    return goEach(asking, fix, seen);
  const asked = requestOf(which, fix, found.jobs, seen.length);
  return audited(asking, { asked, done: null }, async (): Answer<FixResult> => {
    if (fix.change !== null) {
      const saved = await writeSettings(asking, { seen: version, input: wanted });
      if (!saved.ok) return saved.error.kind === "stale-version" ? ok({ kind: "changed" }) : saved;
    }
    const taken: string[] = [];
    const left: string[] = [];
    for (let from = 0; from < seen.length; from += RELEASED_AT_ONCE) {
      const some = seen.slice(from, from + RELEASED_AT_ONCE);
      const released = await callTenant(asking, (tenant) =>
        fix.approves === true
          ? tenant.jobs.approve(tenantId, some, actor.name)
          : tenant.jobs.release(tenantId, some, fix.types, actor.name),
      );
      if (!released.ok) return released;
      taken.push(...released.value.taken);
      left.push(...released.value.left);
    }
    return ok({ kind: "mended", taken, left });
  });
}

/** The request as the audit log has it. */
function requestOf(which: JobSelection, fix: Fix, jobs: readonly HeldJob[], count: number) {
  const labels = jobs.flatMap(({ label, goes }) => (goes || label === null ? [] : [label]));
  const after = "of" in which ? heldValue(count, which.of) : chosenValue(count, labels);
  if (fix.approves === true) return { action: "job.approve", after };
  return articlesToMake(fix.types).length > 0
    ? { action: "job.make-article", after }
    : { action: "job.retry", after };
}

const isOneRetry = (which: JobSelection, { types, change, approves }: Fix): boolean =>
  "ids" in which &&
  which.ids.length === 1 &&
  types.length === 0 &&
  change === null &&
  approves !== true;

/** Each alone, with its own entry in the audit log. */
async function goEach(
  asking: TenantRequest,
  { act, asPlanned: isAsPlanned }: Fix,
  jobs: readonly JobVersion[],
): Promise<Awaited<Answer<FixResult>>> {
  const read: VersionsRead = new Map();
  const settings = isAsPlanned === true ? "planned" : "newest";
  const taken: string[] = [];
  const left: string[] = [];
  for (const { id, updatedAt } of jobs) {
    const gone =
      act === undefined
        ? await retryJob(asking, { jobId: id, settings, read, seen: updatedAt })
        : await actOn(asking, { jobId: id, act, seen: updatedAt });
    (gone.ok ? taken : left).push(id);
  }
  return ok({ kind: "mended", taken, left });
}

async function knownNow(asking: TenantRequest, which: JobSelection, fix: Fix): Answer<FixFacts> {
  const reached = await requireTenant(asking);
  if (!reached.ok) return reached;
  const saved = await readSettings(asking);
  if (!saved.ok) return saved;
  const { version, settings } = saved.value;
  const parsed = fix.change === null ? ok(settings) : parseSettings(fix.change(settings));
  if (!parsed.ok) return parsed;
  const found = await callTenant(asking, async (tenant) => {
    if ("of" in which) return tenant.jobs.releasable(asking.tenantId, which.of);
    const all = await tenant.jobs.named(asking.tenantId, which.ids);
    const jobs = fix.approves === true ? all.filter(waitsForApproval) : all;
    return { jobs, waiting: jobs.length };
  });
  if (!found.ok) return found;
  const facts = [
    version,
    fix.change === null ? null : parsed.value,
    fix.types,
    fix.approves ?? false,
    fix.asPlanned ?? false,
    fix.act ?? null,
    found.value.jobs.map(({ id, updatedAt, goes }) => [id, updatedAt, goes]),
  ];
  return ok({
    administrationId: reached.value.administrationId,
    version,
    wanted: parsed.value,
    found: found.value,
    mark: await tokenHash(JSON.stringify(facts)),
  });
}

/** Its run ended with it: it waits for an approval. */
export const waitsForApproval = ({
  status,
  reasons,
}: {
  readonly status: string;
  readonly reasons: readonly { readonly code: string }[];
}): boolean => status === "done" && reasons.some(({ code }) => code === "waits-for-approval");
