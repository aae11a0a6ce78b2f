/** A credit that waits for its order: looked at again once that is booked and known, and not before. */
import { expect, test } from "vitest";
import type { DocumentRecord } from "../../src/flows/port.ts";
import * as jobs from "../../src/sync/tenant/jobs.ts";
import * as journal from "../../src/sync/tenant/journal.ts";
import { wake, waitFor } from "../../src/sync/tenant/originals.ts";
import { objectSql } from "../support/object-sql.ts";

const NOW = 1_000_000;
const ORIGINAL = "order:1";
const FACTS = { charged: "125.00", currency: "SEK", rate: null, ledgerItem: null };

/** Put down to wait, with this document of the original in memory. Answers when it is due. */
function put(document: Pick<DocumentRecord, "role" | "voucher"> | null) {
  const sql = objectSql();
  if (document !== null) journal.saveDocument(sql, ORIGINAL, { n: 1, id: "d-1", number: "A1", state: "live", sourceHash: null, ownedHash: null, ...document }, NOW);
  const { id } = jobs.create(sql, { key: "order:2", flow: "orders", lane: "live", type: "order.created", due: NOW, now: NOW });
  jobs.update(sql, id, { status: "waiting", wait: "key", due: null }, NOW);
  waitFor(sql, id, ORIGINAL, NOW);
  return { sql, due: () => jobs.byId(sql, id)?.due };
}

test("it waits while nothing is booked, and is due when the order's job is over", () => {
  const { sql, due } = put(null);
  expect(due()).toBeNull();
  wake(sql, ORIGINAL, NOW + 5);
  expect(due()).toBe(NOW + 5);
});

test("it is due at once where the order was booked meanwhile", () => {
  expect(put({ role: "invoice" }).due()).toBe(NOW);
  expect(put({ role: "voucher", voucher: FACTS }).due()).toBe(NOW);
});

test("a voucher that was found and isn't compared yet isn't known: whoever looked would only wait again", () => {
  expect(put({ role: "voucher" }).due()).toBeNull();
});
