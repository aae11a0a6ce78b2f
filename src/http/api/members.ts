/** The people of one shop, with what they are in it. */
import { z } from "@hono/zod-openapi";
import { SHOP_ROLES } from "../../domain/users/shop-role.ts";
import {
  addMember,
  changeMember,
  issueMemberLink,
  membersOf,
  newMemberInput,
  removeMember,
} from "../usecases/accounts/members.ts";
import { body, unwrapOrThrow, json } from "./answers.ts";
import { describedUser, linked, user } from "./users.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const role = z.enum(SHOP_ROLES);
const member = user.extend({ shopRole: role }).openapi("Member");
const memberPath = schemas.tenantPath.extend({ userId: z.string().min(1).max(100) });

export const memberRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/members", {
    summary: "Who has a tenant, and what they are in it",
    answer: json("Members", z.object({ members: z.array(member) })),
    handle: async ({ asking }) => {
      const { members } = unwrapOrThrow(await membersOf(asking));
      return { members: members.map(({ mayLink: _, ...shown }) => describedUser(shown)) };
    },
  }),
  route("post", "/tenants/{id}/members", {
    summary:
      "Let somebody into a tenant; the link that sets a new account's password is shown once",
    body: body(newMemberInput.meta({ id: "NewMember" })),
    status: 201,
    answer: json("The link", linked),
    noStore: true,
    handle: async ({ asking, input }) => unwrapOrThrow(await addMember(asking, input)),
  }),
  route("patch", "/tenants/{id}/members/{userId}", {
    summary: "Give somebody another role in a tenant",
    params: memberPath,
    body: body(z.strictObject({ role })),
    handle: ({ asking, param: { userId }, input }) => changeMember(asking, userId, input.role),
  }),
  route("delete", "/tenants/{id}/members/{userId}", {
    summary: "Take a tenant from somebody",
    params: memberPath,
    handle: ({ asking, param: { userId } }) => removeMember(asking, userId),
  }),
  route("post", "/tenants/{id}/members/{userId}/link", {
    summary: "A new link that sets the password",
    params: memberPath,
    status: 201,
    answer: json("The link", linked),
    noStore: true,
    handle: async ({ asking, param: { userId } }) =>
      unwrapOrThrow(await issueMemberLink(asking, userId)),
  }),
];
