/** Which ends may come of look-ups that are too old, and which can't. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons.ts";
import { doubtsLookups } from "../../src/sync/run/doubted.ts";

const refusedBy = (vendor: string) =>
  ({ outcome: "rejected", reasons: [reason("rejected-by-vendor", { vendor })] }) as const;

test("a refusal of the ledger may come of old look-ups, one of the shop doesn't", () => {
  expect(doubtsLookups("orders", "live", refusedBy("eaccounting"))).toBe(true);
  expect(doubtsLookups("products", "live", refusedBy("asperion"))).toBe(false);
});
