/**
 * A sign-in that waits for a person to choose an administration: its tokens are sealed in the
 * verifier's place, for as long as a sign-in may take, for the session that started it, and can be
 * taken once. The tenant's object gets no tokens before the administration is known.
 */
import { storedJson } from "../../domain/platform/stored-json.ts";
import { type OAuthState, replaceState, takeState } from "../../store/oauth-states.ts";
import { openText, place, sealText } from "../../store/seal.ts";
import { newToken, tokenHash } from "../../store/secrets.ts";
import type { EdgeDeps } from "../deps.ts";
import type { Exchanged } from "./port.ts";

type AsperionExchange = Extract<Exchanged, { vendor: "asperion" }>;

const PREFIX = "choice:";

/** Not a state that a vendor sends back. */
export const isChoice = (state: OAuthState): boolean => state.boundTo.startsWith(PREFIX);

const placeOf = (tenantId: string, hash: string): string =>
  place(tenantId, "oauth_states", `${PREFIX}${hash}`);

/** Answers what the form must bring back; `null`: the tenant was retired, and nothing is kept. */
export async function keepChoice(
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
export async function takeChoice(
  deps: EdgeDeps,
  tenantId: string,
  choice: string,
  sessionHash: string,
): Promise<{ readonly state: OAuthState; readonly exchanged: AsperionExchange } | null> {
  const hash = await tokenHash(choice);
  const state = await takeState(deps.db, hash);
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
