/**
 * What the object tells the reconciliation of an order that charges nothing any more: what the
 * credits of other orders took back of it, and nothing else.
 */
import { expect, test } from "vitest";
import type { OrderSums } from "../../src/asperion/order-sums.ts";
import type { BookedContent } from "../../src/domain/orders/booked-content.ts";
import type { DocumentRecord } from "../../src/flows/port.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { memoryOf } from "../../src/sync/tenant/reconciliation/order-memory.ts";
import { tenantInNode } from "../support/tenant-in-node.ts";

const ORDER = "order:1";
const CANCELLED: OrderSums = {
  currency: "SEK",
  gross: "0.00",
  vat: "0.00",
  credit: false,
  perRate: [],
  lines: 1,
};
const content = (gross: string): BookedContent => ({
  currency: "SEK",
  pricesIncludeVat: true,
  gross,
  lines: [],
});
const record = (
  role: DocumentRecord["role"],
  gross: string,
  more: Partial<DocumentRecord> = {},
): DocumentRecord => ({
  role,
  n: 1,
  id: `${role}-${gross}`,
  number: null,
  state: "live",
  sourceHash: null,
  ownedHash: null,
  content: content(gross),
  credits: { original: ORDER, amount: gross },
  ...more,
});

test("only documents that stand take something back of a cancelled order, and a charged one isn't asked of", async () => {
  const { sql } = await tenantInNode();
  const save = (key: string, document: DocumentRecord): void =>
    journal.saveDocument(sql, key, document, 0);
  save("order:2", record("credit", "10.00"));
  save("order:3", record("voucher-credit", "20.00", { state: "gone" }));
  save("order:4", record("order-credit", "40.00", { id: ORDER }));
  // Its own edit is among its documents.
  save(ORDER, record("delta-credit", "80.00"));
  save("order:5", record("credit", "160.00", { credits: { original: "order:6", amount: "160" } }));
  const { takenBack, loweredBy } = memoryOf(sql, ORDER, CANCELLED);
  expect(takenBack?.map(({ gross }) => gross)).toEqual(["10.00"]);
  expect(loweredBy.map(({ gross }) => gross)).toEqual(["40.00"]);
  const charged = { ...CANCELLED, gross: "10.00", perRate: null };
  expect(memoryOf(sql, ORDER, charged)).not.toHaveProperty("takenBack");
});
