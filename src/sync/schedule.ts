/**
 * The cron run, a fallback for each object's alarm: it only makes tenants' objects look at what is
 * due. A run that is late, missed or doubled changes nothing.
 */
import { faultName } from "../domain/platform/fault-name.ts";
import { inTurns } from "../domain/platform/in-turns.ts";
import { withTimeout } from "./with-timeout.ts";
import { logEvent } from "./log.ts";

export type ScheduleDeps = {
  /** The run's minute, which decides whose turn it is. */
  readonly minute: number;
  readonly activeTenants: () => Promise<readonly string[]>;
  readonly tick: (tenantId: string) => Promise<void>;
  readonly heartbeat: () => Promise<void>;
  /**
   * Tasks that belong to no tenant's object, most urgent first: silent tenants, retention of the
   * registry. A failing task doesn't stop the others.
   */
  readonly care: readonly ((tenantIds: readonly string[]) => Promise<void>)[];
};

/** The platform allows six connections at once. */
const SIDE_BY_SIDE = 5;
/**
 * Objects per run. Up to this many tenants are each asked every minute, 10,000 every 17 minutes: an
 * object's own alarm does the work, and a missing tick counts only after 25 minutes (silence.ts).
 */
export const TENANTS_PER_RUN = 600;
/** How long to wait for an object that hangs. */
const TICK_MS = 5_000;

export async function scheduled(deps: ScheduleDeps): Promise<void> {
  const tenants = await deps.activeTenants();
  const waiting = [...inTurns(tenants, deps.minute, TENANTS_PER_RUN)];
  const work = async (): Promise<void> => {
    for (let tenant = waiting.shift(); tenant !== undefined; tenant = waiting.shift()) {
      const tenantId = tenant;
      await withTimeout(deps.tick(tenantId), TICK_MS).catch((fault: unknown) =>
        logEvent({
          event: "tick-failed",
          tenant: tenantId,
          fault: faultName(fault),
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  await deps.heartbeat();
  for (const part of deps.care)
    await part(tenants).catch((fault: unknown) =>
      logEvent({ event: "care-failed", fault: faultName(fault) }),
    );
}
