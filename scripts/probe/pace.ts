/**
 * How fast the probe asks: as the product does, and no faster. eAccounting counts calls for each
 * endpoint (E26), Asperion for each administration (P24).
 */
import type { Vendor } from "../../src/domain/ids.ts";
import type { VendorRequest } from "../../src/domain/vendors/request.ts";
import { spacingMs } from "../../src/sync/rate/spacing.ts";

export type Time = {
  now(): number;
  sleep(ms: number): Promise<void>;
};

export const PER_MINUTE: Readonly<Record<Vendor, number>> = { asperion: 600, eaccounting: 600 };

export class Pace {
  readonly #next = new Map<string, number>();
  readonly #time: Time;

  constructor(time: Time) {
    this.#time = time;
  }

  /** Waits until this request may go out. */
  async wait({ vendor, endpoint }: VendorRequest): Promise<void> {
    const key = vendor === "asperion" ? vendor : endpoint;
    const now = this.#time.now();
    const at = Math.max(now, this.#next.get(key) ?? now);
    this.#next.set(key, at + spacingMs(PER_MINUTE[vendor]));
    if (at > now) await this.#time.sleep(at - now);
  }
}
