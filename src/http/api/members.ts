/** The people of one shop, with what they are in it. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import { SHOP_ROLES } from "../../domain/users/shop-role.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import {
  addMember,
  changeMember,
  linkMember,
  membersOf,
  newMemberInput,
  removeMember,
} from "../usecases/accounts/members.ts";
import { askingOf, body, granted, json, nothing, REFUSALS } from "./answers.ts";
import { describedUser, linked, user } from "./users.ts";
import * as schemas from "./schemas.ts";

const role = z.enum(SHOP_ROLES);
const member = user.extend({ shopRole: role }).openapi("Member");
const memberPath = schemas.tenantPath.extend({ userId: z.string().min(1).max(100) });

const routes = {
  list: createRoute({
    method: "get",
    path: "/tenants/{id}/members",
    summary: "Who has a tenant, and what they are in it",
    request: { params: schemas.tenantPath },
    responses: { 200: json("Members", z.object({ members: z.array(member) })), ...REFUSALS },
  }),
  add: createRoute({
    method: "post",
    path: "/tenants/{id}/members",
    summary:
      "Let somebody into a tenant; the link that sets a new account's password is shown once",
    request: { params: schemas.tenantPath, body: body(newMemberInput.meta({ id: "NewMember" })) },
    responses: { 201: json("The link", linked), ...REFUSALS },
  }),
  change: createRoute({
    method: "patch",
    path: "/tenants/{id}/members/{userId}",
    summary: "Give somebody another role in a tenant",
    request: { params: memberPath, body: body(z.strictObject({ role })) },
    responses: { 204: nothing, ...REFUSALS },
  }),
  remove: createRoute({
    method: "delete",
    path: "/tenants/{id}/members/{userId}",
    summary: "Take a tenant from somebody",
    request: { params: memberPath },
    responses: { 204: nothing, ...REFUSALS },
  }),
  link: createRoute({
    method: "post",
    path: "/tenants/{id}/members/{userId}/link",
    summary: "A new link that sets the password",
    request: { params: memberPath },
    responses: { 201: json("The link", linked), ...REFUSALS },
  }),
};

const SECRET = { "cache-control": "no-store" };

export function memberRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(routes.list, async (c) => {
    const { members } = granted(await membersOf(askingOf(deps, c)));
    return c.json(
      { members: members.map(({ mayLink: _, ...shown }) => ({ ...describedUser(shown) })) },
      200,
    );
  });
  app.openapi(routes.add, async (c) => {
    return c.json(granted(await addMember(askingOf(deps, c), c.req.valid("json"))), 201, SECRET);
  });
  app.openapi(routes.change, async (c) => {
    const { userId } = c.req.valid("param");
    granted(await changeMember(askingOf(deps, c), userId, c.req.valid("json").role));
    return c.body(null, 204);
  });
  app.openapi(routes.remove, async (c) => {
    const { userId } = c.req.valid("param");
    granted(await removeMember(askingOf(deps, c), userId));
    return c.body(null, 204);
  });
  app.openapi(routes.link, async (c) => {
    const { userId } = c.req.valid("param");
    return c.json(granted(await linkMember(askingOf(deps, c), userId)), 201, SECRET);
  });
}
