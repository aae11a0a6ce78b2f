/**
 * Asperion's rate slots, which each tenant's object keeps for itself: lanes, and a pause that the
 * vendor named. And whom it lets in for a turn at the ledger's gate.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Lane } from "../../src/domain/jobs/job.ts";
import { Slots } from "../../src/sync/tenant/context/slots.ts";

const PER_SECOND = 10;

function shop() {
  let now = 1_000_000;
  const noGate = (): never => {
    throw new Error("Asperion has no gate");
  };
  const slots = new Slots({ now: () => now }, noGate, () => "t");
  const due: number[] = [];
  const ask = (lane: Lane) => {
    const answer = slots.asperion(PER_SECOND, lane, "j1");
    if (answer.kind === "slot") due.push(now + answer.inMs);
    return answer;
  };
  /** Asks until it is refused. Answers how many slots there were. */
  const take = (lane: Lane, most = 100): number => {
    for (let taken = 0; taken < most; taken += 1) if (ask(lane).kind === "later") return taken;
    return most;
  };
  /** Each call goes out at its instant, and is told of. */
  const pass = (ms: number): void => {
    now += ms;
    const past = due.filter((at) => at <= now);
    due.splice(0, due.length, ...due.filter((at) => at > now));
    slots.sent(
      "j1",
      past.map((at) => now - at),
    );
  };
  return { slots, ask, take, pass };
}

test("a live order is served while sweeps have taken all that they may", () => {
  const { ask, take } = shop();
  expect(take("sweep")).toBe(4);
  expect(ask("sweep").kind).toBe("later");
  // Four times a tenth of a second, at 97 % of the limit.
  expect(ask("live")).toMatchObject({ kind: "slot", inMs: 413 });
});

test("whoever is refused is told when there is room, and no more than the limit is ever handed out", () => {
  const { ask, pass, take } = shop();
  let served = 0;
  for (let ms = 0; ms < 60_000; ms += 50) {
    served += take("live", 3) + take("sweep", 3) + take("back-fill", 3);
    pass(50);
  }
  // A minute's, and those of the second that live orders may book ahead.
  expect(served).toBeLessThanOrEqual(60 * PER_SECOND + PER_SECOND + 1);
  take("back-fill");
  const refused = ask("back-fill");
  pass(refused.inMs);
  expect([refused.kind, ask("back-fill").kind]).toEqual(["later", "slot"]);
});

test("back-fills alone leave a fifth of the limit to others", () => {
  const { pass, take } = shop();
  let served = 0;
  for (let ms = 0; ms < 60_000; ms += 50) {
    served += take("back-fill");
    pass(50);
  }
  expect(served / 60).toBeLessThanOrEqual(PER_SECOND * 0.8 + 0.1);
  expect(served / 60).toBeGreaterThan(PER_SECOND * 0.7);
});

test("a pause that Asperion named holds for every lane", () => {
  const { slots, ask, pass } = shop();
  slots.pauseAsperion(5_000);
  for (const lane of ["live", "update", "sweep", "back-fill"] as const)
    expect(ask(lane).kind).toBe("later");
  pass(5_000);
  expect(ask("live")).toEqual({ kind: "slot", inMs: 0 });
});

test("a call that nobody has told of counts for as long as its slot may be used, and one that was put down unused not at all", () => {
  const { slots, pass, ask } = shop();
  for (let n = 0; n < PER_SECOND; n += 1)
    expect(slots.asperion(PER_SECOND, "live", "j2").kind).toBe("slot");
  // The first may go out two seconds after its instant: the eleventh not within a second of that.
  pass(1_100);
  expect(ask("live").kind).toBe("later");
  slots.left("j2");
  expect(ask("live").kind).toBe("slot");
});

test("no second holds more calls than the limit, however late each of them goes out", () => {
  const call = fc.record({
    asks: fc.integer({ min: 0, max: 20_000 }),
    late: fc.integer({ min: 0, max: 1_900 }),
    tells: fc.integer({ min: 0, max: 3_000 }),
    job: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(
      fc.array(call, { minLength: 1, maxLength: 150 }),
      fc.integer({ min: 1, max: 12 }),
      (calls, perSecond) => {
        let now = 0;
        const slots = new Slots(
          { now: () => now },
          () => ({}) as never,
          () => "t",
        );
        const todo = calls.map(({ asks, ...rest }) => ({
          at: asks,
          act: "ask" as const,
          out: 0,
          ...rest,
        }));
        const out: number[] = [];
        const queue: {
          at: number;
          act: "ask" | "tell";
          late: number;
          tells: number;
          job: number;
          out: number;
        }[] = [...todo];
        while (queue.length > 0) {
          queue.sort((a, b) => a.at - b.at);
          const next = queue.shift();
          if (next === undefined) break;
          now = next.at;
          const job = `j${next.job}`;
          if (next.act === "tell") slots.sent(job, [now - next.out]);
          else {
            const answer = slots.asperion(perSecond, "live", job);
            if (answer.kind !== "slot") continue;
            const at = now + answer.inMs + next.late;
            out.push(at);
            queue.push({ ...next, act: "tell", at: at + next.tells, out: at });
          }
        }
        const sorted = out.toSorted((a, b) => a - b);
        for (const [index, first] of sorted.entries())
          expect((sorted[index + perSecond] ?? Infinity) - first).toBeGreaterThanOrEqual(1_000);
      },
    ),
  );
});

describe("a tenant that waits for its turns at the gate", () => {
  /**
   * A gate that is full: it keeps one turn, 4 s ahead, and gives it to whoever asks for a slot once
   * it is near.
   */
  function pressed() {
    let now = 1_000_000;
    let kept: number | null = null;
    const asked: number[] = [];
    const lease = async (_endpoint: string, _lane: Lane, want: number) => {
      asked.push(want);
      if (kept !== null && want > 0 && kept <= now + 1_000) {
        const inMs = [Math.max(0, kept - now)];
        kept = null;
        return { kind: "slots", inMs } as const;
      }
      kept ??= now + 5_000;
      return { kind: "later", inMs: Math.max(100, kept - 1_000 - now), turn: true } as const;
    };
    const slots = new Slots(
      { now: () => now },
      () => ({ lease }) as never,
      () => "t",
    );
    return { slots, asked, pass: (ms: number) => void (now += ms) };
  }

  test("lets one job in for a turn, and asks for the next one when that one has its slot", async () => {
    const { slots, asked, pass } = pressed();
    expect(await slots.eaccounting("/orders", "live")).toEqual({
      kind: "later",
      inMs: 4_000,
      turn: true,
    });
    expect((await slots.early("one")).inMs).toBe(4_000);
    pass(4_000);
    expect((await slots.early("one")).inMs).toBe(0);
    // It is still reading its order: nobody is let in beside it, and the gate isn't asked.
    pass(300);
    expect((await slots.early("two")).inMs).toBeGreaterThan(0);
    expect(asked).toEqual([1]);
    expect(await slots.eaccounting("/orders", "live")).toEqual({ kind: "slot", inMs: 700 });
    expect((await slots.early("two")).inMs).toBe(4_000);
    expect(asked).toEqual([1, 1, 0]);
  });

  test("gives a turn to the next job when the one that was let in is over without it, or doesn't come", async () => {
    for (const leaves of [true, false]) {
      const { slots, pass } = pressed();
      await slots.eaccounting("/orders", "live");
      pass(4_000);
      expect((await slots.early("one")).inMs).toBe(0);
      pass(200);
      slots.left("another");
      expect((await slots.early("two")).inMs).toBeGreaterThan(0);
      if (leaves) slots.left("one");
      else pass(1_000);
      if (!leaves) pass((await slots.early("two")).inMs);
      expect((await slots.early("two")).inMs).toBe(0);
    }
  });
});

test("what the gate gives is used in whole milliseconds, never earlier: at 600 a minute slots are 103.09 ms apart", async () => {
  const lease = async (_endpoint: string, _lane: Lane, want: number) =>
    want > 1
      ? ({ kind: "later", inMs: 412.4, turn: true } as const)
      : ({ kind: "slots", inMs: [103.1], ahead: [206.2], turnInMs: 309.3 } as const);
  const slots = new Slots(
    { now: () => 1_000_000 },
    () => ({ lease }) as never,
    () => "t",
  );
  const ask = () => slots.eaccounting("/orders", "live");
  expect(await ask()).toEqual({ kind: "slot", inMs: 104 });
  expect(await ask()).toEqual({ kind: "slot", inMs: 207 });
  expect((await slots.early("one")).inMs).toBe(310);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([
    { kind: "slot", inMs: 104 },
    { kind: "later", inMs: 413, turn: true },
    { kind: "later", inMs: 413, turn: true },
  ]);
});
