/**
 * Days on the object's own tables: each order is in one voucher, whatever fails in between, and ten
 * thousand of them are closed in steps that stay small.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { memberDocument } from "../../src/domain/ledger/day-book.ts";
import { isBalanced } from "../../src/flows/days/close.ts";
import type { DocumentRecord } from "../../src/flows/port.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import { byId, nextDue, rowsOf, step } from "../../src/sync/tenant/days/days.ts";
import { sharesForRun } from "../../src/sync/tenant/days/day-views.ts";
import * as takeBacks from "../../src/sync/tenant/backfills/take-backs.ts";
import { firstDayConfigured, waitsForFirstDay } from "../../src/sync/tenant/runs/before-writes.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { all, count } from "../../src/sync/tenant/storage/sql.ts";
import { company } from "../flows/orders/kit.ts";
import { NOW, type NodeTenant, tenantInNode } from "../support/tenant-in-node.ts";

const DAY = "2026-11-24";
const HOUR = 3_600_000;

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

async function shop(): Promise<NodeTenant> {
  const tenant = await tenantInNode();
  cache.save(tenant.sql, { company }, NOW);
  return tenant;
}

const document = (
  order: number,
  role: "voucher" | "voucher-reversal" | "voucher-payment" = "voucher",
  n = 1,
): DocumentRecord => {
  const back = role === "voucher-reversal";
  const row = (account: number, debit: string, credit: string, of: string) => ({
    account,
    debit: back ? credit : debit,
    credit: back ? debit : credit,
    of,
  });
  return {
    role,
    n,
    id: memberDocument({ key: `order:${order}`, role, n }),
    number: DAY,
    state: "live",
    sourceHash: "seen",
    ownedHash: null,
    member: {
      label: String(order),
      day: DAY,
      rows: [
        row(1580, "125.00", "0.00", "7"),
        row(2611, "0.00", "25.00", "25%"),
        row(3001, "0.00", "100.00", "25%"),
      ],
      waits: true,
    },
  };
};
const add = (
  { sql, clock }: NodeTenant,
  order: number,
  ...more: [("voucher" | "voucher-reversal" | "voucher-payment")?, number?]
) => journal.saveDocument(sql, `order:${order}`, document(order, ...more), clock.at);
/** Until nothing is due now. Answers the statements of each step. */
function close(tenant: NodeTenant): readonly number[] {
  const context = tenant.object.inside();
  const made: number[] = [];
  for (let due = nextDue(context); due !== null && due <= tenant.clock.at + 1_000;) {
    const before = tenant.statements();
    step(context);
    made.push(tenant.statements() - before);
    due = nextDue(context);
  }
  return made;
}
const jobsOf = ({ sql }: NodeTenant) =>
  all<{ key: string; flow: string }>(sql, "SELECT key, flow FROM jobs WHERE flow = 'days'");
const shown = (tenant: NodeTenant, id: string) =>
  rowsOf(byId(tenant.sql, id) ?? expect.unreachable(id)).map(
    ({ account, debit, credit }) => `${account} ${debit} ${credit}`,
  );
const members = ({ sql }: NodeTenant) =>
  all<{ place: string }>(
    sql,
    "SELECT key || ' ' || role || ' ' || voucher AS place FROM day_members ORDER BY key, role",
  ).map(({ place }) => place);

test("nothing closes before the hour, and the next look is then", async () => {
  const tenant = await shop();
  const context = tenant.object.inside();
  expect(nextDue(context)).toBeNull();
  add(tenant, 1);
  expect(nextDue(context)).toBe(Date.parse("2026-11-25T05:00:00Z"));
  expect(close(tenant)).toEqual([]);
  tenant.clock.at = Date.parse("2026-11-25T05:00:00Z");
  close(tenant);
  expect([members(tenant), jobsOf(tenant)]).toEqual([
    [`order:1 voucher ${DAY}-1`],
    [{ key: `day:${DAY}-1`, flow: "days" }],
  ]);
  expect(nextDue(context)).toBeNull();
});

test("ten thousand orders are one voucher and one job, in steps that stay small", async () => {
  const tenant = await shop();
  for (let order = 1; order <= 10_000; order += 1) add(tenant, order);
  tenant.clock.at = NOW + 24 * HOUR;
  const steps = close(tenant);
  expect(steps.length).toBeGreaterThanOrEqual(40);
  expect(Math.max(...steps)).toBeLessThan(300);
  expect(shown(tenant, `${DAY}-1`)).toEqual([
    "1580 1250000.00 0.00",
    "2611 0.00 250000.00",
    "3001 0.00 1000000.00",
  ]);
  expect([
    byId(tenant.sql, `${DAY}-1`)?.members,
    count(tenant.sql, "SELECT count(*) AS n FROM day_members WHERE voucher = ?", `${DAY}-1`),
    jobsOf(tenant),
  ]).toEqual([10_000, 10_000, [{ key: `day:${DAY}-1`, flow: "days" }]]);
  expect(listed(tenant)).toEqual(new Set(Array.from({ length: 10_000 }, (_, n) => String(n + 1))));
});

/** The orders of the day's list, as its run asks for them, page by page: each once. */
function listed(tenant: NodeTenant): ReadonlySet<string> {
  const { sql, clock } = tenant;
  const job = jobs.latestFor(sql, `day:${DAY}-1`);
  const claim = { status: "running", claim: 7, lease_until: clock.at + HOUR } as const;
  jobs.update(sql, String(job?.id), claim, clock.at);
  const ref = { tenantId: "t1", jobId: String(job?.id), claimNo: 7 };
  const labels: string[] = [];
  for (let cursor: string | null = null; ;) {
    const page = sharesForRun(tenant.object.inside(), ref, cursor);
    if (page.kind === "fenced") throw new Error("the run lost its claim");
    labels.push(...page.shares.map(({ label }) => label));
    ({ cursor } = page);
    if (cursor === null) break;
  }
  expect(labels).toHaveLength(new Set(labels).size);
  return new Set(labels);
}

test("a step that fails at any of its statements has done nothing, and the next does it all", async () => {
  const tenant = await shop();
  for (const order of [1, 2, 3]) add(tenant, order);
  tenant.clock.at = NOW + 24 * HOUR;
  tenant.keep();
  const before = tenant.dump();
  close(tenant);
  const after = tenant.dump();
  let failed = 0;
  for (let nth = 1; ; nth += 1) {
    tenant.again();
    tenant.failAt(nth);
    try {
      step(tenant.object.inside());
      tenant.mend();
      break;
    } catch {
      failed += 1;
      tenant.mend();
      expect(tenant.dump()).toBe(before);
    }
  }
  expect(failed).toBeGreaterThan(8);
  close(tenant);
  expect([tenant.dump() === after, members(tenant)]).toEqual([
    true,
    [1, 2, 3].map((order) => `order:${order} voucher ${DAY}-1`),
  ]);
});

describe("what takes an order back", () => {
  test("while it waits leaves nothing of both, nor of what was paid on it", async () => {
    const tenant = await shop();
    add(tenant, 1);
    add(tenant, 1, "voucher-payment");
    add(tenant, 2);
    add(tenant, 1, "voucher-reversal");
    for (const role of ["voucher", "voucher-payment"] as const)
      journal.saveDocument(
        tenant.sql,
        "order:1",
        { ...document(1), role, state: "gone" },
        tenant.clock.at,
      );
    add(tenant, 1, "voucher-reversal");
    expect(members(tenant)).toEqual(["order:2 voucher "]);
  });

  test("while it waits leaves what was paid before on an earlier voucher, which is taken back with that", async () => {
    const tenant = await shop();
    add(tenant, 1);
    tenant.clock.at = NOW + 24 * HOUR;
    close(tenant);
    add(tenant, 1, "voucher-payment");
    add(tenant, 1, "voucher-reversal");
    for (const role of ["voucher", "voucher-payment"] as const)
      journal.saveDocument(
        tenant.sql,
        "order:1",
        { ...document(1), role, state: "gone" },
        tenant.clock.at,
      );
    add(tenant, 1, "voucher", 2);
    add(tenant, 1, "voucher-reversal", 2);
    expect(members(tenant)).toEqual([
      `order:1 voucher ${DAY}-1`,
      "order:1 voucher-payment ",
      "order:1 voucher-reversal ",
    ]);
  });

  test("while it waits takes back as well what was paid on an earlier day, which is closed", async () => {
    const tenant = await shop();
    tenant.clock.at = Date.parse("2026-11-24T00:30:00Z");
    add(tenant, 1);
    // Paid a moment before the order was dated, at midnight.
    const paid = document(1, "voucher-payment");
    const member = { ...(paid.member ?? expect.unreachable()), day: "2026-11-23" };
    journal.saveDocument(tenant.sql, "order:1", { ...paid, member }, tenant.clock.at);
    tenant.clock.at = Date.parse("2026-11-24T06:00:00Z");
    close(tenant);
    expect(members(tenant)).toEqual(["order:1 voucher ", "order:1 voucher-payment 2026-11-23-1"]);
    add(tenant, 1, "voucher-reversal");
    for (const role of ["voucher", "voucher-payment"] as const)
      journal.saveDocument(
        tenant.sql,
        "order:1",
        { ...document(1, role), state: "gone" },
        tenant.clock.at,
      );
    tenant.clock.at = NOW + 48 * HOUR;
    close(tenant);
    // All that is in vouchers of days comes to nothing, as the order does.
    const rows = all<{ rows: string }>(tenant.sql, "SELECT rows FROM day_vouchers").flatMap(
      ({ rows: text }) => JSON.parse(text) as { account: number; debit: string; credit: string }[],
    );
    const left = new Map<number, number>();
    for (const { account, debit, credit } of rows)
      left.set(account, (left.get(account) ?? 0) + Number(debit) - Number(credit));
    expect([...left].filter(([, cents]) => cents !== 0)).toEqual([]);
  });

  test("after the close is in a further voucher, and both come to nothing", async () => {
    const tenant = await shop();
    add(tenant, 1);
    tenant.clock.at = NOW + 24 * HOUR;
    close(tenant);
    add(tenant, 1, "voucher-reversal");
    add(tenant, 1, "voucher-reversal");
    tenant.clock.at = NOW + 48 * HOUR;
    close(tenant);
    expect(members(tenant)).toEqual([
      `order:1 voucher ${DAY}-1`,
      `order:1 voucher-reversal ${DAY}-2`,
    ]);
    const rows = [`${DAY}-1`, `${DAY}-2`].flatMap((id) => shown(tenant, id));
    expect(rows).toEqual([
      "1580 125.00 0.00",
      "2611 0.00 25.00",
      "3001 0.00 100.00",
      "1580 0.00 125.00",
      "2611 25.00 0.00",
      "3001 100.00 0.00",
    ]);
    expect(isBalanced(rowsOf(byId(tenant.sql, `${DAY}-2`) ?? expect.unreachable()))).toBe(true);
  });
});

test("what is added while a day is being closed is in the next voucher", async () => {
  const tenant = await shop();
  for (let order = 1; order <= 300; order += 1) add(tenant, order);
  tenant.clock.at = NOW + 24 * HOUR;
  step(tenant.object.inside());
  add(tenant, 999);
  close(tenant);
  expect(byId(tenant.sql, `${DAY}-1`)?.members).toBe(300);
  expect(members(tenant)).toContain("order:999 voucher ");
});

test("in test mode nothing closes, and what waits is closed once it is over", async () => {
  const tenant = await shop();
  add(tenant, 1);
  tenant.clock.at = NOW + 24 * HOUR;
  const { settings } = meta.configuration(tenant.sql) ?? expect.unreachable();
  const configure = (version: number, trial: boolean): void =>
    meta.configure(tenant.sql, {
      administrationId: 1,
      version,
      settings: { ...defaultSettings(), ...settings, trial },
    });
  configure(2, true);
  expect([nextDue(tenant.object.inside()), close(tenant)]).toEqual([null, []]);
  configure(3, false);
  close(tenant);
  expect(members(tenant)).toEqual([`order:1 voucher ${DAY}-1`]);
});

describe("orders that are booked by the day", () => {
  test("are among what is taken back of a range of days", async () => {
    const tenant = await shop();
    add(tenant, 1);
    const begun = takeBacks.begin(
      tenant.object.inside(),
      { scope: { of: "days", from: DAY, to: DAY }, dryRunId: null },
      "anna",
    );
    expect(begun.ok).toBe(true);
  });

  test("are among what is taken back of a version of the settings", async () => {
    const tenant = await shop();
    const context = tenant.object.inside();
    const version = 7;
    for (const [order, at] of [
      [1, version],
      [2, version],
      [3, 8],
    ] as const)
      journal.saveDocument(tenant.sql, `order:${order}`, document(order), tenant.clock.at, at);
    // What a person recorded is of no version.
    add(tenant, 4);
    expect(takeBacks.choices(context).versions).toMatchObject([
      { version: 8, orders: 1 },
      { version, orders: 2 },
    ]);
    const begun = takeBacks.begin(
      context,
      { scope: { of: "settings", version }, dryRunId: null },
      "anna",
    );
    expect(begun.ok).toBe(true);
    expect(all(tenant.sql, "SELECT key FROM backfill_orders ORDER BY key")).toEqual([
      { key: "order:1" },
      { key: "order:2" },
    ]);
  });

  test("count for the careful first day", async () => {
    const tenant = await shop();
    const { settings } = meta.configuration(tenant.sql) ?? expect.unreachable();
    const orders = { ...settings.orders, enabled: true, firstDayLimit: 1 };
    meta.configure(tenant.sql, {
      administrationId: 1,
      version: 2,
      settings: { ...settings, trial: false, orders },
    });
    firstDayConfigured(tenant.sql, tenant.clock.at);
    for (const order of [1, 2, 3]) add(tenant, order);
    const intent = {
      key: "order:4",
      role: "voucher",
      n: 1,
      kind: "voucher.create",
      marker: "m",
      markerCode: "c",
      markerField: "VoucherText",
      documentId: null,
    } as const;
    expect(waitsForFirstDay(tenant.sql, intent, tenant.clock.at + 1)).not.toBeNull();
  });

  test("aren't closed before the first day is over, where they are more than it allows", async () => {
    const tenant = await shop();
    const { settings } = meta.configuration(tenant.sql) ?? expect.unreachable();
    const live = (firstDayLimit: number | null) => {
      const orders = { ...settings.orders, enabled: true, firstDayLimit };
      const next = { ...settings, trial: false, orders };
      meta.configure(tenant.sql, { administrationId: 1, version: 2, settings: next });
    };
    live(1);
    firstDayConfigured(tenant.sql, NOW);
    add(tenant, 1);
    add(tenant, 2);
    tenant.clock.at = NOW + 23 * HOUR;
    close(tenant);
    expect(members(tenant)).toEqual(["order:1 voucher ", "order:2 voucher "]);
    expect(nextDue(tenant.object.inside())).toBe(NOW + 24 * HOUR);
    const told = () =>
      all<{ reason: string }>(tenant.sql, "SELECT reason FROM alerts WHERE resolved_at IS NULL");
    expect(told().map(({ reason }) => reason)).toEqual([
      expect.stringContaining("first-day-limit"),
    ]);
    tenant.clock.at = NOW + 24 * HOUR;
    close(tenant);
    expect(members(tenant)).toEqual([`order:1 voucher ${DAY}-1`, `order:2 voucher ${DAY}-1`]);
    expect(told()).toEqual([]);
  });
});
