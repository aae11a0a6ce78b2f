import { expect, test } from "vitest";
import { settingsSchema } from "../../src/settings/schema.ts";

test("stock can't be on where orders with cents become vouchers, which move none", () => {
  const parsed = settingsSchema.safeParse({
    orders: {
      enabled: true,
      startLine: "2026-11-01T00:00:00+01:00",
      type: "invoice",
      wholeUnits: "mutation",
      voucher: {},
    },
    lookups: {
      revenueAccount: { default: "3001", table: {} },
      vatAccount: { default: "2611", table: {} },
      receivableAccount: { default: "1510", table: {} },
    },
    stock: { enabled: true, correctionDebtor: 205 },
  });
  const faults = parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join("."));
  expect(faults).toContain("stock.enabled");
});
