/**
 * On which day something is booked, as the books of that day may be closed. Pure. All days are of
 * the company's zone.
 */
import type { Failure } from "../domain/result.ts";
import type { FiscalYear, LedgerCompany } from "../domain/ledger/ledger.ts";
import { reason, type Reason } from "../domain/reasons/index.ts";
import type { Settings } from "../settings/schema.ts";
import { dayAfter, localDay, zoneOfCountry } from "../domain/platform/zoned-time.ts";
import type { ClockPort, RunFacts } from "./port.ts";

/** The company, which is known wherever anything is planned. */
export function companyOf({ lists }: Pick<RunFacts, "lists">): LedgerCompany {
  if (lists.company === null) throw new Error("planned without the company's settings");
  return lists.company;
}

/** What a run knows of the books, for `bookingDay`. `today`: in the company's zone. */
export function booksNow(
  ports: Pick<RunFacts, "lists" | "settings" | "eventTypes"> & ClockPort,
): Pick<Required<Books>, "years" | "mayMove" | "today"> & {
  readonly settings: Settings;
  readonly company: LedgerCompany;
} {
  const company = companyOf(ports);
  return {
    settings: ports.settings,
    company,
    today: localDay(ports.now(), zoneOfCountry(company.country)),
    years: ports.lists.fiscalYears ?? [],
    mayMove: ports.eventTypes.includes("retry-by-person"),
  };
}

export type BookingDay =
  | { readonly day: string; readonly recorded: readonly Reason[] }
  | { readonly closed: Reason };

type Books = {
  readonly settings: { readonly orders: Pick<Settings["orders"], "closedPeriod"> };
  readonly company: Pick<LedgerCompany, "lockedTo">;
  /** Absent: every day has come. */
  readonly today?: string;
  /** Absent or empty: nothing is known of them, and the ledger itself will say. */
  readonly years?: readonly FiscalYear[];
  /** A person agreed to the next open day. */
  readonly mayMove?: boolean;
  /** Of a credit: the day of its sale, before which it isn't dated. */
  readonly soldOn?: string | null;
  /** It is booked already, on this day. */
  readonly bookedOn?: string;
};

/** What is told of a day that isn't the one that was asked for. */
export const otherDay = (recorded: readonly Reason[]): readonly Reason[] =>
  recorded.filter(
    ({ code, params }) =>
      code === "booking-date-moved" || (code === "booking-date-chosen" && params["by"] === "today"),
  );

/**
 * The order's day. The ledger refuses a day to come, so an order dated ahead is booked today. A day
 * on which the books are closed is held, moved to the next open one, or asked about, as the tenant
 * wants. A credit that the shop dates before its sale (a wrong clock or zone) has the sale's day.
 */
export function bookingDay(ordered: string, input: Books): BookingDay {
  const today = input.today ?? ordered;
  const own = input.soldOn != null && input.soldOn > ordered ? input.soldOn : ordered;
  const wanted = own > today ? today : own;
  const asDated = own === ordered ? "order" : "sale";
  const chosen = reason("booking-date-chosen", {
    date: wanted,
    ordered,
    by: wanted === own ? asDated : "today",
  });
  const years = input.years ?? [];
  const why = closedBecause(wanted, years, input.company.lockedTo ?? null);
  if (why === null) return { day: wanted, recorded: [chosen] };
  if (input.bookedOn !== undefined) return { day: input.bookedOn, recorded: [chosen] };
  const next = nextOpenDay(wanted, today, years, input.company.lockedTo ?? null);
  const policy = input.settings.orders.closedPeriod;
  if (policy === "hold") return { closed: reason("period-closed", { date: wanted, why }) };
  if (next === null) return { closed: reason("no-open-day", { date: wanted, today, why }) };
  if (policy === "ask" && input.mayMove !== true)
    return { closed: reason("period-closed-ask", { date: wanted, why, next }) };
  return {
    day: next,
    recorded: [chosen, reason("booking-date-moved", { from: wanted, to: next, why })],
  };
}

/** `null`: open, or nothing is known of the years, and the ledger itself will say. */
function closedBecause(
  day: string,
  years: readonly FiscalYear[],
  lockedTo: string | null,
): "no-year" | "year-locked" | "period-locked" | null {
  if (years.length === 0) return null;
  const year = years.find(({ start, end }) => start <= day && day <= end);
  if (year === undefined) return "no-year";
  if (year.locked) return "year-locked";
  return lockedTo !== null && day <= lockedTo ? "period-locked" : null;
}

/** The books are known to be open on this day; `false`: they are closed, or nothing is known. */
export const isKnownOpen = (
  day: string,
  { years, lockedTo }: { readonly years: readonly FiscalYear[]; readonly lockedTo: string | null },
): boolean => years.length > 0 && closedBecause(day, years, lockedTo) === null;

/** The first day after `from` on which the books are open, today at the latest. */
function nextOpenDay(
  from: string,
  today: string,
  years: readonly FiscalYear[],
  lockedTo: string | null,
): string | null {
  const starts = years.flatMap(({ start, end, locked }) => {
    const first = [start, from, lockedTo === null ? start : dayAfter(lockedTo)].reduce(
      (latest, day) => (day > latest ? day : latest),
    );
    return locked || first > end || first > today ? [] : [first];
  });
  return starts.toSorted()[0] ?? null;
}

/** No fiscal year; a locked year or period. Which code depends on what the ledger checks first. */
const CLOSED_CODES = new Set([3001, 4013, 4026, 4038]);

/** Whether the ledger refused because its books are closed on a document's day. */
export const booksClosed = (failure: Failure): boolean =>
  failure.kind === "rejected" && failure.code !== null && CLOSED_CODES.has(failure.code);
