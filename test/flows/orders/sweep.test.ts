/** The sweep alone: which heads become jobs, from where it reads, and when its marks move. */
import { describe, expect, test } from "vitest";
import type { OrderHead } from "../../../src/asperion/orders.ts";
import {
  differs,
  holds,
  type WorkObservations,
  unclear,
} from "../../../src/domain/vendors/checks.ts";
import { err, type Failure, ok } from "../../../src/domain/result.ts";
import type { StampZone } from "../../../src/flows/vendor-observations.ts";
import { classifyHead, sweepOrders } from "../../../src/flows/orders/intake/sweep.ts";
import type { KeyMemory } from "../../../src/flows/port.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";
import { order, REFUSED } from "../../asperion/fixtures.ts";
import { page, settings, sweeping } from "./sweep.kit.ts";
import { everyOf } from "../../support/every-of.ts";

const head = (change: Partial<OrderHead> = {}): OrderHead => ({
  id: 1,
  number: "1",
  date: "2026-10-20T10:00:00",
  changed: null,
  status: 2,
  state: "a",
  ...change,
});
const memory = (change: Partial<KeyMemory> = {}): KeyMemory => ({
  knownState: "s",
  known: true,
  document: false,
  ...change,
});

describe("an order that a sweep meets", () => {
  test.each([
    ["is taken when nobody ever told of it", undefined, {}, "take"],
    ["is left alone when it was met exactly so", memory(), {}, "known"],
    ["is taken when it was met otherwise", memory({ knownState: "t" }), {}, "take"],
    ["is taken when the job that met it so is gone", memory({ known: false }), {}, "take"],
    [
      "before the start line is left alone",
      undefined,
      { date: "2026-09-30T10:00:00" },
      "before-start",
    ],
    [
      "before the start line is taken when a document of ours stands for it",
      memory({ knownState: "t", document: true }),
      { date: "2026-09-30T10:00:00" },
      "take",
    ],
    ["on the line without a time of day is taken", undefined, { date: "2026-10-01" }, "take"],
    [
      "without a readable date is taken, to be held with its reason",
      undefined,
      { date: "soon" },
      "take",
    ],
  ] as const)("%s", (_, remembered, change, expected) => {
    expect(
      classifyHead({ head: head(change), state: "s", memory: remembered }, settings, "local"),
    ).toBe(expected);
  });
});

describe("a shop that is found to stamp in UTC", () => {
  const utc = { P13: differs({ minutes: 120 }) };

  test.each([
    [utc, "2026-09-30T22:45:00"],
    // While nobody knows, it may be one.
    [{}, "2026-09-30T22:45:00"],
    [{ P13: unclear({ minutes: 120, at: 0 }) }, "2026-09-30T22:45:00"],
    [{ P13: holds() }, "2026-10-01T00:45:00"],
    // Of another zone it is only known that it is none of the two.
    [{ P13: differs({ minutes: -60 }) }, "2026-10-01T00:45:00"],
  ] as readonly (readonly [WorkObservations, string])[])(
    "has its stamps read from hours further back: %j",
    async (seen, from) => {
      const { ports, asked } = sweeping("2026-11-24T12:00:00Z", [], {}, ["schedule"], [], seen);
      await sweepOrders(ports);
      expect(asked.map((one) => one.from)).toEqual([from, from]);
    },
  );

  test("has orders taken that were placed after the line, and none before it", () => {
    const at = (date: string, zone: StampZone) =>
      classifyHead({ head: head({ date }), state: "s", memory: undefined }, settings, zone);
    expect(at("2026-10-01T00:00:00", "utc")).toBe("take");
    expect(at("2026-09-30T23:59:59", "utc")).toBe("before-start");
    // While that isn't known its own job is held.
    expect(at("2026-10-01T00:00:01", "unknown")).toBe("take");
    expect(at("2026-09-30T23:59:59", "unknown")).toBe("before-start");
    expect(at("2026-10-01T00:00:01", "local")).toBe("before-start");
  });
});

describe("a sweep", () => {
  test("that is the tenant's first begins at its start line, 75 minutes back", async () => {
    const { ports, asked } = sweeping("2026-11-24T12:00:00Z", []);
    await sweepOrders(ports);
    expect(asked).toEqual([
      { by: "changed", from: "2026-10-01T00:45:00" },
      { by: "dated", from: "2026-10-01T00:45:00" },
    ]);
  });

  test("in a trial has marks of its own, and going live begins at the start line again with all that the trial has met", async () => {
    const marks = {
      "orders-changed-until": String(Date.parse("2026-11-20T12:00:00Z")),
      "orders-dated-until": String(Date.parse("2026-11-20T12:00:00Z")),
    };
    const tried = sweeping(
      "2026-11-24T12:00:00Z",
      [page([]), page([order({ id: 1, date: "2026-11-24T09:00:00", dateLastChange: null })])],
      {},
    );
    await sweepOrders({ ...tried.ports, settings: { ...settings, trial: true } });
    expect(Object.keys(tried.remembered).filter((name) => name.includes("until"))).toEqual([
      "orders-changed-until:trial",
      "orders-dated-until:trial",
    ]);
    expect(tried.handed[0]?.knownState).toMatch(/^trial:/);
    const live = sweeping("2026-11-24T12:10:00Z", [], tried.remembered);
    await sweepOrders(live.ports);
    expect(live.asked[0]).toEqual({ by: "changed", from: "2026-10-01T00:45:00" });
    const later = sweeping("2026-11-24T12:20:00Z", [], { ...marks, ...tried.remembered });
    await sweepOrders(later.ports);
    expect(later.asked[0]?.from.slice(0, 10)).toBe("2026-11-20");
  });

  test("takes its next mark from the vendor's clock", async () => {
    const { ports, remembered } = sweeping("2026-11-24T12:00:00Z", []);
    await sweepOrders(ports);
    expect([remembered["orders-changed-until"], remembered["orders-dated-until"]]).toEqual([
      String(Date.parse("2026-11-24T12:00:00Z")),
      String(Date.parse("2026-11-24T12:00:00Z")),
    ]);
  });

  test("in the night on which an hour comes twice reads back over all of it", async () => {
    // 00:55 UTC is 02:55 by the summer's clock; an order changed ten minutes later bears 02:05 by the winter's.
    const mark = String(Date.parse("2026-10-25T00:55:00Z"));
    const { ports, asked } = sweeping("2026-10-25T01:10:00Z", [], {
      "orders-changed-until": mark,
      "orders-dated-until": mark,
    });
    await sweepOrders(ports);
    expect(everyOf(asked, ({ from }) => from <= "2026-10-25T02:05:00")).toBe(true);
  });

  test("says of which orders a webhook should have told by now: not of those of the last two minutes", async () => {
    const dated = (id: number, date: string, dateLastChange: string | null = null) =>
      order({ id, date, dateLastChange });
    const { ports, handed } = sweeping("2026-11-24T12:00:00Z", [
      page([]),
      page([
        dated(1, "2026-11-24T12:57:59"),
        dated(2, "2026-11-24T12:58:01"),
        dated(3, "2026-11-24T13:00:30"),
        dated(4, "2026-11-24T13:59:00"),
      ]),
    ]);
    await sweepOrders(ports);
    expect(handed.map(({ key, untold }) => [key, untold])).toEqual([
      ["order:1", true],
      ["order:2", false],
      ["order:3", false],
      ["order:4", true],
    ]);
  });

  test("a webhook isn't missing for orders taken because test mode ended or the sync was turned on", async () => {
    const dated = (id: number, more: object = {}) =>
      order({ id, date: "2026-11-24T12:00:00", dateLastChange: null, ...more });
    const { ports, handed } = sweeping("2026-11-24T12:00:00Z", [
      page([]),
      page([dated(1), dated(2)]),
      page([]),
      page([dated(1), dated(2, { status: 4 }), dated(3), dated(4)]),
    ]);
    await sweepOrders({ ...ports, settings: { ...ports.settings, trial: true } });
    // Reported while the sync was off: never read.
    const never = { "order:3": { knownState: null, known: true, document: false } };
    const recall: typeof ports.recall = async (keys, pass) => {
      const known = await ports.recall(keys, pass);
      return known.ok ? ok({ ...never, ...known.value }) : known;
    };
    handed.length = 0;
    await sweepOrders({ ...ports, recall });
    expect(handed.map(({ key, untold }) => [key, untold])).toEqual([
      ["order:1", false],
      ["order:2", true],
      ["order:3", false],
      ["order:4", true],
    ]);
  });

  test("moves its mark only behind orders that were handed in, and a page at a time", async () => {
    const stamped = (id: number, time: string) =>
      order({ id, date: "2026-11-24T09:00:00", dateLastChange: `2026-11-24T${time}` });
    const mark = String(Date.parse("2026-11-24T10:00:00Z"));
    const { ports, log, remembered } = sweeping(
      "2026-11-24T12:00:00Z",
      [page([stamped(1, "11:30:00")], "?page=2"), REFUSED],
      { "orders-changed-until": mark, "orders-dated-until": mark },
    );
    // The second page fails: what the first one held is safe, and so is the way up to there.
    const failing: Failure = { kind: "transient", vendor: "asperion", cause: "down" };
    const read = ports.readPage;
    let reads = 0;
    const swept = await sweepOrders({
      ...ports,
      readPage: async (request) => ((reads += 1) === 2 ? err(failing) : read(request)),
    });
    expect(swept.ok).toBe(false);
    expect(log.filter((entry) => !entry.includes("sort"))).toEqual([
      "handed",
      "remember orders-changed-until",
    ]);
    expect(remembered["orders-changed-until"]).toBe(String(Date.parse("2026-11-24T10:30:00Z")));
  });

  test("doesn't let an order that is dated ahead carry its mark past the present", async () => {
    const mark = String(Date.parse("2026-11-24T11:00:00Z"));
    const ahead = order({ id: 9, date: "2026-12-24T09:00:00", dateLastChange: null });
    const { ports, remembered } = sweeping("2026-11-24T12:00:00Z", [page([]), page([ahead])], {
      "orders-changed-until": mark,
      "orders-dated-until": mark,
    });
    await sweepOrders(ports);
    expect(Number(remembered["orders-dated-until"])).toBeLessThanOrEqual(
      Date.parse("2026-11-24T12:00:00Z"),
    );
  });

  test("meets an order by change and by date, and hands it in once", async () => {
    const one = order({
      id: 5,
      date: "2026-11-24T12:30:00",
      dateLastChange: "2026-11-24T12:31:00",
    });
    const { ports, handed } = sweeping("2026-11-24T12:00:00Z", [page([one]), page([one])]);
    const swept = await sweepOrders(ports);
    expect(handed.map(({ key, flow, lane }) => [key, flow, lane])).toEqual([
      ["order:5", "orders", "sweep"],
    ]);
    expect(swept).toMatchObject({
      ok: true,
      value: {
        outcome: "updated",
        reasons: [{ code: "sweep-took-up", params: { count: 1, read: 2 } }],
      },
    });
  });

  test("without a usable change filter compares the last seven days as a whole, and says so", async () => {
    const mark = String(Date.parse("2026-11-24T11:00:00Z"));
    const { ports, asked, remembered } = sweeping("2026-11-24T12:00:00Z", [REFUSED, REFUSED], {
      "orders-changed-until": mark,
      "orders-dated-until": mark,
    });
    const swept = await sweepOrders(ports);
    // Refused without a word on what: neither with one sort key, so it is the filter.
    expect(asked[2]).toEqual({ by: "dated", from: "2026-11-17T13:00:00" });
    expect(remembered["orders-change-filter"]).toBe("unusable");
    // Once the filter works it goes on from where changes were last seen.
    expect(remembered["orders-changed-until"]).toBeUndefined();
    expect(swept.ok && swept.value.reasons.map((one) => one.code)).toEqual([
      "sweep-nothing-new",
      "change-filter-unusable",
    ]);
  });

  test("at night compares five weeks by date, and tells what nobody had told of", async () => {
    const mark = String(Date.parse("2026-11-24T01:00:00Z"));
    const { ports, asked } = sweeping(
      "2026-11-24T03:00:00Z",
      [
        page([]),
        page([]),
        page([order({ id: 3, date: "2026-11-02T09:00:00", dateLastChange: null })]),
      ],
      { "orders-changed-until": mark, "orders-dated-until": mark },
      ["nightly"],
    );
    const swept = await sweepOrders(ports);
    expect(asked[2]).toEqual({ by: "dated", from: "2026-10-20T03:45:00" });
    expect(swept.ok && swept.value.reasons.map((one) => one.code)).toEqual([
      "sweep-took-up",
      "sweep-found-missing",
    ]);
  });

  test("at night asks by their id for orders that have a document and aren't listed any more, once each", async () => {
    const listed = order({ id: 3, date: "2026-11-02T09:00:00", dateLastChange: null });
    const { ports, handed } = sweeping(
      "2026-11-24T03:00:00Z",
      [page([]), page([]), page([listed])],
      {},
      ["nightly"],
      ["order:1", "order:2", "order:3", "order:4"],
    );
    const swept = await sweepOrders(ports);
    expect(handed.map(({ key, knownState }) => [key, knownState === undefined])).toEqual([
      ["order:3", false],
      ["order:1", true],
      ["order:2", true],
      ["order:4", true],
    ]);
    expect(swept).toMatchObject({ ok: true, value: { outcome: "updated" } });
    expect(
      swept.ok && swept.value.reasons.find((one) => one.code === "sweep-unlisted")?.params["count"],
    ).toBe(3);
    const byDay = sweeping("2026-11-24T12:00:00Z", [], {}, ["schedule"], ["order:1"]);
    await sweepOrders(byDay.ports);
    expect(byDay.handed).toEqual([]);
  });

  test("of a tenant whose order flow is off reads nothing", async () => {
    const { ports, asked } = sweeping("2026-11-24T12:00:00Z", []);
    expect(await sweepOrders({ ...ports, settings: settingsSchema.parse({}) })).toMatchObject({
      ok: true,
      value: { outcome: "skipped" },
    });
    expect(asked).toEqual([]);
  });
});
