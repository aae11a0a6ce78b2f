/**
 * One run of a job: implements the ports of a flow. Each call of the object carries all that
 * happened since the last one, so that an order of a known customer costs three calls.
 */
import { type Outcome, isUnresolved } from "../../domain/jobs/job.ts";
import {
  recordedBody,
  type VendorAnswer,
  type VendorRequest,
} from "../../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../domain/result.ts";
import { OWNERSHIP_READ, readOwnership } from "../../flows/ownership.ts";
import type { FlowPorts, Settlement, WriteIntent, Written } from "../../flows/port.ts";
import type { OrderValues } from "../../settings/lookups/occurred-values.ts";
import { openJson, sealContext, sealJson } from "../../store/seal.ts";
import type { PendingUpdates, Claim, ClaimRef, Deferral } from "../contract/runs.ts";
import type { CutOff } from "../contract/jobs.ts";
import type { TimelineEntry } from "../contract/index.ts";
import type { RunnerStub } from "../tenant/stub.ts";
import type { RunnerDeps } from "./deps.ts";
import { asWriteFailure, OutgoingWrites, writeSettlement, settledState } from "./outgoing.ts";
import { earlierReads, RetainedReads, Reads, type RunTime } from "./reads.ts";
import { plannedArticleNumbers, RunTimeline, plannedOrderValues } from "./run-timeline.ts";
import { sessionPorts } from "./session-ports.ts";
import { sealedEvidence } from "./run-evidence.ts";

/** How long a run that was too late for its slot waits before it requests the next one. */
const LATE_MS = 500;

type SessionOf = {
  readonly deps: RunnerDeps;
  readonly object: RunnerStub;
  readonly tenantId: string;
  readonly claim: Claim;
  readonly via: "dispatch" | "queue";
  readonly time: RunTime;
  readonly kept: RetainedReads;
  readonly sample?: unknown;
};

/** What a flow needs that calls the tenant's object itself. */
export type ObjectSession = Pick<Session, "object" | "ref" | "halt">;

export class Session {
  readonly deps: RunnerDeps;
  readonly object: RunnerStub;
  readonly tenantId: string;
  readonly claim: Claim;
  readonly via: "dispatch" | "queue";
  readonly time: RunTime;
  readonly sample: unknown;
  readonly ref: ClaimRef;
  readonly timeline: RunTimeline;
  readonly #outgoing = new OutgoingWrites();
  readonly #remembered: Record<string, string> = {};
  #halted = false;
  readonly #kept: RetainedReads;
  readonly #reads: Reads;

  constructor({ deps, object, tenantId, claim, via, time, kept, sample = null }: SessionOf) {
    this.deps = deps;
    this.object = object;
    this.tenantId = tenantId;
    this.claim = claim;
    this.via = via;
    this.time = time;
    this.sample = sample;
    this.timeline = new RunTimeline({
      now: () => deps.clock.now(),
      keyring: () => deps.keyring(),
      random: deps.random,
      tenantId,
      claim,
    });
    this.ref = { tenantId, jobId: claim.jobId, claimNo: claim.claimNo };
    this.#kept = kept;
    this.#reads = new Reads({
      deps,
      object,
      ref: this.ref,
      claim,
      via,
      time,
      kept,
      halt: () => this.halt(),
      park: (later, countsAsTry) => this.park(later, countsAsTry),
      note: (what, title, detail) => this.note(what, title, detail),
    });
  }

  /** Returns the ports, with the journal as it is after doubts were resolved. */
  ports(journal: FlowPorts["journal"], documents: FlowPorts["documents"]): FlowPorts {
    const known = { journal, documents };
    return sessionPorts(this, this.#reads, this.#outgoing, this.#remembered, known);
  }

  /** True once the job is parked or the claim is lost: the flow's answer is then ignored. */
  get halted(): boolean {
    return this.#halted;
  }

  halt(): { readonly ok: false; readonly error: Failure } {
    this.#halted = true;
    return err({ kind: "stopped", vendor: "eaccounting", cause: "the engine halted this run" });
  }

  note(what: TimelineEntry["what"], title: string, detail: unknown): void {
    this.timeline.note(what, title, detail);
  }

  settle(settlement: Settlement): void {
    this.#outgoing.settle(settlement);
  }

  takeUpdates(): PendingUpdates {
    return this.#outgoing.takeUpdates();
  }

  /** Takes the updates, with the order's VAT evidence. `outcome`: `null` before the run's end. */
  async carry(outcome: Outcome | null): Promise<PendingUpdates> {
    return { ...(await this.#evidence(outcome)), ...this.takeUpdates() };
  }

  #evidence(outcome: Outcome | null): Promise<Pick<PendingUpdates, "evidence">> {
    return sealedEvidence(this.deps, this.tenantId, this.claim, this.timeline, outcome);
  }

  /** Must be asked before the timeline is sealed. */
  orderValues(): OrderValues | null {
    return this.claim.flow === "orders" ? plannedOrderValues(this.timeline.entries) : null;
  }

  /** Must be asked before the timeline is sealed. */
  orderArticles(): readonly string[] | null {
    return this.claim.flow === "orders" ? plannedArticleNumbers(this.timeline.entries) : null;
  }

  /**
   * Reports the writes of a run that lost its claim or broke off; otherwise nobody could find out
   * which run made a document.
   */
  async leaveTrace(why: CutOff): Promise<void> {
    const evidence = await this.#evidence(null);
    const reported = await this.timeline.trace(why);
    if (reported !== null)
      await this.object.runs.record(
        this.ref,
        { ...evidence, ...this.takeUpdates() },
        null,
        reported,
      );
  }

  async park(
    later: Omit<Deferral, "kind">,
    countsAsTry = false,
    waitsFor: string | null = null,
  ): Promise<void> {
    const { wait, dueMs, reasons, capability } = later;
    this.note("wait", wait, { dueMs, reasons, wanted: this.claim.wanted });
    const updates = await this.carry(null);
    const { fenced } = await this.object.runs.park(this.ref, updates, {
      wait,
      dueMs,
      reasons,
      capability,
      countsAsTry,
      ...(waitsFor === null ? {} : { waitsFor }),
      ...(await this.timeline.sealed()),
      sent: this.sent(),
    });
    if (fenced) await this.leaveTrace("lost");
    else this.timeline.delivered();
  }

  /** How long ago, in ms, those calls of Asperion were sent that aren't reported to the object. */
  readonly sent = (): readonly number[] => this.#reads.sent();

  async #pause(ms: number): Promise<void> {
    if (ms > 0) await this.deps.sleep(ms);
  }

  /**
   * Makes a journaled write. Order: permit, slot, token, `begin`, fetch. A 401 is retried once with
   * a new token.
   */
  async write(intent: WriteIntent, request: VendorRequest): Promise<Result<Written, Failure>> {
    const owned = await this.#checkOwnership(request);
    if (!owned.ok) return owned;
    const first = await this.#inTurn(intent, request);
    if (first.ok || first.error.kind !== "unauthorized") return first;
    const token = await this.object.runner.renewToken(
      this.tenantId,
      request.vendor,
      first.error.tokenVersion,
    );
    return token === null ? first : this.#inTurn(intent, request);
  }

  /** Checks the company's label again: in an idle hour another installation may have claimed it. */
  async #checkOwnership({ vendor }: VendorRequest): Promise<Result<unknown, Failure>> {
    if (
      vendor !== "eaccounting" ||
      this.claim.ownershipDue !== true ||
      this.#remembered[OWNERSHIP_READ] !== undefined
    )
      return ok(null);
    const ports = this.ports(this.claim.journal, this.claim.documents);
    return readOwnership(ports, ports.read);
  }

  /** Releases its permit while it waits for a slot, so that other jobs can use the connection. */
  async #inTurn(intent: WriteIntent, request: VendorRequest): Promise<Result<Written, Failure>> {
    for (let stood = 0; ;) {
      const tried = await this.deps.permits.with(() => this.#attempt(intent, request));
      if (!("later" in tried)) return tried;
      if (!(await this.#reads.standStill(tried.later, stood))) return this.halt();
      stood += tried.later.dueMs;
    }
  }

  async #attempt(
    intent: WriteIntent,
    request: VendorRequest,
  ): Promise<Result<Written, Failure> | { readonly later: Deferral }> {
    if (this.#reads.outOfTime()) {
      await this.park({ wait: "back-off", dueMs: 0, reasons: [], capability: null }, true);
      return this.halt();
    }
    const sealed = await sealJson(
      await this.deps.keyring(),
      recordedBody(request),
      sealContext(this.tenantId, "payloads", this.claim.jobId),
      this.deps.random,
    );
    const asked = this.deps.clock.now();
    const { vendor, endpoint, capability } = request;
    const updates = await this.carry(null);
    const begun = await this.object.runs.begin(this.ref, updates, intent, {
      vendor,
      endpoint,
      capability,
      request: sealed,
      sent: this.sent(),
    });
    if (begun.kind === "later") return { later: begun };
    if (begun.kind === "fenced") return this.halt();
    // The write may change what was read before.
    this.#kept.forget();
    const { opId, attempt } = begun;
    await this.#pause(begun.waitMs);
    const spent = this.deps.clock.now() - asked;
    if (spent > begun.startWithinMs) {
      // Too late: nothing was sent, and this attempt may not be sent any more.
      this.settle(writeSettlement(opId, attempt, "not-sent", null));
      return {
        later: { kind: "later", wait: "rate", dueMs: LATE_MS, reasons: [], capability: null },
      };
    }
    const answer = await this.#reads.exchange(
      request,
      begun.token,
      Math.min(this.deps.vendorTimeoutMs, begun.abortWithinMs - spent),
    );
    this.#noteWrite(intent, request, answer);
    if (answer.ok) {
      this.settle(writeSettlement(opId, attempt, "done", null));
      return ok({ opId, attempt, answer: answer.value });
    }
    const failure = asWriteFailure(intent.kind, answer.error);
    this.settle(writeSettlement(opId, attempt, settledState(failure), failure));
    await this.#reads.tell(failure);
    return err(failure);
  }

  #noteWrite(
    { kind, marker }: WriteIntent,
    request: VendorRequest,
    answer: Result<VendorAnswer, Failure>,
  ): void {
    const { vendor, method, path } = request;
    this.note("write", `${method} ${path}`, { vendor, marker, body: recordedBody(request) });
    this.note(
      "answer",
      kind,
      answer.ok
        ? { status: answer.value.status, body: answer.value.body }
        : { failure: answer.error },
    );
  }
}

/**
 * Returns the reads of the previous run if it was parked to wait for a slot. With a write of
 * unknown outcome none of them can be reused.
 */
export async function readRetainedReads(
  deps: RunnerDeps,
  tenantId: string,
  claim: Claim,
): Promise<RetainedReads> {
  const hasDoubts = claim.journal.some(isUnresolved);
  if (claim.kept === undefined || claim.kept === null || claim.wanted === undefined || hasDoubts)
    return new RetainedReads(new Map());
  const opened = await openJson(
    await deps.keyring(),
    { keyId: claim.kept.keyId, bytes: new Uint8Array(claim.kept.bytes) },
    sealContext(tenantId, "payloads", claim.jobId),
  );
  if (!opened.ok) return new RetainedReads(new Map());
  const timeline = opened.value as readonly TimelineEntry[];
  return new RetainedReads(earlierReads(timeline, claim.wanted, deps.clock.now(), deps.settleMs));
}
