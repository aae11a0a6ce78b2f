/** What an order's documents hold in the ledger, by their kinds and states. */
import { expect, test } from "vitest";
import type { DocumentRecord, FlowPorts } from "../../../src/flows/port.ts";
import { heldByLedger } from "../../../src/flows/stock/pull.ts";
import { ok } from "../../../src/domain/result.ts";
import { inLedger } from "./kit.ts";

const document = (
  role: DocumentRecord["role"],
  state: DocumentRecord["state"] = "live",
): DocumentRecord => ({
  role,
  n: 1,
  id: role,
  number: null,
  state,
  sourceHash: null,
  ownedHash: null,
});
const order = (status: number) => ({
  Id: "1",
  Number: 1,
  Status: status,
  CustomerId: "c",
  CustomerIsPrivatePerson: false,
  IncludesVat: false,
  CurrencyCode: "SEK",
  Amount: 1,
  VatAmount: 0,
  Rows: [{ LineNumber: 1, IsTextRow: false, ArticleId: "ledger-MUG", Quantity: 3 }],
});
const invoice = (credit: boolean) => ({
  IsCreditInvoice: credit,
  Rows: [{ ArticleId: "ledger-MUG", Quantity: 3 }],
});

async function held(
  documents: readonly DocumentRecord[],
  status = 2,
  which: "all" | "ongoing" = "all",
) {
  const readPage: FlowPorts["readPage"] = async ({ path }) =>
    ok({
      status: 200,
      isJson: true,
      headers: {},
      body: path.startsWith("/orders") ? order(status) : invoice(path.endsWith("credit")),
    });
  const ledger = [{ ...inLedger("MUG", "10"), id: "ledger-mug" }];
  const pieces = await heldByLedger({ readPage } as FlowPorts, documents, ledger, which);
  return pieces.ok ? pieces.value.map(({ code, quantity }) => `${code} ${quantity}`) : pieces.error;
}

test.each<[string, readonly DocumentRecord[], number, readonly string[]]>([
  ["an ongoing order reserves", [document("sales-order")], 2, ["MUG 3"]],
  ["a shipped one has taken", [document("sales-order")], 3, ["MUG 3"]],
  ["a draft holds nothing", [document("sales-order")], 1, []],
  ["a document that is gone holds nothing", [document("sales-order", "gone")], 2, []],
  ["a draft of an invoice holds nothing", [document("invoice-draft")], 2, []],
  ["a booked invoice has taken", [document("invoice")], 2, ["MUG 3"]],
  [
    "an order and the invoice made of it hold the pieces once",
    [document("sales-order"), document("invoice")],
    4,
    ["MUG 3"],
  ],
  ["a credit gives back", [document("credit")], 2, ["MUG -3"]],
])("%s", async (_, documents, status, expected) =>
  expect(await held(documents, status)).toEqual(expected),
);

test("what reserves is asked of ongoing orders alone", async () => {
  expect(await held([document("sales-order")], 3, "ongoing")).toEqual([]);
  expect(await held([document("sales-order"), document("invoice")], 2, "ongoing")).toEqual([
    "MUG 3",
  ]);
});
