import { describe, expect, test } from "vitest";
import type { OrderState } from "../../../src/flows/port.ts";
import {
  type ListedHead,
  ordersToRead,
  type Watch,
} from "../../../src/flows/stock/recent-orders.ts";
import { type OrderBetween, unbookedOf, unbookedSaid } from "../../../src/flows/stock/unbooked.ts";
import { reasonText } from "../../support/reason-text.ts";

const pieces = (quantities: Readonly<Record<string, string>>) =>
  Object.entries(quantities).map(([code, quantity]) => ({ code, quantity }));
const between = (
  shop: Readonly<Record<string, string>>,
  ledger: Readonly<Record<string, string>> = {},
  moving = false,
): OrderBetween => ({
  orderId: "1",
  moving,
  shop: pieces(shop),
  ledger: pieces(ledger),
  unclear: [],
  named: [...Object.keys(shop), ...Object.keys(ledger)],
});
const counted = (...orders: readonly OrderBetween[]) =>
  Object.fromEntries([...unbookedOf(orders).unbooked].filter(([, quantity]) => quantity !== "0"));

test("what was sold and what came back are told apart", () => {
  const said = (...pieces: readonly string[]) =>
    unbookedSaid(pieces, 2).map((one) => reasonText(one).text);
  const sold = /^Stock was reduced by 5 units of 2 articles: sold/;
  const back = /^Stock was raised by 3 units of 1 article: returned/;
  expect(said("2", "3")).toEqual([expect.stringMatching(sold)]);
  expect(said("-3")).toEqual([expect.stringMatching(back)]);
  expect(said("2", "-3", "3")).toEqual([sold, back].map((text) => expect.stringMatching(text)));
  expect(said()).toEqual([]);
});

describe("what the shop sold and the ledger doesn't hold", () => {
  test("is the whole of an order without a document", () =>
    expect(counted(between({ MUG: "2", TEA: "1" }), between({ MUG: "3" }))).toEqual({
      MUG: "5",
      TEA: "1",
    }));
  test("is nothing of an order that stands in the ledger as it is in the shop", () =>
    expect(counted(between({ MUG: "2" }, { MUG: "2" }))).toEqual({}));
  test("is the difference of an edit that isn't through, whichever way it went", () =>
    expect(counted(between({ MUG: "5", TEA: "1" }, { MUG: "2", TEA: "4" }))).toEqual({
      MUG: "3",
      TEA: "-3",
    }));
  test("is less than nothing of an order that was cancelled and still stands in the ledger", () =>
    expect(counted(between({}, { MUG: "2" }))).toEqual({ MUG: "-2" }));
  test("is less than nothing of a credit that isn't booked", () =>
    expect(counted(between({ MUG: "-1" }))).toEqual({ MUG: "-1" }));
  test("is decimal", () =>
    expect(counted(between({ CLOTH: "0.1" }), between({ CLOTH: "0.2" }))).toEqual({
      CLOTH: "0.3",
    }));

  test("isn't counted either way for an order on which something is happening: its articles of both sides are left alone", () => {
    const { unbooked, moving } = unbookedOf([
      between({ MUG: "2" }, { TEA: "1" }, true),
      between({ MUG: "3" }),
    ]);
    expect([...moving].toSorted()).toEqual(["MUG", "TEA"]);
    expect([...unbooked]).toEqual([["MUG", "3"]]);
  });
});

const STARTED = Date.parse("2026-11-24T12:00:00Z");
const MINUTE = 60_000;
const orderState = (orderId: string, fields: Partial<OrderState> = {}): OrderState => ({
  orderId,
  state: "open",
  fetchedAt: STARTED - 60 * MINUTE,
  knownState: "paid",
  documents: [],
  loweredBy: [],
  ...fields,
});
/** Stamps are Dutch: an hour ahead of UTC in November. */
const head = (
  id: number,
  date = "2026-11-24T12:00:00",
  changed: string | null = null,
  listedState = "paid",
): ListedHead => ({
  head: { id, number: String(id), date, changed, status: 2, state: "" },
  listedState,
});
const read = (fields: Partial<Watch>) =>
  ordersToRead({
    before: [],
    after: [],
    recent: [],
    startedAt: STARTED,
    shopReadAt: STARTED + 2_000,
    zone: "local",
    ...fields,
  }).map(({ orderId, moving }) => `${orderId}${moving ? " moving" : ""}`);

describe("orders that are looked at in both systems", () => {
  test("are those that are open", () =>
    expect(read({ before: [orderState("1")], after: [orderState("1")] })).toEqual(["1"]));
  test("are those of the shop that the object knows nothing of", () =>
    expect(read({ recent: [head(1)] })).toEqual(["1"]));
  test("aren't those that are settled and weren't touched since", () =>
    expect(read({ recent: [head(1)], after: [orderState("1", { state: "settled" })] })).toEqual(
      [],
    ));
  test("are settled ones that the shop changed after they were last fetched, whoever has noted it", () => {
    const after = [orderState("1", { state: "settled" })];
    const changed = head(1, "2026-11-24T10:00:00", "2026-11-24T12:30:00");
    expect(read({ recent: [{ ...changed, listedState: "another" }], after })).toEqual(["1"]);
    expect(read({ recent: [changed], after })).toEqual(["1"]);
  });
  test("are settled ones that aren't as they were listed, or of which that isn't known", () => {
    const recent = [head(1, "2026-11-24T10:00:00", "2026-11-24T10:05:00")];
    const readAs = (knownState: string | null) =>
      read({ recent, after: [orderState("1", { state: "settled", knownState })] });
    expect([readAs("another"), readAs(null), readAs("paid")]).toEqual([["1"], ["1"], []]);
  });
  test("are moving where a shop that stamps in UTC dates them a moment ago", () => {
    const started = Date.parse("2026-11-24T12:00:00Z");
    const utc = { recent: [head(1, "2026-11-24T12:00:03")], startedAt: started };
    const at = (zone: Watch["zone"]) => read({ ...utc, shopReadAt: started + 2_000, zone });
    expect([at("utc"), at("unknown"), at("local")]).toEqual([["1 moving"], ["1"], ["1"]]);
  });
  test("aren't those that were paid and fetched in one second: 250 of a busy day, hours ago", () => {
    const ids = Array.from({ length: 250 }, (_, index) => index + 1);
    const fetchedAt = STARTED - 60 * MINUTE + 1_000;
    expect(
      read({
        recent: ids.map((id) => head(id, "2026-11-24T11:55:00", "2026-11-24T12:00:00")),
        after: ids.map((id) => orderState(String(id), { state: "settled", fetchedAt })),
      }),
    ).toEqual([]);
  });

  test.each<[string, Partial<Watch>]>([
    ["a run has it", { before: [orderState("1")], after: [orderState("1", { state: "moving" })] }],
    [
      "a run had it when the reading began",
      { before: [orderState("1", { state: "moving" })], after: [orderState("1")] },
    ],
    [
      "it was settled meanwhile",
      {
        before: [orderState("1")],
        after: [orderState("1", { state: "settled", fetchedAt: STARTED + 1 })],
      },
    ],
    [
      "it isn't open any more, and nobody says what became of it",
      { before: [orderState("1")], after: [] },
    ],
    [
      "it was booked from beginning to end meanwhile",
      {
        recent: [head(1)],
        after: [orderState("1", { state: "settled", fetchedAt: STARTED + 1_000 })],
      },
    ],
    [
      "it was placed after the reading of the shop's stock began",
      { recent: [head(1, "2026-11-24T13:00:02")] },
    ],
    [
      "it was changed after the reading of the shop's stock began",
      {
        recent: [head(1, "2026-11-24T10:00:00", "2026-11-24T13:00:05")],
        before: [orderState("1")],
        after: [orderState("1")],
      },
    ],
  ])("are moving when %s", (_, watch) => expect(read(watch)).toEqual(["1 moving"]));

  describe("dated ahead, to the day of its delivery,", () => {
    const ahead = "2026-12-24T00:00:00";
    const settled = orderState("1", { state: "settled" });
    test.each<[string, Partial<Watch>, readonly string[]]>([
      ["isn't when it is settled", { recent: [head(1, ahead)], after: [settled] }, []],
      [
        "isn't when it was changed before",
        { recent: [head(1, ahead, "2026-11-24T12:59:00")] },
        ["1"],
      ],
      [
        "isn't when it is open and was met so before",
        { recent: [head(1, ahead)], before: [orderState("1")], after: [orderState("1")] },
        ["1"],
      ],
      ["is when nobody met it yet", { recent: [head(1, ahead)] }, ["1 moving"]],
      [
        "is when it was changed while both sides were read",
        { recent: [head(1, ahead, "2026-11-24T13:00:05")], after: [settled] },
        ["1 moving"],
      ],
      [
        "is when the sweep met it so only meanwhile",
        {
          recent: [head(1, ahead)],
          before: [orderState("1", { knownState: "another" })],
          after: [orderState("1")],
        },
        ["1 moving"],
      ],
    ])("%s", (_, watch, wanted) => expect(read(watch)).toEqual(wanted));
  });

  test("a time that comes twice counts as the later one: rather left alone than counted twice", () => {
    const night = Date.parse("2026-10-25T01:30:00Z");
    expect(
      read({ startedAt: night, shopReadAt: night, recent: [head(1, "2026-10-25T02:30:00")] }),
    ).toEqual(["1 moving"]);
  });
});
