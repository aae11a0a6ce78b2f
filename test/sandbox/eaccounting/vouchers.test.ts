// Vouchers and their drafts: what is refused, what is filled in, and that all of it balances.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { demo, startFrozen, voucherBody, outcome } from "./fixtures.ts";
import type { JsonObject } from "./json.ts";
import { textOf } from "../kit/text.ts";
import type { StartedEaccounting } from "./start.ts";

let ledger: StartedEaccounting;
beforeAll(async () => {
  ledger = await startFrozen();
});
afterAll(() => ledger.close());
beforeEach(async () => {
  await ledger.control("POST", "/reset", { keep: ["clock"] });
  await ledger.control("PUT", "/books", { checkEachWrite: true });
});

const post = (more: JsonObject = {}, query = "") =>
  ledger.api("POST", `/vouchers${query}`, voucherBody(more));
const rows = (body: JsonObject) =>
  (body["Rows"] as unknown as JsonObject[]).map((one) => [
    one["AccountNumber"],
    one["DebitAmount"],
    one["CreditAmount"],
  ]);
const vatCode = (code: string) => demo(ledger).vatCodes.find((one) => one.Code === code)?.Id ?? "";
const line = (
  account: number,
  debit: number,
  credit: number,
  more: JsonObject = {},
): JsonObject => ({ AccountNumber: account, DebitAmount: debit, CreditAmount: credit, ...more });
const nowhere = "11111111-1111-4111-8111-111111111111";

test.each([
  [{ VoucherDate: null }, 400, 2000],
  [{ VoucherDate: "2024-12-31" }, 400, 3001],
  [{ VoucherText: null }, 400, 2000],
  [{ VoucherText: "x".repeat(1001) }, 400, 2000],
  [{ Rows: [] }, 400, 2000],
  [{ Rows: [line(1930, 10, 0), line(3001, 0, 10.01)] }, 400, 2000],
  [{ Rows: [line(1930, 10, 0), line(9999, 0, 10)] }, 400, 3002],
  [{ Rows: [line(1930, 10, 0), line(2099, 0, 10)] }, 400, 2000],
  [{ Rows: [line(1930, -10, 0), line(3001, 0, -10)] }, 400, 2000],
  [{ Rows: [line(1930, 10.001, 0), line(3001, 0, 10.001)] }, 400, 2000],
  [{ Rows: [line(1930, 10, 10)] }, 400, 2000],
  [{ Rows: [line(1930, 10, 0), line(3001, 0, 10), line(3002, 0, 0)] }, 400, 2000],
  [
    { Rows: [line(1930, 10, 0, { TransactionText: "x".repeat(61) }), line(3001, 0, 10)] },
    400,
    2000,
  ],
  [{ Rows: [line(1930, 10, 0, { VatCodeId: nowhere }), line(3001, 0, 10)] }, 404, 3000],
  [{ Rows: [line(1930, 10, 0), line(3001, 0, 10, { ProjectId: nowhere })] }, 404, 3000],
  [{ Rows: [line(1930, 10, 0), line(3001, 0, 10, { VatPercent: 25 })] }, 400, 2000],
  [{ Attachments: { DocumentType: 3, AttachmentIds: [nowhere] } }, 400, 5007],
])("a voucher with %j is refused and draws no number", async (more, status, code) => {
  expect(outcome(await post(more as JsonObject))).toEqual([status, code]);
  expect((await post()).body).toMatchObject({ NumberAndNumberSeries: "A1" });
});

test("an unbalanced voucher's refusal names no row", async () => {
  expect((await post({ Rows: [line(1930, 10, 0)] })).body["Errors"]).toBeNull();
});

test("a voucher is booked at once, with number, account names and the accounts' VAT codes", async () => {
  const made = await post({ VoucherText: "1001 #K7Q2M9XA" });
  expect(made).toMatchObject({
    status: 201,
    body: { NumberAndNumberSeries: "A1", NumberSeries: "A", VoucherType: 2, SourceId: null },
  });
  expect(made.body["Rows"]).toMatchObject([
    { AccountDescription: "Kundfordringar", VatCodeId: null },
    { VatCodeId: vatCode("SE25") },
    { AccountNumber: 2611 },
  ]);
  const year = demo(ledger).fiscalYearOf("2026-06-10")?.Id;
  expect((await ledger.api("GET", `/vouchers/${year}/${textOf(made.body["Id"])}`)).body).toEqual(
    made.body,
  );
  expect(
    (
      await ledger.api(
        "GET",
        `/vouchers?${new URLSearchParams({ $filter: "contains(VoucherText,'#K7Q2M9XA')" })}`,
      )
    ).body["Meta"],
  ).toMatchObject({ TotalNumberOfResults: 1 });
  for (const method of ["PUT", "DELETE"])
    expect(
      (await ledger.api(method, `/vouchers/${year}/${textOf(made.body["Id"])}`, voucherBody()))
        .status,
    ).toBe(404);
});

test("numbers count for each series and fiscal year; a series is honoured only when the default is switched off", async () => {
  expect((await post({ NumberSeries: "B" })).body).toMatchObject({ NumberAndNumberSeries: "A1" });
  expect((await post({ NumberSeries: "B" }, "?useDefaultVoucherSeries=false")).body).toMatchObject({
    NumberAndNumberSeries: "B1",
  });
  expect((await post({ VoucherDate: "2025-06-10" })).body).toMatchObject({
    NumberAndNumberSeries: "A1",
  });
  expect((await post()).body).toMatchObject({ NumberAndNumberSeries: "A2" });
  expect(outcome(await post({ NumberSeries: "shop" }, "?useDefaultVoucherSeries=false"))).toEqual([
    400, 2000,
  ]);
});

test("VAT codes are the accounts', or the rows' own", async () => {
  const Rows = [line(1930, 10, 0), line(3001, 0, 10, { VatCodeId: vatCode("SE0") })];
  expect((await post({ Rows })).body["Rows"]).toMatchObject([{}, { VatCodeId: vatCode("SE25") }]);
  expect((await post({ Rows }, "?useDefaultVatCodes=false")).body["Rows"]).toMatchObject([
    {},
    { VatCodeId: vatCode("SE0") },
  ]);
});

test("automatic VAT takes the amount for the gross and adds the VAT row; without it nothing is added", async () => {
  const Rows = [line(1930, 125, 0), line(3001, 0, 100), line(3003, 0, 25)];
  expect(rows((await post({ Rows })).body)).toEqual([
    [1930, 125, 0],
    [3001, 0, 100],
    [3003, 0, 25],
  ]);
  expect(rows((await post({ Rows }, "?useAutomaticVatCalculation=true")).body)).toEqual([
    [1930, 125, 0],
    [3001, 0, 80],
    [2611, 0, 20],
    [3003, 0, 23.58],
    [2631, 0, 1.42],
  ]);
  expect(outcome(await post({ Rows }, "?useAutomaticVatCalculation=yes"))).toEqual([400, 6001]);
});

test("a locked period and a locked year have a code each", async () => {
  await ledger.api("PUT", "/companysettings/accountinglocksettings", {
    AccountingLockInterval: 1,
    AccountingLockedAsOf: { Year: 2026, Month: 6 },
  });
  expect(outcome(await post())).toEqual([400, 4026]);
  expect((await post({ VoucherDate: "2026-07-01" })).status).toBe(201);
  await ledger.api("PUT", `/fiscalyears/${demo(ledger).fiscalYearOf("2026-07-01")?.Id}`, {
    IsLockedForAccounting: true,
  });
  await ledger.control("PUT", "/switches", { status4038: "403" });
  expect(outcome(await post({ VoucherDate: "2026-07-01" }))).toEqual([403, 4038]);
});

test("projects and cost centres must be there, in use, and allowed on the account", async () => {
  const project =
    (
      await ledger.api("POST", "/projects", {
        Number: "SHOP",
        Name: "Shop",
        StartDate: "2026-01-01",
        Status: 1,
      })
    ).body["Id"] ?? null;
  const [center] = demo(ledger).costCenters.all();
  const item = await ledger.api("POST", "/costcenteritems", {
    CostCenterId: center?.Id ?? "",
    Name: "Web",
    ShortName: "WEB",
    IsActive: true,
  });
  const withDimensions = (account: number, more: JsonObject = {}) => ({
    Rows: [
      line(1930, 10, 0),
      line(account, 0, 10, {
        ProjectId: project,
        CostCenterItemId1: item.body["Id"] ?? null,
        ...more,
      }),
    ],
  });
  expect((await post(withDimensions(3001))).body["Rows"]).toMatchObject([
    {},
    { ProjectId: project, CostCenterItemId1: item.body["Id"] },
  ]);
  expect(outcome(await post(withDimensions(2420)))).toEqual([400, 2000]);
  // An item belongs to one of the three.
  expect(
    outcome(await post(withDimensions(3001, { CostCenterItemId2: item.body["Id"] ?? null }))),
  ).toEqual([404, 3000]);
  await ledger.control("PUT", "/switches", { voucherCostCenter1: "ignored" });
  expect((await post(withDimensions(3001))).body["Rows"]).toMatchObject([
    {},
    { CostCenterItemId1: null },
  ]);
  await ledger.control("PUT", "/switches", { voucherCostCenter1: "writable" });
  await ledger.api("PUT", `/costcenteritems/${textOf(item.body["Id"])}`, {
    ...item.body,
    IsActive: false,
  });
  expect(outcome(await post(withDimensions(3001)))).toEqual([400, 5006]);
  expect(
    (
      await ledger.api("PUT", `/projects/${textOf(project)}`, {
        Number: "SHOP",
        Name: "Shop",
        StartDate: "2026-01-01",
        EndDate: "2026-06-01",
        Status: 1,
      })
    ).status,
  ).toBe(201);
  expect(outcome(await post(withDimensions(3001, { CostCenterItemId1: null })))).toEqual([
    400, 5005,
  ]);
});

test("bookkeeping is closed to a company that only invoices, and to a client without the scope", async () => {
  expect(
    outcome(
      await ledger.api("POST", "/vouchers", voucherBody(), {
        scope: "ea:api ea:sales ea:purchase",
      }),
    ),
  ).toEqual([403, 4006]);
  await ledger.control("PUT", "/company", { ProductVariant: 2 });
  expect(outcome(await post())).toEqual([403, 4009]);
});

describe("drafts", () => {
  const draft = (more: JsonObject = {}, query = "") =>
    ledger.api("POST", `/voucherdrafts${query}`, voucherBody(more));

  test("may be off balance until they are converted, once", async () => {
    const made = await draft({ Rows: [line(1930, 10, 0)] });
    expect(made.status).toBe(201);
    const convert = () => ledger.api("POST", `/voucherdrafts/${textOf(made.body["Id"])}/convert`);
    expect(outcome(await convert())).toEqual([400, 2000]);
    expect(
      (
        await ledger.api("PUT", `/voucherdrafts/${textOf(made.body["Id"])}`, {
          ...made.body,
          Rows: [line(1930, 10, 0), line(3001, 0, 10)],
        })
      ).status,
    ).toBe(200);
    expect(await convert()).toMatchObject({
      status: 201,
      body: { NumberAndNumberSeries: "A1", VoucherType: 2 },
    });
    expect(outcome(await convert())).toEqual([404, 3000]);
    expect((await ledger.api("GET", "/voucherdrafts")).body["Meta"]).toMatchObject({
      TotalNumberOfResults: 0,
    });
  });

  test("have shorter texts, and can be told that amounts include VAT", async () => {
    expect(
      outcome(await draft({ Rows: [line(1930, 10, 0, { TransactionText: "x".repeat(51) })] })),
    ).toEqual([400, 2000]);
    const { body } = await draft(
      { Rows: [line(1930, 125, 0), line(3001, 0, 125)] },
      "?amountIncludesVat=true",
    );
    expect(rows(body)).toEqual([
      [1930, 125, 0],
      [3001, 0, 100],
      [2611, 0, 25],
    ]);
  });

  test("can be deleted", async () => {
    const { body } = await draft();
    expect((await ledger.api("DELETE", `/voucherdrafts/${textOf(body["Id"])}`)).status).toBe(200);
    expect(demo(ledger).vouchers.all()).toEqual([]);
  });
});
