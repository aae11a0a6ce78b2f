/** Where somebody goes on after signing in who didn't come for a page. */
import { findTenant } from "../../../store/tenants.ts";
import type { UserRow } from "../../../store/users.ts";
import type { EdgeDeps } from "../../deps.ts";

const OVERVIEW = "/admin";

/** A person with one shop goes to it; everybody else to the page they came for. */
export async function landingOf(
  { db }: Pick<EdgeDeps, "db">,
  { role, shops }: Pick<UserRow, "role" | "shops">,
  next = OVERVIEW,
): Promise<string> {
  const [only, ...more] = Object.keys(shops);
  if (next !== OVERVIEW || role === "operator" || only === undefined || more.length > 0)
    return next;
  const tenant = await findTenant(db, only);
  return tenant === null || tenant.state === "retired" ? next : `/admin/tenants/${only}`;
}
