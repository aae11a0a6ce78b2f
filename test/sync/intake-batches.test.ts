import { expect, test } from "vitest";
import type { AcceptAnswer, AcceptInput } from "../../src/sync/contract/index.ts";
import { IntakeBatches } from "../../src/sync/tenant/context/intake-batches.ts";

const event = (key: string): AcceptInput => ({
  key,
  flow: "orders",
  type: "order.created",
  eventId: key,
});
/** Of a burst: the clock stands still, and one event has come before. */
async function inBurst(accept: (input: AcceptInput) => AcceptAnswer): Promise<IntakeBatches> {
  let isFirst = true;
  const intakeBatches = new IntakeBatches(
    (input) => (isFirst ? answer(input.key) : accept(input)),
    () => 1_000,
  );
  await intakeBatches.accept(event("order:0"));
  isFirst = false;
  return intakeBatches;
}

const answer = (jobId: string): AcceptAnswer => ({ jobId, duplicate: false, dispatch: false });

test("events that arrive together are made durable in one turn, and each gets its own answer", async () => {
  const happened: string[] = [];
  const intakeBatches = await inBurst((input) => {
    happened.push(input.key);
    return answer(`job of ${input.key}`);
  });
  const first = intakeBatches.accept(event("order:1"));
  // Whatever else waits for its turn comes after the whole batch: nothing awaits in the middle of a commit.
  const other = new Promise<void>((resolve) => {
    setTimeout(() => {
      happened.push("something else");
      resolve();
    }, 0);
  });
  const second = intakeBatches.accept(event("order:2"));
  const answers = await Promise.all([first, second]);
  await other;
  expect(answers.map((given) => given.jobId)).toEqual(["job of order:1", "job of order:2"]);
  expect(happened).toEqual(["order:1", "order:2", "something else"]);
});

test("one bad event fails alone", async () => {
  const intakeBatches = await inBurst((input) => {
    if (input.key === "order:2") throw new Error("no room");
    return answer(input.key);
  });
  const settled = await Promise.allSettled(
    ["order:1", "order:2", "order:3"].map((key) => intakeBatches.accept(event(key))),
  );
  expect(settled.map((one) => one.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("an event that arrives after a batch has gone gets a batch of its own", async () => {
  const taken: string[] = [];
  const intakeBatches = await inBurst((input) => {
    taken.push(input.key);
    return answer(input.key);
  });
  await intakeBatches.accept(event("order:1"));
  await intakeBatches.accept(event("order:2"));
  expect(taken).toEqual(["order:1", "order:2"]);
});

test("an event that comes alone is durable before anything else has its turn", async () => {
  const happened: string[] = [];
  const clock = { at: 1_000 };
  const intakeBatches = new IntakeBatches(
    (input) => {
      happened.push(input.key);
      return answer(input.key);
    },
    () => clock.at,
  );
  for (const key of ["order:1", "order:2"]) {
    const taken = intakeBatches.accept(event(key));
    happened.push("something else");
    await taken;
    clock.at += 1_000;
  }
  expect(happened).toEqual(["order:1", "something else", "order:2", "something else"]);
});

test("of a burst each event after the first waits for those that came with it", async () => {
  const happened: string[] = [];
  const intakeBatches = await inBurst((input) => {
    happened.push(input.key);
    return answer(input.key);
  });
  const taken = intakeBatches.accept(event("order:1"));
  happened.push("something else");
  await taken;
  expect(happened).toEqual(["something else", "order:1"]);
});

test("an event that can't be stored fails, alone as it came", async () => {
  const intakeBatches = new IntakeBatches(
    () => {
      throw new Error("no room");
    },
    () => 1_000,
  );
  await expect(intakeBatches.accept(event("order:1"))).rejects.toThrow("no room");
});
