/**
 * Closes the sockets of pages whose sessions ended or whose users may no longer see the tenant.
 * Called where a session or a right ends, and each minute for those that expire.
 */
import { faultName } from "../domain/platform/fault-name.ts";
import type { Db } from "../store/db.ts";
import { endedPages, forgetPages } from "../store/open-pages.ts";
import { withTimeout } from "./with-timeout.ts";
import { logEvent } from "./log.ts";
import type { TenantStub } from "./tenant/stub.ts";

/** Per call; the rest follows a minute later. */
const AT_ONCE = 50;
/** A page waits for what it ends: an object that hangs is asked again a minute later. */
const ANSWERS_MS = 2_000;

type EndDeps = {
  readonly db: Db;
  readonly clock: { now(): number };
  readonly tenant: (tenantId: string) => Pick<TenantStub, "admin">;
};

/**
 * Closes ended sockets. Never rejects: what couldn't be closed is tried again, and no other tenant
 * waits for it. The order varies between calls, so that no tenant always comes after those that
 * fail.
 */
export async function endSockets(deps: EndDeps): Promise<void> {
  const now = deps.clock.now();
  const ended = await endedPages(deps.db, now, AT_ONCE).catch(failed);
  const ofTenant = Map.groupBy(ended ?? [], ({ tenantId }) => tenantId);
  await Promise.all(
    [...ofTenant].map(([tenantId, pages]) =>
      endOf(
        deps,
        tenantId,
        pages.map(({ session }) => session),
      ).catch(failed),
    ),
  );
}

async function endOf(
  { db, tenant }: EndDeps,
  tenantId: string,
  sessions: readonly string[],
): Promise<void> {
  await withTimeout(tenant(tenantId).admin.endSockets(tenantId, sessions), ANSWERS_MS);
  await forgetPages(db, tenantId, sessions);
}

function failed(fault: unknown): void {
  logEvent({
    event: "sockets-not-ended",
    fault: faultName(fault),
  });
}
