/** A correction order whose answer is lost, late or refused makes one correction or none: never two. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Bridge, type Json } from "../support/bridge.ts";
import { codesOf } from "../support/orders.ts";
import { Shelves } from "../support/stock.ts";

const ROUTE = "POST /v1/SalesOrderWithLines";
const MINUTE = 60_000;

let bridge: Bridge;
let shelves: Shelves;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  shelves = await Shelves.of(bridge, "Doubt AB");
});

afterEach(async () => {
  await bridge.control("asperion", "DELETE", "/faults");
  await bridge.break({ crash: null });
});

afterAll(() => bridge.stop());

const posts = async (): Promise<number> => (await bridge.calls("asperion"))[ROUTE] ?? 0;

test("committed and its answer lost: it is found by its mark, and not written again", async () => {
  const code = await shelves.article(20, 5);
  const before = await posts();
  await bridge.fault("asperion", { route: ROUTE, kind: "commit-then-drop" });
  const { job, operations } = await shelves.run();
  expect(job.outcome).toBe("updated");
  expect([
    await shelves.stock(code),
    (await shelves.corrections(code)).length,
    (await posts()) - before,
  ]).toEqual([20, 1, 1]);
  expect(operations).toMatchObject([
    {
      kind: "stock-order.create",
      state: "done",
      marker: expect.stringContaining("Stock ") as string,
      documentId: expect.stringMatching(/^\d+$/) as string,
    },
  ]);
  await shelves.expectQuiet();
});

test("never arrived: looked for three times, and then not repeated but planned anew on what is true by then", async () => {
  const code = await shelves.article(20, 5);
  const before = await posts();
  await bridge.fault("asperion", { route: ROUTE, kind: "drop" });
  await bridge.advance(MINUTE);
  await bridge.ask("POST", `/tenants/${shelves.tenant.id}/flows/stock/run`);
  const standing = await bridge.newest(shelves.tenant, "stock");
  expect([standing.status, standing.wait]).toEqual(["waiting", "in-doubt"]);
  await bridge.advance(6 * MINUTE);
  await bridge.control(
    "eaccounting",
    "POST",
    `/orders?company=${encodeURIComponent(shelves.tenant.company)}`,
    { Rows: [{ ArticleNumber: code, Quantity: 7 }] },
  );
  await bridge.settled(shelves.tenant.id);
  expect((await posts()) - before).toBe(1);
  const { job, operations } = await bridge.resolved(shelves.tenant, "stock");
  expect(job.outcome).toBe("updated");
  expect([await shelves.stock(code), (await shelves.corrections(code)).length]).toEqual([13, 1]);
  expect(operations.map(({ state, marker }) => [state, marker])).toEqual([
    ["rejected", operations[0]?.marker],
    ["compared", operations[1]?.marker],
  ]);
  expect(operations[0]?.marker).not.toBe(operations[1]?.marker);
});

test("committed when nobody looks any more: the next run sees the true difference", async () => {
  const code = await shelves.article(20, 5);
  // The sandbox asks for a valid token again when it commits late.
  await bridge.advance(55 * MINUTE);
  await bridge.settled(shelves.tenant.id);
  await bridge.fault("asperion", { route: ROUTE, kind: "late-commit", ms: 30 * MINUTE });
  await shelves.run();
  expect(await shelves.stock(code)).toBe(20);
  await bridge.advance(40 * MINUTE);
  expect(await shelves.stock(code)).toBe(35);
  await shelves.run();
  expect(await shelves.stock(code)).toBe(20);
  await shelves.expectQuiet();
});

test("refused: nothing is repeated, and the reason is the vendor's", async () => {
  const code = await shelves.article(20, 5);
  const before = await posts();
  await bridge.fault("asperion", {
    route: ROUTE,
    kind: "status",
    status: 400,
    body: {
      title: "The order is not valid.",
      status: 400,
      errors: { debtorId: ["A debtor that exists is required."] },
    },
  });
  const { job } = await shelves.run();
  expect([job.outcome, codesOf(job)[0], (await posts()) - before]).toEqual([
    "rejected",
    "rejected-by-vendor",
    1,
  ]);
  await shelves.run();
  expect(await shelves.stock(code)).toBe(20);
});

describe("a runner that dies", () => {
  test.each([
    ["before", "begin"],
    ["after", "begin"],
    ["before", "complete"],
    ["after", "complete"],
    ["after", "orderStates"],
  ] as const)("%s %s: one correction", async (when, method) => {
    const code = await shelves.article(20, 5);
    // So soon after the last run, the next one would wait.
    await bridge.advance(MINUTE);
    await bridge.break({ crash: { method, nth: 1, when, seen: 0 } });
    await bridge.ask("POST", `/tenants/${shelves.tenant.id}/flows/stock/run`);
    await bridge.until(async () => (await bridge.broken())["crash"] === null, "the runner died");
    await bridge.advance(MINUTE);
    const { job } = await bridge.resolved(shelves.tenant, "stock");
    expect(job.status).toBe("done");
    expect([await shelves.stock(code), (await shelves.corrections(code)).length]).toEqual([20, 1]);
  });
});

describe("a correction that is changed afterwards", () => {
  test.each<[string, (lines: readonly Json[]) => Json]>([
    ["a price is filled in", (lines) => ({ lines: lines.map((line) => ({ ...line, price: 10 })) })],
    ["its reference is cleared", () => ({ reference: null })],
  ])("stays one: %s", async (_, change) => {
    const [more, less] = [await shelves.article(14, 0), await shelves.article(50, 59)];
    await shelves.run();
    const [order] = await shelves.corrections(less);
    if (order === undefined) throw new Error("no correction was written");
    const { _data: lines } = order["lines"] as { readonly _data: readonly Json[] };
    const own = lines.map(({ articleCode, quantity }) => ({
      lineType: "Article",
      articleCode,
      quantity,
    }));
    const id = Number(order["id"]);
    await bridge.control("asperion", "PATCH", `/orders/${id}`, change(own));
    const { job } = await bridge.book(shelves.tenant, id, "order.updated");
    expect([job.outcome, codesOf(job)]).toEqual(["skipped", ["stock-correction-order"]]);
    await bridge.advance(3 * 60 * MINUTE);
    await shelves.expectQuiet();
    expect([await shelves.stock(more), await shelves.stock(less)]).toEqual([14, 50]);
  });
});
