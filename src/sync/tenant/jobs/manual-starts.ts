/**
 * When a person last began a recurring work, by the work's key, and as which job. A turn's own row
 * tells only what the schedule began.
 */
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";

const KEY = "begun-by-hand";

/** The last manual start of one work. */
type Begun = { readonly at: number; readonly jobId: string };

/** The last manual start of each work, by its key. */
export const all = (sql: SqlStorage): Readonly<Record<string, Begun>> =>
  storedJson(meta.get(sql, KEY) ?? "{}");

/** A person begins the work of this key now. */
export const note = (sql: SqlStorage, key: string, jobId: string, now: number): void =>
  meta.set(sql, KEY, JSON.stringify({ ...all(sql), [key]: { at: now, jobId } satisfies Begun }));
