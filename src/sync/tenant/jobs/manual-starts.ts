/**
 * When a person last started a recurring work, by the work's key, and with which job. The table of
 * turns has only what the schedule started.
 */
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";

const KEY = "begun-by-hand";

/** The last manual start of one work. */
type ManualStart = { readonly at: number; readonly jobId: string };

/** Returns the last manual start of each work, by its key. */
export const all = (sql: SqlStorage): Readonly<Record<string, ManualStart>> =>
  storedJson(meta.get(sql, KEY) ?? "{}");

/** Notes that a person starts the work of this key now. */
export const note = (sql: SqlStorage, key: string, jobId: string, now: number): void =>
  meta.set(
    sql,
    KEY,
    JSON.stringify({ ...all(sql), [key]: { at: now, jobId } satisfies ManualStart }),
  );
