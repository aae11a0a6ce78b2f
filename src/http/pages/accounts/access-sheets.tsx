/** Shows who loses which rights before access is removed: a user's, or an API token's. */
import type { ShopRole } from "../../../domain/users/shop-role.ts";
import { roleOn } from "../../auth/rights.ts";
import { messagesFor } from "../../language.ts";
import { membersOf } from "../../usecases/accounts/members.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import { visibleTenants } from "../../usecases/tenants/tenants.ts";
import { tokensOf } from "../../usecases/accounts/tokens.ts";
import { usersOf } from "../../usecases/accounts/users.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { confirmSheet } from "../previews/confirmation-sheet.tsx";
import { When } from "../parts/ui.tsx";

/** Of one shop. `null`: it was confirmed, or isn't there to be taken. */
export async function throughMember(c: PageContext, userId: string): Promise<Response | null> {
  const { asking } = c.var;
  const { actor, tenantId: id } = asking;
  const { t } = messagesFor(c);
  const tenant = await requireTenant(asking);
  const found = await membersOf(asking);
  if (!tenant.ok || !found.ok) return null;
  const member = found.value.members.find((one) => one.id === userId);
  if (member === undefined) return null;
  const { email, shopRole } = member;
  // The last owner stays: the deed says so.
  const owners = found.value.members.filter((one) => one.shopRole === "owner");
  if (shopRole === "owner" && owners.length === 1 && roleOn(actor, id) === "owner") return null;
  const back = `/admin/tenants/${id}/people`;
  const named = { name: isolate(email), shop: isolate(tenant.value.name) };
  const isLast = isLastOwner(found.value.members, userId);
  return confirmSheet(c, {
    facts: [userId, email, shopRole, tenant.value.name, isLast],
    tenant: tenant.value,
    title: t("takenAway.access", named),
    tab: "settings",
    action: `${back}/${userId}/remove`,
    back,
    button: { text: t("people.people.end"), ends: true },
    manual: "people",
    says: [
      t("takenAway.member", { ...named, role: t(`people.roles.${shopRole}`) }),
      ...(isLast ? [t("takenAway.noOwner", named)] : []),
      t("takenAway.views"),
      t("takenAway.otherShops"),
      t("takenAway.kept"),
    ],
  });
}

/** Nobody else is an owner: those who have every shop may take the role all the same. */
const isLastOwner = (
  members: readonly { readonly id: string; readonly shopRole: ShopRole }[],
  userId: string,
): boolean =>
  members.some(({ id, shopRole }) => id === userId && shopRole === "owner") &&
  members.every(({ id, shopRole }) => id === userId || shopRole !== "owner");

/**
 * A shop loses an owner: who gives up their own role, or whose is taken by an operator and is the
 * last one. `leaves`: the actor gives up their own, and may not see the page any more; `sheet`:
 * until it is confirmed.
 */
export async function throughLostOwner(
  c: PageContext,
  userId: string,
  role: ShopRole,
): Promise<{ readonly leaves: boolean; readonly sheet: Response | null }> {
  const { asking } = c.var;
  const { actor, tenantId: id } = asking;
  const { t } = messagesFor(c);
  const [tenant, found] = [await requireTenant(asking), await membersOf(asking)];
  const stays = { leaves: false, sheet: null };
  if (!tenant.ok || !found.ok || role === "owner") return stays;
  const { members } = found.value;
  const own = members.find((one) => one.id === userId && one.email === actor.name);
  const isLast = isLastOwner(members, userId);
  // The last owner stays for owners: the deed says so.
  const isTaken = isLast && roleOn(actor, id) !== "owner";
  if (!isTaken && (own?.shopRole !== "owner" || isLast)) return stays;
  const back = `/admin/tenants/${id}/people`;
  const shop = isolate(tenant.value.name);
  const name = isolate(members.find((one) => one.id === userId)?.email ?? "");
  const sheet = await confirmSheet(c, {
    facts: [userId, role, tenant.value.name, isTaken],
    tenant: tenant.value,
    title: isTaken ? t("takenAway.role", { name }) : t("takenAway.ownRole", { shop }),
    tab: "settings",
    action: `${back}/${userId}/role`,
    fields: [["role", role]],
    back,
    button: {
      text: isTaken ? t("takenAway.does.role") : t("takenAway.does.ownRole"),
      ends: true,
    },
    manual: "people",
    children: (
      <p>
        {isTaken
          ? t("takenAway.noOwner", { shop })
          : t("takenAway.ownRoleText", { shop, role: t(`people.roles.${role}`) })}
      </p>
    ),
  });
  return { leaves: !isTaken, sheet };
}

/** Of everything. `null`: it was confirmed, or isn't there to be taken. */
export async function throughPerson(c: PageContext, userId: string): Promise<Response | null> {
  const { deps } = c.var;
  const { actor } = c.var.signedIn;
  const { t } = messagesFor(c);
  const found = await usersOf(deps, actor);
  const user = found.ok ? found.value.users.find((one) => one.id === userId) : undefined;
  if (user === undefined || user.email === actor.name) return null;
  const { email, role, passkeys } = user;
  // The last operator stays; the action itself refuses and says so.
  const operators = found.ok ? found.value.users.filter((one) => one.role === "operator") : [];
  if (role === "operator" && operators.length === 1 && actor.everywhere === "operator") return null;
  const tenants = await visibleTenants(deps, actor);
  const others = found.ok ? found.value.users.filter(({ id }) => id !== userId) : [];
  // A shop that was given up isn't among them: a role in it opens nothing any more.
  const shops = tenants.flatMap(({ id, name }) => {
    const shopRole = user.shops[id];
    if (shopRole === undefined) return [];
    const isLast = shopRole === "owner" && others.every(({ shops: of }) => of[id] !== "owner");
    return [{ name, shopRole, isLast }];
  });
  return confirmSheet(c, {
    facts: [userId, email, role, passkeys, shops],
    tenant: null,
    title: t("takenAway.access", { name: isolate(email) }),
    tab: null,
    action: `/admin/people/${userId}/end`,
    back: "/admin/people",
    button: { text: t("people.people.end"), ends: true },
    manual: "people",
    says: [
      t("takenAway.person", { name: isolate(email) }),
      role === "operator" ? (
        t("takenAway.everyShop", { count: tenants.length })
      ) : (
        <>
          {t("takenAway.shops", { count: shops.length })}
          <ul>
            {shops.map(({ name, shopRole, isLast }) => (
              <li>
                <bdi>{name}</bdi>: {t(`people.roles.${shopRole}`)}
                {isLast ? <> · {t("takenAway.noOwner", { shop: isolate(name) })}</> : null}
              </li>
            ))}
          </ul>
        </>
      ),
      ...(passkeys === 0 ? [] : [t("takenAway.passkeys", { count: passkeys })]),
      t("takenAway.views"),
      t("takenAway.kept"),
    ],
  });
}

/** An API token. `null`: it was confirmed, or isn't there to be revoked. */
export async function throughToken(c: PageContext, tokenId: string): Promise<Response | null> {
  const { deps } = c.var;
  const { actor } = c.var.signedIn;
  const { t, rich } = messagesFor(c);
  const found = await tokensOf(deps, actor);
  const token = found.ok ? found.value.tokens.find((one) => one.id === tokenId) : undefined;
  if (token === undefined) return null;
  const { name, tenantId, scope, lastUsedAt } = token;
  const tenants = await visibleTenants(deps, actor);
  const shop = tenants.find((one) => one.id === tenantId)?.name ?? tenantId;
  return confirmSheet(c, {
    facts: [tokenId, name, shop, scope, lastUsedAt],
    tenant: null,
    title: t("takenAway.token", { name: isolate(name) }),
    tab: null,
    action: `/admin/tokens/${tokenId}/revoke`,
    back: "/admin/tokens",
    button: { text: t("takenAway.does.token"), ends: true },
    manual: "people",
    says: [
      t("takenAway.calls"),
      <>
        {t("people.tokens.rights")}: <bdi>{shop ?? t("people.tokens.all")}</bdi>,{" "}
        {t(`people.tokens.scopes.${scope}`)}
      </>,
      lastUsedAt === null
        ? t("takenAway.neverUsed")
        : rich("takenAway.lastUsed", { when: <When at={lastUsedAt} /> }),
    ],
  });
}
