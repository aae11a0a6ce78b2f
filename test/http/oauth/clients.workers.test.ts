/** Several clients of eAccounting: which one a sign-in goes through, and who may say. */
import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { edges, type Edges } from "../world.ts";

const CLIENTS = JSON.stringify([
  { name: "main", shops: 1 },
  { name: "second", id: "second-id", secret: "second-secret", shops: 1 },
]);

/** Shops of the tests before take no room. */
beforeEach(async () => {
  await env.DB.prepare("UPDATE tenants SET ledger_client = NULL").run();
});

const begin = (world: Edges, id: string, query = "", token?: string) =>
  world.api("POST", `/tenants/${id}/connect/eaccounting${query}`, undefined, token);

/** Connects it to a company of its own. */
async function connect(world: Edges, query = ""): Promise<string> {
  const id = await world.makeTenant();
  await reconnect(world, id, query);
  return id;
}

async function reconnect(world: Edges, id: string, query = ""): Promise<void> {
  const begun = await begin(world, id, query);
  expect([begun.status, begun.body]).toMatchObject([200, {}]);
  const state = new URL(String(begun.body["authorizeUrl"])).searchParams.get("state") ?? "";
  world.vendors.signsInto(`c-${id}`, `Company of ${id}`);
  await world.fetch(`/oauth/eaccounting/callback?state=${state}&code=1`);
  const done = await world.api("POST", `/tenants/${id}/connect/eaccounting/confirm`, {});
  expect(done.status).toBe(200);
}

const grants = (world: Edges) =>
  world.tenants.calls
    .filter(({ method }) => method === "connections.store")
    .map(({ tenantId, args }) => [tenantId, (args[1] as { client: unknown }).client]);

test("shops go to the client with room, by the client that the sign-in began with", async () => {
  const world = await edges({}, { EACCOUNTING_CLIENTS: CLIENTS });
  const first = await connect(world);
  const second = await connect(world);
  expect(grants(world)).toEqual([
    [first, "main"],
    [second, "second"],
  ]);
  expect(world.asked.authorize.map(({ client }) => client)).toEqual(["main", "second"]);
  expect(world.asked.exchange.map(({ client }) => client)).toEqual(["main", "second"]);
});

test("where all are full a new shop is refused, and one that reconnects isn't", async () => {
  const world = await edges({}, { EACCOUNTING_CLIENTS: CLIENTS });
  const first = await connect(world);
  await connect(world);
  const third = await begin(world, await world.makeTenant());
  expect([third.status, third.body]).toMatchObject([409, { kind: "clients-full" }]);
  await reconnect(world, first);
  expect(grants(world).at(-1)).toEqual([first, "main"]);
});

test("an operator names the client, and the shop that moved leaves room behind", async () => {
  const world = await edges({}, { EACCOUNTING_CLIENTS: CLIENTS });
  const first = await connect(world, "?client=main");
  const unknown = await begin(world, first, "?client=third");
  expect([unknown.status, unknown.body]).toMatchObject([409, { kind: "client-unknown" }]);
  const full = await begin(world, await world.makeTenant(), "?client=main");
  expect([full.status, full.body]).toMatchObject([409, { kind: "client-full" }]);
  await reconnect(world, first, "?client=second");
  const next = await connect(world);
  expect(grants(world)).toEqual([
    [first, "main"],
    [first, "second"],
    [next, "main"],
  ]);
  expect(await world.auditOf(first)).toContain("admin-token connect.begin");
});

test("a token of one shop connects it again, and names no client", async () => {
  const world = await edges({}, { EACCOUNTING_CLIENTS: CLIENTS });
  const id = await connect(world);
  const made = await world.api("POST", "/tokens", { name: "tool", tenantId: id, scope: "full" });
  const token = String(made.body["token"]);
  expect((await begin(world, id, "", token)).status).toBe(200);
  expect((await begin(world, id, "?client=second", token)).status).toBe(403);
});

test("a retired shop takes no room", async () => {
  const world = await edges(
    { "admin.retire": { ok: true } },
    { EACCOUNTING_CLIENTS: JSON.stringify([{ name: "main", shops: 1 }]) },
  );
  const first = await connect(world);
  const refused = await begin(world, await world.makeTenant());
  expect(refused.body).toMatchObject({ kind: "clients-full" });
  expect((await world.api("DELETE", `/tenants/${first}`)).status).toBeLessThan(300);
  await connect(world);
});
