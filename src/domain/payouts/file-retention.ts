/**
 * How long a settlement file is kept, as it is part of the books. Sweden: seven years
 * (Bokföringslagen 7:2); the Netherlands: seven (AWR art. 52); Poland: five (the accounting act,
 * art. 74). An accountant of each country should confirm them.
 */
const YEARS: Readonly<Record<string, number>> = { SE: 7, NL: 7, PL: 5 };
/** For countries whose law isn't listed here. */
const OTHERS = 7;

/**
 * Returns the first instant (ms) at which a file of this day may be deleted: the years begin at the
 * end of the accounting year, which may be the next calendar year.
 */
export const fileKeptUntil = (day: string, country: string): number =>
  Date.UTC(Number(day.slice(0, 4)) + (YEARS[country] ?? OTHERS) + 2, 0, 1);

/** Returns that instant for a tenant that keeps its files this many years longer. */
export const keptLonger = (until: number, years: number): number =>
  Date.UTC(new Date(until).getUTCFullYear() + years, 0, 1);
