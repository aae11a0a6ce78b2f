/**
 * Runs one job, whether the webhook endpoint, the queue's consumer or the object itself woke it.
 * First it resolves writes with an unknown outcome, each under the marker that it was sent with;
 * then it runs the flow on freshly fetched data.
 */
import { faultName } from "../../domain/platform/fault-name.ts";
import { ok, type Failure } from "../../domain/result.ts";
import type { FlowEnd } from "../../flows/port.ts";
import type { Claim } from "../contract/runs.ts";
import type { ClaimGrant, RunnerStub } from "../tenant/stub.ts";
import { logEvent } from "../log.ts";
import { inSpan, type SetAttributes } from "../span.ts";
import { listsMayBeStale } from "../stale-lists.ts";
import { decideFailure } from "./failure-policy.ts";
import type { RunnerDeps } from "./deps.ts";
import { resolveDoubts } from "./resolve-doubts.ts";
import { FLOWS } from "./flows.ts";
import { readRetainedReads, Session } from "./session.ts";
import { defined } from "../../domain/platform/defined.ts";
import { flowEnd } from "../../flows/flow-end.ts";

type Run = {
  readonly tenantId: string;
  readonly jobId: string;
  readonly via: "dispatch" | "queue";
  /** The sample that a person posted for this run. */
  readonly sample?: unknown;
  /** Set if the job is claimed already. */
  readonly grant?: ClaimGrant;
  /** When the invocation began, in ms; absent: it begins with this job. */
  readonly since?: number;
  /** Whether there is time for another job after this one. */
  readonly takesNext?: () => boolean;
};

/** The tenant's next due job. `grant`: it is claimed for this runner already. */
export type Next = { readonly jobId: string; readonly grant?: ClaimGrant };

/** Runs the job; returns the tenant's next due one, or `null`. Throws only faults of the object. */
export function runJob(deps: RunnerDeps, object: RunnerStub, job: Run): Promise<Next | null> {
  const { tenantId, jobId, via } = job;
  return inSpan("job.run", { tenant: tenantId, job: jobId, via }, (setAttributes) =>
    run(deps, object, job, setAttributes),
  );
}

async function run(
  deps: RunnerDeps,
  object: RunnerStub,
  { tenantId, jobId, via, sample = null, grant, since, takesNext = () => false }: Run,
  setAttributes: SetAttributes,
): Promise<Next | null> {
  const began = grant?.began ?? deps.clock.now();
  const claim = grant?.claim ?? (await claimNow(object, tenantId, jobId));
  if (claim === null) return null;
  setAttributes({ flow: claim.flow, attempt: claim.claimNo });
  const session = new Session({
    deps,
    object,
    tenantId,
    claim,
    via,
    time: { began, since: since ?? began, takesNext },
    kept: await readRetainedReads(deps, tenantId, claim),
    sample,
  });
  const log = (outcome: string, kind: string | null): void => {
    setAttributes({ outcome, ...(kind === null ? {} : { failure: kind }) });
    logEvent({
      event: "job",
      tenant: tenantId,
      flow: claim.flow,
      job: jobId,
      attempt: claim.claimNo,
      ms: deps.clock.now() - began,
      outcome,
      failure: kind,
    });
  };
  try {
    // A dry run reads its order's journal but leaves doubtful writes to the order's own job.
    const doubts: Awaited<ReturnType<typeof resolveDoubts>> =
      claim.flow === "dry-run" || claim.flow === "link"
        ? ok({ kind: "go", journal: claim.journal, documents: claim.documents })
        : await resolveDoubts(session);
    if (!doubts.ok) return await stopped(session, doubts.error, log);
    if (doubts.value.kind === "end") return await ended(session, doubts.value.end, log);
    const end = await FLOWS[claim.flow](
      session.ports(doubts.value.journal, doubts.value.documents),
      session,
    );
    return end.ok ? await ended(session, end.value, log) : await stopped(session, end.error, log);
  } catch (fault) {
    // A bug. The updates so far are stored; the lease runs out, and after three such runs the job
    // is put on hold.
    logEvent({
      event: "job-fault",
      tenant: tenantId,
      job: jobId,
      fault: faultName(fault),
      at: firstStackLine(fault),
    });
    await object.runs.record(session.ref, await session.carry(null), null);
    await session.leaveTrace("fault");
    return null;
  }
}

async function claimNow(
  object: RunnerStub,
  tenantId: string,
  jobId: string,
): Promise<Claim | null> {
  const claimed = await inSpan("job.claim", {}, () => object.runner.claim(tenantId, jobId));
  return claimed.kind === "run" ? claimed.claim : null;
}

/** Returns the first line of the stack: enough to find a bug, and without any data. */
function firstStackLine(fault: unknown): string {
  if (!(fault instanceof Error)) return "";
  const { stack = "", message } = fault;
  // The message precedes the stack's lines, and may look like one.
  const places = stack.slice(stack.indexOf(message) + message.length);
  return (places.split("\n").find((entry) => entry.includes("    at ")) ?? "").trim().slice(0, 200);
}

type Log = (outcome: string, kind: string | null) => void;

async function ended(session: Session, end: FlowEnd, log: Log): Promise<Next | null> {
  session.note("outcome", end.outcome, { reasons: end.reasons });
  const { outcome, reasons, label, figures, changes } = end;
  const updates = await session.carry(outcome);
  const [values, articles] = [session.orderValues(), session.orderArticles()];
  const completed = {
    outcome,
    reasons,
    label,
    figures,
    ...defined({ changes }),
    ...(values === null ? {} : { values }),
    ...(articles === null ? {} : { articles }),
    ...(listsMayBeStale(session.claim.flow, session.claim.lane, end)
      ? { listsMayBeStale: true }
      : {}),
    ...(await session.timeline.sealed()),
    sent: session.sent(),
    ...(session.time.takesNext() ? { takesNext: true } : {}),
  };
  const began = session.deps.clock.now();
  const answer = await inSpan("job.complete", {}, () =>
    session.object.runs.complete(session.ref, updates, completed),
  );
  log(answer.fenced ? "fenced" : outcome, null);
  if (answer.fenced) await session.leaveTrace("lost");
  else session.timeline.delivered();
  const { next, claim } = answer;
  if (next === null) return null;
  return { jobId: next, ...(claim === undefined ? {} : { grant: { claim, began } }) };
}

async function stopped(session: Session, failure: Failure, log: Log): Promise<Next | null> {
  if (session.halted) {
    // A parked job has reported everything already. If its claim is lost, its writes are reported.
    await session.leaveTrace("lost");
    log("halted", null);
    return null;
  }
  log("stopped", failure.kind);
  return handleFailure(session, failure);
}

async function handleFailure(session: Session, failure: Failure): Promise<Next | null> {
  const { deps, claim } = session;
  const decision = decideFailure(
    failure,
    { tries: claim.tries, who: `${session.tenantId} ${claim.jobId}` },
    deps.backoffMs,
    deps.settleMs[0] ?? 0,
  );
  switch (decision.do) {
    case "park":
      await session.park(decision, decision.countsAsTry);
      return null;
    case "stop-tenant":
      await session.object.runner.stopTenant(session.tenantId, decision.reason, session.ref);
      await session.park({ wait: "pause", dueMs: 0, reasons: [decision.reason], capability: null });
      return null;
    case "end":
      return ended(session, flowEnd(decision.outcome, decision.reasons), () => undefined);
  }
}
