/** The only source of time, in ms since the epoch. Always injected, so that tests can move it. */
export type Clock = { now(): number };

export const systemClock: Clock = { now: () => Date.now() };
