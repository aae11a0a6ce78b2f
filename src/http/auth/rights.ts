/**
 * The only table of rights. Routes name the right that they need (see routes.ts), use cases check
 * it again, and the table of docs/people.md and the rights in the OpenAPI document are generated
 * from it.
 */
import type { ShopRole } from "../../domain/users/shop-role.ts";

/** For all tenants. */
const EVERYWHERE = ["operator", "all-token", "admin-token"] as const;

/** How a caller signed in. Each has the rights of its column, and no others. */
export const ROLES = [
  "operator",
  "owner",
  "accountant",
  "reader",
  "all-token",
  "tenant-token",
  "reading-token",
  "admin-token",
  "agent-token",
  "agent-people-token",
] as const;
export type Role = (typeof ROLES)[number];

/** For which tenants: `own` are those of the person or token. */
export type Scope = "all" | "own" | "none";

const operators: readonly Role[] = ["operator", "all-token", "admin-token"];
const owners: readonly Role[] = [...operators, "owner", "tenant-token"];
const accountants: readonly Role[] = [...owners, "accountant"];
const everybody: readonly Role[] = [...accountants, "reader", "reading-token"];
/** Agents: only the tools of /mcp. */
const AGENTS = ["agent-token", "agent-people-token"] as const;

/** A role that isn't named doesn't have the right. */
export const RIGHTS = {
  look: [...everybody, ...AGENTS],
  "see-customers": [...everybody, "agent-people-token"],
  "use-tools": AGENTS,
  book: accountants,
  approve: accountants,
  "vat-evidence": accountants,
  work: owners,
  connect: owners,
  "personal-data": owners,
  export: owners,
  "manage-shop-people": [...operators, "owner"],
  "make-secrets": [...operators, "tenant-token"],
  "choose-administration": operators,
  "make-tenants": operators,
  "end-tenants": operators,
  "end-unwritten": [...operators, "owner"],
  "manage-people": operators,
  "all-changes": operators,
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Right = keyof typeof RIGHTS;

/** A caller's roles. `everywhere`: of all tenants; `null`: only of those in `shops`. */
export type Holder = {
  readonly everywhere: Role | null;
  readonly shops: Readonly<
    Record<string, ShopRole | "tenant-token" | "reading-token" | (typeof AGENTS)[number]>
  >;
};

const has = (role: Role, right: Right): boolean =>
  (RIGHTS[right] as readonly Role[]).includes(role);

/** A read-only token reaches the tenants that it was made for. */
export const scopeOf = (role: Role, right: Right): Scope => {
  if (!has(role, right)) return "none";
  return (EVERYWHERE as readonly Role[]).includes(role) ? "all" : "own";
};

/** Returns the role in this tenant; `null`: none. */
export const roleOn = ({ everywhere, shops }: Holder, tenantId: string): Role | null =>
  everywhere ?? (Object.hasOwn(shops, tenantId) ? (shops[tenantId] ?? null) : null);

/** Somebody who signed in here; tokens are programs. */
export const isPerson = ({ everywhere, shops }: Holder): boolean =>
  everywhere === null
    ? !Object.values(shops).some((role) => role.endsWith("-token"))
    : everywhere === "operator";

/** Returns the tenant of an agent's token; `null`: the holder isn't an agent. */
export const agentTenant = ({ everywhere, shops }: Holder): string | null =>
  everywhere !== null
    ? null
    : (Object.keys(shops).find((id) => (AGENTS as readonly Role[]).includes(shops[id] as Role)) ??
      null);

/** Whether they have the right on this tenant. */
export function mayOn(holder: Holder, right: Right, tenantId: string): boolean {
  const role = roleOn(holder, tenantId);
  return role !== null && has(role, right);
}

/** Whether they have a right that doesn't concern a tenant. */
export const may = ({ everywhere }: Holder, right: Right): boolean =>
  everywhere !== null && has(everywhere, right);
