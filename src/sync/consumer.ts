/**
 * The queue's consumer. A message is a wake-up: it is acknowledged on every answer of `claim`, and
 * retried only when the object can't be reached. Jobs of a batch run side by side, and each message
 * settles by itself, so one tenant's bad job stops nobody else's.
 *
 * A runner goes on with the next due job of its tenant for a while: the local runtime delivers one
 * batch at a time, and in production a wake-up costs more than an answer that is already there.
 */
import { z } from "zod";
import type { Clock } from "../domain/clock.ts";
import { faultName } from "../domain/fault-name.ts";
import { backoff, spreadOf } from "./backoff.ts";
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
  /** Answers the tenant's next due job, if there is one. `until`: it takes no other one later. */
  readonly run: (tenantId: string, job: Next, until: number) => Promise<Next | null>;
  readonly wake: (messages: readonly WakeUp[]) => Promise<void>;
};

/** No batch is held up longer than this by jobs that came after it. */
const CHAIN_MS = 10_000;

/** How long a message waits that can't be settled now. The alarm is the net under all of them. */
const UNREACHED_MS = [5_000, 15_000, 60_000, 300_000];
const UNKNOWN_MS = [30_000, 60_000, 300_000];
const DEAD_MS = [60_000, 300_000, 900_000];

const again = ({ attempts, id }: Message, waits: readonly number[]) => ({
  delaySeconds: Math.ceil(backoff(waits, attempts - 1, spreadOf(`${id} ${attempts}`)) / 1_000),
});

export async function consume(deps: ConsumerDeps, batch: MessageBatch): Promise<void> {
  const until = deps.clock.now() + CHAIN_MS;
  await Promise.all(batch.messages.map((message) => settle(deps, message, until)));
}

async function settle(deps: ConsumerDeps, message: Message, until: number): Promise<void> {
  const parsed = wakeUp.safeParse(message.body);
  if (!parsed.success) {
    // A newer release may have sent it: it is tried again later, by then perhaps by that release.
    logEvent({ event: "wake-up-unknown", message: message.id });
    message.retry(again(message, UNKNOWN_MS));
    return;
  }
  const { tenantId, jobId } = parsed.data;
  try {
    let next = await deps.run(tenantId, { jobId }, until);
    // One that was handed over is this runner's, however late it came: nobody else may claim it.
    while (next !== null && (next.handed !== undefined || deps.clock.now() < until))
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

/** Dead letters are counted, and never end a job: the object still has it, and is told to look. */
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
