/** Whose jobs are whose, by keyed hashes: whatever is written, sealed anew, erased or deleted. */
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { objectSql } from "../support/object-sql.ts";

let sql: SqlStorage;

beforeEach(() => {
  sql = objectSql();
});

const add = (jobId: string, people: readonly string[], at = 0): void =>
  payloads.add(sql, jobId, { timeline: { keyId: "k1", bytes: new Uint8Array([1]) }, people }, at);

const jobsOf = (hash: string): readonly string[] => {
  const { text, binds } = payloads.aboutOneOf("job", [hash]);
  return all<{ id: string }>(
    sql,
    `SELECT DISTINCT job.id FROM (SELECT job_id AS id FROM payloads) job WHERE ${text} ORDER BY 1`,
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
  fc.record({ what: fc.constant("add" as const), job: fc.constantFrom("j1", "j2", "j3"), people }),
  fc.record({ what: fc.constant("anew" as const), job: fc.constantFrom("j1", "j2", "j3"), people }),
  fc.record({ what: fc.constant("erase" as const), job: fc.constantFrom("j1", "j2", "j3") }),
);

test("whatever happens, a person's jobs are those with a payload that names them", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      sql = objectSql();
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
  add("j1", ["k1:d"], 5);
  add("j2", ["k1:d"], 50);
  payloads.expire(sql, 10, 60);
  expect(jobsOf("k1:d")).toEqual(["j2"]);
  payloads.forget(sql, "j2");
  expect(jobsOf("k1:d")).toEqual([]);
});
