/**
 * Starts a sign-in at a vendor: a state that works once, for ten minutes, for the person who
 * started it.
 */
import { ok } from "../../domain/result.ts";
import type { Vendor } from "../../domain/ids.ts";
import { insertState, verifierPlace } from "../../store/oauth-states.ts";
import { sealContext, sealText } from "../../store/seal.ts";
import { newToken, tokenHash } from "../../store/secrets.ts";
import type { Actor, TenantRequest, EdgeDeps } from "../deps.ts";
import { requireTenant, unknownTenant } from "../usecases/tenant-access.ts";
import { chosenClient } from "../usecases/tenants/ledger-clients.ts";
import { type Answer } from "../usecases/refusal.ts";

export const STATE_MS = 10 * 60 * 1000;

/**
 * The browser session that must come back, or the API: its caller hands the address to any browser,
 * and confirms (see pending.ts).
 */
type BoundTo = { readonly by: "session"; readonly hash: string } | { readonly by: "api" };

const [SESSION, API] = ["session:", "api:"];

const boundText = (bound: BoundTo, actor: Actor): string =>
  bound.by === "session" ? `${SESSION}${bound.hash}` : `${API}${actor.name}`;

export const isBoundToSession = (boundTo: string): boolean => boundTo.startsWith(SESSION);

/** The caller of the API. */
export const apiActorOf = (boundTo: string): string => boundTo.slice(API.length);

export const redirectUri = (deps: EdgeDeps, vendor: Vendor): string =>
  `${deps.config.publicUrl}/oauth/${vendor}/callback`;

type ConnectRequest = {
  readonly vendor: Vendor;
  readonly bound: BoundTo;
  readonly wanted?: string | null;
};

/**
 * `wanted`: the requested client of eAccounting, only for those who may connect any shop; `null`:
 * the shop's own, or one with room.
 */
export async function beginConnect(
  asking: TenantRequest,
  { vendor, bound, wanted = null }: ConnectRequest,
): Answer<{ readonly authorizeUrl: string }> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking, "connect");
  if (!found.ok) return found;
  const chosen = await chosenClient(deps, actor, found.value, vendor, wanted);
  if (!chosen.ok) return chosen;
  const client = chosen.value;
  const state = newToken(deps.random);
  const verifier = newToken(deps.random);
  const stateHash = await tokenHash(state);
  const now = deps.clock.now();
  const sealed = await sealText(
    await deps.keyring(),
    verifier,
    sealContext(tenantId, ...verifierPlace(stateHash)),
    deps.random,
  );
  const begun = await insertState(
    deps.db,
    tenantId,
    stateHash,
    {
      vendor,
      boundTo: boundText(bound, actor),
      verifier: sealed,
      client,
      expiresAt: now + STATE_MS,
    },
    { actor: actor.name, at: now },
  );
  if (!begun) return unknownTenant();
  return ok({
    authorizeUrl: await deps.vendors.authorizeUrl(vendor, {
      state,
      verifier,
      redirectUri: redirectUri(deps, vendor),
      client,
    }),
  });
}
