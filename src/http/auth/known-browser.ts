/**
 * Recognises a browser in which an account has signed in before, by a cookie that only this
 * deployment can make, for this account and its present password. It grants no access: it only
 * keeps attempts of others from locking out the account's own browsers.
 */
import type { Context } from "hono";
import { hmacs } from "../../store/seal.ts";
import { sameHash } from "../../store/secrets.ts";
import type { UserRow } from "../../store/users.ts";
import type { EdgeDeps } from "../deps.ts";
import { type OwnCookie, ownCookie, setOwnCookie } from "./cookies.ts";

const COOKIE: OwnCookie = {
  name: "known-browser",
  maxAgeS: 180 * 24 * 60 * 60,
  sameSite: "Strict",
};

type Account = Pick<UserRow, "id" | "passwordHash">;

/** One mark for each key in use: after a rotation browsers are unknown, without other effect. */
const marksOf = async (deps: EdgeDeps, { id, passwordHash }: Account): Promise<readonly string[]> =>
  (await hmacs(await deps.keyring(), JSON.stringify(["known-browser", id, passwordHash]))).map(
    ({ hmac }) => hmac,
  );

export async function markBrowser(deps: EdgeDeps, c: Context, user: Account): Promise<void> {
  const [mark] = await marksOf(deps, user);
  if (mark !== undefined) setOwnCookie(deps, c, COOKIE, mark);
}

/** False where there is no such account (`null`). */
export async function isKnownBrowser(
  deps: EdgeDeps,
  c: Context,
  user: Account | null,
): Promise<boolean> {
  const mark = ownCookie(deps, c, COOKIE);
  if (mark === "") return false;
  // The same work for both, so that the time reveals no accounts.
  const marks = await marksOf(deps, user ?? { id: "", passwordHash: null });
  return user !== null && marks.some((one) => sameHash(one, mark));
}
