/** What somebody without a sign-in can make us do: little, for a short time, and seen. */
import { expect, test } from "vitest";
import { MAX_WRONG_TOKENS, WRONG_WINDOW_MS } from "../../src/http/auth/bearer-tries.ts";
import { ROUTES } from "../../src/http/auth/routes.ts";
import { countTry } from "../../src/store/sessions.ts";
import { findUserByLink } from "../../src/store/users.ts";
import { d1Asked as asked } from "./d1-asked.ts";
import { ADMIN, edges, environment } from "./world.ts";

const from = (network: string, token: string) => ({
  headers: { authorization: `Bearer ${token}`, "cf-connecting-ip": network },
});

test("wrong bearer tokens of one network are logged, and after a while not looked at", async () => {
  const world = await edges();
  const ask = async (network: string, token: string) =>
    (await world.fetch("/api/v1/tenants", from(network, token))).status;
  const wrong = (n: number): string => `brt.abcdefgh${String(1_000 + n)}.${"x".repeat(43)}`;
  for (let n = 0; n < MAX_WRONG_TOKENS; n += 1)
    expect(await ask("203.0.113.1", wrong(n))).toBe(401);
  const refused = world.logs.filter(({ event }) => event === "bearer-refused");
  expect(refused).toHaveLength(MAX_WRONG_TOKENS);
  expect(refused.at(0)).toMatchObject({
    token: "abcdefgh1000",
    limited: false,
    network: expect.any(String),
    country: null,
    ray: null,
  });
  expect(refused.at(-1)).toMatchObject({ limited: true });
  expect(JSON.stringify(world.logs)).not.toMatch(/xxx|203\.0/);
  const limited = await world.fetch("/api/v1/tenants", from("203.0.113.1", wrong(99)));
  expect([limited.status, limited.headers.get("retry-after")]).toEqual([
    429,
    String(WRONG_WINDOW_MS / 1000),
  ]);
  expect(await asked(world, () => ask("203.0.113.1", wrong(99)))).toEqual([]);
  // A right one is no way to find out either; another network isn't concerned.
  expect([await ask("203.0.113.1", ADMIN), await ask("203.0.113.2", ADMIN)]).toEqual([429, 200]);
  world.clock.advance(WRONG_WINDOW_MS);
  expect(await ask("203.0.113.1", ADMIN)).toBe(200);
});

test("a token that was right goes on beside wrong ones of its network, until it is revoked", async () => {
  const world = await edges();
  const made = (await world.api("POST", "/tokens", { name: "tool", scope: "full" })).body;
  const ask = async (token: string) =>
    (await world.fetch("/api/v1/tenants", from("203.0.113.3", token))).status;
  expect(await ask(String(made["token"]))).toBe(200);
  for (let n = 0; n < MAX_WRONG_TOKENS; n += 1) await ask(`wrong-${n}`);
  expect([await ask("wrong"), await ask(String(made["token"]))]).toEqual([429, 200]);
  await world.api("DELETE", `/tokens/${String(made["id"])}`);
  expect([await ask(String(made["token"])), await ask(String(made["token"]))]).toEqual([401, 429]);
});

test("who sends no token, or none of ours, makes D1 read nothing", async () => {
  const world = await edges();
  for (const headers of [
    {},
    { authorization: "Basic eDp5" },
    { authorization: "Bearer a b" },
    { authorization: "Bearer nothing-of-ours" },
  ] as Record<string, string>[]) {
    const statements = await asked(world, async () =>
      expect((await world.fetch("/api/v1/tenants", { headers })).status).toBe(401),
    );
    expect(statements).toEqual([]);
  }
});

test("/healthz asks three statements in one go, and in one second few times", async () => {
  const world = await edges();
  expect(await asked(world, () => world.fetch("/healthz"))).toHaveLength(3);
  const many = await asked(world, async () => {
    for (let n = 0; n < 50; n += 1) expect((await world.fetch("/healthz")).status).toBe(200);
  });
  expect(many.length).toBeLessThanOrEqual(3 * 5);
  world.clock.advance(1_000);
  expect(await asked(world, () => world.fetch("/healthz"))).toHaveLength(3);
});

test("what a stranger may ask for is found by an index", async () => {
  const world = await edges();
  const { db } = world;
  const statements = await asked(world, async () => {
    await findUserByLink(db, "hash", 1);
    await countTry(db, "source", 2, 1);
    await world.fetch("/api/v1/tenants", { headers: { authorization: `Bearer brt.abc.def` } });
    await world.fetch("/oauth/asperion/callback?state=x&code=y", {
      headers: { cookie: "session=x" },
    });
    await world.fetch("/healthz");
  });
  expect(statements.length).toBeGreaterThan(6);
  // A handful of rows each: what is sealed in D1, by key.
  const small =
    /SCAN (webhook_secrets|notice_secrets|chat_addresses|oauth_states|key_ids|\(subquery|heartbeats USING)/;
  for (const statement of statements) {
    const blanks = Array.from(statement.matchAll(/\?/g), () => null);
    const { results } = await db.$client
      .prepare(`EXPLAIN QUERY PLAN ${statement}`)
      .bind(...blanks)
      .all<{ detail: string }>();
    const scans = results
      .map(({ detail }) => detail)
      .filter((detail) => detail.startsWith("SCAN") && !small.test(detail));
    expect(scans, statement).toEqual([]);
  }
});

const ELSEWHERE: ReadonlySet<string> = new Set(["POST /api/v1/tenants/:id/payouts", "POST /mcp"]);

/** A body that begins and never ends. */
const endless = (): ReadableStream =>
  new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode("{")) });

test("no route waits for a body that doesn't come, nor takes one that is too large", async () => {
  const world = await edges({}, {}, { bodyDeadlineMs: 0 });
  const writing = Object.values(ROUTES)
    .flat()
    // A settlement file is read as it comes (test/http/webhooks/body.test.ts), and agents have
    // tokens of their own (test/http/mcp/endpoint.workers.test.ts).
    .filter((route) => !route.startsWith("GET ") && !ELSEWHERE.has(route));
  expect(writing.length).toBeGreaterThan(90);
  for (const route of writing) {
    const [method = "", path = ""] = route.split(" ");
    const address = `${environment.PUBLIC_URL}${path.replaceAll(/:\w+\{([^}|]+)[^}]*\}/g, "$1").replaceAll(/:\w+/g, "x")}`;
    const headers = { authorization: `Bearer ${ADMIN}` };
    // A settlement file may be sent to its page.
    const tooLarge = path === "/admin/tenants/:id/payouts" ? "4300000" : "300000";
    const send = async (init: RequestInit) =>
      world.app.fetch(
        new Request(address, { method, ...init } as RequestInit),
        {},
        world.context.ctx,
      );
    expect((await send({ body: endless(), headers })).status, route).toBe(408);
    expect(
      (await send({ body: "x", headers: { ...headers, "content-length": tooLarge } })).status,
      route,
    ).toBe(413);
  }
});
