/** Checks the sign-in, and the second use of a refresh token. */
import { check, differs, holds, unclear } from "./check.ts";

type SignInRows = {
  readonly pkce: string;
  readonly refresh: string;
  /** The row of the way the secret is sent, if it has one. */
  readonly secret: string | null;
};

/**
 * A grant may end when an old token comes back: so this check is the last, and the probe is done
 * with its sign-in.
 */
export const signInChecks = ({ pkce, refresh, secret }: SignInRows) => [
  check({
    id: pkce,
    level: "read",
    look: async ({ access }) => access.tokens,
    judge: ({ refreshToken }) =>
      refreshToken === null
        ? differs("the sign-in with PKCE gave no refresh token")
        : holds("the sign-in with PKCE gave a refresh token"),
  }),
  ...(secret === null
    ? []
    : [
        check({
          id: secret,
          level: "read",
          look: async ({ access }) => access.tokens,
          judge: () => holds("the secret was taken where the product sends it"),
        }),
      ]),
  check({
    id: refresh,
    level: "read",
    switches: ["refreshMode"],
    last: true,
    look: async ({ access }) => {
      const old = access.tokens.refreshToken ?? "";
      const first = await access.refresh(old);
      const again = first === null ? null : await access.refresh(old);
      const third = first === null ? null : await access.refresh(first.refreshToken ?? "");
      access.tokens = third ?? again ?? first ?? access.tokens;
      return { first: first !== null, again: again !== null, third: third !== null };
    },
    judge: ({ first, again, third }) => {
      if (!first) return unclear("the refresh token wasn't taken");
      const refreshMode = again ? "reusable" : third ? "rotating" : "family-revoked";
      const words = {
        reusable: "a refresh token works again and again",
        rotating: "a refresh token works once",
        "family-revoked": "an old refresh token ends the whole grant",
      };
      return holds(words[refreshMode], { refreshMode });
    },
  }),
];
