/** An object whose tenant has the stock flow on, or off. */
import { settingsSchema } from "../../src/settings/schema.ts";
import { configure } from "../../src/sync/tenant/storage/meta.ts";

export const withStock = (sql: SqlStorage, enabled = true): void =>
  configure(sql, {
    administrationId: 1,
    version: 1,
    settings: settingsSchema.parse({
      orders: { enabled: true, type: "invoice", startLine: "2026-01-01T00:00:00Z" },
      stock: { enabled, correctionDebtor: 205 },
    }),
  });
