/**
 * A sign-in that an API token began: any browser may end it, so it connects nothing until it is
 * confirmed.
 */
import { expect, test } from "vitest";
import { ok } from "../../../src/domain/result.ts";
import { message } from "../../../src/messages/message.ts";
import { browser, nobody } from "../browser.ts";
import { ADMIN, edges, type Edges, healthOf } from "../world.ts";
import { ascending } from "../../support/sorted.ts";

const PASSWORD = "a sentence that is long";

async function shop() {
  const world = await edges({
    "monitoring.health": (of: string) => healthOf(of),
    "monitoring.alerts": { alerts: [], cursor: null, open: 0 },
    "admin.retire": { ok: true },
  });
  await nobody(world);
  const id = await world.makeTenant("Mine");
  const token = await tokenOf(world, id);
  world.vendors.signsInto(`c-${id}`, "Demo AB");
  return { world, id, token };
}

const tokenOf = async (world: Edges, tenantId: string): Promise<string> =>
  String(
    (await world.api("POST", "/tokens", { name: "tool", tenantId, scope: "full" })).body["token"],
  );

/** Begins by the API and ends at the vendor, in a browser of nobody. */
async function signIn(
  world: Edges,
  id: string,
  token: string,
  headers: Record<string, string> = {},
) {
  const { body } = await world.api("POST", `/tenants/${id}/connect/eaccounting`, undefined, token);
  const state = new URL(String(body["authorizeUrl"])).searchParams.get("state");
  return world.fetch(`/oauth/eaccounting/callback?state=${state}&code=1`, { headers });
}

const at = (id: string): string => `/tenants/${id}/connect/eaccounting/confirm`;
const stored = (world: Edges) =>
  world.tenants.calls.filter(({ method }) => method === "connections.store").length;

/** Somebody of this tenant, signed in with a password. */
async function user(world: Edges, tenantId: string, email: string) {
  const made = await world.api("POST", "/users", { email, name: "Anna", role: "owner", tenantId });
  const anna = browser(world, `203.0.113.${email.length}`);
  await anna.welcome(String(made.body["link"]), PASSWORD);
  return anna;
}

test("what a token began is shown to it, and connected once it confirms that", async () => {
  const { world, id, token } = await shop();
  expect((await world.api("POST", at(id), undefined, token)).body["kind"]).toBe("nothing-pending");
  const ended = await signIn(world, id, token);
  expect([ended.status, await ended.json()]).toEqual([
    202,
    { waits: "eaccounting", tenantId: id, name: "Demo AB" },
  ]);
  expect(stored(world)).toBe(0);
  const shown = (await world.api("GET", at(id), undefined, token)).body["pending"];
  expect(shown).toMatchObject({
    by: expect.stringMatching(/^token:/),
    offers: [{ identity: `c-${id}`, name: "Demo AB" }],
  });
  expect((await world.api("GET", `/tenants/${id}`)).body["company"]).toBe(null);
  expect(await world.api("POST", at(id), { identity: `c-${id}` }, token)).toMatchObject({
    status: 200,
    body: { connected: "eaccounting", identity: `c-${id}`, name: "Demo AB" },
  });
  expect([stored(world), (await world.auditOf(id)).at(-1)]).toEqual([
    1,
    expect.stringMatching(/^token:.* connect\.done$/),
  ]);
  // Once: nothing waits any more.
  expect((await world.api("POST", at(id), undefined, token)).status).toBe(404);
  expect((await world.api("GET", at(id), undefined, token)).body).toEqual({ pending: null });
});

test("no other token confirms it, and what isn't what was meant isn't connected", async () => {
  const { world, id, token } = await shop();
  const another = await tokenOf(world, id);
  await signIn(world, id, token);
  for (const bearer of [another, ADMIN])
    expect(await world.api("POST", at(id), undefined, bearer)).toMatchObject({
      status: 403,
      body: { kind: "begun-by-another" },
    });
  expect(
    (await world.api("POST", at(id), { identity: "c-somebody-else" }, token)).body["kind"],
  ).toBe("not-offered");
  const stranger = await tokenOf(world, await world.makeTenant("Theirs"));
  for (const method of ["GET", "POST", "DELETE"])
    expect((await world.api(method, at(id), undefined, stranger)).status).toBe(404);
  expect(stored(world)).toBe(0);
  expect((await world.api("POST", at(id), undefined, token)).status).toBe(200);
});

test("of two that confirm at once one connects", async () => {
  const { world, id, token } = await shop();
  await signIn(world, id, token);
  const answers = await Promise.all(
    [1, 2, 3].map(() => world.api("POST", at(id), undefined, token)),
  );
  expect([answers.map(({ status }) => status).toSorted(ascending), stored(world)]).toEqual([
    [200, 404, 404],
    1,
  ]);
});

test("somebody who is signed in with rights on the tenant sees what it is and confirms it on a page; nobody else does", async () => {
  const { world, id, token } = await shop();
  const none = {
    state: "none",
    identity: null,
    name: null,
    accessExpiresAt: null,
    connectedAt: null,
    refreshedAt: null,
    scope: null,
    client: null,
    clientRefused: false,
  } as const;
  world.tenants.answers["monitoring.health"] = (of: string) =>
    healthOf(of, { connections: [{ vendor: "eaccounting", ...none }] });
  const anna = await user(world, id, "anna@example.com");
  const page = `/admin/tenants/${id}/connect/eaccounting`;
  expect((await anna.go(page)).text).toContain("No sign-in is waiting for confirmation.");
  await signIn(world, id, token);
  expect((await anna.go(`/admin/tenants/${id}/connections`)).text).toContain(`href="${page}"`);
  // Home leads to it, too, instead of to another sign-in.
  expect((await anna.go(`/admin/tenants/${id}`)).text).toContain(
    `<a href="${page}">Confirm the sign-in to eAccounting that waits</a>`,
  );
  const bo = await user(world, await world.makeTenant("Theirs"), "bo@example.com");
  expect([
    (await bo.go(page)).status,
    (await bo.post(page, { csrf: await bo.csrf("/admin/sessions"), act: "confirm" })).status,
  ]).toEqual([404, 404]);
  const { text } = await anna.go(page);
  expect(["Demo AB", `c-${id}`].map((told) => text.includes(told))).toEqual([true, true]);
  // The token that began it has its name.
  expect(text).not.toContain("token:");
  // A company is known by its name: its id stands apart.
  expect(text.replaceAll(/<details[^>]*>.*?<\/details>/gs, "")).not.toContain(`c-${id}`);
  expect(text).toContain("<summary>Technical details</summary>");
  expect((await anna.post(page, { csrf: "made up", act: "confirm" })).status).toBe(403);
  expect(stored(world)).toBe(0);
  const done = await anna.post(page, { csrf: await anna.csrf(page), act: "confirm" });
  expect([done.status, done.headers.get("location"), stored(world)]).toEqual([
    303,
    `/admin/tenants/${id}/connections?done=connected-eaccounting#connections`,
    1,
  ]);
  expect((await world.auditOf(id)).at(-1)).toBe("anna@example.com connect.done");
});

test("a company that another shop uses is said to be used, and isn't offered to be connected", async () => {
  const { world, id, token } = await shop();
  await signIn(world, id, token);
  const anna = await user(world, id, "anna-company@example.com");
  const operator = browser(world, "203.0.113.99");
  await operator.signIn(ADMIN);
  const page = `/admin/tenants/${id}/connect/eaccounting`;
  const shown = async (by: typeof anna) => {
    const { text } = await by.go(page);
    return [text.includes('value="confirm"'), text.includes('value="refuse"')];
  };
  expect(await shown(anna)).toEqual([true, true]);
  const theirs = await world.makeTenant("Theirs");
  await world.db.$client
    .prepare("UPDATE tenants SET company_id = ? WHERE id = ?")
    .bind(`c-${id}`, theirs)
    .run();
  for (const by of [anna, operator]) {
    expect(await shown(by)).toEqual([false, true]);
    const { text } = await by.go(page);
    expect(text).toContain("already connected to another shop");
    // A user of one shop doesn't learn another one's name.
    expect(text.includes("Theirs")).toBe(by === operator);
  }
});

test("on the page one of several administrations is chosen, and none beforehand", async () => {
  const { world } = await shop();
  const id = String(
    (await world.api("POST", "/tenants", { name: "New", language: "en" })).body["id"],
  );
  const tokens = { accessToken: "at", refreshToken: "rt", accessExpiresAt: 1, scope: "all" };
  world.vendors.asperion = ok({
    vendor: "asperion",
    tokens,
    administrations: [
      { id: 811, name: "First" },
      { id: 812, name: "Second" },
    ],
  });
  const { body } = await world.api("POST", `/tenants/${id}/connect/asperion`);
  await world.fetch(
    `/oauth/asperion/callback?state=${new URL(String(body["authorizeUrl"])).searchParams.get("state")}&code=1`,
  );
  const anna = await user(world, id, "anna-b@example.com");
  const page = `/admin/tenants/${id}/connect/asperion`;
  const { text } = await anna.go(page);
  expect([text.match(/type="radio"/g)?.length, text.includes("checked")]).toEqual([2, false]);
  const csrf = await anna.csrf(page);
  const missed = await anna.post(page, { csrf, act: "confirm" });
  expect([missed.status, missed.text.includes("Choose one.")]).toEqual([400, true]);
  expect((await anna.post(page, { csrf, act: "confirm", identity: "812" })).status).toBe(303);
  expect((await world.api("GET", `/tenants/${id}`)).body).toMatchObject({
    asperion: { administrationId: 812 },
  });
});

test("it can be refused, by page and by API, and is over after a day", async () => {
  const { world, id, token } = await shop();
  await signIn(world, id, token);
  expect((await world.api("DELETE", at(id), undefined, token)).status).toBe(204);
  expect([
    (await world.api("DELETE", at(id), undefined, token)).status,
    (await world.api("POST", at(id), undefined, token)).status,
  ]).toEqual([404, 404]);
  await signIn(world, id, token);
  const anna = await user(world, id, "anna-c@example.com");
  const page = `/admin/tenants/${id}/connect/eaccounting`;
  expect((await anna.post(page, { csrf: await anna.csrf(page), act: "refuse" })).status).toBe(303);
  expect((await world.api("POST", at(id), undefined, token)).status).toBe(404);
  await signIn(world, id, token);
  world.clock.advance(24 * 60 * 60_000);
  expect((await world.api("POST", at(id), undefined, token)).status).toBe(404);
  expect(stored(world)).toBe(0);
  expect((await world.auditOf(id)).filter((row) => row.endsWith("connect.refuse"))).toHaveLength(2);
});

test("a later sign-in takes the place of the one that waits, and one that can't be stored now still waits", async () => {
  const { world, id, token } = await shop();
  await signIn(world, id, token);
  world.vendors.signsInto(`d-${id}`, "Later AB");
  await signIn(world, id, token);
  world.tenants.answers["connections.store"] = () => {
    throw new Error("being moved");
  };
  expect((await world.api("POST", at(id), undefined, token)).status).toBe(503);
  world.tenants.answers["connections.store"] = { ok: true };
  expect(await world.api("POST", at(id), undefined, token)).toMatchObject({
    status: 200,
    body: { name: "Later AB" },
  });
});

test("what waits is no state that a vendor sends back, is kept sealed, and goes with its tenant", async () => {
  const { world, id, token } = await shop();
  await signIn(world, id, token);
  const rows = async () =>
    (
      await world.db.$client
        .prepare("SELECT * FROM oauth_states WHERE tenant_id = ?")
        .bind(id)
        .all()
    ).results;
  const [row] = await rows();
  expect(JSON.stringify(row)).not.toContain("Demo AB");
  const back = await world.fetch(
    `/oauth/eaccounting/callback?state=${encodeURIComponent(String(row?.["state_hash"]))}&code=1`,
  );
  expect([back.status, (await rows()).length]).toEqual([400, 1]);
  await world.api("DELETE", `/tenants/${id}`);
  expect(await rows()).toEqual([]);
});

test("whoever ended it at the vendor is told for which shop, and that nothing is connected yet", async () => {
  const { world, id, token } = await shop();
  const ended = await signIn(world, id, token, { accept: "text/html", "accept-language": "sv" });
  const text = await ended.text();
  expect([ended.status, stored(world)]).toEqual([200, 0]);
  expect(text).toContain("Inloggningen väntar på bekräftelse");
  for (const told of ["Mine", "Demo AB", `/admin/tenants/${id}/connect/eaccounting`])
    expect(text).toContain(told);
});

const company = async (world: Edges, id: string) =>
  (await world.api("GET", `/tenants/${id}`)).body["company"];

test.each([
  ["is lost keeps the company, as the grant may be stored", 503, { id: "c-503" }],
  ["refuses it leaves the company free", 409, null],
])("an answer of the object that %s", async (_, status, left) => {
  const world = await edges({
    "connections.store": () => {
      if (status === 503) throw new Error("the connection broke off");
      return { ok: false, kind: "conflict", message: message("refusals.connectedAlready") };
    },
  });
  const id = await world.makeTenant("One", 1);
  world.vendors.signsInto(`c-${status}`, "Demo AB");
  await signIn(world, id, ADMIN);
  expect((await world.api("POST", at(id))).status).toBe(status);
  expect(stored(world)).toBe(1);
  const known = await company(world, id);
  if (left === null) expect(known).toBeNull();
  else expect(known).toMatchObject(left);
});
