/**
 * Counts calls by when they can have gone out, not by when they were promised: whoever was given a
 * slot may be late by as much as a slot lives, and ten that are late by different times go out at
 * once. So a call counts until its runner has said when it went out, and no more than `most` of
 * them can fall into any stretch of `width`, however late any is. In memory: pure but for that.
 * Instants in ms of the object's own clock.
 */

/**
 * A slot that isn't used by then is never used: its runner counts it from before it asked, so it
 * gives up earlier still.
 */
export const USABLE_MS = 2_000;

type Call = {
  readonly holder: string;
  /** When it is to go out. */
  readonly slot: number;
  /** It has not gone out later than this, or will not. */
  latest: number;
  sent: boolean;
};

export class Outstanding {
  #calls: Call[] = [];

  /** A slot is given away. */
  grant(holder: string, slot: number): void {
    this.#calls.push({ holder, slot, latest: slot + USABLE_MS, sent: false });
  }

  /**
   * A call of the holder went out `agoMs` ago. An object that was evicted meanwhile knows of no
   * slot for it.
   */
  sent(holder: string, agoMs: number, now: number): void {
    const latest = now - Math.max(0, agoMs);
    // None goes out before its slot: one whose slot is later is another.
    const call = this.#calls.find(
      (one) => one.holder === holder && !one.sent && one.slot <= latest,
    );
    if (call === undefined) this.#calls.push({ holder, slot: latest, latest, sent: true });
    else Object.assign(call, { latest, sent: true });
  }

  /** What the holder has not used by now it will not use. */
  release(holder: string): void {
    this.#calls = this.#calls.filter((call) => call.sent || call.holder !== holder);
  }

  /**
   * Before this instant the next call may not go out; with `likely`, if those that nobody has told
   * of went out when they were to: when it is worth while to ask again.
   */
  freeAt(most: number, width: number, now: number, likely = false): number {
    this.#calls = this.#calls.filter(({ latest }) => latest + width > now);
    const instants = this.#calls
      .map((call) => (likely && !call.sent ? call.slot : call.latest))
      .toSorted((a, b) => b - a);
    const last = instants[most - 1];
    return last === undefined ? 0 : last + width;
  }
}
