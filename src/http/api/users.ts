/** People who sign in, and who changed what. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import { LANGUAGES } from "../../domain/language.ts";
import { SHOP_ROLES } from "../../domain/users/shop-role.ts";
import { messagesOf } from "../../messages/index.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { auditOf, type Change } from "../usecases/audit/audit.ts";
import { removePasskeysOf } from "../usecases/accounts/passkeys.ts";
import { endSessionsOf, sessionsOf } from "../usecases/accounts/sessions.ts";
import {
  endUser,
  type ListedUser,
  linkUser,
  makeUser,
  newUserInput,
  usersOf,
} from "../usecases/accounts/users.ts";
import { valueText } from "../words/change-words.ts";
import { formatOf } from "../words/format.ts";
import { body, granted, json, nothing, REFUSALS } from "./answers.ts";
import * as schemas from "./schemas.ts";

const instant = z.int().openapi({ description: "ms since the epoch" });
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
      .openapi({ description: "mail to them bounced, and is refused since then" }),
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
    note: z
      .string()
      .nullable()
      .openapi({ description: "a person's own words, as long as they are kept" }),
  })
  .openapi("Change");

/** A change as the API has it: its values are said in English. */
function shownChange(change: Change): Change {
  const texts = { messages: messagesOf("en"), format: formatOf("en"), tenants: new Map() };
  const text = (stored: string | null) => (stored === null ? null : valueText(texts, stored));
  return { ...change, before: text(change.before), after: text(change.after) };
}

export const linked = z.object({
  id: z.string(),
  link: z
    .url()
    .nullable()
    .openapi({ description: "null: mailed, or there is no password to choose" }),
  mailed: z.boolean().openapi({ description: "false: no mail is on its way to them" }),
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
export const describedUser = <T extends ListedUser>({ linkMark: _, shops, ...described }: T) => ({
  ...described,
  shops: { ...shops },
});
const below = z.strictObject({ cursor: z.coerce.number().int().positive().optional() });

const routes = {
  list: createRoute({
    method: "get",
    path: "/users",
    summary: "The people who may sign in",
    responses: { 200: json("People", z.object({ users: z.array(user) })), ...REFUSALS },
  }),
  make: createRoute({
    method: "post",
    path: "/users",
    summary: "Let somebody sign in; the link that sets the password is shown once",
    request: { body: body(newUser) },
    responses: { 201: json("The link", linked), ...REFUSALS },
  }),
  link: createRoute({
    method: "post",
    path: "/users/{userId}/link",
    summary: "A new link that sets the password",
    request: { params: userPath },
    responses: { 201: json("The link", linked), ...REFUSALS },
  }),
  end: createRoute({
    method: "delete",
    path: "/users/{userId}",
    summary: "End somebody's access, with every session",
    request: { params: userPath },
    responses: { 204: nothing, ...REFUSALS },
  }),
  sessions: createRoute({
    method: "get",
    path: "/users/{userId}/sessions",
    summary: "Where somebody is signed in",
    request: { params: userPath },
    responses: { 200: json("Sessions", z.object({ sessions: z.array(session) })), ...REFUSALS },
  }),
  endSessions: createRoute({
    method: "delete",
    path: "/users/{userId}/sessions",
    summary: "End all of somebody's sessions",
    request: { params: userPath },
    responses: { 204: nothing, ...REFUSALS },
  }),
  removePasskeys: createRoute({
    method: "delete",
    path: "/users/{userId}/passkeys",
    summary: "Remove all of somebody's passkeys; they are told by mail",
    request: { params: userPath },
    responses: { 204: nothing, ...REFUSALS },
  }),
  endSession: createRoute({
    method: "delete",
    path: "/users/{userId}/sessions/{hash}",
    summary: "End one of somebody's sessions",
    request: { params: sessionPath },
    responses: { 204: nothing, ...REFUSALS },
  }),
  audit: createRoute({
    method: "get",
    path: "/audit",
    summary: "Who changed what, the newest first",
    request: { query: below },
    responses: { 200: json("Changes", page), ...REFUSALS },
  }),
  tenantAudit: createRoute({
    method: "get",
    path: "/tenants/{id}/audit",
    summary: "Who changed what in a tenant, the newest first",
    request: { params: schemas.tenantPath, query: below },
    responses: { 200: json("Changes", tenantPage), ...REFUSALS },
  }),
};

export function peopleRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(routes.list, async (c) =>
    c.json(
      {
        users: granted(await usersOf(deps, c.var.actor)).users.map(describedUser),
      },
      200,
    ),
  );
  app.openapi(routes.make, async (c) =>
    c.json(granted(await makeUser(deps, c.var.actor, c.req.valid("json"))), 201, {
      "cache-control": "no-store",
    }),
  );
  app.openapi(routes.link, async (c) =>
    c.json(granted(await linkUser(deps, c.var.actor, c.req.valid("param").userId)), 201, {
      "cache-control": "no-store",
    }),
  );
  app.openapi(routes.end, async (c) => {
    granted(await endUser(deps, c.var.actor, c.req.valid("param").userId));
    return c.body(null, 204);
  });
  app.openapi(routes.removePasskeys, async (c) => {
    granted(await removePasskeysOf(deps, c.var.actor, c.req.valid("param").userId));
    return c.body(null, 204);
  });
  app.openapi(routes.sessions, async (c) => {
    const { sessions } = granted(await sessionsOf(deps, c.var.actor, c.req.valid("param").userId));
    return c.json({ sessions: [...sessions] }, 200);
  });
  app.openapi(routes.endSessions, async (c) => {
    granted(await endSessionsOf(deps, c.var.actor, c.req.valid("param").userId, null));
    return c.body(null, 204);
  });
  app.openapi(routes.endSession, async (c) => {
    const { userId, hash } = c.req.valid("param");
    granted(await endSessionsOf(deps, c.var.actor, userId, hash));
    return c.body(null, 204);
  });
  app.openapi(routes.audit, async (c) => {
    const { changes, cursor } = granted(
      await auditOf(deps, c.var.actor, null, c.req.valid("query").cursor ?? null),
    );
    return c.json({ changes: changes.map(shownChange), cursor }, 200);
  });
  app.openapi(routes.tenantAudit, async (c) => {
    const {
      changes,
      cursor,
      seals: checked,
    } = granted(
      await auditOf(
        deps,
        c.var.actor,
        c.req.valid("param").id,
        c.req.valid("query").cursor ?? null,
      ),
    );
    return c.json(
      {
        changes: changes.map(shownChange),
        cursor,
        seals: checked === null ? null : { ...checked, faults: [...checked.faults] },
      },
      200,
    );
  });
}
