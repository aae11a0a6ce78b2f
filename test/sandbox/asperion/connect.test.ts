// The identity server as Asperion's: redirects, secret in the form body, rotation.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type StartedAsperion, startAsperion } from "./start.ts";

let asperion: StartedAsperion;
beforeAll(async () => {
  asperion = await startAsperion();
});
beforeEach(async () => {
  await asperion.control("POST", "/reset");
});
afterAll(() => asperion.close());

const BACK = "http://127.0.0.1:9/callback";
const SECRETS = { client_id: "asperion-client", client_secret: "asperion-secret" };

async function authorize(extra: Record<string, string> = {}): Promise<URL> {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: "asperion-client",
    redirect_uri: BACK,
    state: "s1",
    ...extra,
  });
  const answer = await fetch(`${asperion.url}/connect/authorize?${query}`, { redirect: "manual" });
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get("location") ?? "");
}

async function token(form: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await fetch(`${asperion.url}/connect/token`, {
    method: "POST",
    body: new URLSearchParams(form),
    headers,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, string> };
}

const exchange = (code: string | null, extra: Record<string, string> = {}) =>
  token({
    grant_type: "authorization_code",
    code: code ?? "",
    redirect_uri: BACK,
    ...SECRETS,
    ...extra,
  });
const refresh = (refreshToken: string | undefined) =>
  token({ grant_type: "refresh_token", refresh_token: refreshToken ?? "", ...SECRETS });

test("consent by redirects only gives tokens that open the API for the user who was picked", async () => {
  await asperion.control("PUT", "/oauth", { nextSubject: "assistant" });
  const back = await authorize();
  expect(back.searchParams.get("state")).toBe("s1");
  const tokens = await exchange(back.searchParams.get("code"));
  expect(tokens.body).toMatchObject({
    token_type: "Bearer",
    expires_in: 3600,
    refresh_token: expect.any(String),
  });
  const answer = await fetch(`${asperion.url}/v1/administrations`, {
    headers: { Authorization: `Bearer ${tokens.body["access_token"] ?? ""}` },
  });
  expect(await answer.json()).toMatchObject({ _meta: { totalCount: 1, administrationId: 456 } });
});

test("a code is compared with its redirect address and PKCE verifier, and is spent by a wrong one", async () => {
  const challenge = {
    code_challenge: createHash("sha256").update("v1").digest("base64url"),
    code_challenge_method: "S256",
  };
  const first = (await authorize(challenge)).searchParams.get("code");
  expect((await exchange(first, { code_verifier: "v2" })).body).toEqual({ error: "invalid_grant" });
  expect((await exchange(first, { code_verifier: "v1" })).body).toEqual({ error: "invalid_grant" });
  const second = (await authorize(challenge)).searchParams.get("code");
  expect(
    (await exchange(second, { code_verifier: "v1", redirect_uri: "http://other/" })).status,
  ).toBe(400);
  const third = (await authorize(challenge)).searchParams.get("code");
  expect((await exchange(third, { code_verifier: "v1" })).status).toBe(200);
});

test("the client's secret is taken from the body and nowhere else", async () => {
  const code = (await authorize()).searchParams.get("code") ?? "";
  const basic = {
    Authorization: `Basic ${Buffer.from("asperion-client:asperion-secret").toString("base64")}`,
  };
  const form = { grant_type: "authorization_code", code, redirect_uri: BACK };
  expect(await token(form, basic)).toEqual({ status: 400, body: { error: "invalid_client" } });
  expect((await token({ ...form, ...SECRETS, client_secret: "guess" })).body).toEqual({
    error: "invalid_client",
  });
});

test("refresh tokens rotate, stay, or take their family with them, as the switch says", async () => {
  const first = (await exchange((await authorize()).searchParams.get("code"))).body[
    "refresh_token"
  ];
  const second = (await refresh(first)).body["refresh_token"];
  expect((await refresh(first)).body).toEqual({ error: "invalid_grant" });
  await asperion.control("PUT", "/switches", { refreshMode: "reusable" });
  expect((await refresh(second)).body["refresh_token"]).toBe(second);
  await asperion.control("PUT", "/switches", { refreshMode: "family-revoked" });
  const third = (await refresh(second)).body["refresh_token"];
  expect((await refresh(second)).status).toBe(400);
  expect((await refresh(third)).body).toEqual({ error: "invalid_grant" });
});

test("a lost answer to a refresh leaves the caller with a dead token", async () => {
  const first = (await exchange((await authorize()).searchParams.get("code"))).body[
    "refresh_token"
  ];
  await asperion.control("POST", "/faults", {
    route: "POST /connect/token",
    kind: "commit-then-drop",
  });
  await expect(refresh(first)).rejects.toThrow();
  expect((await refresh(first)).body).toEqual({ error: "invalid_grant" });
});

test("a refusal goes back as an error, a bad address or client is never redirected to", async () => {
  await asperion.control("PUT", "/oauth", { denyNext: true });
  expect((await authorize()).searchParams.get("error")).toBe("access_denied");
  expect((await authorize({ response_type: "token" })).searchParams.get("error")).toBe(
    "unsupported_response_type",
  );
  const answer = await fetch(
    `${asperion.url}/connect/authorize?client_id=nobody&redirect_uri=${BACK}&response_type=code`,
    { redirect: "manual" },
  );
  expect([answer.status, answer.headers.get("location")]).toEqual([400, null]);
});

test("with automatic consent off a person picks on a page", async () => {
  await asperion.control("PUT", "/oauth", { autoConsent: false });
  const query = new URLSearchParams({
    response_type: "code",
    client_id: "asperion-client",
    redirect_uri: BACK,
    state: '"><script>',
  });
  const page = await (await fetch(`${asperion.url}/connect/authorize?${query}`)).text();
  expect(page).toContain("Yes, Allow");
  expect(page).not.toContain("<script>");
  query.set("decision", "allow");
  query.set("subject", "assistant");
  const answer = await fetch(`${asperion.url}/connect/authorize`, {
    method: "POST",
    body: query,
    redirect: "manual",
  });
  expect(answer.headers.get("location")).toContain("code=");
});
