/** Works that a person waits for, run within the object here and now: set-up and dry runs. */
import { type Vendor, VENDOR_NAMES } from "../../../domain/ids.ts";
import type { SystemArticles } from "../../../domain/ledger/ledger.ts";
import {
  actionPreviewKey,
  canBePreviewed,
  previewKey,
  typedPreviewKey,
} from "../../../domain/jobs/run-preview.ts";
import {
  ACROSS_START_LINE,
  askedKey,
  LAST_KEY,
  lastType,
  sampleKey,
} from "../../../flows/orders/trial/dry-run.ts";
import type { WorkItem } from "../../../flows/port.ts";
import { SETUP_KEY } from "../../../flows/setup/article-numbers.ts";
import { message } from "../../../messages/message.ts";
import type { RerunRequest, CallResult, DryRunInput, Refusal } from "../../contract/index.ts";
import { refusal } from "../../contract/views.ts";
import * as cache from "../storage/cache.ts";
import * as claims from "../claims/claims.ts";
import * as intake from "../intake/intake.ts";
import * as jobs from "../jobs/jobs.ts";
import * as pins from "../jobs/pins.ts";
import * as meta from "../storage/meta.ts";
import type { TenantContext } from "../context/tenant-context.ts";

const LISTS_KEY = "lookups";

/** Returns the job, which isn't delayed as an event is. It may still have to wait. */
export async function runNow(
  context: TenantContext,
  item: WorkItem,
  sample: unknown = null,
  prepare: (job: jobs.JobRow) => void = () => undefined,
): Promise<string> {
  const job = context.atomically(() => {
    const { job: asked } = intake.enqueue(context, item);
    prepare(asked);
    if (asked.wait === "coalesce")
      jobs.update(
        context.sql,
        asked.id,
        { status: "queued", wait: null, due: context.now() },
        context.now(),
      );
    return asked;
  });
  await context.runHere(job.id, sample);
  context.wake();
  return job.id;
}

export const notConnected = (vendor: Vendor): Refusal =>
  refusal(
    "tenant-not-connected",
    message("refusals.connectFirst", { vendor: VENDOR_NAMES[vendor] }),
  );
const stopped: Refusal = refusal("tenant-paused", message("refusals.tenantStopped"));
const signInFirst = (vendor: Vendor): Refusal =>
  refusal("needs-login", message("refusals.signInFirst", { vendor: VENDOR_NAMES[vendor] }));

/** Returns why nothing runs; `null`: the shop isn't stopped. Without a sign-in it can't resume. */
export function stoppedBy({ sql, vault }: TenantContext): Refusal | null {
  if (!meta.pauseState(sql).paused) return null;
  const ended = vault.views().find(({ state }) => state === "needs-login");
  return ended === undefined ? stopped : signInFirst(ended.vendor);
}

/**
 * Returns why a waiting person can't have it now; `null`: nothing prevents it. A refused job isn't
 * queued, or it would run later without anybody waiting.
 */
export function findObstacle(context: TenantContext): Refusal | null {
  for (const { vendor, state } of context.vault.views()) {
    if (state === "none") return notConnected(vendor);
    if (state === "needs-login") return signInFirst(vendor);
  }
  return stoppedBy(context);
}

/** Makes the system articles and the company's label. A person waits for it. */
export async function setUp(
  context: TenantContext,
): Promise<CallResult<{ articles: SystemArticles }>> {
  const no = findObstacle(context);
  if (no !== null) return no;
  const jobId = await runNow(context, {
    key: SETUP_KEY,
    flow: "setup",
    type: "by-hand",
    lane: "live",
  });
  const after = jobs.byId(context.sql, jobId);
  if (after?.outcome === "booked" || after?.outcome === "updated")
    return { ok: true, articles: cache.lists(context.sql).systemArticles };
  const why = after === null ? undefined : claims.reasonsOf(after)[0];
  return refusal(why?.code ?? "waiting", message("refusals.setUpNotDone", { job: jobId }));
}

/** Works out what an order would become, without writing it. */
export async function dryRun(
  context: TenantContext,
  input: DryRunInput,
): Promise<CallResult<{ jobId: string }>> {
  const no = findObstacle(context);
  if (no !== null) return no;
  if (input.of !== "again") return { ok: true, jobId: await dryRunNow(context, input) };
  const pressed = jobs.byId(context.sql, input.jobId);
  if (pressed === null || !canBePreviewed(pressed.flow))
    return refusal("not-found", message("refusals.noSuchJob"));
  // Since its last run, a person may have changed the ledger, such as locked a period.
  await readListsNow(context);
  return { ok: true, jobId: await previewJobAction(context, pressed.key, input) };
}

/** A page that is opened twice in this time has them read once. */
const JUST_READ_MS = 10_000;

/**
 * Reads the lists of eAccounting for a person who waits. False: they were just read, can't be read
 * now, or no flow reads them.
 */
export async function readListsNow(context: TenantContext): Promise<boolean> {
  const { sql } = context;
  if (findObstacle(context) !== null) return false;
  if (meta.configuration(sql)?.settings.schedules.lookups === "never") return false;
  if (meta.stoppedFlows(sql)[LISTS_KEY] !== undefined) return false;
  if ((cache.readAt(sql) ?? -Infinity) > context.now() - JUST_READ_MS) return false;
  await runNow(context, { key: LISTS_KEY, flow: "lookups", type: "doubted", lane: "live" });
  return true;
}

/**
 * Reads the lists again before a person confirms what they decide, such as a locked period. Returns
 * when they were read, as they may be older; `null`: never.
 */
export async function listsNow(context: TenantContext): Promise<number | null> {
  await readListsNow(context);
  return cache.readAt(context.sql);
}

/** Uses exactly the requested types and settings, whatever an earlier preview used. */
function previewJobAction(
  context: TenantContext,
  key: string,
  { action: deed, types, pinned }: RerunRequest,
): Promise<string> {
  const { sql } = context;
  return runNow(
    context,
    {
      key: actionPreviewKey(key, deed),
      flow: "dry-run",
      type: types[0] ?? "by-hand",
      lane: "live",
    },
    null,
    ({ id }) => {
      jobs.update(sql, id, { types: JSON.stringify(types) }, context.now());
      if (pinned === null) pins.drop(sql, id);
      else pins.pin(sql, id, pinned);
    },
  );
}

function dryRunNow(
  context: TenantContext,
  input: Exclude<DryRunInput, { readonly of: "again" }>,
): Promise<string> {
  if (input.of === "last")
    return runNow(context, {
      key: LAST_KEY,
      flow: "dry-run",
      type: lastType(input.count),
      lane: "live",
    });
  if (input.of === "run") {
    const { flow, settings } = input;
    const key = settings === undefined ? previewKey(flow) : typedPreviewKey(flow);
    const item = { key, flow: "dry-run", type: "by-hand", lane: "live" } as const;
    return runNow(context, item, settings ?? null);
  }
  const key =
    input.of === "order" ? askedKey(input.orderId) : sampleKey(meta.next(context.sql, "samples"));
  const type = input.acrossStartLine ? ACROSS_START_LINE : "by-hand";
  return runNow(
    context,
    { key, flow: "dry-run", type, lane: "live" },
    input.of === "sample" ? input.sample : null,
  );
}
