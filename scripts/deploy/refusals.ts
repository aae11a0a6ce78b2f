/** The text of each refusal: what it concerns, and what to do. */
import { t } from "../terminal.ts";
import type { Misplaced } from "./places.ts";
import type { AccountRefusal, NamedAccount } from "./which-account.ts";

/** The lists that a plan needs. */
export const ASKED = ["databases", "queues", "buckets", "secrets"] as const;

/** Why nothing is done, each with the thing that it is about. */
export type Refusal =
  | AccountRefusal
  | Misplaced
  | { readonly code: "not-signed-in"; readonly what: (typeof ASKED)[number] }
  | { readonly code: "jurisdiction-unset" };

const ACCOUNT = "CLOUDFLARE_ACCOUNT_ID";

/** Returns what is refused, and what to do. */
export function said(refusal: Refusal): { readonly what: string; readonly how: string } {
  switch (refusal.code) {
    case "no-accounts":
      return { what: ACCOUNT, how: t("cli.deploy.create.refusals.noAccounts") };
    case "several-accounts":
      return { what: ACCOUNT, how: t("cli.deploy.create.refusals.several", listed(refusal)) };
    case "not-of-sign-in":
      return { what: refusal.id, how: t("cli.deploy.create.refusals.notOurs", listed(refusal)) };
    case "two-named":
      return { what: ACCOUNT, how: t("cli.deploy.create.refusals.twoNamed", refusal) };
    case "not-signed-in":
      return {
        what: refusal.what,
        how: t(refusal.what === "buckets" ? "cli.deploy.r2" : "cli.deploy.signIn"),
      };
    case "jurisdiction-unset":
      return { what: "JURISDICTION", how: t("cli.deploy.create.refusals.jurisdiction") };
    case "elsewhere":
      return { what: refusal.what, how: t("cli.deploy.create.refusals.elsewhere", refusal) };
    case "other-account":
      return { what: refusal.id, how: t("cli.deploy.create.refusals.otherAccount") };
    case "another-database":
      return { what: refusal.id, how: t("cli.deploy.create.refusals.anotherDatabase", refusal) };
    case "shared-database":
      return { what: refusal.id, how: t("cli.deploy.create.refusals.sharedDatabase", refusal) };
  }
}

const listed = ({ accounts }: { readonly accounts: readonly NamedAccount[] }) => ({
  accounts: accounts.map(({ id, name }) => `${name} (${id})`).join(", "),
});
