/** Long runs on a tenant's page: how far they are, and stopping one. */
import { countEn } from "../plurals.ts";
import type { Translated } from "../words.ts";

export const en = {
  title: "Long runs",
  lead: "A run that is cancelled writes nothing more. The flow's next turn finds again what it left; stop the flow to keep it from that.",
  kind: {
    products: "Products",
    customers: "Customers",
    stock: "Stock",
    other: (key: string) => `Run of ${key}`,
  },
  scope: { whole: "everything is compared", changes: "what changed" },
  state: {
    reading: "Reading",
    writing: "Writing",
    done: "Done",
    cancelling: "Being cancelled",
    cancelled: "Cancelled",
    failed: "Broken off",
  },
  read: "Read",
  written: "Settled",
  of: (done: string, total: string) => `${done} of ${total}`,
  speed: "Speed",
  perMinute: (count: number) => `${countEn(count, "item", "items")} a minute`,
  left: "Left",
  about: (span: string) => `about ${span}`,
  began: "Begun",
  ended: "Ended",
  cancel: "Cancel",
};

export type RunsWords = Translated<typeof en>;
