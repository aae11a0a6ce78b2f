// Dates as text that sorts: UTC with seven fractional digits, the vendor's own precision. JavaScript's Date keeps
// three, and a filter `gt` the last seen stamp would then find the same object again, or miss its neighbour.
const SHAPE =
  /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,7}))?(Z|[+-]\d{2}:\d{2}))?$/i;

/** null when it isn't a date that exists. A date alone is midnight UTC; a time needs its zone. */
export function instantKey(text: string): string | null {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const [, day = "", time = "00:00:00", fraction = "", zone = "Z"] = match;
  const seconds = time.length === 5 ? `${time}:00` : time;
  const at = Date.parse(`${day}T${seconds}${zone.toUpperCase()}`);
  // Date.parse rolls 30 February over into March; the vendor doesn't.
  if (
    Number.isNaN(at) ||
    Number.isNaN(Date.parse(day)) ||
    !new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  )
    return null;
  return `${new Date(at).toISOString().slice(0, 19)}.${fraction.padEnd(7, "0")}`;
}

/** The stamp the vendor writes: up to seven fractional digits without closing zeros, "Z". */
export function stamp(at: number, tick: number): string {
  const iso = new Date(at).toISOString();
  const fraction = `${iso.slice(20, 23)}${String(tick % 10_000).padStart(4, "0")}`.replace(
    /0+$/,
    "",
  );
  return fraction === "" ? `${iso.slice(0, 19)}Z` : `${iso.slice(0, 19)}.${fraction}Z`;
}
