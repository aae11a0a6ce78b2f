/**
 * What visitors may do. They are anonymous and share one shop: they see everything, and may do what
 * leaves nothing behind that others would notice before the night. Everything else is refused.
 */
import { guardFor } from "../../src/http/auth/guards.ts";
import type { Vendor } from "./env.ts";

/** Pages that begin or mend a way in of one's own. There is none. */
const NOT_HERE = /^\/admin\/(sign-in|forgotten|welcome)(\/|$)/;

/** What an accountant does with orders. Files and sets of payouts are kept, so they aren't taken. */
const DEEDS = new Set(["book", "approve"]);
const KEEPING = /^\/admin\/tenants\/[^/]+\/payouts(\/[^/]+\/(match|remove))?$/;

/** `sign-in`: it leads to the demo's own page. */
export type Verdict = "allowed" | "refused" | "sign-in";

/** Of a page of the bridge. Whether the visitor's role may is the bridge's to say. */
export function verdictOn(method: string, pathname: string): Verdict {
  if (pathname === "/healthz") return method === "GET" ? "allowed" : "refused";
  if (NOT_HERE.test(pathname)) return "sign-in";
  if (!/^\/admin(\/|$)/.test(pathname)) return "refused";
  if (method === "GET" || method === "HEAD") return "allowed";
  if (pathname === "/admin/sign-out") return "allowed";
  const guard = guardFor(method, pathname);
  return guard !== null && DEEDS.has(guard) && !KEEPING.test(pathname) ? "allowed" : "refused";
}

/** More than a page's form of ours has. */
export const MOST_BYTES = 64 * 1024;

const MOST_AT_ONCE = 5;

const ACTS: Readonly<Record<Vendor, RegExp>> = {
  asperion: /^\/_control\/(orders\/form|play\/\d+\/orders(\/\d+)?)$/,
  eaccounting:
    /^\/_control\/play\/[\w-]+\/(orders|customerinvoicedrafts|customerinvoices)\/[\w-]+$/,
};

/** Whether a form of a sandbox's page is one for visitors. None of them takes words of their own. */
export const isAct = (vendor: Vendor, path: string): boolean => ACTS[vendor].test(path);

/** Whether a visitor may look at it. */
export const isShown = (path: string): boolean => path === "/";

/** The form as it goes to the sandbox; `null`: it asks for too much at once. */
export function actIn(form: URLSearchParams): string | null {
  return Number(form.get("count") ?? 1) > MOST_AT_ONCE ? null : form.toString();
}
