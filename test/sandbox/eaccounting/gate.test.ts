// Who may call what, how often, and in whose company.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { customerBody, orderBody, startFrozen } from "./fixtures.ts";
import { CLIENT, SECOND_CLIENT } from "./app.ts";
import type { StartedEaccounting } from "./start.ts";
import { textOf } from "../kit/text.ts";

let ledger: StartedEaccounting;
beforeAll(async () => {
  ledger = await startFrozen();
});
afterAll(() => ledger.close());
beforeEach(() => ledger.control("POST", "/reset", { keep: ["clock"] }));

async function authorize(more: Record<string, string> = {}): Promise<URL> {
  const query = new URLSearchParams({
    client_id: CLIENT.id,
    redirect_uri: "https://bridge.example/callback",
    response_type: "code",
    scope: "ea:api ea:sales offline_access",
    state: "s1",
    ...more,
  });
  const answer = await fetch(`${ledger.url}/connect/authorize?${query}`, { redirect: "manual" });
  return new URL(answer.headers.get("location") ?? "");
}

async function redeem(
  form: Record<string, string>,
  basic = true,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers: Record<string, string> = basic
    ? { Authorization: `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString("base64")}` }
    : {};
  const body = new URLSearchParams(
    basic ? form : { ...form, client_id: CLIENT.id, client_secret: CLIENT.secret },
  );
  const answer = await fetch(`${ledger.url}/connect/token`, { method: "POST", headers, body });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const claims = (token: unknown): Record<string, unknown> =>
  JSON.parse(Buffer.from(String(token).split(".")[1] ?? "", "base64url").toString());

test("a code becomes a token of the company that was picked, with Basic or body authentication", async () => {
  for (const basic of [true, false]) {
    const [, other] = ledger.sandbox.world().companies;
    await ledger.control("PUT", "/oauth", { nextSubject: other?.id });
    const back = await authorize();
    expect(back.searchParams.get("state")).toBe("s1");
    const tokens = await redeem(
      {
        grant_type: "authorization_code",
        code: back.searchParams.get("code") ?? "",
        redirect_uri: "https://bridge.example/callback",
      },
      basic,
    );
    expect(tokens).toMatchObject({ status: 200, body: { expires_in: 3600, token_type: "Bearer" } });
    expect(claims(tokens.body["access_token"])).toMatchObject({
      customer_id: other?.id,
      client_id: CLIENT.id,
      scope: ["ea:api", "ea:sales", "offline_access"],
    });
    const settings = await ledger.api("GET", "/companysettings", undefined, {
      token: String(tokens.body["access_token"]),
    });
    expect(settings.body).toMatchObject({ Name: "Other AB", CurrencyCode: "SEK" });
  }
});

test("refresh tokens rotate, or don't, as the switch says", async () => {
  const refresh = async (token: unknown) =>
    redeem({ grant_type: "refresh_token", refresh_token: String(token) });
  const code = (await authorize()).searchParams.get("code") ?? "";
  const first = await redeem({
    grant_type: "authorization_code",
    code,
    redirect_uri: "https://bridge.example/callback",
  });
  const second = await refresh(first.body["refresh_token"]);
  expect(second.status).toBe(200);
  expect(await refresh(first.body["refresh_token"])).toMatchObject({
    status: 400,
    body: { error: "invalid_grant" },
  });
  await ledger.control("PUT", "/switches", { refreshMode: "reusable" });
  const third = await refresh(second.body["refresh_token"]);
  expect(third.body["refresh_token"]).toBe(second.body["refresh_token"]);
});

test("a missing, wrong or expired token is 401 with the vendor's body", async () => {
  const token = ledger.token();
  expect((await ledger.api("GET", "/units", undefined, { token })).status).toBe(200);
  await ledger.control("PUT", "/clock", { advanceMs: 3_600_000 });
  for (const bad of [token, "nonsense"]) {
    const answer = await ledger.api("GET", "/units", undefined, { token: bad });
    expect([answer.status, answer.body["ErrorCode"]]).toEqual([401, 4005]);
    expect(answer.body["DeveloperErrorMessage"]).toContain("Authorization has been denied");
    expect(answer.body["ErrorId"]).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test("scopes are asked for at each endpoint", async () => {
  const code = async (method: string, path: string, scope: string, body?: unknown) =>
    (await ledger.api(method, path, body, { scope })).body["ErrorCode"] ?? null;
  expect(await code("GET", "/customers", "ea:sales")).toBe(4006);
  expect(await code("GET", "/customers", "ea:api ea:sales_readonly")).toBeNull();
  expect(await code("POST", "/customers", "ea:api ea:sales_readonly", customerBody(ledger))).toBe(
    4006,
  );
  expect(await code("GET", "/vouchers", "ea:api ea:sales")).toBe(4006);
  expect(await code("GET", "/vouchers", "ea:api ea:accounting_readonly")).toBeNull();
  expect(await code("GET", "/termsofpayments", "ea:api ea:purchase")).toBeNull();
  expect(await code("GET", "/fiscalyears", "ea:api ea:sales")).toBeNull();
  expect(
    (await ledger.api("GET", "/vouchers", undefined, { scope: "ea:api ea:sales" })).status,
  ).toBe(403);
});

test("modules are asked for by name", async () => {
  await ledger.control("PUT", "/company", { modules: ["api_standard"] });
  const order = await ledger.api("POST", "/orders", orderBody(ledger));
  expect([order.status, order.body["ErrorCode"]]).toEqual([403, 4002]);
  expect(order.body["DeveloperErrorMessage"]).toBe(
    "ForbiddenRequestException - No access to module: order_standard",
  );
  expect((await ledger.api("GET", "/customers")).status).toBe(200);
  await ledger.control("PUT", "/company", { modules: ["order_standard"] });
  expect((await ledger.api("GET", "/customers")).body["DeveloperErrorMessage"]).toContain(
    "api_standard",
  );
});

test("one company doesn't see another's objects", async () => {
  const made = await ledger.api("POST", "/customers", customerBody(ledger));
  expect(
    (
      await ledger.api("GET", `/customers/${textOf(made.body["Id"])}`, undefined, {
        company: "Other AB",
      })
    ).status,
  ).toBe(404);
  const order = await ledger.api("POST", "/orders", orderBody(ledger), { company: "Other AB" });
  expect([order.status, order.body["ErrorCode"]]).toEqual([404, 3000]);
});

test("paths don't mind capitals", async () => {
  expect((await ledger.api("GET", "/CompanySettings")).body).toMatchObject({ Name: "Demo AB" });
  expect((await ledger.api("GET", "/TermsOfPayments/")).status).toBe(200);
});

test("calls above the limit are refused with the seconds to wait in the text, by a sliding window", async () => {
  await ledger.control("PUT", "/limits", { perMinute: 2 });
  const token = ledger.token();
  const call = () => ledger.api("GET", "/units", undefined, { token });
  expect((await call()).status).toBe(200);
  await ledger.control("PUT", "/clock", { advanceMs: 20_000 });
  expect((await call()).status).toBe(200);
  const refused = await call();
  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({
    ErrorCode: 4010,
    DeveloperErrorMessage:
      "API calls quota exceeded! maximum admitted 2 per Minute. Try again in 40 seconds.",
  });
  expect(refused.headers.get("retry-after")).toBeNull();
  await ledger.control("PUT", "/switches", { retryAfterHeader: "yes" });
  expect((await call()).headers.get("retry-after")).toBe("40");
  expect((await ledger.api("GET", "/countries", undefined, { token })).status).toBe(200);
  expect(
    (await ledger.api("GET", "/units", undefined, { clientId: SECOND_CLIENT.id })).status,
  ).toBe(200);
  await ledger.control("PUT", "/clock", { advanceMs: 40_000 });
  expect((await call()).status).toBe(200);
});

test.each([
  ["template", 429, 200],
  ["method+template", 201, 200],
  ["resource", 429, 429],
])("an endpoint is a %s", async (endpointKey, post, one) => {
  const [customer] = ledger.sandbox.world().companies[0]?.customers.all() ?? [];
  await ledger.control("PUT", "/switches", { endpointKey });
  await ledger.control("PUT", "/limits", { perMinute: 1 });
  expect((await ledger.api("GET", "/customers")).status).toBe(200);
  expect((await ledger.api("POST", "/customers", customerBody(ledger))).status).toBe(post);
  expect((await ledger.api("GET", `/customers/${customer?.Id}`)).status).toBe(one);
});
