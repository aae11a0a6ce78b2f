/**
 * How often what goes wrong, of ten thousand passes of a place of that kind. Where several stand
 * together, each pass has at most one of them.
 */
import type { Chance } from "../support/seeded.ts";
import type { Rates } from "./faults.ts";

export const RATES: Readonly<Record<string, Rates>> = {
  /** Of an object, by a runner or another object. */
  call: { lost: 10, "answer-lost": 15, slow: 30, "answer-slow": 20, crash: 10, "crash-after": 15 },
  /** An isolate dies, or gets no time for a while, as it has something to do. */
  isolate: { dies: 60, freezes: 30 },
  /** An object dies within its alarm. */
  "alarm-run": { dies: 30 },
  alarm: { lost: 30, late: 100, twice: 100 },
  cron: { lost: 500 },
  statement: { throws: 2 },
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
 * Half of the worlds have a bit of everything. The others have little but one kind of trouble, and
 * much of that, so that a mechanism which is there for it has to stand alone: two runners of one
 * job, writes of which nobody knows what came, statements that fail between two others.
 */
export const WEATHERS = ["mixed", "races", "doubts", "torn"] as const;
export type Weather = (typeof WEATHERS)[number];

const OF_WEATHER: Readonly<Record<Exclude<Weather, "mixed">, Readonly<Record<string, Rates>>>> = {
  races: {
    isolate: { freezes: 300 },
    call: { slow: 60, "answer-slow": 60 },
    message: { late: 500, twice: 2_500 },
    alarm: { late: 300, twice: 1_000 },
    clock: { off: 5_000 },
    read: { "answer-slow": 60 },
  },
  doubts: {
    write: {
      lost: 100,
      "answer-lost": 300,
      "late-commit": 300,
      "late-commit-hangs": 100,
      hangs: 60,
      "hangs-after": 100,
    },
    message: { twice: 500 },
  },
  torn: {
    statement: { throws: 25 },
    call: { crash: 60, "crash-after": 100 },
    isolate: { dies: 200 },
    "alarm-run": { dies: 100 },
    d1: { error: 100, "answer-lost": 100 },
    message: { twice: 500 },
  },
};

export const weatherOf = (chance: Chance): Weather =>
  chance.one(["mixed", "mixed", "mixed", "races", "doubts", "torn"] as const);

/**
 * Another weather for each seed: some kinds of faults are left out, some come in storms, so that
 * what one kind hides shows where it is away.
 */
export function chosenRates(chance: Chance): Readonly<Record<string, Rates>> {
  const weather = weatherOf(chance);
  if (weather !== "mixed") return OF_WEATHER[weather];
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
