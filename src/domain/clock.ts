/**
 * The only source of time: ms since the epoch. Injected everywhere, so that days can be tested by
 * moving it.
 */
export type Clock = { now(): number };

export const systemClock: Clock = { now: () => Date.now() };
