/**
 * A grant at a vendor's identity server: authorization code with PKCE, and refresh tokens of which
 * the newest is kept. What differs is the vendor's own (`Server`). The runner decides whether a
 * request may be repeated, and ensures that only one refresh runs at a time.
 */
import * as oauth from "oauth4webapi";
import { err, type Failure, type Result } from "../result.ts";
import type { Vendor } from "../ids.ts";
import { type Http, send } from "./http.ts";
import { readTokens, type TokenSet } from "./tokens.ts";

export type OAuthClient = {
  readonly identityUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
};
type AuthorizeInput = {
  readonly redirectUri: string;
  readonly state: string;
  readonly codeVerifier: string;
};
type TokenCall = {
  readonly http: Http;
  readonly client: OAuthClient;
  readonly timeoutMs: number;
  readonly now: number;
};

type Server = {
  readonly vendor: Vendor;
  readonly authorizePath: string;
  readonly tokenPath: string;
  readonly scopes: string;
  /** How a request for tokens names its client. */
  readonly clientAuth: (clientSecret: string) => oauth.ClientAuth;
  /** What the address for the browser asks besides. */
  readonly asks: Readonly<Record<string, string>>;
};

export const oauthGrant = (server: Server) => ({
  /** Returns the address for the browser. */
  authorizeUrl: async (
    client: Pick<OAuthClient, "identityUrl" | "clientId">,
    input: AuthorizeInput,
  ): Promise<string> => {
    const url = new URL(at(client, server.authorizePath));
    url.search = new URLSearchParams({
      client_id: client.clientId,
      redirect_uri: input.redirectUri,
      response_type: "code",
      scope: server.scopes,
      state: input.state,
      ...server.asks,
      code_challenge: await oauth.calculatePKCECodeChallenge(input.codeVerifier),
      code_challenge_method: "S256",
    }).toString();
    return url.href;
  },
  /** Exchanges the code, which works once and for minutes: after a failure one connects again. */
  exchangeCode: (
    call: TokenCall,
    input: { readonly code: string; readonly redirectUri: string; readonly codeVerifier: string },
  ): Promise<Result<TokenSet, Failure>> =>
    tokens(
      server,
      call,
      "authorization_code",
      { code: input.code, redirect_uri: input.redirectUri, code_verifier: input.codeVerifier },
      null,
    ),
  refreshTokens: (call: TokenCall, refreshToken: string): Promise<Result<TokenSet, Failure>> =>
    tokens(server, call, "refresh_token", { refresh_token: refreshToken }, refreshToken),
});

const at = ({ identityUrl }: Pick<OAuthClient, "identityUrl">, path: string): string =>
  identityUrl.replace(/\/+$/, "") + path;

async function tokens(
  { vendor, tokenPath, scopes, clientAuth }: Server,
  { http, client, timeoutMs, now }: TokenCall,
  grantType: string,
  parameters: Record<string, string>,
  refreshToken: string | null,
): Promise<Result<TokenSet, Failure>> {
  let outcome: Awaited<ReturnType<typeof send>> = err({
    kind: "not-started",
    cause: "no request was made",
  });
  await oauth.genericTokenEndpointRequest(
    { issuer: client.identityUrl, token_endpoint: at(client, tokenPath) },
    { client_id: client.clientId },
    clientAuth(client.clientSecret),
    grantType,
    parameters,
    {
      [oauth.allowInsecureRequests]: isLocal(client.identityUrl),
      [oauth.customFetch]: async (url, init) => {
        outcome = await send(
          http,
          { method: init.method, url, headers: init.headers, body: String(init.body) },
          timeoutMs,
        );
        // The library only returns the response; the answer is in `outcome`.
        return new Response(null, { status: 204 });
      },
    },
  );
  return readTokens(vendor, outcome, { now, refreshToken, scope: scopes });
}

/** Plain HTTP is only for a sandbox on the same machine. */
function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}
