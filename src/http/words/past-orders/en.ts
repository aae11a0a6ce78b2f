/**
 * Orders from before the start line, on the tenant's page: try a range, book it, stop it, take it
 * back.
 */
import type { Child } from "hono/jsx";
import type { BackfillView } from "../../../sync/rpc.ts";
import { countEn } from "../plurals.ts";
import type { Translated } from "../words.ts";

export const en = {
  title: "Orders from before the start line",
  lead: "They are never booked by themselves. Choose days and see what would be booked; nothing is written by that. Each order is first looked for in eAccounting, so that what somebody typed in by hand isn't booked again.",
  from: "First day",
  to: "Last day",
  wrongDays: "Choose a first day and a last day that isn't before it.",
  try: "See what would be booked",
  offFirst: "The order flow has to be on first.",
  dryRun: (from: string, to: string) => `Dry run of ${from} to ${to}`,
  backfill: (from: string, to: string) => `Back-fill of ${from} to ${to}`,
  done: "Done",
  of: (done: string, total: string) => `${done} of ${total}`,
  speed: "Speed",
  perMinute: (count: number) => `${countEn(count, "order", "orders")} a minute`,
  left: "Left",
  about: (span: string) => `about ${span}`,
  begun: "Begun",
  begunBy: (when: Child, actor: Child): Child => [when, " by ", actor],
  book: (count: number) => `Book ${countEn(count, "order", "orders")}`,
  cancel: "Cancel",
  undo: "Take back what it made",
  each: "See each order",
  page: {
    of: (tenant: string) => `Past orders of ${tenant}`,
    order: "Order",
    dated: "Dated",
    became: "What came of it",
    gross: "Gross",
    why: "Why",
    none: "There is no order in these days.",
    next: "Next page",
    back: "To the past orders",
    open: "Not worked out yet",
    /** Of one order. */
    one: {
      "would-book": "Would be booked",
      booked: "Booked",
      already: "Booked before",
      held: "Held",
      left: "Left out",
      cancelled: "Not begun",
      removed: "Taken back",
      remains: "Remains in the ledger",
    },
  },
  state: {
    listing: "Reading the list",
    running: "Running",
    done: "Done",
    cancelling: "Being cancelled",
    cancelled: "Cancelled",
    failed: "The list couldn't be read",
    undoing: "Being taken back",
    undone: "Taken back",
  } satisfies Readonly<Record<BackfillView["state"], string>>,
  verdict: {
    "would-book": "Would be booked",
    booked: "New in eAccounting",
    already: "There before",
    held: "Held",
    left: "Left out",
    cancelled: "Not begun",
    removed: "Taken back",
    remains: "Remain in the ledger",
  },
};

export type PastOrdersWords = Translated<typeof en>;
