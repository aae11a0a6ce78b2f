// The chart, balances, VAT codes, fiscal years, projects, cost centres and rates: what settings pages and checks read.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { demo, invoiceBody, startFrozen, voucherBody, outcome } from "./fixtures.ts";
import type { JsonObject } from "./json.ts";
import { textOf } from "../kit/text.ts";
import type { StartedEaccounting } from "./start.ts";
import { byText } from "../../support/sorted.ts";

let ledger: StartedEaccounting;
beforeAll(async () => {
  ledger = await startFrozen();
});
afterAll(() => ledger.close());
beforeEach(() => ledger.control("POST", "/reset", { keep: ["clock"] }));

const data = async (path: string) =>
  (await ledger.api("GET", path)).body["Data"] as unknown as JsonObject[];
const year = () => demo(ledger).fiscalYearOf("2026-06-15")?.Id ?? "";

test.each([
  ["/accounts", "ea:sales ea:purchase"],
  ["/accountbalances/2026-06-15", "ea:sales"],
  ["/vatcodes", "ea:sales"],
  ["/vouchers", "ea:sales"],
  ["/voucherdrafts", "ea:sales"],
  ["/bankaccounts", "ea:sales ea:accounting"],
  ["/banks", "ea:sales"],
  ["/customerledgeritems", "ea:accounting"],
])("%s is closed to %s", async (path, scope) => {
  const answer = await ledger.api("GET", path, undefined, { scope: `ea:api ${scope}` });
  expect(outcome(answer)).toEqual([403, 4006]);
  expect(answer.body["DeveloperErrorMessage"]).toMatch(/^ForbiddenRequestException/);
});

test.each([
  "/fiscalyears",
  "/costcenters",
  "/projects",
  "/currencies",
  "/customerledgeritems",
  "/customerinvoicedrafts",
])("%s is open to ea:sales", async (path) => {
  expect((await ledger.api("GET", path, undefined, { scope: "ea:api ea:sales" })).status).toBe(200);
});

test("each fiscal year has its chart; account numbers are texts here", async () => {
  expect(
    await data(`/accounts/${year()}?$filter=${encodeURIComponent("Number eq '3041'")}`),
  ).toMatchObject([
    { Number: "3041", Name: "Försäljn tjänst 25% sv", Type: 20, FiscalYearId: year() },
  ]);
  expect(await data(`/accounts?$filter=${encodeURIComponent("Number eq '3041'")}`)).toHaveLength(3);
  expect((await ledger.api("GET", `/accounts/${year()}/1510`)).body).toMatchObject({
    Name: "Kundfordringar",
    VatCodeDescription: null,
  });
  expect((await ledger.api("GET", `/accounts/${year()}/9999`)).status).toBe(404);
});

test("accounts are made and put away for one year", async () => {
  const body = { Number: "3021", Name: "Own", FiscalYearId: year(), IsActive: true };
  expect((await ledger.api("POST", "/accounts", body)).status).toBe(201);
  expect(outcome(await ledger.api("POST", "/accounts", body))).toEqual([409, 4000]);
  expect(outcome(await ledger.api("POST", "/accounts", { ...body, Number: "30211" }))).toEqual([
    400, 2000,
  ]);
  expect(outcome(await ledger.api("POST", "/accounts", { ...body, Number: 3022 }))).toEqual([
    400, 2000,
  ]);
  expect(
    (await ledger.api("PUT", `/accounts/${year()}/3021`, { ...body, IsActive: false })).body,
  ).toMatchObject({ IsActive: false });
  const Rows = [
    { AccountNumber: 1930, DebitAmount: 1 },
    { AccountNumber: 3021, CreditAmount: 1 },
  ];
  expect(outcome(await ledger.api("POST", "/vouchers", voucherBody({ Rows })))).toEqual([
    400, 2000,
  ]);
  expect(
    outcome(
      await ledger.api("POST", "/vouchers", voucherBody({ Rows, VoucherDate: "2025-06-10" })),
    ),
  ).toEqual([400, 3002]);
});

test("balances are those of a day, debit above nought", async () => {
  await ledger.api("POST", "/vouchers", voucherBody());
  await ledger.api("POST", "/customerinvoices", invoiceBody(ledger));
  const on = async (day: string) =>
    (await data(`/accountbalances/${day}?$pagesize=1000`))
      .filter((one) => one["Balance"] !== 0)
      .map((one) => [one["AccountNumber"], one["Balance"]]);
  expect(await on("2026-06-09")).toEqual([]);
  expect((await on("2026-06-10")).toSorted(byText)).toEqual([
    [1510, 125],
    [2611, -25],
    [3001, -100],
  ]);
  expect((await ledger.api("GET", "/accountbalances/1510/2026-06-15")).body).toMatchObject({
    AccountName: "Kundfordringar",
    Balance: 250,
  });
  expect(outcome(await ledger.api("GET", "/accountbalances/15.6.2026"))).toEqual([400, 6001]);
  expect(
    outcome(
      await ledger.api(
        "GET",
        `/accountbalances/2026-06-15?$filter=${encodeURIComponent("AccountTypeDescription eq 'x'")}`,
      ),
    ),
  ).toEqual([400, 6000]);
});

test("VAT codes tell their rate as a fraction and their accounts", async () => {
  const [code] = await data(`/vatcodes?$filter=${encodeURIComponent("Code eq 'SE25'")}`);
  expect(code).toMatchObject({
    VatRate: 0.25,
    OssCodeType: 0,
    RelatedAccounts: { AccountNumber1: 2611 },
  });
  expect((await ledger.api("GET", `/vatcodes/${textOf(code?.["Id"])}`)).body).toEqual(code);
  expect((await data("/vatcodesrates"))[0]).toMatchObject({
    VatRates: [{ VatRate: expect.any(Number) }],
  });
});

test.each([
  [{ StartDate: "2027-06-01", EndDate: "2028-05-31" }, 4020],
  [{ StartDate: "2028-01-01", EndDate: "2029-12-31" }, 4021],
  [{ StartDate: "2028-01-01", EndDate: "2028-12-30" }, 4022],
  [{ StartDate: "2028-01-01", EndDate: "2027-01-31" }, 2000],
])("a fiscal year of %j is %s", async (body, code) => {
  expect(outcome(await ledger.api("POST", "/fiscalyears", body))).toEqual([400, code]);
});

test("a new fiscal year has a chart and can be booked in; a locked one can't", async () => {
  const made = await ledger.api("POST", "/fiscalyears", {
    StartDate: "2028-01-01",
    EndDate: "2028-12-31",
  });
  expect(made).toMatchObject({
    status: 201,
    body: { IsLockedForAccounting: false, BookkeepingMethod: 0 },
  });
  expect(
    (await ledger.api("POST", "/vouchers", voucherBody({ VoucherDate: "2028-02-01" }))).status,
  ).toBe(201);
  expect(
    (
      await ledger.api("PUT", `/fiscalyears/${textOf(made.body["Id"])}`, {
        IsLockedForAccounting: true,
      })
    ).body,
  ).toMatchObject({ StartDate: "2028-01-01", IsLockedForAccounting: true });
  expect(
    outcome(await ledger.api("POST", "/vouchers", voucherBody({ VoucherDate: "2028-02-01" }))),
  ).toEqual([400, 4038]);
});

test("a company that locked nothing says so by null, or by the year 1", async () => {
  const lockedTo = async () =>
    (await ledger.api("GET", "/companysettings")).body["AccountingLockedTo"];
  expect(await lockedTo()).toBeNull();
  await ledger.control("PUT", "/switches", { unlockedAs: "year-one" });
  expect(await lockedTo()).toBe("0001-01-01");
  await ledger.api("PUT", "/companysettings/accountinglocksettings", {
    AccountingLockInterval: 1,
    AccountingLockedAsOf: { Year: 2026, Month: 2 },
  });
  expect(await lockedTo()).toBe("2026-02-28");
});

test("opening balances come to nought and count in the balances", async () => {
  const put = (rows: JsonObject[]) => ledger.api("PUT", "/fiscalyears/openingbalances", rows);
  expect(outcome(await put([{ AccountNumber: 1930, Balance: 50_000 }]))).toEqual([400, 2000]);
  expect(outcome(await put([{ AccountNumber: 9999, Balance: 0 }]))).toEqual([400, 3002]);
  expect(
    (
      await put([
        { AccountNumber: 1930, Balance: 50_000 },
        { AccountNumber: 2010, Balance: -50_000 },
      ])
    ).status,
  ).toBe(200);
  expect(await data("/fiscalyears/openingbalances?$orderby=Number")).toEqual([
    { Number: 1930, Name: "Företagskonto", Balance: 50_000 },
    { Number: 2010, Name: "Eget kapital", Balance: -50_000 },
  ]);
  expect((await ledger.control("GET", "/books")).body).toMatchObject({
    problems: [],
    trialBalance: [
      { account: 1930, balance: 50_000 },
      { account: 2010, balance: -50_000 },
    ],
  });
});

test("projects have unique numbers; their PUT answers 201", async () => {
  const body = { Number: "SHOP", Name: "Shop", StartDate: "2026-01-01", Status: 1 };
  const made = await ledger.api("POST", "/projects", body);
  expect(outcome(await ledger.api("POST", "/projects", { ...body, Number: "shop" }))).toEqual([
    409, 4000,
  ]);
  expect(outcome(await ledger.api("POST", "/projects", { ...body, Number: "1234567890" }))).toEqual(
    [400, 2000],
  );
  expect(
    (await ledger.api("PUT", `/projects/${textOf(made.body["Id"])}`, { ...body, Status: 2 }))
      .status,
  ).toBe(201);
  expect(
    outcome(await ledger.api("POST", "/projects", body, { scope: "ea:api ea:sales" })),
  ).toEqual([403, 4006]);
});

test("there are three cost centres, to be named, with items of their own", async () => {
  const [center] = await data("/costcenters?$orderby=Number");
  expect(center).toMatchObject({ Number: 1, IsActive: true, Items: [] });
  const item = {
    CostCenterId: center?.["Id"] ?? null,
    Name: "Web",
    ShortName: "WEB",
    IsActive: true,
  };
  expect((await ledger.api("POST", "/costcenteritems", item)).status).toBe(201);
  expect(
    outcome(await ledger.api("POST", "/costcenteritems", { ...item, ShortName: "web" })),
  ).toEqual([409, 4000]);
  expect(
    (
      await ledger.api("PUT", `/costcenters/${textOf(center?.["Id"])}`, {
        Name: "Channel",
        IsActive: true,
      })
    ).body,
  ).toMatchObject({ Name: "Channel", Number: 1, Items: [{ ShortName: "WEB" }] });
  expect((await ledger.api("POST", "/costcenters", { Name: "Fourth" })).status).toBe(404);
});

test("an exchange rate is of a day, and another one the day after", async () => {
  const rate = (date: string, source = "EUR") =>
    ledger.api(
      "GET",
      `/currencies/exchangerate?${new URLSearchParams({ sourceCurrencyCode: source, targetCurrencyCode: "SEK", date })}`,
    );
  const [monday, tuesday] = [await rate("2026-06-08"), await rate("2026-06-09")];
  expect(monday.body).toMatchObject({
    Date: "2026-06-08",
    SourceCurrency: "EUR",
    TargetCurrency: "SEK",
    Rate: expect.any(Number),
  });
  expect(monday.body["Rate"]).not.toBe(tuesday.body["Rate"]);
  expect((await rate("2026-06-08", "SEK")).body).toMatchObject({ Rate: 1 });
  expect(outcome(await rate("2026-06-08", "XXX"))).toEqual([400, 2000]);
  expect(outcome(await rate("2026-06-16"))).toEqual([400, 4023]);
  expect(outcome(await rate("yesterday"))).toEqual([400, 6001]);
});
