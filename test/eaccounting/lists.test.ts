import { describe, expect, test } from "vitest";
import { carriesMarker } from "../../src/domain/orders/marker.ts";
import { err } from "../../src/domain/result.ts";
import {
  articleByNumber,
  createArticle,
  readArticlesByNumber,
  readChangedArticles,
} from "../../src/eaccounting/articles.ts";
import { readCompany } from "../../src/eaccounting/company.ts";
import { carriesNumber, findDocuments, type Search } from "../../src/eaccounting/documents.ts";
import { codings, termsOfPayments } from "../../src/eaccounting/reference-lists.ts";
import { readAll, table } from "../../src/eaccounting/paging.ts";
import { eaccountingHttp } from "../../src/eaccounting/request.ts";
import { answer, ARTICLE_ID, createdOrder, item, listOf, pageOf, vendor } from "./fixtures.ts";

const LIST = table("/units", "reference-data", item);

const FILTER_REFUSED = err({
  kind: "rejected",
  vendor: "eaccounting",
  status: 400,
  code: 6000,
  message: "QueryParameterError",
  fields: [],
} as const);

describe("a list that is read whole", () => {
  test("is asked for page by page until the last", async () => {
    const { send, asked } = vendor(pageOf(["a", "b"], 1, 2, 3), pageOf(["c"], 2, 2, 3));
    expect(await readAll(send, LIST)).toEqual({
      ok: true,
      value: ["a", "b", "c"],
    });
    expect(asked.map((request) => request.query["$page"])).toEqual(["1", "2"]);
  });

  test("is begun anew when it shrank meanwhile, as an item may have slid to a page that was read already", async () => {
    const { send } = vendor(
      pageOf(["a", "b"], 1, 2, 4),
      pageOf(["d"], 2, 2, 3),
      pageOf(["b", "c"], 1, 2, 3),
      pageOf(["d"], 2, 2, 3),
    );
    expect(await readAll(send, LIST)).toEqual({
      ok: true,
      value: ["b", "c", "d"],
    });
  });

  test("that never stands still is a failure, not a shorter list", async () => {
    const moving = [0, 1, 2].flatMap((n) => [
      pageOf(["a"], 1, 2, 9 - n),
      pageOf(["b"], 2, 2, 8 - n),
    ]);
    expect(await readAll(vendor(...moving).send, LIST)).toMatchObject({
      ok: false,
      error: { kind: "transient" },
    });
  });

  test("of a vendor that ignores the page number ends in an error and not in a loop", async () => {
    const { send } = vendor(pageOf(["a"], 1, 2, 2), pageOf(["a"], 1, 2, 2));
    expect(await readAll(send, LIST)).toMatchObject({
      ok: false,
      error: { kind: "contract", path: "Meta.CurrentPage" },
    });
  });

  test("fails as a whole when one page fails", async () => {
    const { send } = vendor(
      pageOf(["a"], 1, 2, 2),
      err({ kind: "transient", vendor: "eaccounting", cause: "x" }),
    );
    expect((await readAll(send, LIST)).ok).toBe(false);
  });
});

const search = (change: Partial<Search> = {}): Search => ({
  kind: "order",
  fields: ["OurReference"],
  part: "K7Q2M9XA",
  matches: (text) => carriesMarker(text, "K7Q2M9XA"),
  since: Date.parse("2026-11-24T10:00:00Z"),
  ...change,
});

describe("a look-up by marker", () => {
  test("asks for the code and compares it exactly", async () => {
    const { send, asked } = vendor(
      answer(
        listOf([
          createdOrder("1", "Anna · 1001 #K7Q2M9XA"),
          createdOrder("2", "1001 #K7Q2M9XAB"),
          createdOrder("3", null),
        ]),
      ),
    );
    const found = await findDocuments(send, search());
    expect(found).toMatchObject({
      ok: true,
      value: {
        how: "filter",
        documents: [
          {
            id: "1",
            kind: "order",
            number: "17",
            date: "2026-11-24",
            texts: { OurReference: "Anna · 1001 #K7Q2M9XA" },
          },
        ],
      },
    });
    expect(asked[0]?.query["$filter"]).toBe("contains(OurReference,'K7Q2M9XA')");
  });

  test("scans what was created since when the field can't be filtered by, over every page", async () => {
    const first = answer(
      listOf([createdOrder("1", "1000 #AAAAAAAA")], {
        TotalNumberOfPages: 2,
        TotalNumberOfResults: 2,
      }),
    );
    const second = answer(
      listOf([createdOrder("2", "1001 #K7Q2M9XA")], {
        CurrentPage: 2,
        TotalNumberOfPages: 2,
        TotalNumberOfResults: 2,
      }),
    );
    const { send, asked } = vendor(FILTER_REFUSED, first, second);
    expect(await findDocuments(send, search())).toMatchObject({
      ok: true,
      value: { how: "scan", documents: [{ id: "2" }] },
    });
    expect(asked[1]?.query).toMatchObject({
      $filter: "CreatedUtc ge 2026-11-24T10:00:00.000Z",
      $orderby: "CreatedUtc asc,Id asc",
    });
  });

  test("doesn't ask again for a filter that is known to be refused", async () => {
    const { send, asked } = vendor(answer(listOf([])));
    await findDocuments(send, search({ scanOnly: true }));
    expect(asked).toHaveLength(1);
  });

  test("that errs is a failure, never an absence", async () => {
    for (const failure of [
      { kind: "transient", vendor: "eaccounting", cause: "x" },
      { kind: "not-found", vendor: "eaccounting", what: "/orders" },
    ] as const)
      expect(await findDocuments(vendor(err(failure)).send, search())).toEqual({
        ok: false,
        error: failure,
      });
    expect(
      await findDocuments(vendor(FILTER_REFUSED, FILTER_REFUSED).send, search()),
    ).toMatchObject({ ok: false, error: { kind: "rejected" } });
  });

  test("searches a voucher by its text and an order by all fields that were asked for", async () => {
    const voucher = {
      Id: "v",
      VoucherText: "1001 #K7Q2M9XA",
      NumberAndNumberSeries: "A12",
      VoucherDate: "2026-11-24",
      CreatedUtc: "2026-11-24T11:00:00Z",
    };
    const { send, asked } = vendor(answer(listOf([voucher])), answer(listOf([])));
    expect(await findDocuments(send, search({ kind: "voucher" }))).toMatchObject({
      ok: true,
      value: { documents: [{ kind: "voucher", id: "v", number: "A12", customerId: null }] },
    });
    await findDocuments(
      send,
      search({ fields: ["OurReference", "BuyersOrderReference"], part: "10'01" }),
    );
    expect(asked.map((request) => request.query["$filter"])).toEqual([
      "contains(VoucherText,'K7Q2M9XA')",
      "contains(OurReference,'10''01') or contains(BuyersOrderReference,'10''01')",
    ]);
  });
});

test.each([
  ["1001", true],
  ["order 1001", true],
  ["1001 #K7Q2M9XA", true],
  ["(1001)", true],
  ["order: 1001, paid", true],
  ["11001", false],
  ["10011", false],
  ["1001-2", false],
  ["A1001", false],
  ["1001_x", false],
  ["", false],
])("%j names order number 1001: %s", (text, expected) =>
  expect(carriesNumber(text, "1001")).toBe(expected),
);

test("a number with signs of a pattern is taken as it is", () => {
  expect(carriesNumber("W.1+1", "W.1+1")).toBe(true);
  expect(carriesNumber("Wx111", "W.1+1")).toBe(false);
  expect(carriesNumber("anything", " ")).toBe(false);
});

const article = (id: string, number: string, changed = "2026-11-24T10:00:00.1234567Z") => ({
  Id: id,
  Number: number,
  Name: "A thing",
  CodingId: "C0",
  IsActive: true,
  IsStock: true,
  IsServiceArticle: false,
  UsesMoss: false,
  ChangedUtc: changed,
});

describe("articles", () => {
  test("are looked up by number with the quote inside the literal, and compared exactly", () => {
    expect(articleByNumber("5'-pipe").query["$filter"]).toBe("Number eq '5''-pipe'");
    const read = readArticlesByNumber(
      answer(listOf([article("a", "sku-1"), article("b", "SKU-1"), article("c", "SKU-10")])),
      "SKU-1",
    );
    expect(read).toMatchObject({ ok: true, value: [{ id: "b", codingId: "c0", stock: true }] });
  });

  test("that changed are read from stamp to stamp, so that none slides past", async () => {
    const page = (list: object[], pages: number, current = 1) =>
      answer(
        listOf(list, { CurrentPage: current, TotalNumberOfPages: pages, TotalNumberOfResults: 99 }),
      );
    const { send, asked } = vendor(
      page([article("a", "1"), article("b", "2", "2026-11-24T11:00:00Z")], 2),
      page([article("b", "2", "2026-11-24T11:00:00Z")], 2),
      page([article("c", "3", "2026-11-24T11:00:00Z")], 2, 2),
    );
    const read = await readChangedArticles(send, Date.parse("2026-11-24T09:00:00Z"));
    expect(read).toMatchObject({
      ok: true,
      value: { serverTimeUtc: "2026-11-24T12:00:00.1234567Z" },
    });
    expect(read.ok && read.value.articles.map((one) => one.number)).toEqual(["1", "2", "3"]);
    expect(
      asked.map((request) => [request.query["$filter"]?.slice(14), request.query["$page"]]),
    ).toEqual([
      ["2026-11-24T09:00:00.000Z", "1"],
      ["2026-11-24T11:00:00.000Z", "1"],
      ["2026-11-24T11:00:00.000Z", "2"],
    ]);
  });

  test("of our own hold no stock and stay out of the vendor's web shop", () => {
    expect(
      createArticle({
        number: "AS-SHIP-25",
        name: "Shipping",
        codingId: "c",
        unitId: "u",
        usesOss: false,
      }).body,
    ).toEqual({
      Number: "AS-SHIP-25",
      Name: "Shipping",
      CodingId: "c",
      UnitId: "u",
      IsActive: true,
      NetPrice: 0,
      GrossPrice: 0,
      IsStock: false,
      SendToWebshop: false,
      UsesMoss: false,
    });
  });
});

const coding = (change: object = {}) => ({
  Id: "C1",
  Name: "Goods 25",
  Type: "Goods",
  VatRate: "25",
  VatRatePercent: 25,
  IsActive: true,
  DomesticSalesSubjectToVatAccountNumber: 3001,
  DomesticSalesVatExemptAccountNumber: 3004,
  ForeignSalesVatExemptWithinEuAccountNumber: 3108,
  ForeignSalesSubjectToThirdPartySalesAccountNumber: 3107,
  ForeignSalesVatExemptOutsideEuAccountNumber: null,
  ForeignSalesSubjectToMossAccountNumber: 3109,
  ...change,
});

describe("codings", () => {
  test("give their rate as a fraction and their accounts by kind of sale", () => {
    expect(
      codings.read(
        answer(
          listOf([
            coding(),
            coding({ Type: "Service", VatRatePercent: 0 }),
            coding({ VatRatePercent: 0.06 }),
          ]),
        ),
      ),
    ).toMatchObject({
      ok: true,
      value: {
        items: [
          {
            id: "c1",
            kind: "goods",
            vatRate: "0.25",
            accounts: {
              domestic: 3001,
              domesticExempt: 3004,
              withinEu: 3108,
              triangular: 3107,
              outsideEu: null,
              oss: 3109,
            },
          },
          { kind: "service", vatRate: "0" },
          { vatRate: "0.06" },
        ],
      },
    });
  });

  test("of an unknown type are a contract failure that names the path", () => {
    expect(codings.read(answer(listOf([coding(), coding({ Type: "Other" })])))).toMatchObject({
      ok: false,
      error: { kind: "contract", path: "Data.1.Type" },
    });
  });

  test("are asked for in an order of their own, as the vendor promises none", () =>
    expect(codings.pageAt(1).query).toMatchObject({ $orderby: "Id asc" }));
});

test("terms that are for purchases only aren't offered", () => {
  const terms = [
    { Id: "T1", Name: "30 dagar", NumberOfDays: 30, AvailableForSales: true },
    { Id: "T2", Name: "x", NumberOfDays: 10, AvailableForSales: false },
  ];
  expect(termsOfPayments.read(answer(listOf(terms)))).toMatchObject({
    ok: true,
    value: { items: [{ id: "t1", name: "30 dagar", days: 30 }] },
  });
});

describe("the company", () => {
  const settings = {
    Name: "Shop AB",
    CorporateIdentityNumber: "556677-8899",
    CompanyIdentifier: "X",
    CountryCode: "SE",
    CurrencyCode: "SEK",
    ShowPricesExclVatPC: false,
    DomesticCurrencyRounding: 1,
    ActivatedModules: ["api_standard"],
    TermsOfPaymentId: ARTICLE_ID,
    ProductVariant: 5,
    CompanyStatus: 2,
  };

  test("is known by the token's claim; rounding and status are read", () => {
    expect(readCompany(answer(settings), "8D6A")).toEqual({
      ok: true,
      value: {
        company: {
          companyId: "8d6a",
          name: "Shop AB",
          organisationNumber: "556677-8899",
          country: "SE",
          currency: "SEK",
          showPricesExclVatForPrivate: false,
          domesticRounding: "whole",
          modules: ["api_standard"],
          variant: "pro",
          termsOfPaymentId: ARTICLE_ID,
          lockedTo: null,
          usesOss: false,
          usesReverseConstruction: false,
        },
        identifier: "X",
        status: "read-only",
      },
    });
  });

  test("without a currency, or with a rounding that nobody knows, is a contract failure", () => {
    expect(readCompany(answer({ ...settings, CurrencyCode: null }), "x")).toMatchObject({
      ok: false,
      error: { path: "CurrencyCode" },
    });
    expect(readCompany(answer({ ...settings, DomesticCurrencyRounding: 2 }), "x")).toMatchObject({
      ok: false,
      error: { path: "DomesticCurrencyRounding" },
    });
  });
});

test("a request becomes HTTP with its token, and with a JSON body only where it has one", () => {
  const read = eaccountingHttp("https://x.test/v2", articleByNumber("a b"), "token");
  expect(read.url).toBe(
    "https://x.test/v2/articles?$filter=Number%20eq%20'a%20b'&$orderby=Id%20asc&$page=1&$pagesize=1000",
  );
  expect(read).toMatchObject({
    method: "GET",
    body: null,
    headers: { authorization: "Bearer token" },
  });
  expect(read.headers["content-type"]).toBeUndefined();
  expect(
    eaccountingHttp(
      "https://x.test/v2",
      createArticle({ number: "n", name: "n", codingId: "c", unitId: "u", usesOss: true }),
      "t",
    ).body,
  ).toContain('"UsesMoss":true');
});
