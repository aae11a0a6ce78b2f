// Asperion's stamps carry no zone: they are Dutch local time. In the hour that summer time ends, two instants share a
// stamp, and a later one may read earlier; filters compare the stamps as they read. That is what a real server
// with such a column does, so it is kept and not repaired.
import type { AsperionKit } from "./switches.ts";

const dutch = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Amsterdam",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** The stamp of what happens now, in the zone that the switch says. */
export function stampNow({ clock, switches }: AsperionKit): string {
  const now = clock.now();
  return switches.get("stampZone") === "utc"
    ? new Date(now).toISOString().slice(0, 19)
    : localStamp(now);
}

/** "2026-10-25T02:55:00", whichever of the two that is. */
export function localStamp(instant: number): string {
  return dutch.format(instant).replace(" ", "T");
}

/** Reads a date or a stamp as a stamp; null for anything else, a stamp with a zone among it. */
export function readStamp(text: string, end: "from" | "to" = "from"): string | null {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}))?$/.exec(text);
  if (found === null) return null;
  const [, day = "", time = end === "from" ? "00:00:00" : "23:59:59"] = found;
  const check = new Date(`${day}T${time}Z`);
  return Number.isNaN(check.getTime()) || check.toISOString().slice(0, 10) !== day
    ? null
    : `${day}T${time}`;
}
