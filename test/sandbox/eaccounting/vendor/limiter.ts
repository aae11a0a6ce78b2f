// 600 calls a minute for each client and endpoint, by a sliding window: documented. A refused call doesn't count unless
// the switch says so. The text names the seconds until the oldest counted call leaves the window.
const WINDOW_MS = 60_000;

export class Limiter {
  perMinute = 600;
  readonly #calls = new Map<string, number[]>();

  /** Seconds to wait, or null when the call may go on. */
  take(key: string, now: number, countRefused: boolean): number | null {
    const calls = (this.#calls.get(key) ?? []).filter((at) => at > now - WINDOW_MS);
    const refused = calls.length >= this.perMinute;
    const oldest = calls.at(-this.perMinute) ?? now;
    if (!refused || countRefused) calls.push(now);
    this.#calls.set(key, calls);
    return refused ? Math.max(1, Math.ceil((oldest + WINDOW_MS - now) / 1000)) : null;
  }

  reset(): void {
    this.perMinute = 600;
    this.#calls.clear();
  }
}
