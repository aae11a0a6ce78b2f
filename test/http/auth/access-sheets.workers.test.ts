/** Before access is taken away: who loses what, and nothing taken until that is confirmed. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../../src/domain/language.ts";
import { browser, pressedOn } from "../browser.ts";
import { ADMIN } from "../world.ts";
import { invite, type Mail, member, shops } from "./shops.ts";

async function stage(address: string, mails: Mail[] | null = []) {
  const { world, a } = await shops(mails);
  await invite(world, a, "bo@example.com", "reader");
  const { body } = await world.api("GET", "/users");
  const id = (body["users"] as { id: string; email: string }[]).find(
    ({ email }) => email === "bo@example.com",
  )?.id;
  const operator = browser(world, address);
  await operator.signIn(ADMIN);
  return { world, a, id: id ?? "", operator, csrf: await operator.csrf("/admin/people") };
}

test("a person's access to everything, by shop, and to one shop", async () => {
  const { world, a, id, operator, csrf } = await stage("203.0.113.161");
  const everywhere = await operator.post(`/admin/people/${id}/end`, { csrf });
  expect(everywhere.text).toContain("\u2068bo@example.com\u2069 can no longer sign in");
  expect(everywhere.text).toContain("Access to 1 shop ends:");
  const here = `/admin/tenants/${a}/people/${id}/remove`;
  expect((await operator.post(here, { csrf })).text).toContain("can no longer open");
  const shopsOf = async () => {
    const { body } = await world.api("GET", "/users");
    const found = (body["users"] as { id: string; shops: object }[]).find((one) => one.id === id);
    return found === undefined ? null : Object.keys(found.shops);
  };
  expect(await shopsOf()).toEqual([a]);
  expect((await operator.confirm(here, { csrf })).status).toBe(303);
  expect(await shopsOf()).toEqual([]);
  expect((await operator.confirm(`/admin/people/${id}/end`, { csrf })).status).toBe(303);
  expect(await shopsOf()).toBe(null);
});

test("the address for webhooks that aren't signed, and a secret", async () => {
  const { world, a, operator, csrf } = await stage("203.0.113.162");
  expect((await world.api("POST", `/tenants/${a}/webhook-token`)).status).toBe(201);
  const secret = await world.api("POST", `/tenants/${a}/webhook-secrets`);
  const off = await operator.post(`/admin/tenants/${a}/token/off`, { csrf });
  expect(off.text).toContain("Within a minute, webhooks to the present address");
  const revoke = `/admin/tenants/${a}/secrets/${String(secret.body["id"])}/revoke`;
  const sheet = await operator.post(revoke, { csrf });
  expect(sheet.text).toContain("every signed webhook is refused until you create one");
  const kept = async () =>
    ((await world.api("GET", `/tenants/${a}/webhook-secrets`)).body["secrets"] as object[]).length;
  expect(await kept()).toBe(1);
  expect((await operator.confirm(revoke, { csrf })).status).toBe(303);
  expect(await kept()).toBe(0);
});

test("an owner who makes themself a reader is asked, and shown a page that is still theirs", async () => {
  const { world, a } = await shops();
  await member(world, a, "one@example.com", "owner", "203.0.113.167");
  const two = await member(world, a, "two@example.com", "owner", "203.0.113.168");
  const path = `/admin/tenants/${a}/people/${two.id}/role`;
  const asked = await two.send(path, { role: "reader" });
  expect([asked.status, asked.text.includes("You can no longer manage its users")]).toEqual([
    200,
    true,
  ]);
  const mark = /name="mark" value="([^"]+)"/.exec(asked.text)?.[1] ?? "";
  expect(asked.text).toContain('name="role" value="reader"');
  const done = await two.send(path, { role: "reader", mark });
  expect(done.headers.get("location")).toBe(`/admin/tenants/${a}?done=role-changed`);
  const page = await two.go(done.headers.get("location") ?? "");
  expect([page.status, page.text.includes("Your role was changed.")]).toEqual([200, true]);
});

test("the button of each sheet names what it takes away, in red, in each language", async () => {
  const { world, a, id, operator, csrf } = await stage("203.0.113.170", null);
  expect((await world.api("POST", `/tenants/${a}/webhook-token`)).status).toBe(201);
  const secret = await world.api("POST", `/tenants/${a}/webhook-secrets`);
  const token = await world.api("POST", "/tokens", { name: "t", tenantId: a, scope: "read" });
  await member(world, a, "own@example.com", "owner", "203.0.113.171");
  const own = await member(world, a, "two@example.com", "owner", "203.0.113.172");
  const asked: readonly [path: string, says: string][] = [
    [`/admin/people/${id}/end`, "Remove access"],
    [`/admin/people/${own.id}/sessions/end`, "End sessions"],
    [`/admin/tenants/${a}/people/${id}/remove`, "Remove access"],
    [`/admin/tenants/${a}/secrets/${String(secret.body["id"])}/revoke`, "Revoke secret"],
    [`/admin/tenants/${a}/token/off`, "Turn off address"],
    [`/admin/tokens/${String(token.body["id"])}/revoke`, "Revoke token"],
  ];
  const says = async (language: string) =>
    Promise.all(
      asked.map(async ([path]) =>
        pressedOn((await operator.post(path, { csrf }, { "accept-language": language })).text),
      ),
    );
  expect(await says("en")).toEqual(asked.map(([, name]) => [name, true]));
  const named = await Promise.all(LANGUAGES.map(says));
  expect(named.flat().filter(([name, isRed]) => name === "" || !isRed)).toEqual([]);
  // Each in its own words: none of them is left in English.
  for (const [at] of asked.entries())
    expect(new Set(named.map((one) => one[at]?.[0])).size).toBe(LANGUAGES.length);
  const role = await own.send(`/admin/tenants/${a}/people/${own.id}/role`, { role: "reader" });
  expect(pressedOn(role.text)).toEqual(["Give up role", true]);
});

test("no token is made that is over already", async () => {
  const { operator, csrf } = await stage("203.0.113.169");
  const page = await operator.go("/admin/tokens");
  const once = /name="once" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
  const form = { csrf, once, name: "t", tenantId: "*", scope: "read" };
  const over = await operator.post("/admin/tokens", { ...form, expiresAt: "2020-01-01" });
  expect([
    over.status,
    over.text.includes("Choose a day that"),
    /brt\.[\w-]+\./.test(over.text),
  ]).toEqual([400, true, false]);
});

test("taking a shop's last owner says that nobody is one then, wherever an operator does it", async () => {
  const { world, a, operator, csrf } = await stage("203.0.113.173", null);
  const one = await member(world, a, "one@example.com", "owner", "203.0.113.174");
  const two = await member(world, a, "two@example.com", "owner", "203.0.113.175");
  const paths: readonly [path: string, form: Record<string, string>][] = [
    [`/admin/people/${one.id}/end`, {}],
    [`/admin/tenants/${a}/people/${one.id}/remove`, {}],
    [`/admin/tenants/${a}/people/${one.id}/role`, { role: "reader" }],
  ];
  const role = async (id: string) => {
    const { body } = await world.api("GET", "/users");
    const users = body["users"] as { id: string; shops: Record<string, string> }[];
    return users.find((user) => user.id === id)?.shops[a];
  };
  for (const [path] of paths.slice(0, 2))
    expect((await operator.post(path, { csrf })).text).not.toContain("has no owner");
  expect(
    (await operator.post(`/admin/tenants/${a}/people/${two.id}/role`, { csrf, role: "reader" }))
      .status,
  ).toBe(303);
  for (const [path, form] of paths) {
    const sheet = await operator.post(path, { csrf, ...form });
    expect([path, sheet.status, sheet.text.includes("A\u2069 then has no owner")]).toEqual([
      path,
      200,
      true,
    ]);
    expect([path, await role(one.id)]).toEqual([path, "owner"]);
  }
  const [path = "", form = {}] = paths[2] ?? [];
  expect((await operator.confirm(path, { csrf, ...form })).headers.get("location")).toBe(
    `/admin/tenants/${a}/people?done=changed`,
  );
  expect(await role(one.id)).toBe("reader");
});

test("a role in a shop that was given up is nothing to lose", async () => {
  const { world, a, operator, csrf } = await stage("203.0.113.176", null);
  const one = await member(world, a, "past@example.com", "owner", "203.0.113.177");
  const sheet = async () => (await operator.post(`/admin/people/${one.id}/end`, { csrf })).text;
  expect(await sheet()).toContain("then has no owner");
  await world.db.$client.prepare("UPDATE tenants SET state = 'retired' WHERE id = ?").bind(a).run();
  const text = await sheet();
  expect([
    text.includes("past@example.com"),
    text.includes("has no owner"),
    text.includes(a),
  ]).toEqual([true, false, false]);
});
