/**
 * Long technical details: a page stays light on its way, and shows all of them on request, by its
 * own address.
 */
import type { Context } from "hono";
import { createContext } from "hono/jsx";
import { ONE_TIME } from "../frame/one-time-notice.ts";

const WHOLE = { key: "details", value: "all" } as const;

/** How a page shows its long details. */
type DetailsShown = {
  /** Whether the reader asked for all of them, by the page's address. */
  readonly isWhole: boolean;
  /** The next one's name on the page: the same however much of it is shown. */
  readonly nextName: () => string;
  /** Where all are shown, with the named one in view; `null`: there is no such address. */
  readonly addressOf: ((name: string) => string) | null;
};

/** Of the page that answers; `own`: of what answers a form, the page's own address. */
export function detailsShown(c: Context, own: string | null = null): DetailsShown {
  const isRead = c.req.method === "GET";
  const { pathname, searchParams } = new URL(isRead ? c.req.url : (own ?? c.req.url), c.req.url);
  const isWhole = isRead && searchParams.get(WHOLE.key) === WHOLE.value;
  let count = 0;
  for (const name of ONE_TIME) searchParams.delete(name);
  searchParams.set(WHOLE.key, WHOLE.value);
  return {
    isWhole,
    nextName: () => `details-${(count += 1)}`,
    addressOf: isRead || own !== null ? (name) => `${pathname}?${searchParams}#${name}` : null,
  };
}

export const DetailsContext = createContext<DetailsShown | null>(null);
