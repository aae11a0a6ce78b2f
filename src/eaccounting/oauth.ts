/**
 * The grant at the vendor's identity server: authorization code with PKCE, client id and secret as
 * Basic, refresh tokens that may or may not rotate (the newest is kept). The runner decides whether
 * a request may be repeated, and ensures that only one refresh runs at a time.
 */
import * as oauth from "oauth4webapi";
import { type Http, send } from "../domain/vendors/http.ts";
import { err, type Result, type Failure } from "../domain/result.ts";
import { readTokens, type TokenSet } from "../domain/vendors/tokens.ts";

/** All scopes at once, so that no tenant has to consent again later. */
export const SCOPES = "ea:api ea:sales ea:accounting ea:purchase offline_access";

/** Offers only companies that have eAccounting (the vendor's page on authentication). */
const SERVICE = "service:44643EB1-3F76-4C1C-A672-402AE8085934";

export type OAuthClient = {
  readonly identityUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
};
export type AuthorizeInput = {
  readonly redirectUri: string;
  readonly state: string;
  readonly codeVerifier: string;
};

/**
 * Returns the address for the browser. `select_account`: the user always chooses the company; the
 * default one is never used.
 */
export async function authorizeUrl(
  client: Pick<OAuthClient, "identityUrl" | "clientId">,
  input: AuthorizeInput,
): Promise<string> {
  const url = new URL(`${client.identityUrl.replace(/\/+$/, "")}/connect/authorize`);
  url.search = new URLSearchParams({
    client_id: client.clientId,
    redirect_uri: input.redirectUri,
    response_type: "code",
    scope: SCOPES,
    state: input.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(input.codeVerifier),
    code_challenge_method: "S256",
    prompt: "select_account",
    acr_values: SERVICE,
  }).toString();
  return url.href;
}

export type TokenCall = {
  readonly http: Http;
  readonly client: OAuthClient;
  readonly timeoutMs: number;
  readonly now: number;
};

/**
 * Exchanges the code, which works once and for five minutes: after a failure other than needs-login
 * the person connects again.
 */
export function exchangeCode(
  call: TokenCall,
  input: { readonly code: string; readonly redirectUri: string; readonly codeVerifier: string },
): Promise<Result<TokenSet, Failure>> {
  return tokens(
    call,
    "authorization_code",
    { code: input.code, redirect_uri: input.redirectUri, code_verifier: input.codeVerifier },
    null,
  );
}

export function refreshTokens(
  call: TokenCall,
  refreshToken: string,
): Promise<Result<TokenSet, Failure>> {
  return tokens(call, "refresh_token", { refresh_token: refreshToken }, refreshToken);
}

async function tokens(
  call: TokenCall,
  grantType: string,
  parameters: Record<string, string>,
  refreshToken: string | null,
): Promise<Result<TokenSet, Failure>> {
  const { identityUrl, clientId, clientSecret } = call.client;
  const server = {
    issuer: identityUrl,
    token_endpoint: `${identityUrl.replace(/\/+$/, "")}/connect/token`,
  };
  let outcome: Awaited<ReturnType<typeof send>> = err({
    kind: "not-started",
    cause: "no request was made",
  });
  await oauth.genericTokenEndpointRequest(
    server,
    { client_id: clientId },
    oauth.ClientSecretBasic(clientSecret),
    grantType,
    parameters,
    {
      [oauth.allowInsecureRequests]: isLocal(identityUrl),
      [oauth.customFetch]: async (url, init) => {
        outcome = await send(
          call.http,
          { method: init.method, url, headers: init.headers, body: String(init.body) },
          call.timeoutMs,
        );
        // The library only returns the response; the answer is in `outcome`.
        return new Response(null, { status: 204 });
      },
    },
  );
  return readTokens("eaccounting", outcome, { now: call.now, refreshToken, scope: SCOPES });
}

/** Plain HTTP is only for a sandbox on the same machine. */
function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}
