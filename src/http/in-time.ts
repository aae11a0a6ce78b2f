/**
 * Limits how long the edges wait for a tenant's object. A broken one may never answer, and callers
 * get an answer within moments. After that it has less time until it answers again, as a page asks
 * several things one after the other.
 */
import { withTimeout, Late } from "../sync/with-timeout.ts";
import type { TenantStub } from "../sync/tenant/stub.ts";

/** For calls that need no vendor. */
const ANSWERS_MS = 8_000;
/** For one that was late the last time. */
const SILENT_MS = 1_000;
/** For calls in which it asks a vendor, or goes through much of what it stores. */
const WORKS_MS = 120_000;

const WORKS: ReadonlySet<string> = new Set([
  "admin.setUp",
  "connections.check",
  "flows.dryRun",
  "jobs.release",
  "reads.debtorSales",
  "reads.findOrders",
  "reads.findParties",
  "reads.readRecord",
  "reads.articleStock",
  "privacy.person",
  "privacy.reencrypt",
  "transfer.give",
  "transfer.take",
]);

type Calls = Readonly<Record<string, (...input: readonly unknown[]) => Promise<unknown>>>;

/** `silent`: tenants whose object was late the last time. */
function withinLimit<T>(answer: Promise<T>, tenantId: string, call: string, silent: Set<string>) {
  const usual = silent.has(tenantId) ? SILENT_MS : ANSWERS_MS;
  return withTimeout(answer, WORKS.has(call) ? WORKS_MS : usual).then(
    (value) => {
      silent.delete(tenantId);
      return value;
    },
    (fault: unknown) => {
      if (fault instanceof Late) silent.add(tenantId);
      else silent.delete(tenantId);
      throw fault;
    },
  );
}

/** The same calls; one that isn't answered in time rejects with `Late`. */
export function withCallTimeout(tenant: (tenantId: string) => TenantStub): typeof tenant {
  const silent = new Set<string>();
  return (tenantId) => {
    const stub = tenant(tenantId);
    return new Proxy(stub, {
      get: (_, group) => {
        const calls = Reflect.get(stub, group) as unknown as Calls;
        return new Proxy(calls, {
          get:
            (_of, name) =>
            (...input: readonly unknown[]): Promise<unknown> =>
              withinLimit(
                (calls[String(name)] as Calls[string])(...input),
                tenantId,
                `${String(group)}.${String(name)}`,
                silent,
              ),
        });
      },
    });
  };
}
