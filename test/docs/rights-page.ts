/**
 * The table of docs/people.md, made from the table of rights and of routes. Never edited by hand: a
 * test compares the page with this, and `npx node test/docs/write-rights.ts` writes it anew.
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  type Scope,
  scopeOf,
  type Right,
  RIGHTS,
  type Role,
  ROLES,
} from "../../src/http/auth/rights.ts";
import { EXTRA_RIGHTS } from "../../src/http/auth/rights-within.ts";
import { ROUTES } from "../../src/http/auth/routes.ts";

export const PEOPLE_PAGE = join(resolve(import.meta.dirname, "../.."), "docs/people.md");

const [BEGIN, END] = ["<!-- made of src/http/auth/rights.ts -->\n", "<!-- end -->"];

const WHO: Readonly<Record<Role, string>> = {
  operator: "operator",
  owner: "owner",
  accountant: "accountant",
  reader: "reader",
  "all-token": "API token for all",
  "tenant-token": "API token for a tenant",
  "reading-token": "API token that reads",
  "admin-token": "`ADMIN_TOKEN`",
  "agent-token": "token for an agent",
  "agent-people-token": "the same with buyers' texts",
};

const WHAT: Readonly<Record<Right, string>> = {
  look: "look at orders, settings, health, comparisons, changes",
  book: "retry and skip whatever waits, link and book orders, link customers, reconcile",
  approve: "approve or reject what waits for an approval",
  "vat-evidence": "evidence of VAT",
  work: "settings, rules, runs, past orders, stop, go live, take back",
  "manage-shop-people": "people of a shop",
  connect: "sign in at the vendors, confirm a sign-in",
  "choose-administration": "name the administration without a sign-in at Asperion",
  "make-secrets": "make secrets of webhooks and notices (which shows them)",
  "personal-data": "tell or erase one person's data",
  "use-tools": "ask by the tools of `/mcp`",
  "see-customers": "see customers' names in lists, and find orders by name or e-mail address",
  export: "export a tenant",
  "make-tenants": "make and import tenants",
  "end-tenants": "end a tenant",
  "end-unwritten": "remove a shop that has written nothing, or begin it again",
  "manage-people": "people, API tokens",
  "all-changes": "who changed what, in all tenants",
};

const CELL: Readonly<Record<Scope, string>> = { all: "all", own: "its own", none: "no" };

const PERSONS: ReadonlySet<Role> = new Set(["operator", "owner", "accountant", "reader"]);
const AGENTS: ReadonlySet<Role> = new Set(["agent-token", "agent-people-token"]);

/** People have pages, tokens the API, agents their tools. */
const entryOf = (route: string): "page" | "api" | "tools" =>
  route.includes(" /api/") ? "api" : route.includes(" /mcp") ? "tools" : "page";

/**
 * Whether a page, a route of the API, or a tool needs the right. Tools look by use cases, which ask
 * for what they need themselves.
 */
function isAsked(right: Right, role: Role): boolean {
  if (AGENTS.has(role)) return scopeOf(role, right) !== "none";
  const within = Object.keys(EXTRA_RIGHTS).filter((route) => EXTRA_RIGHTS[route] === right);
  const routes = [...ROUTES[right], ...within];
  return routes.some((route) => entryOf(route) === (PERSONS.has(role) ? "page" : "api"));
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;

const rights = Object.keys(RIGHTS) as Right[];

const rightsTable = (): string =>
  [
    row(["", ...ROLES.map((role) => WHO[role])]),
    row(["", ...ROLES].map(() => "---")),
    ...rights.map((right) => {
      const reach = (role: Role): string => CELL[scopeOf(role, right)];
      return row([WHAT[right], ...ROLES.map((role) => (isAsked(right, role) ? reach(role) : "–"))]);
    }),
  ].join("");

/** The page with its table as the code has it. */
export function peoplePage(): string {
  const page = readFileSync(PEOPLE_PAGE, "utf8");
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error("docs/people.md has lost the marks around its table");
  return page.slice(0, from) + BEGIN + rightsTable() + page.slice(to);
}
