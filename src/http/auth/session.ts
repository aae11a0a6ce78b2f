/**
 * The operator's session: a random cookie, stored as its hash. `Lax`, as with `Strict` it would be missing when a
 * vendor sends the browser back. The name's `__Host-` prefix keeps other hosts of the domain from setting it.
 *
 * An identity that Cloudflare Access vouches for would be looked up here, before the cookie.
 */
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { deleteSession, findSession, insertSession, type Session } from "../../store/sessions.ts";
import { newToken, sameHash, tokenHash } from "../../store/secrets.ts";
import type { Actor, EdgeDeps } from "../deps.ts";

export const SESSION_MS = 12 * 60 * 60 * 1000;

export type SignedIn = {
  readonly actor: Actor;
  readonly session: Session;
  /** Goes into every form: only a page that holds the cookie knows it. */
  readonly csrf: string;
};

type Secure = Pick<EdgeDeps, "config">;

const isSecure = ({ config }: Secure): boolean => config.publicUrl.startsWith("https://");
const cookieName = (deps: Secure): string => (isSecure(deps) ? "__Host-session" : "session");

const csrfOf = (cookie: string): Promise<string> => tokenHash(`form:${cookie}`);

export async function beginSession(deps: EdgeDeps, c: Context, name: string): Promise<void> {
  const cookie = newToken(deps.random);
  const now = deps.clock.now();
  await insertSession(deps.db, { hash: await tokenHash(cookie), actor: name, expiresAt: now + SESSION_MS }, now);
  setCookie(c, cookieName(deps), cookie, { httpOnly: true, sameSite: "Lax", secure: isSecure(deps), path: "/", maxAge: SESSION_MS / 1000 });
}

export async function currentSession(deps: EdgeDeps, c: Context): Promise<SignedIn | null> {
  const cookie = getCookie(c, cookieName(deps));
  if (cookie === undefined || cookie === "") return null;
  const session = await findSession(deps.db, await tokenHash(cookie), deps.clock.now());
  return session === null ? null : { actor: { name: session.actor, tenantId: null }, session, csrf: await csrfOf(cookie) };
}

export async function endSession(deps: EdgeDeps, c: Context, session: Session): Promise<void> {
  await deleteSession(deps.db, session.hash);
  deleteCookie(c, cookieName(deps), { path: "/", secure: isSecure(deps) });
}

export const csrfFits = (signedIn: SignedIn, given: string): boolean => sameHash(signedIn.csrf, given);
