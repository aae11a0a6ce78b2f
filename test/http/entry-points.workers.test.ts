/**
 * What an entry point catches is logged by name and kind: a database error's own text holds
 * parameters.
 */
import { env } from "cloudflare:workers";
import { afterEach, expect, test, vi } from "vitest";
import { createWorker, realHttp } from "../../src/worker.ts";
import { testClock } from "./fakes.ts";

const SECRET = "a-name-that-nobody-may-read";

afterEach(() => void vi.restoreAllMocks());

function broken() {
  let printed = "";
  for (const method of ["log", "error", "warn"] as const)
    vi.spyOn(console, method).mockImplementation(
      (...words: unknown[]) => void (printed += `${words.join(" ")}\n`),
    );
  const prepare = () => {
    throw new Error(`Failed query: … params: ${SECRET}`);
  };
  const DB = new Proxy(env.DB, {
    get: (db, name) => (name === "prepare" ? prepare : Reflect.get(db, name)),
  });
  const worker = createWorker({ clock: testClock(), http: realHttp });
  return { worker, env: { ...env, DB } as Env, printed: () => printed };
}

test("cron that fails is counted by the platform, and says nothing of a statement", async () => {
  const { worker, env: given, printed } = broken();
  await expect(worker.scheduled({} as ScheduledController, given)).rejects.toThrow(/^cron-failed$/);
  expect(printed()).toContain('"event":"cron-failed"');
  expect(printed()).not.toContain(SECRET);
});

test("a batch of the queue that fails as a whole comes again, and says nothing of what it held", async () => {
  const { worker, printed } = broken();
  const retried = vi.fn();
  const batch = { queue: "jobs", messages: null, retryAll: retried } as unknown as MessageBatch;
  await worker.queue(batch, { ...env } as Env);
  expect(retried).toHaveBeenCalledOnce();
  expect(printed()).toContain('"event":"queue-failed"');
});
