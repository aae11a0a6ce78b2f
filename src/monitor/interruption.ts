/** Whether a connection works: its sign-in stands, and yet no call is possible. */
import { MINUTE_MS } from "../domain/platform/durations.ts";
import type { Vendor } from "../domain/ids.ts";
import { type Reason, reason } from "../domain/reasons/index.ts";

/** A grant is renewed ten minutes ahead: with less than this left, renewing it fails. */
const EXPIRES_WITHIN_MS = 5 * MINUTE_MS;

export type ConnectionFacts = {
  readonly vendor: Vendor;
  readonly state: "none" | "connected" | "needs-login";
  readonly accessExpiresAt: number | null;
  /** The client of eAccounting; `null` at Asperion. */
  readonly client: string | null;
  readonly clientRefused: boolean;
};

/** `null`: it works as far as is known, or somebody has to sign in. Pure. */
export function interruptionOf(
  { vendor, state, accessExpiresAt, client, clientRefused }: ConnectionFacts,
  now: number,
): Reason | null {
  if (state !== "connected") return null;
  if (clientRefused) return reason("client-refused", { vendor, client });
  return accessExpiresAt !== null && accessExpiresAt - now < EXPIRES_WITHIN_MS
    ? reason("connection-expiring", { vendor })
    : null;
}
