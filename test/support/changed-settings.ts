/** Settings of a test with some of them changed. */
import { type Settings, settingsSchema } from "../../src/settings/schema.ts";

type Json = Readonly<Record<string, unknown>>;
export type SettingsChange = { readonly orders?: Json; readonly lookups?: Json } & Json;

/** The rest of the orders' settings and of the look-ups stays as it is. */
export const changed = (
  before: Settings,
  { orders, lookups, ...others }: SettingsChange,
): Settings =>
  settingsSchema.parse({
    ...before,
    ...others,
    orders: { ...before.orders, ...orders },
    lookups: { ...before.lookups, ...lookups },
  });
