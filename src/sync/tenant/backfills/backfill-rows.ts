/** The rows of back-fills and of runs that take back, and the list of orders of each. */
import { message } from "../../../messages/message.ts";
import type { BackfillView, Refusal } from "../../contract/index.ts";
import type { TakeBackScope } from "../../contract/backfills.ts";
import { refusal } from "../../contract/views.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import * as meta from "../storage/meta.ts";
import { first, raw, type Row, run } from "../storage/sql.ts";

export type BackfillRow = {
  id: string;
  of: string | null;
  from_day: string;
  to_day: string;
  state: BackfillState;
  settings_version: number;
  actor: string;
  created_at: number;
  ended_at: number | null;
  /** What it removes, as JSON; `null`: it books. */
  take_back: string | null;
} & Row;
export type BackfillState = BackfillView["state"];

const ACTIVE = "('listing', 'running', 'cancelling', 'undoing')";
export const byId = (sql: SqlStorage, id: string): BackfillRow | null =>
  first<BackfillRow>(sql)`SELECT * FROM backfills WHERE id = ${id}`;

export const active = (sql: SqlStorage): BackfillRow | null =>
  cachedFirst<BackfillRow>(sql)`
    SELECT * FROM backfills WHERE state IN ${raw(ACTIVE)} ORDER BY id LIMIT 1`;

/** Another one begins once this is over. */
export const underWay = (other: BackfillRow): Refusal =>
  refusal(
    "back-fill-active",
    message("refusals.backfillActive", { id: other.id, doing: doingOf(other) }),
  );

function doingOf({ of, state, take_back }: BackfillRow): "dry" | "undoDry" | "undo" | "book" {
  if (state === "undoing") return "undo";
  if (take_back !== null) return of === null ? "undoDry" : "undo";
  return of === null ? "dry" : "book";
}

/** No run of this object gets this id. */
export function reserveId(sql: SqlStorage, id: string): void {
  const number = Number(id.slice(1));
  if (number > Number(meta.get(sql, IDS) ?? 0)) meta.set(sql, IDS, String(number));
}

const IDS = "backfills";

/** Under the settings of now. Answers its id. */
export function insert(
  { sql, now }: TenantContext,
  row: {
    readonly of: string | null;
    readonly from: string;
    readonly to: string;
    readonly state: BackfillState;
    readonly actor: string;
    readonly takeBack: TakeBackScope | null;
  },
): string {
  const id = `b${String(meta.next(sql, IDS)).padStart(6, "0")}`;
  run(sql)`
    INSERT INTO backfills (
      id, of, from_day, to_day, state, settings_version, actor, created_at, take_back
    )
    VALUES (${id}, ${row.of}, ${row.from}, ${row.to}, ${row.state},
      ${meta.configuration(sql)?.version ?? 0}, ${row.actor}, ${now()},
      ${row.takeBack === null ? null : JSON.stringify(row.takeBack)})`;
  return id;
}
