// The rules of transport and of lists, over real HTTP.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type StartedAsperion, startAsperion } from "./start.ts";

let asperion: StartedAsperion;
beforeAll(async () => {
  asperion = await startAsperion();
});
afterAll(() => asperion.close());

const ORDERS = "/v1/SalesOrderWithLines";

test("a call without a good token is refused, as problem JSON", async () => {
  const answer = await fetch(`${asperion.url}${ORDERS}`, {
    headers: { Authorization: "Bearer nonsense", "Accept-Language": "en-US" },
  });
  expect(answer.status).toBe(401);
  expect(answer.headers.get("www-authenticate")).toContain("invalid_token");
  expect(await answer.json()).toMatchObject({
    title: "Unauthorized",
    status: 401,
    traceId: expect.stringMatching(/^00-/),
  });
});

test("a missing, unknown or misspelt administration silently serves the default one, where order 1001 exists as well", async () => {
  const right = await asperion.api("GET", `${ORDERS}?Id=1001`);
  expect(right.body).toMatchObject({
    _meta: { administrationId: 123, totalCount: 1 },
    _data: [{ id: 1001, amountInclVat: 50 }],
  });
  for (const administration of [null, 999, "abc"]) {
    const wrong = await asperion.api("GET", `${ORDERS}?Id=1001`, undefined, administration);
    expect(wrong.status).toBe(200);
    expect(wrong.body).toMatchObject({
      _meta: { administrationId: 456 },
      _data: [{ id: 1001, amountInclVat: 12400 }],
    });
  }
  const single = await asperion.api("GET", `${ORDERS}/1001`, undefined, null);
  expect(single.body).toMatchObject({ id: 1001, amountInclVat: 12400 });
  expect(single.body).not.toHaveProperty("_meta");
});

test("an administration out of reach is refused once that switch is put, a missing one still isn't", async () => {
  await asperion.control("PUT", "/switches", {
    unknownAdministration: "refused",
    errorContentType: "problem+json",
    singleReadMeta: "present",
  });
  const refused = await asperion.api("GET", ORDERS, undefined, 999);
  expect([refused.status, refused.headers.get("content-type")]).toEqual([
    403,
    "application/problem+json; charset=utf-8",
  ]);
  expect((await asperion.api("GET", `${ORDERS}/1001`, undefined, null)).body).toMatchObject({
    _meta: { administrationId: 456 },
  });
  await asperion.control("PUT", "/switches", {
    unknownAdministration: "default",
    errorContentType: "json",
    singleReadMeta: "absent",
  });
});

test("a user sees only their own administrations", async () => {
  expect((await asperion.api("GET", "/v1/administrations")).body).toMatchObject({
    _data: [{ id: 123, name: "Demo Shop" }, { id: 456 }],
  });
  expect((await asperion.api("GET", "/v1/administrations/789")).status).toBe(404);
});

test("paths don't mind capitals or a closing slash, and are counted as one route", async () => {
  await asperion.control("DELETE", "/calls");
  for (const path of [
    "/v1/salesorderwithlines/1001",
    "/V1/SALESORDERWITHLINES/1001/",
    `${ORDERS}/1001`,
  ]) {
    expect((await asperion.api("GET", path)).status).toBe(200);
  }
  expect((await asperion.control("GET", "/calls/counts")).body).toMatchObject({
    counts: { "GET /v1/SalesOrderWithLines/{id}": 3 },
  });
});

test("lists come in pages with links, and a page behind the last is empty", async () => {
  const first = await asperion.api("GET", "/v1/debtors?pageSize=4");
  expect(first.body).toMatchObject({
    _meta: {
      totalCount: 6,
      pageCount: 2,
      previousPage: null,
      nextPage: expect.stringContaining("page=2"),
    },
  });
  const second = await asperion.api("GET", "/v1/debtors?pageSize=4&page=2");
  expect(second.body).toMatchObject({
    _data: [{ id: 205 }, { id: 299 }],
    _meta: { nextPage: null },
  });
  expect((await asperion.api("GET", "/v1/debtors?page=9")).body).toMatchObject({ _data: [] });
});

test("a list can be sorted, cut down to fields, or asked for its figures only", async () => {
  const sorted = await asperion.api(
    "GET",
    "/v1/debtors?orderBy=CountryCode%20desc,Id%20desc&fields=id,CountryCode&pageSize=2",
  );
  expect(sorted.body).toMatchObject({
    _data: [
      { id: 204, countryCode: "SE" },
      { id: 203, countryCode: "SE" },
    ],
  });
  expect((await asperion.api("GET", "/v1/debtors?metaOnly=true")).body).toMatchObject({
    _data: [],
    _meta: { totalCount: 6, administrationId: 123 },
  });
});

test("what a list doesn't know it refuses, naming the parameter", async () => {
  for (const [query, name] of [
    ["Colour=red", "Colour"],
    ["emailaddress=a", "emailaddress"],
    ["page=0", "page"],
    ["pageSize=1000", "pageSize"],
    ["orderBy=Nothing", "orderBy"],
    ["fields=nothing", "fields"],
    ["DateAdded_from=2026-01-01T00:00:00Z", "DateAdded_from"],
    ["Name_comparison=Like", "Name_comparison"],
    ["Id=abc", "Id"],
  ]) {
    const answer = await asperion.api("GET", `/v1/debtors?${query}`);
    expect(answer.status, query).toBe(400);
    expect(answer.body, query).toMatchObject({
      status: 400,
      errors: { [name ?? ""]: expect.any(Array) },
    });
  }
});

test("text filters match a part unless the comparison says equal", async () => {
  const part = await asperion.api("GET", "/v1/articles?ArticleCode=book&fields=articleCode");
  expect(part.body).toMatchObject({
    _data: [{ articleCode: "BOOK" }, { articleCode: "COOKBOOK" }, { articleCode: "EBOOK" }],
  });
  const whole = await asperion.api(
    "GET",
    "/v1/articles?ArticleCode=BOOK&ArticleCode_comparison=Equals&fields=articleCode",
  );
  expect(whole.body).toMatchObject({ _data: [{ articleCode: "BOOK" }], _meta: { totalCount: 1 } });
});

test("error texts follow Accept-Language and are Dutch without it", async () => {
  const { grants } = asperion.sandbox.oauth;
  const token = grants.issue(
    grants.open({ clientId: "asperion-client", subject: "shopkeeper", scope: "" }),
  ).accessToken;
  const answer = await fetch(`${asperion.url}/v1/debtors/1`, {
    headers: { Authorization: `Bearer ${token}`, "X-Tenant-Id": "123", "Accept-Language": "nl-NL" },
  });
  expect(await answer.json()).toMatchObject({ title: "Niet gevonden" });
  expect((await asperion.api("GET", "/v1/debtors/1")).body).toMatchObject({ title: "Not Found" });
});

test("look-ups list VAT codes, conditions and methods, and the same code means another rate elsewhere", async () => {
  expect((await asperion.api("GET", "/v1/vatcodes")).body).toMatchObject({
    _data: expect.arrayContaining([expect.objectContaining({ id: "H", percentage: 25 })]),
  });
  expect((await asperion.api("GET", "/v1/vatcodes", undefined, 456)).body).toMatchObject({
    _data: expect.arrayContaining([expect.objectContaining({ id: "H", percentage: 21 })]),
  });
  for (const name of [
    "paymentconditions",
    "paymentmethods",
    "deliverymethods",
    "salestypes",
    "journals",
    "ledgeraccounts",
    "costcenters",
  ]) {
    expect((await asperion.api("GET", `/v1/${name}?metaOnly=true`)).body, name).toMatchObject({
      _meta: { administrationId: 123 },
    });
  }
});

test("a rate limit can be set for each administration", async () => {
  await asperion.control("PUT", "/clock", { frozen: true });
  await asperion.control("PUT", "/switches", { requestsPerSecond: 2 });
  const statuses: number[] = [];
  for (const administration of [123, 123, 123, 456])
    statuses.push((await asperion.api("GET", "/v1/vatcodes", undefined, administration)).status);
  expect(statuses).toEqual([200, 200, 429, 200]);
  await asperion.control("PUT", "/clock", { advanceMs: 1000 });
  expect((await asperion.api("GET", "/v1/vatcodes")).status).toBe(200);
  await asperion.control("PUT", "/switches", { requestsPerSecond: 0 });
  await asperion.control("PUT", "/clock", { frozen: false });
});
