/**
 * A person's links of documents to orders, and their removal. A job of its own has read the ledger;
 * here it is decided in one step, while no run works on the order, and doubtful writes are closed,
 * so that nothing is sent again.
 *
 * A document belongs to one order, and an order has one. An unlinked document stays recorded as
 * such, so that no event books the order again: only a person's retry does, after a look by
 * marker.
 */
import { isByDay } from "../../../domain/ledger/day-book.ts";
import { type JobFigures, ROLES_WITHOUT_STOCK } from "../../../domain/jobs/job.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { liveDocument, namedDocuments } from "../../../flows/orders/shared/case.ts";
import { linkKey } from "../../../flows/orders/shared/link-request.ts";
import type { DocumentRecord } from "../../../flows/port.ts";
import { message } from "../../../messages/message.ts";
import type { ClaimRef, ManualLink, ManualLinkAnswer } from "../../contract/runs.ts";
import type { CallResult, LinkAnswer, LinkRequest } from "../../contract/index.ts";
import * as causes from "../monitoring/alert-causes.ts";
import { runNow } from "../run-now/run-now.ts";
import * as claims from "../claims/claims.ts";
import * as locks from "../claims/locks.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { enqueue } from "../intake/intake.ts";
import * as jobs from "../jobs/jobs.ts";
import * as keys from "../jobs/keys.ts";
import * as journal from "../journal/journal.ts";
import * as payloads from "../journal/payloads.ts";
import * as links from "../links/links.ts";
import * as originals from "../runs/originals.ts";
import { all, first } from "../storage/sql.ts";
import * as jobActions from "./job-actions.ts";

/** Reasons that a person may confirm; every other one forbids the link. */
const CONFIRMABLE: ReadonlySet<Reason["code"]> = new Set<Reason["code"]>([
  "link-amount-differs",
  "link-vat-differs",
  "link-date-differs",
  "link-currency-differs",
  "link-customer-differs",
  "link-customer-shared",
  "link-not-comparable",
]);

export async function link(
  context: TenantContext,
  jobId: string,
  wanted: LinkRequest,
  actor: string,
): Promise<LinkAnswer> {
  const job = jobs.byId(context.sql, jobId);
  if (job === null || job.flow !== "orders") return { kind: "not-found", reasons: [] };
  const key = linkKey(job.key.slice("order:".length));
  const asked = jobs.byId(
    context.sql,
    await runNow(
      context,
      { key, flow: "link", type: "by-hand", lane: "live" },
      { ...wanted, actor },
    ),
  );
  if (asked === null || asked.status !== "done")
    return { kind: "later", reasons: [reason("link-not-carried-out")] };
  const reasons = claims.reasonsOf(asked);
  if (asked.outcome !== "updated")
    return {
      kind: reasons.every(({ code }) => CONFIRMABLE.has(code)) ? "differs" : "refused",
      reasons,
    };
  const differs = reasons.flatMap(({ code, params }) =>
    CONFIRMABLE.has(code) ? [`${code} ${JSON.stringify(params)}`] : [],
  );
  const linked = await jobActions.onNewestJob(context, jobId, "link", {
    actor,
    note: wanted.number,
    what: wanted.what,
    differs: differs.join("; "),
  });
  if (linked === null) return { kind: "linked", reasons };
  payloads.add(
    context.sql,
    linked.job.id,
    { timeline: linked.reported, people: [] },
    context.now(),
  );
  if (wanted.what !== "customer" || wanted.again === false)
    return { kind: "linked", reasons, jobId: linked.job.id };
  // The order that was held for want of a customer continues with the named one.
  const again = await jobActions.retry(context, jobId, actor);
  return {
    kind: "linked",
    reasons,
    dispatch: again.ok && again.dispatch,
    jobId: again.ok ? again.jobId : linked.job.id,
  };
}

/**
 * Called by the job that has read the ledger. The same transaction checks that no run works on the
 * order and nothing else is linked.
 */
export function take(context: TenantContext, ref: ClaimRef, request: ManualLink): ManualLinkAnswer {
  if (claims.holder(context.sql, ref) === null) return { kind: "fenced" };
  const answer =
    request.customer === undefined
      ? takeDocument(context, request)
      : takeCustomer(context, request, request.customer);
  context.wake();
  return answer;
}

const refused = (...reasons: readonly Reason[]): ManualLinkAnswer => ({ kind: "refused", reasons });

function takeCustomer(
  { sql, now }: TenantContext,
  { number, actor, confirmed }: ManualLink,
  { source, link: known }: NonNullable<ManualLink["customer"]>,
): ManualLinkAnswer {
  const others = all(sql)`
    SELECT source FROM links WHERE kind = 'customer' AND target = ${known.customer.id}
      AND source <> ${source}`.length;
  if (others > 0 && !confirmed)
    return refused(reason("link-customer-shared", { number, count: others }));
  links.saveCustomer(sql, source, { ...known, byPerson: true }, now());
  return { kind: "linked", reasons: [reason("customer-linked", { actor, number })] };
}

function takeDocument(
  { sql, now: clock }: TenantContext,
  { orderKey: key, actor, number, document }: ManualLink,
): ManualLinkAnswer {
  if (document === undefined) return refused(reason("link-not-carried-out"));
  const now = clock();
  const job = jobs.latestFor(sql, key);
  const doubtful = journal
    .unresolved(sql, job?.id ?? "", key)
    .filter((operation) => operation.key === key);
  // A write under way may still take effect: nothing is closed before that is over.
  if (job?.status === "running" || doubtful.some((operation) => (operation.abort_at ?? now) > now))
    return refused(reason("link-order-busy"));
  const elsewhere = first<{ key: string }>(sql)`
    SELECT key FROM documents WHERE id = ${document.record.id} AND state = 'live'
      AND key <> ${key}`;
  if (elsewhere !== null)
    return refused(
      reason("link-elsewhere", {
        number,
        order: jobs.latestFor(sql, elsewhere.key)?.label ?? elsewhere.key.slice("order:".length),
      }),
    );
  const known = journal.documents(sql, key);
  const live = known.filter(({ state, id }) => state === "live" && id !== document.record.id);
  if (live.length > 0)
    return refused(
      reason("link-order-has-document", { documents: namedDocuments(live).documents }),
    );
  const record = { ...document.record, n: numberOf(sql, key, known, document) };
  for (const operation of doubtful) {
    if (!isOfDocument(operation.kind)) continue;
    if (operation.marker_code !== null && document.codes.includes(operation.marker_code))
      journal.adopt(sql, operation.id, record.id, record.number, now);
    else journal.supersede(sql, operation.id, now);
  }
  journal.saveDocument(sql, key, record, now);
  const linked = reason("document-linked", {
    actor,
    document: document.kind,
    number,
    differs: document.differs.length === 0 ? null : document.differs.length,
  });
  if (job !== null)
    settle(sql, job, { reasons: [linked], label: document.label, figures: document.figures }, now);
  if (ROLES_WITHOUT_STOCK.includes(record.role) && keys.isStockEnabled(sql))
    keys.markUnsettled(sql, key);
  claims.wake(sql, key, now);
  return { kind: "linked", reasons: [linked, ...document.differs] };
}

/** A document settles neither payments nor customers: their doubts are looked up as always. */
const isOfDocument = (kind: string): boolean => /^(order|draft|voucher|ledger-item)\./.test(kind);

/** A document linked again keeps its n; a new one takes the next, so no write is taken for it. */
function numberOf(
  sql: SqlStorage,
  key: string,
  known: readonly DocumentRecord[],
  { record }: NonNullable<ManualLink["document"]>,
): number {
  const same = known.find(({ id, role }) => id === record.id && role === record.role);
  if (record.n > 0 || same !== undefined) return same?.n ?? record.n;
  const written =
    first<{ n: number | null }>(sql)`SELECT max(n) AS n FROM operations WHERE key = ${key}`?.n ?? 0;
  return Math.max(0, written, ...known.map(({ n }) => n)) + 1;
}

function settle(
  sql: SqlStorage,
  job: jobs.JobRow,
  {
    reasons,
    label,
    figures,
  }: { readonly reasons: readonly Reason[]; readonly label: string; readonly figures: JobFigures },
  now: number,
): void {
  const reported = {
    outcome: "booked" as const,
    reasons: JSON.stringify(reasons),
    label,
    figures: JSON.stringify(figures),
  };
  // A customer or a payment that is in doubt still has to be looked up, by the job that wrote it.
  const open =
    journal.unresolved(sql, job.id, job.key).length > 0
      ? {}
      : {
          status: "done" as const,
          wait: null,
          due: null,
          lease_until: null,
          types: "[]",
          seen: jobs.reportedCount(sql, job.key),
        };
  jobs.update(sql, job.id, { ...reported, ...open }, now);
  if (Object.keys(open).length === 0) return;
  locks.releaseAndWake(sql, job.id, now);
  causes.linked(sql, job, now);
}

/** A sales order that a credit lowered gets back what that took off. */
function unlinkDocument(
  context: TenantContext,
  key: string,
  document: DocumentRecord,
  now: number,
): void {
  journal.saveDocument(context.sql, key, document, now);
  if (document.role === "order-credit")
    enqueue(context, {
      key: document.id,
      flow: "orders",
      type: "credited-in-shop",
      lane: "update",
    });
}

/** The documents stay in the ledger and in memory; the order is held until a person decides. */
export async function unlink(
  context: TenantContext,
  jobId: string,
  actor: string,
  note: string,
): Promise<CallResult<{ jobId: string }>> {
  const found = await jobActions.onNewestJob(context, jobId, "unlink", { actor, note });
  const { sql } = context;
  const now = context.now();
  if (found === null || found.job.flow !== "orders")
    return { ok: false, kind: "not-found", message: message("refusals.noSuchJob") };
  const { job, reported } = found;
  if (job.status === "running")
    return { ok: false, kind: "running", message: message("refusals.jobRunning") };
  if (journal.unresolved(sql, job.id, job.key).length > 0)
    return {
      ok: false,
      kind: "in-doubt",
      message: message("refusals.unlinkInDoubt"),
    };
  const live = journal.documents(sql, job.key).filter(({ state }) => state === "live");
  // The reversal of a cancelled order's voucher stands for none, and says what its buyer is owed.
  if (liveDocument(live) === null)
    return { ok: false, kind: "not-linked", message: message("refusals.notLinked") };
  // Its day's voucher sums it, booked or not: booked again it would be summed twice.
  if (live.some(({ id }) => isByDay(id)))
    return { ok: false, kind: "by-the-day", message: message("refusals.unlinkDaily") };
  if (Number(originals.creditedAmount(sql, job.key, job.key)) !== 0)
    return {
      ok: false,
      kind: "has-credits",
      message: message("refusals.hasCredits"),
    };
  const why = reason("document-unlinked", { actor, ...namedDocuments(live) });
  return context.atomically(() => {
    for (const { credits: _, ...document } of live)
      unlinkDocument(context, job.key, { ...document, state: "unlinked" }, now);
    jobs.update(
      sql,
      job.id,
      { status: "done", outcome: "held", wait: null, due: null, reasons: JSON.stringify([why]) },
      now,
    );
    payloads.add(sql, job.id, { timeline: reported, people: [] }, now);
    claims.wake(sql, job.key, now);
    causes.jobNeedsPerson(sql, job, why, now);
    context.wake();
    return { ok: true, jobId: job.id };
  });
}
