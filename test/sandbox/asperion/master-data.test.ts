// Debtors and articles.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SandboxClock } from "../kit/clock.ts";
import { seed } from "./seed.ts";
import { type StartedAsperion, startAsperion } from "./start.ts";

let asperion: StartedAsperion;
beforeAll(async () => {
  asperion = await startAsperion({
    clock: new SandboxClock(() => Date.parse("2026-07-10T09:00:00Z")),
  });
});
beforeEach(async () => {
  await asperion.control("POST", "/reset");
});
afterAll(() => asperion.close());

test("inactive articles are hidden from a list unless asked for, and served by their id", async () => {
  const codes = async (query: string) =>
    (
      (await asperion.api("GET", `/v1/articles?ArticleCode=OLD${query}`)).body as {
        _data: { articleCode: string }[];
      }
    )._data.map((row) => row.articleCode);
  expect(await codes("")).toEqual([]);
  expect(await codes("&ActiveState=Inactive")).toEqual(["OLD-CAP"]);
  expect(await codes("&ActiveState=All")).toEqual(["OLD-CAP"]);
  expect((await asperion.api("GET", "/v1/articles?ActiveState=Gone")).status).toBe(400);
  expect((await asperion.api("GET", "/v1/articles/311")).body).toMatchObject({ active: false });
});

test("an article is made and replaced, its code is unique, and what a PUT leaves out is emptied", async () => {
  const body = {
    articleCode: "CAP",
    description: "Cap",
    vatCode: "H",
    salesPrice: 12.5,
    longDescription: "Warm",
    manageStock: true,
  };
  const made = await asperion.api("POST", "/v1/articles", body);
  expect([made.status, made.body]).toMatchObject([
    201,
    { id: 312, currentStock: 0, dateLastChange: null, salesPrice: 12.5 },
  ]);
  expect(
    (await asperion.api("POST", "/v1/articles", { ...body, articleCode: "cap" })).body,
  ).toHaveProperty("errors.articleCode");
  const put = await asperion.api("PUT", "/v1/articles/312", {
    articleCode: "CAP",
    description: "Cap",
    vatCode: "M",
  });
  expect(put.body).toMatchObject({
    vatCode: "M",
    longDescription: null,
    salesPrice: null,
    dateLastChange: "2026-07-10T11:00:00",
  });
});

test("current stock can't be written: a body that carries it is refused, or taken without effect by the switch", async () => {
  const { _meta: _ignored, ...mug } = (await asperion.api("GET", "/v1/articles/302"))
    .body as Record<string, unknown>;
  expect((await asperion.api("PUT", "/v1/articles/302", mug)).body).toHaveProperty(
    "errors.currentStock",
  );
  await asperion.control("PUT", "/switches", { currentStockWrite: "refused-if-different" });
  expect((await asperion.api("PUT", "/v1/articles/302", mug)).status).toBe(200);
  expect((await asperion.api("PUT", "/v1/articles/302", { ...mug, currentStock: 1 })).status).toBe(
    400,
  );
  await asperion.control("PUT", "/switches", { currentStockWrite: "ignored" });
  expect(
    (await asperion.api("PUT", "/v1/articles/302", { ...mug, currentStock: 1 })).body,
  ).toMatchObject({ currentStock: 120 });
});

test("a variant needs its configurable article, and a code or type that doesn't exist is refused", async () => {
  const variant = {
    articleCode: "HOODIE-L",
    description: "Hoodie L",
    vatCode: "H",
    articleType: "Variant",
    attributes: { _data: [{ name: "Size", value: "L" }] },
  };
  expect((await asperion.api("POST", "/v1/articles", variant)).body).toHaveProperty(
    "errors.parentArticleCode",
  );
  const made = await asperion.api("POST", "/v1/articles", {
    ...variant,
    parentArticleCode: "HOODIE",
  });
  expect(made.body).toMatchObject({
    attributes: { _data: [{ name: "Size", value: "L" }] },
    parentArticleCode: "HOODIE",
  });
  const wrong = await asperion.api("POST", "/v1/articles", {
    articleCode: "A",
    description: "A",
    vatCode: "VH",
    salesTypeId: 99,
  });
  expect(Object.keys((wrong.body as { errors: object }).errors).sort()).toEqual([
    "salesTypeId",
    "vatCode",
  ]);
});

test("articles changed since a stamp are found, also when a person changed them", async () => {
  await asperion.control("POST", "/articles", {
    articleCode: "MUG",
    currentStock: 77,
    characteristic1: "x",
  });
  const changed = await asperion.api("GET", "/v1/articles?DateLastChange_from=2026-07-10T11:00:00");
  expect(changed.body).toMatchObject({
    _data: [{ articleCode: "MUG", currentStock: 77, characteristic1: "x" }],
    _meta: { totalCount: 1 },
  });
});

test("a debtor is made with a number of its own, checked without saving, and replaced", async () => {
  const body = {
    name: "Nieuwe Klant",
    address: "Dam 1",
    debtorKindId: "1",
    emailAddress: "nieuw@example.com",
  };
  expect((await asperion.api("POST", "/v1/debtors?validateOnly=true", body)).status).toBe(200);
  const made = await asperion.api("POST", "/v1/debtors", body);
  expect([made.status, made.body]).toMatchObject([
    201,
    {
      id: 300,
      customerNumber: "10300",
      city: null,
      dateAdded: "2026-07-10T11:00:00",
      dateLastChange: null,
    },
  ]);
  const put = await asperion.api("PUT", "/v1/debtors/300", { ...body, city: "Delft" });
  expect(put.body).toMatchObject({
    customerNumber: "10300",
    city: "Delft",
    dateAdded: "2026-07-10T11:00:00",
    dateLastChange: "2026-07-10T11:00:00",
  });
});

test("a debtor without its required fields, with a number in use or a bad address is refused", async () => {
  const short = await asperion.api("POST", "/v1/debtors", { city: "Delft" });
  expect(Object.keys((short.body as { errors: object }).errors).sort()).toEqual([
    "address",
    "debtorKindId",
    "name",
  ]);
  const body = {
    name: "A",
    address: "B",
    debtorKindId: "1",
    customerNumber: "10201",
    emailAddress: "nowhere",
    paymentConditionId: 99,
  };
  const wrong = await asperion.api("POST", "/v1/debtors", body);
  expect(Object.keys((wrong.body as { errors: object }).errors).sort()).toEqual([
    "customerNumber",
    "emailAddress",
    "paymentConditionId",
  ]);
});

test("debtors by change date: refused unless the switch says otherwise; one that was deleted is gone", async () => {
  await asperion.control("POST", "/debtors", {
    id: 202,
    city: "Delft",
    blocked: true,
    characteristic4: "Gold",
  });
  const changed = "/v1/debtors?DateLastChange_from=2026-07-10T11:00:00";
  expect((await asperion.api("GET", changed)).status).toBe(400);
  await asperion.control("PUT", "/switches", { debtorChangeFilter: "works" });
  expect((await asperion.api("GET", changed)).body).toMatchObject({
    _data: [{ id: 202, city: "Delft", blocked: true, characteristic4: "Gold" }],
    _meta: { totalCount: 1 },
  });
  await asperion.control("PUT", "/switches", { debtorChangeFilter: "ignored" });
  expect((await asperion.api("GET", changed)).body).toMatchObject({ _meta: { totalCount: 6 } });
  await asperion.control("DELETE", "/debtors/202");
  expect((await asperion.api("GET", "/v1/debtors/202")).status).toBe(404);
  expect((await asperion.api("GET", "/v1/debtors?Id=202")).body).toMatchObject({ _data: [] });
});

test("a code in use, a type that changes, and prices of many decimals follow their switches", async () => {
  const cap = { articleCode: "CAP", description: "Cap", vatCode: "H", salesPrice: 12.3456 };
  expect((await asperion.api("POST", "/v1/articles", cap)).body).toMatchObject({
    id: 312,
    salesPrice: 12.3456,
  });
  await asperion.control("PUT", "/switches", {
    articleCodeTaken: "conflict",
    articleTypeChange: "refused",
    articlePrices: "two-decimals",
  });
  expect((await asperion.api("POST", "/v1/articles", cap)).status).toBe(409);
  expect(
    (await asperion.api("PUT", "/v1/articles/312", { ...cap, articleType: "Virtual" })).body,
  ).toHaveProperty("errors.articleType");
  expect(
    (await asperion.api("PUT", "/v1/articles/312", { ...cap, articleType: "Simple" })).body,
  ).toMatchObject({ salesPrice: 12.35 });
  await asperion.control("PUT", "/switches", { articleCodeTaken: "allowed" });
  expect((await asperion.api("POST", "/v1/articles", cap)).body).toMatchObject({ id: 313 });
});

test("comparing codes for equality works, is refused or does nothing, by the switch", async () => {
  const codes = async () =>
    asperion.api("GET", "/v1/articles?ArticleCode=HOODIE&ArticleCode_comparison=Equals");
  const count = (answer: Awaited<ReturnType<typeof codes>>) =>
    (answer.body as { _meta?: { totalCount: number } })._meta?.totalCount;
  expect(count(await codes())).toBe(1);
  await asperion.control("PUT", "/switches", { articleCodeComparison: "ignored" });
  expect(count(await codes())).toBe(2);
  await asperion.control("PUT", "/switches", { articleCodeComparison: "refused" });
  expect((await codes()).status).toBe(400);
});

test("each administration of the start has a customer for orders that correct stock", () => {
  const names = [...seed().books.values()].map(({ debtors }) =>
    [...debtors.values()].filter(({ name }) => name === "Stock corrections").map(({ id }) => id),
  );
  expect(names).toEqual([[205], [205]]);
});
