import { describe, expect, test } from "vitest";
import { sweepChanged, sweepDated, type SweepInput } from "../../src/asperion/order-sweep.ts";
import {
  type AsperionOrder,
  headOf,
  orderSchema,
  readOrderHeads,
} from "../../src/asperion/orders.ts";
import type { SendRead, VendorAnswer, VendorRequest } from "../../src/domain/vendors/request.ts";
import { err, ok } from "../../src/domain/result.ts";
import { ADMINISTRATION, list, order, REFUSED } from "./fixtures.ts";

const FROM = "2026-11-24T10:00:00";
const DATE = { date: "Tue, 24 Nov 2026 12:00:00 GMT" };
const changed = (id: number, time: string, day = "2026-11-24") =>
  order({ id, dateLastChange: `${day}T${time}` });
const page = (items: unknown[], nextPage: string | null = null): VendorAnswer => ({
  ...list(items, { nextPage }),
  headers: DATE,
});

function shop(...answers: (VendorAnswer | typeof REFUSED)[]): {
  input: SweepInput;
  asked: VendorRequest[];
  seen: number[];
  reached: (string | null)[];
} {
  const asked: VendorRequest[] = [];
  const seen: number[] = [];
  const reached: (string | null)[] = [];
  const visit: SweepInput["visit"] = async (orders, stamp) => {
    seen.push(...orders.map((one) => one.id));
    reached.push(stamp);
    return ok({ allKnown: orders.every((one) => one.id === 1) });
  };
  const send: SendRead = async (request) => {
    asked.push(request);
    const next = answers[asked.length - 1];
    if (next === undefined) throw new Error("nobody answers");
    return "kind" in next ? err(next) : ok(next);
  };
  return {
    asked,
    seen,
    reached,
    input: { send, administrationId: ADMINISTRATION, from: FROM, visit },
  };
}

describe("a sweep by change", () => {
  test("costs one read when nothing is new, and takes its next watermark from the vendor's clock", async () => {
    const { input, asked } = shop(page([]));
    expect(await sweepChanged(input)).toEqual({
      ok: true,
      value: { filter: "works", serverTime: Date.UTC(2026, 10, 24, 12) },
    });
    expect(asked).toHaveLength(1);
  });

  test("goes on from the last stamp, so that an order that moved meanwhile hides no other", async () => {
    const { input, asked, seen, reached } = shop(
      page([changed(1, "10:00:00"), changed(2, "10:05:00.123")], "?page=2"),
      page([changed(2, "10:05:00.123"), changed(3, "10:06:00")]),
    );
    expect(await sweepChanged(input)).toMatchObject({ ok: true, value: { filter: "works" } });
    expect([...new Set(seen)]).toEqual([1, 2, 3]);
    expect(reached).toEqual(["2026-11-24T10:05:00", "2026-11-24T10:06:00"]);
    expect(
      asked.map((request) => [request.query["DateLastChange_from"], request.query["page"]]),
    ).toEqual([
      [FROM, "1"],
      ["2026-11-24T10:05:00", "1"],
    ]);
  });

  test("turns pages within one stamp: an import gives thousands the same", async () => {
    const { input, asked, seen } = shop(
      page([changed(1, "10:00:00")], "?page=2"),
      page([changed(2, "10:00:00")], "?page=3"),
      page([changed(3, "11:00:00")]),
    );
    expect(await sweepChanged(input)).toMatchObject({ ok: true, value: { filter: "works" } });
    expect(seen).toEqual([1, 2, 3]);
    expect(asked.map((request) => request.query["page"])).toEqual(["1", "2", "3"]);
  });

  test("says that the filter is of no use when it is refused, or lets everything through", async () => {
    expect(await sweepChanged(shop(REFUSED).input)).toEqual({
      ok: true,
      value: { filter: "unusable" },
    });
    expect(await sweepChanged(shop(page([order({ dateLastChange: null })])).input)).toEqual({
      ok: true,
      value: { filter: "unusable" },
    });
    expect(await sweepChanged(shop(page([changed(1, "23:59:59", "2026-11-23")])).input)).toEqual({
      ok: true,
      value: { filter: "unusable" },
    });
  });

  test("meets a filter by day newest first, and stops at a page of known orders", async () => {
    const { input, asked, seen, reached } = shop(
      page([changed(1, "01:00:00")], "?page=2"),
      page([changed(9, "11:00:00"), changed(8, "10:30:00")], "?page=2"),
      page([changed(1, "01:00:00")], "?page=3"),
    );
    expect(await sweepChanged(input)).toMatchObject({ ok: true, value: { filter: "works" } });
    expect(seen).toEqual([9, 8, 1]);
    expect(reached).toEqual([null, null]);
    expect(asked.map((request) => request.query["orderBy"])).toEqual([
      "DateLastChange,Id",
      "DateLastChange desc,Id desc",
      "DateLastChange desc,Id desc",
    ]);
  });

  test("goes no further once a page couldn't be handed on", async () => {
    const { input, asked } = shop(page([changed(2, "10:00:00")], "?page=2"));
    const failure = { kind: "transient", vendor: "asperion", cause: "fenced" } as const;
    expect(await sweepChanged({ ...input, visit: async () => err(failure) })).toEqual(err(failure));
    expect(asked).toHaveLength(1);
  });

  test("any other failure is handed on, and another administration is a hard stop", async () => {
    const failure = { kind: "transient", vendor: "asperion", cause: "x" } as const;
    const failing: SweepInput = { ...shop().input, send: async () => err(failure) };
    expect(await sweepChanged(failing)).toEqual(err(failure));
    expect(await sweepChanged(shop(list([], { administrationId: 456 })).input)).toMatchObject({
      ok: false,
      error: { kind: "wrong-administration" },
    });
  });
});

describe("a sweep by date", () => {
  test("finds orders that were never changed", async () => {
    const { input, seen } = shop(
      page([order({ id: 5, date: "2026-11-24T10:00:01", dateLastChange: null })]),
    );
    expect((await sweepDated(input)).ok).toBe(true);
    expect(seen).toEqual([5]);
  });

  test("that compares as a whole goes on past known orders", async () => {
    const known = (id: number) => order({ id, date: "2026-11-24T09:00:00" });
    const pages = () =>
      [
        page([known(1)], "?page=2"),
        page([known(1)], "?page=2"),
        page([known(1), known(7)]),
      ] as const;
    const first = shop(...pages());
    await sweepDated(first.input);
    const whole = shop(...pages());
    await sweepDated({ ...whole.input, whole: true });
    expect([first.asked.length, whole.asked.length, whole.seen]).toEqual([2, 3, [1, 1, 7]]);
  });
});

test("the head of an order that was read whole is the one that a list gives of it", () => {
  const raw = order({ dateLastChange: "2026-11-24T10:00:00", paidAt: null });
  const whole = readOrders(list([raw]));
  const heads = readOrderHeads(list([raw]), ADMINISTRATION);
  expect(heads.ok && heads.value.items[0]).toEqual(headOf(whole));
});

/** As the list of one reads it. */
function readOrders(answer: VendorAnswer): AsperionOrder {
  const parsed = orderSchema.safeParse((answer.body as { _data: unknown[] })._data[0]);
  if (!parsed.success) throw parsed.error;
  return parsed.data;
}
