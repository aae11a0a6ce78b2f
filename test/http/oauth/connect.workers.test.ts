import { expect, test } from "vitest";
import { message } from "../../../src/messages/message.ts";
import { ADMIN, edges, type Edges } from "../world.ts";
import { ascending } from "../../support/sorted.ts";

async function begin(
  world: Edges,
  id: string,
  vendor = "eaccounting",
  token = ADMIN,
): Promise<string> {
  const answer = await world.api("POST", `/tenants/${id}/connect/${vendor}`, undefined, token);
  return String(new URL(String(answer.body["authorizeUrl"])).searchParams.get("state"));
}
/** The vendor's way back, and the confirmation of what it gave access to. */
const back = async (world: Edges, query: string, vendor = "eaccounting", token = ADMIN) => {
  const called = await world.fetch(`/oauth/${vendor}/callback?${query}`);
  const { tenantId } =
    called.status === 202
      ? ((await called.clone().json()) as { tenantId: string })
      : { tenantId: "" };
  const answer =
    called.status === 202
      ? await world.fetch(`/api/v1/tenants/${tenantId}/connect/${vendor}/confirm`, {
          method: "POST",
          headers: { authorization: `Bearer ${token}` },
        })
      : called;
  return {
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json().catch(() => ({}))) as {
      kind?: string;
      detail?: string;
      name?: string;
    },
  };
};
const stored = (world: Edges) =>
  world.tenants.calls.filter((call) => call.method === "connections.store");

test("a sign-in ends with the grant in the tenant's object, with the verifier it began with", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  const state = await begin(world, id);
  world.vendors.signsInto(`c-${id}`, "Demo AB");
  expect(await back(world, `state=${state}&code=abc`)).toMatchObject({
    status: 200,
    body: { name: "Demo AB" },
  });
  expect(stored(world)).toMatchObject([
    {
      tenantId: id,
      args: [
        id,
        {
          vendor: "eaccounting",
          accessToken: "at",
          refreshToken: "rt",
          identity: `c-${id}`,
          name: "Demo AB",
          company: { companyId: `c-${id}` },
        },
      ],
    },
  ]);
  const [asked] = world.asked.exchange;
  expect(asked).toMatchObject({
    code: "abc",
    redirectUri: "http://localhost:8787/oauth/eaccounting/callback",
    verifier: world.asked.authorize[0]?.verifier,
  });
  expect(asked?.verifier).toMatch(/^[\w-]{43}$/);
  expect((await world.api("GET", `/tenants/${id}`)).body).toMatchObject({
    company: { id: `c-${id}`, name: "Demo AB" },
  });
  expect(await world.auditOf(id)).toEqual([
    "admin-token tenant.make",
    "admin-token connect.begin",
    "admin-token connect.done",
  ]);
});

test("a state works once, and for ten minutes", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  world.vendors.signsInto(`c-${id}`, "Demo AB");
  const used = await begin(world, id);
  expect((await back(world, `state=${used}&code=1`)).status).toBe(200);
  expect(await back(world, `state=${used}&code=1`)).toMatchObject({
    status: 400,
    body: { kind: "state-unknown" },
  });
  const late = await begin(world, id);
  world.clock.advance(10 * 60_000);
  expect(await back(world, `state=${late}&code=1`)).toMatchObject({
    status: 400,
    body: { kind: "state-expired" },
  });
  expect(await back(world, "code=1")).toMatchObject({
    status: 400,
    body: { kind: "state-unknown" },
  });
  expect(await back(world, "state=made-up&code=1")).toMatchObject({
    status: 400,
    body: { kind: "state-unknown" },
  });
  expect(stored(world).length).toBe(1);
});

test("of two callbacks with one state at once one is taken", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  world.vendors.signsInto(`c-${id}`, "Demo AB");
  const state = await begin(world, id);
  const answers = await Promise.all([1, 2, 3].map(() => back(world, `state=${state}&code=1`)));
  expect(answers.map((answer) => answer.status).toSorted(ascending)).toEqual([200, 400, 400]);
  expect(stored(world).length).toBe(1);
});

test("a state of one vendor doesn't fit the other's callback", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  const state = await begin(world, id, "asperion");
  expect(await back(world, `state=${state}&code=1`, "eaccounting")).toMatchObject({
    status: 403,
    body: { kind: "state-foreign" },
  });
  expect(stored(world)).toEqual([]);
});

test("a refusal by the user and a code that isn't taken are told in words, and nothing is stored", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  expect(await back(world, `state=${await begin(world, id)}&error=access_denied`)).toMatchObject({
    status: 400,
    body: { kind: "denied" },
  });
  world.vendors.fails("eaccounting", { kind: "needs-login", vendor: "eaccounting" });
  expect(await back(world, `state=${await begin(world, id)}&code=1`)).toMatchObject({
    status: 502,
    body: { kind: "needs-login" },
  });
  world.vendors.fails("eaccounting", {
    kind: "rejected",
    vendor: "eaccounting",
    status: 400,
    code: 1,
    message: "Anna Andersson may not",
    fields: [],
  });
  const answer = await back(world, `state=${await begin(world, id)}&code=1`);
  expect(JSON.stringify(answer)).not.toContain("Anna");
  expect(stored(world)).toEqual([]);
  expect(JSON.stringify(world.logs)).not.toContain("Anna");
});

test("a company that another tenant has is refused before anything is stored, and the other is named to nobody of one tenant", async () => {
  const world = await edges();
  const [first, second] = [
    await world.makeTenant("First shop"),
    await world.makeTenant("Second shop"),
  ];
  world.vendors.signsInto(`c-${first}`, "Shared AB");
  expect((await back(world, `state=${await begin(world, first)}&code=1`)).status).toBe(200);
  const token = String(
    (await world.api("POST", "/tokens", { name: "own", tenantId: second, scope: "full" })).body[
      "token"
    ],
  );
  const refused = await back(
    world,
    `state=${await begin(world, second, "eaccounting", token)}&code=1`,
    "eaccounting",
    token,
  );
  expect(refused).toMatchObject({ status: 409, body: { kind: "company-taken" } });
  expect(
    ["Shared AB", "First shop", "Second shop"].map((name) => refused.body.detail?.includes(name)),
  ).toEqual([true, false, true]);
  expect(stored(world).length).toBe(1);
});

test("signing in again with another company is refused with both names, and with the same one it is renewed", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  world.vendors.signsInto(`c-${id}`, "Right AB");
  await back(world, `state=${await begin(world, id)}&code=1`);
  world.vendors.signsInto(`d-${id}`, "Wrong AB");
  const refused = await back(world, `state=${await begin(world, id)}&code=1`);
  expect(refused).toMatchObject({ status: 409, body: { kind: "wrong-company" } });
  expect(refused.body.detail).toMatch(/Right AB.*Wrong AB/);
  expect(stored(world).length).toBe(1);
  world.vendors.signsInto(`c-${id}`, "Right AB");
  expect((await back(world, `state=${await begin(world, id)}&code=1`)).status).toBe(200);
  expect(stored(world).length).toBe(2);
});

test("a company is free again when its first grant could not be stored", async () => {
  const world = await edges();
  const [first, second] = [await world.makeTenant(), await world.makeTenant()];
  world.vendors.signsInto(`c-${first}`, "Free AB");
  world.tenants.answers["connections.store"] = {
    ok: false,
    kind: "other-deployment",
    message: message("refusals.connectedElsewhere", { connected: "a", signedIn: "b" }),
  };
  expect(await back(world, `state=${await begin(world, first)}&code=1`)).toMatchObject({
    status: 409,
    body: { kind: "other-deployment" },
  });
  world.tenants.answers["connections.store"] = { ok: true };
  expect((await back(world, `state=${await begin(world, second)}&code=1`)).status).toBe(200);
});

test("a retired tenant's company may be another's", async () => {
  const world = await edges({ "admin.retire": { ok: true } });
  const [first, second] = [await world.makeTenant(), await world.makeTenant()];
  world.vendors.signsInto(`c-${first}`, "Moved AB");
  await back(world, `state=${await begin(world, first)}&code=1`);
  await world.api("DELETE", `/tenants/${first}`);
  expect((await back(world, `state=${await begin(world, second)}&code=1`)).status).toBe(200);
});

test("Asperion's grant must reach the tenant's administration", async () => {
  const world = await edges();
  const [right, wrong] = [
    await world.makeTenant("Right", 123),
    await world.makeTenant("Wrong", 124),
  ];
  expect(
    await back(world, `state=${await begin(world, right, "asperion")}&code=1`, "asperion"),
  ).toMatchObject({ status: 200, body: { name: "Demo Shop" } });
  expect(stored(world)).toMatchObject([
    { tenantId: right, args: [right, { vendor: "asperion", identity: "123", company: null }] },
  ]);
  const refused = await back(
    world,
    `state=${await begin(world, wrong, "asperion")}&code=1`,
    "asperion",
  );
  expect(refused).toMatchObject({ status: 409, body: { kind: "wrong-administration" } });
  expect(refused.body.detail).toMatch(/124.*123 \(Demo Shop\)/);
  expect(stored(world).length).toBe(1);
});

test("the verifier is kept sealed and the state hashed", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  const state = await begin(world, id);
  const { results } = await world.db.$client
    .prepare("SELECT * FROM oauth_states WHERE tenant_id = ?")
    .bind(id)
    .all();
  expect(results.length).toBe(1);
  expect(JSON.stringify(results)).not.toContain(state);
  expect(JSON.stringify(results)).not.toContain(world.asked.authorize[0]?.verifier);
});

test("/connect without a session leads to the sign-in, and unknown vendors are 404", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  const answer = await world.fetch(`/connect/${id}/asperion`);
  expect([answer.status, answer.headers.get("location")]).toEqual([
    303,
    `/admin/sign-in?next=${encodeURIComponent(`/admin/tenants/${id}`)}`,
  ]);
  expect((await world.fetch(`/connect/${id}/shopify`)).status).toBe(404);
  expect((await world.fetch("/oauth/shopify/callback?state=x&code=y")).status).toBe(404);
});
