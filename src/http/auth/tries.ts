/**
 * Protects forms without a session: a form belongs to the browser that it was shown to, and
 * attempts are counted.
 *
 * Attempts at one account count by network, so wrong passwords from elsewhere don't lock out its
 * owner. Two wider counts still make guessing slow: of one network over all accounts, and of one
 * account over all networks. The latter ignores browsers in which that account has signed in
 * before.
 */
import type { Context } from "hono";
import { newToken, sameHash, tokenHash } from "../../store/secrets.ts";
import { countTry, takeBackTry, type TriesSince } from "../../store/sessions.ts";
import type { EdgeDeps } from "../deps.ts";
import { type OwnCookie, ownCookie, setOwnCookie } from "./cookies.ts";
import { sourceOf, requestSource } from "./network.ts";

/** Of one network at one account, or at the operator's token. */
export const MAX_TRIES = 10;
/** Of one network over everything: an office shares one. */
export const MAX_TRIES_PER_NETWORK = 50;
/** Reset links requested by one network for one address. */
const MOST_RESETS = 3;
/** The same over all networks, so that nobody's mailbox is filled. */
const MOST_RESETS_AT_AN_ADDRESS = 10;
/** Challenges for passkeys of one network: no guesses, but each is kept for some minutes. */
export const MAX_CHALLENGES = 200;
/** At one account, by browsers that it never signed in with. */
export const MAX_TRIES_PER_ACCOUNT = 100;
export const TRIES_WINDOW_MS = 15 * 60 * 1000;
const FORM_COOKIE: OwnCookie = {
  name: "sign-in-form",
  maxAgeS: TRIES_WINDOW_MS / 1000,
  sameSite: "Strict",
};

const formToken = (cookie: string): Promise<string> => tokenHash(`sign-in:${cookie}`);

/** Ties a form to this browser; returns the form's half. */
export async function issueFormToken(deps: EdgeDeps, c: Context): Promise<string> {
  const cookie = newToken(deps.random);
  setOwnCookie(deps, c, FORM_COOKIE, cookie);
  return formToken(cookie);
}

/** Names the browser that a form was shown to. */
export const formBrowser = (deps: EdgeDeps, c: Context): Promise<string> =>
  tokenHash(`form-browser:${ownCookie(deps, c, FORM_COOKIE)}`);

export async function isFromOurForm(deps: EdgeDeps, c: Context, given: string): Promise<boolean> {
  const cookie = ownCookie(deps, c, FORM_COOKIE);
  return cookie !== "" && sameHash(await formToken(cookie), given);
}

/** What is attempted: an account, in a known browser or not, or a secret of no account. */
type Attempt =
  | { readonly kind: "account"; readonly email: string; readonly knownBrowser: boolean }
  | { readonly kind: "reset"; readonly email: string }
  | { readonly kind: "operator-token" | "link" | "passkey" | "challenge" };

/** `limited`: it must not be checked. `takeBack`: it was right, and doesn't count. */
type Try = { readonly limited: boolean; readonly takeBack: () => Promise<void> };

type Counter = { readonly name: string; readonly most: number };

/**
 * Counts an attempt before it is checked, so that many at once can't pass. One that proves right is
 * uncounted; so is one that is refused unchecked, as it was no guess. Each uncounts only itself, so
 * failures stay until their window is over.
 */
export async function beginTry(deps: EdgeDeps, c: Context, tried: Attempt): Promise<Try> {
  const now = deps.clock.now();
  const counted: (TriesSince & Counter)[] = [];
  for (const counter of await countersOf(c, tried))
    counted.push({
      ...counter,
      ...(await countTry(deps.db, counter.name, now, now - TRIES_WINDOW_MS)),
    });
  const takeBack = async (): Promise<void> => {
    for (const { name, windowStart } of counted) await takeBackTry(deps.db, name, windowStart);
  };
  const limited = counted.some(({ tries, most }) => tries > most);
  if (limited) {
    await takeBack();
    deps.log({ event: "sign-in-limited", tried: tried.kind, ...(await requestSource(c)) });
  }
  return { limited, takeBack };
}

async function countersOf(c: Context, tried: Attempt): Promise<readonly Counter[]> {
  const source = await sourceOf(c);
  if (tried.kind === "reset") {
    const address = `reset:${tried.email}`;
    return [
      { name: await tokenHash(`${source} ${address}`), most: MOST_RESETS },
      { name: source, most: MAX_TRIES_PER_NETWORK },
      { name: await tokenHash(address), most: MOST_RESETS_AT_AN_ADDRESS },
    ];
  }
  if (tried.kind === "challenge")
    return [{ name: await tokenHash(`${source} challenge`), most: MAX_CHALLENGES }];
  const what = tried.kind === "account" ? `account:${tried.email}` : tried.kind;
  const account =
    tried.kind === "account" && !tried.knownBrowser
      ? [{ name: await tokenHash(what), most: MAX_TRIES_PER_ACCOUNT }]
      : [];
  return [
    { name: await tokenHash(`${source} ${what}`), most: MAX_TRIES },
    { name: source, most: MAX_TRIES_PER_NETWORK },
    ...account,
  ];
}
