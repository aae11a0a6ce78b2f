/**
 * How long a settlement file is kept, as it is part of the books. Sweden: seven years
 * (Bokföringslagen 7:2); the Netherlands: seven (AWR art. 52); Poland: five (the accounting act,
 * art. 74). An accountant of each country should confirm them.
 */
const YEARS: Readonly<Record<string, number>> = { SE: 7, NL: 7, PL: 5 };
/** Where the law of a country isn't known here. */
const OTHERS = 7;

/**
 * The first instant (ms) at which a file of this day may be deleted: the years begin with the end
 * of the accounting year, which may be the calendar year after.
 */
export const fileKeptUntil = (day: string, country: string): number =>
  Date.UTC(Number(day.slice(0, 4)) + (YEARS[country] ?? OTHERS) + 2, 0, 1);

/** That instant, where the tenant keeps its files for so many years more. */
export const keptLonger = (until: number, years: number): number =>
  Date.UTC(new Date(until).getUTCFullYear() + years, 0, 1);
