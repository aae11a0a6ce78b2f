/** A job whose tenant has no token of a vendor is claimed by nobody: it waits for the grant. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Access } from "../../src/sync/tenant/context/vault.ts";
import * as locks from "../../src/sync/tenant/claims/locks.ts";
import { first } from "../../src/sync/tenant/storage/sql.ts";
import { TENANT, tenantInNode } from "../support/tenant-in-node.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

test.each([
  ["is none", { kind: "none" }, "pause", "tenant-not-connected"],
  ["comes later", { kind: "later", inMs: 5_000 }, "back-off", "vendor-unreachable"],
] as const)("a job is put down where a token %s", async (_, missing, wait, code) => {
  const { object, sql } = await tenantInNode();
  const { jobId } = await object.inbox.accept(TENANT, {
    eventId: "e1",
    type: "order.created",
    key: "order:1",
    flow: "orders",
  });
  // Its last run waited for a slot under this lock, and what it read is reused.
  locks.acquire(sql, jobId, ["e-mail"]);
  const token: Access = { kind: "token", token: { token: "t", version: 1 } };
  const vault = { access: async (vendor: string) => (vendor === "asperion" ? missing : token) };
  Object.assign(object.inside().vault, vault);
  expect(await object.runner.claim(TENANT, jobId)).toEqual({ kind: "not-now", why: wait });
  const job = first<{ status: string; wait: string; reasons: string }>(
    sql,
    "SELECT status, wait, reasons FROM jobs WHERE id = ?",
    jobId,
  );
  expect(job).toMatchObject({ status: "waiting", wait });
  expect(job?.reasons).toContain(code);
  expect(locks.holderOf(sql, "e-mail")).toBe(jobId);
});
