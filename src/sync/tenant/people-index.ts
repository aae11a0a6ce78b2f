/**
 * Which jobs are about a person, by the keyed hashes that stand beside sealed payloads: one look
 * instead of one at every payload. Kept by triggers on `payloads`, so that it stays true while an
 * older release runs on this object, and goes with what it points at. Payloads of before are listed
 * in steps by the alarm; until then each is looked at.
 */
import * as meta from "./meta.ts";
import { all, run } from "./sql.ts";

const hashesOf = (row: "NEW" | "OLD" | "p"): string =>
  `json_each('["' || replace(${row}.people, ' ', '","') || '"]') h`;
const put = `INSERT OR IGNORE INTO payload_people (hash, job_id, seq) SELECT h.value, NEW.job_id, NEW.seq FROM ${hashesOf("NEW")};`;
const take = `DELETE FROM payload_people WHERE (hash, job_id, seq) IN (SELECT h.value, OLD.job_id, OLD.seq FROM ${hashesOf("OLD")});`;

export const PEOPLE_SCHEMA = `
  CREATE TABLE payload_people (hash TEXT NOT NULL, job_id TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (hash, job_id, seq)) WITHOUT ROWID;
  CREATE TRIGGER payloads_listed AFTER INSERT ON payloads WHEN NEW.people <> '' BEGIN ${put}
  END;
  CREATE TRIGGER payloads_relisted AFTER UPDATE OF people ON payloads WHEN NEW.people <> OLD.people BEGIN ${take} ${put}
  END;
  CREATE TRIGGER payloads_unlisted AFTER DELETE ON payloads WHEN OLD.people <> '' BEGIN ${take}
  END;
`;

const STEP = 500;
const LISTED_TO = "people-listed-to";
const ALL = "all";

/** True once every payload is listed. */
export const isWhole = (sql: SqlStorage): boolean => meta.get(sql, LISTED_TO) === ALL;

/** Lists some of what was there before the triggers. */
export function listOlder(sql: SqlStorage): void {
  const from = meta.get(sql, LISTED_TO) ?? "0";
  if (from === ALL) return;
  const rows = all<{ at: number }>(
    sql,
    "SELECT rowid AS at FROM payloads WHERE rowid > ? ORDER BY rowid LIMIT ?",
    Number(from),
    STEP,
  );
  const to = rows.at(-1)?.at;
  if (to !== undefined)
    run(
      sql,
      `INSERT OR IGNORE INTO payload_people (hash, job_id, seq) SELECT h.value, p.job_id, p.seq FROM payloads p, ${hashesOf("p")} WHERE p.rowid > ? AND p.rowid <= ? AND p.people <> ''`,
      Number(from),
      to,
    );
  meta.set(sql, LISTED_TO, rows.length < STEP || to === undefined ? ALL : String(to));
}

/** An SQL condition on a job's id, with one bind: hashes as a JSON list. */
export const aboutPerson = (sql: SqlStorage, id: string): string =>
  isWhole(sql)
    ? `${id} IN (SELECT job_id FROM payload_people WHERE hash IN (SELECT value FROM json_each(?)))`
    : `EXISTS (SELECT 1 FROM json_each(?) hashed JOIN payloads about ON about.job_id = ${id} WHERE instr(about.people, hashed.value) > 0)`;
