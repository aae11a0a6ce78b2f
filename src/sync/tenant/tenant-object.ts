/**
 * TenantSync: one object a tenant, the only truth for its jobs, journal, links and tokens. D1 is a
 * projection of it.
 *
 * A Durable Object does not serialize across `fetch` or RPC: exclusion is made here, by claims with
 * numbers, locks and synchronous transactions. One alarm is the net under everything: it wakes what
 * is due, takes back what a dead runner held, tells D1, renews grants and deletes what is past its
 * retention.
 */
import type { Vendor } from "../../domain/ids.ts";
import type { DebtorSales, PartiesFound } from "../../domain/names.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import type { WorkItem, WriteIntent } from "../../flows/port.ts";
import type {
  BeginInput,
  Carry,
  ClaimRef,
  CompleteInput,
  DoubtVerdict,
  EngineRpc,
  ManualLink,
  LockInput,
  ParkInput,
  Sent,
  SlotInput,
  Reported,
} from "../engine-rpc.ts";
import type { ProductAsk } from "../../flows/products/port.ts";
import type { Progress } from "../../flows/progress.ts";
import type { ReconciliationRequest } from "../../monitor/reconciliation/port.ts";
import * as manualLinks from "./manual-links.ts";
import { carried } from "./carried.ts";
import * as claims from "./claims.ts";
import * as manualActions from "./manual-actions.ts";
import * as intake from "./intake.ts";
import * as doubtedLookups from "./doubted-lookups.ts";
import * as engine from "./engine.ts";
import * as journal from "./journal.ts";
import * as meta from "./meta.ts";
import * as numbers from "./numbers.ts";
import * as watching from "./watching.ts";
import * as originals from "./originals.ts";
import * as reconciliation from "./reconciliation.ts";
import { mayWake, pick } from "./pump.ts";
import type { TenantContext } from "./tenant-context.ts";
import * as runs from "./runs.ts";
import * as orderStates from "./order-states.ts";
import * as stops from "./stops.ts";
import { TenantEdges } from "./tenant-edges.ts";

export class TenantObject extends TenantEdges implements EngineRpc {
  protected readonly engine = (): EngineRpc => this;

  async claim(tenantId: string, jobId: string) {
    return engine.claim(this.enter(tenantId), jobId);
  }

  async resolveFor(
    ref: ClaimRef,
    carry: Carry,
    input: { linkSource: string | null; skus: readonly string[] } & Sent,
  ) {
    return engine.resolveFor(this.enter(ref.tenantId), ref, carry, input);
  }

  async lockParty(ref: ClaimRef, carry: Carry, input: LockInput) {
    return engine.lockParty(this.enter(ref.tenantId), ref, carry, input);
  }

  async lockOriginal(ref: ClaimRef, carry: Carry, input: { lockKey: string; original: string }) {
    return originals.lockOriginal(this.enter(ref.tenantId), ref, carry, input);
  }

  async slot(ref: ClaimRef, input: SlotInput) {
    return engine.slot(this.enter(ref.tenantId), ref, input);
  }

  async reserveNumber(ref: ClaimRef, input: { series: string; owner: string; from: number }) {
    return this.atomically(ref.tenantId, (context) => numbers.reserveNumber(context, ref, input));
  }

  async orderStates(ref: ClaimRef, input: { ids: readonly string[] }) {
    return orderStates.forRun(this.enter(ref.tenantId), ref, input.ids);
  }

  async begin(ref: ClaimRef, carry: Carry, intent: WriteIntent, input: BeginInput) {
    return engine.begin(this.enter(ref.tenantId), ref, carry, intent, input);
  }

  async record(
    ref: ClaimRef,
    carry: Carry,
    doubt: { opId: number; verdict: DoubtVerdict } | null,
    reported?: Reported,
  ) {
    const context = this.enter(ref.tenantId);
    const job = carried(context, ref, carry);
    if (reported !== undefined) manualActions.takeTrace(context, ref.jobId, reported);
    if (job !== null && doubt !== null)
      context.atomically(() => this.#conclude(context, doubt.opId, doubt.verdict));
    return { fenced: job === null };
  }

  async enqueue(ref: ClaimRef, items: readonly WorkItem[]) {
    return this.atomically(ref.tenantId, (context) => engine.enqueue(context, ref, items));
  }

  async openKeys(ref: ClaimRef, since: number, after: string, pass?: number) {
    return engine.openKeys(this.enter(ref.tenantId), ref, since, after, pass);
  }

  async enrol(ref: ClaimRef, orders: readonly { key: string; dated: string }[]) {
    return this.atomically(ref.tenantId, (context) => engine.enrol(context, ref, orders));
  }

  async recall(ref: ClaimRef, keys: readonly string[], pass?: number) {
    return engine.recall(this.enter(ref.tenantId), ref, keys, pass);
  }

  async takeFound(ref: ClaimRef, found: PartiesFound | DebtorSales) {
    return this.finder.take(this.enter(ref.tenantId), ref, found);
  }

  async takeLink(ref: ClaimRef, link: ManualLink) {
    return this.atomically(ref.tenantId, (context) => manualLinks.take(context, ref, link));
  }

  async progress(ref: ClaimRef, carry: Carry, progress: Progress) {
    return this.atomically(ref.tenantId, (context) => runs.progress(context, ref, carry, progress));
  }

  async products(ref: ClaimRef, ask: ProductAsk) {
    return this.atomically(ref.tenantId, (context) => engine.askProducts(context, ref, ask));
  }

  async askReconciliation(ref: ClaimRef, ask: ReconciliationRequest) {
    return this.atomically(ref.tenantId, (context) => reconciliation.answer(context, ref, ask));
  }

  #conclude(context: TenantContext, opId: number, verdict: DoubtVerdict): void {
    const now = context.now();
    switch (verdict.kind) {
      case "found":
        journal.adopt(context.sql, opId, verdict.documentId, verdict.documentNumber, now);
        if (verdict.document !== null)
          journal.saveDocument(context.sql, verdict.document.key, verdict.document, now);
        return;
      case "absent":
        return journal.lookedUp(context.sql, opId);
      case "send-again":
        return journal.sendAgain(context.sql, opId, now);
      case "superseded":
        return journal.supersede(context.sql, opId, now);
    }
  }

  async complete(ref: ClaimRef, carry: Carry, input: CompleteInput) {
    const context = this.enter(ref.tenantId);
    const job = carried(context, ref, carry);
    if (job === null) return { fenced: true, next: null };
    return context.atomically(() => {
      const now = context.now();
      context.slots.left(job.id, input.sent);
      if (!doubtedLookups.putDown(context, job, input, now)) {
        claims.complete(context.sql, job, input, now, context.deps.timings);
        intake.verifyRepeats(context, job);
      }
      context.wake();
      return {
        fenced: false,
        next: meta.pauseState(context.sql).paused
          ? null
          : (pick(
              context.sql,
              now,
              Math.min(1, mayWake(context.sql, now, context.slots.pressed)),
            )[0] ?? null),
      };
    });
  }

  async park(ref: ClaimRef, carry: Carry, input: ParkInput) {
    const context = this.enter(ref.tenantId);
    const job = carried(context, ref, carry);
    if (job === null) return { fenced: true };
    return context.atomically(() => {
      const now = context.now();
      claims.park(context.sql, job, input, now);
      context.slots.left(job.id, input.sent);
      if (input.waitsFor !== undefined) originals.waitFor(context.sql, job.id, input.waitsFor, now);
      if (input.capability !== null && input.wait === "pause")
        stops.closeCapability(
          context,
          input.capability.vendor,
          input.capability.capability,
          input.reasons[0] ?? reason("no-access"),
          now,
        );
      context.wake();
      return { fenced: false };
    });
  }

  async renewToken(tenantId: string, vendor: Vendor, badVersion: number) {
    return engine.renewToken(this.enter(tenantId), vendor, badVersion);
  }

  async throttled(tenantId: string, vendor: Vendor, endpoint: string, retryAfterMs: number) {
    const context = this.enter(tenantId);
    if (vendor === "asperion") context.slots.pauseAsperion(retryAfterMs);
    else {
      watching.refused(context.sql, context.now());
      await context.deps.gate().penalize(endpoint, retryAfterMs);
    }
  }

  async stopTenant(tenantId: string, why: Reason) {
    const context = this.enter(tenantId);
    stops.stop(context, why, context.now());
  }
}
