/** People who sign in, and who changed what. */
import { z } from "@hono/zod-openapi";
import { LANGUAGES } from "../../domain/language.ts";
import { SHOP_ROLES } from "../../domain/users/shop-role.ts";
import { messagesOf } from "../../messages/index.ts";
import { auditOf, type Change } from "../usecases/audit/audit.ts";
import { removePasskeysOf } from "../usecases/accounts/passkeys.ts";
import { endSessionsOf, sessionsOf } from "../usecases/accounts/sessions.ts";
import {
  endUser,
  type ListedUser,
  issueUserLink,
  makeUser,
  newUserInput,
  usersOf,
} from "../usecases/accounts/users.ts";
import { valueText } from "../words/change-words.ts";
import { formatOf } from "../words/format.ts";
import { body, unwrapOrThrow, json } from "./answers.ts";
import { type Route, route } from "./route.ts";
import { instant } from "./shapes.ts";

export const user = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(["operator", "member"]),
    shops: z.record(z.string(), z.enum(SHOP_ROLES)),
    language: z.enum(LANGUAGES).nullable(),
    createdAt: instant,
    lastSignInAt: instant.nullable(),
    mailRefusedSince: instant
      .nullable()
      .optional()
      .describe("mail to them bounced, and is refused since then"),
  })
  .openapi("User", { description: "An operator has every tenant; a member those of shops, by id" });

const newUser = newUserInput.meta({
  id: "NewUser",
  description: "tenantId: of the owner, accountant or reader; null for an operator",
});

const change = z
  .object({
    id: z.int(),
    at: instant,
    actor: z.string(),
    tenantId: z.string().nullable(),
    action: z.string(),
    before: z.string().nullable(),
    after: z.string().nullable(),
    note: z.string().nullable().describe("a person's own words, as long as they are kept"),
  })
  .openapi("Change");

/** A change as the API has it: its values are said in English. */
function shownChange(change: Change): Change {
  const texts = {
    messages: messagesOf("en"),
    format: formatOf("en"),
    tenants: new Map(),
    tokens: new Map(),
  };
  const text = (stored: string | null) => (stored === null ? null : valueText(texts, stored));
  return { ...change, before: text(change.before), after: text(change.after) };
}

export const linked = z.object({
  id: z.string(),
  link: z.url().nullable().describe("null: mailed, or there is no password to choose"),
  mailed: z.boolean().describe("false: no mail is on its way to them"),
});
const userPath = z.object({ userId: z.string().min(1).max(100) });
const sessionPath = userPath.extend({ hash: z.string().min(1).max(100) });
const session = z
  .object({
    hash: z.string(),
    createdAt: instant,
    lastSeenAt: instant,
    browser: z.string().nullable(),
    country: z.string().nullable(),
    expiresAt: instant,
  })
  .openapi("Session", { description: "hash names the session and is no way in" });
const seals = z
  .object({
    sealedUpTo: z.int().nullable(),
    faults: z.array(z.object({ id: z.int(), kind: z.enum(["changed", "added", "removed"]) })),
  })
  .openapi("Seals", {
    description:
      "Whether the rows of this page are as they were written. Rows above sealedUpTo are " +
      "sealed within the hour.",
  });
const page = z.object({ changes: z.array(change), cursor: z.int().nullable() });
const tenantPage = page.extend({ seals: seals.nullable() });
export const describedUser = <T extends ListedUser>({
  linkMark: _mark,
  invitedUntil: _until,
  shops,
  ...described
}: T) => ({
  ...described,
  shops,
});
const below = z.strictObject({ cursor: z.coerce.number().int().positive().optional() });

export const peopleRoutes: readonly Route[] = [
  route("get", "/users", {
    summary: "The people who may sign in",
    answer: json("People", z.object({ users: z.array(user) })),
    handle: async ({ deps, actor }) => ({
      users: unwrapOrThrow(await usersOf(deps, actor)).users.map(describedUser),
    }),
  }),
  route("post", "/users", {
    summary: "Let somebody sign in; the link that sets the password is shown once",
    body: body(newUser),
    status: 201,
    answer: json("The link", linked),
    noStore: true,
    handle: async ({ deps, actor, input }) => unwrapOrThrow(await makeUser(deps, actor, input)),
  }),
  route("post", "/users/{userId}/link", {
    summary: "A new link that sets the password",
    params: userPath,
    status: 201,
    answer: json("The link", linked),
    noStore: true,
    handle: async ({ deps, actor, param }) =>
      unwrapOrThrow(await issueUserLink(deps, actor, param.userId)),
  }),
  route("delete", "/users/{userId}", {
    summary: "End somebody's access, with every session",
    params: userPath,
    handle: ({ deps, actor, param }) => endUser(deps, actor, param.userId),
  }),
  route("delete", "/users/{userId}/passkeys", {
    summary: "Remove all of somebody's passkeys; they are told by mail",
    params: userPath,
    handle: ({ deps, actor, param }) => removePasskeysOf(deps, actor, param.userId),
  }),
  route("get", "/users/{userId}/sessions", {
    summary: "Where somebody is signed in",
    params: userPath,
    answer: json("Sessions", z.object({ sessions: z.array(session) })),
    handle: async ({ deps, actor, param }) => {
      const { sessions } = unwrapOrThrow(await sessionsOf(deps, actor, param.userId));
      return { sessions };
    },
  }),
  route("delete", "/users/{userId}/sessions", {
    summary: "End all of somebody's sessions",
    params: userPath,
    handle: ({ deps, actor, param }) => endSessionsOf(deps, actor, param.userId, null),
  }),
  route("delete", "/users/{userId}/sessions/{hash}", {
    summary: "End one of somebody's sessions",
    params: sessionPath,
    handle: ({ deps, actor, param: { userId, hash } }) => endSessionsOf(deps, actor, userId, hash),
  }),
  route("get", "/audit", {
    summary: "Who changed what, the newest first",
    query: below,
    answer: json("Changes", page),
    handle: async ({ deps, actor, query }) => {
      const { changes, cursor } = unwrapOrThrow(
        await auditOf(deps, actor, null, query.cursor ?? null),
      );
      return { changes: changes.map(shownChange), cursor };
    },
  }),
  route("get", "/tenants/{id}/audit", {
    summary: "Who changed what in a tenant, the newest first",
    query: below,
    answer: json("Changes", tenantPage),
    handle: async ({ deps, actor, param, query }) => {
      const {
        changes,
        cursor,
        seals: checked,
      } = unwrapOrThrow(await auditOf(deps, actor, param.id, query.cursor ?? null));
      return { changes: changes.map(shownChange), cursor, seals: checked };
    },
  }),
];
