/**
 * When the company's claim, by which another installation tells us to keep off, is looked at again:
 * before the first write after an idle hour, and beside the work at least every five minutes while
 * something is written.
 */
import { CLAIM_KEY, CLAIM_READ } from "../../flows/claim.ts";
import * as door from "./door.ts";
import * as jobs from "./jobs.ts";
import * as meta from "./meta.ts";
import type { Room } from "./room.ts";

const IDLE_MS = 3_600_000;
const EVERY_MS = 300_000;

/** How long ago it was looked at; `null`: never, as far as is known. */
function age(room: Room): number | null {
  const read = meta.memory(room.sql)[CLAIM_READ];
  return read === undefined ? null : room.now() - Number(read);
}

/** Nothing may be written before it was looked at. */
export const isDueBefore = (room: Room): boolean => (age(room) ?? Infinity) > IDLE_MS;

/** Something is being written: has it looked at beside, unless somebody is at it. */
export function lookBeside(room: Room): void {
  if ((age(room) ?? 0) <= EVERY_MS || jobs.openFor(room.sql, CLAIM_KEY) !== null) return;
  const latest = jobs.latestFor(room.sql, CLAIM_KEY);
  const job = { key: CLAIM_KEY, flow: "lookups", type: "claim", lane: "update" } as const;
  if (jobs.again(room.sql, latest, job, room.now()) === null) door.enqueue(room, job);
  room.stir();
}
