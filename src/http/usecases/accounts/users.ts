/**
 * Users: created, readmitted and ended by callers with rights on every tenant. members.ts handles
 * the users of a shop.
 */
import { z } from "zod";
import { type Language, LANGUAGES } from "../../../domain/language.ts";
import { ok } from "../../../domain/result.ts";
import { SHOP_ROLES, type ShopRole } from "../../../domain/users/shop-role.ts";
import { encodeBase64Url } from "../../../domain/platform/text.ts";
import { message } from "../../../messages/message.ts";
import { addedMail } from "../../../monitor/account-mail.ts";
import {
  accountValue,
  type AuditValue,
  languageValue,
  operatorValue,
} from "../../../store/audit-values.ts";
import { bouncedAmong } from "../../../store/bounced-addresses.ts";
import type { SessionUser } from "../../../store/sessions.ts";
import { findTenant, listTenants } from "../../../store/tenants.ts";
import {
  anotherOperator,
  findUser,
  foldEmail,
  insertUser,
  listUsers,
  NO_LINKS,
  updateUser,
  type UserRow,
} from "../../../store/users.ts";
import { may } from "../../auth/rights.ts";
import { endSockets } from "../../../sync/end-sockets.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { freshLink, deliverLink, type LinkDelivery, replaceLink } from "./account-links.ts";
import { mailTo } from "./account-mails.ts";
import { alreadyCreated, secretMark } from "../one-time-value.ts";
import { unknownTenant } from "../tenant-access.ts";
import { type Answer, forbidden, reject } from "../refusal.ts";
import { forgetViewsOf } from "../jobs/saved-views.ts";

type UserView = Pick<
  UserRow,
  "id" | "email" | "name" | "role" | "shops" | "language" | "createdAt" | "lastSignInAt"
>;
export type ListedUser = UserView & {
  /** Names the link that another one would replace. */
  readonly linkMark: string;
  /** Until when their first link works, or worked, ms; `null`: they were here, or have none. */
  readonly invitedUntil: number | null;
};
/** `mailRefusedSince`: mail to them is refused, as it bounced, ms; `null`: not that we know. */
export type MailStatus = { readonly mailRefusedSince: number | null };

/** The data of a new user, on the pages and in the API. */
export const personInput = z.strictObject({
  email: z.email().max(200),
  name: z.string().trim().min(1).max(100),
  language: z.enum(LANGUAGES).nullable().default(null),
});

/** A shop's role needs the shop, and an operator has none of their own. The least is asked for. */
export const newUserInput = personInput
  .extend({
    role: z.enum(["operator", ...SHOP_ROLES]).default("reader"),
    tenantId: z.string().max(100).nullable().default(null),
  })
  .refine(({ role, tenantId }) => (role === "operator") === (tenantId === null), {
    path: ["tenantId"],
    params: { described: message("problems.shopOfRole") },
  });
type NewUser = Readonly<z.output<typeof newUserInput>>;

export const unknownUser = () => reject(404, "unknown-user", message("refusals.noSuchUser"));

export async function makeUser(deps: EdgeDeps, actor: Actor, input: NewUser): Answer<LinkDelivery> {
  if (!may(actor, "manage-people")) return forbidden("manage-people");
  const { tenantId, role } = input;
  const shop =
    tenantId === null || role === "operator"
      ? null
      : { tenantId, role, name: (await shopThere(deps, tenantId))?.name ?? null };
  if (shop !== null && shop.name === null) return unknownTenant();
  return newAccount(
    deps,
    actor,
    input,
    shop === null ? null : { ...shop, name: shop.name ?? shop.tenantId },
  );
}

/** A tenant that people can be let into. */
async function shopThere(deps: EdgeDeps, tenantId: string) {
  const tenant = await findTenant(deps.db, tenantId);
  return tenant === null || tenant.state === "retired" ? null : tenant;
}

type NewShop = { readonly tenantId: string; readonly name: string; readonly role: ShopRole };

/** An account with its first shop, or with all of them (`null`). The caller asked for the right. */
export async function newAccount(
  deps: EdgeDeps,
  actor: Actor,
  input: z.output<typeof personInput>,
  shop: NewShop | null,
): Answer<LinkDelivery> {
  const email = foldEmail(input.email);
  const at = deps.clock.now();
  const { link, ...kept } = await freshLink(deps, false);
  const row: UserRow = {
    id: encodeBase64Url(deps.random(9)),
    email,
    name: input.name,
    role: shop === null ? "operator" : "member",
    shops: shop === null ? {} : { [shop.tenantId]: shop.role },
    language: input.language,
    passwordHash: null,
    ...NO_LINKS,
    ...(deps.config.access === null ? kept : {}),
    createdAt: at,
    lastSignInAt: null,
    endedAt: null,
  };
  const id = await insertUser(deps.db, row, {
    at,
    actor: actor.name,
    action: "user.make",
    after: shop == null ? operatorValue(email) : accountValue(email, shop.tenantId, shop.role),
  });
  if (id === null) {
    // Retired since it was looked at, or the address is in use.
    return shop !== null && (await shopThere(deps, shop.tenantId)) === null
      ? unknownTenant()
      : reject(409, "email-taken", message("refusals.emailTaken"));
  }
  const user = { ...row, id };
  if (deps.config.access === null) return ok(await deliverLink(deps, actor, user, link, shop));
  // Cloudflare Access lets them in: there is no password to choose.
  const mailed = await mailTo(deps, user, (language, account) =>
    addedMail({ language, shop }, account, `${deps.config.publicUrl}/admin`),
  );
  return ok({ id, link: null, mailed });
}

export async function usersOf(
  deps: EdgeDeps,
  actor: Actor,
): Answer<{
  readonly users: readonly (ListedUser & MailStatus & { readonly passkeys: number })[];
}> {
  if (!may(actor, "manage-people")) return forbidden("manage-people");
  const users = await withMailStatus(deps, await listUsers(deps.db));
  return ok({
    users: users.map((user) => ({
      ...toListedUser(user),
      passkeys: user.passkeys,
      mailRefusedSince: user.mailRefusedSince,
    })),
  });
}

/** Without mail in this deployment, no address is checked. */
export async function withMailStatus<U extends { readonly email: string }>(
  { db, mail }: Pick<EdgeDeps, "db" | "mail">,
  users: readonly U[],
): Promise<readonly (U & MailStatus)[]> {
  const bounced =
    mail === null
      ? new Map<string, number>()
      : await bouncedAmong(
          db,
          users.map(({ email }) => email),
        );
  return users.map((user) => ({ ...user, mailRefusedSince: bounced.get(user.email) ?? null }));
}

export const toListedUser = ({
  id,
  email,
  name,
  role,
  shops,
  language,
  createdAt,
  lastSignInAt,
  linkHash,
  linkExpiresAt,
  passwordHash,
}: UserRow): ListedUser => ({
  id,
  email,
  name,
  role,
  shops,
  language,
  createdAt,
  lastSignInAt,
  linkMark: secretMark(linkHash),
  invitedUntil: passwordHash === null && lastSignInAt === null ? linkExpiresAt : null,
});

/** Makes a new link that replaces an older one. `was`: the mark of the one to replace. */
export async function issueUserLink(
  deps: EdgeDeps,
  actor: Actor,
  id: string,
  was?: string,
): Answer<LinkDelivery> {
  const found = await requireManagedUser(deps, actor, id);
  return found.ok ? reissueLink(deps, actor, found.value, was) : found;
}

/** The same for a user that the caller has read already. */
export async function reissueLink(
  deps: EdgeDeps,
  actor: Actor,
  user: UserRow,
  was?: string,
): Answer<LinkDelivery> {
  if (deps.config.access !== null)
    return reject(409, "access-signs-in", message("refusals.accessSignsIn"));
  if (was !== undefined && was !== secretMark(user.linkHash)) return alreadyCreated();
  const linked = await replaceLink(deps, actor, user, was === undefined ? was : user.linkHash);
  if (linked !== null) return ok(linked);
  return was === undefined ? unknownUser() : alreadyCreated();
}

/** Ends somebody's access at once, with every session. The last operator stays one. */
export async function endUser(deps: EdgeDeps, actor: Actor, id: string): Answer<object> {
  const found = await requireManagedUser(deps, actor, id);
  if (!found.ok) return found;
  const { email, role } = found.value;
  if (email === actor.name) return reject(409, "own-access", message("refusals.ownAccess"));
  const at = deps.clock.now();
  const ended = await updateUser(
    deps.db,
    found.value,
    { endedAt: at, passwordHash: null, ...NO_LINKS },
    { at, actor: actor.name, action: "user.end", before: rightsValue(found.value) },
    {
      endSessions: true,
      only:
        role === "operator" && actor.everywhere === "operator" ? anotherOperator(id) : undefined,
    },
  );
  await endSockets(deps);
  if (ended) {
    const all = role === "operator" ? (await listTenants(deps.db)).map((one) => one.id) : null;
    await forgetViewsOf(deps, id, all ?? Object.keys(found.value.shops));
    return ok({});
  }
  const still = await findUser(deps.db, id);
  return still === null || still.endedAt !== null
    ? unknownUser()
    : reject(409, "last-operator", message("refusals.lastOperator"));
}

/** All rights of a user, as the audit log records them. */
const rightsValue = ({ email, role, shops }: UserRow): AuditValue => {
  const [only, ...more] = Object.entries(shops);
  if (role === "operator") return operatorValue(email);
  return only === undefined || more.length > 0 ? email : accountValue(email, ...only);
};

/** Returns a user with access, for a user manager. */
export async function requireManagedUser(
  deps: EdgeDeps,
  actor: Actor,
  id: string,
): Answer<UserRow> {
  if (!may(actor, "manage-people")) return forbidden("manage-people");
  const user = await findUser(deps.db, id);
  return user === null || user.endedAt !== null ? unknownUser() : ok(user);
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
      before: user.language === null ? null : languageValue(user.language),
      after: languageValue(language),
    },
    { endSessions: false },
  );
}
