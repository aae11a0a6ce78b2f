import { describe, expect, test } from "vitest";
import {
  effectOf,
  movesAgain,
  readAgain,
  readSamples,
  samplesOf,
  showsAsReserved,
} from "../../../src/flows/stock/evidence.ts";
import type { Difference } from "../../../src/flows/stock/plan.ts";
import { inLedger, inShop } from "./kit.ts";

const NOTHING_LEFT = {
  "stock-article-missing": [],
  "stock-not-managed": [],
  "stock-moving": [],
  "stock-not-kept": [],
  "stock-no-figure": [],
  "stock-booked-by-coding": [],
  "stock-sold-as-other": [],
  "stock-code-twice": [],
  "stock-article-inactive": [],
};

const difference = (code: string, current: string, quantity: string): Difference => ({
  articleId: 1,
  code,
  current,
  target: "0",
  unbooked: "0",
  quantity,
  manages: false,
});

describe("that an ongoing order reserves", () => {
  const ledger = [
    inLedger("MUG", "10", "3"),
    inLedger("TEA", "10", "0"),
    inLedger("REPAIR", "0", "0", { counted: false }),
  ];
  test("shows where the reserved figure covers its pieces", () =>
    expect(showsAsReserved([{ code: "MUG", quantity: "3" }], ledger)).toBe(true));
  test("doesn't show where one of its articles has fewer reserved", () =>
    expect(
      showsAsReserved(
        [
          { code: "MUG", quantity: "2" },
          { code: "TEA", quantity: "1" },
        ],
        ledger,
      ),
    ).toBe(false));
  test("can't be told of services, of what comes back and of unknown articles", () =>
    expect(
      showsAsReserved(
        [
          { code: "REPAIR", quantity: "1" },
          { code: "TEA", quantity: "-1" },
          { code: "?", quantity: "1" },
        ],
        ledger,
      ),
    ).toBe(null));
});

describe("that a correction moves the shop's stock", () => {
  const raised = { code: "MUG", before: "5", quantity: "-10" };
  test("is watched at the article that moves most, each way, until it was seen", () => {
    const written = [
      difference("A", "9", "2"),
      difference("B", "9", "7"),
      difference("C", "1", "-3"),
    ];
    expect(samplesOf(written, () => false)).toEqual([
      { code: "B", before: "9", quantity: "7" },
      { code: "C", before: "1", quantity: "-3" },
    ]);
    expect(samplesOf(written, (direction) => direction === "lowers")).toEqual([
      { code: "C", before: "1", quantity: "-3" },
    ]);
  });

  const plan = (
    differences: readonly Difference[] = [],
    moving: readonly string[] = [],
    more: readonly string[] = [],
  ): Parameters<typeof effectOf>[2] => ({
    differences,
    left: { ...NOTHING_LEFT, "stock-moving": moving },
    differ: new Set([...differences.map(({ code }) => code), ...more]),
  });

  test("is seen when the stock went that way, even if a sale took some of it", () => {
    expect(effectOf(raised, [inShop("MUG", "12")], plan())).toBe("seen");
    expect(effectOf(raised, [inShop("MUG", "15")], plan([difference("MUG", "15", "4")]))).toBe(
      "seen",
    );
  });
  test("is refuted when it stands still, or goes the other way, and the same is to be written again", () => {
    expect(effectOf(raised, [inShop("MUG", "5")], plan([difference("MUG", "5", "-10")]))).toBe(
      "nothing",
    );
    expect(effectOf(raised, [inShop("MUG", "-5")], plan([difference("MUG", "-5", "-20")]))).toBe(
      "nothing",
    );
  });
  test("can't be told when nothing differs any more, when it is to go the other way now, or when the article is gone", () => {
    expect(effectOf(raised, [inShop("MUG", "4")], plan())).toBe("unknown");
    expect(effectOf(raised, [inShop("MUG", "5")], plan([difference("MUG", "5", "1")]))).toBe(
      "unknown",
    );
    expect(effectOf(raised, [], plan([difference("MUG", "5", "-10")]))).toBe("unknown");
  });

  // 10 in the shop and 3 too many; the correction order moved nothing, and buyers took some.
  const lowered = { code: "MUG", before: "10", quantity: "3" };
  test("isn't proven by a sale, after which as much is to be corrected as before", () => {
    const sold = (pieces: number) => String(10 - pieces);
    for (const pieces of [1, 2])
      expect(
        effectOf(
          lowered,
          [inShop("MUG", sold(pieces))],
          plan([difference("MUG", sold(pieces), "3")]),
        ),
      ).toBe("nothing");
    // As many as the correction was to take, or more: it may be either.
    for (const pieces of [3, 8])
      expect(
        effectOf(
          lowered,
          [inShop("MUG", sold(pieces))],
          plan([difference("MUG", sold(pieces), "3")]),
        ),
      ).toBe("unknown");
  });
  test("is refuted when it moved all the way twice, and is to be moved as far each time", () => {
    const shop = [inShop("MUG", "7")];
    const twice = { ...lowered, again: true } as const;
    expect(movesAgain(lowered, shop, plan([difference("MUG", "7", "3")]))).toBe(true);
    expect(effectOf(twice, shop, plan([difference("MUG", "7", "3")]))).toBe("nothing");
    expect(effectOf(twice, shop, plan([difference("MUG", "7", "2")]))).toBe("unknown");
    expect(effectOf(twice, [inShop("MUG", "6")], plan([difference("MUG", "6", "3")]))).toBe(
      "unknown",
    );
    const samples = samplesOf([difference("MUG", "7", "3")], () => false, readAgain("TEA\nMUG"));
    expect(samples).toEqual([{ code: "MUG", before: "7", quantity: "3", again: true }]);
  });
  test("isn't proven by the sale of an article that couldn't be compared, or whose turn is later", () => {
    expect(effectOf(lowered, [inShop("MUG", "9")], plan([], ["MUG"]))).toBe("unknown");
    expect(effectOf(lowered, [inShop("MUG", "9")], plan([], [], ["MUG"]))).toBe("unknown");
  });

  test("is remembered as text; what can't be read is nothing", () => {
    expect(readSamples(JSON.stringify([raised]))).toEqual([raised]);
    expect([readSamples(undefined), readSamples(""), readSamples("{}")]).toEqual([[], [], []]);
  });
});
