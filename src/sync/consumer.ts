/**
 * The queue's consumer. A message is a wake-up: it is acknowledged on every answer of `claim`, and
 * retried only when the object can't be reached. The jobs of a batch run side by side and each
 * message settles by itself, so one tenant's bad job stops nobody else's.
 *
 * A runner continues with its tenant's next due job for a while: the local runtime delivers one
 * batch at a time, and in production a wake-up costs more than an answer that is already there.
 */
import { z } from "zod";
import type { Clock } from "../domain/platform/clock.ts";
import { faultName } from "../domain/platform/fault-name.ts";
import { backoff, jitterOf } from "./backoff.ts";
import { logEvent } from "./log.ts";
import type { Next } from "./run/run-job.ts";
import type { WakeUp } from "./tenant/context/tenant-context.ts";

const wakeUp = z.looseObject({
  v: z.literal(1),
  tenantId: z.string().min(1),
  jobId: z.string().min(1),
});

export type ConsumerDeps = {
  readonly clock: Clock;
  /**
   * Runs a job and returns the tenant's next due job, if any. After `until` it takes no further
   * one.
   */
  readonly run: (tenantId: string, job: Next, until: number) => Promise<Next | null>;
  readonly wake: (messages: readonly WakeUp[]) => Promise<void>;
};

/**
 * How long an invocation takes further jobs: a batch is held up by follow-up jobs no longer, and
 * the platform allows the webhook endpoint's half a minute after the answer.
 */
export const TAKES_JOBS_MS = 10_000;

/** Delays of a message that can't be settled now. The alarm wakes such a job as well. */
const UNREACHED_MS = [5_000, 15_000, 60_000, 300_000];
const UNKNOWN_MS = [30_000, 60_000, 300_000];
const DEAD_MS = [60_000, 300_000, 900_000];

const again = ({ attempts, id }: Message, waits: readonly number[]) => ({
  delaySeconds: Math.ceil(backoff(waits, attempts - 1, jitterOf(`${id} ${attempts}`)) / 1_000),
});

export async function consume(deps: ConsumerDeps, batch: MessageBatch): Promise<void> {
  const until = deps.clock.now() + TAKES_JOBS_MS;
  await Promise.all(batch.messages.map((message) => settle(deps, message, until)));
}

async function settle(deps: ConsumerDeps, message: Message, until: number): Promise<void> {
  const parsed = wakeUp.safeParse(message.body);
  if (!parsed.success) {
    // A newer release may have sent it: it is tried again later, perhaps by that release.
    logEvent({ event: "wake-up-unknown", message: message.id });
    message.retry(again(message, UNKNOWN_MS));
    return;
  }
  const { tenantId, jobId } = parsed.data;
  try {
    let next = await deps.run(tenantId, { jobId }, until);
    // A job that was handed over belongs to this runner, however late: no other may claim it.
    while (next !== null && (next.grant !== undefined || deps.clock.now() < until))
      next = await deps.run(tenantId, next, until);
    if (next !== null) await deps.wake([{ v: 1, tenantId, jobId: next.jobId }]);
    message.ack();
  } catch (fault) {
    logEvent({
      event: "wake-up-failed",
      tenant: tenantId,
      job: jobId,
      fault: faultName(fault),
    });
    message.retry(again(message, UNREACHED_MS));
  }
}

type DeadLetterDeps = {
  readonly record: (letter: { id: string; tenantId: string | null; body: string }) => Promise<void>;
  readonly tick: (tenantId: string) => Promise<void>;
};

/** Counts dead letters. They never end a job: the object still has it, and is asked to look. */
export async function consumeDead(deps: DeadLetterDeps, batch: MessageBatch): Promise<void> {
  await Promise.all(
    batch.messages.map(async (message) => {
      const parsed = wakeUp.safeParse(message.body);
      const tenantId = parsed.success ? parsed.data.tenantId : null;
      try {
        await deps.record({
          id: message.id,
          tenantId,
          body: JSON.stringify(message.body).slice(0, 500),
        });
        if (tenantId !== null) await deps.tick(tenantId);
        message.ack();
      } catch (fault) {
        logEvent({
          event: "dead-letter-failed",
          tenant: tenantId,
          fault: faultName(fault),
        });
        message.retry(again(message, DEAD_MS));
      }
    }),
  );
}
