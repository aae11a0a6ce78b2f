/**
 * What an object does without a break: from its first statement until it waits for something. That
 * is one step for the platform, in which nothing else of the object runs. It measures and changes
 * nothing.
 */
export type Step = {
  /** Of the machine's clock, from the first statement on. */
  readonly ms: number;
  readonly rows: number;
  readonly statements: number;
  /** Of its statements the one that read the most rows. */
  readonly most: string;
};

type Cursor = { readonly rowsRead: number };
type Open = { readonly cursor: Cursor; readonly statement: string };

let current: Open[] | null = null;
/** Those that took longest, and those that read most. */
let worst: Step[] = [];
const KEPT = 8;
const AT_ONCE = 64;

/** The worst steps since the last call, which is when they begin to be watched. */
export function worstSteps(): readonly Step[] {
  isWanted = true;
  if (example !== null) watchSteps(example);
  const found = kept(worst);
  worst = [];
  return found;
}

const kept = (steps: readonly Step[]): Step[] => [
  ...new Set([
    ...steps.toSorted((a, b) => b.ms - a.ms).slice(0, KEPT),
    ...steps.toSorted((a, b) => b.rows - a.rows).slice(0, KEPT),
  ]),
];

let example: DurableObjectStorage | null = null;
let isWanted = false;
let watched = false;

/**
 * Before each statement, which the platform begins to run at once. Only once somebody has asked for
 * steps: the processor's time of an order would have this in it.
 */
export function watchSteps(storage: DurableObjectStorage): void {
  example = storage;
  if (watched || !isWanted) return;
  watched = true;
  const prototype = Object.getPrototypeOf(storage.sql) as {
    exec: (this: object, statement: string, ...binds: unknown[]) => Cursor;
  };
  const original = prototype.exec;
  prototype.exec = function measuredExec(this: object, statement: string, ...binds: unknown[]) {
    current ??= begun();
    const cursor = original.call(this, statement, ...binds);
    current.push({ cursor, statement });
    return cursor;
  };
}

function begun(): Open[] {
  const open: Open[] = [];
  const from = performance.now();
  // Runs as soon as the object waits for something.
  queueMicrotask(() => {
    const ms = performance.now() - from;
    current = null;
    const read = open.map(({ cursor }) => cursor.rowsRead);
    worst.push({
      ms,
      rows: read.reduce((sum, rows) => sum + rows, 0),
      statements: open.length,
      most: open[read.indexOf(Math.max(...read))]?.statement ?? "",
    });
    if (worst.length > AT_ONCE) worst = kept(worst);
  });
  return open;
}
