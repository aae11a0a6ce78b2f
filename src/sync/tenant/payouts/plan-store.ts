/**
 * Plans of payouts as they are kept: the one that is being made, and the one that was made last.
 * What a plan in the making needs of all lines stands by its token, so that one that was left can't
 * be taken for another.
 */
import type { Target } from "../../../flows/payouts/match.ts";
import { gunzip, gzip } from "../../../store/seal.ts";
import { cachedFirst } from "../storage/answers.ts";
import { storedJson } from "../../../domain/stored-json.ts";
import { all, first, type Row, run } from "../storage/sql.ts";
import type { StoredPayout } from "./payout-store.ts";
import type { Kept, LineMatch } from "./line-matches.ts";
import type { Making, Planned } from "./planning.ts";

type PlanRow = {
  payout: string;
  /** Its maker: a run, or the alarm. */
  token: string;
  /** Its basis: the settings, and the last event of an order. */
  basis: string;
  body: string;
  /** When it was begun, or made. */
  at: number;
} & Row;

export type StoredMaking = Pick<PlanRow, "token" | "basis" | "body" | "at"> & {
  readonly making: Making;
};
type StoredPlan = Pick<PlanRow, "token" | "basis" | "at"> & { readonly planned: Planned };

const row = (sql: SqlStorage, payout: string, state: "making" | "made"): PlanRow | null =>
  first<PlanRow>(sql, "SELECT * FROM payout_plans WHERE payout = ? AND state = ?", payout, state);

export function makingOf(sql: SqlStorage, payout: string): StoredMaking | null {
  const found = row(sql, payout, "making");
  return found === null ? null : { ...found, making: storedJson<Making>(found.body) };
}

export function madeOf(sql: SqlStorage, payout: string): StoredPlan | null {
  const found = row(sql, payout, "made");
  return found === null ? null : { ...found, planned: storedJson<Planned>(found.body) };
}

const save = (
  sql: SqlStorage,
  state: "making" | "made",
  { payout, token, basis, body, at }: PlanRow,
): void =>
  run(
    sql,
    `INSERT OR REPLACE INTO payout_plans (payout, state, token, basis, body, at)
     VALUES (?, ?, ?, ?, ?, ?)`,
    payout,
    state,
    token,
    basis,
    body,
    at,
  );

type Begin = Pick<PlanRow, "payout" | "token" | "basis" | "at"> & {
  readonly making: Making;
};

/** In place of one that is being made. */
export const keepMaking = (sql: SqlStorage, { making, ...of }: Begin): void =>
  save(sql, "making", { ...of, body: JSON.stringify(making) });

/** The plan that was made takes the place of the one before. */
export function keepMade(
  sql: SqlStorage,
  { planned, ...of }: Omit<Begin, "making"> & { readonly planned: Planned },
): void {
  save(sql, "made", { ...of, body: JSON.stringify(planned) });
  forgetMaking(sql, of.payout);
}

export const forgetMaking = (sql: SqlStorage, payout: string): void =>
  run(sql, "DELETE FROM payout_plans WHERE payout = ? AND state = 'making'", payout);

/** When the newest of all plans was made, and how many there are. */
export const madeAt = (sql: SqlStorage): string => {
  const made = cachedFirst<{ at: number | null; n: number }>(
    sql,
    "SELECT max(at) AS at, count(*) AS n FROM payout_plans WHERE state = 'made'",
  );
  return `${made?.at ?? 0} ${made?.n ?? 0}`;
};

/** Something was said of the payout: its plan is no more what would be booked. */
export function forgetBasis(sql: SqlStorage, payout: string): void {
  forgetMaking(sql, payout);
  run(sql, "UPDATE payout_plans SET basis = '' WHERE payout = ?", payout);
}

/** Payouts whose plans the alarm makes: the first that was begun. */
export const begunByAlarm = (sql: SqlStorage): string | null =>
  cachedFirst<{ payout: string }>(
    sql,
    `SELECT payout FROM payout_plans
     WHERE state = 'making' AND token NOT LIKE 'run %'
     ORDER BY at
     LIMIT 1`,
  )?.payout ?? null;

const NONE_BEGUN = "NOT EXISTS (SELECT 1 FROM payout_plans WHERE state = 'making')";
const TIDIED_AT_ONCE = 2_000;

export const hasLeft = (sql: SqlStorage): boolean =>
  cachedFirst<{ n: number }>(
    sql,
    `SELECT (EXISTS (SELECT 1 FROM payout_payments) OR EXISTS (SELECT 1 FROM payout_taken))
       AND ${NONE_BEGUN} AS n`,
  )?.n === 1;

/** Some of what no plan in the making asks for any more. */
export function tidy(sql: SqlStorage): void {
  run(
    sql,
    `DELETE FROM payout_payments
     WHERE (token, payment) IN (
       SELECT token, payment FROM payout_payments WHERE ${NONE_BEGUN} LIMIT ${TIDIED_AT_ONCE}
     )`,
  );
  run(
    sql,
    `DELETE FROM payout_taken
     WHERE (token, place) IN (
       SELECT token, place FROM payout_taken WHERE ${NONE_BEGUN} LIMIT ${TIDIED_AT_ONCE}
     )`,
  );
}

/** What is too large for one row, in tables. */
export async function matchesOf(
  sql: SqlStorage,
  { upload, slot }: StoredPayout,
  part: number,
): Promise<readonly LineMatch[]> {
  const found = first<{ matched: ArrayBuffer | null }>(
    sql,
    "SELECT matched FROM payout_lines WHERE upload = ? AND slot = ? AND part = ?",
    upload,
    slot,
    part,
  );
  if (found === null || found.matched === null) return [];
  return storedJson(new TextDecoder().decode(await gunzip(new Uint8Array(found.matched))));
}

export const keptInTables = (sql: SqlStorage, payout: StoredPayout, token: string): Kept => ({
  matches: (part) => matchesOf(sql, payout, part),
  keep: async (part, matches) => {
    const text = Uint8Array.from(new TextEncoder().encode(JSON.stringify(matches)));
    const bytes = await gzip(text);
    return () =>
      run(
        sql,
        "UPDATE payout_lines SET matched = ? WHERE upload = ? AND slot = ? AND part = ?",
        bytes.slice().buffer,
        payout.upload,
        payout.slot,
        part,
      );
  },
  want: (payments) =>
    run(
      sql,
      `INSERT OR IGNORE INTO payout_payments (token, payment)
       SELECT ?, value FROM json_each(?)`,
      token,
      JSON.stringify(payments),
    ),
  wanted: (payments) =>
    new Map(
      all<{ payment: string; target: string | null }>(
        sql,
        `SELECT payment, target FROM payout_payments
         WHERE token = ? AND payment IN (SELECT value FROM json_each(?))`,
        token,
        JSON.stringify(payments),
      ).map(({ payment, target }) => [
        payment,
        target === null ? null : storedJson<Target>(target),
      ]),
    ),
  name: (payment, target) =>
    run(
      sql,
      "UPDATE payout_payments SET target = ? WHERE token = ? AND payment = ?",
      JSON.stringify(target),
      token,
      payment,
    ),
  taken: (places) =>
    new Map(
      all<{ place: string; cents: number }>(
        sql,
        `SELECT place, cents FROM payout_taken
         WHERE token = ? AND place IN (SELECT value FROM json_each(?))`,
        token,
        JSON.stringify(places),
      ).map(({ place, cents }) => [place, cents]),
    ),
  take: (taken) =>
    run(
      sql,
      `INSERT OR REPLACE INTO payout_taken (token, place, cents)
       SELECT ?, value ->> 0, value ->> 1 FROM json_each(?)`,
      token,
      JSON.stringify([...taken]),
    ),
  clear: () => {
    run(sql, "DELETE FROM payout_payments WHERE token = ?", token);
    run(sql, "DELETE FROM payout_taken WHERE token = ?", token);
  },
});

/** The same in memory, for a payout of a few hundred lines: looking at it writes nothing. */
export function keptInMemory(): Kept & { readonly all: () => readonly LineMatch[] } {
  const parts = new Map<number, readonly LineMatch[]>();
  const payments = new Map<string, Target | null>();
  const taken = new Map<string, number>();
  return {
    matches: (part) => Promise.resolve(parts.get(part) ?? []),
    keep: (part, matches) => Promise.resolve(() => void parts.set(part, matches)),
    want: (wanted) => {
      for (const payment of wanted) if (!payments.has(payment)) payments.set(payment, null);
    },
    wanted: (asked) =>
      new Map(
        asked.flatMap((payment): [string, Target | null][] => {
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
