/**
 * When the company's claim, by which another installation tells us to keep off, is looked at again:
 * before the first write after an idle hour, and beside the work at least every five minutes while
 * something is written.
 */
import { CLAIM_KEY, CLAIM_READ } from "../../../flows/claim.ts";
import * as intake from "../intake/intake.ts";
import * as jobs from "../jobs/jobs.ts";
import * as meta from "../storage/meta.ts";
import type { TenantContext } from "../context/tenant-context.ts";

const IDLE_MS = 3_600_000;
const EVERY_MS = 300_000;

/** How long ago it was looked at; `null`: never, as far as is known. */
function age(context: TenantContext): number | null {
  const read = meta.memory(context.sql)[CLAIM_READ];
  return read === undefined ? null : context.now() - Number(read);
}

/** Nothing may be written before it was looked at. */
export const isDueBefore = (context: TenantContext): boolean =>
  (age(context) ?? Infinity) > IDLE_MS;

/** Something is being written: has it looked at beside, unless somebody is at it. */
export function checkBeside(context: TenantContext): void {
  if ((age(context) ?? 0) <= EVERY_MS || jobs.openFor(context.sql, CLAIM_KEY) !== null) return;
  const latest = jobs.latestFor(context.sql, CLAIM_KEY);
  const job = { key: CLAIM_KEY, flow: "lookups", type: "claim", lane: "update" } as const;
  if (jobs.again(context.sql, latest, job, context.now()) === null) intake.enqueue(context, job);
  context.wake();
}
