/** The check that stands before every route of the API and of the pages. */
import type { Context } from "hono";
import type { Actor, EdgeDeps } from "../deps.ts";
import { unknownTenant } from "../usecases/tenant-access.ts";
import { forbidden, type Refused } from "../usecases/refusal.ts";
import { requestSource } from "./network.ts";
import { may, mayOn } from "./rights.ts";
import { type GuardedRoute, guardedRouteOf } from "./guards.ts";

/**
 * Why this actor may not make this request; `null`: it may. Another's tenant looks as if it didn't
 * exist. Each refusal is logged with who and where, as repeated ones are a program's fault or an
 * attack.
 */
export async function refusalOf(
  { log }: Pick<EdgeDeps, "log">,
  c: Context,
  actor: Actor,
): Promise<Refused | null> {
  const asked = guardedRouteOf(c);
  const refused = asked === null ? null : refusalFor(asked, actor);
  if (refused !== null && asked !== null)
    log({
      event: "crossing-refused",
      who: actor.id,
      guard: asked.guard,
      tenant: loggable(asked.tenantId),
      ...(await requestSource(c)),
    });
  return refused;
}

/** A requested id may be any text: only one of an id's form is logged. */
const loggable = (tenantId: string | null): string | null =>
  tenantId === null || /^[\w-]{1,64}$/.test(tenantId) ? tenantId : "malformed";

function refusalFor({ guard, tenantId }: GuardedRoute, actor: Actor): Refused | null {
  if (tenantId !== null && !mayOn(actor, "look", tenantId)) return unknownTenant().error;
  if (guard === "anybody" || guard === "own-proof" || guard === "signed-in") return null;
  const allowed = tenantId === null ? may(actor, guard) : mayOn(actor, guard, tenantId);
  return allowed ? null : forbidden(guard).error;
}
