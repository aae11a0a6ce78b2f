/** Whose jobs are whose, by keyed hashes: whatever is written, sealed anew, erased or deleted. */
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { objectSql } from "../support/object-sql.ts";

let sql: SqlStorage;

/** As they are numbered. */
const JOBS = [1, 2, 3].map(jobs.jobId);
const [J1 = "", J2 = "", J3 = ""] = JOBS;

/** An object with a job of each of these orders. */
function object(keys: readonly string[]): void {
  sql = objectSql();
  const its = { flow: "orders", lane: "live", type: "order.updated", due: 0, now: 0 } as const;
  for (const key of keys) {
    const { id } = jobs.create(sql, { ...its, key });
    jobs.update(sql, id, { status: "done", outcome: "booked" }, 0);
  }
}

beforeEach(() => object(JOBS.map((id) => `order:${id}`)));

const add = (jobId: string, people: readonly string[], at = 0): void =>
  payloads.add(sql, jobId, { timeline: { keyId: "k1", bytes: new Uint8Array([1]) }, people }, at);

const jobsOf = (hash: string): readonly string[] => {
  const { text, binds } = payloads.aboutOneOf("job", [hash]);
  return all<{ id: string }>(
    sql,
    `SELECT job.id FROM jobs job WHERE ${text} ORDER BY 1`,
    ...binds,
  ).map(({ id }) => id);
};
const standing = (hash: string): readonly string[] =>
  all<{ id: string; people: string }>(
    sql,
    "SELECT job_id AS id, people FROM payloads ORDER BY job_id",
  )
    .filter(({ people }) => people.split(" ").includes(hash))
    .map(({ id }) => id)
    .filter((id, at, ids) => ids.indexOf(id) === at);

const HASHES = ["k1:a-b_c", "k1:d", "k1:dd", "k2:a-b_c"];
const people = fc.subarray(HASHES);
const act = fc.oneof(
  fc.record({ what: fc.constant("add" as const), job: fc.constantFrom(...JOBS), people }),
  fc.record({ what: fc.constant("anew" as const), job: fc.constantFrom(...JOBS), people }),
  fc.record({ what: fc.constant("erase" as const), job: fc.constantFrom(...JOBS) }),
);

test("whatever happens, a person's jobs are those with a payload that names them", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      object(JOBS.map((id) => `order:${id}`));
      for (const one of acts) {
        if (one.what === "add") add(one.job, one.people);
        else if (one.what === "anew")
          run(
            sql,
            "UPDATE payloads SET people = ? WHERE job_id = ?",
            one.people.join(" "),
            one.job,
          );
        else payloads.forget(sql, one.job);
        for (const hash of HASHES) expect(jobsOf(hash)).toEqual(standing(hash));
      }
    }),
    { numRuns: 100 },
  );
});

test("nothing of a person stays listed once their payloads are erased or past their retention", () => {
  add(J1, ["k1:d"], 5);
  add(J2, ["k1:d"], 50);
  payloads.expire(sql, 10, 60);
  expect(jobsOf("k1:d")).toEqual([J2]);
  payloads.forget(sql, J2);
  expect(jobsOf("k1:d")).toEqual([]);
});

test("a run that read nothing, as of an order that the shop deleted, is its order's person's", () => {
  object(["order:7", "order:7", "order:8"]);
  add(J1, ["k1:d"]);
  add(J2, []);
  add(J3, ["k1:dd"]);
  expect([jobsOf("k1:d"), jobsOf("k1:dd")]).toEqual([[J1, J2], [J3]]);
});
