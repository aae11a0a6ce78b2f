/** A person's retry is the answer to a day on which the books are closed, through what a run knows. */
import { expect, test } from "vitest";
import { bookingDay, booksNow } from "../../src/flows/booking-day.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import { company } from "./orders/kit.ts";

const knows = (eventTypes: readonly string[]) =>
  booksNow({
    lists: {
      company: { ...company, lockedTo: "2026-10-31" },
      fiscalYears: [
        { id: "y", start: "2026-01-01", end: "2026-12-31", locked: false, method: "invoicing" },
      ],
    },
    settings: settingsSchema.parse({ orders: { closedPeriod: "ask" } }),
    eventTypes,
    now: () => Date.UTC(2026, 10, 24, 12),
  } as unknown as Parameters<typeof booksNow>[0]);

test("of a run that somebody retried a closed day is moved; of any other it is asked about", () => {
  const on = (eventTypes: readonly string[]) => {
    const found = bookingDay("2026-10-30", knows(eventTypes));
    return "closed" in found ? found.closed.code : found.day;
  };
  expect([on(["order.updated"]), on(["retry-by-person"])]).toEqual([
    "period-closed-ask",
    "2026-11-01",
  ]);
});
