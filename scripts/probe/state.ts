/**
 * The probe's state, written after each step, so that a stopped run continues: the findings, and
 * records of its own that may exist. Contains no token and no answer.
 */
import { existsSync, readFileSync } from "node:fs";
import { Complaint } from "../complaint.ts";
import { writeWhole } from "../write-whole.ts";
import type { Judgement } from "./check.ts";
import type { Exchange } from "./session.ts";

export type Finding = Judgement & { readonly id: string; readonly exchanges: readonly Exchange[] };

export type Stay = { readonly what: string; readonly marker: string };

export type ProbeState = {
  /** Which company or administration it is about. */
  readonly account: string;
  /** Stands in every record that the probe makes. */
  readonly marker: string;
  readonly began: string;
  readonly findings: Readonly<Record<string, Finding>>;
  /** Records that can't be removed. */
  readonly stays: readonly Stay[];
};

/** Begins each marker: by it records are found again, also by a run that has lost its state. */
export const MARKER = "ZZPROBE-";

export const freshState = (now: number, random: string, account: string): ProbeState => ({
  account,
  marker: MARKER + random,
  began: new Date(now).toISOString(),
  findings: {},
  stays: [],
});

/**
 * Where a run begins: at what an earlier one of the same account kept. `again` forgets what it
 * found, never what it left there. Throws where the account is another one.
 */
export function stateToGoOn(
  kept: ProbeState | null,
  fresh: ProbeState,
  again: boolean,
): ProbeState {
  if (kept === null) return fresh;
  if (kept.account === fresh.account) return again ? { ...fresh, stays: kept.stays } : kept;
  if (again) return fresh;
  throw new Complaint(
    `An earlier run was in another account. --again begins anew in this one;
what the earlier one left there is taken back by --clean, signed in there.`,
  );
}

export type StateStore = {
  read(): ProbeState | null;
  write(state: ProbeState): void;
};

export function fileStore(path: string): StateStore {
  return {
    read: () => (existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as ProbeState) : null),
    write: (state) => writeWhole(path, JSON.stringify(state, null, 2)),
  };
}
