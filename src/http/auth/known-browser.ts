/**
 * A browser in which an account has signed in before. It carries a cookie that only this deployment
 * can make, for this account and its present password. It lets nobody in: it only keeps tries by
 * strangers from locking the account's own browsers out.
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

/** One under each key in use: a key that is rotated out makes browsers unknown, and no more. */
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
  // The same work for both: the time tells nobody who has an account.
  const marks = await marksOf(deps, user ?? { id: "", passwordHash: null });
  return user !== null && marks.some((one) => sameHash(one, mark));
}
