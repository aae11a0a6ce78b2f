/**
 * The parts of the alarm loop: what each does, and when it has something to do. The loop runs them
 * in this order, and sets its alarm to the first instant that any of them names.
 */
import { HOUR_MS, MINUTE_MS } from "../../../domain/platform/durations.ts";
import { CHATS } from "../../../domain/users/chat.ts";
import { withTimeout, Late } from "../../with-timeout.ts";
import * as backfills from "../backfills/backfills.ts";
import * as resuming from "../claims/resuming.ts";
import { renewGrants } from "../claims/stops.ts";
import type { TenantContext, WakeUp } from "../context/tenant-context.ts";
import * as counters from "../counts/counters.ts";
import * as hourly from "../counts/hourly-counters.ts";
import * as orderValues from "../counts/order-values.ts";
import {
  hasEndedLease,
  mayWake,
  nextWakeAt,
  pickJobsToWake,
  reclaim,
  unmarkWoken,
} from "../intake/pump.ts";
import * as turns from "../intake/turns.ts";
import * as notices from "../monitoring/notices.ts";
import { countBegun } from "../payouts/clearing-view.ts";
import { careForFiles } from "../payouts/payout-files.ts";
import { hasPlansToMake, advancePlans } from "../payouts/plan/current.ts";
import * as auditChain from "../privacy/audit-chain.ts";
import * as reseal from "../privacy/reseal.ts";
import * as runs from "../runs/runs.ts";
import * as meta from "../storage/meta.ts";
import * as outbox from "../storage/outbox.ts";
import { deliverChat, deliverMails, deliverWebhooks, queueDaySummary } from "./deliver.ts";
import type { BackgroundCalls } from "./background-calls.ts";
import { SweepChecks } from "./sweep-checks.ts";
import { Projection } from "./projection.ts";
import * as retention from "./retention.ts";
import * as watching from "./watching.ts";
import * as days from "../days/days.ts";

/** Pause after a failed step: it stays due, and would set alarms without end. */
const FAILED_MS = MINUTE_MS;

/** Closes days in steps, one at each tick. */
class DaySteps {
  readonly #context: TenantContext;
  #notBefore = 0;

  constructor(context: TenantContext) {
    this.#context = context;
  }

  /** @throws What the step throws; the next step is taken a minute later. */
  step(): void {
    const now = this.#context.now();
    if (now < this.#notBefore) return;
    this.#notBefore = now + FAILED_MS;
    days.step(this.#context);
    this.#notBefore = 0;
  }

  /** The instant of the next step; `null`: nothing waits. */
  nextDue(): number | null {
    const due = days.nextDue(this.#context);
    return due === null ? null : Math.max(due, this.#notBefore);
  }
}

/** Limit of waiting for the queue: jobs that it didn't take are woken again (`LOST_MS`). */
const WAKE_MS = 10_000;
const CARE_MS = HOUR_MS;
/**
 * How often the tenant is checked for alerts. Where neither alarm nor cron reaches the object, cron
 * sees the missed deadline in D1 (monitor/silence.ts).
 */
const WATCH_MS = 300_000;
/** The same while nothing waits and no alert is open. */
const QUIET_WATCH_MS = HOUR_MS;
/** In `meta`: marks that another step of the retention must follow. */
const CLEARING = "clearing";

/** Values that several parts use. Each is read at most once per tick, and only on use. */
export type AlarmSnapshot = {
  readonly now: number;
  /** When the next job is to be woken; `null`: none waits. */
  readonly wakeAt: () => number | null;
  readonly noticesDue: () => ReadonlyMap<notices.Channel, number>;
};

export type AlarmPart = {
  /** Its name in the log, and that of its errand. */
  readonly name: string;
  /** When it has something to do. `null`: it needs no alarm. */
  readonly dueAt: (moment: AlarmSnapshot) => number | null;
  /** Does what is due, if anything. Called at each tick. */
  readonly run: (moment: AlarmSnapshot) => void;
  /** It also runs after each change of the object. Other parts run only with the alarm and cron. */
  readonly atEachChange?: true;
  /** `run` starts an errand of its name. While the errand runs, its end sets the next alarm. */
  readonly isErrand?: true;
  /** Shortest time until its alarm, so that bookings go first, in ms. */
  readonly pauseMs?: number;
};

type PartDeps = {
  readonly context: TenantContext;
  readonly errands: BackgroundCalls;
  /** Keeps the object from being evicted meanwhile; a fault is logged with the name. */
  readonly hold: (name: string, work: Promise<void>) => void;
  /** Runs a step and catches its fault, so that other steps run. */
  readonly step: (name: string, work: () => void) => void;
};

export function alarmSnapshot({ sql, now }: Pick<TenantContext, "sql" | "now">): AlarmSnapshot {
  const at = now();
  return {
    now: at,
    wakeAt: once(() => nextWakeAt(sql, at)),
    noticesDue: once(() => notices.dueByChannel(sql)),
  };
}

function once<Value>(read: () => Value): () => Value {
  let known: { readonly value: Value } | null = null;
  return () => (known ??= { value: read() }).value;
}

export const alarmParts = (deps: PartDeps): readonly AlarmPart[] => [
  ...jobParts(deps),
  ...timedParts(deps),
  watchPart(deps),
  ...careParts(deps),
  ...errandParts(deps),
  {
    // Saves the counters that are held in memory.
    name: "figures",
    dueAt: never,
    run: () => {
      hourly.save(deps.context);
      orderValues.write(deps.context);
    },
  },
];

/** Parts that wake jobs and update D1. */
function jobParts({ context, errands, hold }: PartDeps): readonly AlarmPart[] {
  const { sql } = context;
  const projection = new Projection(context);
  return [
    {
      name: "resume",
      atEachChange: true,
      pauseMs: 50,
      dueAt: ({ now }) => (resuming.isUnderWay(sql) ? now : null),
      run: ({ now }) => {
        if (resuming.isUnderWay(sql)) context.atomically(() => resuming.step(sql, now));
      },
    },
    {
      name: "back-fill",
      atEachChange: true,
      dueAt: never,
      run: () => backfills.advance(context),
    },
    { name: "runs", atEachChange: true, dueAt: never, run: () => runs.look(context) },
    {
      name: "pump",
      atEachChange: true,
      dueAt: ({ wakeAt }) => (meta.pauseState(sql).paused ? null : wakeAt()),
      run: ({ now }) => {
        const ids = idsToWake(context, now);
        if (ids.length > 0) hold("pump", wakeJobs(context, ids));
      },
    },
    errand(errands, {
      name: "projection",
      atEachChange: true,
      pauseMs: 250,
      dueAt: () => projection.dueAt(),
      work: () => projection.send(),
    }),
  ];
}

/** Parts that run at certain times, or before a grant expires. */
function timedParts({ context, errands }: PartDeps): readonly AlarmPart[] {
  const days = new DaySteps(context);
  const checks = new SweepChecks(context, errands);
  return [
    { name: "days", dueAt: withSettings(context, () => days.nextDue()), run: () => days.step() },
    {
      name: "renewal",
      isErrand: true,
      dueAt: () => context.vault.nextRenewal(),
      run: () => {
        if (context.vault.dueForRenewal().length > 0)
          errands.start("renewal", () => renewGrants(context));
      },
    },
    {
      name: "turns",
      dueAt: withSettings(context, () => turns.nextDue(context, (work) => checks.since(work))),
      run: () => {
        if (hasSettings(context)) turns.runDue(context, (work) => checks.begin(work));
      },
    },
    {
      name: "summary",
      dueAt: never,
      run: () => {
        if (hasSettings(context)) context.atomically(() => queueDaySummary(context));
      },
    },
    {
      name: "deadline",
      dueAt: never,
      run: () => {
        if (hasSettings(context) && watching.unreportedDeadline(context) !== null)
          errands.start("deadline", () => watching.reportDeadline(context));
      },
    },
  ];
}

function watchPart({ context, errands }: PartDeps): AlarmPart {
  /** Not stored: a restarted object checks at once. */
  let watchedAt = 0;
  return {
    name: "watch",
    dueAt: withSettings(
      context,
      (moment) => watchedAt + (isQuiet(context, moment) ? QUIET_WATCH_MS : WATCH_MS),
    ),
    run: ({ now }) => {
      if (!hasSettings(context) || now < watchedAt + WATCH_MS) return;
      watchedAt = now;
      errands.start("watch", () => watching.updateAlerts(context));
    },
  };
}

/** The hourly maintenance, and its remaining steps at the next ticks. */
function careParts({ context, errands, step }: PartDeps): readonly AlarmPart[] {
  const { sql } = context;
  const caredAt = (): number => Number(meta.get(sql, "cared") ?? 0) + CARE_MS;
  const isClearing = (): boolean => meta.get(sql, CLEARING) !== null;
  return [
    {
      name: "retention",
      pauseMs: 250,
      dueAt: withSettings(context, ({ now }) => (isClearing() ? now : null)),
      run: ({ now }) => {
        // Once the next hourly maintenance is due, that one continues.
        if (isClearing() && now < caredAt()) clear(context, false);
      },
    },
    {
      name: "care",
      dueAt: withSettings(context, caredAt),
      run: ({ now }) => {
        if (!hasSettings(context) || now < caredAt()) return;
        meta.set(sql, "cared", String(now));
        errands.start("key", () => noteKey(context));
        errands.start("cleared", () => countBegun(context));
        errands.start("files", () => careForFiles(context));
        errands.start("audit", async () => void (await auditChain.sealNew(context)));
        step("retention", () => clear(context, true));
      },
    },
  ];
}

/** Parts that send notices, one per channel, and that do long work in steps. */
function errandParts({ context, errands }: PartDeps): readonly AlarmPart[] {
  const { sql } = context;
  const delivery = (channel: notices.Channel, work: () => Promise<void>): AlarmPart => {
    const dueAt: AlarmPart["dueAt"] = ({ noticesDue }) => noticesDue().get(channel) ?? null;
    return {
      ...errand(errands, { name: channel, dueAt, work }),
      dueAt: withSettings(context, dueAt),
    };
  };
  return [
    delivery("mail", () => deliverMails(context)),
    delivery("webhook", () => deliverWebhooks(context)),
    ...CHATS.map((chat) => delivery(chat, () => deliverChat(context, chat))),
    errand(errands, {
      name: "payout-plans",
      pauseMs: 20,
      dueAt: ({ now }) => (hasPlansToMake(sql) ? now : null),
      work: () => advancePlans(context),
    }),
    errand(errands, {
      name: "re-encryption",
      pauseMs: 1_000,
      dueAt: ({ now }) => (reseal.isUnderWay(sql) ? now : null),
      work: () => reseal.goOn(context),
    }),
  ];
}

type ErrandPart = Omit<AlarmPart, "run" | "isErrand"> & { readonly work: () => Promise<void> };

/** Returns a part whose errand is started whenever it is due. */
const errand = (errands: BackgroundCalls, { work, ...part }: ErrandPart): AlarmPart => ({
  ...part,
  isErrand: true,
  run: (moment) => {
    const at = part.dueAt(moment);
    if (at !== null && at <= moment.now) errands.start(part.name, work);
  },
});

const hasSettings = ({ sql }: Pick<TenantContext, "sql">): boolean =>
  meta.configuration(sql) !== null;

/** Returns `dueAt` for a part that needs settings: without them no alarm is set. */
const withSettings =
  (context: Pick<TenantContext, "sql">, dueAt: AlarmPart["dueAt"]): AlarmPart["dueAt"] =>
  (moment) =>
    hasSettings(context) ? dueAt(moment) : null;

/** For parts that need no alarm of their own. */
const never = (): null => null;

const isQuiet = ({ sql }: Pick<TenantContext, "sql">, { wakeAt }: AlarmSnapshot): boolean =>
  wakeAt() === null && !outbox.waits(sql) && counters.openAlerts(sql) === 0;

/** Picks the jobs to wake now, and marks them as woken. */
function idsToWake(context: TenantContext, now: number): readonly string[] {
  const { sql } = context;
  if (meta.pauseState(sql).paused) return [];
  if (hasEndedLease(sql, now)) context.atomically(() => reclaim(sql, now));
  return pickJobsToWake(sql, now, mayWake(sql, now, context.slots.pressed));
}

async function wakeJobs(context: TenantContext, ids: readonly string[]): Promise<void> {
  const { sql, deps } = context;
  try {
    await withTimeout(
      deps.wake(ids.map((jobId): WakeUp => ({ v: 1, tenantId: context.tenantId(), jobId }))),
      WAKE_MS,
    );
  } catch (error) {
    // After a time-out the messages may have been sent: jobs that nobody claims are woken again.
    if (!(error instanceof Late)) unmarkWoken(sql, ids);
    throw error;
  }
}

/** Runs one step of the retention; the next tick runs the next one. */
function clear(context: TenantContext, isFirst: boolean): void {
  const { sql } = context;
  const configuration = meta.configuration(sql);
  if (configuration === null) return;
  const { retentionDays, evidenceYears } = configuration.settings;
  const { left } = retention.step(context, retentionDays, evidenceYears, isFirst);
  if (left) meta.set(sql, CLEARING, "on");
  else if (meta.get(sql, CLEARING) !== null) meta.clear(sql, CLEARING);
}

async function noteKey({ sql, deps, now, tenantId }: TenantContext): Promise<void> {
  const { id } = (await deps.keyring()).writes;
  await reseal.beginIfOlder(sql, id, now());
  await deps.noteKey(tenantId(), id);
}
