/**
 * The object's heartbeat: one alarm, and a short in-memory stir after each change. Whatever is done here may fail and
 * be done again; an alarm that threw six times would be gone for good, so every part is caught and the next alarm is
 * set in any case.
 */
import * as backfills from "./backfills.ts";
import { deliver, sumUp } from "./deliver.ts";
import * as ended from "./ended.ts";
import * as meta from "./meta.ts";
import * as notices from "./notices.ts";
import * as outbox from "./outbox.ts";
import * as peopleIndex from "./people-index.ts";
import { mayWake, nextLook, pick, reclaim, unpick } from "./pump.ts";
import * as reseal from "./reseal.ts";
import * as retention from "./retention.ts";
import type { Room, WakeUp } from "./room.ts";
import { stopFor } from "./stops.ts";
import * as runs from "./runs.ts";
import * as turns from "./turns.ts";
import * as watching from "./watching.ts";
import { logEvent } from "../log.ts";

/** Changes of one moment are told together. */
const STIR_MS = 5;
/** How late the alarm may be that stands in for a round. */
const SOON_MS = 1_000;
const PROJECTION_BATCH = 200;
/** After a failed batch D1 is left alone for a while: it is only a projection. */
const PROJECTION_PAUSE_MS = 5_000;
const CARE_MS = 3_600_000;
/** Cron beats each minute besides: with both dead, the deadline in D1 tells. */
const WATCH_MS = 300_000;
/** Between two steps of re-encryption: bookings go first. */
const RESEAL_PAUSE_MS = 1_000;
const RESEALING = "resealing";
/** Between two steps of counting what ended before there was a counter. */
const COUNT_PAUSE_MS = 1_000;

export class Heart {
  #stirring = false;
  #alarmAt: number | null = null;
  #projectionNotBefore = 0;

  constructor(
    readonly ctx: DurableObjectState,
    readonly room: Room,
  ) {}

  /** Soon, but outside of the request that caused it: wake what is due, tell D1, set the alarm. */
  stir(): void {
    this.soon();
    if (this.#stirring) return;
    this.#stirring = true;
    this.ctx.waitUntil(
      new Promise<void>((resolve) => {
        setTimeout(() => {
          this.#stirring = false;
          void this.#round().finally(resolve);
        }, STIR_MS);
      }),
    );
  }

  /** The net under what comes next, should the object die before it. Not worked out: a storm of webhooks comes by here. */
  soon(): void {
    const now = Date.now();
    if (this.#alarmAt !== null && this.#alarmAt > now && this.#alarmAt <= now + SOON_MS) return;
    this.#alarmAt = now + SOON_MS;
    void this.ctx.storage.setAlarm(this.#alarmAt);
  }

  async beat(): Promise<void> {
    this.#alarmAt = null;
    try {
      await this.#round();
      await this.#care();
      await guard("notices", this.room, () => deliver(this.room));
      await guard("re-encryption", this.room, () => this.#reseal());
      await guard("counting", this.room, async () => ended.countOlder(this.room.sql));
      await guard("listing", this.room, async () => peopleIndex.listOlder(this.room.sql));
    } finally {
      await this.#setAlarm();
    }
  }

  async #round(): Promise<void> {
    await guard("back-fill", this.room, async () => backfills.feed(this.room));
    await guard("runs", this.room, async () => runs.look(this.room));
    await guard("pump", this.room, () => this.#pump());
    await guard("projection", this.room, () => this.#project());
    await this.#setAlarm();
  }

  async #pump(): Promise<void> {
    const { sql, deps } = this.room;
    const now = this.room.now();
    if (meta.pauseState(sql).paused) return;
    reclaim(sql, now);
    const ids = pick(sql, now, mayWake(sql, now, this.room.slots.pressed));
    if (ids.length === 0) return;
    try {
      await deps.wake(ids.map((jobId): WakeUp => ({ v: 1, tenantId: this.room.tenantId(), jobId })));
    } catch (error) {
      unpick(sql, ids);
      throw error;
    }
  }

  async #project(): Promise<void> {
    const { sql, deps } = this.room;
    if (this.room.now() < this.#projectionNotBefore) return;
    for (let rows = outbox.pending(sql, PROJECTION_BATCH); rows.length > 0; rows = outbox.pending(sql, PROJECTION_BATCH)) {
      try {
        await deps.project(this.room.tenantId(), rows);
      } catch (error) {
        this.#projectionNotBefore = this.room.now() + PROJECTION_PAUSE_MS;
        throw error;
      }
      outbox.delivered(sql, rows);
      if (rows.length < PROJECTION_BATCH) return;
    }
  }

  /** What is done now and then: grants renewed ahead of time, recurring works begun, old payloads deleted. */
  async #care(): Promise<void> {
    const { sql, vault } = this.room;
    const now = this.room.now();
    for (const { vendor, version } of vault.dueForRenewal())
      await guard("renewal", this.room, async () => {
        const access = await vault.refresh(vendor, version);
        if (access.kind === "dead") stopFor(this.room, access.failure, this.room.now());
      });
    const configuration = meta.configuration(sql);
    if (configuration === null) return;
    turns.runDue(this.room);
    await guard("deadline", this.room, () => watching.tellDeadline(this.room));
    await guard("summary", this.room, async () => sumUp(this.room));
    if (now >= this.#dueAt("watched", WATCH_MS)) {
      meta.set(sql, "watched", String(now));
      await guard("watch", this.room, () => watching.look(this.room));
    }
    if (now >= this.#dueAt("cared", CARE_MS)) {
      meta.set(sql, "cared", String(now));
      await guard("key", this.room, async () => this.room.deps.noteKey(this.room.tenantId(), (await this.room.deps.keyring()).writes.id));
      if (reseal.leftUnder(sql, (await this.room.deps.keyring()).writes.id) > 0) meta.set(sql, RESEALING, "on");
      await guard("retention", this.room, async () => void retention.clear(this.room, configuration.settings.retentionDays));
    }
  }

  /** A step a beat, until nothing more can be moved to the key that writes. */
  async #reseal(): Promise<void> {
    const { sql } = this.room;
    if (meta.get(sql, RESEALING) === null) return;
    const before = reseal.leftUnder(sql, (await this.room.deps.keyring()).writes.id);
    const { left } = await reseal.step(this.room);
    if (left === 0 || left === before) meta.clear(sql, RESEALING);
  }

  #dueAt(what: string, every: number): number {
    return Number(meta.get(this.room.sql, what) ?? 0) + every;
  }

  async #setAlarm(): Promise<void> {
    const now = this.room.now();
    const at = this.#next(now);
    if (at === null) return;
    // Our clock may be moved in tests, the platform's can't: the alarm is set by duration.
    const real = Date.now() + Math.max(0, at - now);
    if (this.#alarmAt !== null && this.#alarmAt <= real && this.#alarmAt > Date.now()) return;
    this.#alarmAt = real;
    await this.ctx.storage.setAlarm(real);
  }

  #next(now: number): number | null {
    const { sql, vault } = this.room;
    const instants: (number | null)[] = [vault.nextRenewal()];
    if (!meta.pauseState(sql).paused) instants.push(nextLook(sql, now));
    if (meta.get(sql, RESEALING) !== null) instants.push(now + RESEAL_PAUSE_MS);
    if (ended.uncounted(sql) || !peopleIndex.isWhole(sql)) instants.push(now + COUNT_PAUSE_MS);
    if (outbox.lag(sql).rows > 0) instants.push(Math.max(now + 250, this.#projectionNotBefore));
    if (meta.configuration(sql) !== null) instants.push(this.#dueAt("cared", CARE_MS), this.#dueAt("watched", WATCH_MS), notices.nextDue(sql), turns.nextDue(this.room));
    const known = instants.filter((instant): instant is number => instant !== null);
    return known.length === 0 ? null : Math.max(now, Math.min(...known));
  }
}

/** Logs and goes on: the next part, and the next beat, must come. */
async function guard(part: string, room: Room, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    logEvent({ event: "heart-fault", tenant: room.tenantId(), part, fault: error instanceof Error ? error.name : "unknown" });
  }
}

