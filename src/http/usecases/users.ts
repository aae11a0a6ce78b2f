/**
 * People who sign in: made, let in anew and ended by whoever may touch every tenant. A link that
 * sets the password is shown once.
 */
import { z } from "zod";
import { type Language, LANGUAGES } from "../../domain/language.ts";
import { ok, type Result } from "../../domain/result.ts";
import { encodeBase64Url } from "../../domain/text.ts";
import { message } from "../../messages/message.ts";
import { accountValue } from "../../store/audit-values.ts";
import { hashPassword } from "../../store/passwords.ts";
import { newToken, tokenHash } from "../../store/secrets.ts";
import type { SessionUser } from "../../store/sessions.ts";
import { findTenant } from "../../store/tenants.ts";
import {
  findUser,
  findUserByLink,
  foldEmail,
  insertUser,
  listUsers,
  sameLink,
  takeLink,
  updateUser,
  type UserRow,
} from "../../store/users.ts";
import { may } from "../auth/rights.ts";
import { endSockets } from "../../sync/end-sockets.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { madeAlready, markOf } from "./once.ts";
import { isCommonPassword } from "./password-strength.ts";
import { unknownTenant } from "./reach.ts";
import { type Answer, forbidden, refuse } from "./refused.ts";

/** How long a link waits to be used. */
export const LINK_MS = 72 * 60 * 60 * 1000;
export const SHORTEST_PASSWORD = 12;

export type UserView = Pick<
  UserRow,
  "id" | "email" | "name" | "tenantId" | "language" | "createdAt" | "lastSignInAt"
>;
/** `linkMark`: names the link that another one would replace. */
export type ListedUser = UserView & { readonly linkMark: string };
/** What is asked for a new account, on the page and by the API. */
export const newUserInput = z.strictObject({
  email: z.email().max(200),
  name: z.string().trim().min(1).max(100),
  tenantId: z.string().max(100).nullable().default(null),
  language: z.enum(LANGUAGES).nullable().default(null),
});
export type NewUser = Readonly<z.output<typeof newUserInput>>;
type Linked = { readonly id: string; readonly link: string };

const unknown = () => refuse(404, "unknown-user", message("refusals.noSuchUser"));
const linkHash = (link: string): Promise<string> => tokenHash(`link:${link}`);
const addressOf = (deps: EdgeDeps, link: string): string =>
  `${deps.config.publicUrl}/admin/welcome/${link}`;

export async function makeUser(deps: EdgeDeps, actor: Actor, input: NewUser): Answer<Linked> {
  if (!may(actor, "manage-people")) return forbidden("manage-people");
  const { name, tenantId, language } = input;
  if (tenantId !== null) {
    const tenant = await findTenant(deps.db, tenantId);
    if (tenant === null || tenant.state === "retired") return unknownTenant();
  }
  const email = foldEmail(input.email);
  const at = deps.clock.now();
  const link = newToken(deps.random);
  const row: UserRow = {
    id: encodeBase64Url(deps.random(9)),
    email,
    name,
    tenantId,
    language,
    passwordHash: null,
    linkHash: await linkHash(link),
    linkExpiresAt: at + LINK_MS,
    createdAt: at,
    lastSignInAt: null,
    endedAt: null,
  };
  const id = await insertUser(deps.db, row, {
    at,
    actor: actor.name,
    action: "user.make",
    after: accountValue(email, tenantId),
  });
  if (id !== null) return ok({ id, link: addressOf(deps, link) });
  // Retired since it was looked at, or the address is in use.
  const meanwhile = tenantId === null ? null : await findTenant(deps.db, tenantId);
  return meanwhile?.state === "retired"
    ? unknownTenant()
    : refuse(409, "email-taken", message("refusals.emailTaken"));
}

export async function usersOf(
  deps: EdgeDeps,
  actor: Actor,
): Answer<{ readonly users: readonly ListedUser[] }> {
  if (!may(actor, "manage-people")) return forbidden("manage-people");
  const rows = await listUsers(deps.db);
  return ok({
    users: rows.map(
      ({ id, email, name, tenantId, language, createdAt, lastSignInAt, linkHash: hash }) => ({
        id,
        email,
        name,
        tenantId,
        language,
        createdAt,
        lastSignInAt,
        linkMark: markOf(hash),
      }),
    ),
  });
}

/**
 * A new link, in place of an older one. The password stays until the link is used. `was`: the mark
 * of the one that is to be replaced.
 */
export async function linkUser(
  deps: EdgeDeps,
  actor: Actor,
  id: string,
  was?: string,
): Answer<Linked> {
  const found = await managed(deps, actor, id);
  if (!found.ok) return found;
  if (was !== undefined && was !== markOf(found.value.linkHash)) return madeAlready();
  const at = deps.clock.now();
  const link = newToken(deps.random);
  const linked = await updateUser(
    deps.db,
    found.value,
    { linkHash: await linkHash(link), linkExpiresAt: at + LINK_MS },
    { at, actor: actor.name, action: "user.link", after: found.value.email },
    false,
    was === undefined ? undefined : sameLink(found.value.linkHash),
  );
  if (linked) return ok({ id, link: addressOf(deps, link) });
  return was === undefined ? unknown() : madeAlready();
}

/** Ends somebody's access at once, with every session. */
export async function endUser(deps: EdgeDeps, actor: Actor, id: string): Answer<object> {
  const found = await managed(deps, actor, id);
  if (!found.ok) return found;
  const { email, tenantId } = found.value;
  if (email === actor.name) return refuse(409, "own-access", message("refusals.ownAccess"));
  const at = deps.clock.now();
  const ended = await updateUser(
    deps.db,
    found.value,
    { endedAt: at, passwordHash: null, linkHash: null, linkExpiresAt: null },
    { at, actor: actor.name, action: "user.end", before: accountValue(email, tenantId) },
    true,
  );
  await endSockets(deps);
  return ended ? ok({}) : unknown();
}

/** Somebody with access, for whoever manages people. */
export async function managed(deps: EdgeDeps, actor: Actor, id: string): Answer<UserRow> {
  if (!may(actor, "manage-people")) return forbidden("manage-people");
  const user = await findUser(deps.db, id);
  return user === null || user.endedAt !== null ? unknown() : ok(user);
}

export const userOfLink = async (deps: EdgeDeps, link: string): Promise<UserRow | null> =>
  findUserByLink(deps.db, await linkHash(link), deps.clock.now());

/** Sets the password by a link, which works once, and ends the sessions that there were. */
export async function choosePassword(
  deps: EdgeDeps,
  link: string,
  password: string,
): Promise<Result<UserRow, "unknown" | "too-short" | "too-common">> {
  const user = await userOfLink(deps, link);
  if (user === null) return { ok: false, error: "unknown" };
  if (Array.from(password).length < SHORTEST_PASSWORD) return { ok: false, error: "too-short" };
  if (await isCommonPassword(password, [user.email, user.name]))
    return { ok: false, error: "too-common" };
  const passwordHash = await hashPassword(password, deps.random);
  const taken = await takeLink(deps.db, user, await linkHash(link), passwordHash, {
    at: deps.clock.now(),
    actor: user.email,
    action: "user.password",
  });
  return taken ? ok({ ...user, passwordHash }) : { ok: false, error: "unknown" };
}

export async function chooseLanguage(
  deps: EdgeDeps,
  user: SessionUser,
  language: Language,
): Promise<void> {
  await updateUser(
    deps.db,
    user,
    { language },
    {
      at: deps.clock.now(),
      actor: user.email,
      action: "user.language",
      before: user.language,
      after: language,
    },
    false,
  );
}
