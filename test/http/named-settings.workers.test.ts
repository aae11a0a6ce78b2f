/**
 * Settings that are chosen by name on their page: each list's names are shown, and what isn't in a
 * list is kept and marked.
 */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { NAME_LISTS } from "../../src/domain/ledger/names.ts";
import type { TenantHealth } from "../../src/sync/contract/index.ts";
import { GOODS, open, UNIT } from "./named-shop.ts";
import { healthOf } from "./world.ts";

const GONE = "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c99";

/** The part of a page from a field's own element on. */
const from = (text: string, id: string): string =>
  text.slice(text.indexOf(`id="${id}"`), text.indexOf(`id="${id}"`) + 40_000);

test("codings by rate and the unit are chosen by their names, hostile ones as text, even where a list is long", async () => {
  const { user, at, save, settings } = await open("203.0.113.61");
  const { text } = await user.go(`${at}/lines`);
  const codings = from(text, "orders.newArticles.codings");
  expect([
    codings.includes("Goods &lt;b&gt;25&lt;/b&gt; (25%)"),
    text.includes("<b>25</b>"),
    codings.includes("Coding 89"),
  ]).toEqual([true, false, true]);
  expect(from((await user.go(`${at}/extras`)).text, "orders.giftCardCoding")).toMatch(
    /^id="orders.giftCardCoding" name="orders.giftCardCoding"[^>]*><option/,
  );
  expect(from(text, "orders.newArticles.unit")).toContain(
    `<option value="${UNIT}" dir="auto">Styck</option>`,
  );
  expect(
    (
      await save("lines", {
        "orders.newArticles.codings.known": "25",
        "orders.newArticles.codings.knownTo": GOODS,
        "orders.newArticles.unit": UNIT,
      })
    ).status,
  ).toBe(303);
  expect((await settings()).orders.newArticles).toEqual({ codings: { 25: GOODS }, unit: UNIT });
  const shown = (await user.go(`${at}/lines`)).text;
  expect(from(shown, "orders.newArticles.codings")).toContain(
    `<option value="${GOODS}" dir="auto" selected="">Goods`,
  );
});

test("what isn't in its list any more is shown as that, and stays when the page is saved", async () => {
  const { user, at, settings, world, id, save } = await open("203.0.113.62");
  const { body } = await world.api("GET", `/tenants/${id}/settings`);
  const { orders } = body as { orders: object };
  expect(
    (
      await world.api("PUT", `/tenants/${id}/settings`, {
        ...body,
        orders: { ...orders, newArticles: { codings: { 25: GONE }, unit: GONE } },
      })
    ).status,
  ).toBe(200);
  const { text } = await user.go(`${at}/lines`);
  for (const field of ["orders.newArticles.codings", "orders.newArticles.unit"])
    expect(from(text, field)).toContain(
      `<option value="${GONE}" selected="">${GONE} (no longer in the list)</option>`,
    );
  expect(
    (
      await save("lines", {
        "orders.newArticles.codings.known": "25",
        "orders.newArticles.codings.knownTo": GONE,
        "orders.newArticles.unit": GONE,
      })
    ).status,
  ).toBe(303);
  expect((await settings()).orders.newArticles).toEqual({ codings: { 25: GONE }, unit: GONE });
});

test("half a row, sent from a page as it was when it held more, comes back as it was sent, with its fault at the field, in words", async () => {
  const { save } = await open("203.0.113.63");
  const { status, text } = await save("document", {
    "orders.newArticles.codings.from": "19",
    "orders.newArticles.codings.to": "",
  });
  expect(status).toBe(400);
  expect(text).toContain('id="orders.newArticles.codings-fault"');
  expect(text).toContain('name="orders.newArticles.codings.from" value="19"');
  expect(text).not.toContain("Invalid input");
});

test("the shop's VAT codes and sales types are chosen by name; projects are in their look-up", async () => {
  const { user, at, save, settings } = await open("203.0.113.64");
  const { text } = await user.go(`${at}/products`);
  expect(from(text, "products.vatCode.table")).toContain("High (25%)");
  expect(from(text, "products.salesType.default")).toContain(
    '<option value="10" dir="auto">Goods of the shop</option>',
  );
  expect(
    (
      await save("products", {
        "products.vatCode.table.known": "25",
        "products.vatCode.table.knownTo": "H",
        "products.vatCode.default": "H",
        "products.salesType.default": "10",
      })
    ).status,
  ).toBe(303);
  expect((await settings()).products).toMatchObject({
    vatCode: { table: { 25: "H" }, default: "H" },
    salesType: { default: "10" },
  });
  expect((await user.go(`${at}/lookups/project`)).text).toContain("SHOP Web shop");
});

test("the articles of our own stand under their numbers, and codings by their names", async () => {
  const articles: TenantHealth["articles"] = [
    { kind: "shipping", key: "0.25", oss: false, number: "AS-FRAKT-25", id: "article-3" },
    { kind: "goodsCoding", key: GOODS, oss: false, number: "AS-VARA-25", id: null },
    { kind: "adjusting", key: GOODS, oss: false, number: "AS-AVRUNDNING-VARA-25", id: "article-1" },
    { kind: "adjusting", key: GONE, oss: false, number: null, id: "article-2" },
    { kind: "adjusting", key: GOODS, oss: true, number: "AS-OSS-AVRUNDNING-VARA-25", id: "a-5" },
    { kind: "tipCoding", key: GOODS, oss: true, number: "AS-OSS-DRICKS-25", id: "article-7" },
    { kind: "closing", key: null, oss: false, number: "AS-MOMSAVRUNDNING", id: "article-4" },
    { kind: "shipping-abroad", key: null, oss: false, number: "AS-FRAKT-UTLAND", id: null },
  ];
  const systemArticles = {
    ...healthOf("").systemArticles,
    adjusting: { [GOODS]: "article-1", [GONE]: "article-2" },
    shipping: { "0.25": "article-3" },
    closing: "article-4",
    oss: { adjusting: { [GOODS]: "a-5" }, tipCoding: { [GOODS]: "article-7" } },
  };
  const { world, user, id } = await open("203.0.113.66");
  world.tenants.answers["monitoring.health"] = (of: string) =>
    healthOf(of, { articles, systemArticles });
  const { text } = await user.go(`/admin/tenants/${id}/connections`);
  const table = text.slice(text.indexOf('id="set-up"')).split("</section>")[0] ?? "";
  for (const part of [
    "Goods &lt;b&gt;25&lt;/b&gt;",
    GONE,
    // Not ready while an article is missing.
    "6 of 8 articles created",
    "2 articles to be created",
    "<code>AS-VARA-25</code>",
    "<code>AS-FRAKT-UTLAND</code>",
    "<code>AS-AVRUNDNING-VARA-25</code>",
    // Its number isn't recorded.
    "<code>–</code>",
    "<code>AS-FRAKT-25</code>",
    "<code>AS-MOMSAVRUNDNING</code>",
    "<code>AS-OSS-AVRUNDNING-VARA-25</code>",
    "<code>AS-OSS-DRICKS-25</code>",
  ])
    expect(table).toContain(part);
  expect(table).not.toContain(`coding ${GOODS}`);
  expect((await user.go(`/admin/tenants/${id}/setup/prepare`)).text).toContain(
    "<code>AS-VARA-25</code>",
  );
});

test("a list that can't be read is said to be so, and an id can be entered meanwhile; every language has its words", async () => {
  const { user, at } = await open("203.0.113.65", {
    "eaccounting.units": { entries: [], readAt: null, fault: "no-access" },
  });
  const { text } = await user.go(`${at}/lines`);
  expect(from(text, "orders.newArticles.unit").slice(0, 900)).toContain(
    "doesn't have access".replace("'", "&#39;"),
  );
  const titles = new Set<string>();
  for (const language of LANGUAGES)
    titles.add(
      /<fieldset[^>]*id="orders.newArticles.codings"[^>]*><legend>([^<]+)</.exec(
        (await user.go(`${at}/lines`, { headers: { "accept-language": language } })).text,
      )?.[1] ?? "",
    );
  expect([titles.size, titles.has("")]).toEqual([LANGUAGES.length, false]);
  expect(NAME_LISTS).toContain("eaccounting.units");
});

test("codings that an article may have, and the sales type of each, are chosen by name and can be taken off again", async () => {
  const { user, at, save, settings } = await open("203.0.113.69");
  const { text } = await user.go(`${at}/products`);
  expect(from(text, "products.filter.codings")).toContain(
    `value="${GOODS}"/><bdi>Goods &lt;b&gt;25&lt;/b&gt; (25%)</bdi>`,
  );
  // With nothing chosen a browser sends nothing of a list: this says that it was asked.
  expect(text).toContain(`<input type="hidden" name="products.filter.codings" value=""/>`);
  expect(from(text, "products.salesType.table")).toContain(
    `value="${GOODS}"/><bdi>Goods &lt;b&gt;25&lt;/b&gt;</bdi>`,
  );
  expect(
    (
      await save("products", {
        "products.filter.codings": GOODS,
        "products.filter.inactive": "on",
        "products.salesType.table.known": GOODS,
        "products.salesType.table.knownTo": "10",
      })
    ).status,
  ).toBe(303);
  expect((await settings()).products).toMatchObject({
    filter: { codings: [GOODS], inactive: true },
    salesType: { table: { [GOODS]: "10" } },
  });
  const shown = (await user.go(`${at}/products`)).text;
  expect(from(shown, "products.filter.codings")).toMatch(
    new RegExp(`<input type="checkbox"[^>]* value="${GOODS}" checked=""`),
  );
  expect((await user.go(`${at}/versions`)).text.replaceAll(/<[^>]*>/g, "")).toContain(
    "Sales types: Goods &lt;b&gt;25&lt;/b&gt;–Goods of the shop",
  );
  // A page that says nothing of them leaves them; one with nothing chosen takes them off.
  expect((await save("products", { "products.priceDecimals": "3" })).status).toBe(303);
  expect((await settings()).products).toMatchObject({
    filter: { codings: [GOODS] },
    salesType: { table: { [GOODS]: "10" } },
  });
  expect(
    (
      await save("products", {
        "products.filter.codings": "",
        "products.salesType.table.known": GOODS,
        "products.salesType.table.knownTo": "",
      })
    ).status,
  ).toBe(303);
  expect((await settings()).products).toMatchObject({
    filter: { codings: [] },
    salesType: { table: {} },
  });
});

test("a look-up of texts isn't said to wait for names: there are none to read, whatever is connected", async () => {
  const { user, at } = await open("203.0.113.69");
  for (const lookup of ["article", "ourReference", "customerKind", "customerLanguage"])
    expect([
      lookup,
      (await user.go(`${at}/lookups/${lookup}`)).text.includes(
        "when Asperion and eAccounting are both connected",
      ),
    ]).toEqual([lookup, false]);
  const said = new Set<string>();
  for (const language of LANGUAGES)
    said.add(
      /lookups\/fetch".*?<span class="hint">([^<]*)/s.exec(
        (await user.go(`${at}/lookups/article`, { headers: { "accept-language": language } })).text,
      )?.[1] ?? "",
    );
  expect([said.size, said.has("")]).toEqual([LANGUAGES.length, false]);
});

test("a field rule that the document can't have is named as its page names it, with the way there", async () => {
  const { world, id, save } = await open("203.0.113.69");
  const head = [{ target: "YourReference", default: "web" }];
  const put = await world.api("PUT", `/tenants/${id}/settings`, {
    version: 1,
    mapping: { orders: { head } },
  });
  expect(put.status).toBe(200);
  const { status, text } = await save("document", { "orders.type": "mutation" });
  expect(status).toBe(400);
  expect(text).toMatch(
    new RegExp(`<a href="/admin/tenants/${id}/mapping">[^<]*Document</a>: Vouchers don`),
  );
  expect(text).not.toContain("mapping.orders.head");
});
