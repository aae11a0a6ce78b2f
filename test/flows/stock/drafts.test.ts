/** What drafts in the ledger of orders that count as booked will take. */
import { expect, test } from "vitest";
import type { VendorRequest } from "../../../src/domain/vendors/request.ts";
import { err, ok } from "../../../src/domain/result.ts";
import type { KnownDrafts } from "../../../src/flows/port.ts";
import { draftsBetween, readLiveDrafts } from "../../../src/flows/stock/drafts.ts";
import { inLedger } from "./kit.ts";

const MUG = "ledger-MUG";
const row = (Quantity: number, UnitPrice = 10) => ({ ArticleId: MUG, Quantity, UnitPrice });
const draft = (Id: string, Rows: unknown, more: object = {}) => ({ Id, Rows, ...more });
const TOO_BAD = err({
  kind: "rejected" as const,
  vendor: "eaccounting" as const,
  status: 400,
  code: 6000,
  message: "",
  developerMessage: "",
  details: [],
  endpoint: "/orders",
});

type World = {
  readonly kinds?: KnownDrafts["kinds"];
  readonly orders?: readonly object[];
  readonly drafts?: readonly object[];
  readonly filters?: boolean;
};

/** Every draft whose id begins with "own" is a document of the order that it names. */
async function stood({ kinds = ["invoice-draft"], orders = [], drafts = [], filters }: World) {
  const asked: string[] = [];
  const answer = await readLiveDrafts({
    drafts: async ({ ids }) =>
      ok({
        kinds,
        documents: ids.flatMap((id) =>
          id.startsWith("own") ? [{ id, orderId: id.slice(4) }] : [],
        ),
      }),
    readPage: async ({ path, query }: VendorRequest) => {
      const filter = query["$filter"];
      asked.push([path, ...(filter === undefined ? [] : [filter])].join(" "));
      if (filters === false && filter !== undefined) return TOO_BAD as never;
      const one = [...orders, ...drafts].find((found) => path.endsWith(`/${(found as Id).Id}`));
      if (one !== undefined)
        return ok({ status: 200, isJson: true, headers: {}, body: { Rows: [row(7)] } });
      const Data = path === "/orders" ? orders : drafts;
      const Meta = { CurrentPage: 1, TotalNumberOfPages: 1, TotalNumberOfResults: Data.length };
      return ok({ status: 200, isJson: true, headers: {}, body: { Meta, Data } });
    },
  });
  return {
    asked,
    drafts: answer.ok
      ? answer.value.map(({ id, orderId, rows }) => [id, orderId, rows.map((one) => one.quantity)])
      : answer,
  };
}
type Id = { readonly Id: string };

test("nothing is listed where no order has a document that may be a draft", async () =>
  expect(await stood({ kinds: [], drafts: [draft("own-1", [row(4)])] })).toEqual({
    asked: [],
    drafts: [],
  }));

test("drafts of our orders count by their rows, a credit's as coming in; a person's own drafts don't", async () => {
  const drafts = [
    draft("own-1", [row(4), row(2)]),
    draft("own-2", [row(3)], { IsCreditInvoice: true }),
    draft("stranger", [row(9)]),
  ];
  expect(await stood({ drafts })).toEqual({
    asked: ["/customerinvoicedrafts"],
    drafts: [
      ["own-1", "1", ["4", "2"]],
      ["own-2", "2", ["-3"]],
    ],
  });
});

test.each([undefined, false])(
  "of sales orders those in draft count, also where no filter helps: %s",
  async (filters) => {
    const orders = [draft("own-1", [row(4)], { Status: 1 }), draft("own-2", [], { Status: 2 })];
    expect(
      await stood({ kinds: ["order"], orders, ...(filters === false ? { filters } : {}) }),
    ).toEqual({
      asked: ["/orders Status eq 1", ...(filters === false ? ["/orders"] : [])],
      drafts: [["own-1", "1", ["4"]]],
    });
  },
);

test("a draft that the list shows without rows is read by itself", async () =>
  expect(await stood({ drafts: [draft("own-1", null), draft("stranger", null)] })).toEqual({
    asked: ["/customerinvoicedrafts", "/customerinvoicedrafts/own-1"],
    drafts: [["own-1", "1", ["7"]]],
  }));

test("one that was booked, deleted or changed while the stock was read leaves its articles alone", () => {
  const ledger = [{ ...inLedger("MUG", "10"), id: MUG }];
  const standing = (id: string, quantity: string) => ({
    id,
    orderId: id,
    rows: [{ articleId: MUG, quantity }],
  });
  const before = [standing("1", "4"), standing("2", "4"), standing("3", "4"), standing("4", "4")];
  const after = [standing("1", "4"), standing("3", "5"), standing("4", "4"), standing("5", "1")];
  expect(
    draftsBetween({ before, after, ledger, counted: new Set(["4"]) }).map((order) => [
      order.orderId,
      order.moving,
      order.shop,
      order.named,
    ]),
  ).toEqual([
    ["1", false, [{ code: "MUG", quantity: "4" }], ["MUG"]],
    ["2", true, [{ code: "MUG", quantity: "4" }], ["MUG"]],
    ["3", true, [{ code: "MUG", quantity: "4" }], ["MUG"]],
    ["5", true, [{ code: "MUG", quantity: "1" }], ["MUG"]],
  ]);
});
