/** What pages read beside an order: the newest person, and nothing where nothing can be. */
import { expect, test, vi } from "vitest";
import type { FlowName } from "../../src/domain/jobs/job.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import { endFindings } from "../../src/sync/tenant/monitoring/waiting-findings.ts";
import { findingsOf } from "../../src/sync/tenant/reconciliation/order-findings.ts";
import * as store from "../../src/sync/tenant/reconciliation/reconciliation-store.ts";
import { utf8, utf8Text } from "../../src/domain/platform/text.ts";
import { objectSql } from "../support/object-sql.ts";

/** A run of the key that is over, with what each of its reports has as a head. */
function ran(sql: SqlStorage, key: string, ...heads: readonly (string | null)[]): string {
  const flow: FlowName = "orders";
  const { id } = jobs.create(sql, { key, flow, lane: "live", type: "x", due: 1, now: 1 });
  jobs.update(sql, id, { status: "done", outcome: "booked", reasons: "[]" }, 2);
  for (const head of heads)
    payloads.add(
      sql,
      id,
      {
        timeline: { keyId: "k1", bytes: utf8("[]") },
        people: [],
        ...(head === null ? {} : { head: utf8(head) }),
      },
      1,
    );
  return id;
}

test("a person is that of the newest run that has one, and of its newest report", () => {
  const sql = objectSql();
  const first = ran(sql, "order:1", "older", "newer", null);
  ran(sql, "order:1", null);
  ran(sql, "order:2", "before");
  const last = ran(sql, "order:2", "after");
  ran(sql, "order:3", null);
  const found = payloads.headsOf(sql, ["order:2", "order:1", "order:3", "order:4"]);
  expect(
    found.map(({ key, job_id, head }) => [key, job_id, utf8Text(new Uint8Array(head))]),
  ).toEqual([
    ["order:2", last, "after"],
    ["order:1", first, "newer"],
  ]);
});

test("findings are looked for where the comparison has one of the key, as soon as it has", () => {
  const sql = objectSql();
  const found = (key: string): readonly string[] =>
    findingsOf(sql, key).map(({ finding }) => finding);
  const asked = (key: string): number => {
    const exec = vi.spyOn(sql, "exec");
    findingsOf(sql, key);
    const { length } = exec.mock.calls;
    exec.mockRestore();
    return length;
  };
  expect(found("order:1")).toEqual([]);
  store.saveFinding(sql, { finding: "amount", thing: "order:1", key: "order:1", run: 1, at: 1 });
  store.saveFinding(sql, { finding: "twice", thing: "invoice i2", key: "order:2", run: 1, at: 1 });
  expect([found("order:1"), found("order:2"), found("order:3")]).toEqual([
    ["amount"],
    ["twice"],
    [],
  ]);
  expect(asked("order:3")).toBe(0);
  endFindings(sql, "order:1", "agrees");
  expect(found("order:1")).toEqual([]);
});
