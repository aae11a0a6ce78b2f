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
  LinkByHand,
  LockInput,
  ParkInput,
  Sent,
  SlotInput,
  Told,
} from "../engine-rpc.ts";
import type { ProductAsk } from "../../flows/products/port.ts";
import type { Progress } from "../../flows/progress.ts";
import type { ProofAsk } from "../../monitor/reconciliation/port.ts";
import * as byHand from "./by-hand.ts";
import { carried } from "./carried.ts";
import * as claims from "./claims.ts";
import * as desk from "./desk.ts";
import * as door from "./door.ts";
import * as doubtedLookups from "./doubted-lookups.ts";
import * as engine from "./engine.ts";
import * as journal from "./journal.ts";
import * as meta from "./meta.ts";
import * as numbers from "./numbers.ts";
import * as watching from "./watching.ts";
import * as originals from "./originals.ts";
import * as proof from "./proof.ts";
import { mayWake, pick } from "./pump.ts";
import type { Room } from "./room.ts";
import * as runs from "./runs.ts";
import * as standings from "./standings.ts";
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
    return this.atomically(ref.tenantId, (room) => numbers.reserveNumber(room, ref, input));
  }

  async orderStandings(ref: ClaimRef, input: { ids: readonly string[] }) {
    return standings.forRun(this.enter(ref.tenantId), ref, input.ids);
  }

  async begin(ref: ClaimRef, carry: Carry, intent: WriteIntent, input: BeginInput) {
    return engine.begin(this.enter(ref.tenantId), ref, carry, intent, input);
  }

  async record(
    ref: ClaimRef,
    carry: Carry,
    doubt: { opId: number; verdict: DoubtVerdict } | null,
    told?: Told,
  ) {
    const room = this.enter(ref.tenantId);
    const job = carried(room, ref, carry);
    if (told !== undefined) desk.takeTrace(room, ref.jobId, told);
    if (job !== null && doubt !== null)
      room.atomically(() => this.#conclude(room, doubt.opId, doubt.verdict));
    return { fenced: job === null };
  }

  async enqueue(ref: ClaimRef, items: readonly WorkItem[]) {
    return this.atomically(ref.tenantId, (room) => engine.enqueue(room, ref, items));
  }

  async standing(ref: ClaimRef, since: number, after: string, pass?: number) {
    return engine.standing(this.enter(ref.tenantId), ref, since, after, pass);
  }

  async enrol(ref: ClaimRef, orders: readonly { key: string; dated: string }[]) {
    return this.atomically(ref.tenantId, (room) => engine.enrol(room, ref, orders));
  }

  async recall(ref: ClaimRef, keys: readonly string[], pass?: number) {
    return engine.recall(this.enter(ref.tenantId), ref, keys, pass);
  }

  async takeFound(ref: ClaimRef, found: PartiesFound | DebtorSales) {
    return this.finder.take(this.enter(ref.tenantId), ref, found);
  }

  async takeLink(ref: ClaimRef, link: LinkByHand) {
    return this.atomically(ref.tenantId, (room) => byHand.take(room, ref, link));
  }

  async progress(ref: ClaimRef, carry: Carry, progress: Progress) {
    return this.atomically(ref.tenantId, (room) => runs.progress(room, ref, carry, progress));
  }

  async products(ref: ClaimRef, ask: ProductAsk) {
    return this.atomically(ref.tenantId, (room) => engine.askProducts(room, ref, ask));
  }

  async proof(ref: ClaimRef, ask: ProofAsk) {
    return this.atomically(ref.tenantId, (room) => proof.answer(room, ref, ask));
  }

  #conclude(room: Room, opId: number, verdict: DoubtVerdict): void {
    const now = room.now();
    switch (verdict.kind) {
      case "found":
        journal.adopt(room.sql, opId, verdict.documentId, verdict.documentNumber, now);
        if (verdict.document !== null)
          journal.saveDocument(room.sql, verdict.document.key, verdict.document, now);
        return;
      case "absent":
        return journal.looked(room.sql, opId);
      case "send-again":
        return journal.sendAgain(room.sql, opId, now);
      case "superseded":
        return journal.supersede(room.sql, opId, now);
    }
  }

  async complete(ref: ClaimRef, carry: Carry, input: CompleteInput) {
    const room = this.enter(ref.tenantId);
    const job = carried(room, ref, carry);
    if (job === null) return { fenced: true, next: null };
    return room.atomically(() => {
      const now = room.now();
      room.slots.left(job.id, input.sent);
      if (!doubtedLookups.putDown(room, job, input, now)) {
        claims.complete(room.sql, job, input, now, room.deps.timings);
        door.verifyRepeats(room, job);
      }
      room.stir();
      return {
        fenced: false,
        next: meta.pauseState(room.sql).paused
          ? null
          : (pick(room.sql, now, Math.min(1, mayWake(room.sql, now, room.slots.pressed)))[0] ??
            null),
      };
    });
  }

  async park(ref: ClaimRef, carry: Carry, input: ParkInput) {
    const room = this.enter(ref.tenantId);
    const job = carried(room, ref, carry);
    if (job === null) return { fenced: true };
    return room.atomically(() => {
      const now = room.now();
      claims.park(room.sql, job, input, now);
      room.slots.left(job.id, input.sent);
      if (input.waitsFor !== undefined) originals.waitFor(room.sql, job.id, input.waitsFor, now);
      if (input.capability !== null && input.wait === "pause")
        stops.closeCapability(
          room,
          input.capability.vendor,
          input.capability.capability,
          input.reasons[0] ?? reason("no-access"),
          now,
        );
      room.stir();
      return { fenced: false };
    });
  }

  async renewToken(tenantId: string, vendor: Vendor, badVersion: number) {
    return engine.renewToken(this.enter(tenantId), vendor, badVersion);
  }

  async throttled(tenantId: string, vendor: Vendor, endpoint: string, retryAfterMs: number) {
    const room = this.enter(tenantId);
    if (vendor === "asperion") room.slots.pauseAsperion(retryAfterMs);
    else {
      watching.refused(room.sql, room.now());
      await room.deps.gate().penalize(endpoint, retryAfterMs);
    }
  }

  async stopTenant(tenantId: string, why: Reason) {
    const room = this.enter(tenantId);
    stops.stop(room, why, room.now());
  }
}
