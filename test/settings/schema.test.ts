import { describe, expect, it } from "vitest";
import { defaultSettings, settingsSchema } from "../../src/settings/schema.ts";

const faults = (settings: unknown) => {
  const parsed = settingsSchema.safeParse(settings);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join("."));
};

describe("settings", () => {
  it("begin with nothing switched on, and are valid as they come out", () => {
    expect(defaultSettings()).toMatchObject({
      orders: { enabled: false, startLine: null, findCustomerBy: ["email"], tolerance: "0.00" },
      trial: false,
    });
    expect(settingsSchema.parse(defaultSettings())).toEqual(defaultSettings());
  });

  it("need a start line before the order flow can be switched on", () => {
    expect(faults({ orders: { enabled: true } })).toEqual(["orders.startLine"]);
    expect(faults({ orders: { enabled: true, startLine: "2026-11-01T00:00:00+01:00" } })).toEqual(
      [],
    );
  });

  it("refuse two wishes for one field", () => {
    expect(faults({ orders: { markerField: "BuyersOrderReference" } })).toEqual([
      "orders.buyerReferenceField",
    ]);
    expect(
      faults({ orders: { markerField: "BuyersOrderReference", buyerReferenceField: "none" } }),
    ).toEqual([]);
  });

  it.each([
    [{ orders: { startLine: "2026-11-01" } }, "orders.startLine"],
    [{ orders: { tolerance: 0.5 } }, "orders.tolerance"],
    [{ orders: { tolerance: "0.5" } }, "orders.tolerance"],
    [{ orders: { statuses: [9] } }, "orders.statuses.0"],
    [{ orders: { findCustomerBy: [] } }, "orders.findCustomerBy"],
    [{ orders: { defaultDebtor: { id: "x", when: "always" } } }, "orders.defaultDebtor.id"],
    [{ customers: { numberPrefix: "55" } }, "customers.numberPrefix"],
    [{ retentionDays: 0 }, "retentionDays"],
  ])("%j is refused with its path", (settings, path) => {
    expect(faults(settings)).toEqual([path]);
  });

  it("refuse what they don't know", () => {
    expect(settingsSchema.safeParse({ orders: { enabeld: true } }).success).toBe(false);
    expect(settingsSchema.safeParse({ order: {} }).success).toBe(false);
  });
});
