/** What is wanted of a page, and which of it a measured one misses. */
export const WANTED_MS = 60;
/** Of what travels: gzipped. */
export const MOST_KB = 30;
/** A page shows at most a few dozen things: it has no reason to read more. */
export const MOST_D1_ROWS = 300;
export const MOST_OBJECT_ROWS = 1_000;

/**
 * `table`: a whole list, streamed; `searches`: what is wanted may stand in any job and hardly any
 * has it, so all are looked at, up to a bound; `sums`: all that stands in the days, or in the
 * files, is added up.
 */
export type PageKind = {
  readonly table?: boolean;
  readonly searches?: boolean;
  readonly sums?: boolean;
};

/** `p50`: in milliseconds. `kb`: gzipped. `d1`, `object`: rows read in one load. */
type Load = {
  readonly p50: number;
  readonly kb: number;
  readonly d1: number;
  readonly object: number;
};

/** In words, as the table shows them; none where all is met. */
export function missedOf(
  { table = false, searches = false, sums = false }: PageKind,
  { p50, kb, d1, object }: Load,
): readonly string[] {
  return [
    ...(table || p50 < WANTED_MS ? [] : [`p50 < ${WANTED_MS}`]),
    ...(table || kb <= MOST_KB ? [] : [`KB ≤ ${MOST_KB}`]),
    ...(d1 <= MOST_D1_ROWS ? [] : [`D1 ≤ ${MOST_D1_ROWS}`]),
    ...(table || searches || sums || object <= MOST_OBJECT_ROWS
      ? []
      : [`object ≤ ${MOST_OBJECT_ROWS}`]),
  ];
}
