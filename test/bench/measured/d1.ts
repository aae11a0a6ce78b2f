/**
 * Counts the rows that D1 says each statement read and wrote. `raw()`, which is what drizzle reads
 * with, and `first()` answer without D1's own figures: while a page's rows are counted, the same
 * query is asked a second time for them.
 */
import { add, patch } from "./counters.ts";

let watched = false;
let twice = false;

/** While on, a query takes twice as long: nothing is timed meanwhile. */
export const askTwice = (on: boolean): void => {
  twice = on;
};

type Prepared = D1PreparedStatement & { readonly statement: string };

export function watchD1(db: D1Database): void {
  if (watched) return;
  watched = true;
  patch(
    db,
    "batch",
    (results) =>
      void (results as Promise<readonly D1Result[]>).then(
        (all) => all.forEach(note),
        () => undefined,
      ),
  );
  for (const verb of ["all", "run"])
    patch(
      db.prepare("SELECT 1"),
      verb,
      (result) => void (result as Promise<D1Result>).then(note, () => undefined),
    );
  for (const verb of ["raw", "first"]) askedAgain(db.prepare("SELECT 1"), verb);
}

function note({ meta }: D1Result): void {
  add("D1 rows read", meta.rows_read);
  add("D1 rows written", meta.rows_written);
}

/** Only what reads: what writes would be done twice. `all()` is counted by its own watch. */
function askedAgain(example: D1PreparedStatement, verb: string): void {
  const prototype = Object.getPrototypeOf(example) as Record<
    string,
    (...input: unknown[]) => Promise<unknown>
  >;
  const original = prototype[verb];
  if (original === undefined) throw new Error(`there is no ${verb}`);
  prototype[verb] = async function watchedAnswer(
    this: Prepared,
    ...input: unknown[]
  ): Promise<unknown> {
    if (twice && /^\s*(select|with)\b/i.test(this.statement)) await this.all();
    return original.apply(this, input);
  };
}
