/** Which ends may come of look-ups that are too old, and which can't. */
import { expect, test } from "vitest";
import type { Vendor } from "../../src/domain/ids.ts";
import { listsMayBeStale } from "../../src/sync/stale-lists.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { objectSql } from "../support/object-sql.ts";
import { bareReason } from "../support/bare-reason.ts";

const refusedBy = (vendor: Vendor) =>
  ({ outcome: "rejected", reasons: [bareReason("rejected-by-vendor", { vendor })] }) as const;

test("a refusal of the ledger may come of old look-ups, one of the shop doesn't", () => {
  expect(listsMayBeStale("orders", "live", refusedBy("eaccounting"))).toBe(true);
  expect(listsMayBeStale("products", "live", refusedBy("asperion"))).toBe(false);
});

test("a day that is held by a closed period is planned with them, too", () => {
  const held = { outcome: "held", reasons: [bareReason("period-closed", {})] } as const;
  expect(listsMayBeStale("days", "live", held)).toBe(true);
});

test("an account that doesn't fit has the lists read, and with them all accounts are forgotten", () => {
  const held = { outcome: "held", reasons: [bareReason("voucher-account-unfit", {})] } as const;
  expect(listsMayBeStale("orders", "live", held)).toBe(true);
  const sql = objectSql();
  const known = (): readonly string[] => Object.keys(cache.lists(sql).accounts ?? {});
  cache.save(sql, { accounts: { "1/1580": { vat: null } } }, 1);
  cache.save(sql, { accounts: { "1/3001": null } }, 2);
  expect(known()).toEqual(["1/1580", "1/3001"]);
  // What a run asked for after it had read the lists comes with them.
  cache.save(sql, { fiscalYears: [], accounts: { "1/2611": { vat: null } } }, 3);
  expect(known()).toEqual(["1/2611"]);
  cache.save(sql, { fiscalYears: [] }, 4);
  expect(known()).toEqual([]);
});
