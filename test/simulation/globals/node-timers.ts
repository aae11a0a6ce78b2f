/** `node:timers` and `node:timers/promises` by the simulation's clock. */
import { machine } from "../current.ts";

type Timer = ReturnType<typeof machine.time.at>;

const later = (run: () => void, ms = 0): Timer => machine.time.after(ms, run);
export const clearTimeout = (timer: Timer): void => {
  timer.run = null;
};

/** Of `node:timers`, and of `node:timers/promises` where nothing but a time is given. */
export const setTimeout = (first: number | (() => void), ms?: number): Timer | Promise<void> =>
  typeof first === "number" ? machine.time.wait(first) : later(first, ms);
