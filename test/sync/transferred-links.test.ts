/** A shop that moves: what orders sold that a person linked to vouchers stays counted there. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { DocumentRecord } from "../../src/flows/port.ts";
import type { TransferPart } from "../../src/sync/contract/index.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { saveDocument } from "../../src/sync/tenant/journal/documents.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { unsettledKeys } from "../../src/sync/tenant/jobs/keys.ts";
import { give, take } from "../../src/sync/tenant/transfer/tenant-transfer.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";
import { withStock } from "../support/with-stock.ts";

const VOUCHER: DocumentRecord = {
  role: "voucher",
  n: 1,
  id: "v",
  number: "A1",
  state: "live",
  sourceHash: null,
  ownedHash: "by-hand",
};

function object(): TenantContext {
  const sql = objectSql();
  withStock(sql);
  return {
    sql,
    atomically: atomicallyOn(sql),
    now: () => 1,
    wake: () => undefined,
  } as unknown as TenantContext;
}

const end = (sql: SqlStorage, id: string, outcome: "held" | "booked" | "skipped", why = "[]") =>
  jobs.update(sql, id, { status: "done", outcome, wait: null, due: null, reasons: why }, 1);

/** Booked by a link to a voucher. Returns the job's id. */
function linkedOrder(sql: SqlStorage, key: string, voucher: string): string {
  const { id } = jobs.create(sql, { key, flow: "orders", lane: "live", type: "x", due: 1, now: 1 });
  end(sql, id, "held");
  saveDocument(sql, key, { ...VOUCHER, id: voucher }, 1);
  end(sql, id, "booked");
  return id;
}

function move(from: TenantContext, to: TenantContext): void {
  for (const part of ["open", "keys", "documents"] as const satisfies readonly TransferPart[]) {
    const page = give(from, part, null);
    if (!("rows" in page)) throw new Error(part);
    expect(take(to, part, page.rows)).toEqual({ ok: true });
  }
}

test("one that counted counts on after its first run there; one that a person skipped doesn't", () => {
  const [from, to] = [object(), object()];
  linkedOrder(from.sql, "order:1", "v-1");
  const skipped = linkedOrder(from.sql, "order:2", "v-2");
  const why = reason("skipped-by-person", { actor: "token", documents: null });
  end(from.sql, skipped, "skipped", JSON.stringify([why]));
  expect(unsettledKeys(from.sql)).toEqual(["order:1"]);

  move(from, to);
  expect(new Set(unsettledKeys(to.sql))).toEqual(new Set(["order:1"]));
  const job = jobs.latestFor(to.sql, "order:1");
  expect(jobs.latestFor(to.sql, "order:2")).toBeNull();
  end(to.sql, job?.id ?? "", "booked");
  expect(unsettledKeys(to.sql)).toEqual(["order:1"]);
});

test("one whose job was cleared counts on there", () => {
  const [from, to] = [object(), object()];
  jobs.remove(from.sql, [linkedOrder(from.sql, "order:1", "v-1")]);
  expect(unsettledKeys(from.sql)).toEqual(["order:1"]);

  move(from, to);
  end(to.sql, jobs.latestFor(to.sql, "order:1")?.id ?? "", "booked");
  expect(unsettledKeys(to.sql)).toEqual(["order:1"]);
});
