import { expect, test } from "vitest";
import * as asperion from "../../src/asperion/oauth.ts";
import * as eaccounting from "../../src/eaccounting/oauth.ts";

/** RFC 7636, appendix B. */
const VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const INPUT = {
  redirectUri: "https://bridge.test/oauth/x/callback",
  state: "s t",
  codeVerifier: VERIFIER,
};
const CLIENT = { identityUrl: "https://identity.test", clientId: "id:1", clientSecret: "s&cret" };

function endpoint(respond: () => Response | Promise<never>) {
  const seen: {
    url: string;
    headers: Headers;
    form: URLSearchParams;
    redirect: RequestInit["redirect"];
  }[] = [];
  const fetch = (async (url: string, init: RequestInit = {}) => {
    seen.push({
      url,
      headers: new Headers(init.headers),
      form: new URLSearchParams(typeof init.body === "string" ? init.body : ""),
      redirect: init.redirect,
    });
    return respond();
  }) as typeof globalThis.fetch;
  return { seen, call: { http: { fetch }, client: CLIENT, timeoutMs: 1000, now: 1_000 } };
}

const given =
  (body: object, status = 200) =>
  () =>
    Response.json(body, { status });

test("eAccounting's sign-in asks for the company, its scopes and PKCE", async () => {
  const url = new URL(await eaccounting.authorizeUrl(CLIENT, INPUT));
  expect(`${url.origin}${url.pathname}`).toBe("https://identity.test/connect/authorize");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: "id:1",
    redirect_uri: INPUT.redirectUri,
    response_type: "code",
    scope: "ea:api ea:sales ea:accounting ea:purchase offline_access",
    state: "s t",
    code_challenge: CHALLENGE,
    code_challenge_method: "S256",
    prompt: "select_account",
    acr_values: "service:44643EB1-3F76-4C1C-A672-402AE8085934",
  });
});

test("Asperion's sign-in asks with PKCE and for a refresh token", async () => {
  const url = new URL(await asperion.authorizeUrl(CLIENT, INPUT));
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    code_challenge: CHALLENGE,
    code_challenge_method: "S256",
    state: "s t",
    scope: expect.stringContaining("offline_access"),
  });
});

test("eAccounting takes the secret as Basic and never in the body, Asperion the reverse", async () => {
  const tokens = { access_token: "a", refresh_token: "r", expires_in: 60, token_type: "bearer" };
  const ledger = endpoint(given(tokens));
  await eaccounting.exchangeCode(ledger.call, {
    code: "c",
    redirectUri: INPUT.redirectUri,
    codeVerifier: VERIFIER,
  });
  expect(ledger.seen[0]?.url).toBe("https://identity.test/connect/token");
  expect(ledger.seen[0]?.redirect).toBe("manual");
  expect(Object.fromEntries(ledger.seen[0]?.form ?? [])).toEqual({
    grant_type: "authorization_code",
    code: "c",
    redirect_uri: INPUT.redirectUri,
    code_verifier: VERIFIER,
  });
  expect(atob(ledger.seen[0]?.headers.get("authorization")?.slice(6) ?? "")).toBe(
    "id%3A1:s%26cret",
  );
  const shop = endpoint(given(tokens));
  await asperion.refreshTokens(shop.call, "old");
  expect(Object.fromEntries(shop.seen[0]?.form ?? [])).toEqual({
    grant_type: "refresh_token",
    refresh_token: "old",
    client_id: "id:1",
    client_secret: "s&cret",
  });
  expect(shop.seen[0]?.headers.get("authorization")).toBeNull();
});

test("a refresh that answers no new refresh token keeps the old one", async () => {
  const { call } = endpoint(given({ access_token: "a", expires_in: 60 }));
  expect(await eaccounting.refreshTokens(call, "old")).toMatchObject({
    ok: true,
    value: { accessToken: "a", refreshToken: "old", expiresAt: 61_000 },
  });
});

test("a dead grant needs a login; a lost answer is unknown; a server in trouble is passing", async () => {
  const outcome = async (respond: () => Response | Promise<never>) => {
    const result = await asperion.refreshTokens(endpoint(respond).call, "old");
    return result.ok ? "tokens" : result.error.kind;
  };
  expect(await outcome(given({ error: "invalid_grant" }, 400))).toBe("needs-login");
  expect(await outcome(() => Promise.reject(new TypeError("fetch failed")))).toBe(
    "unknown-outcome",
  );
  expect(await outcome(given({}, 503))).toBe("transient");
  expect(await outcome(given({ error: "invalid_client" }, 401))).toBe("client-refused");
  expect(await outcome(given({ error: "unauthorized_client" }, 400))).toBe("client-refused");
});

test("one call asks the token endpoint once, whatever it answers", async () => {
  const { call, seen } = endpoint(given({}, 503));
  await eaccounting.refreshTokens(call, "old");
  expect(seen).toHaveLength(1);
});

test("secrets are never sent in the clear to another machine", async () => {
  const { call, seen } = endpoint(given({ access_token: "a" }));
  await expect(
    eaccounting.refreshTokens(
      { ...call, client: { ...CLIENT, identityUrl: "http://identity.test" } },
      "old",
    ),
  ).rejects.toThrow();
  expect(seen).toHaveLength(0);
});
