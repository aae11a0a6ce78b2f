/**
 * How often what goes wrong, of ten thousand passes of a place of that kind. Where several stand
 * together, each pass has at most one of them.
 */
import type { Chance } from "../support/seeded.ts";
import type { Rates } from "./faults.ts";

export const RATES: Readonly<Record<string, Rates>> = {
  /** Of an object, by a runner or another object. */
  call: { lost: 10, "answer-lost": 15, slow: 20, "answer-slow": 20, crash: 10, "crash-after": 15 },
  /** An isolate dies while it has something to do. */
  isolate: { dies: 60 },
  /** An object dies within its alarm. */
  "alarm-run": { dies: 30 },
  alarm: { lost: 30, late: 100, twice: 100 },
  cron: { lost: 500 },
  statement: { throws: 1 },
  clock: { off: 3_000 },
  write: {
    lost: 60,
    "answer-lost": 100,
    "late-commit": 60,
    "late-commit-hangs": 30,
    hangs: 30,
    "hangs-after": 40,
    slow: 20,
    "answer-slow": 20,
    busy: 60,
    "500": 40,
    "503": 30,
    expired: 20,
  },
  read: { lost: 40, hangs: 20, "answer-slow": 20, busy: 40, "500": 30, "503": 20, expired: 10 },
  d1: { error: 60, lost: 30, "answer-lost": 30, slow: 20, "answer-slow": 20, hangs: 10 },
  send: { lost: 60, "answer-lost": 60, slow: 20 },
  message: { lost: 100, late: 200, twice: 300 },
  mail: { lost: 100, "answer-lost": 100, slow: 100 },
  /** A webhook on its way. */
  http: { lost: 500, "answer-lost": 200, slow: 300 },
};

const STRENGTHS = [0, 1, 1, 1, 3, 8];
const MOST = 4_000;

/**
 * Another weather for each seed: some kinds of faults are left out, some come in storms, so that
 * what one kind hides shows where it is away.
 */
export function chosenRates(chance: Chance): Readonly<Record<string, Rates>> {
  return Object.fromEntries(
    Object.entries(RATES).map(([kind, rates]) => {
      const strength = chance.one(STRENGTHS);
      return [
        kind,
        Object.fromEntries(
          Object.entries(rates).map(([what, rate]) => [
            what,
            Math.min(MOST, Math.round(rate * (chance.in100(80) ? strength : 0))),
          ]),
        ),
      ];
    }),
  );
}
