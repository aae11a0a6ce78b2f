/**
 * The write of a day's voucher: runners that die around it, connections that are cut, commits that
 * come late. It is a booking: looked for, and never sent again by itself.
 */
import { describe, expect, test } from "vitest";
import type { Json } from "../support/bridge.ts";
import {
  daily,
  listBeside,
  mugs,
  ofDay,
  pass,
  place,
  resolved,
  shown,
  today,
} from "../support/days.ts";
import { codesOf } from "../support/orders.ts";
import type { RunnerMethod } from "../support/runner-calls.ts";
import { rowsOf } from "../support/vouchers.ts";
import { bridge, tenant, useVouchers } from "../support/vouchers-set-up.ts";
import { COALESCE, LEASE } from "../support/write-cases.ts";

const MINUTE = 60_000;

useVouchers();

/** A day of one order of 125.00, to be closed. */
async function ready(): Promise<string> {
  await daily();
  const day = await today();
  await place(mugs(10));
  return day;
}
async function expectOnce(day: string): Promise<void> {
  const job = await resolved(day);
  expect([job.status, job.outcome]).toEqual(["done", "booked"]);
  expect((await ofDay(day)).map(rowsOf)).toEqual([
    ["D 1580 125.00", "K 2611 25.00", "K 3001 100.00"],
  ]);
  expect((await shown(`${day}-1`))["voucher"]).toMatchObject({
    voucher: { number: expect.any(String) },
  });
  expect(codesOf(job)).toContain("day-list-attached");
  expect(await listBeside(day)).toContain("125.00");
}
async function untilDead(
  day: string,
  method: RunnerMethod,
  when: "before" | "after",
  fault: Json | null = null,
): Promise<void> {
  if (fault !== null) await bridge.fault("eaccounting", fault);
  await bridge.break({ crash: { method, nth: 1, when, seen: 0, key: `day:${day}-1` } });
  await pass();
  await bridge.until(
    async () => (await bridge.broken())["crash"] === null,
    `the runner died ${when} ${method}`,
  );
}

describe("a runner that dies", () => {
  test.each([
    ["before it asks for its day", "day", "before"],
    ["before its write is journaled", "begin", "before"],
    ["once its write is done, and its answer not recorded", "complete", "before"],
    ["after all was recorded", "complete", "after"],
  ] as const)("%s", async (_what, method, when) => {
    const day = await ready();
    await untilDead(day, method, when);
    await bridge.evict(tenant);
    await bridge.advance(LEASE);
    await expectOnce(day);
  });

  test("once its write is journaled, and not sent: a person is asked, and has it booked", async () => {
    const day = await ready();
    await untilDead(day, "begin", "after");
    await bridge.advance(LEASE);
    const job = await resolved(day);
    expect([job.outcome, codesOf(job)]).toEqual(["needs-attention", ["in-doubt-needs-person"]]);
    expect(await ofDay(day)).toEqual([]);
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
    await expectOnce(day);
  });

  test("while an order is added: it is added once", async () => {
    await daily();
    const day = await today();
    const placed = await bridge.place(mugs(10));
    const key = `order:${placed.id}`;
    for (const when of ["before", "after"] as const) {
      await bridge.break({ crash: { method: "complete", nth: 1, when, seen: 0, key } });
      await bridge.webhook(tenant, placed.id, { type: "order.created" });
      const died = async () => (await bridge.broken())["crash"] === null;
      await bridge.untilDue(tenant, key, died, "it died");
      await bridge.advance(LEASE);
      await bridge.resolved(tenant, key);
    }
    await pass();
    await expectOnce(day);
  });
});

describe("a connection that is cut", () => {
  test("after the vendor committed: found by its text", async () => {
    const day = await ready();
    const fault = { route: "POST /v2/vouchers", kind: "commit-then-drop" };
    await untilDead(day, "park", "after", fault);
    await bridge.advance(LEASE);
    await expectOnce(day);
  });

  test("before it reached the vendor: a person is asked, and only a retry books it", async () => {
    const day = await ready();
    await bridge.fault("eaccounting", { route: "POST /v2/vouchers", kind: "drop" });
    await pass();
    const job = await resolved(day);
    expect([job.outcome, codesOf(job)]).toEqual(["needs-attention", ["in-doubt-needs-person"]]);
    expect(await ofDay(day)).toEqual([]);
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
    await expectOnce(day);
  });

  test("and a commit that comes after the last look: a person's retry finds it", async () => {
    const day = await ready();
    // What comes late needs a token that still holds then: the next call has a new one.
    await bridge.advance(60 * MINUTE);
    await bridge.fault("eaccounting", {
      route: "POST /v2/vouchers",
      kind: "late-commit",
      ms: 20 * MINUTE,
    });
    await pass();
    const job = await resolved(day);
    expect(job.outcome).toBe("needs-attention");
    await bridge.advance(20 * MINUTE);
    const calls = await bridge.counting(async () => {
      await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
      await bridge.advance(COALESCE);
      await expectOnce(day);
    });
    expect(calls["POST /v2/vouchers"]).toBeUndefined();
  });
});

describe("the list of its orders", () => {
  const ROUTES = ["POST /v2/attachments", "POST /v2/attachmentlinks"] as const;

  test.each(
    ROUTES.flatMap((route) =>
      (["drop", "commit-then-drop", "late-commit"] as const).map((kind) => [kind, route] as const),
    ),
  )("%s of %s: it is beside the voucher once", async (kind, route) => {
    const day = await ready();
    const late = kind === "late-commit" ? { ms: 4 * MINUTE, answer: "drop" } : {};
    await bridge.fault("eaccounting", { route, kind, ...late });
    await pass();
    await expectOnce(day);
    await bridge.advance(20 * MINUTE);
    await expectOnce(day);
  });

  test.each(ROUTES)("a runner that dies after %s: it is beside the voucher once", async (route) => {
    const day = await ready();
    await untilDead(day, "park", "after", { route, kind: "commit-then-drop" });
    await bridge.advance(LEASE);
    await expectOnce(day);
  });

  test("one that is refused leaves the voucher booked, and a person is told", async () => {
    const day = await ready();
    await bridge.fault("eaccounting", { route: ROUTES[0], kind: "status", status: 400 });
    await pass();
    const job = await resolved(day);
    expect([job.outcome, codesOf(job)[0]]).toEqual(["needs-attention", "attachment-refused"]);
    expect((await ofDay(day)).map(rowsOf)).toHaveLength(1);
    await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
    await expectOnce(day);
  });
});

test("a journal that began anew doesn't book a day twice", async () => {
  const day = await ready();
  await pass();
  await expectOnce(day);
  // What another object would find: the day's voucher in the ledger, and nothing of it in memory.
  const storage = await bridge.storage(tenant);
  for (const table of ["operations", "documents"])
    await storage.exec(`DELETE FROM ${table} WHERE key = ?`, `day:${day}-1`);
  const [job] = await bridge.jobs(tenant.id, { key: `day:${day}-1` });
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${String(job?.id)}/retry`);
  const again = await resolved(day);
  expect([again.outcome, codesOf(again)]).toEqual(["held", ["day-booked-before"]]);
  expect(await ofDay(day)).toHaveLength(1);
});
