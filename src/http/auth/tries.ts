/** What guards a form before there is a session: it belongs to the browser that it was shown to, and tries are counted. */
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { newToken, sameHash, tokenHash } from "../../store/secrets.ts";
import { countFailedTry, failedTries } from "../../store/sessions.ts";
import type { EdgeDeps } from "../deps.ts";
import { networkOf } from "./network.ts";

export const MOST_TRIES = 10;
export const TRIES_WINDOW_MS = 15 * 60 * 1000;
const FORM_COOKIE = "sign-in-form";

const formToken = (cookie: string): Promise<string> => tokenHash(`sign-in:${cookie}`);

/** Ties a form to this browser; the form's own half of it is the answer. */
export async function freshForm(deps: EdgeDeps, c: Context): Promise<string> {
  const cookie = newToken(deps.random);
  setCookie(c, FORM_COOKIE, cookie, { httpOnly: true, sameSite: "Strict", secure: deps.config.publicUrl.startsWith("https://"), path: "/admin", maxAge: TRIES_WINDOW_MS / 1000 });
  return formToken(cookie);
}

export async function comesFromOurForm(c: Context, given: string): Promise<boolean> {
  const cookie = getCookie(c, FORM_COOKIE) ?? "";
  return cookie !== "" && sameHash(await formToken(cookie), given);
}

/** Counts one more try of this source, and of whatever else it is for; true where one of them has had too many. */
export async function isLimited(deps: EdgeDeps, c: Context, also: readonly string[]): Promise<boolean> {
  const now = deps.clock.now();
  const since = now - TRIES_WINDOW_MS;
  const tries: number[] = [];
  for (const source of [await sourceOf(c), ...also]) {
    await countFailedTry(deps.db, source, now, since);
    tries.push(await failedTries(deps.db, source, since));
  }
  if (Math.max(...tries) <= MOST_TRIES) return false;
  deps.log({ event: "sign-in-limited" });
  return true;
}

/** The address that Cloudflare saw, hashed: of IPv6 the network, as each of its hosts has as many addresses as it likes. */
async function sourceOf(c: Context): Promise<string> {
  const address = c.req.header("cf-connecting-ip") ?? "";
  return tokenHash(`source:${networkOf(address)}`);
}
