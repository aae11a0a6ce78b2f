/**
 * API tokens: made and revoked by callers with rights on every tenant. A token is
 * `brt.<id>.<secret>`, shown once. By default it is read-only and ends after 90 days.
 */
import { z } from "zod";
import { ok } from "../../../domain/result.ts";
import { encodeBase64Url } from "../../../domain/platform/text.ts";
import { message } from "../../../messages/message.ts";
import {
  type ApiTokenView,
  findApiToken,
  insertApiToken,
  listApiTokens,
  noteApiTokenUse,
  revokeApiToken,
} from "../../../store/api-tokens.ts";
import { isUniqueViolation } from "../../../store/d1-errors.ts";
import { isOneOf, newToken, sameHash, tokenHash } from "../../../store/secrets.ts";
import { findTenant } from "../../../store/tenants.ts";
import { type Holder, may, type Role } from "../../auth/rights.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { deterministicBytes, alreadyCreated } from "../one-time-value.ts";
import { unknownTenant } from "../tenant-access.ts";
import { type Answer, forbidden, reject } from "../refusal.ts";

const PREFIX = "brt";

/** What comes before a token's id in the name of its acts. */
export const TOKEN_ACTOR = "token:";

/**
 * `read` and `full` are for programs at the API, of one tenant or all; the others for agents at
 * /mcp, each of one tenant: without texts of buyers, or with them.
 */
export const TOKEN_SCOPES = ["read", "full", "agent", "agent-people"] as const;
type TokenScope = (typeof TOKEN_SCOPES)[number];

export const isAgents = (scope: TokenScope): boolean =>
  scope === "agent" || scope === "agent-people";

/** The input for a new token, on the page and in the API, except its end. */
export const newTokenInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  tenantId: z.string().max(100).nullable().default(null),
  scope: z.enum(TOKEN_SCOPES).default("read"),
});
/** How long a token works by default. */
export const TOKEN_MS = 90 * 24 * 60 * 60 * 1000;
export type NewToken = {
  readonly name: string;
  readonly tenantId: string | null;
  readonly scope: TokenScope;
  /** ms since the epoch; `null`: no end. */
  readonly expiresAt: number | null;
};

/** `once`: the request's one-time value, by which no second token is made. */
export async function makeToken(
  deps: EdgeDeps,
  actor: Actor,
  input: NewToken,
  once?: string,
): Answer<{ readonly id: string; readonly token: string }> {
  if (!may(actor, "manage-people")) return forbidden("manage-people");
  if (input.tenantId === null && isAgents(input.scope))
    return reject(400, "agent-of-one-tenant", message("refusals.agentOfOneTenant"), [
      { path: "tenantId", message: message("refusals.agentOfOneTenant") },
    ]);
  if (input.tenantId !== null) {
    const tenant = await findTenant(deps.db, input.tenantId);
    if (tenant === null || tenant.state === "retired") return unknownTenant();
  }
  const id = encodeBase64Url(
    once === undefined ? deps.random(9) : (await deterministicBytes(once))(9),
  );
  const secret = newToken(deps.random);
  const token = {
    id,
    hash: await tokenHash(secret),
    tenantId: input.tenantId,
    scope: input.scope,
    name: input.name,
    createdAt: deps.clock.now(),
    expiresAt: input.expiresAt,
  };
  try {
    if (!(await insertApiToken(deps.db, token, actor.name))) return unknownTenant();
  } catch (error) {
    if (once !== undefined && isUniqueViolation(error)) return alreadyCreated();
    throw error;
  }
  return ok({ id, token: `${PREFIX}.${id}.${secret}` });
}

export async function tokensOf(
  deps: EdgeDeps,
  actor: Actor,
): Answer<{ readonly tokens: readonly ApiTokenView[] }> {
  return may(actor, "manage-people")
    ? ok({ tokens: await listApiTokens(deps.db) })
    : forbidden("manage-people");
}

export async function dropToken(deps: EdgeDeps, actor: Actor, id: string): Answer<object> {
  if (!may(actor, "manage-people")) return forbidden("manage-people");
  const dropped = await revokeApiToken(deps.db, id, { actor: actor.name, at: deps.clock.now() });
  return dropped ? ok({}) : reject(404, "unknown-token", message("refusals.noSuchToken"));
}

/** Returns the actor of a token; `null`: unknown. The bootstrap token needs no database. */
export async function actorOf(deps: EdgeDeps, token: string): Promise<Actor | null> {
  if (await isOneOf(token, deps.config.adminTokens))
    return { name: "admin-token", id: "admin-token", everywhere: "admin-token", shops: {} };
  const [prefix, id, secret, ...rest] = token.split(".");
  if (prefix !== PREFIX || id === undefined || secret === undefined || rest.length > 0) return null;
  const row = await findApiToken(deps.db, id);
  const fits = sameHash(await tokenHash(secret), row?.hash ?? "");
  if (row === null || !fits || row.revokedAt !== null) return null;
  const now = deps.clock.now();
  if (row.expiresAt !== null && row.expiresAt <= now) return null;
  await noteApiTokenUse(deps.db, id, now);
  const name = `${TOKEN_ACTOR}${id}`;
  return { name, id: name, ...reachOfToken(row) };
}

const OF_TENANT = {
  read: "reading-token",
  full: "tenant-token",
  agent: "agent-token",
  "agent-people": "agent-people-token",
} as const satisfies Readonly<Record<TokenScope, Role>>;

const reachOfToken = ({ tenantId, scope }: Pick<ApiTokenView, "tenantId" | "scope">): Holder => {
  if (tenantId === null) {
    // One that is for an agent was never made so, and has nothing.
    if (isAgents(scope)) return { everywhere: null, shops: {} };
    return { everywhere: scope === "read" ? "reading-token" : "all-token", shops: {} };
  }
  return { everywhere: null, shops: { [tenantId]: OF_TENANT[scope] } };
};
