/** What a person begins needs its vendors: before they were connected it would wait for good. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Vendor } from "../../src/domain/ids.ts";
import { all } from "../../src/sync/tenant/storage/sql.ts";
import { TENANT, tenantInNode } from "../support/tenant-in-node.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const DAYS = { from: "2026-11-01", to: "2026-11-24" };

test.each<readonly [string, readonly Vendor[], boolean, boolean, boolean]>([
  ["neither", [], false, false, false],
  ["eAccounting alone", ["eaccounting"], true, false, false],
  ["both", ["asperion", "eaccounting"], true, true, true],
])(
  "with %s connected a person begins only what can run",
  async (_, connected, lists, orders, days) => {
    const { object, sql } = await tenantInNode();
    Object.assign(object.inside().vault, {
      identity: (vendor: Vendor) => (connected.includes(vendor) ? "company" : null),
    });
    const begun = [
      await object.flows.run(TENANT, "lookups"),
      await object.flows.run(TENANT, "orders"),
      await object.reconciliation.start(TENANT, DAYS),
    ];
    expect(begun.map(({ ok }) => ok)).toEqual([lists, orders, days]);
    expect(begun.flatMap((one) => (one.ok ? [] : [one.kind]))).toEqual(
      begun.filter(({ ok }) => !ok).map(() => "tenant-not-connected"),
    );
    const waiting = all<{ flow: string }>(sql, "SELECT flow FROM jobs").map(({ flow }) => flow);
    expect([waiting.includes("lookups"), waiting.includes("reconciliation")]).toEqual([
      lists,
      days,
    ]);
  },
);
