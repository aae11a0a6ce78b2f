/**
 * Cron, the second witness beside each object's alarm: it only makes every tenant's object look at
 * what is due. A run that is late, missed or doubled changes nothing.
 */
import { logEvent } from "./log.ts";

export type ScheduleDeps = {
  readonly activeTenants: () => Promise<readonly string[]>;
  readonly tick: (tenantId: string) => Promise<void>;
  readonly heartbeat: () => Promise<void>;
  /** What belongs to no tenant's object: retention of the registry, and silent tenants. */
  readonly care: (tenantIds: readonly string[]) => Promise<void>;
};

/** The platform allows six connections at once. */
const SIDE_BY_SIDE = 5;

export async function scheduled(deps: ScheduleDeps): Promise<void> {
  const tenants = await deps.activeTenants();
  const waiting = [...tenants];
  const work = async (): Promise<void> => {
    for (let tenant = waiting.shift(); tenant !== undefined; tenant = waiting.shift()) {
      const tenantId = tenant;
      await deps.tick(tenantId).catch((fault: unknown) =>
        logEvent({
          event: "tick-failed",
          tenant: tenantId,
          fault: fault instanceof Error ? fault.name : "unknown",
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  await deps.heartbeat();
  await deps
    .care(tenants)
    .catch((fault: unknown) =>
      logEvent({ event: "care-failed", fault: fault instanceof Error ? fault.name : "unknown" }),
    );
}
