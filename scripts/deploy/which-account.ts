/**
 * Which Cloudflare account is acted on: one that is named, or the only one of this sign-in. Where
 * there are several wrangler takes the one that it last used, which nothing here shows: so one has
 * to be named then.
 */
import type { Wrangler } from "./account.ts";

export type NamedAccount = { readonly id: string; readonly name: string };

/** Where one can be named. wrangler heeds its configuration before the environment. */
type NamedIds = {
  /** `account_id` of wrangler.toml. */
  readonly configured: string | null;
  /** `CLOUDFLARE_ACCOUNT_ID`. */
  readonly environment: string | null;
};

/** Why no account is acted on. */
export type AccountRefusal =
  | { readonly code: "no-accounts" }
  | { readonly code: "several-accounts"; readonly accounts: readonly NamedAccount[] }
  | {
      readonly code: "not-of-sign-in";
      readonly id: string;
      readonly accounts: readonly NamedAccount[];
    }
  | { readonly code: "two-named"; readonly configured: string; readonly environment: string };

export type Chosen =
  | { readonly kind: "account"; readonly account: NamedAccount }
  | { readonly kind: "refused"; readonly refusal: AccountRefusal };

const refused = (refusal: AccountRefusal): Chosen => ({ kind: "refused", refusal });

/** `accounts`: of the sign-in; `null`: they can't be told. Pure. */
export function choose(accounts: readonly NamedAccount[] | null, named: NamedIds): Chosen {
  const { configured, environment } = named;
  if (accounts === null || accounts.length === 0) return refused({ code: "no-accounts" });
  if (configured !== null && environment !== null && configured !== environment)
    return refused({ code: "two-named", configured, environment });
  const id = configured ?? environment;
  if (id !== null) {
    const account = accounts.find((one) => one.id === id);
    return account === undefined
      ? refused({ code: "not-of-sign-in", id, accounts })
      : { kind: "account", account };
  }
  const [only, ...others] = accounts;
  return only === undefined || others.length > 0
    ? refused({ code: "several-accounts", accounts })
    : { kind: "account", account: only };
}

/** Returns the accounts of this sign-in; `null`: not known, or not signed in. */
export async function accountsIn(wrangler: Wrangler): Promise<readonly NamedAccount[] | null> {
  try {
    const { stdout } = await wrangler(["whoami", "--json"]);
    const { accounts } = JSON.parse(stdout) as { readonly accounts?: readonly NamedAccount[] };
    return accounts?.map(({ id, name }) => ({ id, name })) ?? null;
  } catch {
    return null;
  }
}
