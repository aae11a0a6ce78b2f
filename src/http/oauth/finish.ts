/**
 * Finishes a sign-in at a vendor: uses up the state, exchanges the code for tokens, and compares
 * what they give access to with the tenant before anything is stored. The wrong books are refused
 * with both names, and a company of another tenant stays with it.
 */
import { type Vendor, VENDOR_NAMES } from "../../domain/ids.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { type Message, message } from "../../messages/message.ts";
import {
  consumeState,
  verifierPlace,
  type OAuthState,
  replaceState,
} from "../../store/oauth-states.ts";
import { openText, sealContext, sealText } from "../../store/seal.ts";
import { tokenHash, newToken } from "../../store/secrets.ts";
import { findTenant, NO_ADMINISTRATION, type TenantRow } from "../../store/tenants.ts";
import type { SignedIn } from "../auth/session.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { tieAdministration } from "../usecases/tenants/tenants.ts";
import { isBoundToSession, redirectUri } from "./begin.ts";
import { type ConnectFault, fault, store } from "./grant.ts";
import { isPending, keepPending, offersOf } from "./pending.ts";
import type { Administration, Exchanged } from "./port.ts";
import { storedJson } from "../../domain/platform/stored-json.ts";

type AsperionExchange = Extract<Exchanged, { vendor: "asperion" }>;

const PREFIX = "choice:";

/** Not a state that a vendor sends back. */
const isChoice = (state: OAuthState): boolean => state.boundTo.startsWith(PREFIX);

const placeOf = (tenantId: string, hash: string): string =>
  sealContext(tenantId, "oauth_states", `${PREFIX}${hash}`);

/**
 * Keeps a sign-in until a person has chosen an administration: its tokens are sealed in the
 * verifier's place, for the session that started it, and can be taken once. Answers what the form
 * must bring back; `null`: the tenant was retired, and nothing is kept.
 */
async function keepChoice(
  deps: EdgeDeps,
  state: OAuthState,
  exchanged: AsperionExchange,
): Promise<string | null> {
  const choice = newToken(deps.random);
  const hash = await tokenHash(choice);
  const sealed = await sealText(
    await deps.keyring(),
    JSON.stringify(exchanged),
    placeOf(state.tenantId, hash),
    deps.random,
  );
  const kept = await replaceState(deps.db, state.tenantId, hash, {
    vendor: "asperion",
    boundTo: `${PREFIX}${state.boundTo}`,
    verifier: sealed,
    client: state.client,
    expiresAt: state.expiresAt,
  });
  return kept ? choice : null;
}

/** `null`: there is none, it is another's, or its time is over. It is gone in every case. */
async function takeChoice(
  deps: EdgeDeps,
  tenantId: string,
  choice: string,
  sessionHash: string,
): Promise<{ readonly state: OAuthState; readonly exchanged: AsperionExchange } | null> {
  const hash = await tokenHash(choice);
  const state = await consumeState(deps.db, hash);
  if (
    state === null ||
    state.tenantId !== tenantId ||
    state.boundTo !== `${PREFIX}session:${sessionHash}` ||
    state.expiresAt <= deps.clock.now()
  )
    return null;
  const opened = await openText(await deps.keyring(), state.verifier, placeOf(tenantId, hash));
  return opened.ok
    ? {
        state: { ...state, boundTo: state.boundTo.slice(PREFIX.length) },
        exchanged: storedJson<AsperionExchange>(opened.value),
      }
    : null;
}

/** The sign-in opens several administrations, and the tenant has none yet: a person chooses. */
export type Choosing = {
  readonly tenantId: string;
  readonly choice: string;
  readonly administrations: readonly Administration[];
};

type Connected = { readonly tenantId: string; readonly vendor: Vendor };

/** Begun by the API: connected once confirmed. `names`: what the sign-in gives access to. */
export type Waiting = {
  readonly tenantId: string;
  readonly vendor: Vendor;
  readonly waits: true;
  readonly names: readonly string[];
  readonly shop: string;
};

type CallbackQuery = {
  readonly state: string | null;
  readonly code: string | null;
  readonly error: string | null;
};

export async function finishConnect(
  deps: EdgeDeps,
  vendor: Vendor,
  query: CallbackQuery,
  signedIn: Pick<SignedIn, "actor" | "session"> | null,
): Promise<Result<Connected | Choosing | Waiting, ConnectFault>> {
  const taken = query.state === null ? null : { hash: await tokenHash(query.state) };
  const found = taken === null ? null : await consumeState(deps.db, taken.hash);
  if (taken === null || found === null)
    return fault(400, "state-unknown", message("signIn.stateUnknown"));
  const state = found;
  const bySession = isBoundToSession(state.boundTo);
  const foreign =
    state.vendor !== vendor ||
    isChoice(state) ||
    isPending(state) ||
    (bySession && state.boundTo !== `session:${signedIn?.session.hash ?? ""}`);
  if (foreign) return fault(403, "state-foreign", message("signIn.stateForeign"));
  const { tenantId } = state;
  if (state.expiresAt <= deps.clock.now())
    return fault(400, "state-expired", message("signIn.stateExpired"), tenantId);
  if (query.error !== null) return fault(400, "denied", notGiven(vendor, query.error), tenantId);
  if (query.code === null) return fault(400, "no-code", message("signIn.noCode"), tenantId);
  const tenant = await findTenant(deps.db, tenantId);
  if (tenant === null || tenant.state === "retired") return tenantGone();
  const exchanged = await exchange(deps, tenant, state, taken.hash, query.code);
  if (!exchanged.ok) return exchanged;
  if (!bySession || signedIn === null) {
    if (!(await keepPending(deps, state, exchanged.value))) return tenantGone();
    const names = offersOf(exchanged.value).map(({ name }) => name);
    return ok({ tenantId, vendor, waits: true, names, shop: tenant.name });
  }
  const tied = await tie(deps, tenant, state, signedIn.actor, exchanged.value);
  if (!tied.ok) return tied;
  if ("choice" in tied.value) return ok({ tenantId, ...tied.value });
  const done = await store(deps, tied.value, signedIn.actor, exchanged.value);
  return done.ok ? ok({ tenantId, vendor }) : done;
}

/** Retired before the sign-in came back, or while the vendor was asked. */
const tenantGone = () => fault(400, "unknown-tenant", message("signIn.tenantGone"));

async function exchange(
  deps: EdgeDeps,
  tenant: TenantRow,
  state: OAuthState,
  stateHash: string,
  code: string,
): Promise<Result<Exchanged, ConnectFault>> {
  const { vendor } = state;
  const verifier = await openText(
    await deps.keyring(),
    state.verifier,
    sealContext(tenant.id, ...verifierPlace(stateHash)),
  );
  if (!verifier.ok)
    return fault(
      503,
      verifier.error.kind,
      message("signIn.keyMissing", { key: verifier.error.keyId }),
      tenant.id,
    );
  const exchanged = await deps.vendors.exchange(vendor, {
    code,
    verifier: verifier.value,
    redirectUri: redirectUri(deps, vendor),
    client: state.client,
  });
  return exchanged.ok
    ? exchanged
    : fault(502, exchanged.error.kind, wordsOf(exchanged.error), tenant.id);
}

/**
 * A tenant without an administration takes the only one that the sign-in gives access to; of
 * several a person chooses.
 */
async function tie(
  deps: EdgeDeps,
  tenant: TenantRow,
  state: OAuthState,
  actor: Actor,
  exchanged: Exchanged,
): Promise<
  Result<
    TenantRow | { readonly choice: string; readonly administrations: readonly Administration[] },
    ConnectFault
  >
> {
  if (tenant.administrationId !== NO_ADMINISTRATION || exchanged.vendor !== "asperion")
    return ok(tenant);
  const [only, ...others] = exchanged.administrations;
  if (only === undefined)
    return fault(409, "no-administration", message("signIn.noAdministration"), tenant.id);
  if (others.length === 0) {
    const tied = await tieAdministration(deps, actor.name, tenant, only.id);
    return tied.ok
      ? ok({ ...tenant, administrationId: only.id })
      : fault(409, tied.error.kind, tied.error.detail, tenant.id);
  }
  const choice = await keepChoice(deps, state, exchanged);
  return choice === null
    ? tenantGone()
    : ok({ choice, administrations: exchanged.administrations });
}

/**
 * Finishes a sign-in whose administration was chosen: within ten minutes, by the session that
 * started it, once. `null`: none was chosen, and it is asked for again within those ten minutes.
 */
export async function finishChoice(
  deps: EdgeDeps,
  tenantId: string,
  choice: string,
  administrationId: number | null,
  { actor, session }: Pick<SignedIn, "actor" | "session">,
): Promise<Result<Connected | Choosing, ConnectFault>> {
  const kept = await takeChoice(deps, tenantId, choice, session.hash);
  if (kept === null) return fault(400, "state-unknown", message("signIn.choiceOver"), tenantId);
  const { exchanged, state } = kept;
  const { administrations } = exchanged;
  if (administrationId === null) {
    const again = await keepChoice(deps, state, exchanged);
    return again === null ? tenantGone() : ok({ tenantId, choice: again, administrations });
  }
  const tenant = await findTenant(deps.db, tenantId);
  if (tenant === null || tenant.state === "retired") return tenantGone();
  if (!administrations.some(({ id }) => id === administrationId))
    return fault(400, "not-offered", message("signIn.choiceNotOffered"), tenantId);
  const tied = await tieAdministration(deps, actor.name, tenant, administrationId);
  if (!tied.ok) return fault(409, tied.error.kind, tied.error.detail, tenantId);
  const done = await store(deps, { ...tenant, administrationId }, actor, exchanged);
  return done.ok ? ok({ tenantId, vendor: "asperion" }) : done;
}

/** Translates the vendor's code. An unknown one is named, as its help desk asks for it. */
const notGiven = (vendor: Vendor, code: string): Message =>
  code === "access_denied"
    ? message("signIn.denied", { vendor: VENDOR_NAMES[vendor] })
    : message("signIn.notCompleted", { vendor: VENDOR_NAMES[vendor], code: code.slice(0, 60) });

/** The vendor's own words may name people, so only the kind is shown. */
function wordsOf(failure: Failure): Message {
  switch (failure.kind) {
    case "needs-login":
      return message("signIn.codeRefused");
    case "no-access":
    case "company-blocked":
      return message("signIn.noAccess");
    case "client-refused":
      return message("signIn.clientRefused", { vendor: VENDOR_NAMES[failure.vendor] });
    case "contract":
      return message("signIn.unexpectedAnswer", { path: failure.path });
    default:
      return message("signIn.vendorUnreachable");
  }
}
