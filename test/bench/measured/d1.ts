/** Counts the rows that D1 says each statement read and wrote. */
import { add, patch } from "./counters.ts";

let watched = false;

export function watchD1(db: D1Database): void {
  if (watched) return;
  watched = true;
  patch(db, "batch", (results) => void (results as Promise<readonly D1Result[]>).then((all) => all.forEach(note), () => undefined));
  for (const verb of ["all", "run"]) patch(db.prepare("SELECT 1"), verb, (result) => void (result as Promise<D1Result>).then(note, () => undefined));
}

function note({ meta }: D1Result): void {
  add("D1 rows read", meta.rows_read);
  add("D1 rows written", meta.rows_written);
}
