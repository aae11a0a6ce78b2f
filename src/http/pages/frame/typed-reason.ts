/**
 * A reason that was typed, while its sheet isn't confirmed: its field has it again, however one
 * comes back to the page (_Cancel_, the browser's Back), with scripts and without. It lies in the
 * browser for an hour, and only the session that typed it is shown it.
 */
import type { MiddlewareHandler } from "hono";
import { decodeBase64, encodeBase64, utf8, utf8Text } from "../../../domain/platform/text.ts";
import { dropOwnCookie, type OwnCookie, ownCookie, setOwnCookie } from "../../auth/cookies.ts";
import type { EdgeDeps } from "../../deps.ts";
import { one } from "../forms/form.ts";
import type { PageEnv } from "./env.ts";

const TYPED: OwnCookie = { name: "typed", maxAgeS: 3600, sameSite: "Strict" };
const MOST = 500;
/** Bytes of a cookie: a browser refuses a longer one, and would keep an older reason. */
const MOST_KEPT = 3_800;

/** Who typed it, on which page (with its query), into which form (its action). */
type TypedNote = readonly [who: string, page: string, action: string, note: string, reason: string];

export const typedReason =
  (deps: EdgeDeps): MiddlewareHandler<PageEnv> =>
  async (c, next) => {
    const who = c.var.signedIn.csrf;
    const kept = ownCookie(deps, c, TYPED);
    if (c.req.method === "GET") {
      const [of, page, action, note, reason] = read(kept) ?? [];
      if (of === who && page === pageOf(c.req.url) && action !== undefined)
        c.set("typed", { action, note: note ?? "", reason: reason ?? "" });
      return next();
    }
    await next();
    const { sheetOf, form } = c.var;
    const [note, reason] = [one(form, "note").slice(0, MOST), one(form, "reason").slice(0, MOST)];
    if (sheetOf === undefined) {
      if (kept !== "" && c.res.status === 303) dropOwnCookie(deps, c, TYPED);
      return;
    }
    // A sheet that is shown anew sends what it was made of, which isn't the page's form.
    if (one(form, "mark") !== "") return;
    // A step of its own: the browser's Back leads from it to the page that it was asked for on.
    c.header("hx-push-url", sheetOf);
    const typed = written([who, pageOf(sheetOf), c.req.path, note, reason]);
    if (`${note}${reason}` === "" || typed.length > MOST_KEPT) dropOwnCookie(deps, c, TYPED);
    else setOwnCookie(deps, c, TYPED, typed);
  };

/** Without its origin: a list of one cause is another page than that of all. */
function pageOf(address: string): string {
  const { pathname, searchParams } = new URL(address, "http://page");
  return `${pathname}?${searchParams}`;
}

const written = (kept: TypedNote): string => encodeBase64(utf8(JSON.stringify(kept)));

function read(cookie: string): readonly string[] | null {
  const bytes = cookie === "" ? null : decodeBase64(cookie);
  if (bytes === null) return null;
  try {
    const kept: unknown = JSON.parse(utf8Text(bytes));
    return Array.isArray(kept) && kept.every((part) => typeof part === "string") ? kept : null;
  } catch {
    return null;
  }
}
