import { expect, test } from "vitest";
import { operatorTokenMark } from "../../../src/http/auth/operator-token.ts";
import { insertSession } from "../../../src/store/sessions.ts";
import { tokenHash } from "../../../src/store/secrets.ts";
import { browser, nobody } from "../browser.ts";
import { ADMIN, edges, type Edges } from "../world.ts";

async function session(
  world: Edges,
  cookie: string,
  lifeMs = 3_600_000,
): Promise<Record<string, string>> {
  const now = world.clock.now();
  await insertSession(world.db, {
    hash: await tokenHash(cookie),
    boundTo: await operatorTokenMark(world.deps, ADMIN),
    actor: `operator ${cookie}`,
    createdAt: now,
    lastSeenAt: now,
    browser: null,
    country: null,
    expiresAt: now + lifeMs,
    user: null,
  });
  return { cookie: `session=${cookie}` };
}

async function begin(world: Edges, id: string, headers: Record<string, string>): Promise<string> {
  const answer = await world.fetch(`/connect/${id}/eaccounting`, { headers });
  expect(answer.status).toBe(303);
  return String(new URL(String(answer.headers.get("location"))).searchParams.get("state"));
}

const stored = (world: Edges) =>
  world.tenants.calls.filter((call) => call.method === "connections.store").length;

test("an operator who began a sign-in comes back to the tenant's page with it done", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  world.vendors.signsInto(`c-${id}`, "Demo AB");
  const anna = await session(world, "anna-1");
  const answer = await world.fetch(
    `/oauth/eaccounting/callback?state=${await begin(world, id, anna)}&code=1`,
    { headers: anna },
  );
  expect([answer.status, answer.headers.get("location")]).toEqual([
    303,
    `/admin/tenants/${id}?done=connected-eaccounting`,
  ]);
  expect(stored(world)).toBe(1);
});

test("a sign-in that one session began can't be ended by another one, nor by none, and is used up by the try", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  world.vendors.signsInto(`c-${id}`, "Demo AB");
  const [anna, bo] = [await session(world, "anna-2"), await session(world, "bo-2")];
  for (const headers of [bo, {}, { cookie: "session=" }, { cookie: "session=made-up" }]) {
    const state = await begin(world, id, anna);
    expect(
      (await world.fetch(`/oauth/eaccounting/callback?state=${state}&code=1`, { headers })).status,
    ).toBe(403);
    expect(
      (await world.fetch(`/oauth/eaccounting/callback?state=${state}&code=1`, { headers: anna }))
        .status,
    ).toBe(400);
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

test("the audit log names whoever connected, and only they", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  world.vendors.signsInto(`c-${id}`, "Demo AB");
  const anna = await session(world, "anna-4");
  await world.fetch(`/oauth/eaccounting/callback?state=${await begin(world, id, anna)}&code=1`, {
    headers: anna,
  });
  expect(await world.auditOf(id)).toEqual([
    "admin-token tenant.make",
    "operator anna-4 connect.begin",
    "operator anna-4 connect.done",
  ]);
});

test("a company that another tenant has is told by that tenant's name to whoever sees all tenants, and to nobody else", async () => {
  const world = await edges();
  await nobody(world);
  const [other, own] = [await world.makeTenant("Secret shop"), await world.makeTenant("Mine")];
  const company = `c-${other}`;
  world.vendors.signsInto(company, "Demo AB");
  const operator = await session(world, "operator-5");
  await world.fetch(
    `/oauth/eaccounting/callback?state=${await begin(world, other, operator)}&code=1`,
    { headers: operator },
  );
  const made = await world.api("POST", "/users", {
    email: "anna@example.com",
    name: "Anna",
    role: "owner",
    tenantId: own,
  });
  const anna = browser(world, "203.0.113.71");
  await anna.welcome(String(made.body["link"]), "a sentence that is long");
  const ofAnna = { cookie: [...anna.jar].map(([name, value]) => `${name}=${value}`).join("; ") };
  const refused = async (headers: Record<string, string>) => {
    const answer = await world.fetch(
      `/oauth/eaccounting/callback?state=${await begin(world, own, headers)}&code=1`,
      { headers: { ...headers, accept: "text/html" } },
    );
    return [answer.status, (await answer.text()).includes("Secret shop")];
  };
  expect([await refused(operator), await refused(ofAnna)]).toEqual([
    [409, true],
    [409, false],
  ]);
  const { authorizeUrl } = (await world.api("POST", `/tenants/${own}/connect/eaccounting`)).body;
  const state = new URL(String(authorizeUrl)).searchParams.get("state");
  const byApi = await world.fetch(`/oauth/eaccounting/callback?state=${state}&code=1`);
  expect([byApi.status, (await byApi.text()).includes("Secret shop")]).toEqual([202, false]);
});

test.each([
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { "sec-fetch-site": "same-origin", "sec-purpose": "prefetch;prerender" },
  { purpose: "prefetch" },
  { referer: "https://elsewhere.example/page" },
])("another page's %j begins no sign-in for whoever looks at it", async (headers) => {
  const world = await edges();
  const id = await world.makeTenant();
  const anna = await session(world, JSON.stringify(headers).replaceAll(/\W/g, ""));
  const answer = await world.fetch(`/connect/${id}/eaccounting`, {
    headers: { ...anna, ...headers },
  });
  expect([answer.status, await world.auditOf(id)]).toEqual([403, ["admin-token tenant.make"]]);
});

test.each([
  { "sec-fetch-site": "same-origin" },
  { "sec-fetch-site": "none" },
  { referer: "http://localhost:8787/admin" },
  {},
])("a page of ours, or whoever typed it, does: %j", async (headers) => {
  const world = await edges();
  await begin(world, await world.makeTenant(), {
    ...(await session(world, `ours${JSON.stringify(headers).replaceAll(/\W/g, "")}`)),
    ...headers,
  });
});

test("consent that isn't given is said in words, with the header of whoever is signed in and the way to the step that was left", async () => {
  const world = await edges();
  const id = await world.makeTenant();
  const anna = await session(world, "anna-9");
  const declined = async (
    from: string,
    headers: Record<string, string>,
    code = "access_denied",
  ) => {
    const begun = await world.fetch(`/connect/${id}/eaccounting${from}`, { headers: anna });
    const state = new URL(String(begun.headers.get("location"))).searchParams.get("state");
    const cookie = [
      anna["cookie"],
      ...begun.headers.getSetCookie().map((set) => set.split(";")[0]),
    ].join("; ");
    const answer = await world.fetch(`/oauth/eaccounting/callback?state=${state}&error=${code}`, {
      headers: { ...headers, cookie, accept: "text/html" },
    });
    return { status: answer.status, text: await answer.text() };
  };
  const { status, text } = await declined("?from=setup", {});
  expect([
    status,
    text.includes("Consent wasn&#39;t given at eAccounting."),
    text.includes("access_denied"),
    text.includes(`href="/admin/tenants/${id}/setup/connect#eaccounting"`),
  ]).toEqual([400, true, false, true]);
  expect([text.includes("Signed in as"), text.match(/Nothing was/g)?.length]).toEqual([true, 1]);
  const audited = (action: string) =>
    world.auditOf(id).then((all) => all.filter((row) => row.endsWith(action)));
  expect(await audited("connect.denied")).toHaveLength(1);
  expect((await declined("", {})).text).toContain(
    `href="/admin/tenants/${id}/connections#connections"`,
  );
  expect((await declined("", { "accept-language": "pl" })).text).toContain(
    "W eAccounting nie udzielono zgody.",
  );
  // A code of another kind is named: a help desk asks for it.
  expect((await declined("", {}, "server_error")).text).toContain(
    "eAccounting didn&#39;t complete the sign-in (server_error).",
  );
});
