/**
 * The product compares both sides at night, by Dutch clocks: a test that runs on a machine at night
 * would meet that in the middle of something else, and one that lets hours pass meets it sooner or
 * later, by when it began. So every test's clock begins at the next morning, at one hour.
 */
const DAY_MS = 86_400_000;
/** Past five o'clock in Amsterdam, in summer and in winter; UTC. */
const MORNING_MS = 6 * 3_600_000;

/** How long until the next morning; `now` in ms. */
export const untilMorning = (now: number): number =>
  (MORNING_MS - (now % DAY_MS) + DAY_MS) % DAY_MS;
