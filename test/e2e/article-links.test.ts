/**
 * Articles that a person links to one of the shop: followed from then on, whatever the codes say,
 * and found by their number again once they are unlinked.
 */
import { expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { codesOf, companyBuyer } from "../support/orders.ts";
import { bridge, shop, useProducts } from "../support/products-set-up.ts";

useProducts();

const idOf = (article: Json): string => String(article["Id"]).toLowerCase();
const link = (article: Json, code: string) =>
  bridge.api("PUT", `/tenants/${shop.tenant.id}/links`, {
    kind: "article",
    source: code,
    target: idOf(article),
  });
const unlink = (code: string) =>
  bridge.api(
    "DELETE",
    `/tenants/${shop.tenant.id}/links?kind=article&source=${encodeURIComponent(code)}`,
  );
const linksOf = async (article: Json) =>
  (
    (
      await bridge.ask(
        "GET",
        `/tenants/${shop.tenant.id}/links?kind=article&target=${idOf(article)}`,
      )
    )["links"] as Json[]
  ).map(({ source, by }) => [source, by]);
const ofShop = (articleCode: string): Promise<Json> =>
  bridge.control("asperion", "POST", "/articles", {
    articleCode,
    description: "Of the shop",
    salesPrice: 49,
    vatCode: "H",
  });
const told = async (article: Json) => {
  const job = await shop.jobOf(article);
  return [job?.outcome, job === undefined || job === null ? [] : codesOf(job)];
};

test("it follows eAccounting and keeps its code, also when its code changes; what it was before stays as it is", async () => {
  const [Number, own] = [shop.code(), shop.code()];
  const there = await ofShop(own);
  const article = await shop.made({ Number });
  await shop.passed("turn");
  expect(await shop.inShop(own)).toMatchObject([{ description: "Of the shop" }]);
  expect((await link(article, own)).status).toBe(204);
  expect(await linksOf(article)).toEqual([[own, "person"]]);
  await shop.passed();
  expect(await shop.inShop(own)).toMatchObject([{ description: "Cap", salesPrice: 100 }]);
  expect(await shop.inShop(Number)).toMatchObject([{ description: "Cap" }]);
  expect(await told(article)).toEqual(["updated", expect.arrayContaining(["product-linked"])]);
  await bridge.control("asperion", "POST", "/articles", {
    id: there["id"],
    articleCode: `${own}-B`,
  });
  await shop.changed(article, { Name: "Cap, red", NetPrice: 80, GrossPrice: 100 });
  await shop.passed("turn");
  expect(await shop.inShop(`${own}-B`)).toMatchObject([
    { description: "Cap, red", salesPrice: 80 },
  ]);
  expect(await shop.inShop(Number)).toMatchObject([{ description: "Cap", salesPrice: 100 }]);
});

test("one that has it by its number is told that the code is taken, and has it again once it is unlinked", async () => {
  const [Number, own] = [shop.code(), shop.code()];
  const [linked, rightful] = [
    await shop.made({ Number, Name: "Linked" }),
    await shop.made({ Number: own, Name: "Rightful" }),
  ];
  await shop.passed("turn");
  await link(linked, own);
  await shop.passed();
  expect(await shop.inShop(own)).toMatchObject([{ description: "Linked" }]);
  await shop.passed();
  expect(await told(rightful)).toEqual(["held", ["product-code-taken"]]);
  expect((await unlink(own)).status).toBe(204);
  expect(await linksOf(linked)).toEqual([]);
  await shop.changed(rightful, { NetPrice: 90, GrossPrice: 112.5 });
  await shop.passed();
  expect(await shop.inShop(own)).toMatchObject([{ description: "Rightful", salesPrice: 90 }]);
  expect(await told(linked)).toEqual([
    expect.anything(),
    expect.not.arrayContaining(["product-linked"]),
  ]);
});

test("an order's line with its code sells the linked article, whatever has that number", async () => {
  const [Number, own] = [shop.code(), shop.code()];
  await ofShop(own);
  const linked = await shop.made({ Number, Name: "Linked" });
  await shop.made({ Number: own, Name: "Of that number" });
  await shop.passed("turn");
  await link(linked, own);
  await shop.passed();
  const sold = async () => {
    const lines = [{ articleCode: own, description: "Cap", quantity: 1, price: 49, vatCode: "H" }];
    const placed = await bridge.place({ ...companyBuyer("Linked"), lines });
    const { job } = await bridge.book(shop.tenant, placed.id);
    const [order] = await bridge.ordersOf(placed.orderNumber);
    const ids = ((order?.["Rows"] ?? []) as readonly Json[]).map((row) => row["ArticleId"]);
    return { outcome: job.outcome, isLinked: ids.includes(linked["Id"]) };
  };
  expect(await sold()).toEqual({ outcome: "booked", isLinked: true });
  // Asked once, and remembered under its own number.
  const calls = await bridge.counting(async () => {
    expect(await sold()).toEqual({ outcome: "booked", isLinked: true });
  });
  expect(Object.keys(calls).filter((call) => call.includes("/v2/articles"))).toEqual([]);
  // A look-up of the shop's settings names the ledger's number, and goes before.
  await bridge.reconfigure(shop.tenant, { lookups: { article: { table: { [own]: own } } } });
  expect(await sold()).toEqual({ outcome: "booked", isLinked: false });
});

test("a code that no article has holds it, and nothing is made", async () => {
  const [Number, none] = [shop.code(), shop.code()];
  const article = await shop.made({ Number });
  await shop.passed("turn");
  await link(article, none);
  await shop.changed(article, { NetPrice: 70, GrossPrice: 87.5 });
  await shop.passed();
  expect(await told(article)).toEqual(["held", ["product-link-missing"]]);
  expect([await shop.inShop(none), await shop.inShop(Number)]).toMatchObject([
    [],
    [{ salesPrice: 100 }],
  ]);
});

test("an article that no comparison has met can't be linked, and a link that isn't there can't be taken off", async () => {
  expect([
    (await link({ Id: "00000000-0000-4000-8000-000000000001" }, "CUP")).status,
    (await unlink("NO-SUCH-LINK")).status,
  ]).toEqual([404, 404]);
});
