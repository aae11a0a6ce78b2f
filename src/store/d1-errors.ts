/**
 * D1's errors, told apart by their text through the `cause` chain, as they have no codes.
 *
 * Trap: the message of drizzle's own error holds the statement's parameters (tokens, names): never
 * log it. Log `d1Problem(error)` instead, which names the kind alone.
 */

/** Passing troubles of D1, after which asking again is right. Overload isn't among them. */
const PASSING = [
  "Network connection lost",
  "storage caused object to be reset",
  "reset because its code was updated",
  "internal error; reference",
  "storage operation exceeded timeout",
  "long-running export",
];

function says(error: unknown, part: string, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false;
  return error.message.includes(part) || says(error.cause, part, depth + 1);
}

export const isUniqueViolation = (error: unknown): boolean =>
  says(error, "UNIQUE constraint failed");

const isPassing = (error: unknown): boolean => PASSING.some((part) => says(error, part));

/** The whole text of the error where it was waited for no longer. Asking again would wait again. */
export const D1_LATE = "D1 didn't answer in time";

type D1Problem = "unique" | "passing" | "overloaded" | "late" | "other";

/** D1 will answer again; the caller is told so. */
export const isUnavailable = (problem: D1Problem): boolean =>
  problem === "passing" || problem === "overloaded" || problem === "late";

/** The kind of trouble, safe for logs. */
export function d1Problem(error: unknown): D1Problem {
  if (isUniqueViolation(error)) return "unique";
  if (isPassing(error)) return "passing";
  if (says(error, D1_LATE)) return "late";
  return says(error, "overloaded") ? "overloaded" : "other";
}

export type Wait = (ms: number) => Promise<void>;

export const waitFor: Wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Runs an idempotent statement up to three times. Never for one that can't be run twice: D1 may
 * have committed.
 */
export async function withD1Retry<T>(run: () => Promise<T>, pause: Wait = waitFor): Promise<T> {
  for (const delay of [50, 200]) {
    try {
      return await run();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await pause(delay);
    }
  }
  return run();
}
