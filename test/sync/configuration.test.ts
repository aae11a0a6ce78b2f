/** Settings of many objects in one isolate, as one tenant's jobs come between another's. */
import { expect, test } from "vitest";
import { defaultSettings } from "../../src/settings/schema.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { objectSql } from "../support/object-sql.ts";

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
