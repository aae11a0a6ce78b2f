import { expect, test } from "vitest";
import { insertSession } from "../../../src/store/sessions.ts";
import { tokenHash } from "../../../src/store/secrets.ts";
import { edges, type Edges } from "../world.ts";

async function session(world: Edges, cookie: string, lifeMs = 3_600_000): Promise<Record<string, string>> {
  const now = world.clock.now();
  await insertSession(world.db, { hash: await tokenHash(cookie), actor: `operator ${cookie}`, expiresAt: now + lifeMs, user: null }, now);
  return { cookie: `session=${cookie}` };
}

async function begin(world: Edges, id: string, headers: Record<string, string>): Promise<string> {
  const answer = await world.fetch(`/connect/${id}/eaccounting`, { headers });
  expect(answer.status).toBe(303);
  return String(new URL(String(answer.headers.get("location"))).searchParams.get("state"));
}

const stored = (world: Edges) => world.tenants.calls.filter((call) => call.method === "storeGrant").length;

test("an operator who began a sign-in comes back to the tenant's page with it done", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  world.vendors.signsInto(`c-${id}`, "Demo AB");
  const anna = await session(world, "anna-1");
  const answer = await world.fetch(`/oauth/eaccounting/callback?state=${await begin(world, id, anna)}&code=1`, { headers: anna });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, `/admin/tenants/${id}?done=connected-eaccounting`]);
  expect(stored(world)).toBe(1);
});

test("a sign-in that one session began can't be ended by another one, nor by none, and is used up by the try", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  world.vendors.signsInto(`c-${id}`, "Demo AB");
  const [anna, bo] = [await session(world, "anna-2"), await session(world, "bo-2")];
  for (const headers of [bo, {}, { cookie: "session=" }, { cookie: "session=made-up" }]) {
    const state = await begin(world, id, anna);
    expect((await world.fetch(`/oauth/eaccounting/callback?state=${state}&code=1`, { headers })).status).toBe(403);
    expect((await world.fetch(`/oauth/eaccounting/callback?state=${state}&code=1`, { headers: anna })).status).toBe(400);
  }
  expect(stored(world)).toBe(0);
});

test("a session that has ended begins nothing", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  const anna = await session(world, "anna-3", 60_000);
  world.clock.advance(60_000);
  const answer = await world.fetch(`/connect/${id}/eaccounting`, { headers: anna });
  expect(answer.headers.get("location")).toContain("/admin/sign-in");
});
