/**
 * What a 429 teaches. Requests are spaced so that the vendor never has to refuse one; if it does
 * all the same, somebody else uses the same client, or the limit is lower than is known. So the
 * endpoint's requests are spaced wider for a while, and step by step back to usual as long as
 * nothing more is refused. Pure; instants in ms.
 */

/** `factor`: how much wider than usual, at `at`. */
export type Strain = { readonly factor: number; readonly at: number };

const STEP = 1.25;
/** A quarter of the limit is left in any case. */
const MOST = 4;
/** So long it takes from one step wider back to usual. */
const EASE_MS = 10 * 60_000;

/** How much wider than usual to space now: 1 is as usual. */
export function strainNow(strain: Strain | null, now: number): number {
  if (strain === null) return 1;
  const eased = ((STEP - 1) * Math.max(0, now - strain.at)) / EASE_MS;
  return Math.max(1, strain.factor - eased);
}

/**
 * After a 429. Several of one moment are one lesson: who was refused during the pause that the
 * first one named had been sent before it.
 */
export function strained(strain: Strain | null, now: number, pausedUntil: number): Strain {
  if (strain !== null && now < pausedUntil) return strain;
  return { factor: Math.min(MOST, strainNow(strain, now) * STEP), at: now };
}
