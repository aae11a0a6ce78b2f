/**
 * The queue of jobs as the platform consumes it: batches side by side. The local runtime has one
 * consumer a queue, so several queues stand for one, and what is sent goes to the one that has the
 * least to do.
 */
import type { WakeUp } from "../../../src/sync/tenant/context/tenant-context.ts";

/** Sent and not settled, by queue. Locally one isolate sends and consumes everything. */
const under = new Map<string, number>();
const shared = new WeakMap<object, Env>();

/** The same environment, with all queues behind `JOBS`. */
export function spread(env: Env): Env {
  const before = shared.get(env);
  if (before !== undefined) return before;
  const queues = Object.entries(env).filter(([name]) => /^JOBS(_\d+)?$/.test(name)) as [
    string,
    Queue<WakeUp>,
  ][];
  const JOBS = {
    sendBatch: (messages: readonly MessageSendRequest<WakeUp>[]) => send(queues, [...messages]),
  } as unknown as Env["JOBS"];
  const made = { ...env, JOBS };
  shared.set(env, made);
  return made;
}

/** A consumer takes ten at once. */
const BATCH = 10;

async function send(
  queues: readonly (readonly [string, Queue<WakeUp>])[],
  messages: readonly MessageSendRequest<WakeUp>[],
): Promise<void> {
  for (let start = 0; start < messages.length; start += BATCH) {
    const part = messages.slice(start, start + BATCH);
    const [idlest] = queues.toSorted(([a], [b]) => (under.get(a) ?? 0) - (under.get(b) ?? 0));
    if (idlest === undefined) throw new Error("there is no queue of jobs");
    const [name, queue] = idlest;
    under.set(name, (under.get(name) ?? 0) + part.length);
    await queue.sendBatch(part);
  }
}

/** A batch is settled. Repeats of a message count as settled too: there are hardly any. */
export function settled(batch: MessageBatch): void {
  const name = batch.queue.replace(/^jobs-?/, "JOBS_").replace(/_$/, "");
  under.set(name, Math.max(0, (under.get(name) ?? 0) - batch.messages.length));
}
