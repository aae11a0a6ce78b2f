/** The names of both sides: what is read of each list, and what a list that can't be read costs. */
import { expect, test } from "vitest";
import { NAME_LISTS, type NameLists } from "../../../src/domain/ledger/names.ts";
import type { VendorRequest } from "../../../src/domain/vendors/request.ts";
import { err, ok, type Failure } from "../../../src/domain/result.ts";
import { readNames } from "../../../src/flows/vendor-reads/lists.ts";
import type { ListsPatch } from "../../../src/flows/lists-patch.ts";
import { defaultSettings, settingsSchema } from "../../../src/settings/schema.ts";
import * as cache from "../../../src/sync/tenant/storage/cache.ts";
import { objectSql } from "../../support/object-sql.ts";

const GUID = "8B0FF0A2-7D5F-4C2E-9A55-0B6F3F1D2C11";
const ledger = (...Data: readonly object[]) => ({
  Meta: {
    CurrentPage: 1,
    TotalNumberOfPages: 1,
    TotalNumberOfResults: Data.length,
    ServerTimeUtc: null,
  },
  Data,
});
const shop = (..._data: readonly object[]) => ({
  _meta: { administrationId: 123, totalCount: _data.length, nextPage: null },
  _data,
});

const BODIES: Readonly<Record<string, object>> = {
  "/v1/paymentconditions": shop({ id: 2, description: "14 days net" }),
  "/v1/paymentmethods": shop({ id: "CARD", description: "Credit card" }),
  "/v1/deliverymethods": shop({ id: "POST", description: null }),
  "/v1/vatcodes": shop(
    { id: "H", description: "High", percentage: 25, salesCode: true },
    { id: "VH", description: "Purchase", percentage: 25, salesCode: false },
  ),
  "/v1/salestypes": shop({ id: 10, description: "Goods" }),
  "/termsofpayments": ledger(
    { Id: GUID, Name: "14 dagar", NumberOfDays: 14, AvailableForSales: true },
    { Id: "x", Name: "Only purchases", NumberOfDays: 1, AvailableForSales: false },
  ),
  "/deliverymethods": ledger({ Id: GUID, Name: "Post", Code: "POST" }),
  "/bankaccounts": ledger(
    { Id: GUID, Name: "Business", LedgerAccountNumber: 1930, CurrencyCode: "SEK", IsActive: true },
    { Id: "y", Name: "Old", LedgerAccountNumber: 1931, IsActive: false },
  ),
  "/articleaccountcodings": ledger(
    { Id: GUID, Name: "Goods 25", Type: "Goods", VatRatePercent: 25, IsActive: true },
    { Id: "z", Name: "Gone", Type: "Goods", VatRatePercent: 25, IsActive: false },
  ),
  "/units": ledger(
    { Id: GUID, Name: "Styck", Code: "ST", Abbreviation: "st" },
    { Id: "u", Name: null, Abbreviation: "h" },
  ),
  "/costcenters": ledger(
    {
      Id: "c1",
      Number: 1,
      Name: "Shops",
      IsActive: true,
      Items: [
        { Id: GUID, Name: "Stockholm", ShortName: "STH", IsActive: true },
        { Id: "gone", Name: "Closed", ShortName: "CL", IsActive: false },
      ],
    },
    { Id: "c2", Number: 2, Name: "Teams", IsActive: true, Items: null },
    {
      Id: "c3",
      Number: 3,
      Name: "Brands",
      IsActive: true,
      Items: [{ Id: "b", Name: "Own", ShortName: "OWN", IsActive: true }],
    },
  ),
  "/projects": ledger(
    { Id: GUID, Number: "SHOP", Name: "Web shop", Status: 1 },
    { Id: "p", Number: "OLD", Name: "Done", Status: 2 },
  ),
  "/deliveryterms": ledger({ Id: GUID, Name: "Ex Works", Code: "EXW" }),
  "/backgrounds": ledger(
    { Id: GUID, Name: "Web shop.pdf", NameWithoutExtension: "Web shop" },
    { Id: "b2", Name: "old.pdf" },
  ),
  "/suppliers": ledger(
    { Id: GUID, SupplierNumber: "7", Name: "Pottery AB", IsActive: true },
    { Id: "s2", SupplierNumber: null, Name: "Glass BV" },
    { Id: "s3", SupplierNumber: "9", Name: "Closed AB", IsActive: false },
  ),
  "/vatcodes": ledger({ Id: GUID, Code: "05", Description: "Sales 25 %", VatRate: 0.25 }),
  "/accounts": ledger(
    { Number: "3001", Name: "Sales", IsActive: true },
    { Number: "3001", Name: "Sales", IsActive: true },
    { Number: "3999", Name: "Closed", IsActive: false },
  ),
  "/customerlabels": ledger({ Id: GUID, Name: "VIP" }),
  "/currencies": ledger({ Code: "sek" }),
};

const ANNA = "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c22";
const PARTIES: Readonly<Record<string, object>> = {
  "/v1/debtors 299": shop({ id: 299, customerNumber: "GUEST", name: "Guests of the shop" }),
  "/v1/debtors 300": shop(),
  "/v1/debtors 205": shop({ id: 205, customerNumber: null, name: "Corrections" }),
  [`/customers/${ANNA}`]: {
    Id: ANNA.toUpperCase(),
    CustomerNumber: "1004",
    Name: "Web sales",
    IsPrivatePerson: false,
    IsActive: true,
  },
};

const isOfSuppliers = (asked: string): boolean => asked.startsWith("/suppliers ");

/** `fail` answers the failure of a path, if it has one. */
async function read(
  fail: (path: string) => Failure | null = () => null,
  settings = defaultSettings(),
  suppliers: ((page: number) => object) | null = null,
) {
  const asked: string[] = [];
  const saved: ListsPatch[] = [];
  const ended = await readNames({
    administrationId: 123,
    settings,
    now: () => 7,
    readPage: async (request: VendorRequest) => {
      asked.push(`${request.path} ${request.capability}`);
      const failure = fail(request.path);
      return failure === null
        ? ok({
            status: 200,
            body:
              (request.path === "/suppliers"
                ? suppliers?.(Number(request.query["$page"]))
                : null) ??
              BODIES[request.path] ??
              PARTIES[request.path] ??
              PARTIES[`${request.path} ${request.query["Id"] ?? ""}`],
            isJson: true,
            headers: {},
          })
        : err(failure);
    },
    saveLists: (patch) => void saved.push(patch),
  });
  return { ended, asked, names: saved.at(-1)?.names ?? ({} as NameLists) };
}

test("each list is read by its names, without what can't be chosen", async () => {
  const { names, ended } = await read();
  expect(ended).toMatchObject({ ok: true, value: { outcome: "updated" } });
  expect(Object.keys(names).toSorted()).toEqual([...NAME_LISTS].toSorted());
  const entries = Object.fromEntries(
    Object.entries(names).map(([name, list]) => [
      name,
      list.entries.map(({ name: shown, note }) => [shown, note]),
    ]),
  );
  expect(entries).toEqual({
    "asperion.paymentConditions": [["14 days net", null]],
    "asperion.paymentMethods": [["Credit card", null]],
    "asperion.deliveryMethods": [["POST", null]],
    "asperion.vatCodes": [["High", "25 %"]],
    "asperion.salesTypes": [["Goods", null]],
    "eaccounting.termsOfPayment": [["14 dagar", "14"]],
    "eaccounting.deliveryMethods": [["Post", "POST"]],
    "eaccounting.bankAccounts": [["Business", "1930, SEK"]],
    "eaccounting.codings": [["Goods 25", "25 %"]],
    "eaccounting.vatCodes": [["Sales 25 %", "25 %"]],
    "eaccounting.accounts": [["3001 Sales", null]],
    "eaccounting.labels": [["VIP", null]],
    "eaccounting.currencies": [["SEK", null]],
    "eaccounting.units": [
      ["Styck", "st"],
      ["h", "h"],
    ],
    "eaccounting.projects": [["SHOP Web shop", null]],
    "eaccounting.deliveryTerms": [["Ex Works", "EXW"]],
    "eaccounting.backgrounds": [
      ["Web shop", null],
      ["old.pdf", null],
    ],
    "eaccounting.suppliers": [
      ["7 Pottery AB", null],
      ["Glass BV", null],
    ],
    "eaccounting.costCenter1": [["Stockholm", "STH"]],
    "eaccounting.costCenter2": [],
    "eaccounting.costCenter3": [["Own", "OWN"]],
    "asperion.debtors": [],
    "eaccounting.customers": [],
    "eaccounting.articles": [],
  });
});

test("a list that the company or the sign-in doesn't give says so, and the others are there", async () => {
  const refused: Failure = {
    kind: "no-access",
    vendor: "eaccounting",
    capability: "bank-accounts",
    code: 4006,
    message: "",
  };
  const { names, ended } = await read((path) =>
    path === "/bankaccounts"
      ? refused
      : path === "/v1/salestypes"
        ? { kind: "not-found", vendor: "asperion", what: "/v1/salestypes" }
        : null,
  );
  expect(ended.ok).toBe(true);
  expect(names["eaccounting.bankAccounts"]).toEqual({
    entries: [],
    readAt: null,
    fault: "no-access",
  });
  expect(names["asperion.salesTypes"]).toMatchObject({ fault: "unreadable" });
  expect(names["eaccounting.accounts"]).toMatchObject({ fault: null, readAt: 7 });
});

test("what passes is no word on the list: nothing is saved, and the job tries again", async () => {
  const { ended, names } = await read((path) =>
    path === "/vatcodes" ? { kind: "transient", vendor: "eaccounting", cause: "down" } : null,
  );
  expect(ended).toMatchObject({ ok: false, error: { kind: "transient" } });
  expect(names).toEqual({});
});

test("a list of field rules that the vendor fails to answer keeps no other from being read", async () => {
  const { ended, names } = await read((path) =>
    ["/backgrounds", "/suppliers"].includes(path)
      ? { kind: "transient", vendor: "eaccounting", cause: "status 500" }
      : null,
  );
  expect(ended).toMatchObject({ ok: true, value: { outcome: "updated" } });
  expect(names["eaccounting.backgrounds"]).toEqual({
    entries: [],
    readAt: null,
    fault: "later",
  });
  expect(names["eaccounting.suppliers"]?.fault).toBe("later");
  expect(names["eaccounting.deliveryTerms"]?.fault).toBe(null);
  expect(names["eaccounting.projects"]?.entries).toHaveLength(1);
});

test("a list of field rules that can't be read now stays as it was read before", async () => {
  const sql = objectSql();
  const failing = (path: string): Failure | null =>
    path === "/deliveryterms"
      ? { kind: "transient", vendor: "eaccounting", cause: "status 502" }
      : null;
  const terms = () => cache.names(sql)["eaccounting.deliveryTerms"];
  const run = async (fail?: typeof failing) =>
    cache.save(sql, { names: (await read(fail)).names }, 7);
  // There is nothing to keep yet: it is told to be tried again, not to be missing.
  await run(failing);
  expect(terms()).toEqual({ entries: [], readAt: null, fault: "later" });
  await run();
  expect(terms()).toMatchObject({ entries: [{ name: "Ex Works" }], readAt: 7, fault: null });
  await run(failing);
  expect(terms()).toMatchObject({ entries: [{ name: "Ex Works" }], readAt: 7, fault: null });
  // What lasts is told, whatever was read before.
  await run((path) =>
    path === "/deliveryterms" ? { kind: "not-found", vendor: "eaccounting", what: path } : null,
  );
  expect(terms()).toEqual({ entries: [], readAt: null, fault: "unreadable" });
});

test("suppliers are read page by page as far as people choose from, and what is left is told", async () => {
  const of = async (pages: number) => {
    const { names, asked } = await read(
      () => null,
      defaultSettings(),
      (page) => ({
        Meta: { CurrentPage: page, TotalNumberOfPages: pages, TotalNumberOfResults: pages * 1_000 },
        Data: Array.from({ length: 1_000 }, (_, at) => ({ Id: GUID, Name: `${page}/${at}` })),
      }),
    );
    const { entries = [], ...told } = names["eaccounting.suppliers"] ?? {};
    return [entries.length, entries.at(-1)?.name, told, asked.filter(isOfSuppliers).length];
  };
  const read7 = { readAt: 7, fault: null };
  expect(await of(3)).toEqual([3_000, "3/999", read7, 3]);
  expect(await of(4)).toEqual([3_000, "3/999", { ...read7, more: true }, 3]);
});

test("lists that need a scope of their own don't share a capability with what orders need", async () => {
  const { asked } = await read();
  const capabilityOf = (path: string) =>
    asked.find((one) => one.startsWith(`${path} `))?.split(" ")[1];
  expect(
    ["/bankaccounts", "/vatcodes", "/accounts", "/costcenters", "/projects"].map(capabilityOf),
  ).toEqual(["bank-accounts", "accounting-lists", "accounting-lists", "dimensions", "dimensions"]);
  expect(["/deliveryterms", "/backgrounds", "/suppliers"].map(capabilityOf)).toEqual([
    "delivery-terms",
    "backgrounds",
    "suppliers",
  ]);
});

test("debtors and customers are read where the settings name them, and no others", async () => {
  const settings = settingsSchema.parse({
    orders: {
      defaultDebtor: { id: ANNA.toUpperCase(), when: "guests" },
      collectiveDebtors: [299, 300],
    },
    stock: { correctionDebtor: 205 },
    lookups: { debtor: { table: { DE: ANNA } } },
  });
  const { names, asked } = await read(
    (path) =>
      path === "/v1/debtors/300" ? { kind: "not-found", vendor: "asperion", what: path } : null,
    settings,
  );
  expect(names["asperion.debtors"]?.entries).toEqual([
    { id: "299", name: "Guests of the shop", note: "GUEST" },
    { id: "205", name: "Corrections", note: null },
  ]);
  expect(names["eaccounting.customers"]?.entries).toEqual([
    { id: ANNA, name: "Web sales", note: "1004" },
  ]);
  expect(asked.filter((one) => one.includes("/customers"))).toHaveLength(1);
});
