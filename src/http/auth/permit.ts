/** The check that stands before every route of the API and of the pages. */
import type { Context } from "hono";
import type { Actor } from "../deps.ts";
import { unknownTenant } from "../usecases/reach.ts";
import { forbidden, type Refused } from "../usecases/refused.ts";
import { may, mayOn } from "./rights.ts";
import { askedOf } from "./routes.ts";

/** Why this request isn't the actor's to make; `null`: it is. Another's tenant isn't there. */
export function refusalOf(c: Context, actor: Actor): Refused | null {
  const asked = askedOf(c);
  if (asked === null) return null;
  const { guard, tenantId } = asked;
  if (tenantId !== null && !mayOn(actor, "look", tenantId)) return unknownTenant().error;
  if (guard === "anybody" || guard === "own-proof" || guard === "signed-in") return null;
  return may(actor, guard) ? null : forbidden(guard).error;
}
