import { expect, test } from "vitest";
import { SandboxClock } from "./clock.ts";

const START = Date.parse("2026-03-01T12:00:00Z");

test("the clock is the real one until it is moved, and runs on from where it was put", async () => {
  let real = START;
  const clock = new SandboxClock(() => real);
  expect(clock.now()).toBe(START);
  await clock.set({ now: "2026-10-25T00:55:00Z" });
  real += 1000;
  expect(clock.read().now).toBe("2026-10-25T00:55:01.000Z");
  await clock.set({ offsetMs: 0 });
  expect(clock.now()).toBe(real);
});

test("a frozen clock stands still, can be advanced, and thaws without a jump", async () => {
  let real = START;
  const clock = new SandboxClock(() => real);
  await clock.set({ frozen: true });
  real += 60_000;
  expect(clock.now()).toBe(START);
  await clock.set({ advanceMs: 5000 });
  expect(clock.now()).toBe(START + 5000);
  await clock.set({ frozen: false });
  expect(clock.now()).toBe(START + 5000);
  real += 10;
  expect(clock.now()).toBe(START + 5010);
});

test("work that becomes due runs in order of its instants before the move is answered", async () => {
  const clock = new SandboxClock(() => START);
  const done: string[] = [];
  clock.at(START + 3000, () => void done.push("third"));
  clock.at(START + 1000, async () => {
    await Promise.resolve();
    done.push("first");
  });
  clock.at(START + 1000, () => void done.push("second"));
  const callOff = clock.at(START + 1500, () => void done.push("never"));
  callOff();
  await clock.set({ advanceMs: 1000 });
  expect(done).toEqual(["first", "second"]);
  await clock.set({ advanceMs: 2000 });
  expect(done).toEqual(["first", "second", "third"]);
});

test("work runs by real time as well, without the clock being moved", async () => {
  const clock = new SandboxClock();
  await new Promise<void>((resolve) => {
    clock.at(clock.now() + 5, resolve);
    // The sandbox's timer doesn't keep a process alive; the test's own does.
    setTimeout(() => undefined, 1000);
  });
  expect(clock.read().scheduled).toBe(0);
});
