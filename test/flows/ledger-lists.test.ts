/** The refresh of what is cached of the ledger: a list that is empty all at once is no news. */
import { expect, test } from "vitest";
import type { VendorRequest } from "../../src/domain/vendors/request.ts";
import { ok } from "../../src/domain/result.ts";
import { loadLists, refreshLists } from "../../src/flows/ledger-lists.ts";
import type { ListsPatch } from "../../src/flows/lists-patch.ts";
import type { FlowPorts } from "../../src/flows/port.ts";
import { settings } from "./orders/kit.ts";
import { Ledger } from "./parties/ledger.ts";

const CODING = {
  Id: "11111111-1111-4111-8111-111111111111",
  Name: "Goods 25",
  Type: "Goods",
  VatRatePercent: 25,
  IsActive: true,
  DomesticSalesSubjectToVatAccountNumber: 3001,
};
const UNIT = {
  Id: "22222222-2222-4222-8222-222222222222",
  Name: "Piece",
  Code: "pcs",
  Abbreviation: "pcs",
};

/** What the ledger answers by path; every other list is empty. */
function answering(lists: Readonly<Record<string, readonly object[]>>) {
  const saved: ListsPatch[] = [];
  const send: FlowPorts["lookUp"] = async ({ path }: VendorRequest) => {
    const body =
      path === "/companysettings"
        ? {
            Name: "Demo AB",
            CountryCode: "SE",
            CurrencyCode: "SEK",
            CorporateIdentityNumber: "556000-0000",
            ShowPricesExclVatPC: false,
          }
        : {
            Meta: {
              CurrentPage: 1,
              PageSize: 1000,
              TotalNumberOfPages: 1,
              TotalNumberOfResults: lists[path]?.length ?? 0,
              ServerTimeUtc: "2026-11-24T12:00:00Z",
            },
            Data: lists[path] ?? [],
          };
    return ok({ status: 200, body, isJson: true, headers: {} });
  };
  const ports: FlowPorts = {
    ...new Ledger().ports("lookups", settings()),
    companyId: "c",
    lookUp: send,
    saveLists: (patch) => void saved.push(patch),
  };
  return { ports, saved };
}

test("lists that were full and are answered as empty stay as they were, and that is told", async () => {
  const { ports, saved } = answering({ "/units": [UNIT] });
  const ended = await refreshLists(ports);
  expect(ended).toMatchObject({ ok: true, value: { outcome: "updated" } });
  const told = ended.ok
    ? ended.value.reasons.map(({ code, params }) => `${code} ${String(params["list"])}`)
    : [];
  expect(told).toEqual(
    expect.arrayContaining([
      "lookup-list-empty codings",
      "lookup-list-empty terms",
      "lookup-list-empty currencies",
    ]),
  );
  expect(told).not.toContain("lookup-list-empty units");
  expect(Object.keys(saved[0] ?? {}).toSorted()).toEqual([
    "company",
    "countries",
    "fiscalYears",
    "units",
  ]);
});

test("whoever loads them meanwhile works with the list that stayed", async () => {
  const { ports } = answering({});
  const loaded = await loadLists(ports);
  expect(loaded.ok && loaded.value.codings).toEqual(ports.lists.codings);
});

test("a list that was never full may be empty, and one with entries replaces whatever was there", async () => {
  const { ports, saved } = answering({ "/articleaccountcodings": [CODING] });
  await refreshLists({
    ...ports,
    lists: { ...ports.lists, units: [], terms: [], deliveryMethods: [], currencies: [] },
  });
  expect(saved[0]).toMatchObject({ codings: [{ id: CODING.Id }], units: [], terms: [] });
});

test("with the articles it says that all that changed are there, each with its unit", async () => {
  const article = {
    Id: "A1",
    Number: "1",
    Name: "One",
    CodingId: "c",
    IsActive: true,
    ChangedUtc: "2026-11-24T11:00:00Z",
  };
  const { ports, saved } = answering({ "/articles": [{ ...article, UnitId: "U1" }] });
  await refreshLists({ ...ports, readPage: ports.lookUp });
  expect(saved.at(-1)).toMatchObject({
    articles: { 1: { id: "a1", unitId: "u1" } },
    articlesWhole: true,
  });
});
