/** Settings of many objects in one isolate, as one tenant's jobs come between another's. */
import { expect, test } from "vitest";
import { otherBookingsUntil } from "../../src/flows/settlement.ts";
import { defaultSettings, type Settings } from "../../src/settings/schema.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { objectSql } from "../support/object-sql.ts";
import { NOW, TENANT, tenantInNode } from "../support/tenant-in-node.ts";

test("an object's settings are read once, whatever other objects read meanwhile, and anew when they change", () => {
  const [one, other] = [objectSql(), objectSql()];
  meta.configure(one, { administrationId: 1, version: 1, settings: defaultSettings() });
  meta.configure(other, { administrationId: 2, version: 1, settings: defaultSettings() });
  const first = meta.configuration(one);
  expect(first?.administrationId).toBe(1);
  expect(meta.configuration(other)?.administrationId).toBe(2);
  // The very same, not an equal one: it wasn't checked again.
  expect(meta.configuration(one)).toBe(first);
  meta.configure(one, {
    administrationId: 1,
    version: 2,
    settings: { ...defaultSettings(), trial: true },
  });
  expect(meta.configuration(one)?.settings.trial).toBe(true);
});

test("an object remembers since when it takes orders that it left out before", async () => {
  const { object, sql, clock } = await tenantInNode();
  const { settings } = meta.configuration(sql) ?? { settings: defaultSettings() };
  let version = 1;
  const since = async (orders: Partial<Settings["orders"]>, trial = false) => {
    clock.at += 1_000;
    version += 1;
    await object.admin.configure(TENANT, {
      administrationId: 1,
      version,
      settings: { ...settings, trial, orders: { ...settings.orders, ...orders } },
    });
    return otherBookingsUntil(meta.memory(sql), 0) - NOW;
  };
  expect(await since({})).toBe(-NOW);
  // A later date and a switch that is off let nothing in.
  expect(await since({ startLine: "2026-02-01T00:00:00Z" })).toBe(-NOW);
  expect(await since({ startLine: "2026-01-15T00:00:00Z" })).toBe(3_000);
  expect(await since({ startLine: "2026-01-15T00:00:00Z", enabled: false })).toBe(3_000);
  expect(await since({ startLine: "2026-01-15T00:00:00Z" })).toBe(5_000);
  expect(await since({ startLine: "2026-01-15T00:00:00Z" }, true)).toBe(5_000);
  expect(await since({ startLine: "2026-01-15T00:00:00Z" })).toBe(7_000);
});
