import { describe, expect, test } from "vitest";
import { readDebtor } from "../../src/asperion/debtors.ts";
import { readOrder } from "../../src/asperion/orders.ts";
import { readMode } from "../../src/asperion/read-one.ts";
import { ADMINISTRATION, answer, debtor, GONE, list, order, REFUSED, vendor } from "./fixtures.ts";

const wrong = (got: number | null) => ({
  ok: false,
  error: { kind: "wrong-administration", expected: ADMINISTRATION, got },
});
const read = (from: ReturnType<typeof vendor>, mode: "list" | "single" = "list") =>
  readOrder(from.send, 1001, ADMINISTRATION, mode);

describe("one order", () => {
  test("costs one read, out of a list that names the administration", async () => {
    const from = vendor({ list: list([order()]) });
    expect(await read(from)).toMatchObject({
      ok: true,
      value: { mode: "list", item: { id: 1001 } },
    });
    expect(from.asked).toEqual(["list"]);
  });

  test("is read singly for its lines when lists carry none, and the list is asked first the next time as well", async () => {
    const from = vendor({ list: list([order({ lines: undefined })]), single: answer(order()) });
    expect(await read(from)).toMatchObject({
      ok: true,
      value: { mode: "list", item: { lines: { _data: [{ lineNumber: 1 }] } } },
    });
    expect(from.asked).toEqual(["list", "single"]);
  });

  test("is read singly, after a look at the administration, when the filter is refused; and so from then on", async () => {
    const from = vendor({ list: REFUSED, meta: list([]), single: answer(order()) });
    const first = await read(from);
    expect(first).toMatchObject({ ok: true, value: { mode: "single" } });
    expect(from.asked).toEqual(["list", "meta", "single"]);
    await read(from, first.ok ? first.value.mode : "list");
    expect(from.asked.slice(3)).toEqual(["meta", "single"]);
  });

  test("that isn't on the page of an ignored filter is not gone: the single read decides", async () => {
    const from = vendor({
      list: list([order({ id: 1 }), order({ id: 2 })], { totalCount: 900 }),
      single: answer(order()),
    });
    expect(await read(from)).toMatchObject({
      ok: true,
      value: { mode: "single", item: { id: 1001 } },
    });
    expect(from.asked).toEqual(["list", "single"]);
  });

  test("is read though another order on the page of an ignored filter is broken", async () => {
    const from = vendor({
      list: list([order({ id: 1, amountInclVat: "?" }), order()]),
      single: answer(order()),
    });
    expect(await read(from)).toMatchObject({ ok: true, value: { item: { id: 1001 } } });
  });

  test("an id that is part of another is not that other", async () => {
    const from = vendor({ list: list([order({ id: 11001 })]), single: GONE });
    expect(await read(from)).toEqual({ ok: false, error: GONE });
  });

  test("is gone only when the single read of the right administration says so", async () => {
    expect(await read(vendor({ list: list([]), single: GONE }))).toEqual({
      ok: false,
      error: GONE,
    });
    expect(
      await read(vendor({ meta: list([], { administrationId: 456 }), single: GONE }), "single"),
    ).toEqual(wrong(456));
  });

  test("of another administration is a hard stop in every way of asking, and so is an unnamed one", async () => {
    const other = { administrationId: 456 };
    expect(await read(vendor({ list: list([order()], other) }))).toEqual(wrong(456));
    expect(await read(vendor({ list: list([order()], { administrationId: undefined }) }))).toEqual(
      wrong(null),
    );
    expect(await read(vendor({ list: list([], other), single: answer(order()) }))).toEqual(
      wrong(456),
    );
    expect(
      await read(vendor({ meta: list([], other), single: answer(order()) }), "single"),
    ).toEqual(wrong(456));
    expect(
      await read(vendor({ meta: list([]), single: answer(order({ _meta: other })) }), "single"),
    ).toEqual(wrong(456));
  });

  test("another order than the one that was asked for is a contract failure", async () => {
    expect(
      await read(vendor({ meta: list([]), single: answer(order({ id: 7 })) }), "single"),
    ).toMatchObject({ ok: false, error: { kind: "contract", path: "id" } });
  });

  test("of another shape is a contract failure that names the path", async () => {
    expect(await read(vendor({ list: list([order({ amountInclVat: "199,99" })]) }))).toMatchObject({
      ok: false,
      error: { kind: "contract", vendor: "asperion", path: "_data.0.amountInclVat" },
    });
  });

  test("any other failure is handed on as it is", async () => {
    const failure = {
      kind: "rate-limited",
      vendor: "asperion",
      endpoint: "x",
      retryAfterMs: 1,
    } as const;
    expect(await read(vendor({ list: failure }))).toEqual({ ok: false, error: failure });
    expect(await read(vendor({ list: list([]), single: failure }))).toEqual({
      ok: false,
      error: failure,
    });
  });
});

test("a debtor is read the same way", async () => {
  const from = vendor({ list: list([debtor()]) });
  expect(await readDebtor(from.send, 201, ADMINISTRATION, "list")).toMatchObject({
    ok: true,
    value: { item: { id: 201, paymentConditionId: null, addressLine2: null } },
  });
});

test("a mode that nobody knows means the usual one", () => {
  expect([readMode(undefined), readMode("?"), readMode("single")]).toEqual([
    "list",
    "list",
    "single",
  ]);
});
