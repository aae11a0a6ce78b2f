/**
 * The object's alarm loop: one alarm, and a short in-memory wake after each change. Each tick wakes
 * what is due and sets the next alarm, which takes no time. Work that depends on D1, mail or other
 * servers runs as an errand and is never awaited: alarms don't overlap, so waiting for a mail would
 * hold up due jobs.
 *
 * Each part may fail and run again. An alarm that throws six times is dropped by the platform, so
 * every part is caught and the next alarm is always set.
 */
import { HOUR_MS, MINUTE_MS } from "../../../domain/platform/durations.ts";
import { CHATS } from "../../../domain/users/chat.ts";
import { faultName } from "../../../domain/platform/fault-name.ts";
import * as auditChain from "../privacy/audit-chain.ts";
import * as backfills from "../backfills/backfills.ts";
import { DaySteps } from "./day-steps.ts";
import { deliverChat, deliverMails, deliverWebhooks, sumUp } from "./deliver.ts";
import { bounded, Late } from "../../bounded.ts";
import { Errands } from "./errands.ts";
import * as meta from "../storage/meta.ts";
import * as notices from "../monitoring/notices.ts";
import * as orderValues from "../counts/order-values.ts";
import * as outbox from "../storage/outbox.ts";
import { mayWake, nextWakeAt, pick, reclaim, unpick } from "../intake/pump.ts";
import * as reseal from "../privacy/reseal.ts";
import * as retention from "./retention.ts";
import type { TenantContext, WakeUp } from "../context/tenant-context.ts";
import * as runs from "../runs/runs.ts";
import { countBegun } from "../payouts/clearing-view.ts";
import { careForFiles } from "../payouts/payout-files.ts";
import { hasPlansToMake, planOn } from "../payouts/plan/current.ts";
import * as resuming from "../claims/resuming.ts";
import { renewGrants } from "../claims/stops.ts";
import * as counters from "../counts/counters.ts";
import * as hourly from "../counts/hourly-counters.ts";
import { Looks } from "./look.ts";
import * as turns from "../intake/turns.ts";
import * as watching from "./watching.ts";
import { backoff, spreadOf } from "../../backoff.ts";
import { logEvent } from "../../log.ts";

/** Changes of one moment are told together. */
const WAKE_DELAY_MS = 5;
/**
 * Delay of the alarm that replaces a round. Each alarm costs a row and saves the counters held in
 * memory. After ten idle seconds the object may be evicted, so it comes before.
 */
const SOON_MS = 5_000;
const PROJECTION_BATCH = 200;
/** Delays after failed batches: D1 is only a projection. */
const PROJECTION_WAITS_MS = [5_000, 10_000, 20_000];
/**
 * Limit of waiting for D1. The batch is sent again later: the newer row wins, whenever the older
 * one arrives.
 */
const PROJECTION_MS = 30_000;
/** Limit of waiting for the queue: what it didn't take is woken again (`LOST_MS`). */
const WAKE_MS = 10_000;
/** A running errand sets the next alarm when it ends; this one is for an object that died. */
const NET_MS = 30_000;
/** If the next instant can't be computed. */
const BLIND_MS = MINUTE_MS;
/** After a failed part: its rest is due at once, and would set an alarm without end. */
const FAILED_MS = 5_000;
const CARE_MS = HOUR_MS;
/**
 * How often the tenant is checked for alerts. Where neither alarm nor cron reaches the object, cron
 * sees the missed deadline in D1 (monitor/silence.ts).
 */
const WATCH_MS = 300_000;
/** Where nothing waits and no alert is open. Other work of the object checks as well. */
const QUIET_WATCH_MS = HOUR_MS;
/** An alarm that is this much later than necessary is left as it is. */
const NEAR_MS = 20;
/** Between two steps of re-encryption: bookings go first. */
const RESEAL_PAUSE_MS = 1_000;
/** Between two steps of a resume: what is awake begins meanwhile. */
const RESUME_PAUSE_MS = 50;
/** Between two steps of what is deleted, and the mark that one is to follow. */
const CLEAR_PAUSE_MS = 250;
const CLEARING = "clearing";
/** Between some of a payout's lines and the next: bookings go first. */
const PLAN_PAUSE_MS = 20;

const PROJECTION = "projection";
const RENEWAL = "renewal";
const MAILS = "mails";
const WEBHOOKS = "webhooks";
const REENCRYPTION = "re-encryption";
/** A chat's has the chat's name. */
const ERRAND_OF: Readonly<Record<string, string>> = { mail: MAILS, webhook: WEBHOOKS };
const PAYOUT_PLANS = "payout-plans";
const PUMP = "pump";
const RESUME = "resume";
const RETENTION = "retention";
const TURNS = "turns";

export class AlarmLoop {
  #wakeScheduled = false;
  #alarmAt: number | null = null;
  /** A restarted object looks at once: when it last did is in no row. */
  #watchedAt = 0;
  #projectionNotBefore = 0;
  #projectionFaults = 0;
  /** Until when a part that failed is no reason for an alarm. */
  readonly #rests = new Map<string, number>();
  readonly #days: DaySteps;
  readonly #looks: Looks;
  readonly #errands: Errands;

  constructor(
    readonly ctx: DurableObjectState,
    readonly context: TenantContext,
  ) {
    this.#errands = new Errands({
      hold: (work) => ctx.waitUntil(work),
      failed: (name, fault) => this.#failed(name, fault),
      back: () => this.#setAlarm(),
    });
    this.#days = new DaySteps(context);
    this.#looks = new Looks(context, this.#errands);
  }

  /** Wakes what is due, tells D1 and sets the alarm, outside the request that caused it. */
  wake(): void {
    this.soon();
    if (this.#wakeScheduled) return;
    this.#wakeScheduled = true;
    this.ctx.waitUntil(
      new Promise<void>((resolve) => {
        setTimeout(() => {
          this.#wakeScheduled = false;
          void this.#round().finally(resolve);
        }, WAKE_DELAY_MS);
      }),
    );
  }

  /**
   * Sets an alarm in case the object dies before the next round. Its delay is fixed, as many
   * webhooks at once may call this.
   */
  soon(): void {
    const now = Date.now();
    if (this.#alarmAt !== null && this.#alarmAt > now && this.#alarmAt <= now + SOON_MS) return;
    this.#alarmAt = now + SOON_MS;
    void this.ctx.storage.setAlarm(this.#alarmAt);
  }

  /** Runs one tick, for the alarm (which is over once it fired) or cron. Waits for no errand. */
  async tick(): Promise<void> {
    this.#alarmAt = null;
    this.#turn();
    this.#part("days", () => this.#days.step());
    this.#part("care", () => this.#care());
    this.#part("errands", () => this.#send());
    this.#part("figures", () => this.#writeDown());
    await this.#setAlarm();
  }

  /** Starts errands with something to do; each one that ends recalculates the next alarm. */
  #send(): void {
    const { sql } = this.context;
    const now = this.context.now();
    const due = notices.dueByChannel(sql);
    const isDue = (channel: notices.Channel): boolean => (due.get(channel) ?? Infinity) <= now;
    if (isDue("mail")) this.#errands.start(MAILS, () => deliverMails(this.context));
    if (isDue("webhook")) this.#errands.start(WEBHOOKS, () => deliverWebhooks(this.context));
    for (const chat of CHATS)
      if (isDue(chat)) this.#errands.start(chat, () => deliverChat(this.context, chat));
    if (hasPlansToMake(sql)) this.#errands.start(PAYOUT_PLANS, () => planOn(this.context));
    if (reseal.isUnderWay(sql)) this.#errands.start(REENCRYPTION, () => reseal.goOn(this.context));
  }

  async #round(): Promise<void> {
    this.#turn();
    await this.#setAlarm();
  }

  #turn(): void {
    this.#part(RESUME, () => {
      if (resuming.isUnderWay(this.context.sql))
        this.context.atomically(() => resuming.step(this.context.sql, this.context.now()));
    });
    this.#part("back-fill", () => backfills.feed(this.context));
    this.#part("runs", () => runs.look(this.context));
    this.#part(PUMP, () => this.#pump());
    this.#part("projection", () => {
      if (outbox.waits(this.context.sql)) this.#errands.start(PROJECTION, () => this.#project());
    });
  }

  #pump(): void {
    const { sql } = this.context;
    const now = this.context.now();
    if (meta.pauseState(sql).paused) return;
    const ids = this.context.atomically(() => {
      reclaim(sql, now);
      return pick(sql, now, mayWake(sql, now, this.context.slots.pressed));
    });
    if (ids.length > 0)
      this.ctx.waitUntil(this.#wakeJobs(ids).catch((fault: unknown) => this.#log("pump", fault)));
  }

  async #wakeJobs(ids: readonly string[]): Promise<void> {
    const { sql, deps } = this.context;
    try {
      await bounded(
        deps.wake(ids.map((jobId): WakeUp => ({ v: 1, tenantId: this.context.tenantId(), jobId }))),
        WAKE_MS,
      );
    } catch (error) {
      // A late one may have been sent: the job is woken again if nobody came.
      if (!(error instanceof Late)) unpick(sql, ids);
      throw error;
    }
  }

  /** Sends batches until D1 knows everything; rows that are added meanwhile join the next batch. */
  async #project(): Promise<void> {
    const { sql, deps } = this.context;
    if (this.context.now() < this.#projectionNotBefore) return;
    for (
      let rows = outbox.pending(sql, PROJECTION_BATCH);
      rows.length > 0;
      rows = outbox.pending(sql, PROJECTION_BATCH)
    ) {
      try {
        await bounded(deps.project(this.context.tenantId(), rows), PROJECTION_MS);
      } catch (error) {
        const spread = spreadOf(`${this.context.tenantId()} ${this.#projectionFaults}`);
        this.#projectionNotBefore =
          this.context.now() + backoff(PROJECTION_WAITS_MS, this.#projectionFaults, spread);
        this.#projectionFaults += 1;
        throw error;
      }
      this.#projectionFaults = 0;
      outbox.delivered(sql, rows);
    }
  }

  /** Occasional work: renews grants ahead of time, starts recurring works, deletes old payloads. */
  #care(): void {
    const { sql, vault } = this.context;
    const now = this.context.now();
    if (vault.dueForRenewal().length > 0)
      this.#errands.start(RENEWAL, () => renewGrants(this.context));
    const configuration = meta.configuration(sql);
    if (configuration === null) return;
    this.#part(TURNS, () => turns.runDue(this.context, (work) => this.#looks.begin(work)));
    this.#part("summary", () => this.context.atomically(() => sumUp(this.context)));
    if (watching.deadlineToTell(this.context) !== null)
      this.#errands.start("deadline", () => watching.tellDeadline(this.context));
    if (now >= this.#watchedAt + WATCH_MS) {
      this.#watchedAt = now;
      this.#errands.start("watch", () => watching.look(this.context));
    }
    if (now >= this.#dueAt("cared", CARE_MS)) {
      meta.set(sql, "cared", String(now));
      this.#errands.start("key", () => this.#noteKey());
      this.#errands.start("cleared", () => countBegun(this.context));
      this.#errands.start("files", () => careForFiles(this.context));
      this.#errands.start("audit", async () => void (await auditChain.sealNew(this.context)));
      this.#part(RETENTION, () => this.#clear(configuration, true));
    } else if (meta.get(sql, CLEARING) !== null)
      this.#part(RETENTION, () => this.#clear(configuration, false));
  }

  /** A step of the hourly maintenance; the next tick does the rest. */
  #clear({ settings }: meta.Configuration, isFirst: boolean): void {
    const { sql } = this.context;
    const { retentionDays, evidenceYears } = settings;
    const { left } = retention.step(this.context, retentionDays, evidenceYears, isFirst);
    if (left) meta.set(sql, CLEARING, "on");
    else if (meta.get(sql, CLEARING) !== null) meta.clear(sql, CLEARING);
  }

  /** Stores what was only counted in memory. */
  #writeDown(): void {
    hourly.save(this.context);
    orderValues.write(this.context);
  }

  async #noteKey(): Promise<void> {
    const { sql, deps } = this.context;
    const { id } = (await deps.keyring()).writes;
    await reseal.beginIfOlder(sql, id, this.context.now());
    await deps.noteKey(this.context.tenantId(), id);
  }

  #dueAt(what: string, every: number): number {
    return Number(meta.get(this.context.sql, what) ?? 0) + every;
  }

  async #setAlarm(): Promise<void> {
    const now = this.context.now();
    const at = this.#next(now);
    if (at === null) return;
    // Setting an alarm costs a row, so the platform is asked for the current one.
    const set = this.#alarmAt ?? (await this.ctx.storage.getAlarm());
    this.#alarmAt ??= set;
    // Our clock may be moved in tests, the platform's can't: the alarm is set by duration.
    const real = Date.now() + Math.max(0, at - this.context.now());
    const near = this.#alarmAt !== null && this.#alarmAt <= real + NEAR_MS;
    if (near && (this.#alarmAt ?? 0) > Date.now()) return;
    this.#alarmAt = real;
    await this.ctx.storage.setAlarm(real);
  }

  #next(now: number): number | null {
    try {
      const known = this.#instants(now).filter((instant) => instant !== null);
      return known.length === 0 ? null : Math.max(now, Math.min(...known));
    } catch (fault) {
      this.#log("alarm", fault);
      return now + BLIND_MS;
    }
  }

  #instants(now: number): readonly (number | null)[] {
    const { sql, vault } = this.context;
    const rested = (name: string, at: number | null): number | null =>
      at === null ? null : Math.max(at, this.#rests.get(name) ?? 0);
    const unlessOut = (name: string, at: number | null): number | null =>
      this.#errands.isOut(name) ? now + NET_MS : rested(name, at);
    const instants = [unlessOut(RENEWAL, vault.nextRenewal())];
    const wakeAt = nextWakeAt(sql, now);
    if (!meta.pauseState(sql).paused) instants.push(rested(PUMP, wakeAt));
    if (resuming.isUnderWay(sql)) instants.push(rested(RESUME, now + RESUME_PAUSE_MS));
    if (reseal.isUnderWay(sql)) instants.push(unlessOut(REENCRYPTION, now + RESEAL_PAUSE_MS));
    if (hasPlansToMake(sql)) instants.push(unlessOut(PAYOUT_PLANS, now + PLAN_PAUSE_MS));
    if (outbox.waits(sql))
      instants.push(unlessOut(PROJECTION, Math.max(now + 250, this.#projectionNotBefore)));
    if (meta.configuration(sql) !== null)
      instants.push(
        this.#dueAt("cared", CARE_MS),
        meta.get(sql, CLEARING) === null ? null : rested(RETENTION, now + CLEAR_PAUSE_MS),
        this.#watchedAt + (this.#isQuiet(wakeAt) ? QUIET_WATCH_MS : WATCH_MS),
        this.#days.nextDue(),
        rested(
          TURNS,
          turns.nextDue(this.context, (work) => this.#looks.since(work)),
        ),
        ...[...notices.dueByChannel(sql)].map(([channel, at]) =>
          unlessOut(ERRAND_OF[channel] ?? channel, at),
        ),
      );
    return instants;
  }

  #isQuiet(wakeAt: number | null): boolean {
    const { sql } = this.context;
    return wakeAt === null && !outbox.waits(sql) && counters.openAlerts(sql) === 0;
  }

  /** Logs a fault and continues: the next part and the next tick must run. */
  #part(name: string, work: () => void): void {
    try {
      work();
    } catch (fault) {
      this.#failed(name, fault);
    }
  }

  #failed(part: string, fault: unknown): void {
    this.#rests.set(part, this.context.now() + FAILED_MS);
    this.#log(part, fault);
  }

  #log(part: string, fault: unknown): void {
    logEvent({ event: "alarm-loop-fault", tenant: this.#tenant(), part, fault: faultName(fault) });
  }

  /** Where the tables themselves fail, the fault is logged without a tenant. */
  #tenant(): string {
    try {
      return this.context.tenantId();
    } catch {
      return "";
    }
  }
}
