/** When the alarm has to come: at the first instant at which a part has something to do. */
import type { Moment, AlarmPart } from "./parts.ts";

/** A running errand sets the next alarm when it ends; this one is for an object that died. */
const NET_MS = 30_000;

type Hindrances = {
  /** Until when a part that failed rests: it is due at once, and would set an alarm without end. */
  readonly rests: ReadonlyMap<string, number>;
  readonly isOut: (errand: string) => boolean;
};

/** `null`: nothing waits. */
export function nextAlarm(
  parts: readonly AlarmPart[],
  moment: Moment,
  hindrances: Hindrances,
): number | null {
  const known = parts
    .map((part) => alarmOf(part, moment, hindrances))
    .filter((instant) => instant !== null);
  return known.length === 0 ? null : Math.max(moment.now, Math.min(...known));
}

function alarmOf(part: AlarmPart, moment: Moment, { rests, isOut }: Hindrances): number | null {
  const { name, isErrand, pauseMs = 0 } = part;
  const dueAt = part.dueAt(moment);
  if (dueAt === null) return null;
  if (isErrand === true && isOut(name)) return moment.now + NET_MS;
  return Math.max(dueAt, moment.now + pauseMs, rests.get(name) ?? 0);
}
