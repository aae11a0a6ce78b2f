/** What is remembered of the object's tables is forgotten with a transaction that is taken back. */
import { expect, test } from "vitest";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

test("a value that was set in a transaction that failed is neither stored nor remembered", () => {
  const sql = objectSql();
  const atomically = atomicallyOn(sql);
  meta.set(sql, "colour", "blue");
  expect(meta.get(sql, "colour")).toBe("blue");
  expect(() =>
    atomically(() => {
      meta.set(sql, "colour", "red");
      expect(meta.get(sql, "colour")).toBe("red");
      throw new Error("cut off");
    }),
  ).toThrow("cut off");
  expect(meta.get(sql, "colour")).toBe("blue");
});

test("a value that was set in a transaction that ended stays", () => {
  const sql = objectSql();
  meta.set(sql, "colour", "blue");
  atomicallyOn(sql)(() => meta.set(sql, "colour", "red"));
  expect(meta.get(sql, "colour")).toBe("red");
});
