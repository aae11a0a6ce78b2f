/**
 * The page that a form stood on, for a way back to it: only ever a page of ours, and one that can
 * be read.
 */
import type { Context } from "hono";
import { safeNext } from "./safe-next.ts";

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
  if (isPage(pathname)) return safeNext(pathname + search);
  const parts = pathname.split("/");
  for (let length = parts.length - 1; length > 1; length -= 1) {
    const above = parts.slice(0, length).join("/");
    if (isPage(above)) return safeNext(above);
  }
  return "/admin";
}
