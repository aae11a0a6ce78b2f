/** The state of long runs for the pages: done of total, speed, time left. */
import { MINUTE_MS } from "../../../domain/platform/durations.ts";
import type { RunCancelView, RunView } from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { all } from "../storage/sql.ts";
import { type RunRow, settled, wouldCancel } from "./runs.ts";

const SHOWN = 10;

export const views = (context: TenantContext): RunView[] =>
  all<RunRow>(context.sql)`SELECT * FROM runs ORDER BY id DESC LIMIT ${SHOWN}`.map((row) =>
    view(context, row),
  );

/** Returns what cancelling a run would do, before it is done. */
export function cancelView(context: TenantContext, id: string): RunCancelView | null {
  const would = wouldCancel(context, id);
  if (would === null) return null;
  const { row, dropped, stays } = would;
  return { run: view(context, row), writesItself: row.written !== null, dropped, stays };
}

function view(context: TenantContext, row: RunRow): RunView {
  const { total, done } = settled(context.sql, row);
  const busy = row.state === "reading" || row.state === "writing";
  const lists = row.state === "reading" && !(row.written !== null && row.found > 0);
  const [now, goal] = lists ? [row.read, row.read_total] : [done, total];
  const perMinute = busy ? speed(context, row, now) : null;
  return {
    id: row.id,
    flow: row.flow,
    key: row.key,
    whole: row.whole === 1,
    state: row.state,
    read: row.read,
    readTotal: row.read_total,
    total,
    done,
    perMinute,
    secondsLeft:
      perMinute === null || perMinute === 0 || goal === null
        ? null
        : Math.ceil((Math.max(0, goal - now) / perMinute) * 60),
    beganAt: row.began_at,
    endedAt: row.ended_at,
  };
}

function speed(context: TenantContext, row: RunRow, done: number): number {
  const [since = row.began_at, then = 0] = storedJson<[number, number][]>(row.pace)[0] ?? [];
  const span = Math.max(1_000, context.now() - since);
  return Math.round((Math.max(0, done - then) * MINUTE_MS) / span);
}
