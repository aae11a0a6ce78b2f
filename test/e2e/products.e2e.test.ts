/** Products from the ledger to the shop, through the real Worker and both sandboxes. */
import { expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import { codesOf, companyBuyer } from "../support/orders.ts";
import { BY_LABEL, labels, PRODUCTS } from "../support/products.ts";
import { bridge, shop, useProducts } from "../support/products-set-up.ts";

useProducts();

test("an article is made in the shop, changed there when it changes, and made inactive when it is", async () => {
  const Number = shop.code();
  const article = await shop.made({
    Number,
    Note: "Warm",
    Barcodes: [{ Barcode: "7350053850019", BarcodeType: 0 }],
  });
  await shop.passed("turn");
  expect(await shop.inShop(Number)).toMatchObject([
    {
      description: "Cap",
      longDescription: "Warm",
      salesPrice: 100,
      salesPriceInclVat: 125,
      currencyCode: "SEK",
      vatCode: "H",
      eanCode1: "7350053850019",
      articleType: "Simple",
      active: true,
    },
  ]);
  await shop.changed(article, { Name: "Cap, red", NetPrice: 80, GrossPrice: 100 });
  await shop.passed("turn");
  expect(await shop.inShop(Number)).toMatchObject([
    { description: "Cap, red", longDescription: "Warm", salesPrice: 80, salesPriceInclVat: 100 },
  ]);
  await shop.changed(article, { IsActive: false });
  await shop.passed("turn");
  expect(await shop.inShop(Number)).toMatchObject([{ description: "Cap, red", active: false }]);
});

test("an article with another VAT code than its coding's needs action, until the code is corrected", async () => {
  const code = shop.code();
  const there = { articleCode: code, description: "Tea", salesPrice: 80, vatCode: "M" };
  await bridge.control("asperion", "POST", "/articles", there);
  const article = await shop.made({ Number: code });
  await shop.passed("turn");
  expect(await shop.inShop(code)).toMatchObject([{ salesPrice: 100, vatCode: "M" }]);
  const held = await shop.jobOf(article);
  expect([held?.outcome, codesOf(held ?? { reasons: [] })]).toEqual([
    "needs-attention",
    expect.arrayContaining(["product-vat-code-differs"]),
  ]);
  // The shop is right: the table says so.
  const table = { ...PRODUCTS.vatCode.table, "25": "M" };
  await bridge.reconfigure(shop.tenant, { products: { ...PRODUCTS, vatCode: { table } } });
  await bridge.ask("POST", `/tenants/${shop.tenant.id}/jobs/${held?.id}/retry`);
  await shop.passed("turn");
  expect(["updated", "skipped"]).toContain((await shop.jobOf(article))?.outcome);
});

test("an article that an order made is no product, until somebody gives it a price: the shop keeps its own", async () => {
  const code = shop.code();
  const coding = (await bridge.ledger())["articleaccountcodings"]?.find(
    (one) => one["Name"] === "Goods 25",
  );
  await bridge.control("asperion", "POST", "/articles", {
    articleCode: code,
    description: "Of the shop",
    salesPrice: 49,
    vatCode: "H",
  });
  await bridge.reconfigure(shop.tenant, {
    products: { ...PRODUCTS, filter: { numbers: [code] } },
    orders: { missingSku: "create", newArticles: { codings: { 25: coding?.["Id"] } } },
  });
  const order = await bridge.place({
    ...companyBuyer("Productmaker"),
    lines: [{ articleCode: code, quantity: 1 }],
  });
  expect(codesOf((await bridge.book(shop.tenant, order.id)).job)).toContain("article-created");
  const made = (await bridge.ledger())["articles"]?.find((one) => one["Number"] === code);
  if (made === undefined) throw new Error("the article wasn't made");
  await shop.passed("turn");
  expect(codesOf((await shop.jobOf(made)) ?? { reasons: [] })).toEqual(["product-made-of-order"]);
  expect(await shop.inShop(code)).toMatchObject([{ description: "Of the shop", salesPrice: 49 }]);
  await shop.changed(made, { Name: "Priced", NetPrice: 60, GrossPrice: 75 });
  await shop.passed("turn");
  expect(await shop.inShop(code)).toMatchObject([{ description: "Priced", salesPrice: 60 }]);
});

test("a run with nothing changed reads the ledger once and writes nothing, also when it compares everything", async () => {
  await shop.made({ Number: shop.code() });
  await shop.passed();
  const quiet = await bridge.counting(() => shop.passed("turn"));
  expect(Object.keys(quiet).filter((route) => / \/v1\/| \/v2\/articles/.test(route))).toEqual([
    "GET /v2/articles",
  ]);
  const whole = await bridge.counting(() => shop.passed());
  expect(Object.keys(whole).filter((route) => / \/v1\//.test(route))).toEqual([]);
});

test("a code that is part of another's is told from it", async () => {
  const Number = shop.code();
  await shop.made({ Number: `${Number}0`, Name: "The longer one" });
  await shop.passed("turn");
  await bridge.control("asperion", "POST", "/articles", {
    articleCode: `X${Number}`,
    description: "Another",
  });
  await shop.made({ Number, Name: "The shorter one" });
  await shop.passed("turn");
  expect(await shop.inShop(Number)).toMatchObject([{ description: "The shorter one" }]);
  expect(await shop.inShop(`${Number}0`)).toMatchObject([{ description: "The longer one" }]);
  expect(await shop.inShop(`X${Number}`)).toMatchObject([{ description: "Another" }]);
});

test("variants get one parent, however many come at once; it ends with its last active member and comes back with one", async () => {
  await bridge.reconfigure(shop.tenant, { products: BY_LABEL });
  const parent = shop.code();
  const sizes = ["XS", "S", "M", "L", "XL", "XXL"];
  const members: Json[] = [];
  for (const size of sizes)
    members.push(
      await shop.made({
        Number: `${parent}-${size}`,
        Name: `Cap ${size}`,
        ArticleLabels: labels("Web", `Group: ${parent}`, `Size: ${size}`),
      }),
    );
  await shop.passed("turn");
  expect(await shop.inShop(parent)).toMatchObject([
    { description: "Cap", articleType: "Configurable", active: true, salesPrice: null },
  ]);
  for (const size of sizes)
    expect(await shop.inShop(`${parent}-${size}`)).toMatchObject([
      {
        articleType: "Variant",
        parentArticleCode: parent,
        attributes: { _data: [{ name: "Size", value: size }] },
      },
    ]);
  const [leaving, ...rest] = members;
  if (leaving === undefined) throw new Error("no member");
  await shop.changed(leaving, { ArticleLabels: labels("Web") });
  for (const member of rest) await shop.changed(member, { IsActive: false });
  await shop.passed("turn");
  expect(await shop.inShop(`${parent}-XS`)).toMatchObject([
    { articleType: "Simple", parentArticleCode: null, attributes: { _data: [] }, active: true },
  ]);
  expect(await shop.inShop(parent)).toMatchObject([{ active: false }]);
  await shop.changed(leaving, { ArticleLabels: labels("Web", `Group: ${parent}`, "Size: XS") });
  await shop.passed("turn");
  expect(await shop.inShop(parent)).toMatchObject([{ active: true, description: "Cap" }]);
});

test("what somebody in the shop wrote is kept, with all that we know nothing of", async () => {
  const Number = shop.code();
  const article = await shop.made({ Number });
  await shop.passed("turn");
  await bridge.control("asperion", "POST", "/articles", {
    articleCode: Number,
    description: "Lovely cap",
    purchasePrice: 33,
    characteristic4: "shelf 7",
    manageStock: true,
  });
  await shop.changed(article, { Name: "Cap, blue", NetPrice: 90, GrossPrice: 112.5 });
  await shop.passed("turn");
  expect(await shop.inShop(Number)).toMatchObject([
    {
      description: "Lovely cap",
      salesPrice: 90,
      purchasePrice: 33,
      characteristic4: "shelf 7",
      manageStock: true,
    },
  ]);
  expect((await shop.jobOf(article))?.reasons.map(({ code: reason }) => reason)).toEqual([
    "product-updated",
    "product-field-kept",
  ]);
});

test("an article that the ledger has no more is met by the nightly comparison alone, asked for by itself and made inactive", async () => {
  const [Number, other] = [shop.code(), shop.code()];
  const article = await shop.made({ Number });
  await shop.made({ Number: other });
  await shop.passed("turn");
  await bridge.control("eaccounting", "DELETE", `/articles/${String(article["Id"])}`);
  await shop.passed("turn");
  expect(await shop.inShop(Number)).toMatchObject([{ active: true }]);
  const calls = await bridge.counting(() => shop.passed());
  expect(calls["GET /v2/articles/{id}"]).toBe(1);
  expect([await shop.inShop(Number), await shop.inShop(other)]).toMatchObject([
    [{ active: false }],
    [{ active: true }],
  ]);
  expect((await bridge.counting(() => shop.passed()))["GET /v2/articles/{id}"]).toBeUndefined();
});

test("a number that goes from one article to another takes its article in the shop along, and nobody else's", async () => {
  const [gone, moved, next] = [shop.code(), shop.code(), shop.code()];
  const first = await shop.made({ Number: gone, Name: "First" });
  const second = await shop.made({ Number: moved, Name: "Second" });
  await shop.passed("turn");
  const [before] = await shop.inShop(gone);
  await bridge.control("eaccounting", "DELETE", `/articles/${String(first["Id"])}`);
  await shop.made({ Number: gone, Name: "First, made again" });
  await shop.changed(second, { Number: next });
  await shop.made({ Number: moved, Name: "Third" });
  await shop.passed("turn");
  // The nightly comparisons find that the first is gone, and that the third has still to be made.
  await shop.passed();
  await shop.passed();
  expect(await shop.inShop(gone)).toMatchObject([
    { id: before?.["id"], description: "First, made again", active: true },
  ]);
  expect([await shop.inShop(next), await shop.inShop(moved)]).toMatchObject([
    [{ description: "Second", active: true }],
    [{ description: "Third", active: true }],
  ]);
});

test("a trial shows what it would do and writes nothing; going live does it", async () => {
  await bridge.reconfigure(shop.tenant, { trial: true });
  const Number = shop.code();
  const article = await shop.made({ Number });
  await shop.passed();
  expect(await shop.inShop(Number)).toEqual([]);
  expect((await shop.jobOf(article))?.reasons.map(({ code: reason }) => reason)).toEqual([
    "trial-mode",
    "product-created",
  ]);
  await bridge.reconfigure(shop.tenant, { trial: false });
  await shop.passed();
  expect(await shop.inShop(Number)).toHaveLength(1);
});

test("a flow that is off does nothing, by hand either", async () => {
  await bridge.reconfigure(shop.tenant, { products: { ...PRODUCTS, enabled: false } });
  const Number = shop.code();
  await shop.made({ Number });
  await shop.passed();
  expect(await shop.inShop(Number)).toEqual([]);
  expect((await bridge.jobs(shop.tenant.id, { key: "products" }))[0]?.reasons[0]?.code).toBe(
    "flow-off",
  );
});

test("a pass says how far it is, can be cancelled, and what it left is taken up by the next turn", async () => {
  const { tenant } = shop;
  const codes = Array.from({ length: 24 }, () => shop.code());
  for (const Number of codes) await shop.made({ Number });
  const inShop = async (): Promise<number> =>
    (await Promise.all(codes.map((code) => shop.inShop(code)))).flat().length;
  const run = async (): Promise<Json> =>
    ((await bridge.ask("GET", `/tenants/${tenant.id}/runs`))["runs"] as Json[])[0] ?? {};
  // Slow enough that somebody can say no.
  await bridge.reconfigure(tenant, { asperionRequestsPerSecond: 1 });
  await bridge.advance(6_000);
  await bridge.ask("POST", `/tenants/${tenant.id}/flows/products/run`);
  await bridge.until(async () => (await run())["state"] === "writing", "it writes");
  const under = await run();
  expect(under).toMatchObject({ flow: "products", whole: true, endedAt: null });
  expect(Number(under["total"])).toBeGreaterThanOrEqual(codes.length);
  await bridge.ask("POST", `/tenants/${tenant.id}/runs/${String(under["id"])}/cancel`);
  expect(await run()).toMatchObject({ id: under["id"], state: "cancelled", secondsLeft: null });
  await bridge.until(
    async () => (await bridge.health(tenant.id)).jobs.running === 0,
    "what was being written is over",
  );
  expect(await inShop()).toBeLessThan(codes.length);
  await bridge.reconfigure(tenant, { asperionRequestsPerSecond: 50 });
  await shop.passed("turn");
  expect(await inShop()).toBe(codes.length);
});

test("a held article that a person skips stays skipped until it changes in eAccounting", async () => {
  const Number = shop.code();
  const article = await shop.made({ Number, NetPrice: 0, GrossPrice: 0 });
  await shop.passed("turn");
  const held = await shop.jobOf(article);
  expect(held?.outcome).toBe("held");
  await bridge.ask("POST", `/tenants/${shop.tenant.id}/jobs/${String(held?.id)}/skip`, {
    note: "not sold there",
  });
  await shop.passed();
  expect((await shop.jobOf(article))?.outcome).toBe("skipped");
  await shop.changed(article, { NetPrice: 10, GrossPrice: 12.5 });
  await shop.passed("turn");
  expect(await shop.inShop(Number)).toMatchObject([{ salesPrice: 10 }]);
});

test("a held article that is left out afterwards is on hold no more", async () => {
  const Number = shop.code();
  const article = await shop.made({ Number, NetPrice: 0, GrossPrice: 0 });
  await shop.passed("turn");
  expect((await shop.jobOf(article))?.outcome).toBe("held");
  await shop.changed(article, { IsActive: false });
  await shop.passed("turn");
  expect((await shop.jobOf(article))?.outcome).toBe("skipped");
});

test("an article without the name that the rules take has its code as its name", async () => {
  await bridge.reconfigure(shop.tenant, {
    products: { ...PRODUCTS, fields: { name: { from: "nameEnglish" } } },
  });
  const Number = shop.code();
  await shop.made({ Number });
  await shop.passed("turn");
  expect(await shop.inShop(Number)).toMatchObject([{ description: Number }]);
});
