/**
 * A tenant without an administration: which one its sign-in at Asperion ties it to, and who may say
 * so.
 */
import { expect, test } from "vitest";
import { ok } from "../../../src/domain/result.ts";
import { operatorTokenMark } from "../../../src/http/auth/operator-token.ts";
import { insertSession } from "../../../src/store/sessions.ts";
import { tokenHash } from "../../../src/store/secrets.ts";
import { administrationsInUse } from "../../../src/http/usecases/tenants/administrations.ts";
import { ADMIN, edges, environment, healthOf, type Edges } from "../world.ts";

const tokens = { accessToken: "at", refreshToken: "rt", accessExpiresAt: 1, scope: "all" };
const SHOPS = [
  { id: 123, name: "Demo <Shop>" },
  { id: 456, name: "Other Shop" },
];

async function world(administrations = SHOPS) {
  const made = await edges();
  made.vendors.asperion = ok({ vendor: "asperion", tokens, administrations });
  const created = await made.api("POST", "/tenants", { name: "Shop", language: "en" });
  return { made, id: String(created.body["id"]) };
}

async function session(made: Edges, cookie: string) {
  const now = made.clock.now();
  await insertSession(made.db, {
    hash: await tokenHash(cookie),
    boundTo: await operatorTokenMark(made.deps, ADMIN),
    actor: "operator",
    createdAt: now,
    lastSeenAt: now,
    browser: null,
    country: null,
    user: null,
    expiresAt: now + 3_600_000,
  });
  return { headers: { cookie: `session=${cookie}` }, csrf: await tokenHash(`form:${cookie}`) };
}

type User = Awaited<ReturnType<typeof session>>;

/** Signs in at the vendor, up to where a person has to choose. */
async function signIn(made: Edges, id: string, user: User) {
  const begun = await made.fetch(`/connect/${id}/asperion`, { headers: user.headers });
  const state = new URL(String(begun.headers.get("location"))).searchParams.get("state");
  const answer = await made.fetch(`/oauth/asperion/callback?state=${state}&code=1`, {
    headers: { ...user.headers, accept: "text/html" },
  });
  const text = await answer.text();
  return { answer, text, choice: /name="choice" value="([^"]+)"/.exec(text)?.[1] ?? "" };
}

const choose = (
  made: Edges,
  id: string,
  user: User,
  choice: string,
  administrationId: number | "",
) =>
  made.fetch(`/admin/tenants/${id}/administration`, {
    method: "POST",
    headers: {
      ...user.headers,
      origin: environment.PUBLIC_URL,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({
      csrf: user.csrf,
      choice,
      administrationId: String(administrationId),
    }).toString(),
  });

const stored = (made: Edges) =>
  made.tenants.calls
    .filter(({ method }) => method === "connections.store")
    .map(({ args }) => (args[1] as { identity: string }).identity);

test("of several administrations a person chooses one, and only then are the tokens handed to the tenant", async () => {
  const { made, id } = await world();
  const user = await session(made, "choose-1");
  const { answer, text, choice } = await signIn(made, id, user);
  expect(answer.status).toBe(200);
  expect(text).toContain("<bdi>Demo &lt;Shop&gt;</bdi> (123)");
  expect(stored(made)).toEqual([]);
  expect((await choose(made, id, user, choice, 456)).headers.get("location")).toBe(
    `/admin/tenants/${id}/setup/connect?done=connected-asperion#asperion`,
  );
  expect(stored(made)).toEqual(["456"]);
  expect((await made.api("GET", `/tenants/${id}`)).body).toMatchObject({
    asperion: { administrationId: 456 },
  });
  // One sign-in was begun, whatever it took to end it.
  expect((await made.auditOf(id)).filter((entry) => entry.endsWith("connect.begin"))).toHaveLength(
    1,
  );
});

test("a choice works once, for whoever signed in, among what was offered, and for ten minutes", async () => {
  const { made, id } = await world();
  const [anna, bo] = [await session(made, "choose-2"), await session(made, "choose-3")];
  const tries: readonly ((choice: string) => Promise<Response>)[] = [
    (choice) => choose(made, id, bo, choice, 123),
    (choice) => choose(made, id, anna, choice, 789),
    (choice) => choose(made, id, anna, `${choice}x`, 123),
    async (choice) => {
      made.clock.advance(10 * 60_000);
      return choose(made, id, anna, choice, 123);
    },
  ];
  for (const one of tries)
    expect((await one((await signIn(made, id, anna)).choice)).status).toBe(409);
  const { choice } = await signIn(made, id, anna);
  expect((await choose(made, id, anna, choice, 123)).status).toBe(303);
  expect((await choose(made, id, anna, choice, 123)).status).toBe(409);
  expect(stored(made)).toEqual(["123"]);
});

test("a choice is no state that a vendor sends back", async () => {
  const { made, id } = await world();
  const user = await session(made, "choose-4");
  const { choice } = await signIn(made, id, user);
  expect(
    (await made.fetch(`/oauth/asperion/callback?state=${choice}&code=1`, { headers: user.headers }))
      .status,
  ).toBe(403);
  expect(stored(made)).toEqual([]);
});

test("the only administration is taken without asking, and none is refused", async () => {
  const one = await world(SHOPS.slice(1));
  const user = await session(one.made, "choose-5");
  expect((await signIn(one.made, one.id, user)).answer.status).toBe(303);
  expect(stored(one.made)).toEqual(["456"]);
  const none = await world([]);
  expect(
    (await signIn(none.made, none.id, await session(none.made, "choose-6"))).answer.status,
  ).toBe(409);
  expect(stored(none.made)).toEqual([]);
});

test("a sign-in that the API began says what there is to choose, and the token that began it chooses among that", async () => {
  const { made, id } = await world();
  const token = String(
    (await made.api("POST", "/tokens", { name: "own", tenantId: id, scope: "full" })).body["token"],
  );
  const { body } = await made.api("POST", `/tenants/${id}/connect/asperion`, undefined, token);
  const state = new URL(String(body["authorizeUrl"])).searchParams.get("state");
  expect((await made.fetch(`/oauth/asperion/callback?state=${state}&code=1`)).status).toBe(202);
  const confirm = (identity?: string) =>
    made.api(
      "POST",
      `/tenants/${id}/connect/asperion/confirm`,
      identity === undefined ? undefined : { identity },
      token,
    );
  expect(await confirm()).toMatchObject({
    status: 409,
    body: { kind: "choose-administration", detail: expect.stringContaining('456 "Other Shop"') },
  });
  expect(await confirm("789")).toMatchObject({ status: 409, body: { kind: "not-offered" } });
  expect(stored(made)).toEqual([]);
  expect(await confirm("456")).toMatchObject({
    status: 200,
    body: { connected: "asperion", identity: "456", name: "Other Shop" },
  });
  expect(stored(made)).toEqual(["456"]);
  expect((await made.api("GET", `/tenants/${id}`)).body).toMatchObject({
    asperion: { administrationId: 456 },
  });
});

test("nothing is chosen beforehand, the shop is named, and a form without a choice comes back with the same choices", async () => {
  const { made, id } = await world([
    { id: 701, name: "First" },
    { id: 702, name: "Second" },
  ]);
  const user = await session(made, "choose-7");
  const { text, choice } = await signIn(made, id, user);
  const radios = text.match(/<input type="radio"[^>]*>/g) ?? [];
  expect([
    radios.length,
    radios.filter((radio) => radio.includes("required")).length,
    radios.some((radio) => radio.includes("checked")),
  ]).toEqual([2, 2, false]);
  expect(text).toMatch(/For the shop \u2068?Shop/);
  const again = await choose(made, id, user, choice, "");
  const shown = await again.text();
  expect([
    again.status,
    shown.includes('id="administration-fault"'),
    shown.includes("Second"),
    stored(made),
  ]).toEqual([400, true, true, []]);
  expect((await made.api("GET", `/tenants/${id}`)).body).toMatchObject({
    asperion: { administrationId: null },
  });
  // What came first is used up; what came back counts.
  expect((await choose(made, id, user, choice, 702)).status).toBe(409);
  expect(
    (await choose(made, id, user, /name="choice" value="([^"]+)"/.exec(shown)?.[1] ?? "", 702))
      .status,
  ).toBe(303);
  expect(stored(made)).toEqual(["702"]);
});

test("an empty choice makes the ten minutes no longer", async () => {
  const { made, id } = await world([
    { id: 703, name: "First" },
    { id: 704, name: "Second" },
  ]);
  const user = await session(made, "choose-8");
  const { choice } = await signIn(made, id, user);
  made.clock.advance(6 * 60_000);
  const next =
    /name="choice" value="([^"]+)"/.exec(
      await (await choose(made, id, user, choice, "")).text(),
    )?.[1] ?? "";
  made.clock.advance(5 * 60_000);
  expect((await choose(made, id, user, next, 703)).status).toBe(409);
});

test("an administration that another shop uses is marked, with its name for whoever may see it, and the step of a shop that shares one warns", async () => {
  const { made, id } = await world([
    { id: 711, name: "First" },
    { id: 712, name: "Second" },
  ]);
  await made.makeTenant("Neighbour & Co", 712);
  made.tenants.answers["monitoring.health"] = (of: string) => healthOf(of);
  made.tenants.answers["reads.names"] = {};
  made.tenants.answers["jobs.list"] = { jobs: [], cursor: null };
  const user = await session(made, "choose-9");
  const { text, choice } = await signIn(made, id, user);
  expect(text.match(/In use by/g)).toHaveLength(1);
  expect(text).toMatch(/<bdi>Second<\/bdi> \(712\) <span[^>]*>In use by \u2068?Neighbour &amp; Co/);
  // Whoever sees one shop alone isn't told of others.
  const owner = {
    name: "owner",
    id: "owner",
    everywhere: null,
    shops: { [id]: "owner" },
  } as const;
  const deps = { db: made.db } as Parameters<typeof administrationsInUse>[0]["deps"];
  expect([
    (await administrationsInUse({ deps, actor: owner, tenantId: id })).get(712),
    (await administrationsInUse({ deps, actor: owner, tenantId: id })).get(711),
  ]).toEqual([{ names: null }, undefined]);
  const step = async () =>
    (await made.fetch(`/admin/tenants/${id}/setup/connect`, { headers: user.headers })).text();
  expect(await step()).not.toContain("alone");
  expect((await choose(made, id, user, choice, 712)).status).toBe(303);
  expect(await step()).toMatch(
    /Another shop uses this administration too.*In use by \u2068?Neighbour &amp; Co/s,
  );
});

test("a token of one tenant names no administration: without a sign-in nobody's books are theirs", async () => {
  const { made, id } = await world();
  const token = String(
    (await made.api("POST", "/tokens", { name: "own", tenantId: id, scope: "full" })).body["token"],
  );
  const named = (administrationId: number, bearer?: string) =>
    made.api(
      "PATCH",
      `/tenants/${id}`,
      { name: "Renamed", asperion: { administrationId } },
      bearer,
    );
  const refused = await named(123, token);
  expect([refused.status, refused.body["kind"]]).toEqual([403, "sign-in-chooses"]);
  expect((await made.api("GET", `/tenants/${id}`)).body).toMatchObject({
    name: "Shop",
    asperion: { administrationId: null },
  });
  expect(await made.auditOf(id)).not.toContain(expect.stringContaining("administration.choose"));
  // An operator may; afterwards what stands already is no change to anybody.
  expect((await named(123)).status).toBe(200);
  expect((await named(123, token)).status).toBe(200);
  expect((await named(456, token)).status).toBe(403);
});
