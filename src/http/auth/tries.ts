/** What guards a form before there is a session: it belongs to the browser that it was shown to, and tries are counted. */
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { newToken, sameHash, tokenHash } from "../../store/secrets.ts";
import { countTry, takeBackTry, type TriesSince } from "../../store/sessions.ts";
import type { EdgeDeps } from "../deps.ts";
import { ownCookie } from "./cookies.ts";
import { networkOf } from "./network.ts";

export const MOST_TRIES = 10;
export const TRIES_WINDOW_MS = 15 * 60 * 1000;
const FORM_COOKIE = "sign-in-form";

const formToken = (cookie: string): Promise<string> => tokenHash(`sign-in:${cookie}`);

/** Ties a form to this browser; the form's own half of it is the answer. */
export async function freshForm(deps: EdgeDeps, c: Context): Promise<string> {
  const cookie = newToken(deps.random);
  setCookie(c, FORM_COOKIE, cookie, { ...ownCookie(deps, "Strict"), path: "/admin", maxAge: TRIES_WINDOW_MS / 1000 });
  return formToken(cookie);
}

export async function comesFromOurForm(c: Context, given: string): Promise<boolean> {
  const cookie = getCookie(c, FORM_COOKIE) ?? "";
  return cookie !== "" && sameHash(await formToken(cookie), given);
}

/** `limited`: nothing of it may be looked at. `takeBack`: it was right after all, and counts no more. */
export type Try = { readonly limited: boolean; readonly takeBack: () => Promise<void> };

/**
 * Counts one more try of this source, and of whatever else it is for, before what was sent is looked at: many at once
 * can't all slip through. One that proves right is taken back, and one that is refused unseen too, as it was no guess.
 * Each takes back its own count and no other's, so failures stay until their window is over.
 */
export async function beginTry(deps: EdgeDeps, c: Context, also: readonly string[]): Promise<Try> {
  const now = deps.clock.now();
  const counted: (TriesSince & { readonly source: string })[] = [];
  for (const source of [await sourceOf(c), ...also]) counted.push({ source, ...(await countTry(deps.db, source, now, now - TRIES_WINDOW_MS)) });
  const takeBack = async (): Promise<void> => {
    for (const { source, windowStart } of counted) await takeBackTry(deps.db, source, windowStart);
  };
  const limited = counted.some(({ tries }) => tries > MOST_TRIES);
  if (limited) {
    await takeBack();
    deps.log({ event: "sign-in-limited" });
  }
  return { limited, takeBack };
}

/** The address that Cloudflare saw, hashed: of IPv6 the network, as each of its hosts has as many addresses as it likes. */
async function sourceOf(c: Context): Promise<string> {
  const address = c.req.header("cf-connecting-ip") ?? "";
  return tokenHash(`source:${networkOf(address)}`);
}
