/**
 * What a runner brings with a call, kept before the call itself is dealt with and in a transaction
 * of its own: what came of a write is evidence, and a fault in what follows must not turn it into a
 * doubt.
 */
import type { Carry, ClaimRef } from "../engine-rpc.ts";
import * as claims from "./claims.ts";
import type { JobRow } from "./jobs.ts";
import type { Room } from "./room.ts";

/**
 * Answers the job while this claim is its newest, as it was before; `null` for a runner that is too
 * late.
 */
export function carried(room: Room, ref: ClaimRef, carry: Carry): JobRow | null {
  return room.atomically(() => {
    const job = claims.holder(room.sql, ref);
    claims.carry(room.sql, carry, job, room.now());
    return job;
  });
}
