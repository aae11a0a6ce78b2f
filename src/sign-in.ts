/** Sign-in at both vendors, as the edges and the tenant's vault need it. */
import * as asperion from "./asperion/oauth.ts";
import { readAllPages } from "./asperion/paging.ts";
import { administrations } from "./asperion/reference-lists.ts";
import type { Clock } from "./domain/platform/clock.ts";
import { type Http, send } from "./domain/vendors/http.ts";
import type { Vendor } from "./domain/ids.ts";
import { MAIN_CLIENT } from "./domain/ledger/ledger-clients.ts";
import type { SendRead } from "./domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "./domain/result.ts";
import type { TokenSet } from "./domain/vendors/tokens.ts";
import { companySettings, readCompany } from "./eaccounting/company.ts";
import * as eaccounting from "./eaccounting/oauth.ts";
import type { Config, VendorConfig } from "./env.ts";
import type { Exchanged, OAuthPort } from "./http/oauth/port.ts";
import { vendorWire } from "./sync/run/deps.ts";
import type { Renew } from "./sync/tenant/context/vault.ts";

const OAUTH = { asperion, eaccounting };
/** A token endpoint that hangs must not hold everybody who waits for a token. */
const TIMEOUT_MS = 10_000;

type Outside = { readonly config: Config; readonly http: Http; readonly clock: Clock };

const call = ({ http, clock }: Outside, client: VendorConfig) => ({
  http,
  client,
  timeoutMs: TIMEOUT_MS,
  now: clock.now(),
});

/** `null`: a client of eAccounting by that name isn't configured (any more). */
function clientOf(config: Config, vendor: Vendor, name: string | null): VendorConfig | null {
  if (vendor === "asperion") return config.asperion;
  const client = config.ledgerClients.find((one) => one.name === (name ?? MAIN_CLIENT));
  return client === undefined ? null : { ...config.eaccounting, ...client };
}

const notConfigured = (vendor: Vendor) =>
  err<Failure>({ kind: "client-refused", vendor, cause: "the client isn't configured" });

export function renewWith(config: Config, http: Http, clock: Clock): Renew {
  return async (vendor, refreshToken, name) => {
    const client = clientOf(config, vendor, name);
    if (client === null) return notConfigured(vendor);
    const tokens = await OAUTH[vendor].refreshTokens(
      call({ config, http, clock }, client),
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
    authorizeUrl: (vendor, { state, verifier, redirectUri, client }) =>
      OAUTH[vendor].authorizeUrl(clientOf(config, vendor, client) ?? config[vendor], {
        redirectUri,
        state,
        codeVerifier: verifier,
      }),
    exchange: async (vendor, { code, verifier, redirectUri, client: name }) => {
      const client = clientOf(config, vendor, name);
      if (client === null) return notConfigured(vendor);
      const tokens = await OAUTH[vendor].exchangeCode(call(outside, client), {
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
        ? ok(withTokens(identified.value, exchanged(tokens.value, refreshToken), name))
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
  | Omit<Extract<Exchanged, { vendor: "eaccounting" }>, "tokens" | "client">;

const withTokens = (
  identified: Identified,
  tokens: Exchanged["tokens"],
  client: string | null,
): Exchanged =>
  identified.vendor === "asperion"
    ? { ...identified, tokens }
    : { ...identified, tokens, client: client ?? MAIN_CLIENT };

/** What the new token gives access to, asked with the token itself. */
async function identify(
  outside: Outside,
  vendor: Vendor,
  tokens: TokenSet,
): Promise<Result<Identified, Failure>> {
  const read = reader(outside, tokens.accessToken);
  if (vendor === "asperion") {
    const found = await readAllPages(read, administrations, null);
    return found.ok ? ok({ vendor, administrations: found.value }) : found;
  }
  if (tokens.companyId === null)
    return err({
      kind: "contract",
      vendor,
      path: "customer_id",
      message: "the token names no company",
    });
  const answer = await read(companySettings());
  if (!answer.ok) return answer;
  const company = readCompany(answer.value, tokens.companyId);
  return company.ok ? ok({ vendor, company: company.value.company }) : company;
}

const reader =
  ({ config, http }: Outside, token: string): SendRead =>
  async (request) => {
    const wire = vendorWire(config);
    const outcome = await send(http, wire.encode(request, token, null), TIMEOUT_MS);
    return wire.classify(request, outcome, { token, version: 0 });
  };
