/**
 * Other ways of keeping stock: into a field, with the flag set, in many runs, in trial mode; and
 * vendors that are otherwise than assumed.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Bridge } from "../support/bridge.ts";
import { codesOf, companyBuyer } from "../support/orders.ts";
import { Shelves } from "../support/stock.ts";

let bridge: Bridge;
let shelves: Shelves | null = null;
let n = 0;

beforeAll(async () => {
  bridge = await Bridge.startFast();
});

afterEach(async () => {
  // One shop has one tenant that keeps its stock.
  if (shelves !== null) await bridge.reconfigure(shelves.tenant, { stock: { enabled: false } });
  shelves = null;
  await bridge.control("asperion", "PUT", "/switches", {
    negativeQuantity: "in",
    stockMovesAt: "confirmed",
  });
  await bridge.control("eaccounting", "PUT", "/switches", { ongoingReserves: "yes" });
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

const company = (): string => `Ways ${(n += 1)} AB`;
const keep = (made: Shelves): Shelves => (shelves = made);

describe("the figure in a field of the article", () => {
  test("is written once, beside everything else that the article has, and moves no stock", async () => {
    const own = keep(
      await Shelves.of(bridge, company(), {
        strategy: "article-field",
        field: "characteristic3",
        calculation: "margin",
        margin: "2",
      }),
    );
    const code = await own.article(20, 5, {
      shop: { longDescription: "Kept as it is.", characteristic3: "ask us", minimumStock: 1 },
    });
    const before = await own.inShop(code);
    const { job } = await own.run();
    expect(codesOf(job)[0]).toBe("stock-field-written");
    const after = await own.inShop(code);
    expect({ ...after, dateLastChange: null }).toEqual({
      ...before,
      characteristic3: "18",
      dateLastChange: null,
    });
    await own.expectQuiet();
  });

  test("whose write gets no answer is read again and planned anew", async () => {
    const own = keep(await Shelves.of(bridge, company(), { strategy: "article-field" }));
    const code = await own.article(9, 5);
    await bridge.fault("asperion", { route: "PUT /v1/articles/{id}", kind: "commit-then-drop" });
    const { job } = await own.run();
    expect([job.outcome, (await own.inShop(code))["characteristic1"]]).toEqual(["updated", "9"]);
    await own.expectQuiet();
  });
});

test("an article of which the shop keeps no stock is told to, and gets its figure in the same run", async () => {
  const own = keep(await Shelves.of(bridge, company(), { manageStock: "set" }));
  const code = await own.article(14, 0, { shop: { manageStock: false, characteristic2: "kept" } });
  const { job } = await own.run();
  expect(codesOf(job).slice(0, 2)).toEqual(["stock-corrected", "stock-managed"]);
  expect(job).toMatchObject({ changes: [{ code, from: "0", to: "14", managed: true }] });
  expect(await own.inShop(code)).toMatchObject({
    manageStock: true,
    currentStock: 14,
    characteristic2: "kept",
  });
  await own.expectQuiet();
});

test("more differences than the rows of an order are written by the runs that follow at once", async () => {
  const own = keep(await Shelves.of(bridge, company(), { rowsPerRun: 2 }));
  const codes: string[] = [];
  for (let index = 0; index < 5; index += 1) codes.push(await own.article(10 + index, 3));
  // The first correction of a tenant is watched; only when it was seen to move stock does one run follow another.
  await own.run();
  await own.run();
  await bridge.until(async () => {
    await bridge.advance(6_000);
    return (await Promise.all(codes.map((code) => own.stock(code)))).join() === "10,11,12,13,14";
  }, "all are right");
  const orders = await Promise.all(codes.map((code) => own.corrections(code)));
  expect(new Set(orders.flat().map((order) => order["id"])).size).toBe(3);
});

test("in trial mode everything is worked out and nothing is written", async () => {
  const own = keep(await Shelves.fresh(bridge, company()));
  await bridge.reconfigure(own.tenant, { trial: true });
  const code = await own.article(20, 5);
  const calls = await bridge.counting(async () => {
    const { job } = await own.run();
    expect([job.outcome, ...codesOf(job).slice(0, 2)]).toEqual([
      "skipped",
      "trial-mode",
      "stock-would-change",
    ]);
  });
  expect([
    await own.stock(code),
    Object.keys(calls).filter((route) => !route.startsWith("GET ")),
  ]).toEqual([5, []]);
});

test("the tenant's own expression is the figure", async () => {
  const own = keep(
    await Shelves.of(bridge, company(), {
      calculation: "expression",
      expression: "available > 10 ? available - 5 : 0",
    }),
  );
  const [many, few] = [await own.article(20, 5), await own.article(8, 5)];
  await own.run();
  expect([await own.stock(many), await own.stock(few)]).toEqual([15, 0]);
});

describe("a vendor that is otherwise than assumed", () => {
  test.each(["ignored", "out"])(
    "a negative quantity that is %s: one correction, and then it is held",
    async (negativeQuantity) => {
      await bridge.control("asperion", "PUT", "/switches", { negativeQuantity });
      const own = keep(await Shelves.fresh(bridge, company()));
      const code = await own.article(2000, 5);
      await own.run();
      const { job } = await own.run();
      expect([job.outcome, codesOf(job)[0]]).toEqual(["held", "stock-correction-no-effect"]);
      await own.run();
      expect(await own.corrections(code)).toHaveLength(1);
      await bridge.control(
        "eaccounting",
        "PATCH",
        `/articles/${await ledgerId(own, code)}?company=${encodeURIComponent(own.tenant.company)}`,
        { IsStock: true, StockBalance: 0 },
      );
    },
  );

  test("a negative quantity that is refused: the vendor's refusal is shown", async () => {
    await bridge.control("asperion", "PUT", "/switches", { negativeQuantity: "refused" });
    const own = keep(await Shelves.fresh(bridge, company()));
    await own.article(3000, 5);
    expect((await own.run()).job).toMatchObject({
      outcome: "rejected",
      reasons: [{ code: "rejected-by-vendor" }],
    });
  });

  test("a ledger that reserves nothing for an ongoing order: nothing is given back to the shop", async () => {
    await bridge.control("eaccounting", "PUT", "/switches", { ongoingReserves: "no" });
    const own = keep(await Shelves.fresh(bridge, company()));
    const code = await own.article(10, 10);
    const sold = await bridge.place({
      ...companyBuyer("Ways"),
      lines: [{ articleCode: code, quantity: 4 }],
    });
    expect((await bridge.book(own.tenant, sold.id)).job.outcome).toBe("booked");
    await bridge.advance(300_000);
    expect((await own.run()).job).toMatchObject({
      outcome: "held",
      reasons: [{ code: "stock-not-reserved" }],
    });
    expect(await own.stock(code)).toBe(6);
  });

  test("a shop whose stock moves on delivery: a correction counts at once, and nothing drifts", async () => {
    await bridge.control("asperion", "PUT", "/switches", { stockMovesAt: "delivered" });
    const own = keep(await Shelves.of(bridge, company()));
    const code = await own.article(10, 10);
    const sold = await bridge.place({
      ...companyBuyer("Ways"),
      lines: [{ articleCode: code, quantity: 4 }],
    });
    await bridge.book(own.tenant, sold.id);
    await bridge.advance(300_000);
    await own.run();
    expect(await own.stock(code)).toBe(6);
    await bridge.edit(sold.id, { status: 4 });
    await bridge.book(own.tenant, sold.id, "order.updated");
    await bridge.advance(300_000);
    await own.run();
    expect(await own.stock(code)).toBe(6);
    await own.expectQuiet();
  });
});

async function ledgerId(own: Shelves, code: string): Promise<string> {
  const { articles } = await bridge.ledger(own.tenant.company);
  return String(articles?.find((article) => article["Number"] === code)?.["Id"]);
}
