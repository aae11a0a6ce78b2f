/** Sales that lower another article in the ledger than the one that the shop sold. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bridge } from "../support/bridge.ts";
import { companyBuyer } from "../support/orders.ts";
import { Shelves } from "../support/stock.ts";

let bridge: Bridge;
let shelves: Shelves;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  shelves = await Shelves.of(bridge, "Twin AB");
});
afterAll(() => bridge.stop());

test("aren't given back to the shop, where the look-up sells a twin in an article's place", async () => {
  const code = await shelves.article(10, 10);
  const twin = await shelves.article(100, 100);
  await bridge.reconfigure(shelves.tenant, {
    lookups: { article: { table: { [code]: twin } } },
  });
  const sold = await bridge.place({
    ...companyBuyer("Twin"),
    lines: [{ articleCode: code, quantity: 4 }],
  });
  expect((await bridge.book(shelves.tenant, sold.id)).job.outcome).toBe("booked");
  await bridge.advance(3 * 3_600_000);
  await shelves.run();
  expect(await shelves.stock(code)).toBe(6);
});
