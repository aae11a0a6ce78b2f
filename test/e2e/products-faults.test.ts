/**
 * Products when something goes wrong: answers that are lost, runners that die, a shop that does
 * otherwise.
 */
import { describe, expect, test } from "vitest";
import { BY_LABEL, keyOf, labels, PRODUCTS, QUARTER } from "../support/products.ts";
import { bridge, shop, useProducts } from "../support/products-set-up.ts";

useProducts();

describe("a write without an answer", () => {
  test.each(["commit-then-drop", "drop"] as const)(
    "%s while an article is made: it is looked for by its code, and there is one",
    async (kind) => {
      const Number = shop.code();
      const article = await shop.made({ Number });
      await bridge.fault("asperion", { route: "POST /v1/articles", kind });
      await shop.passed("turn");
      expect((await shop.jobOf(article))?.outcome).toBe("in-doubt");
      const { job } = await bridge.resolved(shop.tenant, keyOf(article));
      expect([job.status, await shop.inShop(Number)]).toMatchObject([
        "done",
        [{ description: "Cap" }],
      ]);
      const posts = (await bridge.timeline(shop.tenant.id, job.id)).operations.filter(
        (operation) => operation.kind === "product.create",
      );
      expect(posts.map(({ state }) => state)).toEqual([kind === "drop" ? "compared" : "done"]);
    },
  );

  test("while one is changed: it is read and planned anew, and our own change passes for nobody else's", async () => {
    const Number = shop.code();
    const article = await shop.made({ Number });
    await shop.passed("turn");
    await shop.changed(article, { Name: "Hat" });
    await bridge.fault("asperion", { route: "PUT /v1/articles/{id}", kind: "commit-then-drop" });
    await shop.passed("turn");
    // Another pass meets the next change while the first is in doubt: what stands in the shop is neither the old name nor the newest.
    await shop.changed(article, { Name: "Helmet" });
    await shop.passed();
    await bridge.resolved(shop.tenant, keyOf(article));
    await shop.passed("turn");
    expect(await shop.inShop(Number)).toMatchObject([{ description: "Helmet" }]);
  });

  test("while a parent is made: the group gets one", async () => {
    await bridge.reconfigure(shop.tenant, { products: BY_LABEL });
    const parent = shop.code();
    const first = await shop.made({
      Number: `${parent}-S`,
      ArticleLabels: labels("Web", `Group: ${parent}`, "Size: S"),
    });
    await bridge.fault("asperion", { route: "POST /v1/articles", kind: "commit-then-drop" });
    await shop.passed("turn");
    const second = await shop.made({
      Number: `${parent}-M`,
      ArticleLabels: labels("Web", `Group: ${parent}`, "Size: M"),
    });
    await shop.passed("turn");
    for (const member of [first, second]) await bridge.resolved(shop.tenant, keyOf(member));
    expect(await shop.inShop(parent)).toHaveLength(1);
    expect(await shop.inShop(`${parent}-M`)).toMatchObject([{ parentArticleCode: parent }]);
  });
});

describe("a pass whose runner dies", () => {
  test.each([
    ["products", 2, "before"],
    ["products", 2, "after"],
    ["enqueue", 1, "before"],
    ["enqueue", 1, "after"],
    ["complete", 1, "before"],
  ] as const)(
    "at %s (%i, %s): the page is read again, and each article is made once",
    async (method, nth, when) => {
      const [first, second] = [shop.code(), shop.code()];
      await shop.made({ Number: first });
      await shop.made({ Number: second });
      await bridge.break({ crash: { method, nth, when, seen: 0 } });
      await bridge.advance(QUARTER);
      await bridge.until(async () => (await bridge.broken())["crash"] === null, "the runner died");
      await bridge.advance(60_000);
      await shop.passed("turn");
      expect([await shop.inShop(first), await shop.inShop(second)]).toMatchObject([
        [{ active: true }],
        [{ active: true }],
      ]);
    },
  );
});

describe("what the shop may do otherwise", () => {
  test.each(["refused", "conflict"] as const)(
    "a code that differs in case alone is %s: held, and nothing is overwritten",
    async (articleCodeTaken) => {
      await bridge.control("asperion", "PUT", "/switches", { articleCodeTaken });
      const Number = shop.code();
      await bridge.control("asperion", "POST", "/articles", {
        articleCode: Number.toLowerCase(),
        description: "Another",
      });
      const article = await shop.made({ Number });
      await shop.passed("turn");
      expect((await shop.jobOf(article))?.reasons[0]?.code).toBe("product-code-taken");
      expect([await shop.inShop(Number), await shop.inShop(Number.toLowerCase())]).toMatchObject([
        [],
        [{ description: "Another" }],
      ]);
    },
  );

  test("it rounds prices: what it stored is remembered, and isn't written again each night", async () => {
    await bridge.control("asperion", "PUT", "/switches", { articlePrices: "two-decimals" });
    await bridge.reconfigure(shop.tenant, {
      products: { ...PRODUCTS, priceDecimals: 4, fields: { priceExclVat: { send: false } } },
    });
    const Number = shop.code();
    await shop.made({ Number });
    await shop.passed();
    const calls = await bridge.counting(() => shop.passed());
    expect(calls["PUT /v1/articles/{id}"]).toBeUndefined();
  });

  test("it refuses to make a variant of a simple article: the job says so", async () => {
    await bridge.control("asperion", "PUT", "/switches", { articleTypeChange: "refused" });
    const [Number, parent] = [shop.code(), shop.code()];
    const article = await shop.made({ Number });
    await shop.passed("turn");
    await bridge.reconfigure(shop.tenant, { products: BY_LABEL });
    await shop.changed(article, { ArticleLabels: labels("Web", `Group: ${parent}`, "Size: S") });
    await shop.passed();
    expect((await shop.jobOf(article))?.outcome).toBe("rejected");
    expect(await shop.inShop(Number)).toMatchObject([{ articleType: "Simple" }]);
  });
});

test("an article and a parent that somebody deleted in the shop stay deleted until a person retries: then both are made again", async () => {
  await bridge.reconfigure(shop.tenant, { products: BY_LABEL });
  const parent = shop.code();
  const member = await shop.made({
    Number: `${parent}-S`,
    ArticleLabels: labels("Web", `Group: ${parent}`, "Size: S"),
  });
  await shop.passed("turn");
  for (const code of [parent, `${parent}-S`])
    await bridge.control(
      "asperion",
      "DELETE",
      `/articles/${String((await shop.inShop(code))[0]?.["id"])}`,
    );
  await shop.changed(member, { NetPrice: 50, GrossPrice: 62.5 });
  await shop.passed("turn");
  const job = await shop.jobOf(member);
  expect([job?.outcome, job?.reasons[0]?.code, await shop.inShop(`${parent}-S`)]).toEqual([
    "held",
    "product-gone",
    [],
  ]);
  await bridge.ask("POST", `/tenants/${shop.tenant.id}/jobs/${String(job?.id)}/retry`);
  await bridge.until(
    async () => (await shop.inShop(`${parent}-S`)).length === 1,
    "it is made again",
  );
  expect([await shop.inShop(parent), await shop.inShop(`${parent}-S`)]).toMatchObject([
    [{ articleType: "Configurable" }],
    [{ parentArticleCode: parent, salesPrice: 50 }],
  ]);
});

test("an article made anew under the number of one that was deleted stays active in the shop, whatever ends the old one", async () => {
  const Number = shop.code();
  const old = await shop.made({ Number });
  await shop.passed("turn");
  await bridge.control("eaccounting", "DELETE", `/articles/${String(old["Id"])}`);
  await shop.made({ Number, Name: "Hat" });
  await shop.passed();
  expect(await shop.inShop(Number)).toMatchObject([{ description: "Hat", active: true }]);
  await shop.passed();
  expect(await shop.inShop(Number)).toMatchObject([{ description: "Hat", active: true }]);
});

test("a write that comes true after a later one is written over by the run that looks again", async () => {
  const Number = shop.code();
  const article = await shop.made({ Number, NetPrice: 100 });
  await shop.passed();
  await shop.changed(article, { NetPrice: 110, GrossPrice: 137.5 });
  const route = "PUT /v1/articles/{id}";
  await bridge.fault("asperion", { route, kind: "late-commit", ms: 5 * 60_000 });
  await shop.passed();
  await shop.changed(article, { NetPrice: 120, GrossPrice: 150 });
  await shop.passed();
  for (let minutes = 0; minutes < 25; minutes += 1) {
    await bridge.advance(60_000);
    await bridge.settled(shop.tenant.id);
  }
  expect(await shop.inShop(Number)).toMatchObject([{ salesPrice: 120 }]);
  await shop.changed(article, { NetPrice: 130, GrossPrice: 162.5 });
  await shop.passed();
  expect(await shop.inShop(Number)).toMatchObject([{ salesPrice: 130 }]);
});
