/** Small facts of the tenant's object: who it is, what it works with, whether it is paused. */
import { DEFAULT_LANGUAGE, isLanguage, type Language } from "../../../domain/language.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { Settings } from "../../../settings/schema.ts";
import { readStoredSettings } from "../../../settings/versions/stored-settings.ts";
import type { PauseState } from "../../contract/index.ts";
import { memoryOf } from "./memory.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { first, run } from "./sql.ts";

export type Configuration = {
  readonly administrationId: number;
  readonly version: number;
  readonly settings: Settings;
  /** The language of mails to its people; an older caller doesn't say. */
  readonly language?: string;
  /** The shop's own, as mails and chats call it; an older caller doesn't say. */
  readonly name?: string;
};

/** The last run of the reconciliation, also one under way (reconciliation-store.ts). */
export const COMPARISON = "proof";

/** Read once: a run needs a dozen of them, and they rarely change. */
export function get(sql: SqlStorage, key: string): string | null {
  const { meta } = memoryOf(sql);
  const known = meta.get(key);
  if (known !== undefined) return known;
  const value = first<{ v: string }>(sql)`SELECT v FROM meta WHERE k = ${key}`?.v ?? null;
  meta.set(key, value);
  return value;
}

/** Writes nothing where it says what it said before. */
export function set(sql: SqlStorage, key: string, value: string): void {
  if (get(sql, key) === value) return;
  run(sql)`INSERT OR REPLACE INTO meta (k, v) VALUES (${key}, ${value})`;
  memoryOf(sql).meta.set(key, value);
}

export function clear(sql: SqlStorage, key: string): void {
  if (get(sql, key) === null) return;
  run(sql)`DELETE FROM meta WHERE k = ${key}`;
  memoryOf(sql).meta.set(key, null);
}

/** The next value of a counter that never goes back. */
export function next(sql: SqlStorage, counter: string): number {
  const value = Number(get(sql, counter) ?? 0) + 1;
  set(sql, counter, String(value));
  return value;
}

const LIVE_SINCE = "live-since";

/** When orders were first on and written, ms; `null`: never yet. */
export const liveSince = (sql: SqlStorage): number | null => {
  const since = get(sql, LIVE_SINCE);
  return since === null ? null : Number(since);
};

const RETIRED = "retired";

/** Whether the tenant was ended: it is never used again. */
export const isRetired = (sql: SqlStorage): boolean => get(sql, RETIRED) !== null;

export const end = (sql: SqlStorage, now: number): void => set(sql, RETIRED, String(now));

/** The first time counts. */
export function goLive(sql: SqlStorage, now: number): void {
  if (liveSince(sql) === null) set(sql, LIVE_SINCE, String(now));
}

export const bornAt = (sql: SqlStorage): number => Number(get(sql, "born") ?? 0);

/**
 * Parsed once for each text: it is needed several times a job, and checking it costs more than the
 * rest of a claim. Per object, as many of them live in one isolate: a single place would be parsed
 * again with every other tenant's job.
 */
const read = new WeakMap<
  SqlStorage,
  { readonly text: string; readonly configuration: Configuration | null }
>();

/** `null` too for settings of a newer release: their jobs wait until it is back. */
export function configuration(sql: SqlStorage): Configuration | null {
  const text = get(sql, "configuration");
  if (text === null) return null;
  const before = read.get(sql);
  if (before?.text === text) return before.configuration;
  const stored = storedJson<Configuration>(text);
  const settings = readStoredSettings(stored.settings);
  const made = settings === null ? null : { ...stored, settings };
  read.set(sql, { text, configuration: made });
  return made;
}

/** An older version never replaces a newer one: two calls may arrive in the wrong order. */
export function configure(sql: SqlStorage, next: Configuration): void {
  if (next.language !== undefined) set(sql, "language", next.language);
  if (next.name !== undefined) set(sql, "name", next.name);
  const text = get(sql, "configuration");
  if (text === null || next.version >= storedJson<Configuration>(text).version)
    set(sql, "configuration", JSON.stringify(next));
}

/** The shop's name on its pages; `null`: the object wasn't told yet. */
export const shopName = (sql: SqlStorage): string | null => get(sql, "name");

/** In which documents are written; empty where the settings ask for none. */
export function languageFor(
  sql: SqlStorage,
  { orders }: Settings,
): { readonly language?: Language } {
  return orders.attachPdf.length === 0 ? {} : { language: tenantLanguage(sql) };
}

/** The language of documents, whatever the settings. */
export function tenantLanguage(sql: SqlStorage): Language {
  const language = get(sql, "language");
  return isLanguage(language) ? language : DEFAULT_LANGUAGE;
}

/** How far a running resume is: claims/resuming.ts. */
export const RESUMING = "resuming";

export function pauseState(sql: SqlStorage): PauseState {
  const text = get(sql, "pause");
  return text === null ? { paused: false } : storedJson<PauseState>(text);
}

export function pause(sql: SqlStorage, by: "person" | "engine", reason: Reason, now: number): void {
  set(sql, "pause", JSON.stringify({ paused: true, by, reason, since: now } satisfies PauseState));
  // Jobs that the last resume hasn't woken yet keep waiting: the next one wakes everything.
  clear(sql, RESUMING);
}

const RESUMED = "resumed";

export function resume(sql: SqlStorage, now: number): void {
  clear(sql, "pause");
  set(sql, RESUMED, String(now));
}

/** When the tenant was last resumed; 0: never. */
export const resumedAt = (sql: SqlStorage): number => Number(get(sql, RESUMED) ?? 0);

/** Flows that a person stopped: their jobs wait, all others continue. */
type FlowStops = Readonly<
  Record<string, { readonly actor: string; readonly note: string; readonly since: number }>
>;

export const stoppedFlows = (sql: SqlStorage): FlowStops =>
  storedJson<FlowStops>(get(sql, "stopped-flows") ?? "{}");

export function stopFlow(sql: SqlStorage, flow: string, stop: FlowStops[string]): void {
  set(sql, "stopped-flows", JSON.stringify({ ...stoppedFlows(sql), [flow]: stop }));
}

export function startFlow(sql: SqlStorage, flow: string): void {
  const { [flow]: _, ...others } = stoppedFlows(sql);
  set(sql, "stopped-flows", JSON.stringify(others));
}

export function memory(sql: SqlStorage): Record<string, string> {
  return storedJson<Record<string, string>>(get(sql, "memory") ?? "{}");
}

/** Back to what was remembered before; `null`: nothing was. */
export function restore(sql: SqlStorage, before: Readonly<Record<string, string | null>>): void {
  const entries = Object.entries({ ...memory(sql), ...before }).filter(
    ([, value]) => value !== null,
  );
  set(sql, "memory", JSON.stringify(Object.fromEntries(entries)));
}

export function remember(sql: SqlStorage, more: Readonly<Record<string, string>>): void {
  if (Object.keys(more).length === 0) return;
  const all = Object.entries({ ...memory(sql), ...more }).filter(([, value]) => value !== "");
  set(sql, "memory", JSON.stringify(Object.fromEntries(all)));
}

export type LastWebhook = { readonly type: string; readonly at: number };

export const lastWebhook = (sql: SqlStorage): LastWebhook | null =>
  storedJson<LastWebhook | null>(get(sql, "heard") ?? "null");

const NOTED_EVERY_MS = 10_000;

/** Notes that a webhook came. Not each one of a burst: it is only shown to people. */
export function noteWebhook(sql: SqlStorage, type: string, now: number): void {
  const before = lastWebhook(sql);
  if (before === null || before.type !== type || now - before.at >= NOTED_EVERY_MS)
    set(sql, "heard", JSON.stringify({ type, at: now } satisfies LastWebhook));
}
