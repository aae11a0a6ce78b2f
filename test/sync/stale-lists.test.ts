/** Which ends may come of look-ups that are too old, and which can't. */
import { expect, test } from "vitest";
import type { Vendor } from "../../src/domain/ids.ts";
import { listsMayBeStale } from "../../src/sync/stale-lists.ts";
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
