/** Sign-ins at a vendor that come back after their shop was retired: nothing of them is kept. */
import { expect, test } from "vitest";
import { ok } from "../../../src/domain/result.ts";
import { insertState } from "../../../src/store/oauth-states.ts";
import { browser } from "../browser.ts";
import { ADMIN, edges, type Edges } from "../world.ts";

const tokens = { accessToken: "at", refreshToken: "rt", accessExpiresAt: 1, scope: "all" };
const administrations = [
  { id: 123, name: "Demo Shop" },
  { id: 456, name: "Other Shop" },
];

/** The shop is retired while the vendor answers. */
async function retiredMeanwhile(tenant: object) {
  const world = await edges({ "admin.retire": { ok: true } });
  const made = await world.api("POST", "/tenants", { name: "Shop", language: "en", ...tenant });
  const id = String(made.body["id"]);
  world.vendors.signsInto(`c-${id}`, "Demo AB");
  world.vendors.asperion = ok({ vendor: "asperion", tokens, administrations });
  const vendors = { ...world.deps.vendors };
  let asked = 0;
  world.deps.vendors.exchange = async (vendor, input) => {
    const answer = await vendors.exchange(vendor, input);
    expect((await world.api("DELETE", `/tenants/${id}`)).status).toBe(204);
    asked += 1;
    return answer;
  };
  return { world, id, asked: () => asked };
}

const kept = async ({ db, tenants }: Edges, id: string) => ({
  states: (
    await db.$client
      .prepare("SELECT state_hash FROM oauth_states WHERE tenant_id = ?")
      .bind(id)
      .all()
  ).results.length,
  grants: tenants.calls.filter(({ method }) => method === "connections.store").length,
});

test("one that the API began waits for nobody", async () => {
  const { world, id, asked } = await retiredMeanwhile({ asperion: { administrationId: 123 } });
  const begun = await world.api("POST", `/tenants/${id}/connect/eaccounting`);
  const state = new URL(String(begun.body["authorizeUrl"])).searchParams.get("state");
  const answer = await world.fetch(`/oauth/eaccounting/callback?state=${state}&code=1`);
  expect([asked(), answer.status]).toEqual([1, 400]);
  expect(await answer.json()).toMatchObject({
    kind: "unknown-tenant",
    detail: "The shop of this sign-in no longer exists.",
  });
  expect(await kept(world, id)).toEqual({ states: 0, grants: 0 });
});

test.each([
  ["eaccounting", { asperion: { administrationId: 123 } }],
  // Several administrations, none of them chosen.
  ["asperion", {}],
])("one that somebody began on a page, at %s, says so", async (vendor, tenant) => {
  const { world, id, asked } = await retiredMeanwhile(tenant);
  const user = browser(world, "203.0.113.150");
  await user.signIn(ADMIN);
  const begun = await user.go(`/connect/${id}/${vendor}`);
  const state = new URL(String(begun.headers.get("location"))).searchParams.get("state");
  const answer = await user.go(`/oauth/${vendor}/callback?state=${state}&code=1`, {
    headers: { accept: "text/html" },
  });
  expect(asked()).toBe(1);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.text).toContain("The shop of this sign-in no longer exists.");
  expect(await kept(world, id)).toEqual({ states: 0, grants: 0 });
});

test("a sign-in isn't begun for a shop that was retired since it was looked up", async () => {
  const world = await edges({ "admin.retire": { ok: true } });
  const id = await world.makeTenant();
  await world.api("DELETE", `/tenants/${id}`);
  const state = {
    vendor: "asperion",
    boundTo: "api:anna",
    verifier: { keyId: "k1", bytes: new Uint8Array(1) },
    client: null,
    expiresAt: world.clock.now() + 1_000,
  } as const;
  const who = { actor: "anna", at: world.clock.now() };
  expect(await insertState(world.db, id, "a-state", state, who)).toBe(false);
  expect(await kept(world, id)).toEqual({ states: 0, grants: 0 });
  expect(await world.auditOf(id)).not.toContain("anna connect.begin");
});
