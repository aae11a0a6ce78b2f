/** The people of one shop. The use cases say who may. */
import type { Hono } from "hono";
import { SHOP_ROLES } from "../../../domain/users/shop-role.ts";
import type { Message } from "../../../messages/message.ts";
import type { EdgeDeps } from "../../deps.ts";
import { messagesFor } from "../../language.ts";
import { type Fault, WITH_INPUT } from "../../problem.ts";
import { faultsIn } from "../../../settings/setting-faults.ts";
import {
  addMember,
  changeMember,
  issueMemberLink,
  membersOf,
  newMemberInput,
  removeMember,
} from "../../usecases/accounts/members.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import type { Answer } from "../../usecases/refusal.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { type Form, one } from "../forms/form.ts";
import { isolate } from "../../words/isolate.ts";
import { TenantHead } from "../frame/layout.tsx";
import { wasIn } from "../forms/once.tsx";
import { page, granted } from "../frame/respond.tsx";
import { SettingsParts } from "../settings/frame.tsx";
import { Members } from "./members-page.tsx";
import { throughMember, throughLostOwner } from "./access-sheets.tsx";
import { isAlreadyCreated } from "../../usecases/one-time-value.ts";
import { linked, isNotMailed, mailedText } from "./link-page.ts";

const NO_FORM: Form = new Map();

const DONE = {
  added: "people.people.added",
  access: "people.people.throughAccess",
  changed: "people.shop.changed",
  removed: "people.shop.removed",
} as const;

/** How a person who was added learns of it. */
function addedBy({ config, mail }: EdgeDeps): "access" | "added" | "sent" {
  if (config.access !== null) return "access";
  return mail === null ? "added" : "sent";
}

const isDone = (text: string): text is keyof typeof DONE => Object.hasOwn(DONE, text);

export function memberRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  allMembers(pages, deps);
  oneMember(pages);
}

/** The list, and a person who is added to it. */
function allMembers(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/people", (c) => members(c, c.req.param("id")));
  pages.post("/tenants/:id/people", async (c) => {
    const { form } = c.var;
    const id = c.req.param("id");
    const parsed = newMemberInput.safeParse(
      {
        email: one(form, "email"),
        name: one(form, "name"),
        role: one(form, "role") || "reader",
        language: one(form, "language") || null,
      },
      WITH_INPUT,
    );
    if (!parsed.success) return members(c, id, { form, faults: faultsIn(parsed.error) });
    const added = await addMember(c.var.asking, parsed.data);
    if (!added.ok && added.error.kind === "member-already")
      return members(c, id, {
        form,
        faults: [{ path: "email", message: added.error.detail }],
        status: 409,
      });
    return linked(c, granted(added), { done: addedBy(deps), back: base(c) });
  });
}

/** A member's role, removal and link. */
function oneMember(pages: Hono<PageEnv>): void {
  pages.post("/tenants/:id/people/:userId/role", async (c) => {
    const role = SHOP_ROLES.find((known) => known === one(c.var.form, "role"));
    const { id, userId } = c.req.param();
    if (role === undefined) return c.redirect(base(c), 303);
    const { asking } = c.var;
    const own = await throughLostOwner(c, userId, role);
    if (own.sheet !== null) return own.sheet;
    // These pages aren't theirs any more.
    const left = `/admin/tenants/${id}?done=role-changed`;
    const then = own.leaves ? left : `${base(c)}?done=changed`;
    return answered(c, changeMember(asking, userId, role), then);
  });
  pages.post("/tenants/:id/people/:userId/remove", async (c) => {
    const userId = c.req.param("userId");
    const sheet = await throughMember(c, userId);
    if (sheet !== null) return sheet;
    return answered(c, removeMember(c.var.asking, userId), `${base(c)}?done=removed`);
  });
  pages.post("/tenants/:id/people/:userId/link", async (c) => {
    const made = await issueMemberLink(c.var.asking, c.req.param("userId"), wasIn(c.var.form));
    return isAlreadyCreated(made)
      ? c.redirect(base(c), 303)
      : linked(c, granted(made), { done: "link-sent", back: base(c) });
  });
}

type MembersShown = {
  readonly form?: Form;
  readonly faults?: readonly Fault[];
  /** Why nothing was changed. */
  readonly refused?: Message | null;
  readonly status?: 400 | 409;
};

async function members(
  c: PageContext,
  id: string,
  { form = NO_FORM, faults = [], refused = null, status = 400 }: MembersShown = {},
): Promise<Response> {
  const { asking } = c.var;
  const { name, state } = granted(await requireTenant(asking));
  const found = granted(await membersOf(asking));
  const { t, say } = messagesFor(c);
  const done = c.req.query("done") ?? "";
  const told = isDone(done) ? t(DONE[done]) : mailedText(c, found.members);
  return page(
    c,
    `${t("people.shop.title")} · ${isolate(name)}`,
    <>
      <TenantHead id={id} name={name} current="settings" state={state}>
        <h1>{t("people.shop.title")}</h1>
      </TenantHead>
      <SettingsParts id={id} current="people" />
      <Members
        tenantId={id}
        members={found.members}
        form={form}
        faults={faults}
        done={refused === null ? told : say(refused)}
        warns={refused !== null || isNotMailed(done)}
      />
    </>,
    faults.length > 0 || refused !== null ? status : 200,
  );
}

const base = (c: PageContext): string => `/admin/tenants/${c.var.asking.tenantId}/people`;

/** `then`: where to go on. The last owner stays, which is said above the list. */
async function answered(c: PageContext, asked: Answer<object>, then: string): Promise<Response> {
  const answer = await asked;
  if (!answer.ok && answer.error.kind === "last-owner")
    return members(c, c.var.asking.tenantId, { refused: answer.error.detail, status: 409 });
  granted(answer);
  return c.redirect(then, 303);
}
