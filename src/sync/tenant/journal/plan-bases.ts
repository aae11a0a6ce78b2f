/**
 * Bases of plans: the settings and the ledger's lists, stored once for all timelines that refer to
 * them (sync/plan-basis.ts). They contain no personal data of buyers and aren't sealed elsewhere in
 * the object either.
 *
 * A row is written only when settings or lists changed. The newest row stays; older ones stay until
 * no timeline can refer to them any more.
 */
import { DAY_MS } from "../../../domain/platform/durations.ts";
import type { LedgerLists } from "../../../flows/port.ts";
import type { Claim } from "../../contract/runs.ts";
import { basisText } from "../../plan-basis.ts";
import { cachedFirst } from "../storage/cached-reads.ts";
import { first, type Row, run } from "../storage/sql.ts";

type Source = Pick<Claim, "settings" | "lists">;
type BasisRow = { id: number; used_at: number; text: string } & Row;

/** The use of a basis is noted at most this often, as each note writes a row. */
const NOTED_EVERY_MS = DAY_MS;
/** A run ends within a day of its claim, and the use was noted within a day before it. */
const MARGIN_MS = 2 * DAY_MS;

const texts = new WeakMap<LedgerLists, { readonly settings: unknown; readonly text: string }>();

function textOf(source: Source): string {
  const before = texts.get(source.lists);
  if (before?.settings === source.settings) return before.text;
  const text = basisText(source);
  texts.set(source.lists, { settings: source.settings, text });
  return text;
}

/** Stores the claim's basis if it is new, and returns its number. */
export function numberOf(sql: SqlStorage, source: Source, now: number): number {
  const text = textOf(source);
  const newest = cachedFirst<BasisRow>(sql)`
    SELECT id, used_at, text FROM plan_bases ORDER BY id DESC LIMIT 1`;
  if (newest?.text !== text) {
    const id = (newest?.id ?? 0) + 1;
    run(sql)`INSERT INTO plan_bases (id, used_at, text) VALUES (${id}, ${now}, ${text})`;
    return id;
  }
  if (now >= newest.used_at + NOTED_EVERY_MS)
    run(sql)`UPDATE plan_bases SET used_at = ${now} WHERE id = ${newest.id}`;
  return newest.id;
}

/** Returns the basis as JSON; `null`: it is past its retention. */
export const read = (sql: SqlStorage, id: number): string | null =>
  first<{ text: string }>(sql)`SELECT text FROM plan_bases WHERE id = ${id}`?.text ?? null;

/** Deletes bases that only timelines from before an instant (ms) refer to. */
export function expire(sql: SqlStorage, before: number): void {
  run(sql)`
    DELETE FROM plan_bases
    WHERE used_at < ${before - MARGIN_MS} AND id < (SELECT max(id) FROM plan_bases)`;
}
