/**
 * What the probe knows of its run, written after each step, so that a run that was stopped goes on:
 * what was found, and which records of its own there may be. It holds no token and no answer.
 */
import { existsSync, readFileSync } from "node:fs";
import { writeWhole } from "../write-whole.ts";
import type { Judgement } from "./check.ts";
import type { Exchange } from "./session.ts";

export type Finding = Judgement & { readonly id: string; readonly exchanges: readonly Exchange[] };

export type Stay = { readonly what: string; readonly marker: string };

export type ProbeState = {
  /** Stands in every record that the probe makes. */
  readonly marker: string;
  readonly began: string;
  readonly findings: Readonly<Record<string, Finding>>;
  /** What was made and can't be taken back. */
  readonly stays: readonly Stay[];
};

/** Begins each marker: by it records are found again, also by a run that has lost its state. */
export const MARKER = "ZZPROBE-";

export const freshState = (now: number, random: string): ProbeState => ({
  marker: MARKER + random,
  began: new Date(now).toISOString(),
  findings: {},
  stays: [],
});

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
