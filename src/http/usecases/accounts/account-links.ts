/**
 * Links that set a password: kept as a hash, used once, soon over. An address of ours is always
 * made from the deployment's own configuration, never from what a request says of its host.
 */
import { DAY_MS, MINUTE_MS } from "../../../domain/platform/durations.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { type Invited, invitationMail, resetMail } from "../../../monitor/account-mail.ts";
import { hashPassword } from "../../../store/passwords.ts";
import { newToken, tokenHash } from "../../../store/secrets.ts";
import {
  findUserByEmail,
  findUserByLink,
  foldEmail,
  restoreLink,
  sameLink,
  storeResetLink,
  consumeLink,
  updateUser,
  type UserRow,
} from "../../../store/users.ts";
import { endSockets } from "../../../sync/end-sockets.ts";
import { roleOn } from "../../auth/rights.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { mailTo, notifyAccountChange } from "./account-mails.ts";

export const INVITATION_MS = 7 * DAY_MS;
export const RESET_MS = 30 * MINUTE_MS;
export const SHORTEST_PASSWORD = 12;

/**
 * `link`: to pass on, shown once; `null`: it was mailed, or isn't this actor's to see. `mailed`:
 * whether a mail is on its way.
 */
export type LinkDelivery = {
  readonly id: string;
  readonly link: string | null;
  readonly mailed: boolean;
};

const linkHash = (link: string): Promise<string> => tokenHash(`link:${link}`);

const addressOf = (deps: EdgeDeps, link: string): string =>
  `${deps.config.publicUrl}/admin/welcome/${link}`;

/** Returns a new link with its end: an invitation for a new user, otherwise a reset. */
export async function freshLink(
  deps: EdgeDeps,
  hasPassword: boolean,
): Promise<{ readonly link: string; readonly linkHash: string; readonly linkExpiresAt: number }> {
  const link = newToken(deps.random);
  const lasts = hasPassword ? RESET_MS : INVITATION_MS;
  return { link, linkHash: await linkHash(link), linkExpiresAt: deps.clock.now() + lasts };
}

/**
 * Anybody with a user's link can act as that user, so it is shown only to those who have all of the
 * user's rights: operators, or an owner of each of the user's shops.
 */
export const maySeeLink = (actor: Actor, { role, shops }: Pick<UserRow, "role" | "shops">) =>
  actor.everywhere !== null ||
  (role === "member" &&
    Object.keys(shops).every((tenantId) => roleOn(actor, tenantId) === "owner"));

/** Mails the link, or returns it to its maker. */
export async function deliverLink(
  deps: EdgeDeps,
  actor: Actor,
  user: UserRow,
  link: string,
  shop: Invited["shop"],
): Promise<LinkDelivery> {
  const mailed = await mailTo(deps, user, (language, account) =>
    user.passwordHash === null
      ? invitationMail(
          {
            language,
            shop,
            by: actor.name,
            link: addressOf(deps, link),
            days: INVITATION_MS / DAY_MS,
            page: `${deps.config.publicUrl}/admin`,
          },
          account,
        )
      : resetMail(language, account, addressOf(deps, link), RESET_MS / MINUTE_MS),
  );
  const shown = !mailed && maySeeLink(actor, user);
  return { id: user.id, link: shown ? addressOf(deps, link) : null, mailed };
}

/**
 * Replaces an older link by a new one. The password stays until it is used, and the older link
 * stays where nobody got the new one. `was`: the hash of the one to replace.
 */
export async function replaceLink(
  deps: EdgeDeps,
  actor: Actor,
  user: UserRow,
  was: string | null | undefined,
): Promise<LinkDelivery | null> {
  const { link, ...kept } = await freshLink(deps, user.passwordHash !== null);
  const done = await updateUser(
    deps.db,
    user,
    kept,
    { at: deps.clock.now(), actor: actor.name, action: "user.link", after: user.email },
    { endSessions: false, only: was === undefined ? undefined : sameLink(was) },
  );
  if (!done) return null;
  const linked = await deliverLink(deps, actor, user, link, null);
  // Nobody has the new one, so the earlier one keeps working.
  if (!linked.mailed && linked.link === null) await restoreLink(deps.db, user, kept.linkHash);
  return linked;
}

/**
 * For a user who forgot the password. D1 is read and written in the same way whether there is such
 * an account or not; the caller sends the mail after its answer.
 */
export async function beginReset(deps: EdgeDeps, address: string): Promise<() => Promise<unknown>> {
  const email = foldEmail(address);
  const found = await findUserByEmail(deps.db, email);
  const link = newToken(deps.random);
  const at = deps.clock.now();
  const kept = { resetHash: await linkHash(link), resetExpiresAt: at + RESET_MS };
  const asked = await storeResetLink(deps.db, email, kept, {
    at,
    actor: email,
    action: "user.reset-asked",
  });
  return async () =>
    found === null || !asked
      ? undefined
      : mailTo(
          deps,
          found,
          (language, account) =>
            resetMail(language, account, addressOf(deps, link), RESET_MS / MINUTE_MS),
          "refused-only",
        );
}

export const userOfLink = async (deps: EdgeDeps, link: string): Promise<UserRow | null> =>
  findUserByLink(deps.db, await linkHash(link), deps.clock.now());

/** Returns the fault of a chosen password; `null`: none. */
export async function passwordFault(
  password: string,
  user: Pick<UserRow, "email" | "name">,
): Promise<"too-short" | "too-common" | null> {
  if (Array.from(password).length < SHORTEST_PASSWORD) return "too-short";
  return (await isCommonPassword(password, [user.email, user.name])) ? "too-common" : null;
}

/** Sets the password by a link, which works once, and ends the sessions that there were. */
export async function choosePassword(
  deps: EdgeDeps,
  link: string,
  password: string,
): Promise<Result<UserRow, "unknown" | "too-short" | "too-common">> {
  const user = await userOfLink(deps, link);
  if (user === null) return { ok: false, error: "unknown" };
  const fault = await passwordFault(password, user);
  if (fault !== null) return { ok: false, error: fault };
  const passwordHash = await hashPassword(password, deps.random);
  const taken = await consumeLink(deps.db, user, await linkHash(link), passwordHash, {
    at: deps.clock.now(),
    actor: user.email,
    action: "user.password",
  });
  if (!taken) return { ok: false, error: "unknown" };
  await endSockets(deps);
  if (user.passwordHash !== null) await notifyAccountChange(deps, user, { what: "password" });
  return ok({ ...user, passwordHash });
}

/** The part that is checked: longer passwords aren't worth the processor's time. */
const LOOKED_AT = 100;
/** Of zxcvbn's 0 to 4: below it, fewer than 10^8 guesses are enough. */
const LEAST_SCORE = 3;

/**
 * Whether a password is easily guessed: it is on a list of leaked passwords, or consists of such
 * words, neighbouring keys, dates, or facts about its owner (`about`: address, name and the like).
 */
async function isCommonPassword(password: string, about: readonly string[]): Promise<boolean> {
  // Only here, as the lists are large and hardly ever needed.
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  const known = [
    ...OWN_WORDS,
    ...about.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]),
  ];
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: LOOKED_AT });
  const { score } = zxcvbn.check(
    password.slice(0, LOOKED_AT),
    known.filter((word) => word !== ""),
  );
  return score < LEAST_SCORE;
}

const OWN_WORDS = ["asperion", "eaccounting", "eekonomi", "visma", "spiris", "bridge"];
