/**
 * What a tenant leased ahead for jobs that it has waiting, until they ask. A slot is given once. It
 * ends by itself, so a holder that dies, or whose jobs need nothing after all, gives nothing back:
 * the gate hands out no instant twice, and counted it when it leased it. Pure but for what it
 * holds; instants in ms of the holder's own clock.
 */

/**
 * So long after its instant a slot may still be used. Calls may be three seconds late (spacing.ts);
 * the rest is for what happens to a call on its way.
 */
export const HELD_MS = 500;

export class HeldSlots {
  readonly #held = new Map<string, number[]>();

  keep(of: string, instants: readonly number[]): void {
    if (instants.length > 0) this.#held.set(of, [...(this.#held.get(of) ?? []), ...instants]);
  }

  /** The first one that can still be used, in how many ms from now; `null`: none is held. */
  take(of: string, now: number): number | null {
    const usable = (this.#held.get(of) ?? []).filter((slot) => slot + HELD_MS >= now);
    const [slot, ...rest] = usable;
    if (rest.length === 0) this.#held.delete(of);
    else this.#held.set(of, rest);
    return slot === undefined ? null : Math.max(0, slot - now);
  }

  /** The vendor refused a call: what was leased lies within the pause that it named. */
  drop(isMeant: (of: string) => boolean): void {
    for (const of of this.#held.keys()) if (isMeant(of)) this.#held.delete(of);
  }
}
