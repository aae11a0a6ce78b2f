/**
 * A signed-in person's session: a random cookie, stored as its hash. `Lax`, as with `Strict` it
 * would be missing when a vendor sends the browser back. The name's `__Host-` prefix keeps other
 * hosts of the domain from setting it.
 *
 * Where Cloudflare Access is configured nothing counts without its token, and whoever it names has
 * a session of their own at once; a session of somebody else in the same browser is ended.
 */
import type { SQL } from "drizzle-orm";
import type { Context } from "hono";
import type { Language } from "../../domain/language.ts";
import {
  deleteSession,
  findSession,
  insertSession,
  LAST_SEEN_PRECISION_MS,
  type Session,
  type SessionUser,
  touchSession,
} from "../../store/sessions.ts";
import { newToken, sameHash, tokenHash } from "../../store/secrets.ts";
import { findUserByEmail } from "../../store/users.ts";
import { endSockets } from "../../sync/end-sockets.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { accessEmail } from "./access.ts";
import { operatorTokenMark, marksInUse } from "./operator-token.ts";
import { dropOwnCookie, type OwnCookie, ownCookie, setOwnCookie } from "./cookies.ts";

const SESSION_MS = 12 * 60 * 60 * 1000;
/** Characters of what a browser says that it is. */
const MOST_OF_A_BROWSER = 200;

type Sessions = Pick<EdgeDeps, "config" | "db" | "clock" | "random">;

export type SignedIn = {
  readonly actor: Actor;
  readonly session: Session;
  /** Goes into every form: only a page that holds the cookie knows it. */
  readonly csrf: string;
  /** The user's own, where they chose one. */
  readonly language: Language | null;
};

/** Set by a page that renews itself (assets/live.js): no use of the session. */
const BY_ITSELF = "x-renews-itself";

const COOKIE: OwnCookie = { name: "session", maxAgeS: SESSION_MS / 1000, sameSite: "Lax" };

const csrfOf = (cookie: string): Promise<string> => tokenHash(`form:${cookie}`);

/**
 * Starts a session and ends the browser's previous one, whoever's it was, so that a sign-in leaves
 * none open. `null`: the user's access ended meanwhile, or `only` (of their row) doesn't hold any
 * more.
 */
export async function replaceSession(
  deps: Sessions,
  c: Context,
  user: SessionUser,
  only?: SQL,
): Promise<SignedIn | null> {
  await endFormer(deps, c);
  return beginSession(deps, c, { user, name: user.email, boundTo: null }, only);
}

/** The same for whoever brought the operator's token: it ends with that token. */
export async function replaceByToken(
  deps: Sessions & Pick<EdgeDeps, "keyring">,
  c: Context,
  token: string,
  name: string,
): Promise<void> {
  await endFormer(deps, c);
  await beginSession(deps, c, { user: null, name, boundTo: await operatorTokenMark(deps, token) });
}

async function endFormer(deps: Sessions, c: Context): Promise<void> {
  const before = ownCookie(deps, c, COOKIE);
  if (before !== "") await deleteSession(deps.db, await tokenHash(before));
}

type Whose = Pick<Session, "user" | "boundTo"> & { readonly name: string };

async function beginSession(
  deps: Sessions,
  c: Context,
  { user, name, boundTo }: Whose,
  only?: SQL,
): Promise<SignedIn | null> {
  const cookie = newToken(deps.random);
  const now = deps.clock.now();
  const session: Session = {
    hash: await tokenHash(cookie),
    boundTo,
    actor: name,
    createdAt: now,
    lastSeenAt: now,
    browser: (c.req.header("user-agent") ?? "").slice(0, MOST_OF_A_BROWSER) || null,
    country: c.req.header("cf-ipcountry") ?? null,
    expiresAt: now + SESSION_MS,
    user,
  };
  if (!(await insertSession(deps.db, session, only))) return null;
  setOwnCookie(deps, c, COOKIE, cookie);
  return signedInAs(session, cookie);
}

export async function currentSession(deps: EdgeDeps, c: Context): Promise<SignedIn | null> {
  const cookie = ownCookie(deps, c, COOKIE);
  const now = deps.clock.now();
  const found = cookie === "" ? null : await findSession(deps.db, await tokenHash(cookie), now);
  const session = found !== null && (await isBound(deps, found)) ? found : null;
  const used = c.req.header(BY_ITSELF) === undefined;
  // A page that only reads doesn't fail where D1 takes no writes; the session ends sooner at most.
  if (used && session !== null && now - session.lastSeenAt >= LAST_SEEN_PRECISION_MS)
    await touchSession(deps.db, session.hash, now).catch(() => undefined);
  if (deps.config.access === null) return session === null ? null : signedInAs(session, cookie);
  const email = await accessEmail(deps, c);
  if (email === null) return null;
  const user = await findUserByEmail(deps.db, email);
  // Somebody without a row here has only the bootstrap token.
  if (user === null)
    return session === null || session.user !== null ? null : signedInAs(session, cookie);
  if (session?.user?.id === user.id) return signedInAs(session, cookie);
  if (session !== null) await deleteSession(deps.db, session.hash);
  return beginSession(deps, c, { user, name: user.email, boundTo: null });
}

/** A person's is their own; one of the operator's token counts while that token does. */
const isBound = async (deps: EdgeDeps, { user, boundTo }: Session): Promise<boolean> =>
  user !== null || (boundTo !== null && (await marksInUse(deps)).includes(boundTo));

async function signedInAs(session: Session, cookie: string): Promise<SignedIn> {
  const { user, actor: name } = session;
  const actor: Actor =
    user === null
      ? { name, id: "operator", everywhere: "operator", shops: {} }
      : {
          name: user.email,
          id: user.id,
          everywhere: user.role === "operator" ? "operator" : null,
          shops: user.shops,
        };
  return { actor, session, csrf: await csrfOf(cookie), language: user?.language ?? null };
}

export async function endSession(deps: EdgeDeps, c: Context, session: Session): Promise<void> {
  await deleteSession(deps.db, session.hash);
  await endSockets(deps);
  dropOwnCookie(deps, c, COOKIE);
}

export const isCsrfValid = (signedIn: SignedIn, given: string): boolean =>
  sameHash(signedIn.csrf, given);

/** How long a change of the ways in may follow a sign-in. */
export const FRESH_MS = 10 * 60_000;

export const isFresh = (
  { clock }: Pick<EdgeDeps, "clock">,
  { createdAt }: Pick<Session, "createdAt">,
): boolean => clock.now() - createdAt < FRESH_MS;
