/** What is read of the shop's stock, and what is written for it. Answers are scripted. */
import { describe, expect, test } from "vitest";
import { readOrderReferences, readShopStock, readWholeArticle } from "../../src/asperion/stock.ts";
import {
  createCorrection,
  readWrittenCorrection,
  updateArticle,
} from "../../src/asperion/stock-writes.ts";
import type { SendRead, VendorAnswer, VendorRequest } from "../../src/domain/vendors/request.ts";
import { err, ok, type Failure } from "../../src/domain/result.ts";
import { correctsStock, stockMarker } from "../../src/domain/goods/stock.ts";

const HOME = 123;
const page = (
  items: readonly unknown[],
  next: number | null = null,
  administrationId = HOME,
): VendorAnswer => ({
  status: 200,
  isJson: true,
  headers: { date: "Tue, 24 Nov 2026 12:00:00 GMT" },
  body: {
    _data: items,
    _meta: {
      administrationId,
      totalCount: items.length,
      nextPage: next === null ? null : `/v1/articles?page=${next}`,
    },
  },
});
const article = (id: number, fields: object = {}) => ({
  id,
  articleCode: `A${id}`,
  currentStock: 3,
  manageStock: true,
  characteristic1: null,
  ...fields,
});

function sender(answer: (request: VendorRequest) => VendorAnswer | Failure): {
  send: SendRead;
  asked: VendorRequest[];
} {
  const asked: VendorRequest[] = [];
  return {
    asked,
    send: async (request) => {
      asked.push(request);
      const given = answer(request);
      return "kind" in given ? err(given) : ok(given);
    },
  };
}

const REFUSED: Failure = {
  kind: "rejected",
  vendor: "asperion",
  status: 400,
  code: null,
  message: "",
  fields: [],
};

describe("the shop's stock", () => {
  test("is read to the last page, with the clock of the first", async () => {
    const { send, asked } = sender(({ query }) =>
      query["page"] === "1"
        ? page([article(1, { characteristic2: " 7 " })], 2)
        : page([article(2, { currentStock: null, manageStock: null })]),
    );
    expect(await readShopStock(send, HOME, "characteristic2")).toEqual(
      ok({
        startedAt: Date.parse("2026-11-24T12:00:00Z"),
        items: [
          { id: 1, code: "A1", stock: "3", managed: true, field: "7" },
          { id: 2, code: "A2", stock: "0", managed: false, field: null },
        ],
      }),
    );
    expect(asked.map(({ query }) => [query["page"], query["orderBy"]])).toEqual([
      ["1", "Id"],
      ["2", "Id"],
    ]);
  });

  test("is asked for unsorted where the vendor refuses to sort", async () => {
    const { send } = sender(({ query }) =>
      query["orderBy"] === undefined ? page([article(1)]) : REFUSED,
    );
    expect((await readShopStock(send, HOME, "characteristic1")).ok).toBe(true);
  });

  test("of another administration isn't looked at, and a list that turns in circles isn't read for ever", async () => {
    expect(
      await readShopStock(
        sender(() => page([article(1)], null, 456)).send,
        HOME,
        "characteristic1",
      ),
    ).toMatchObject({ ok: false, error: { kind: "wrong-administration" } });
    expect(
      await readShopStock(sender(() => page([article(1)], 1)).send, HOME, "characteristic1"),
    ).toMatchObject({ ok: false, error: { kind: "contract" } });
  });
});

test("an order is found by its reference among all of the time", async () => {
  const { send, asked } = sender(() =>
    page([
      { id: 7, orderNumber: 1007, reference: "Stock 1 #ABCDEFGH" },
      { id: 8, orderNumber: null, reference: null },
    ]),
  );
  expect(await readOrderReferences(send, HOME, "2026-11-24T10:00:00")).toEqual(
    ok([
      { id: 7, number: "1007", reference: "Stock 1 #ABCDEFGH" },
      { id: 8, number: null, reference: null },
    ]),
  );
  expect(asked[0]?.query).toMatchObject({ Date_from: "2026-11-24T10:00:00" });
});

describe("a correction order", () => {
  const order = createCorrection({
    debtorId: 205,
    reference: "Stock 1 #ABCDEFGH",
    date: "2026-11-24T13:00:00",
    lines: [{ articleId: 302, code: "MUG", quantity: "-0.5" }],
  });
  test("costs nothing, moves stock by its lines' quantities, and is delivered", () => {
    expect(order).toMatchObject({
      method: "POST",
      path: "/v1/SalesOrderWithLines",
      capability: "orders",
      body: {
        debtorId: 205,
        reference: "Stock 1 #ABCDEFGH",
        status: 4,
        lines: {
          _data: [
            { lineType: "Article", articleId: 302, articleCode: "MUG", quantity: -0.5, price: 0 },
          ],
        },
      },
    });
  });

  test("was taken, also where the answer says nothing of it", () => {
    const answer = (body: unknown): VendorAnswer => ({
      status: 201,
      isJson: body !== null,
      headers: {},
      body,
    });
    expect(readWrittenCorrection(answer({ id: 9, orderNumber: "1009" }))).toEqual({
      id: "9",
      number: "1009",
    });
    expect(readWrittenCorrection(answer(null))).toEqual({ id: null, number: null });
  });

  const own = { ids: new Set(["7"]), debtors: new Set([205]) };
  const mark = "Stock 12 #ABCDEFGH";
  test.each([
    ["free of charge and with our mark", { reference: mark, isFree: true }, true],
    ["with our mark and a price, of its debtor", { reference: mark, debtorId: 205 }, true],
    ["by its id, with a price and without our mark", { id: 7 }, true],
    ["no order of the corrections' debtor that costs something", { debtorId: 205 }, false],
    ["no free order of that debtor without our mark", { debtorId: 205, isFree: true }, false],
    ["no buyer's order that bears such a mark and costs something", { reference: mark }, false],
    [
      "no free order with a reference that only looks like it",
      { reference: "Stock 12 #ABCDEFG1", isFree: true },
      false,
    ],
  ])("is known again: %s", (_, fields, known) => {
    const one = { id: 9, reference: null, isFree: false, debtorId: 55, ...fields };
    expect(correctsStock(one, own)).toBe(known);
  });

  test("bears a mark that is known again", () => {
    const one = { id: 9, debtorId: null, reference: stockMarker(3, "K7Q2MAXA"), isFree: true };
    expect(correctsStock(one, own)).toBe(true);
  });
});

describe("an article that is updated", () => {
  test("keeps everything but what the vendor keeps itself", () => {
    const raw = {
      _meta: {},
      id: 302,
      articleCode: "MUG",
      currentStock: 5,
      dateLastChange: null,
      unknownToUs: [1],
      characteristic1: "x",
      manageStock: false,
    };
    expect(
      updateArticle(302, raw, { field: { name: "characteristic1", text: "12" } }).body,
    ).toEqual({ articleCode: "MUG", unknownToUs: [1], characteristic1: "12", manageStock: false });
    expect(updateArticle(302, raw, { manageStock: true })).toMatchObject({
      method: "PUT",
      path: "/v1/articles/302",
      body: { characteristic1: "x", manageStock: true },
    });
  });

  const whole = { ...article(2), articleCode: "X7" };
  const other = { ...article(1), articleCode: "X7-100" };
  const asked = (answers: readonly (() => ReturnType<SendRead>)[], listsWhole = true) => {
    const left = [...answers];
    const send: SendRead = () => left.shift()?.() ?? Promise.reject(new Error("asked too often"));
    return readWholeArticle(send, { id: 2, code: "X7" }, HOME, listsWhole);
  };
  const answered =
    (...given: Parameters<typeof page>): (() => ReturnType<SendRead>) =>
    async () =>
      ok(page(...given));

  test("is the very one that was meant, not another whose code contains its own", async () => {
    expect(await asked([answered([other, whole])])).toMatchObject({ ok: true, value: { id: 2 } });
    expect(await asked([answered([other])])).toEqual(ok(null));
    expect(await asked([answered([whole], null, 456)])).toMatchObject({
      ok: false,
      error: { kind: "wrong-administration" },
    });
  });
  test("is read by itself where lists weren't seen to show whole articles: a PUT would lose the rest", async () => {
    const single = (body: object) => async () =>
      ok({ status: 200, isJson: true, headers: {}, body });
    const full = { ...whole, longDescription: "Only a single read has it." };
    expect(await asked([answered([whole]), single(full)], false)).toEqual(ok(full));
    expect(await asked([answered([whole]), single({ ...full, articleCode: "X8" })], false)).toEqual(
      ok(null),
    );
    expect(await asked([answered([other])], false)).toEqual(ok(null));
  });
  test("is found on a later page, where the vendor finds parts of codes all the same", async () =>
    expect(await asked([answered([other], 2), answered([whole])])).toMatchObject({
      ok: true,
      value: { id: 2 },
    }));
  test("is asked for without the comparison where the vendor refuses that", async () => {
    const refused = async () =>
      err({
        kind: "rejected",
        vendor: "asperion",
        status: 400,
        code: null,
        message: "",
        fields: [{ field: "ArticleCode_comparison", message: "" }],
      } as const);
    expect(await asked([refused, answered([whole])])).toMatchObject({ value: { id: 2 } });
  });
});
