/**
 * The object itself checks whether the sweep of orders has anything to do. That takes two reads,
 * and no job, message or timeline for a shop in which nothing happened
 * (flows/orders/intake/preview.ts). The check waits for its slots like any sweep, and gives up
 * where a run would be parked.
 */
import { MINUTE_MS } from "../../../domain/platform/durations.ts";
import type { VendorAnswer, VendorRequest } from "../../../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../../domain/result.ts";
import { sweepFindsNothing } from "../../../flows/orders/intake/preview.ts";
import { withTimeout } from "../../with-timeout.ts";
import type { AccessToken } from "../../contract/runs.ts";
import { SCHEDULED, type RecurringWork } from "../../recurring-works.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import * as turns from "../intake/turns.ts";
import * as jobs from "../jobs/jobs.ts";
import * as keys from "../jobs/keys.ts";
import { workObservations } from "../storage/cache.ts";
import * as meta from "../storage/meta.ts";
import type { BackgroundCalls } from "./background-calls.ts";

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A check takes a few seconds; after this time the work gets its job. */
const CHECK_MS = MINUTE_MS;
/** If a slot is further away than this, the check gives up and a job waits for the slot. */
const NEAR_MS = 1_000;

/** Running checks, one per work. They are in memory: if one is lost, its turn is still due. */
export class SweepChecks {
  readonly #since = new Map<string, number>();

  constructor(
    readonly context: TenantContext,
    readonly errands: BackgroundCalls,
  ) {}

  /** Returns since when the work is being checked; `null`: it isn't. */
  since(work: RecurringWork): number | null {
    return this.#since.get(work.name) ?? null;
  }

  /** Starts a check of the work. False: the work isn't checked, and must get its job. */
  begin(work: RecurringWork): boolean {
    if (this.#since.has(work.name)) return true;
    if (!canCheck(this.context, work)) return false;
    const began = this.context.now();
    this.#since.set(work.name, began);
    this.errands.start(`look ${work.name}`, () => this.#look(work, began));
    return true;
  }

  /** After any fault the work gets its job, which is retried and reported. */
  async #look(work: RecurringWork, began: number): Promise<void> {
    let foundNothing = false;
    try {
      foundNothing = await withTimeout(findsNothing(this.context), CHECK_MS);
    } finally {
      this.#since.delete(work.name);
      if (foundNothing) turns.noteNothingFound(this.context, work, began);
      else this.context.atomically(() => turns.begin(this.context, work));
      if (!foundNothing) this.context.wake();
    }
  }
}

/** Only scheduled sweeps: the nightly one compares much more, and an open job runs anyway. */
const canCheck = ({ sql }: TenantContext, work: RecurringWork): boolean =>
  work.flow === "order-sweep" &&
  work.type === SCHEDULED &&
  !meta.pauseState(sql).paused &&
  jobs.openFor(sql, work.key) === null;

/** Whether the sweep has nothing to do; false also if that can't be read. */
async function findsNothing(context: TenantContext): Promise<boolean> {
  const { sql, vault, slots } = context;
  const configuration = meta.configuration(sql);
  const [shop, ledger] = await Promise.all([vault.access("asperion"), vault.access("eaccounting")]);
  if (configuration === null || shop.kind !== "token" || ledger.kind !== "token") return false;
  const { settings, administrationId } = configuration;
  const memory = meta.memory(sql);
  const looker = `look ${context.now()}`;
  try {
    const nothing = await sweepFindsNothing({
      settings,
      administrationId,
      eventTypes: [SCHEDULED],
      now: context.now,
      lists: { seenAtWork: workObservations(sql) },
      remembered: (name) => memory[name] ?? null,
      recall: async (asked) => ok(keys.knownKeys(sql, asked)),
      readPage: (request) => read(context, looker, request, shop.token),
    });
    // If the settings changed meanwhile, other orders may be relevant.
    return nothing && meta.configuration(sql) === configuration;
  } finally {
    slots.left(looker);
  }
}

async function read(
  { sql, slots, deps }: TenantContext,
  looker: string,
  request: VendorRequest,
  token: AccessToken,
): Promise<Result<VendorAnswer, Failure>> {
  const configuration = meta.configuration(sql);
  const slot = slots.asperion(
    configuration?.settings.asperionRequestsPerSecond ?? 1,
    "sweep",
    looker,
  );
  if (configuration === null || slot.kind === "later" || slot.inMs > NEAR_MS)
    return err({ kind: "stopped", vendor: "asperion", cause: "no slot is near" });
  if (slot.inMs > 0) await sleep(slot.inMs);
  slots.sent(looker, [0]);
  const answer = await deps.ask(request, token, configuration.administrationId);
  if (!answer.ok && answer.error.kind === "rate-limited")
    slots.pauseAsperion(answer.error.retryAfterMs);
  return answer;
}
