/** What a comparison found of a document, as the tenant's object keeps it. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { DocumentRecord } from "../../src/flows/port.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { skip } from "../../src/sync/tenant/actions/job-actions.ts";
import { tenantInNode } from "../support/tenant-in-node.ts";

const KEY = "order:1";
const DOCUMENT: DocumentRecord = {
  role: "invoice",
  n: 1,
  id: "i1",
  number: "17",
  state: "live",
  sourceHash: "source",
  ownedHash: "owned",
};
const DIFFERS = [reason("booked-differs", { document: "17", what: "customer" })];

async function kept() {
  const tenant = await tenantInNode();
  const context = tenant.object.inside();
  const { sql } = context;
  const save = (record: DocumentRecord, at: number) => journal.saveDocument(sql, KEY, record, at);
  const found = () => journal.documents(sql, KEY)[0]?.differs;
  const at = () => sql.exec("SELECT updated_at FROM documents").toArray()[0]?.["updated_at"];
  save(DOCUMENT, 1);
  return { context, save, found, at };
}

test("it is kept beside the document, which wasn't written by that", async () => {
  const { save, found, at } = await kept();
  expect(found()).toBeUndefined();
  save({ ...DOCUMENT, differs: DIFFERS }, 2);
  expect([found(), at()]).toEqual([DIFFERS, 1]);
  save(DOCUMENT, 3);
  expect([found(), at()]).toEqual([undefined, 1]);
});

test("a document that is written anew differs from nothing", async () => {
  const { save, found, at } = await kept();
  save({ ...DOCUMENT, differs: DIFFERS }, 2);
  save({ ...DOCUMENT, sourceHash: "edited" }, 3);
  expect([found(), at()]).toEqual([undefined, 3]);
});

test("whoever skips the order accepts it", async () => {
  const { context, save, found } = await kept();
  save({ ...DOCUMENT, differs: DIFFERS }, 2);
  const { job } = intake.enqueue(context, {
    key: KEY,
    flow: "orders",
    type: "order.updated",
    lane: null,
  });
  expect((await skip(context, job.id, "anna", "a discount by hand")).ok).toBe(true);
  expect(found()).toBeUndefined();
});
