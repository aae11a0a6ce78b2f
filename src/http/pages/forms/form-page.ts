/**
 * The page that a form stood on, for a way back to it: only ever a page of ours, and one that can
 * be read.
 */
import type { Context } from "hono";
import { takesFormsOnly } from "../../auth/guards.ts";
import { safeReturnPath } from "../frame/address.ts";
import { placePath } from "../tenant/places.ts";

type Route = { readonly method: string; readonly path: string };

/** Whether an address, below /admin, is a page: by the routes that are read. */
export const readable = (routes: readonly Route[]): ((path: string) => boolean) => {
  const pages = routes.flatMap(({ method, path }) =>
    method === "GET" && !/(?:\.(?:csv|json)|\/live)$/.test(path)
      ? [new RegExp(`^/admin${path === "/" ? "" : path.replaceAll(/:\w+/g, "[^/]+")}$`)]
      : [],
  );
  return (path) => pages.some((page) => page.test(path));
};

/**
 * The page that the browser says it came from, else the one that the form was sent to; what only
 * takes forms has its page above it.
 */
export function formPage(c: Context, publicUrl: string, isPage: (path: string) => boolean): string {
  const here = new URL(c.req.url);
  const from = URL.parse(c.req.header("referer") ?? "");
  const { pathname, search } =
    from !== null && (from.origin === here.origin || from.origin === new URL(publicUrl).origin)
      ? from
      : { pathname: here.pathname, search: "" };
  return isPage(pathname) && !takesFormsOnly(pathname)
    ? safeReturnPath(pathname + search)
    : safeReturnPath(pageOfForm(pathname, isPage).replace(/#.*$/, ""));
}

/** Below the address of a shop: the page of what only takes forms, where that isn't above it. */
const ELSEWHERE: readonly (readonly [fits: RegExp, pageOf: (id: string) => string])[] = [
  [/^(?:secrets|token)(?:\/|$)/, (id) => placePath(id, "webhooks")],
  [/^notices\//, (id) => `/admin/tenants/${id}/settings/notifications#notices`],
  [/^flows\//, (id) => placePath(id, "flows")],
  [/^runs\//, (id) => placePath(id, "runs")],
  [/^backfills$/, (id) => placePath(id, "past-orders")],
  [/^(?:set-up|refresh)$/, (id) => placePath(id, "set-up")],
  [/^(?:name|resume)$/, (id) => placePath(id, "control")],
  [/^administration$/, (id) => `/admin/tenants/${id}/setup`],
  [/^dead-letters\//, (id) => `/admin/tenants/${id}/attention`],
  [/^orders\/views/, (id) => `/admin/tenants/${id}/orders`],
  [/^orders\/replay$/, (id) => `/admin/tenants/${id}/orders/fetch`],
];

/** The page that the form of an address stands on, at its part of it. */
export function pageOfForm(pathname: string, isPage: (path: string) => boolean): string {
  const [, id = "", rest = ""] = /^\/admin\/tenants\/([\w-]+)\/(.+)$/.exec(pathname) ?? [];
  const elsewhere = ELSEWHERE.find(([fits]) => id !== "" && fits.test(rest));
  if (elsewhere !== undefined) return elsewhere[1](id);
  const parts = pathname.split("/");
  for (let length = parts.length - 1; length > 1; length -= 1) {
    const above = parts.slice(0, length).join("/");
    if (isPage(above) && !takesFormsOnly(above)) return safeReturnPath(above);
  }
  return "/admin";
}
