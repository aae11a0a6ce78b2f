/**
 * A payout's stored plans: an unfinished one, and the last finished one (states `making` and
 * `made`). What an unfinished plan keeps of its lines is stored under its token, so that an
 * abandoned plan's rows are never used by another.
 */
import type { MatchableOrder } from "../../../../flows/payouts/match.ts";
import { gunzip, gzip } from "../../../../store/seal.ts";
import { cachedFirst } from "../../storage/cached-reads.ts";
import { storedJson } from "../../../../domain/platform/stored-json.ts";
import { all, among, first, raw, type Row, run } from "../../storage/sql.ts";
import type { StoredPayout } from "../payout-store.ts";
import type { MatchStore, LineMatch } from "./line-matches.ts";
import type { UnfinishedPlan, FinishedPlan } from "./steps.ts";

type PlanRow = {
  payout: string;
  /** Who makes it: a run, or the alarm. */
  token: string;
  /** Its basis: the settings, and the last event of an order. */
  basis: string;
  body: string;
  /** When it was begun, or finished. */
  at: number;
} & Row;

export type StoredUnfinished = Pick<PlanRow, "token" | "basis" | "body" | "at"> & {
  readonly making: UnfinishedPlan;
};
type StoredFinished = Pick<PlanRow, "token" | "basis" | "at"> & { readonly planned: FinishedPlan };

const row = (sql: SqlStorage, payout: string, state: "making" | "made"): PlanRow | null =>
  first<PlanRow>(sql)`SELECT * FROM payout_plans WHERE payout = ${payout} AND state = ${state}`;

export function unfinishedOf(sql: SqlStorage, payout: string): StoredUnfinished | null {
  const found = row(sql, payout, "making");
  return found === null ? null : { ...found, making: storedJson<UnfinishedPlan>(found.body) };
}

export function finishedOf(sql: SqlStorage, payout: string): StoredFinished | null {
  const found = row(sql, payout, "made");
  return found === null ? null : { ...found, planned: storedJson<FinishedPlan>(found.body) };
}

const save = (
  sql: SqlStorage,
  state: "making" | "made",
  { payout, token, basis, body, at }: PlanRow,
): void =>
  run(sql)`
    INSERT OR REPLACE INTO payout_plans (payout, state, token, basis, body, at)
    VALUES (${payout}, ${state}, ${token}, ${basis}, ${body}, ${at})`;

type Begin = Pick<PlanRow, "payout" | "token" | "basis" | "at"> & {
  readonly making: UnfinishedPlan;
};

/** Replaces the payout's unfinished plan. */
export const saveUnfinished = (sql: SqlStorage, { making, ...of }: Begin): void =>
  save(sql, "making", { ...of, body: JSON.stringify(making) });

/** Replaces the payout's finished plan. */
export function saveFinished(
  sql: SqlStorage,
  { planned, ...of }: Omit<Begin, "making"> & { readonly planned: FinishedPlan },
): void {
  save(sql, "made", { ...of, body: JSON.stringify(planned) });
  forgetUnfinished(sql, of.payout);
}

export const forgetUnfinished = (sql: SqlStorage, payout: string): void =>
  run(sql)`DELETE FROM payout_plans WHERE payout = ${payout} AND state = 'making'`;

/** When the newest of all plans was made, and how many there are. */
export const newestPlans = (sql: SqlStorage): string => {
  const made = cachedFirst<{ at: number | null; n: number }>(sql)`
    SELECT max(at) AS at, count(*) AS n FROM payout_plans WHERE state = 'made'`;
  return `${made?.at ?? 0} ${made?.n ?? 0}`;
};

/** Marks the payout's plan as out of date, as a person changed something of the payout. */
export function outdate(sql: SqlStorage, payout: string): void {
  forgetUnfinished(sql, payout);
  run(sql)`UPDATE payout_plans SET basis = '' WHERE payout = ${payout}`;
}

/** The payout whose plan the alarm continues: the one begun first. */
export const nextForAlarm = (sql: SqlStorage): string | null =>
  cachedFirst<{ payout: string }>(sql)`
    SELECT payout FROM payout_plans
    WHERE state = 'making' AND token NOT LIKE 'run %'
    ORDER BY at
    LIMIT 1`?.payout ?? null;

const NONE_BEGUN = "NOT EXISTS (SELECT 1 FROM payout_plans WHERE state = 'making')";
const TIDIED_AT_ONCE = 2_000;

export const hasLeftovers = (sql: SqlStorage): boolean =>
  cachedFirst<{ n: number }>(sql)`
    SELECT (EXISTS (SELECT 1 FROM payout_payments) OR EXISTS (SELECT 1 FROM payout_taken))
      AND ${raw(NONE_BEGUN)} AS n`?.n === 1;

/** Deletes some of the rows that no unfinished plan needs any more. */
export function deleteLeftovers(sql: SqlStorage): void {
  run(sql)`
    DELETE FROM payout_payments
    WHERE (token, payment) IN (
      SELECT token, payment FROM payout_payments WHERE ${raw(NONE_BEGUN)}
      LIMIT ${raw(TIDIED_AT_ONCE)}
    )`;
  run(sql)`
    DELETE FROM payout_taken
    WHERE (token, place) IN (
      SELECT token, place FROM payout_taken WHERE ${raw(NONE_BEGUN)} LIMIT ${raw(TIDIED_AT_ONCE)}
    )`;
}

/** What is too large for one row, in tables. */
export async function matchesOf(
  sql: SqlStorage,
  { upload, slot }: StoredPayout,
  part: number,
): Promise<readonly LineMatch[]> {
  const found = first<{ matched: ArrayBuffer | null }>(sql)`
    SELECT matched FROM payout_lines WHERE upload = ${upload} AND slot = ${slot}
      AND part = ${part}`;
  if (found === null || found.matched === null) return [];
  return storedJson(new TextDecoder().decode(await gunzip(new Uint8Array(found.matched))));
}

export const matchesInTables = (
  sql: SqlStorage,
  payout: StoredPayout,
  token: string,
): MatchStore => ({
  matches: (part) => matchesOf(sql, payout, part),
  keep: async (part, matches) => {
    const text = Uint8Array.from(new TextEncoder().encode(JSON.stringify(matches)));
    const bytes = await gzip(text);
    return () =>
      run(sql)`
        UPDATE payout_lines SET matched = ${bytes.slice().buffer} WHERE upload = ${payout.upload}
          AND slot = ${payout.slot} AND part = ${part}`;
  },
  want: (payments) =>
    run(sql)`
      INSERT OR IGNORE INTO payout_payments (token, payment)
      SELECT ${token}, value FROM json_each(${JSON.stringify(payments)})`,
  wanted: (payments) =>
    new Map(
      all<{ payment: string; target: string | null }>(sql)`
        SELECT payment, target FROM payout_payments
        WHERE token = ${token} AND payment IN ${among(payments)}`.map(({ payment, target }) => [
        payment,
        target === null ? null : storedJson<MatchableOrder>(target),
      ]),
    ),
  name: (payment, target) =>
    run(sql)`
      UPDATE payout_payments SET target = ${JSON.stringify(target)} WHERE token = ${token}
        AND payment = ${payment}`,
  taken: (places) =>
    new Map(
      all<{ place: string; cents: number }>(sql)`
        SELECT place, cents FROM payout_taken
        WHERE token = ${token} AND place IN ${among(places)}`.map(({ place, cents }) => [
        place,
        cents,
      ]),
    ),
  take: (taken) =>
    run(sql)`
      INSERT OR REPLACE INTO payout_taken (token, place, cents)
      SELECT ${token}, value ->> 0, value ->> 1 FROM json_each(${JSON.stringify([...taken])})`,
  clear: () => {
    run(sql)`DELETE FROM payout_payments WHERE token = ${token}`;
    run(sql)`DELETE FROM payout_taken WHERE token = ${token}`;
  },
});

/** The same in memory, for a payout of a few hundred lines: looking at it writes nothing. */
export function matchesInMemory(): MatchStore & { readonly all: () => readonly LineMatch[] } {
  const parts = new Map<number, readonly LineMatch[]>();
  const payments = new Map<string, MatchableOrder | null>();
  const taken = new Map<string, number>();
  return {
    matches: (part) => Promise.resolve(parts.get(part) ?? []),
    keep: (part, matches) => Promise.resolve(() => void parts.set(part, matches)),
    want: (wanted) => {
      for (const payment of wanted) if (!payments.has(payment)) payments.set(payment, null);
    },
    wanted: (asked) =>
      new Map(
        asked.flatMap((payment): [string, MatchableOrder | null][] => {
          const target = payments.get(payment);
          return target === undefined ? [] : [[payment, target]];
        }),
      ),
    name: (payment, target) => void payments.set(payment, target),
    taken: () => taken,
    take: (more) => {
      for (const [place, cents] of more) taken.set(place, cents);
    },
    clear: () => {
      payments.clear();
      taken.clear();
    },
    all: () => [...parts].toSorted(([a], [b]) => a - b).flatMap(([, matches]) => matches),
  };
}
