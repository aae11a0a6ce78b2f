/**
 * Tries a person's action on one thing before it is done: by the flow's own dry run of that job,
 * shown from its timeline, and then done exactly as shown or not at all.
 */
import { answersOf, RETRY } from "../../../domain/jobs/requested-actions.ts";
import {
  type PlannedEffect,
  plannedEffectOf,
  documentOf,
  dryRunResult,
} from "../../../domain/jobs/planned-effect.ts";
import type { JobFigures, JobView } from "../../../domain/jobs/job.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { ok } from "../../../domain/result.ts";
import {
  actionPreviewKey,
  AS_UNLINKED,
  asLinked,
  isOwnVoucher,
  type RunPreview,
} from "../../../domain/jobs/run-preview.ts";
import { markOf } from "../../../domain/orders/preview-token.ts";
import { productKey } from "../../../flows/products/port.ts";
import { message } from "../../../messages/message.ts";
import { tokenHash } from "../../../store/secrets.ts";
import type { HeldJob, JobTimeline } from "../../../sync/contract/index.ts";
import type { TenantRequest } from "../../deps.ts";
import { actOn } from "./job-actions.ts";
import { dryRun, type DryRunView, readDryRun } from "../dry-runs/dry-run.ts";
import { listJobs } from "./jobs.ts";
import { deleteLink, listLinks, putLink } from "../ledger/links.ts";
import { unlinkManually } from "../ledger/manual-links.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { reject, type Answer, type Refused } from "../refusal.ts";
import { pinnedFor, retryJob, type Retried } from "./retry.ts";
import { previewOf } from "../dry-runs/run-preview.ts";
import { previewedVoucher, type PreviewedVoucher } from "../dry-runs/previewed-voucher.ts";

/** `planned`: a retry with the settings that it was planned with. */
export type JobAction =
  | "retry"
  | "planned"
  | "resync"
  | "book-again"
  | "undo-skip"
  | "link"
  | "unlink";

/** `wake`: it is on its way, and only begins at once. */
type PreviewedAction = JobAction | "wake";

/** Returns what the action lets its run do. `code`: of the shop's article in a link. */
function typesOf(action: PreviewedAction, job: HeldJob, code: string): readonly string[] {
  if (action === "wake") return [];
  if (action === "link") return [RETRY, asLinked(code)];
  const isOrder = job.flow === "orders";
  if (action === "unlink") return isOrder ? [AS_UNLINKED, RETRY] : [AS_UNLINKED];
  if (action === "retry" || action === "planned") return [RETRY, ...answersOf(job)];
  if (action === "book-again") return [action, RETRY];
  return isOrder ? [action] : [action, RETRY];
}

/** What an order would become. `requests`: those to the ledger. */
export type PreviewedOrder = {
  readonly become: PlannedEffect;
  readonly reasons: readonly Reason[];
  readonly figures: JobFigures | null;
  readonly requests: number;
  /** The kind of document that would be made; `null`: none. */
  readonly document: string | null;
};

export type JobActionView = {
  /** The newest look at the thing. */
  readonly job: HeldJob;
  /** Its dry run; `null` where none was started. */
  readonly dryRun: JobView | null;
  readonly dryRunTimeline: JobTimeline | null;
  /** Why none could be begun. */
  readonly refused: Refused | null;
  /** For anything but an order; `null` until it is ready. */
  readonly preview: RunPreview | null;
  /** The stock of the articles that a link concerns; `null`: stock isn't synced. */
  readonly stock: RunPreview | null;
  readonly order: PreviewedOrder | null;
  /** For the voucher of a day or a payout. */
  readonly voucher: PreviewedVoucher | null;
  /** Stands for all that is shown. */
  readonly mark: string;
};

/** The newest look at a thing, where that is over; `null`: it isn't. `jobId`: of any look at it. */
export async function newestEndedJob(asking: TenantRequest, jobId: string): Answer<HeldJob | null> {
  const reached = await requireTenant(asking);
  if (!reached.ok) return reached;
  const named = (ids: readonly string[]) =>
    callTenant(asking, (tenant) => tenant.jobs.named(asking.tenantId, ids));
  const pressed = await named([jobId]);
  if (!pressed.ok) return pressed;
  const key = pressed.value[0]?.key ?? null;
  if (key === null) return ok(null);
  const looks = await listJobs(asking, { key, limit: 1 });
  if (!looks.ok) return looks;
  const newest = await named(looks.value.jobs.flatMap((job) => (job.key === key ? [job.id] : [])));
  if (!newest.ok) return newest;
  const job = newest.value[0];
  return ok(job === undefined || job.goes ? null : job);
}

type TriedAction = {
  readonly action: PreviewedAction;
  readonly code?: string;
};

/**
 * Tries the action on present data. It may have to wait, and is then read later. `code`: of the
 * shop's article to link.
 */
export async function previewAction(
  asking: TenantRequest,
  job: HeldJob,
  { action, code = "" }: TriedAction,
): Answer<JobActionView> {
  const pinned = action === "planned" ? await pinnedFor(asking, job.id) : ok(null);
  if (!pinned.ok) return pinned;
  const types = typesOf(action, job, code);
  const begun = await dryRun(asking, {
    of: "again",
    acrossStartLine: false,
    jobId: job.id,
    action,
    types,
    pinned: pinned.value,
  });
  if (begun.ok) return ok(await viewOf(job, action, begun.value));
  return begun.error.status === 409 ? ok(await viewOf(job, action, null, begun.error)) : begun;
}

/** Returns the newest try, if there is one. */
export async function readActionPreview(
  asking: TenantRequest,
  job: HeldJob,
  { action }: TriedAction,
): Answer<JobActionView> {
  const key = actionPreviewKey(job.key, action);
  const listed = await listJobs(asking, { key, newest: true, limit: 1 });
  if (!listed.ok) return listed;
  const [tried] = listed.value.jobs;
  if (tried === undefined) return ok(await viewOf(job, action, null));
  const read = await readDryRun(asking, tried.id);
  return read.ok ? ok(await viewOf(job, action, read.value)) : read;
}

async function viewOf(
  job: HeldJob,
  action: PreviewedAction,
  run: DryRunView | null,
  refused: Refused | null = null,
): Promise<JobActionView> {
  const tried = run?.jobTimeline.job ?? null;
  const over = tried?.status === "done";
  const ended = run !== null && over ? run.jobTimeline.timeline : [];
  const stock = isLinked(action, job) ? previewOf(ended, "stock") : null;
  const preview = isLinked(action, job) ? previewOf(ended, "products") : previewOf(ended);
  const would = tried === null ? null : dryRunResult(tried);
  const order: PreviewedOrder | null =
    run === null || tried === null || would === null || job.flow !== "orders"
      ? null
      : {
          become: plannedEffectOf(would),
          reasons: tried.reasons.filter(({ code }) => code !== "dry-run"),
          figures: tried.figures,
          requests: run.requests.length,
          document: plannedEffectOf(would) === "book" ? documentOf(run.requests) : null,
        };
  const voucher = run !== null && isOwnVoucher(job.flow) ? previewedVoucher(run.jobTimeline) : null;
  const facts = [
    action,
    job.id,
    job.updatedAt,
    tried?.status ?? refused?.kind ?? null,
    preview?.mark ?? null,
    ...(isLinked(action, job) ? [preview?.link ?? null, preview?.left ?? null, stock] : []),
    order,
    run?.requests ?? null,
    ...(voucher === null ? [] : [voucher]),
  ];
  const dryRunTimeline = run?.jobTimeline ?? null;
  return {
    job,
    dryRun: tried,
    dryRunTimeline,
    refused,
    preview,
    stock,
    order,
    voucher,
    mark: await tokenHash(JSON.stringify(facts)),
  };
}

/** Which article of the shop an article is. */
const isLinked = (action: PreviewedAction, { flow }: HeldJob): boolean =>
  flow === "products" && (action === "link" || action === "unlink");

/** `changed`: something isn't as it was shown, and nothing was done. */
type Applied =
  | { readonly kind: "changed"; readonly view: JobActionView }
  | ({ readonly kind: "gone" } & Retried);

/** `note`: why a document is unlinked. `code`: of the shop's article that is linked. */
export async function applyIfUnchanged(
  asking: TenantRequest,
  job: HeldJob,
  { mark, ...said }: ActionInput & { readonly mark: string },
): Answer<Applied> {
  const view = await previewAction(asking, job, said);
  if (!view.ok) return view;
  if (view.value.mark !== mark) return ok({ kind: "changed", view: view.value });
  const { dryRun: tried } = view.value;
  const shown = tried === null ? null : markOf(tried.reasons);
  const gone = await go(asking, job, { ...said, shown });
  return gone.ok ? ok({ kind: "gone", ...gone.value }) : gone;
}

type ActionInput = { readonly action: JobAction; readonly note: string; readonly code: string };

async function go(
  asking: TenantRequest,
  { id, key, flow, updatedAt }: HeldJob,
  { action, note, code, shown }: ActionInput & { readonly shown: string | null },
): Answer<Retried> {
  if (action === "retry" || action === "planned") {
    const settings = action === "planned" ? "planned" : "newest";
    return retryJob(asking, {
      jobId: id,
      settings,
      seen: updatedAt,
      shown,
    });
  }
  if (flow === "products" && (action === "link" || action === "unlink"))
    return linkArticleAndRetry(asking, id, {
      target: key.slice(productKey("").length),
      source: action === "link" ? code : null,
    });
  if (action === "link") return reject(404, "unknown-job", message("refusals.noSuchJob"));
  if (action !== "unlink") return actOn(asking, { jobId: id, act: action, seen: updatedAt, shown });
  const unlinked =
    flow === "orders"
      ? await unlinkManually(asking, id, note)
      : await deleteLink(asking, {
          kind: "customer",
          source: key.split(":").at(-1) ?? "",
        });
  return unlinked.ok ? ok({ jobId: id, dispatch: false }) : unlinked;
}

/**
 * Links an article of the ledger to one of the shop, or takes its link off (`source`: `null`), and
 * lets it go again. A run that is on its way already works with the link as it is by then.
 */
export async function linkArticleAndRetry(
  asking: TenantRequest,
  jobId: string,
  { target, source }: { readonly target: string; readonly source: string | null },
): Answer<Retried> {
  const linked =
    source === null
      ? await unlinkArticle(asking, target)
      : await putLink(asking, { kind: "article", source, target });
  if (!linked.ok) return linked;
  const retried = await retryJob(asking, { jobId, settings: "newest" });
  return retried.ok ? retried : ok({ jobId, dispatch: false });
}

async function unlinkArticle(asking: TenantRequest, target: string): Answer<object> {
  const found = await listLinks(asking, { kind: "article", target });
  if (!found.ok) return found;
  const [link] = found.value.links;
  return link === undefined
    ? reject(404, "not-found", message("refusals.noSuchLink"))
    : deleteLink(asking, { kind: "article", source: link.source });
}
