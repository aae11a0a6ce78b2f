/**
 * The object's alarm loop: one alarm, and a short delayed round in memory after each change. Each
 * tick does the due work of all parts and sets the next alarm, without waiting. Work that depends
 * on D1, mail or other servers runs as an errand and is never awaited: alarms don't overlap, so
 * waiting for a mail would delay due jobs.
 *
 * Each part may fail and run again. The platform drops an alarm that throws six times, so the
 * faults of each part are caught and the next alarm is always set.
 */
import { faultName } from "../../../domain/platform/fault-name.ts";
import { MINUTE_MS } from "../../../domain/platform/durations.ts";
import { logEvent } from "../../log.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { BackgroundCalls } from "./background-calls.ts";
import { alarmSnapshot, type AlarmPart, alarmParts, type AlarmSnapshot } from "./parts.ts";

/** Delay after a change, so that changes made together share one round. */
const WAKE_DELAY_MS = 5;
/**
 * Delay of the alarm in case a round is lost. Each alarm costs a row, and saves the counters that
 * are held in memory. It comes within the ten idle seconds after which the object may be evicted.
 */
const SOON_MS = 5_000;
/** Delay of the alarm if the next instant can't be computed. */
const BLIND_MS = MINUTE_MS;
/** A failed part pauses for this time: its work is still due, and would set alarms without end. */
const FAILED_MS = 5_000;
/** An alarm that is this much later than necessary is left as it is. */
const NEAR_MS = 20;

export class AlarmLoop {
  #wakeScheduled = false;
  #alarmAt: number | null = null;
  /** Until when a part that failed is no reason for an alarm. */
  readonly #rests = new Map<string, number>();
  readonly #errands: BackgroundCalls;
  readonly #parts: readonly AlarmPart[];

  constructor(
    readonly ctx: DurableObjectState,
    readonly context: TenantContext,
  ) {
    this.#errands = new BackgroundCalls({
      hold: (work) => ctx.waitUntil(work),
      failed: (name, fault) => this.#failed(name, fault),
      back: () => this.#setAlarm(),
    });
    this.#parts = alarmParts({
      context,
      errands: this.#errands,
      hold: (name, work) => ctx.waitUntil(work.catch((fault: unknown) => this.#log(name, fault))),
      step: (name, work) => this.#step(name, work),
    });
  }

  /**
   * Runs a round after a short delay, outside the request that caused it: it wakes due jobs,
   * updates D1 and sets the alarm. If the object is reset meanwhile, its storage throws, and the
   * promise that the platform holds is rejected.
   */
  wake(): void {
    this.soon();
    if (this.#wakeScheduled) return;
    this.#wakeScheduled = true;
    this.ctx.waitUntil(
      new Promise<void>((resolve) => {
        setTimeout(() => {
          this.#wakeScheduled = false;
          resolve(this.#round());
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
    this.ctx.waitUntil(this.ctx.storage.setAlarm(this.#alarmAt));
  }

  /** Runs one tick, for the alarm (which is over once it fired) or cron. Waits for no errand. */
  async tick(): Promise<void> {
    this.#alarmAt = null;
    this.#run(this.#parts);
    await this.#setAlarm();
  }

  async #round(): Promise<void> {
    this.#run(this.#parts.filter(({ atEachChange }) => atEachChange === true));
    await this.#setAlarm();
  }

  #run(parts: readonly AlarmPart[]): void {
    const moment = alarmSnapshot(this.context);
    for (const part of parts) this.#step(part.name, () => part.run(moment));
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
      return nextAlarm(this.#parts, alarmSnapshot(this.context), {
        rests: this.#rests,
        isOut: (errand) => this.#errands.isOut(errand),
      });
    } catch (fault) {
      this.#log("alarm", fault);
      return now + BLIND_MS;
    }
  }

  /** Logs a fault and continues: the next part and the next tick must run. */
  #step(name: string, work: () => void): void {
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

/** Delay of the alarm during an errand, in case the object dies: the errand's end sets the next. */
const NET_MS = 30_000;

type Hindrances = {
  /** Until when a failed part pauses. */
  readonly rests: ReadonlyMap<string, number>;
  readonly isOut: (errand: string) => boolean;
};

/** Returns the first instant at which a part has work, for the next alarm; `null`: none has. */
export function nextAlarm(
  parts: readonly AlarmPart[],
  moment: AlarmSnapshot,
  hindrances: Hindrances,
): number | null {
  const known = parts
    .map((part) => alarmOf(part, moment, hindrances))
    .filter((instant) => instant !== null);
  return known.length === 0 ? null : Math.max(moment.now, Math.min(...known));
}

function alarmOf(
  part: AlarmPart,
  moment: AlarmSnapshot,
  { rests, isOut }: Hindrances,
): number | null {
  const { name, isErrand, pauseMs = 0 } = part;
  const dueAt = part.dueAt(moment);
  if (dueAt === null) return null;
  if (isErrand === true && isOut(name)) return moment.now + NET_MS;
  return Math.max(dueAt, moment.now + pauseMs, rests.get(name) ?? 0);
}
