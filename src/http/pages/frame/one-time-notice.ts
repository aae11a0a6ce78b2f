/**
 * Shows what was just done once. The address after the redirect has its name and stays in the
 * browser's bar: loaded again it leads to the page without it. The next form shows its notice
 * again, even with the same name.
 */
import type { MiddlewareHandler } from "hono";
import { dropOwnCookie, type OwnCookie, ownCookie, setOwnCookie } from "../../auth/cookies.ts";
import type { EdgeDeps } from "../../deps.ts";
import type { PageEnv } from "./env.ts";

const TOLD: OwnCookie = { name: "told", maxAgeS: 600, sameSite: "Lax" };
/** The names in an address. */
export const ONE_TIME = [
  "approved",
  "begun",
  "daily",
  "done",
  "left",
  "noted",
  "refused",
  "rejected",
  "retried",
  "returned",
  "skipped",
] as const;
/** Of the address, which may be long. */
const MOST = 300;

export const oneTimeNotice =
  (deps: EdgeDeps): MiddlewareHandler<PageEnv> =>
  async (c, next) => {
    const url = new URL(c.req.url);
    if (c.req.method !== "GET") {
      await next();
      if (ownCookie(deps, c, TOLD) !== "") dropOwnCookie(deps, c, TOLD);
      return;
    }
    if (!ONE_TIME.some((name) => url.searchParams.has(name))) return next();
    // An open page that renews itself keeps what it says, as it is by now.
    if (c.req.header("x-renews-itself") === "1") return next();
    const described = `${url.pathname}${url.search}`.slice(-MOST);
    if (ownCookie(deps, c, TOLD) !== described) {
      await next();
      setOwnCookie(deps, c, TOLD, described);
      return;
    }
    for (const name of ONE_TIME) url.searchParams.delete(name);
    return c.redirect(`${url.pathname}${url.search}`, 303);
  };
