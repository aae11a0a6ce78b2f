/**
 * What a run of the bench wants to know of the Worker from inside: how long each job waited for the
 * vendors' limits, and how many calls, rows and queue operations it cost. Locally all objects live
 * in one isolate, so module scope sees them all. It counts and changes nothing.
 */
import type { ClaimGrant, RunnerStub } from "../../../src/sync/tenant/stub.ts";
import { between } from "../../support/runner-calls.ts";

export type Counts = Record<string, number>;

const counts: Counts = {};
const gateWaits = new Map<string, number>();
/** Rows that each statement of an object has read: where to look first when a page reads many. */
const byStatement = new Map<string, number>();

export const add = (name: string, by = 1): void => {
  counts[name] = (counts[name] ?? 0) + by;
};

/** And the rows that each has written. */
const written = new Map<string, number>();

const STATEMENTS = 3;
const WRITES = 30;

export const snapshot = (): {
  counts: Counts;
  gateWaits: Record<string, number>;
  statements: readonly (readonly [string, number])[];
  writes: readonly (readonly [string, number])[];
} => {
  harvest();
  const statements = [...byStatement].toSorted(([, a], [, b]) => b - a).slice(0, STATEMENTS);
  const writes = [...written]
    .filter(([, rows]) => rows > 0)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, WRITES);
  return { counts: { ...counts }, gateWaits: Object.fromEntries(gateWaits), statements, writes };
};

export const reset = (): void => {
  harvest();
  for (const name of Object.keys(counts)) delete counts[name];
  gateWaits.clear();
  byStatement.clear();
  written.clear();
};

/** Counts a runner's calls of its object, and the waits for slots that the object told it. */
export function counting(engine: RunnerStub, handed: ClaimGrant | undefined): RunnerStub {
  if (handed !== undefined) noteWait(handed.claim.jobId, handed);
  return between(engine, async (_method, input, ask) => {
    add("object calls: runner");
    const answer = await ask();
    noteWait(jobOf(input), answer);
    return answer;
  });
}

const jobOf = ([first, second]: readonly unknown[]): string =>
  typeof first === "object" && first !== null && "jobId" in first
    ? String(first.jobId)
    : String(second);

function noteWait(jobId: string, answer: unknown): void {
  if (typeof answer !== "object" || answer === null) return;
  const waitMs = "waitMs" in answer ? Number(answer.waitMs) : claimWait(answer);
  if (waitMs > 0) gateWaits.set(jobId, (gateWaits.get(jobId) ?? 0) + waitMs);
}

function claimWait(answer: object): number {
  if (!("claim" in answer) || typeof answer.claim !== "object" || answer.claim === null) return 0;
  return "asperionWaitMs" in answer.claim ? Number(answer.claim.asperionWaitMs) : 0;
}

type Cursor = { readonly rowsRead: number; readonly rowsWritten: number };
/**
 * Cursors whose rows were not counted yet, with their statements: a cursor knows them only once it
 * was read.
 */
let open: { readonly cursor: Cursor; readonly statement: string }[] = [];
const MOST_OPEN = 500;

function harvest(): void {
  for (const { cursor, statement } of open) {
    add("object rows read", cursor.rowsRead);
    add("object rows written", cursor.rowsWritten);
    byStatement.set(statement, (byStatement.get(statement) ?? 0) + cursor.rowsRead);
    written.set(statement, (written.get(statement) ?? 0) + cursor.rowsWritten);
  }
  open = [];
}

let watched = false;

/**
 * Counts the rows of every statement of every object. An alarm that is set counts as a row written,
 * as it is billed.
 */
export function watchStorage(storage: DurableObjectStorage): void {
  if (watched) return;
  watched = true;
  patch(storage.sql, "exec", (result, [statement]) => {
    open.push({ cursor: result as Cursor, statement: String(statement) });
    if (open.length > MOST_OPEN) harvest();
  });
  patch(storage, "setAlarm", () => {
    add("object rows written");
    add("alarms set");
  });
}

/** Looks at what a method of all objects of a class answers. */
export function patch(
  example: object,
  method: string,
  look: (result: unknown, input: readonly unknown[]) => void,
): void {
  const prototype = Object.getPrototypeOf(example) as Record<
    string,
    (...input: unknown[]) => unknown
  >;
  const original = prototype[method];
  if (original === undefined) throw new Error(`there is no ${method}`);
  prototype[method] = function watchedMethod(this: object, ...input: unknown[]): unknown {
    const result = original.apply(this, input);
    look(result, input);
    return result;
  };
}
