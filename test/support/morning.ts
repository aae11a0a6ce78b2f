/**
 * The product compares both sides at night, by Dutch clocks: a test that runs on a machine at night
 * would meet that in the middle of something else, and late in the evening the shop's day is
 * another one than the machine's. So a test's clock begins by day: at night at the next morning.
 */
const DAY_MS = 86_400_000;
/** Past five o'clock in Amsterdam, in summer and in winter; UTC. */
const MORNING_MS = 6 * 3_600_000;
/** Two hours before a Dutch midnight in summer; UTC. */
const EVENING_MS = 20 * 3_600_000;

export const isNight = (now: number): boolean =>
  now % DAY_MS < MORNING_MS || now % DAY_MS >= EVENING_MS;

/** How long until the next morning; `now` in ms. */
export const untilMorning = (now: number): number =>
  (MORNING_MS - (now % DAY_MS) + DAY_MS) % DAY_MS;
