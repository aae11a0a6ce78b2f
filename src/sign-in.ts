/** Sign-in at both vendors, as the edges and the tenant's vault need it. */
import { type Administration, administrations, readAdministrations } from "./asperion/lookups.ts";
import * as asperion from "./asperion/oauth.ts";
import type { Page } from "./asperion/paging.ts";
import type { Clock } from "./domain/clock.ts";
import type { Failure } from "./domain/failure.ts";
import { type Http, send } from "./domain/http.ts";
import type { Vendor } from "./domain/ids.ts";
import type { VendorAnswer, VendorRequest } from "./domain/request.ts";
import { err, ok, type Result } from "./domain/result.ts";
import type { TokenSet } from "./domain/tokens.ts";
import { companySettings, readCompany } from "./eaccounting/company.ts";
import * as eaccounting from "./eaccounting/oauth.ts";
import type { Config } from "./env.ts";
import type { Exchanged, OAuthPort } from "./http/oauth/port.ts";
import { vendorWire } from "./sync/run/deps.ts";
import type { Renew } from "./sync/tenant/context/vault.ts";

const OAUTH = { asperion, eaccounting };
/** A token endpoint that hangs must not hold everybody who waits for a token. */
const TIMEOUT_MS = 10_000;

type Outside = { readonly config: Config; readonly http: Http; readonly clock: Clock };

const call = ({ config, http, clock }: Outside, vendor: Vendor) => ({
  http,
  client: config[vendor],
  timeoutMs: TIMEOUT_MS,
  now: clock.now(),
});

export function renewWith(config: Config, http: Http, clock: Clock): Renew {
  return async (vendor, refreshToken) => {
    const tokens = await OAUTH[vendor].refreshTokens(
      call({ config, http, clock }, vendor),
      refreshToken,
    );
    if (!tokens.ok) return tokens;
    const { accessToken, refreshToken: next, expiresAt, scope, companyId } = tokens.value;
    return ok({ accessToken, refreshToken: next, expiresAt, scope, identity: companyId });
  };
}

export function oauthAdapter(config: Config, http: Http, clock: Clock): OAuthPort {
  const outside: Outside = { config, http, clock };
  return {
    authorizeUrl: (vendor, { state, verifier, redirectUri }) =>
      OAUTH[vendor].authorizeUrl(config[vendor], { redirectUri, state, codeVerifier: verifier }),
    exchange: async (vendor, { code, verifier, redirectUri }) => {
      const tokens = await OAUTH[vendor].exchangeCode(call(outside, vendor), {
        code,
        redirectUri,
        codeVerifier: verifier,
      });
      if (!tokens.ok) return tokens;
      const { refreshToken } = tokens.value;
      // Without one the connection would be dead within the hour, unseen.
      if (refreshToken === null)
        return err({ kind: "contract", vendor, path: "refresh_token", message: "none was given" });
      const identified = await identify(outside, vendor, tokens.value);
      return identified.ok
        ? ok({ ...identified.value, tokens: exchanged(tokens.value, refreshToken) })
        : identified;
    },
  };
}

function exchanged(tokens: TokenSet, refreshToken: string): Exchanged["tokens"] {
  return {
    accessToken: tokens.accessToken,
    refreshToken,
    accessExpiresAt: tokens.expiresAt,
    scope: tokens.scope,
  };
}

type Identified =
  | Omit<Extract<Exchanged, { vendor: "asperion" }>, "tokens">
  | Omit<Extract<Exchanged, { vendor: "eaccounting" }>, "tokens">;

/** What the new token gives access to, asked with the token itself. */
async function identify(
  outside: Outside,
  vendor: Vendor,
  tokens: TokenSet,
): Promise<Result<Identified, Failure>> {
  if (vendor === "asperion") {
    const found: Administration[] = [];
    for (let page: number | null = 1; page !== null;) {
      const answer: Result<VendorAnswer, Failure> = await read(
        outside,
        administrations(page),
        tokens.accessToken,
      );
      if (!answer.ok) return answer;
      const list: Result<Page<Administration>, Failure> = readAdministrations(answer.value);
      if (!list.ok) return list;
      found.push(...list.value.items);
      page = list.value.nextPage;
    }
    return ok({ vendor, administrations: found });
  }
  if (tokens.companyId === null)
    return err({
      kind: "contract",
      vendor,
      path: "customer_id",
      message: "the token names no company",
    });
  const answer = await read(outside, companySettings(), tokens.accessToken);
  if (!answer.ok) return answer;
  const company = readCompany(answer.value, tokens.companyId);
  return company.ok ? ok({ vendor, company: company.value.company }) : company;
}

async function read(
  { config, http }: Outside,
  request: VendorRequest,
  token: string,
): Promise<Result<VendorAnswer, Failure>> {
  const wire = vendorWire(config);
  const outcome = await send(http, wire.encode(request, token, null), TIMEOUT_MS);
  return wire.classify(request, outcome, { token, version: 0 });
}
