/** Asperion's rate slots, which each tenant's object keeps for itself: lanes, and a pause that the vendor named. And whom it lets in for a turn at the ledger's gate. */
import { describe, expect, test } from "vitest";
import type { Lane } from "../../src/domain/job.ts";
import { Slots } from "../../src/sync/tenant/slots.ts";

const PER_SECOND = 10;

function shop() {
  let now = 1_000_000;
  const noGate = (): never => {
    throw new Error("Asperion has no gate");
  };
  const slots = new Slots({ now: () => now }, noGate, () => "t");
  /** Asks until it is refused. Answers how many slots there were. */
  const take = (lane: Lane, most = 100): number => {
    for (let taken = 0; taken < most; taken += 1) if (slots.asperion(PER_SECOND, lane).kind === "later") return taken;
    return most;
  };
  return { slots, take, pass: (ms: number) => void (now += ms), now: () => now };
}

test("a live order is served while sweeps have taken all that they may", () => {
  const { slots, take } = shop();
  expect(take("sweep")).toBe(5);
  expect(slots.asperion(PER_SECOND, "sweep").kind).toBe("later");
  expect(slots.asperion(PER_SECOND, "live")).toMatchObject({ kind: "slot", inMs: 500 });
});

test("whoever is refused is told when there is room, and no more than the limit is ever handed out", () => {
  const { slots, pass, take } = shop();
  let served = 0;
  for (let ms = 0; ms < 60_000; ms += 50) {
    served += take("live", 3) + take("sweep", 3) + take("back-fill", 3);
    pass(50);
  }
  // A minute's, and those of the second that live orders may book ahead.
  expect(served).toBeLessThanOrEqual(60 * PER_SECOND + PER_SECOND + 1);
  take("back-fill");
  const refused = slots.asperion(PER_SECOND, "back-fill");
  pass(refused.inMs);
  expect([refused.kind, slots.asperion(PER_SECOND, "back-fill").kind]).toEqual(["later", "slot"]);
});

test("back-fills alone leave a fifth of the limit to others", () => {
  const { pass, take } = shop();
  let served = 0;
  for (let ms = 0; ms < 60_000; ms += 50) {
    served += take("back-fill");
    pass(50);
  }
  expect(served / 60).toBeLessThanOrEqual(PER_SECOND * 0.8 + 0.1);
  expect(served / 60).toBeGreaterThan(PER_SECOND * 0.75);
});

test("a pause that Asperion named holds for every lane", () => {
  const { slots, pass } = shop();
  slots.pauseAsperion(5_000);
  for (const lane of ["live", "update", "sweep", "back-fill"] as const) expect(slots.asperion(PER_SECOND, lane).kind).toBe("later");
  pass(5_000);
  expect(slots.asperion(PER_SECOND, "live")).toEqual({ kind: "slot", inMs: 0 });
});

describe("a tenant that waits for its turns at the gate", () => {
  /** A gate that is full: it keeps one turn, 4 s ahead, and gives it to whoever asks for a slot once it is near. */
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
    const slots = new Slots({ now: () => now }, () => ({ lease }) as never, () => "t");
    return { slots, asked, pass: (ms: number) => void (now += ms) };
  }

  test("lets one job in for a turn, and asks for the next one when that one has its slot", async () => {
    const { slots, asked, pass } = pressed();
    expect(await slots.eaccounting("/orders", "live")).toEqual({ kind: "later", inMs: 4_000 });
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
