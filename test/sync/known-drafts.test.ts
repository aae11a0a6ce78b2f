/** Which of the ledger's drafts are documents of orders, as the stock flow asks for them. */
import { expect, test } from "vitest";
import type { DocumentRecord } from "../../src/flows/port.ts";
import { saveDocument } from "../../src/sync/tenant/journal/documents.ts";
import { knownDrafts } from "../../src/sync/tenant/runs/order-states.ts";
import { objectSql } from "../support/object-sql.ts";

const DRAFT: DocumentRecord = {
  role: "invoice-draft",
  n: 0,
  id: "d-1",
  number: null,
  state: "live",
  sourceHash: null,
  ownedHash: "h",
};

function known(...documents: readonly (readonly [string, Partial<DocumentRecord>])[]) {
  const sql = objectSql();
  for (const [key, document] of documents) saveDocument(sql, key, { ...DRAFT, ...document }, 1);
  return knownDrafts(
    sql,
    documents.map(([, { id }]) => id ?? DRAFT.id),
  );
}

test("a draft without a number, or one that a person linked, is known with its order", () =>
  expect(
    known(
      ["order:1", {}],
      ["order:2", { id: "d-2", number: "d-2", ownedHash: "by-hand" }],
      ["order:3", { id: "d-3", role: "delta-credit-draft", n: 2 }],
      ["order:4", { id: "d-4", role: "sales-order" }],
    ),
  ).toEqual({
    kinds: ["order", "invoice-draft"],
    documents: [
      { orderId: "4", id: "d-4" },
      { orderId: "1", id: "d-1" },
      { orderId: "2", id: "d-2" },
      { orderId: "3", id: "d-3" },
    ],
  }));

test("what is booked, gone, unlinked or a voucher isn't, and says nothing of drafts", () =>
  expect(
    known(
      ["order:1", { role: "invoice", number: "1001" }],
      ["order:2", { id: "d-2", state: "gone" }],
      ["order:3", { id: "d-3", state: "unlinked", ownedHash: "by-hand" }],
      ["order:4", { id: "d-4", role: "voucher" }],
      ["order:5", { id: "d-5", role: "sales-order", number: "17" }],
    ),
  ).toEqual({ kinds: [], documents: [] }));

test("of drafts that are asked for those alone are told", () => {
  const sql = objectSql();
  saveDocument(sql, "order:1", DRAFT, 1);
  expect(knownDrafts(sql, ["other"])).toEqual({ kinds: ["invoice-draft"], documents: [] });
});
