// The token endpoint: authorization_code (address and PKCE verifier compared) and refresh_token.
// Client authentication is accepted only in the ways the vendor takes it, so that a client that sends its secret in the
// wrong place fails here and not at the vendor.
import { createHash, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import type { Grants, IssuedTokens } from "./oauth-grants.ts";
import type { OAuthClient, OAuthOptions } from "./oauth.ts";
import type { SandboxEnv } from "./socket.ts";

export async function tokenEndpoint(
  c: Context<SandboxEnv>,
  options: OAuthOptions,
  grants: Grants,
): Promise<Response> {
  const refuse = (error: string): Response =>
    c.json({ error }, 400, { "Cache-Control": "no-store" });
  if (!(c.req.header("content-type") ?? "").startsWith("application/x-www-form-urlencoded"))
    return refuse("invalid_request");
  const form = new URLSearchParams(await c.req.text());
  const client = authenticateClient(c.req.header("authorization"), form, options);
  if (client === null) return refuse("invalid_client");
  const issued = redeem(form, client, grants);
  return typeof issued === "string"
    ? refuse(issued)
    : c.json(answer(issued), 200, { "Cache-Control": "no-store" });
}

function redeem(form: URLSearchParams, client: OAuthClient, grants: Grants): IssuedTokens | string {
  switch (form.get("grant_type")) {
    case "authorization_code": {
      const value = form.get("code") ?? "";
      const code = grants.takeCode(value);
      if (code === null || code.grant.clientId !== client.id) return "invalid_grant";
      const proven =
        code.challenge === null || code.challenge === s256(form.get("code_verifier") ?? "");
      if (form.get("redirect_uri") !== code.redirectUri || !proven) {
        grants.spoilCode(value);
        return "invalid_grant";
      }
      return grants.redeem(code);
    }
    case "refresh_token":
      return grants.refresh(form.get("refresh_token") ?? "", client.id) ?? "invalid_grant";
    case null:
      return "invalid_request";
    default:
      return "unsupported_grant_type";
  }
}

function answer(issued: IssuedTokens): Record<string, unknown> {
  return {
    access_token: issued.accessToken,
    expires_in: issued.expiresIn,
    token_type: "Bearer",
    ...(issued.refreshToken === null ? {} : { refresh_token: issued.refreshToken }),
    scope: issued.scope,
  };
}

function authenticateClient(
  header: string | undefined,
  form: URLSearchParams,
  options: OAuthOptions,
): OAuthClient | null {
  let id = form.get("client_id") ?? "";
  let secret = form.get("client_secret") ?? "";
  let way: "basic" | "body" = "body";
  if (header !== undefined && /^basic /i.test(header)) {
    way = "basic";
    // RFC 6749, 2.3.1: both parts are form-encoded before they are joined.
    const [first = "", ...rest] = Buffer.from(header.slice(6), "base64").toString().split(":");
    id = formDecode(first);
    secret = formDecode(rest.join(":"));
  }
  const client = options.clients.find((other) => other.id === id);
  return client !== undefined && options.clientAuth.includes(way) && same(secret, client.secret)
    ? client
    : null;
}

function formDecode(text: string): string {
  return new URLSearchParams(`v=${text}`).get("v") ?? "";
}

function same(a: string, b: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}

function s256(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}
