/**
 * Ends a sign-in at a vendor: the state is used up, the code becomes tokens, and what they give access to is held
 * against the tenant before anything is stored. The wrong books are refused with both names, and a company that
 * another tenant has stays that tenant's.
 */
import type { Failure } from "../../domain/failure.ts";
import type { Vendor } from "../../domain/ids.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { takeState, verifierPlace, type OAuthState } from "../../store/oauth-states.ts";
import { openText, place } from "../../store/seal.ts";
import { tokenHash } from "../../store/secrets.ts";
import { claimCompany, findTenant, releaseCompany, type TenantRow } from "../../store/tenants.ts";
import { writeAudit } from "../../store/audit.ts";
import type { GrantInput } from "../../sync/rpc.ts";
import type { EdgeDeps } from "../deps.ts";
import { ask } from "../usecases/reach.ts";
import { pushSettings } from "../usecases/push-settings.ts";
import { settled } from "../usecases/refused.ts";
import { redirectUri } from "./begin.ts";
import type { Exchanged } from "./port.ts";

export type ConnectFault = {
  readonly status: 400 | 403 | 409 | 502 | 503;
  readonly kind: string;
  /** For the person who signed in. */
  readonly detail: string;
  /** Where the person can go on, once the state told. */
  readonly tenantId: string | null;
};

export type Connected = { readonly tenantId: string; readonly vendor: Vendor; readonly name: string; readonly bySession: boolean };

export type CallbackQuery = { readonly state: string | null; readonly code: string | null; readonly error: string | null };

const fault = (status: ConnectFault["status"], kind: string, detail: string, tenantId: string | null = null) => err<ConnectFault>({ status, kind, detail, tenantId });

export async function finishConnect(deps: EdgeDeps, vendor: Vendor, query: CallbackQuery, sessionHash: string | null): Promise<Result<Connected, ConnectFault>> {
  const taken = query.state === null ? null : { hash: await tokenHash(query.state) };
  const state = taken === null ? null : await takeState(deps.db, taken.hash);
  if (taken === null || state === null) return fault(400, "state-unknown", "This sign-in was not begun here, or it has been used already. Begin again from the tenant's page.");
  const bySession = state.boundTo.startsWith("session:");
  const foreign = state.vendor !== vendor || (bySession && state.boundTo !== `session:${sessionHash ?? ""}`);
  if (foreign) return fault(403, "state-foreign", "This sign-in was begun by somebody else or for something else. Sign in here and begin again.");
  const { tenantId } = state;
  if (state.expiresAt <= deps.clock.now()) return fault(400, "state-expired", "This sign-in took longer than ten minutes. Begin again.", tenantId);
  if (query.error !== null) return fault(400, "denied", `The sign-in was not completed: ${query.error.slice(0, 60)}. Nothing was changed; begin again when you want to.`, tenantId);
  if (query.code === null) return fault(400, "no-code", "The vendor sent no code. Begin again.", tenantId);
  const tenant = await findTenant(deps.db, tenantId);
  if (tenant === null || tenant.state === "retired") return fault(400, "unknown-tenant", "The tenant of this sign-in is no more.");
  const done = await exchange(deps, tenant, state, taken.hash, query.code);
  return done.ok ? ok({ tenantId, vendor, name: done.value, bySession }) : done;
}

async function exchange(deps: EdgeDeps, tenant: TenantRow, state: OAuthState, stateHash: string, code: string): Promise<Result<string, ConnectFault>> {
  const { vendor } = state;
  const verifier = await openText(await deps.keyring(), state.verifier, place(tenant.id, ...verifierPlace(stateHash)));
  if (!verifier.ok) return fault(503, verifier.error.kind, `The key "${verifier.error.keyId}" doesn't open this sign-in. See /healthz.`, tenant.id);
  const exchanged = await deps.vendors.exchange(vendor, { code, verifier: verifier.value, redirectUri: redirectUri(deps, vendor) });
  if (!exchanged.ok) return fault(502, exchanged.error.kind, wordsOf(exchanged.error), tenant.id);
  const grant = grantOf(tenant, exchanged.value);
  if (!grant.ok) return grant;
  const fresh = tenant.companyId === null;
  const { company } = grant.value;
  if (company !== null) {
    const claimed = await claim(deps, tenant, { id: grant.value.identity, name: company.name });
    if (!claimed.ok) return claimed;
  }
  await pushSettings(deps, tenant);
  const asked = await ask(deps, tenant.id, (object) => object.storeGrant(tenant.id, grant.value));
  const stored = asked.ok ? settled(asked.value) : asked;
  if (!stored.ok) {
    if (company !== null && fresh) await releaseCompany(deps.db, tenant.id, grant.value.identity);
    return fault(stored.error.status === 503 ? 503 : 409, stored.error.kind, stored.error.detail, tenant.id);
  }
  await writeAudit(deps.db, tenant.id, { at: deps.clock.now(), actor: state.boundTo === "api" ? "api" : "operator", action: "connect.done", after: `${vendor} ${grant.value.identity}` });
  return ok(grant.value.name);
}

/** What the tokens give access to, if it is what the tenant is for. */
function grantOf(tenant: TenantRow, exchanged: Exchanged): Result<GrantInput, ConnectFault> {
  if (exchanged.vendor === "eaccounting") {
    const { company, tokens } = exchanged;
    return ok({ ...tokens, vendor: "eaccounting", identity: company.companyId, name: company.name, company });
  }
  const administration = exchanged.administrations.find((candidate) => candidate.id === tenant.administrationId);
  if (administration === undefined) {
    const seen = exchanged.administrations.map((candidate) => `${candidate.id} "${candidate.name}"`).join(", ");
    return fault(409, "wrong-administration", `This tenant is for administration ${tenant.administrationId}; the sign-in gives access to ${seen === "" ? "none" : seen}. Nothing was stored. Sign in as a user of administration ${tenant.administrationId}.`, tenant.id);
  }
  return ok({ ...exchanged.tokens, vendor: "asperion", identity: String(administration.id), name: administration.name, company: null });
}

async function claim(deps: EdgeDeps, tenant: TenantRow, company: { readonly id: string; readonly name: string }): Promise<Result<object, ConnectFault>> {
  const claimed = await claimCompany(deps.db, tenant.id, company);
  switch (claimed.kind) {
    case "claimed":
      return ok({});
    case "taken":
      return fault(409, "company-taken", `The company "${company.name}" belongs to the tenant "${claimed.by.name}" already; "${tenant.name}" can't have it as well, or each order would be booked twice. Nothing was stored.`, tenant.id);
    case "other-company":
      return fault(409, "wrong-company", `This tenant books into "${tenant.companyName ?? tenant.companyId ?? "another company"}"; the sign-in was for "${company.name}". Nothing was stored. Sign in again and choose "${tenant.companyName ?? "the tenant's company"}".`, tenant.id);
  }
}

/** The vendor's own words may name people, so only the kind is told. */
function wordsOf(failure: Failure): string {
  switch (failure.kind) {
    case "needs-login":
      return "The vendor did not take the code: it works once and for a few minutes. Begin again.";
    case "no-access":
    case "company-blocked":
      return "The sign-in worked, but this user or company may not use the vendor's API. Check its modules and the user's rights.";
    case "contract":
      return `The vendor's answer was not as expected (${failure.path}). Nothing was stored.`;
    default:
      return "The vendor could not be reached or did not answer as it should. Nothing was stored; begin again in a moment.";
  }
}
