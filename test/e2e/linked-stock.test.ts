/**
 * Stock of an article that a person linked to one of the shop, through whole runs and a sale: the
 * shop's code has the linked article's stock, and never that of whatever has it for a number.
 */
import { expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { codesOf, companyBuyer } from "../support/orders.ts";
import { bridge, shop, useProducts } from "../support/products-set-up.ts";
import { CORRECTIONS } from "../support/stock.ts";

useProducts();

const shelfOf = async (code: string): Promise<unknown> =>
  (await shop.inShop(code))[0]?.["currentStock"];

async function count(): Promise<readonly string[]> {
  await bridge.ask("POST", `/tenants/${shop.tenant.id}/flows/stock/run`);
  const { job } = await bridge.resolved(shop.tenant, "stock");
  return codesOf(job);
}

/** Until nothing differs: what the sandboxes are seeded with does at first. */
async function inStep(): Promise<void> {
  for (let runs = 0; runs < 20; runs += 1) if ((await count())[0] === "stock-equal") return;
  throw new Error("both sides were never in step");
}

test("it is corrected to the linked article's, follows a sale, and goes by the number once unlinked", async () => {
  const { tenant } = shop;
  await bridge.reconfigure(tenant, {
    stock: { enabled: true, correctionDebtor: CORRECTIONS },
    schedules: { stock: "never", orders: "never" },
  });
  const [Number, own] = [shop.code(), shop.code()];
  const kept = { IsStock: true, NetPrice: 10 };
  await bridge.control("asperion", "POST", "/articles", {
    articleCode: own,
    description: "Of the shop",
    currentStock: 3,
    salesPrice: 12.5,
    vatCode: "H",
  });
  const linked = await shop.made({ Number, Name: "Linked", StockBalance: 10, ...kept });
  await shop.made({ Number: own, Name: "Of that number", StockBalance: 77, ...kept });
  await shop.passed("turn");
  const target = String(linked["Id"]).toLowerCase();
  await bridge.ask("PUT", `/tenants/${tenant.id}/links`, { kind: "article", source: own, target });
  await shop.passed();
  await inStep();
  expect(await shelfOf(own)).toBe(10);

  const placed = await bridge.place({
    ...companyBuyer("Linked shelf"),
    lines: [{ articleCode: own, quantity: 4 }],
  });
  expect(await count()).toContain("stock-unbooked");
  expect(await shelfOf(own)).toBe(6);
  expect((await bridge.book(tenant, placed.id)).job.outcome).toBe("booked");
  const [order] = await bridge.ordersOf(placed.orderNumber);
  const sold = ((order?.["Rows"] ?? []) as readonly Json[]).map((row) => row["ArticleId"]);
  expect(sold).toContain(linked["Id"]);
  await bridge.advance(60_000);
  const calls = await bridge.counting(count);
  expect(Object.keys(calls).filter((route) => /^(POST|PUT) .v1/.test(route))).toEqual([]);
  expect(await shelfOf(own)).toBe(6);

  await bridge.ask(
    "DELETE",
    `/tenants/${tenant.id}/links?kind=article&source=${encodeURIComponent(own)}`,
  );
  await shop.passed();
  await inStep();
  expect(await shelfOf(own)).toBe(77);
});
