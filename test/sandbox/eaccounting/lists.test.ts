// Lists, lookups, and documents that a person typed: what a look-up by marker meets.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { orderBody, startFrozen } from "./fixtures.ts";
import type { JsonObject } from "./json.ts";
import { textOf } from "../kit/text.ts";
import type { StartedEaccounting } from "./start.ts";
import { ascending } from "../../support/sorted.ts";

let ledger: StartedEaccounting;
beforeAll(async () => {
  ledger = await startFrozen();
});
afterAll(() => ledger.close());
beforeEach(() => ledger.control("POST", "/reset", { keep: ["clock"] }));

const list = (path: string, query: Record<string, string> = {}) =>
  ledger.api("GET", `${path}?${new URLSearchParams(query)}`);
const data = async (path: string, query: Record<string, string> = {}) =>
  (await list(path, query)).body["Data"] as unknown as JsonObject[];
const code = async (path: string, query: Record<string, string>) => {
  const answer = await list(path, query);
  return answer.status === 200 ? null : [answer.status, answer.body["ErrorCode"]];
};
const MARKED = { $filter: "contains(OurReference,'#K7Q2M9XA')" };

test("a list tells its pages and the server's time", async () => {
  const { body } = await list("/articles", { $pagesize: "5", $page: "2", $orderby: "Number" });
  expect(body["Meta"]).toMatchObject({
    CurrentPage: 2,
    PageSize: 5,
    TotalNumberOfPages: 3,
    TotalNumberOfResults: 12,
  });
  expect((body["Meta"] as JsonObject)["ServerTimeUtc"]).toMatch(
    /^2026-06-15T10:00:00(\.\d{1,7})?Z$/,
  );
  expect((body["Data"] as unknown as JsonObject[]).map((one) => one["Number"])).toEqual([
    "HOODIE-M",
    "MUG",
    "NL21",
    "POSTER",
    "SERVICE",
  ]);
});

test.each([
  "/articleaccountcodings",
  "/units",
  "/termsofpayments",
  "/deliverymethods",
  "/deliveryterms",
  "/countries",
  "/currencies",
  "/fiscalyears",
  "/customerlabels",
  "/customerinvoicedrafts",
  "/customerinvoices",
  "/vouchers",
])("%s is a list", async (path) => {
  expect((await list(path)).body).toMatchObject({
    Meta: { CurrentPage: 1, PageSize: 50 },
    Data: expect.any(Array),
  });
});

test("lookups are found singly too", async () => {
  const [coding] = await data("/articleaccountcodings", { $filter: "Name eq 'Goods 21'" });
  expect(coding).toMatchObject({
    Type: "Goods",
    VatRatePercent: 21,
    DomesticSalesSubjectToVatAccountNumber: 3011,
  });
  expect(
    (await ledger.api("GET", `/articleaccountcodings/${textOf(coding?.["Id"])}`)).body,
  ).toEqual(coding);
  expect((await ledger.api("GET", "/countries/nl")).body).toEqual({
    Code: "NL",
    Name: "Nederländerna",
    NameEnglish: "Netherlands",
    IsEuMember: true,
  });
  expect((await ledger.api("GET", "/countries/xx")).status).toBe(404);
  expect(await data("/currencies", { $filter: "Code eq 'SEK'" })).toEqual([{ Code: "SEK" }]);
});

test("delivery methods and terms can be added, with 200", async () => {
  const made = await ledger.api("POST", "/deliverymethods", { Name: "Drone", Code: "DRONE" });
  expect([made.status, made.body["Name"]]).toEqual([200, "Drone"]);
  expect((await ledger.api("POST", "/deliveryterms", { NameEnglish: "x" })).status).toBe(400);
});

test("bad queries are 6000, bad dates 6001", async () => {
  expect(await code("/orders", { $filter: "Nope eq 1" })).toEqual([400, 6000]);
  expect(await code("/orders", { $filter: "OrderDate gt 2026-02-30" })).toEqual([400, 6001]);
  expect(await code("/orders", { $expand: "Rows" })).toEqual([400, 6000]);
  expect(await code("/customerinvoices", { modifiedSinceUtc: "yesterday" })).toEqual([400, 6001]);
  expect(await code("/customers", { $pagesize: "2000" })).toBeNull();
  await ledger.control("PUT", "/switches", { pageSizeOverMax: "refused" });
  expect(await code("/customers", { $pagesize: "2000" })).toEqual([400, 6000]);
});

test.each([
  ["filterOurReference", "OurReference"],
  ["filterYourReference", "YourReference"],
  ["filterBuyersOrderReference", "BuyersOrderReference"],
])("%s decides whether %s can be searched", async (name, field) => {
  await ledger.api("POST", "/orders", orderBody(ledger, { [field]: "Anna · 1001 #K7Q2M9XA" }));
  const query = { $filter: `contains(${field},'#K7Q2M9XA')` };
  expect(await data("/orders", query)).toHaveLength(1);
  await ledger.control("PUT", "/switches", { [name]: "no" });
  for (const path of ["/orders", "/customerinvoices", "/customerinvoicedrafts"])
    expect(await code(path, query)).toEqual([400, 6000]);
});

test("a marker is found in every kind of document, also in those typed by hand", async () => {
  const marked = { OurReference: "1001 #K7Q2M9XA" };
  await ledger.api("POST", "/orders", orderBody(ledger, marked));
  expect((await ledger.control("POST", "/customerinvoices", marked)).body).toMatchObject({
    InvoiceNumber: 1001,
    TotalAmount: 20,
  });
  expect(
    (
      await ledger.control("POST", "/customerinvoicedrafts", {
        ...marked,
        Rows: [{ ArticleNumber: "BOOK", Quantity: 2 }],
      })
    ).status,
  ).toBe(201);
  expect(
    (await ledger.control("POST", "/vouchers", { VoucherText: marked.OurReference })).status,
  ).toBe(201);
  for (const path of ["/orders", "/customerinvoices", "/customerinvoicedrafts"])
    expect(await data(path, MARKED)).toHaveLength(1);
  expect(await data("/vouchers", { $filter: "contains(VoucherText,'#K7Q2M9XA')" })).toHaveLength(1);
  expect((await ledger.control("GET", "/audit")).body).toMatchObject({
    doubles: ["#K7Q2M9XA"],
    counts: { orders: 1, invoices: 1, "invoice-drafts": 1 },
  });
  expect((await ledger.control("GET", "/audit?company=Other%20AB")).body).toMatchObject({
    doubles: [],
  });
});

test("an order and the invoice made from it are no double", async () => {
  const { body } = await ledger.api(
    "POST",
    "/orders",
    orderBody(ledger, { OurReference: "1001 #K7Q2M9XA" }),
  );
  await ledger.api("POST", `/orders/${textOf(body["Id"])}/convert`);
  const found = (await ledger.control("GET", "/audit")).body;
  expect(found["doubles"]).toEqual([]);
  expect((found["markers"] as Record<string, unknown[]>)["#K7Q2M9XA"]).toHaveLength(2);
});

test("a year's vouchers, and one of them, are found by the year's id", async () => {
  const made = await ledger.control("POST", "/vouchers", { VoucherDate: "2025-03-01" });
  const [year25, year26] = await data("/fiscalyears", { $orderby: "StartDate" });
  expect(await data(`/vouchers/${textOf(year25?.["Id"])}`)).toHaveLength(1);
  expect(await data(`/vouchers/${textOf(year26?.["Id"])}`)).toHaveLength(0);
  expect(
    (await ledger.api("GET", `/vouchers/${textOf(year25?.["Id"])}/${textOf(made.body["Id"])}`))
      .status,
  ).toBe(200);
  expect(
    (await ledger.api("GET", `/vouchers/${textOf(year26?.["Id"])}/${textOf(made.body["Id"])}`))
      .status,
  ).toBe(404);
});

describe("a commit that lists show late", () => {
  test("is there at once by its id, and in lists after the delay", async () => {
    await ledger.control("PUT", "/switches", { commitVisibleAfterMs: 5000 });
    const { body } = await ledger.api(
      "POST",
      "/orders",
      orderBody(ledger, { OurReference: "1001 #K7Q2M9XA" }),
    );
    expect((await ledger.api("GET", `/orders/${textOf(body["Id"])}`)).status).toBe(200);
    expect(await data("/orders", MARKED)).toHaveLength(0);
    await ledger.control("PUT", "/clock", { advanceMs: 5000 });
    expect(await data("/orders", MARKED)).toHaveLength(1);
    await ledger.api("DELETE", `/orders/${textOf(body["Id"])}`);
    expect(await data("/orders", MARKED)).toHaveLength(1);
    await ledger.control("PUT", "/clock", { advanceMs: 5000 });
    expect(await data("/orders", MARKED)).toHaveLength(0);
  });
});

test("the order of an unsorted list isn't that of creation, unless the switch says so", async () => {
  for (let n = 0; n < 8; n += 1) await ledger.api("POST", "/orders", orderBody(ledger));
  const numbers = async () => (await data("/orders")).map((one) => Number(one["Number"]));
  const byId = await numbers();
  expect(byId.toSorted(ascending)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  await ledger.control("PUT", "/switches", { defaultOrder: "by-creation" });
  expect(await numbers()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test("rows are searched where the switch says so; for invoices that is documented", async () => {
  const query = { $filter: "Rows/any(c: contains(c/Text,'shirt'))" };
  await ledger.api("POST", "/orders", orderBody(ledger));
  expect(await data("/orders", query)).toHaveLength(1);
  await ledger.control("PUT", "/switches", { filterRows: "no" });
  expect(await code("/orders", query)).toEqual([400, 6000]);
  expect(await code("/customerinvoices", query)).toBeNull();
});
