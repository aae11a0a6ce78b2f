// Faults over real HTTP: what the caller sees and what the vendor did are two things.
import { Hono } from "hono";
import { afterEach, expect, test } from "vitest";
import { SandboxClock } from "./clock.ts";
import { createControl } from "./control.ts";
import { createKit } from "./kit.ts";
import { createOAuthServer } from "./oauth.ts";
import { type ServedSandbox, serveSandbox } from "./serve.ts";
import type { SandboxEnv } from "./socket.ts";
import { choice } from "./switches.ts";
import { vendorCalls } from "./vendor-calls.ts";

let open: ServedSandbox | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function start() {
  const kit = createKit(
    { mode: choice(["a", "b"], "a", "anything") },
    new SandboxClock(() => Date.parse("2026-03-01T12:00:00Z")),
  );
  const made: number[] = [];
  const oauth = createOAuthServer({
    vendor: "V",
    clock: kit.clock,
    clients: [{ id: "c", secret: "s" }],
    clientAuth: ["body"],
    subjects: () => [{ id: "1", label: "One" }],
    claims: () => ({}),
    refreshMode: () => "rotating",
  });
  const vendor = new Hono<SandboxEnv>();
  vendor.use(
    vendorCalls({
      ...kit,
      authenticate: (c) => oauth.authenticate(c),
      expiredToken: () => Response.json({ error: "expired" }, { status: 401 }),
      revokeGrants: () => oauth.grants.revokeAll(),
      errorBody: (status) => ({ error: status }),
      rowKeys: ["rows"],
    }),
  );
  vendor.route("/", oauth.app);
  vendor.get("/things/:id", (c) => c.json({ rows: [1, 2, 3] }));
  vendor.post("/things", async (c) => {
    const { n } = await c.req.json<{ n: number }>();
    made.push(n);
    return c.json({ n });
  });
  const app = new Hono<SandboxEnv>();
  app.route(
    "/_control",
    createControl({ kit, oauth, state: () => ({ made }), resetState: () => made.splice(0) }),
  );
  app.route("/", vendor);
  const served = await serveSandbox(app, { port: 0, portVariable: "V_PORT" });
  open = served;
  const control = async (
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown }> => {
    const answer = await fetch(`${served.url}/_control${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
  };
  const post = async (n: number): Promise<number | "lost"> => {
    try {
      const answer = await fetch(`${served.url}/things`, {
        method: "POST",
        body: JSON.stringify({ n }),
      });
      await answer.text();
      return answer.status;
    } catch {
      return "lost";
    }
  };
  return { served, made, kit, control, post };
}

test("a dropped call did nothing, a call dropped after its commit did everything, and the caller can't tell", async () => {
  const { made, control, post } = await start();
  await control("POST", "/faults", { route: "POST /things", kind: "drop" });
  await control("POST", "/faults", { route: "POST /things", kind: "commit-then-drop" });
  expect([await post(1), await post(2), await post(3)]).toEqual(["lost", "lost", 200]);
  expect(made).toEqual([2, 3]);
});

test("a late commit happens when the sandbox's clock passes its instant, after the caller has gone", async () => {
  const { made, control, post } = await start();
  await control("POST", "/faults", { route: "POST /things", kind: "late-commit", ms: 60_000 });
  expect(await post(1)).toBe("lost");
  await control("PUT", "/clock", { advanceMs: 59_000 });
  expect(made).toEqual([]);
  await control("PUT", "/clock", { advanceMs: 1000 });
  expect(made).toEqual([1]);
});

test("a late commit can also leave its caller waiting for an answer that never comes", async () => {
  const { made, served, control } = await start();
  await control("POST", "/faults", {
    route: "POST /things",
    kind: "late-commit",
    ms: 1000,
    answer: "hang",
  });
  const call = fetch(`${served.url}/things`, {
    method: "POST",
    body: '{"n":1}',
    signal: AbortSignal.timeout(60),
  });
  await expect(call).rejects.toThrow();
  expect(made).toEqual([]);
  await control("PUT", "/clock", { advanceMs: 1000 });
  expect(made).toEqual([1]);
});

test("a hanging call is never answered and does nothing", async () => {
  const { made, served, control } = await start();
  await control("POST", "/faults", { route: "*", kind: "hang" });
  const call = fetch(`${served.url}/things`, {
    method: "POST",
    body: '{"n":1}',
    signal: AbortSignal.timeout(60),
  });
  await expect(call).rejects.toThrow();
  expect(made).toEqual([]);
});

test("a status fault answers the vendor's own error, or the body and headers it was given", async () => {
  const { served, control } = await start();
  await control("POST", "/faults", { route: "GET /things/{id}", kind: "status", status: 503 });
  await control("POST", "/faults", {
    route: "GET /things/{id}",
    kind: "status",
    status: 429,
    body: { slow: 1 },
    headers: { "Retry-After": "7" },
  });
  const first = await fetch(`${served.url}/things/1`);
  expect([first.status, await first.json()]).toEqual([503, { error: 503 }]);
  const second = await fetch(`${served.url}/things/1`);
  expect([second.status, second.headers.get("retry-after"), await second.json()]).toEqual([
    429,
    "7",
    { slow: 1 },
  ]);
});

test("rows come back in another order, tokens expire and grants are revoked on demand", async () => {
  const { served, control } = await start();
  await control("POST", "/faults", { route: "GET /things/{id}", kind: "reorder-rows" });
  expect(await (await fetch(`${served.url}/things/1`)).json()).toEqual({ rows: [3, 2, 1] });
  await control("POST", "/faults", { route: "GET /things/{id}", kind: "expired-token" });
  expect((await fetch(`${served.url}/things/1`)).status).toBe(401);
  const granted = (await control("POST", "/oauth/grant", {})).body as { refresh_token: string };
  await control("POST", "/faults", { route: "POST /connect/token", kind: "revoked-grant" });
  const form = new URLSearchParams({
    grant_type: "refresh_token",
    refresh_token: granted.refresh_token,
    client_id: "c",
    client_secret: "s",
  });
  const refreshed = await fetch(`${served.url}/connect/token`, { method: "POST", body: form });
  expect([refreshed.status, await refreshed.json()]).toEqual([400, { error: "invalid_grant" }]);
});

test("every vendor call is written down with what it met, and control calls are not", async () => {
  const { control, post } = await start();
  await control("POST", "/faults", { route: "POST /things", kind: "commit-then-drop" });
  await post(1);
  await post(2);
  const { body } = await control("GET", "/calls");
  expect(body).toMatchObject({
    last: 2,
    calls: [
      {
        n: 1,
        route: "POST /things",
        requestBody: { n: 1 },
        status: null,
        responseBody: null,
        fault: "commit-then-drop",
      },
      {
        n: 2,
        route: "POST /things",
        requestBody: { n: 2 },
        status: 200,
        responseBody: { n: 2 },
        fault: null,
      },
    ],
  });
  expect((await control("GET", "/calls/counts")).body).toEqual({
    last: 2,
    counts: { "POST /things": 2 },
  });
});

test("answers carry the sandbox's time in their Date header", async () => {
  const { served, control } = await start();
  await control("PUT", "/clock", { now: "2026-10-25T01:05:00Z" });
  expect((await fetch(`${served.url}/things/1`)).headers.get("date")).toBe(
    "Sun, 25 Oct 2026 01:05:00 GMT",
  );
});

test("a misspelt control call is refused in words", async () => {
  const { control } = await start();
  expect((await control("POST", "/faults", { route: "*", kind: "drop", time: 2 })).status).toBe(
    400,
  );
  expect((await control("PUT", "/switches", { mode: "c" })).body).toEqual({
    error: `Switch "mode" can't be "c"; it takes a | b.`,
  });
  expect((await control("PUT", "/clock", { advance: 5 })).status).toBe(400);
});

test("a reset goes back to the start, and keeps what it is told to keep", async () => {
  const { made, control, post } = await start();
  await control("PUT", "/switches", { mode: "b" });
  await post(1);
  expect((await control("POST", "/reset", { keep: ["switches"] })).status).toBe(204);
  expect(made).toEqual([]);
  expect((await control("GET", "/calls/counts")).body).toEqual({ last: 0, counts: {} });
  expect((await control("GET", "/switches")).body).toMatchObject({ switches: { mode: "b" } });
});

test("a port that is taken is refused with the name of the variable that sets it", async () => {
  const { served } = await start();
  await expect(
    serveSandbox(new Hono(), { port: served.port, portVariable: "V_PORT" }),
  ).rejects.toThrow("set V_PORT to another one");
});
