// An OAuth 2 authorization-code server for a sandbox: `/connect/authorize`, `/connect/token`, `/connect/revocation`.
// Consent is automatic (redirects only, for tests and the demo) unless the control setting `autoConsent` is off; then
// a page asks which subject (administration, company) to give. Errors are OAuth error JSON with 400, as both vendors
// are built on IdentityServer. An authorize request with a bad client or address is never redirected.
// It doesn't do openid, device or client-credentials flows: no vendor here has been seen to use them.
import { Hono, type Context } from "hono";
import { Grants, type Grant, type GrantOptions } from "./oauth-grants.ts";
import { consentPage } from "./oauth-page.ts";
import { tokenEndpoint } from "./oauth-token.ts";
import type { SandboxEnv } from "./socket.ts";

export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
  /** Left out: any address. */
  readonly redirectUris?: readonly string[];
}

export interface Subject {
  readonly id: string;
  readonly label: string;
}

export interface OAuthOptions extends GrantOptions {
  readonly vendor: string;
  readonly clients: readonly OAuthClient[];
  readonly clientAuth: readonly ("basic" | "body")[];
  /**
   * What a consent can be given for; the first is taken unless a control call or the page picks
   * another.
   */
  readonly subjects: () => readonly Subject[];
  /** Left out: any scope. */
  readonly scopes?: readonly string[];
}

export interface OAuthSettings {
  autoConsent: boolean;
  nextSubject: string | null;
  denyNext: boolean;
}

export interface OAuthServer {
  readonly app: Hono<SandboxEnv>;
  readonly grants: Grants;
  readonly settings: OAuthSettings;
  readonly options: OAuthOptions;
  /** The good grant of the call's bearer token, at the first time that it is asked for. */
  authenticate(c: Context<SandboxEnv>): Grant | null;
  reset(): void;
}

export function createOAuthServer(options: OAuthOptions): OAuthServer {
  const grants = new Grants(options);
  const settings: OAuthSettings = { autoConsent: true, nextSubject: null, denyNext: false };
  const app = new Hono<SandboxEnv>();

  app.get("/connect/authorize", (c) => {
    const asked = readRequest(c.req.query(), options);
    if (typeof asked === "string")
      return c.html(`<!doctype html><title>Error</title><p>${asked}</p>`, 400);
    if (asked.error !== null) return c.redirect(back(asked, { error: asked.error }));
    if (settings.denyNext) {
      settings.denyNext = false;
      return c.redirect(back(asked, { error: "access_denied" }));
    }
    if (settings.autoConsent) return c.redirect(consent(asked, settings.nextSubject));
    return c.html(consentPage(options.vendor, options.subjects(), c.req.query()));
  });

  app.post("/connect/authorize", async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()));
    const asked = readRequest(form, options);
    if (typeof asked === "string")
      return c.html(`<!doctype html><title>Error</title><p>${asked}</p>`, 400);
    const allowed = asked.error === null && form["decision"] === "allow";
    return c.redirect(
      allowed
        ? consent(asked, form["subject"] ?? null)
        : back(asked, { error: asked.error ?? "access_denied" }),
      303,
    );
  });

  function consent(asked: AuthorizeRequest, wanted: string | null): string {
    const subjects = options.subjects();
    const subject = subjects.find((other) => other.id === wanted) ?? subjects[0];
    if (subject === undefined) return back(asked, { error: "access_denied" });
    const grant = { clientId: asked.client.id, subject: subject.id, scope: asked.scope };
    return back(asked, { code: grants.issueCode(grant, asked.redirectUri, asked.challenge) });
  }

  app.post("/connect/token", (c) => tokenEndpoint(c, options, grants));

  app.post("/connect/revocation", async (c) => {
    grants.revokeToken(new URLSearchParams(await c.req.text()).get("token") ?? "");
    return c.body(null, 200);
  });

  return {
    app,
    grants,
    settings,
    options,
    authenticate(c) {
      const known = c.get("grant");
      if (known !== undefined) return known;
      const header = c.req.header("authorization") ?? "";
      const grant = /^bearer /i.test(header) ? grants.authenticate(header.slice(7).trim()) : null;
      c.set("grant", grant);
      return grant;
    },
    reset() {
      grants.reset();
      Object.assign(settings, {
        autoConsent: true,
        nextSubject: null,
        denyNext: false,
      } satisfies OAuthSettings);
    },
  };
}

interface AuthorizeRequest {
  readonly client: OAuthClient;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly scope: string;
  readonly challenge: string | null;
  readonly error: string | null;
}

/** A text: shown to the person, because a doubtful address must not be redirected to. */
function readRequest(
  query: Record<string, string>,
  options: OAuthOptions,
): AuthorizeRequest | string {
  const client = options.clients.find((other) => other.id === query["client_id"]);
  if (client === undefined) return "unauthorized_client: unknown client_id";
  const redirectUri = query["redirect_uri"] ?? "";
  const known =
    client.redirectUris === undefined
      ? URL.canParse(redirectUri)
      : client.redirectUris.includes(redirectUri);
  if (!known) return "invalid_request: redirect_uri is not registered for this client";
  const scope = query["scope"] ?? "";
  let error: string | null = null;
  if (query["response_type"] !== "code") error = "unsupported_response_type";
  else if (query["code_challenge"] !== undefined && query["code_challenge_method"] !== "S256")
    error = "invalid_request";
  else if (!scopesAllowed(scope, options)) error = "invalid_scope";
  return {
    client,
    redirectUri,
    state: query["state"] ?? null,
    scope,
    challenge: query["code_challenge"] ?? null,
    error,
  };
}

function scopesAllowed(scope: string, options: OAuthOptions): boolean {
  const asked = scope.split(" ").filter((one) => one !== "");
  return options.scopes === undefined || asked.every((one) => options.scopes?.includes(one));
}

function back(asked: AuthorizeRequest, answer: Record<string, string>): string {
  const url = new URL(asked.redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (asked.state !== null) url.searchParams.set("state", asked.state);
  return url.href;
}
