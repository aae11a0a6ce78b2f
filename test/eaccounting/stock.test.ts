import { expect, test } from "vitest";
import type { VendorRequest } from "../../src/domain/vendors/request.ts";
import { ok } from "../../src/domain/result.ts";
import { readInvoicePieces, readLedgerStock } from "../../src/eaccounting/stock.ts";

const row = (number: string, fields: object = {}) => ({
  Id: `ID-${number}`,
  Number: number,
  IsActive: true,
  ShowStockInformation: true,
  StockBalance: 10.5,
  StockBalanceReserved: 0.25,
  StockBalanceAvailable: 10.25,
  Name: "not read",
  ...fields,
});

test("an article that is no stock article isn't counted, whatever the vendor shows of it", async () => {
  const read = await readLedgerStock(async () =>
    ok({
      status: 200,
      isJson: true,
      headers: {},
      body: {
        Meta: { CurrentPage: 1, TotalNumberOfPages: 1, TotalNumberOfResults: 2 },
        Data: [row("MUG", { IsStock: false }), row("TEA", { IsStock: true })],
      },
    }),
  );
  expect(read.ok && read.value.map(({ counted }) => counted)).toEqual([false, true]);
});

test("a number with a blank beside it is the number, as it is for products", async () => {
  const read = await readLedgerStock(async () =>
    ok({
      status: 200,
      isJson: true,
      headers: {},
      body: {
        Meta: { CurrentPage: 1, TotalNumberOfPages: 1, TotalNumberOfResults: 1 },
        Data: [row(" MUG ")],
      },
    }),
  );
  expect(read.ok && read.value.map(({ number }) => number)).toEqual(["MUG"]);
});

test("the ledger's stock is read page by page, sorted by what never moves", async () => {
  const asked: VendorRequest[] = [];
  const read = await readLedgerStock(async (request) => {
    asked.push(request);
    const page = Number(request.query["$page"]);
    const Data =
      page === 1
        ? [row("MUG")]
        : [
            row("WORK", {
              ShowStockInformation: false,
              StockBalance: null,
              StockBalanceReserved: null,
              StockBalanceAvailable: null,
            }),
          ];
    return ok({
      status: 200,
      isJson: true,
      headers: {},
      body: { Meta: { CurrentPage: page, TotalNumberOfPages: 2, TotalNumberOfResults: 2 }, Data },
    });
  });
  expect(read).toEqual(
    ok([
      {
        id: "id-mug",
        number: "MUG",
        name: "not read",
        active: true,
        counted: true,
        balance: "10.5",
        reserved: "0.25",
        available: "10.25",
      },
      {
        id: "id-work",
        number: "WORK",
        name: "not read",
        active: true,
        counted: false,
        balance: "0",
        reserved: "0",
        available: "0",
      },
    ]),
  );
  expect(asked.map(({ query }) => [query["$page"], query["$orderby"]])).toEqual([
    ["1", "Id asc"],
    ["2", "Id asc"],
  ]);
});

test("an article without the figures that we need is a broken contract, never a stock of zero", async () => {
  const body = {
    Meta: { CurrentPage: 1, TotalNumberOfPages: 1, TotalNumberOfResults: 1 },
    Data: [{ ...row("MUG"), ShowStockInformation: undefined }],
  };
  expect(
    await readLedgerStock(async () => ok({ status: 200, isJson: true, headers: {}, body })),
  ).toMatchObject({ ok: false, error: { kind: "contract", path: "Data.0.ShowStockInformation" } });
});

test("a booked invoice took its rows' pieces, and a credit brought them back, whichever sign it writes them with", () => {
  const answer = (credit: boolean, quantity: number) => ({
    status: 200,
    isJson: true,
    headers: {},
    body: {
      IsCreditInvoice: credit,
      Rows: [
        { ArticleId: "A-1", Quantity: quantity },
        { ArticleId: null, Text: "words" },
      ],
    },
  });
  expect(readInvoicePieces(answer(false, 2))).toEqual(ok([{ articleId: "a-1", quantity: "2" }]));
  expect(readInvoicePieces(answer(true, 2))).toEqual(ok([{ articleId: "a-1", quantity: "-2" }]));
  expect(readInvoicePieces(answer(true, -2))).toEqual(ok([{ articleId: "a-1", quantity: "-2" }]));
});

test("what a credit of no amount gives back comes back: a free article, and an even exchange", () => {
  const pieces = (...rows: readonly (readonly [id: string, quantity: number, price: number])[]) =>
    readInvoicePieces({
      status: 200,
      isJson: true,
      headers: {},
      body: {
        IsCreditInvoice: true,
        Rows: rows.map(([ArticleId, Quantity, UnitPrice]) => ({ ArticleId, Quantity, UnitPrice })),
      },
    });
  expect(pieces(["a-1", 1, 0])).toEqual(ok([{ articleId: "a-1", quantity: "-1" }]));
  expect(pieces(["a-1", 1, 5], ["b-1", -1, 5])).toEqual(
    ok([
      { articleId: "a-1", quantity: "-1" },
      { articleId: "b-1", quantity: "1" },
    ]),
  );
});

test.each<[string, 1 | -1]>([
  ["above", 1],
  ["below", -1],
])("a row against the others of a credit, written %s zero, goes out in exchange", (_, sign) => {
  const row = (id: string, quantity: number, price: number, discount = 0) => ({
    ArticleId: id,
    Quantity: sign * quantity,
    UnitPrice: price,
    DiscountPercentage: discount,
  });
  const rows = [row("a-1", 1, 5), row("b-1", -1, 10, 0.6)];
  const body = { IsCreditInvoice: true, Rows: rows };
  expect(readInvoicePieces({ status: 200, isJson: true, headers: {}, body })).toEqual(
    ok([
      { articleId: "a-1", quantity: "-1" },
      { articleId: "b-1", quantity: "1" },
    ]),
  );
});
