/**
 * The people of one shop, for its owners: let in, given another role, taken out. Nobody gives more
 * than a shop's roles here, and no other shop.
 */
import { z } from "zod";
import { ok } from "../../../domain/result.ts";
import { SHOP_ROLES, type ShopRole } from "../../../domain/users/shop-role.ts";
import { message } from "../../../messages/message.ts";
import { addedMail } from "../../../monitor/account-mail.ts";
import {
  addMembership,
  changeMembership,
  dropMembership,
  listMembers,
  type Member,
} from "../../../store/memberships.ts";
import { accountValue } from "../../../store/audit-values.ts";
import { findUserByEmail, NO_LINKS, type UserRow } from "../../../store/users.ts";
import { endSockets } from "../../../sync/end-sockets.ts";
import { mayOn, roleOn } from "../../auth/rights.ts";
import type { Actor, TenantRequest, EdgeDeps } from "../../deps.ts";
import { type LinkDelivery, maySeeLink } from "./account-links.ts";
import { mailTo } from "./account-mails.ts";
import { requireTenant } from "../tenant-access.ts";
import { type Answer, forbidden, reject } from "../refusal.ts";
import { forgetViewsOf } from "../jobs/saved-views.ts";
import {
  reissueLink,
  toListedUser,
  type ListedUser,
  newAccount,
  personInput,
  type MailStatus,
  unknownUser,
  withMailStatus,
} from "./users.ts";

export const newMemberInput = personInput.extend({ role: z.enum(SHOP_ROLES).default("reader") });
type NewMember = Readonly<z.output<typeof newMemberInput>>;

/** `mayLink`: whether the actor can have a new link made for them. */
export type ListedMember = ListedUser &
  MailStatus & { readonly shopRole: ShopRole; readonly mayLink: boolean };

async function managedShop(asking: TenantRequest) {
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  return mayOn(asking.actor, "manage-shop-people", asking.tenantId)
    ? found
    : forbidden("manage-shop-people");
}

export async function membersOf(
  asking: TenantRequest,
): Answer<{ readonly members: readonly ListedMember[] }> {
  const { deps, actor, tenantId } = asking;
  const found = await managedShop(asking);
  if (!found.ok) return found;
  const members = await withMailStatus(deps, await listMembers(deps.db, tenantId));
  return ok({
    members: members.map((member) => ({
      ...toListedUser(member),
      mailRefusedSince: member.mailRefusedSince,
      // Other shops aren't shown to this one.
      shops: { [tenantId]: member.shopRole },
      shopRole: member.shopRole,
      mayLink: mayLink(deps, actor, member),
    })),
  });
}

/** A link that is mailed to its person is shown to nobody. */
const mayLink = (deps: EdgeDeps, actor: Actor, user: UserRow): boolean =>
  deps.config.access === null && (deps.mail !== null || maySeeLink(actor, user));

/**
 * Adds a user. One with an account gets the shop too and keeps the password; `link` is then `null`,
 * as it is where it was mailed.
 */
export async function addMember(asking: TenantRequest, input: NewMember): Answer<LinkDelivery> {
  const { deps, actor, tenantId } = asking;
  const found = await managedShop(asking);
  if (!found.ok) return found;
  const shop = { tenantId, role: input.role, name: found.value.name };
  const user = await findUserByEmail(deps.db, input.email);
  if (user === null) return newAccount(deps, actor, input, shop);
  const added =
    user.role === "member" &&
    (await addMembership(deps.db, user.id, tenantId, input.role, {
      at: deps.clock.now(),
      actor: actor.name,
      action: "member.add",
      after: accountValue(user.email, tenantId, input.role),
    }));
  if (!added) return reject(409, "member-already", message("refusals.memberAlready"));
  // Nobody has signed in with it yet: what was handed over before doesn't lead into this shop, also
  // where nobody gets the new link.
  const now = { ...user, ...NO_LINKS, shops: { ...user.shops, [tenantId]: input.role } };
  if (user.passwordHash === null && mayLink(deps, actor, now)) return reissueLink(deps, actor, now);
  const mailed = await mailTo(deps, user, (language, account) =>
    addedMail({ language, shop }, account, `${deps.config.publicUrl}/admin`),
  );
  return ok({ id: user.id, link: null, mailed });
}

async function memberOf(asking: TenantRequest, userId: string): Answer<Member> {
  const found = await managedShop(asking);
  if (!found.ok) return found;
  const member = (await listMembers(asking.deps.db, asking.tenantId)).find(
    ({ id }) => id === userId,
  );
  return member === undefined ? unknownUser() : ok(member);
}

const lastOwner = () => reject(409, "last-owner", message("refusals.lastOwner"));

/** An owner can't leave a shop without an owner; a caller with every shop can. */
const keepsOwner = (actor: Actor, tenantId: string): boolean => roleOn(actor, tenantId) === "owner";

export async function changeMember(
  asking: TenantRequest,
  userId: string,
  role: ShopRole,
): Answer<object> {
  const { deps, actor, tenantId } = asking;
  const found = await memberOf(asking, userId);
  if (!found.ok) return found;
  const { email, shopRole: was } = found.value;
  if (was === role) return ok({});
  const done = await changeMembership(
    deps.db,
    { userId, tenantId, was },
    role,
    keepsOwner(actor, tenantId),
    {
      at: deps.clock.now(),
      actor: actor.name,
      action: "member.change",
      before: accountValue(email, tenantId, was),
      after: accountValue(email, tenantId, role),
    },
  );
  if (!done) return lastOwner();
  await endSockets(deps);
  return ok({});
}

/** Removes a user from the shop; their open pages are closed at once. */
export async function removeMember(asking: TenantRequest, userId: string): Answer<object> {
  const { deps, actor, tenantId } = asking;
  const found = await memberOf(asking, userId);
  if (!found.ok) return found;
  const { email, shopRole: was } = found.value;
  const done = await dropMembership(
    deps.db,
    { userId, tenantId, was },
    keepsOwner(actor, tenantId),
    {
      at: deps.clock.now(),
      actor: actor.name,
      action: "member.remove",
      before: accountValue(email, tenantId, was),
    },
  );
  if (!done) return lastOwner();
  await endSockets(deps);
  await forgetViewsOf(deps, userId, [tenantId]);
  return ok({});
}

/** Makes a new link for a user of the shop, where the actor may. */
export async function issueMemberLink(
  asking: TenantRequest,
  userId: string,
  was?: string,
): Answer<LinkDelivery> {
  const { deps, actor } = asking;
  const found = await memberOf(asking, userId);
  if (!found.ok) return found;
  return deps.config.access !== null || mayLink(deps, actor, found.value)
    ? reissueLink(deps, actor, found.value, was)
    : reject(403, "not-theirs-alone", message("refusals.otherShopsToo"));
}
