/**
 * Figures of a tenant's page that would need a look at every job, write and alert: how many jobs
 * are over, which writes are in doubt, how many alerts are open. Kept by triggers, so that they
 * stay true while an older release runs on this object.
 *
 * What was there before the triggers is counted when the figures are first asked for; until then a
 * trigger finds no row to change. Jobs that aren't over are few, and have indexes of their own.
 */
import type { JobStatus } from "../../domain/job.ts";
import { all, count, first, run } from "./sql.ts";

const DOUBTFUL = "('sent', 'in-doubt')";
const ALERTS = "open alerts";

const more = (what: string): string => `UPDATE counts SET n = n + 1 WHERE what = ${what};`;
const less = (what: string): string => `UPDATE counts SET n = n - 1 WHERE what = ${what};`;

/** An alert that is raised anew takes the place of itself, for which no trigger on DELETE is fired. */
export const COUNTED_SCHEMA = `
  CREATE TABLE counts (what TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TRIGGER jobs_over_made AFTER INSERT ON jobs WHEN NEW.status IN ('done', 'dead') BEGIN ${more("NEW.status")}
  END;
  CREATE TRIGGER jobs_over_moved AFTER UPDATE OF status ON jobs WHEN NEW.status <> OLD.status BEGIN ${more("NEW.status")} ${less("OLD.status")}
  END;
  CREATE TRIGGER jobs_over_forgotten AFTER DELETE ON jobs BEGIN ${less("OLD.status")}
  END;
  CREATE TRIGGER alerts_replaced BEFORE INSERT ON alerts WHEN EXISTS (SELECT 1 FROM alerts WHERE id = NEW.id AND resolved_at IS NULL) BEGIN ${less(`'${ALERTS}'`)}
  END;
  CREATE TRIGGER alerts_raised AFTER INSERT ON alerts WHEN NEW.resolved_at IS NULL BEGIN ${more(`'${ALERTS}'`)}
  END;
  CREATE TRIGGER alerts_resolved AFTER UPDATE OF resolved_at ON alerts WHEN OLD.resolved_at IS NULL AND NEW.resolved_at IS NOT NULL BEGIN ${less(`'${ALERTS}'`)}
  END;
  CREATE TRIGGER alerts_gone AFTER DELETE ON alerts WHEN OLD.resolved_at IS NULL BEGIN ${less(`'${ALERTS}'`)}
  END;
  CREATE TABLE in_doubt (id INTEGER PRIMARY KEY);
  CREATE TRIGGER operations_taken_in AFTER INSERT ON operations WHEN NEW.state IN ${DOUBTFUL} BEGIN
    INSERT OR IGNORE INTO in_doubt (id) VALUES (NEW.id);
  END;
  CREATE TRIGGER operations_sent AFTER UPDATE OF state ON operations WHEN NEW.state IN ${DOUBTFUL} AND OLD.state NOT IN ${DOUBTFUL} BEGIN
    INSERT OR IGNORE INTO in_doubt (id) VALUES (NEW.id);
  END;
  CREATE TRIGGER operations_settled AFTER UPDATE OF state ON operations WHEN OLD.state IN ${DOUBTFUL} AND NEW.state NOT IN ${DOUBTFUL} BEGIN
    DELETE FROM in_doubt WHERE id = OLD.id;
  END;
`;

export function jobCounts(sql: SqlStorage): Record<JobStatus, number> {
  countOlder(sql);
  const found = all<{ what: string; n: number }>(
    sql,
    "SELECT what, n FROM counts UNION ALL SELECT status AS what, count(*) AS n FROM jobs WHERE status IN ('queued', 'running', 'waiting') GROUP BY status",
  );
  const of = (status: JobStatus): number => found.find(({ what }) => what === status)?.n ?? 0;
  return {
    queued: of("queued"),
    running: of("running"),
    waiting: of("waiting"),
    done: of("done"),
    dead: of("dead"),
  };
}

/**
 * Writes whose outcome isn't known. What stands in the journal decides: a row that was replaced
 * there may have left its number here.
 */
export function inDoubt(sql: SqlStorage): number {
  countOlder(sql);
  // CROSS: the short list first, never the journal.
  return count(
    sql,
    `SELECT count(*) AS n FROM in_doubt d CROSS JOIN operations o ON o.id = d.id WHERE o.state IN ${DOUBTFUL}`,
  );
}

export function openAlerts(sql: SqlStorage): number {
  countOlder(sql);
  return count(sql, "SELECT n FROM counts WHERE what = ?", ALERTS);
}

/** Once in an object's life. */
function countOlder(sql: SqlStorage): void {
  if (first(sql, "SELECT 1 AS one FROM counts LIMIT 1") !== null) return;
  run(
    sql,
    `INSERT OR IGNORE INTO in_doubt (id) SELECT id FROM operations WHERE state IN ${DOUBTFUL}`,
  );
  // Last, and in one statement: that there are counts at all says that all of this was done.
  run(
    sql,
    `INSERT INTO counts (what, n) SELECT 'done', (SELECT count(*) FROM jobs WHERE status = 'done') UNION ALL SELECT 'dead', (SELECT count(*) FROM jobs WHERE status = 'dead')
       UNION ALL SELECT ?, (SELECT count(*) FROM alerts WHERE resolved_at IS NULL)`,
    ALERTS,
  );
}
