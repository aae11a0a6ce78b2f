/**
 * Parameters of reasons that are personal: who did something, what a person noted, a buyer's own
 * number. Users who may not see customers neither see these nor find jobs by them.
 */
import { REASONS } from "./index.ts";

const NAMED = [
  "skipped-by-person.actor",
  "skipped-by-person.why",
  "tenant-paused.actor",
  "tenant-paused.note",
  "sale-decided.vatNumber",
  // A guest's is derived from the e-mail address, so a guessed address could be tried.
  "customer-number-taken.number",
] as const;

const actors = Object.entries(REASONS).flatMap(([code, { params }]) =>
  Object.entries(params).flatMap(([name, kind]) =>
    kind === "actor" || kind === "actor?" ? [`${code}.${name}`] : [],
  ),
);

/** Each as `code.parameter`. */
export const PERSONAL_PARAMS: ReadonlySet<string> = new Set([...NAMED, ...actors]);
