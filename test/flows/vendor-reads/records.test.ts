/**
 * One record by its number, for rules to be tried on: whom a number means, and what an absence is
 * worth.
 */
import { expect, test } from "vitest";
import type { RecordAsked } from "../../../src/domain/ledger/names.ts";
import type { SendRead, VendorRequest } from "../../../src/domain/vendors/request.ts";
import { err, ok, type Failure } from "../../../src/domain/result.ts";
import { readRecord, readStock } from "../../../src/flows/vendor-reads/parties.ts";

const debtor = (id: number, customerNumber: string, name: string) => ({
  id,
  customerNumber,
  name,
  administrationId: 1,
});
const DEBTORS = [debtor(201, "1001", "Cafe Nord AB"), debtor(202, "201", " Anna Berg ")];
const article = (Number: string, StockBalance: number) => ({
  Id: `11111111-1111-4111-8111-11111111111${StockBalance}`,
  Number,
  Name: `Article ${Number}`,
  CodingId: "22222222-2222-4222-8222-222222222222",
  IsActive: true,
  ShowStockInformation: true,
  StockBalance,
  StockBalanceReserved: 1,
  StockBalanceAvailable: StockBalance - 1,
});
const ARTICLES = [article("cap", 3), article("CAP", 7)];
const shelf = (id: number, articleCode: string, currentStock: number, active = true) => ({
  id,
  articleCode,
  currentStock,
  manageStock: true,
  active,
  characteristic1: " 9 ",
});
const SHELF = [shelf(1, "CAP-2", 1), shelf(2, "CAP", 5), shelf(3, "CAP", 6, false)];
const REFUSED: Failure = {
  kind: "rejected",
  vendor: "asperion",
  status: 400,
  code: null,
  message: "unknown",
  fields: [],
};
const AWAY: Failure = { kind: "transient", vendor: "eaccounting", cause: "away" };

/** The vendor folds case, as it may. */
function vendors(over: { filters?: "refused"; away?: boolean } = {}) {
  const asked: VendorRequest[] = [];
  const send: SendRead = async (request) => {
    asked.push(request);
    const answer = (body: unknown) => ok({ status: 200, body, isJson: true, headers: {} });
    if (over.away === true) return err(AWAY);
    if (request.vendor === "eaccounting") {
      const Data = ARTICLES;
      return answer({
        Meta: { CurrentPage: 1, PageSize: 50, TotalNumberOfPages: 1, TotalNumberOfResults: 2 },
        Data,
      });
    }
    if (request.path === "/v1/articles")
      return answer({
        _data: SHELF.filter(({ articleCode }) => articleCode.includes("CAP")),
        _meta: { administrationId: 1, totalCount: SHELF.length, nextPage: null },
      });
    if (request.path !== "/v1/debtors")
      return err({ kind: "not-found", vendor: "asperion", what: request.path });
    const { CustomerNumber: number, Id: id } = request.query;
    if (number !== undefined && over.filters === "refused") return err(REFUSED);
    const found = DEBTORS.filter((one) =>
      id === undefined ? one.customerNumber === number : String(one.id) === id,
    );
    return answer({
      _data: found,
      _meta: { administrationId: 1, totalCount: found.length, nextPage: null },
    });
  };
  const read = async (of: RecordAsked["of"], number: string) => readRecord(send, 1, { of, number });
  const stock = async (id: string, number: string, code: string) =>
    readStock(send, 1, { stockOf: { id, number, code } }, "characteristic1");
  return { asked, read, stock };
}

test("a debtor's number comes before an id of the same figure, and an id finds whose number nobody has", async () => {
  const { read } = vendors();
  expect(await read("debtor", "201")).toMatchObject({
    value: { kind: "debtor", debtor: { id: 202, name: "Anna Berg" } },
  });
  expect(await read("debtor", "1001")).toMatchObject({ value: { debtor: { id: 201 } } });
  expect(await read("debtor", "202")).toMatchObject({ value: { debtor: { id: 202 } } });
  expect(await read("debtor", "9")).toEqual(ok({ kind: "none" }));
  expect(await read("debtor", "X-9")).toEqual(ok({ kind: "none" }));
});

test("where Asperion won't be asked by number, an id still finds its own and nothing else is said to be missing", async () => {
  const { read } = vendors({ filters: "refused" });
  expect(await read("debtor", "202")).toMatchObject({ value: { debtor: { id: 202 } } });
  expect(await read("debtor", "A-1")).toEqual(ok({ kind: "unsearchable" }));
});

test("an article is read with its stock in one request, by its number as it is written", async () => {
  const { asked, read } = vendors();
  expect(await read("article", "CAP")).toMatchObject({
    value: {
      kind: "article",
      product: { number: "CAP", name: "Article CAP" },
      stock: { number: "CAP", balance: "7", reserved: "1", available: "6", counted: true },
    },
  });
  expect(asked).toHaveLength(1);
  expect(await read("article", "Cap")).toEqual(ok({ kind: "none" }));
});

test("an article's stock is read on both sides: the ledger's by its id, the shop's active ones by the whole code", async () => {
  const { asked, stock } = vendors();
  const ofCap = "11111111-1111-4111-8111-111111111117";
  const shop = [{ id: 2, code: "CAP", stock: "5", managed: true, field: "9" }];
  expect(await stock(ofCap.toUpperCase(), "CAP", "CAP")).toMatchObject({
    value: { kind: "stock", ledger: { balance: "7", reserved: "1", available: "6" }, shop },
  });
  expect(asked.map(({ vendor }) => vendor).toSorted()).toEqual(["asperion", "eaccounting"]);
  // Its number is another article's by now.
  expect(await stock(ofCap, "cap", "CAP")).toEqual(ok({ kind: "stock", ledger: null, shop }));
});

test("a vendor that doesn't answer is a failure, never an absence", async () => {
  const { read, stock } = vendors({ away: true });
  expect(await stock("1", "CAP", "CAP")).toEqual(err(AWAY));
  expect(await read("article", "CAP")).toEqual(err(AWAY));
  expect(await read("debtor", "1001")).toEqual(err(AWAY));
});
