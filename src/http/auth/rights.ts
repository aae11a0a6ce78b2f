/**
 * Who may do what: the one table. Routes name the right that they need (see routes.ts), use cases
 * ask for it again, and the table of docs/people.md and what the OpenAPI document says of rights
 * are made from it.
 */

/** How somebody came in. Each has the rights of its column, and no others. */
export const ROLES = ["operator", "user", "all-token", "tenant-token", "admin-token"] as const;
export type Role = (typeof ROLES)[number];

/** Of which tenants: `own` is the one that the user or token is for. */
export type Reach = "all" | "own" | "none";

/** Whoever is for one tenant has a right on that tenant at most. */
const everybody = {
  operator: "all",
  user: "own",
  "all-token": "all",
  "tenant-token": "own",
  "admin-token": "all",
} as const;
const operators = { ...everybody, user: "none", "tenant-token": "none" } as const;

export const RIGHTS = {
  look: everybody,
  work: everybody,
  connect: everybody,
  "choose-administration": operators,
  "make-secrets": { ...everybody, user: "none" },
  "personal-data": everybody,
  /** Names in lists, and finding orders by them. */
  "see-customers": everybody,
  export: everybody,
  "make-tenants": operators,
  "end-tenants": operators,
  "manage-people": operators,
  "all-changes": operators,
} as const satisfies Readonly<Record<string, Readonly<Record<Role, Reach>>>>;

export type Right = keyof typeof RIGHTS;

/** Whoever asks, as far as rights go. `tenantId`: `null` is every tenant. */
export type Holder = { readonly role: Role; readonly tenantId: string | null };

export const reachOf = ({ role }: Pick<Holder, "role">, right: Right): Reach => RIGHTS[right][role];

/** Somebody who signed in here; tokens are programs. */
export const isPerson = ({ role }: Pick<Holder, "role">): boolean =>
  role === "operator" || role === "user";

/** Whether they have the right at all. */
export const may = (holder: Holder, right: Right): boolean => reachOf(holder, right) !== "none";

/** Whether they have the right on this tenant. */
export function mayOn(holder: Holder, right: Right, tenantId: string): boolean {
  const reach = reachOf(holder, right);
  return reach === "all" || (reach === "own" && holder.tenantId === tenantId);
}
