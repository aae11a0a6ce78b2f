/**
 * A sign-in that an API token started. Its address may have been opened in any browser, so the
 * access is shown first, and nothing is connected before it is confirmed: by that token, or by a
 * signed-in user with rights on the tenant. Until then its tokens are kept sealed, one sign-in per
 * tenant and vendor: a later one replaces it.
 */
import { type Vendor, VENDORS } from "../../domain/ids.ts";
import { storedJson } from "../../domain/platform/stored-json.ts";
import { ok, type Result } from "../../domain/result.ts";
import { message } from "../../messages/message.ts";
import { writeAudit } from "../../store/audit.ts";
import { vendorValue } from "../../store/audit-values.ts";
import {
  type OAuthState,
  readState,
  replaceState,
  consumeState,
  vendorsOf,
} from "../../store/oauth-states.ts";
import { openText, sealContext, sealText } from "../../store/seal.ts";
import { NO_ADMINISTRATION, type TenantRow } from "../../store/tenants.ts";
import { isPerson } from "../auth/rights.ts";
import type { Actor, TenantRequest, EdgeDeps } from "../deps.ts";
import { requireTenant } from "../usecases/tenant-access.ts";
import { reject, type Answer, type Refused } from "../usecases/refusal.ts";
import { tieAdministration } from "../usecases/tenants/tenants.ts";
import { apiActorOf } from "./begin.ts";
import { store, type Stored } from "./grant.ts";
import type { Exchanged } from "./port.ts";

/** How long it waits for confirmation. */
const PENDING_MS = 24 * 60 * 60 * 1000;

const PREFIX = "pending:";

/** Not a state that a vendor sends back. */
export const isPending = (state: OAuthState): boolean => state.boundTo.startsWith(PREFIX);

/** Its name among states: no hash of a state holds a colon. */
const nameOf = (tenantId: string, vendor: Vendor): string => `${PREFIX}${vendor}:${tenantId}`;

const placeOf = (tenantId: string, vendor: Vendor): string =>
  sealContext(tenantId, "oauth_states", nameOf(tenantId, vendor));

/** A company or an administration, by the vendor's own answer. */
type Offer = { readonly identity: string; readonly name: string };

export const offersOf = (exchanged: Exchanged): readonly Offer[] =>
  exchanged.vendor === "eaccounting"
    ? [{ identity: exchanged.company.companyId, name: exchanged.company.name }]
    : exchanged.administrations.map(({ id, name }) => ({ identity: String(id), name }));

/** `by`: the token that began it. */
export type Pending = {
  readonly by: string;
  readonly offers: readonly Offer[];
  readonly expiresAt: number;
};

type StoredSignIn = Pending & { readonly state: OAuthState; readonly exchanged: Exchanged };

/** False where the tenant was retired: nothing is kept. */
export async function keepPending(
  deps: EdgeDeps,
  { tenantId, vendor, boundTo, client }: OAuthState,
  exchanged: Exchanged,
): Promise<boolean> {
  const text = JSON.stringify(exchanged);
  const verifier = await sealText(
    await deps.keyring(),
    text,
    placeOf(tenantId, vendor),
    deps.random,
  );
  const expiresAt = deps.clock.now() + PENDING_MS;
  const kept = { vendor, boundTo: `${PREFIX}${boundTo}`, verifier, client, expiresAt };
  return replaceState(deps.db, tenantId, nameOf(tenantId, vendor), kept);
}

async function read(
  deps: EdgeDeps,
  tenantId: string,
  vendor: Vendor,
): Promise<StoredSignIn | null> {
  const state = await readState(deps.db, nameOf(tenantId, vendor));
  if (state === null || state.expiresAt <= deps.clock.now()) return null;
  const opened = await openText(await deps.keyring(), state.verifier, placeOf(tenantId, vendor));
  if (!opened.ok) return null;
  const exchanged = storedJson<Exchanged>(opened.value);
  const by = apiActorOf(state.boundTo.slice(PREFIX.length));
  return { by, offers: offersOf(exchanged), expiresAt: state.expiresAt, state, exchanged };
}

const nothingWaits = () => reject(404, "nothing-pending", message("signIn.nothingPending"));

/** Returns what waits; `null`: nothing. For callers who may connect. */
export async function pendingSignIn(asking: TenantRequest, vendor: Vendor): Answer<Pending | null> {
  const { deps, tenantId } = asking;
  const found = await requireTenant(asking, "connect");
  if (!found.ok) return found;
  const kept = await read(deps, tenantId, vendor);
  return ok(kept && { by: kept.by, offers: kept.offers, expiresAt: kept.expiresAt });
}

/** At which vendors a sign-in waits. The caller has reached the tenant. */
export const waitingAt = (deps: EdgeDeps, tenantId: string): Promise<readonly Vendor[]> =>
  vendorsOf(
    deps.db,
    VENDORS.map((vendor) => nameOf(tenantId, vendor)),
    deps.clock.now(),
  );

/** Connects what waits. `identity`: which of what it offers; `null` where that is plain. */
export async function confirmSignIn(
  asking: TenantRequest,
  vendor: Vendor,
  identity: string | null,
): Answer<Stored> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking, "connect");
  if (!found.ok) return found;
  const kept = await read(deps, tenantId, vendor);
  if (kept === null) return nothingWaits();
  if (!isPerson(actor) && kept.by !== actor.name) {
    return reject(403, "begun-by-another", message("signIn.begunByAnother"));
  }
  const chosen = choose(found.value, vendor, kept.offers, identity);
  if (!chosen.ok) return chosen;
  // Of two confirmations at once one succeeds.
  const taken = await consumeState(deps.db, nameOf(tenantId, vendor));
  if (taken === null) return nothingWaits();
  const done = await connect(deps, found.value, actor, kept.exchanged, chosen.value);
  // It may be tried again unchanged.
  if (!done.ok && done.error.status === 503) {
    await replaceState(deps.db, tenantId, nameOf(tenantId, vendor), taken);
  }
  return done;
}

/** Forgets what waits. */
export async function refuseSignIn(asking: TenantRequest, vendor: Vendor): Answer<object> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking, "connect");
  if (!found.ok) return found;
  const taken = await consumeState(deps.db, nameOf(tenantId, vendor));
  if (taken === null || taken.expiresAt <= deps.clock.now()) return nothingWaits();
  const entry = {
    at: deps.clock.now(),
    actor: actor.name,
    action: "connect.refuse",
    before: vendorValue(vendor),
  };
  await writeAudit(deps.db, tenantId, entry);
  return ok({});
}

/** Returns the chosen administration; `null`: the tenant's own, or none. */
function choose(
  { administrationId }: TenantRow,
  vendor: Vendor,
  offers: readonly Offer[],
  identity: string | null,
): Result<Offer | null, Refused> {
  const named = offers.find((offer) => offer.identity === identity);
  if (identity !== null && named === undefined) {
    return reject(409, "not-offered", message("signIn.notOffered"));
  }
  if (vendor === "asperion" && administrationId !== NO_ADMINISTRATION) {
    if (named === undefined || identity === String(administrationId)) return ok(null);
    return reject(409, "other-administration", message("refusals.otherAdministration"));
  }
  const [only = null, ...others] = offers;
  if (named !== undefined || others.length === 0) return ok(named ?? only);
  const seen = offers.map((offer) => `${offer.identity} "${offer.name}"`).join(", ");
  return reject(409, "choose-administration", message("signIn.chooseIdentity", { seen }));
}

async function connect(
  deps: EdgeDeps,
  tenant: TenantRow,
  actor: Actor,
  exchanged: Exchanged,
  chosen: Offer | null,
): Answer<Stored> {
  let tied = tenant;
  if (exchanged.vendor === "asperion" && tenant.administrationId === NO_ADMINISTRATION) {
    if (chosen === null) {
      return reject(409, "no-administration", message("signIn.noAdministrationPending"));
    }
    const administrationId = Number(chosen.identity);
    const done = await tieAdministration(deps, actor.name, tenant, administrationId);
    if (!done.ok) return done;
    tied = { ...tenant, administrationId };
  }
  const stored = await store(deps, tied, actor, exchanged);
  if (stored.ok) return stored;
  const { status, kind, detail } = stored.error;
  return reject(status === 503 ? 503 : 409, kind, detail);
}
