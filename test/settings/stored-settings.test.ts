import { expect, test } from "vitest";
import { defaultSettings } from "../../src/settings/schema.ts";
import { readStoredSettings } from "../../src/settings/versions/stored-settings.ts";

test("what an older release didn't know has its default", () => {
  const { schedules: _, ...older } = defaultSettings();
  const { orderPage: __, ...orders } = older.orders;
  expect(readStoredSettings({ ...older, orders })).toEqual(defaultSettings());
});

test("what only a newer release knows is left out, at any depth", () => {
  const settings = defaultSettings();
  const newer = {
    ...settings,
    payouts: { enabled: true },
    orders: { ...settings.orders, roundTo: "0.05" },
    lookups: {
      ...settings.lookups,
      deliveryMethod: { ...settings.lookups.deliveryMethod, rules: [] },
    },
  };
  expect(readStoredSettings(newer)).toEqual(settings);
  expect(newer.orders.roundTo).toBe("0.05");
});

test.each([{ orders: { type: "hologram" } }, { retentionDays: "for ever" }, "none", null])(
  "a value that isn't understood here (%j) is never replaced by a guess",
  (stored) => {
    expect(readStoredSettings(stored)).toBeNull();
  },
);
