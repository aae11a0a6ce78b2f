/**
 * The grant at Asperion's identity server: authorization code, client id and secret in the form
 * body (as public clients send them), rotating refresh tokens. The runner decides whether a request
 * may be repeated, and ensures that only one refresh runs at a time.
 *
 * Assumption: PKCE is accepted, as IdentityServers do; a server that doesn't know it ignores the
 * two parameters.
 */
import * as oauth from "oauth4webapi";
import { type Http, send } from "../domain/vendors/http.ts";
import { err, type Result, type Failure } from "../domain/result.ts";
import { readTokens, type TokenSet } from "../domain/vendors/tokens.ts";
import { AUTHORIZE_PATH, SCOPES, TOKEN_PATH } from "./contract.ts";

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

/** Returns the address for the browser. A grant is of no administration: each call names it. */
export async function authorizeUrl(
  client: Pick<OAuthClient, "identityUrl" | "clientId">,
  input: AuthorizeInput,
): Promise<string> {
  const url = new URL(client.identityUrl.replace(/\/+$/, "") + AUTHORIZE_PATH);
  url.search = new URLSearchParams({
    client_id: client.clientId,
    redirect_uri: input.redirectUri,
    response_type: "code",
    scope: SCOPES,
    state: input.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(input.codeVerifier),
    code_challenge_method: "S256",
  }).toString();
  return url.href;
}

export type TokenCall = {
  readonly http: Http;
  readonly client: OAuthClient;
  readonly timeoutMs: number;
  readonly now: number;
};

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
    token_endpoint: identityUrl.replace(/\/+$/, "") + TOKEN_PATH,
  };
  let outcome: Awaited<ReturnType<typeof send>> = err({
    kind: "not-started",
    cause: "no request was made",
  });
  await oauth.genericTokenEndpointRequest(
    server,
    { client_id: clientId },
    oauth.ClientSecretPost(clientSecret),
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
  return readTokens("asperion", outcome, { now: call.now, refreshToken, scope: SCOPES });
}

/** Plain HTTP is only for a sandbox on the same machine. */
function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}
