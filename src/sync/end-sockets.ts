/**
 * Closes the sockets of pages whose sessions ended or whose people may no longer see the tenant.
 * Asked for where a session or a right ends, and each minute for what ends by itself.
 */
import type { Db } from "../store/db.ts";
import { endedPages, forgetPages } from "../store/open-pages.ts";
import { logEvent } from "./log.ts";
import type { TenantStub } from "./tenant/stub.ts";

/** At a time; the rest a minute later. */
const AT_ONCE = 50;

type EndDeps = {
  readonly db: Db;
  readonly clock: { now(): number };
  readonly tenant: (tenantId: string) => Pick<TenantStub, "admin">;
};

/** Never rejects: what couldn't be closed is tried again, and nothing else waits for it. */
export async function endSockets({ db, clock, tenant }: EndDeps): Promise<void> {
  try {
    const ended = Map.groupBy(
      await endedPages(db, clock.now(), AT_ONCE),
      ({ tenantId }) => tenantId,
    );
    for (const [tenantId, pages] of ended) {
      const sessions = pages.map(({ session }) => session);
      await tenant(tenantId).admin.endSockets(tenantId, sessions);
      await forgetPages(db, tenantId, sessions);
    }
  } catch (fault) {
    logEvent({
      event: "sockets-not-ended",
      fault: fault instanceof Error ? fault.name : "unknown",
    });
  }
}
