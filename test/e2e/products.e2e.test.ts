/** Products from the ledger to the shop, through the real Worker and both sandboxes. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";

let bridge: Bridge;
let tenant: Tenant;
let n = 0;

const PRODUCTS = { enabled: true, filter: { labels: ["Web"] }, vatCode: { table: { "25": "H", "12": "M", "6": "L", "0": "N" } } };
const QUARTER = 15 * 60_000;

beforeAll(async () => {
  bridge = await Bridge.startFast({ TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }) });
  tenant = await bridge.tenant({ settings: { asperionRequestsPerSecond: 50, products: PRODUCTS } });
  await passed();
});

beforeEach(async () => {
  await bridge.reconfigure(tenant, { products: PRODUCTS, trial: false });
});

afterEach(async () => {
  await bridge.break({ crash: null });
  for (const vendor of ["asperion", "eaccounting"] as const) await bridge.control(vendor, "DELETE", "/faults");
  await bridge.control("asperion", "PUT", "/switches", { articleCodeTaken: "refused", articleTypeChange: "allowed", articlePrices: "kept" });
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

/** Runs the flow by hand, or lets its turn come, until nothing of it is left to do now. */
async function passed(how: "by-hand" | "turn" = "by-hand"): Promise<void> {
  if (how === "by-hand") {
    await bridge.advance(6_000);
    await bridge.ask("POST", `/tenants/${tenant.id}/flows/products/run`);
  } else await bridge.advance(QUARTER);
  // What is in doubt waits for longer; everything else is done in a moment.
  await bridge.until(async () => {
    const open = (await Promise.all(["queued", "running", "waiting"].map((status) => bridge.jobs(tenant.id, { status })))).flat();
    return open.every((job) => job.wait === "in-doubt");
  }, "nothing is left to do but what is in doubt");
}

const code = (): string => `P${(n += 1)}-${process.pid}`;
const labels = (...names: string[]): Json[] => names.map((Name) => ({ Name }));
const made = (article: Json): Promise<Json> => bridge.control("eaccounting", "POST", "/articles", { Name: "Cap", NetPrice: 100, ArticleLabels: labels("Web"), ...article });
const changed = (article: Json, change: Json): Promise<Json> => bridge.control("eaccounting", "PATCH", `/articles/${String(article["Id"])}`, change);

async function inShop(articleCode: string): Promise<readonly Json[]> {
  const { administrations } = (await bridge.control("asperion", "GET", `/state?administrationId=${tenant.administrationId}`)) as unknown as { administrations: { articles: Json[] }[] };
  return (administrations[0]?.articles ?? []).filter((article) => article["articleCode"] === articleCode);
}

const keyOf = (article: Json): string => `product:${String(article["Id"]).toLowerCase()}`;
const jobOf = async (article: Json) => (await bridge.jobs(tenant.id, { key: keyOf(article) }))[0];

test("an article is made in the shop, changed there when it changes, and made inactive when it is", async () => {
  const Number = code();
  const article = await made({ Number, Note: "Warm", Barcodes: [{ Barcode: "7350053850019", BarcodeType: 0 }] });
  await passed("turn");
  expect(await inShop(Number)).toMatchObject([{ description: "Cap", longDescription: "Warm", salesPrice: 100, salesPriceInclVat: 125, currencyCode: "SEK", vatCode: "H", eanCode1: "7350053850019", articleType: "Simple", active: true }]);
  await changed(article, { Name: "Cap, red", NetPrice: 80, GrossPrice: 100 });
  await passed("turn");
  expect(await inShop(Number)).toMatchObject([{ description: "Cap, red", longDescription: "Warm", salesPrice: 80, salesPriceInclVat: 100 }]);
  await changed(article, { IsActive: false });
  await passed("turn");
  expect(await inShop(Number)).toMatchObject([{ description: "Cap, red", active: false }]);
});

test("a run with nothing changed reads the ledger once and writes nothing, also when it compares everything", async () => {
  await made({ Number: code() });
  await passed();
  const quiet = await bridge.counting(() => passed("turn"));
  expect(Object.keys(quiet).filter((route) => / \/v1\/| \/v2\/articles/.test(route))).toEqual(["GET /v2/articles"]);
  const whole = await bridge.counting(() => passed());
  expect(Object.keys(whole).filter((route) => / \/v1\//.test(route))).toEqual([]);
});

test("a code that is part of another's is told from it", async () => {
  const Number = code();
  await made({ Number: `${Number}0`, Name: "The longer one" });
  await passed("turn");
  await bridge.control("asperion", "POST", "/articles", { articleCode: `X${Number}`, description: "Another" });
  await made({ Number, Name: "The shorter one" });
  await passed("turn");
  expect(await inShop(Number)).toMatchObject([{ description: "The shorter one" }]);
  expect(await inShop(`${Number}0`)).toMatchObject([{ description: "The longer one" }]);
  expect(await inShop(`X${Number}`)).toMatchObject([{ description: "Another" }]);
});

test("variants get one parent, however many come at once; it ends with its last active member and comes back with one", async () => {
  await bridge.reconfigure(tenant, { products: { ...PRODUCTS, variants: { by: "label", label: "Group", attributes: ["Size"] } } });
  const parent = code();
  const sizes = ["XS", "S", "M", "L", "XL", "XXL"];
  const members: Json[] = [];
  for (const size of sizes) members.push(await made({ Number: `${parent}-${size}`, Name: `Cap ${size}`, ArticleLabels: labels("Web", `Group: ${parent}`, `Size: ${size}`) }));
  await passed("turn");
  expect(await inShop(parent)).toMatchObject([{ description: "Cap", articleType: "Configurable", active: true, salesPrice: null }]);
  for (const size of sizes) expect(await inShop(`${parent}-${size}`)).toMatchObject([{ articleType: "Variant", parentArticleCode: parent, attributes: { _data: [{ name: "Size", value: size }] } }]);
  const [leaving, ...rest] = members;
  if (leaving === undefined) throw new Error("no member");
  await changed(leaving, { ArticleLabels: labels("Web") });
  for (const member of rest) await changed(member, { IsActive: false });
  await passed("turn");
  expect(await inShop(`${parent}-XS`)).toMatchObject([{ articleType: "Simple", parentArticleCode: null, attributes: { _data: [] }, active: true }]);
  expect(await inShop(parent)).toMatchObject([{ active: false }]);
  await changed(leaving, { ArticleLabels: labels("Web", `Group: ${parent}`, "Size: XS") });
  await passed("turn");
  expect(await inShop(parent)).toMatchObject([{ active: true, description: "Cap" }]);
});

test("what somebody in the shop wrote is kept, with all that we know nothing of", async () => {
  const Number = code();
  const article = await made({ Number });
  await passed("turn");
  await bridge.control("asperion", "POST", "/articles", { articleCode: Number, description: "Lovely cap", purchasePrice: 33, characteristic4: "shelf 7", manageStock: true });
  await changed(article, { Name: "Cap, blue", NetPrice: 90, GrossPrice: 112.5 });
  await passed("turn");
  expect(await inShop(Number)).toMatchObject([{ description: "Lovely cap", salesPrice: 90, purchasePrice: 33, characteristic4: "shelf 7", manageStock: true }]);
  expect((await jobOf(article))?.reasons.map(({ code: reason }) => reason)).toEqual(["product-updated", "product-field-kept"]);
});

test("an article that the ledger has no more is met by the nightly comparison alone, asked for by itself and made inactive", async () => {
  const [Number, other] = [code(), code()];
  const article = await made({ Number });
  await made({ Number: other });
  await passed("turn");
  await bridge.control("eaccounting", "DELETE", `/articles/${String(article["Id"])}`);
  await passed("turn");
  expect(await inShop(Number)).toMatchObject([{ active: true }]);
  const calls = await bridge.counting(() => passed());
  expect(calls["GET /v2/articles/{id}"]).toBe(1);
  expect([await inShop(Number), await inShop(other)]).toMatchObject([[{ active: false }], [{ active: true }]]);
  expect((await bridge.counting(() => passed()))["GET /v2/articles/{id}"]).toBeUndefined();
});

test("a trial shows what it would do and writes nothing; going live does it", async () => {
  await bridge.reconfigure(tenant, { trial: true });
  const Number = code();
  const article = await made({ Number });
  await passed();
  expect(await inShop(Number)).toEqual([]);
  expect((await jobOf(article))?.reasons.map(({ code: reason }) => reason)).toEqual(["trial-mode", "product-created"]);
  await bridge.reconfigure(tenant, { trial: false });
  await passed();
  expect(await inShop(Number)).toHaveLength(1);
});

describe("a write without an answer", () => {
  test.each(["commit-then-drop", "drop"] as const)("%s while an article is made: it is looked for by its code, and there is one", async (kind) => {
    const Number = code();
    const article = await made({ Number });
    await bridge.fault("asperion", { route: "POST /v1/articles", kind });
    await passed("turn");
    expect((await jobOf(article))?.outcome).toBe("in-doubt");
    const { job } = await bridge.resolved(tenant, keyOf(article));
    expect([job.status, await inShop(Number)]).toMatchObject(["done", [{ description: "Cap" }]]);
    const posts = (await bridge.story(tenant.id, job.id)).operations.filter((operation) => operation.kind === "product.create");
    expect(posts.map(({ state }) => state)).toEqual([kind === "drop" ? "compared" : "done"]);
  });

  test("while one is changed: it is read and planned anew, and our own change passes for nobody else's", async () => {
    const Number = code();
    const article = await made({ Number });
    await passed("turn");
    await changed(article, { Name: "Hat" });
    await bridge.fault("asperion", { route: "PUT /v1/articles/{id}", kind: "commit-then-drop" });
    await passed("turn");
    await changed(article, { Name: "Helmet" });
    await bridge.resolved(tenant, keyOf(article));
    await passed("turn");
    expect(await inShop(Number)).toMatchObject([{ description: "Helmet" }]);
  });

  test("while a parent is made: the group gets one", async () => {
    await bridge.reconfigure(tenant, { products: { ...PRODUCTS, variants: { by: "label", label: "Group", attributes: ["Size"] } } });
    const parent = code();
    const first = await made({ Number: `${parent}-S`, ArticleLabels: labels("Web", `Group: ${parent}`, "Size: S") });
    await bridge.fault("asperion", { route: "POST /v1/articles", kind: "commit-then-drop" });
    await passed("turn");
    const second = await made({ Number: `${parent}-M`, ArticleLabels: labels("Web", `Group: ${parent}`, "Size: M") });
    await passed("turn");
    for (const member of [first, second]) await bridge.resolved(tenant, keyOf(member));
    expect(await inShop(parent)).toHaveLength(1);
    expect(await inShop(`${parent}-M`)).toMatchObject([{ parentArticleCode: parent }]);
  });
});

describe("a pass whose runner dies", () => {
  test.each([["products", 2, "before"], ["products", 2, "after"], ["enqueue", 1, "before"], ["enqueue", 1, "after"], ["complete", 1, "before"]] as const)("at %s (%i, %s): the page is read again, and each article is made once", async (method, nth, when) => {
    const [first, second] = [code(), code()];
    await made({ Number: first });
    await made({ Number: second });
    await bridge.break({ crash: { method, nth, when, seen: 0 } });
    await bridge.advance(QUARTER);
    await bridge.until(async () => (await bridge.broken())["crash"] === null, "the runner died");
    await bridge.advance(60_000);
    await passed("turn");
    expect([await inShop(first), await inShop(second)]).toMatchObject([[{ active: true }], [{ active: true }]]);
  });
});

describe("what the shop may do otherwise", () => {
  test.each(["refused", "conflict"] as const)("a code that differs in case alone is %s: held, and nothing is overwritten", async (articleCodeTaken) => {
    await bridge.control("asperion", "PUT", "/switches", { articleCodeTaken });
    const Number = code();
    await bridge.control("asperion", "POST", "/articles", { articleCode: Number.toLowerCase(), description: "Another" });
    const article = await made({ Number });
    await passed("turn");
    expect((await jobOf(article))?.reasons[0]?.code).toBe("product-code-taken");
    expect([await inShop(Number), await inShop(Number.toLowerCase())]).toMatchObject([[], [{ description: "Another" }]]);
  });

  test("it rounds prices: what it stored is remembered, and isn't written again each night", async () => {
    await bridge.control("asperion", "PUT", "/switches", { articlePrices: "two-decimals" });
    await bridge.reconfigure(tenant, { products: { ...PRODUCTS, priceDecimals: 4, fields: { priceExclVat: { send: false } } } });
    const Number = code();
    await made({ Number });
    await passed();
    const calls = await bridge.counting(() => passed());
    expect(calls["PUT /v1/articles/{id}"]).toBeUndefined();
  });

  test("it refuses to make a variant of a simple article: the job says so", async () => {
    await bridge.control("asperion", "PUT", "/switches", { articleTypeChange: "refused" });
    const [Number, parent] = [code(), code()];
    const article = await made({ Number });
    await passed("turn");
    await bridge.reconfigure(tenant, { products: { ...PRODUCTS, variants: { by: "label", label: "Group", attributes: ["Size"] } } });
    await changed(article, { ArticleLabels: labels("Web", `Group: ${parent}`, "Size: S") });
    await passed();
    expect((await jobOf(article))?.outcome).toBe("rejected");
    expect(await inShop(Number)).toMatchObject([{ articleType: "Simple" }]);
  });
});

test("a flow that is off does nothing, by hand either", async () => {
  await bridge.reconfigure(tenant, { products: { ...PRODUCTS, enabled: false } });
  const Number = code();
  await made({ Number });
  await passed();
  expect(await inShop(Number)).toEqual([]);
  expect((await bridge.jobs(tenant.id, { key: "products" }))[0]?.reasons[0]?.code).toBe("flow-off");
});
