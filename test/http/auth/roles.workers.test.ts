/** Attacks on roles: each is something that somebody would try. */
import { expect, test } from "vitest";
import { guardOf } from "../../../src/http/auth/guards.ts";
import { anotherOperator, findUser, updateUser } from "../../../src/store/users.ts";
import { browser } from "../browser.ts";
import { isIn, PASSWORD } from "./accounts.ts";
import { invite, linkIn, type Mail, member, pathOf, rolesOf, shops } from "./shops.ts";

/** An owner where the deployment sends mail: the link comes by it. */
async function ownerByMail(
  world: Awaited<ReturnType<typeof shops>>["world"],
  shop: string,
  email: string,
  mails: readonly Mail[],
  address: string,
) {
  await invite(world, shop, email, "owner");
  const owner = browser(world, address);
  await owner.welcome(linkIn(mails.at(-1)?.text ?? ""), PASSWORD);
  return owner;
}

test("an owner makes nobody an operator, lets nobody into another shop, and an accountant and a reader let in nobody", async () => {
  const { world, a, b } = await shops();
  const owner = await member(world, a, "olga@example.com", "owner", "203.0.113.201");
  const accountant = await member(world, a, "ada@example.com", "accountant", "203.0.113.202");
  const reader = await member(world, a, "rik@example.com", "reader", "203.0.113.203");
  const before = await rolesOf(world);
  const eve = { email: "eve@example.com", name: "Eve" };
  for (const [who, shop, role, status] of [
    [owner, a, "operator", 400],
    [owner, b, "reader", 404],
    [accountant, a, "reader", 403],
    [reader, a, "reader", 403],
  ] as const)
    expect(
      (await who.send(`/admin/tenants/${shop}/people`, { ...eve, role })).status,
      `${role} in ${shop}`,
    ).toBe(status);
  // Their own role, by themselves.
  for (const who of [accountant, reader])
    expect(
      (await who.send(`/admin/tenants/${a}/people/${who.id}/role`, { role: "owner" })).status,
    ).toBe(403);
  // A role that there isn't changes nothing; nor does somebody of another shop.
  await owner.send(`/admin/tenants/${a}/people/${reader.id}/role`, { role: "operator" });
  await invite(world, b, "bo@example.com", "reader");
  expect((await owner.send(`/admin/tenants/${b}/people/${reader.id}/remove`)).status).toBe(404);
  await world.api("DELETE", `/tenants/${b}/members/none`);
  expect((await rolesOf(world)).filter((row) => !JSON.stringify(row).includes("bo@"))).toEqual(
    before,
  );
});

test("whoever names no role invites a reader, and a person without a shop or role is refused", async () => {
  const { world, a } = await shops();
  expect((await world.api("POST", "/users", { email: "x@example.com", name: "x" })).status).toBe(
    400,
  );
  await world.api("POST", `/tenants/${a}/members`, { email: "y@example.com", name: "y" });
  expect(await rolesOf(world)).toEqual([
    { email: "y@example.com", kind: "member", shop: a, role: "reader" },
  ]);
  expect(() => guardOf("GET /admin/tenants/:id/new-page")).toThrow("no right is named");
});

test("an owner is never handed a link of somebody who has another shop, and an older one leads nowhere", async () => {
  const { world, a, b } = await shops();
  const owner = await member(world, a, "olga@example.com", "owner", "203.0.113.204");
  const first = await owner.send(`/admin/tenants/${a}/people`, {
    email: "bo@example.com",
    name: "Bo",
    role: "reader",
  });
  const handed = linkIn(first.text);
  expect(handed).not.toBe("");
  const again = await invite(world, b, "bo@example.com", "owner");
  expect((await browser(world).go(pathOf(handed))).status).toBe(404);
  const { body } = await world.api("GET", `/tenants/${b}/members`);
  const [bo] = body["members"] as { id: string; shops: object }[];
  const refused = await owner.send(`/admin/tenants/${a}/people/${bo?.id}/link`, {});
  expect([refused.status, linkIn(refused.text)]).toEqual([403, ""]);
  expect((await owner.go(`/admin/tenants/${a}/people`)).text).not.toContain(`${bo?.id}/link`);
  // Of other shops this one isn't told.
  expect(bo?.shops).toEqual({ [b]: "owner" });
  const bos = browser(world, "203.0.113.205");
  expect((await bos.welcome(String(again.body["link"]), PASSWORD)).status).toBe(303);
  expect((await bos.go(`/admin/tenants/${a}`)).status).toBe(200);
  // With a password they are let into one more shop without any link.
  const c = await world.makeTenant("C", 789);
  expect((await invite(world, c, "bo@example.com", "reader")).body["link"]).toBeNull();
});

test("a link that was handed over before one more shop stays void where the mail with the new one fails", async () => {
  const mails: Mail[] = [];
  const { world, a, b } = await shops(mails);
  const ann = await ownerByMail(world, a, "ann@example.com", mails, "203.0.113.211");
  const bea = await ownerByMail(world, b, "bea@example.com", mails, "203.0.113.212");
  // Mail to Bo is refused: Ann is shown the link, as she owns each of his shops.
  mails.push = () => {
    throw Object.assign(new Error("refused"), { code: "E_RECIPIENT_SUPPRESSED" });
  };
  const bo = { email: "bo@example.com", name: "Bo" };
  const first = await ann.post(`/admin/tenants/${a}/people`, {
    ...bo,
    role: "reader",
    csrf: await ann.csrf("/admin"),
  });
  const handed = linkIn(first.text);
  expect((await browser(world).go(pathOf(handed))).status).toBe(200);
  await bea.post(`/admin/tenants/${b}/people`, {
    ...bo,
    role: "owner",
    csrf: await bea.csrf("/admin"),
  });
  expect(await rolesOf(world)).toContainEqual({
    email: "bo@example.com",
    kind: "member",
    shop: b,
    role: "owner",
  });
  expect((await browser(world).go(pathOf(handed))).status).toBe(404);
});

test("the last owner of a shop stays one, and the last operator, also when two try at once", async () => {
  const { world, a } = await shops();
  const one = await member(world, a, "one@example.com", "owner", "203.0.113.206");
  for (const [deed, form] of [
    ["remove", {}],
    ["role", { role: "reader" }],
  ] as const) {
    // On the users' own page, with the form beside it.
    const { status, text } = await one.send(`/admin/tenants/${a}/people/${one.id}/${deed}`, form);
    expect([deed, status]).toEqual([deed, 409]);
    expect(text).toMatch(/last owner\. Make someone else an owner first.*one@example\.com/s);
    expect(text).toContain(`action="/admin/tenants/${a}/people/${one.id}/role"`);
    expect(text).not.toContain("Reload the page");
  }
  const two = await member(world, a, "two@example.com", "owner", "203.0.113.207");
  await Promise.all([
    one.sendConfirmed(`/admin/tenants/${a}/people/${two.id}/remove`),
    two.sendConfirmed(`/admin/tenants/${a}/people/${one.id}/remove`),
  ]);
  expect(
    (await rolesOf(world)).filter((row) => (row as { role: string | null }).role === "owner"),
  ).toHaveLength(1);
  const operators = [];
  for (const [at, email] of ["x@example.com", "y@example.com"].entries()) {
    const made = await world.api("POST", "/users", { email, name: "x", role: "operator" });
    const who = browser(world, `203.0.113.21${at}`);
    await who.welcome(String(made.body["link"]), PASSWORD);
    operators.push({ who, id: String(made.body["id"]), csrf: await who.csrf("/admin") });
  }
  const [x, y] = operators;
  await Promise.all([
    x?.who.confirm(`/admin/people/${y?.id}/end`, { csrf: x.csrf }),
    y?.who.confirm(`/admin/people/${x?.id}/end`, { csrf: y.csrf }),
  ]);
  expect(
    (await rolesOf(world)).filter((row) => (row as { kind: string }).kind === "operator"),
  ).toHaveLength(1);
  // Whose end is refused stays signed in, and nothing says that they were ended.
  const left = [];
  for (const one of operators) if (await isIn(one.who)) left.push(one);
  expect(left).toHaveLength(1);
  const still = left[0]?.id ?? "";
  const user = await findUser(world.db, still);
  if (user === null) throw new Error("the operator is gone");
  const entry = { at: world.clock.now(), actor: "y@example.com", action: "user.end" };
  const onlyIf = { endSessions: true, only: anotherOperator(still) };
  const refused = [user, { endedAt: entry.at }, entry, onlyIf] as const;
  const { results: before } = await world.db.$client.prepare("SELECT id FROM audit").all();
  expect(await updateUser(world.db, ...refused)).toBe(false);
  expect(await left[0]?.who.go("/admin").then(({ status }) => status)).toBe(200);
  const { results: after } = await world.db.$client.prepare("SELECT id FROM audit").all();
  expect(after).toEqual(before);
});

test("a role that was taken away counts at once, and the pages of the shop that are open are closed", async () => {
  const { world, a } = await shops();
  const ada = await member(world, a, "ada@example.com", "accountant", "203.0.113.208");
  await world.db.$client
    .prepare("INSERT INTO open_pages SELECT hash, ? FROM sessions WHERE actor = ?")
    .bind(a, "ada@example.com")
    .run();
  await world.api("PATCH", `/tenants/${a}/members/${ada.id}`, { role: "reader" });
  expect((await ada.send(`/admin/tenants/${a}/comparison`)).status).toBe(403);
  const ended = () => world.tenants.calls.filter(({ method }) => method === "admin.endSockets");
  expect(ended()).toEqual([]);
  world.tenants.answers["admin.endSockets"] = null;
  world.tenants.answers["jobs.forgetViews"] = null;
  await world.api("DELETE", `/tenants/${a}/members/${ada.id}`);
  const forgotten = (): unknown[] =>
    world.tenants.calls
      .filter(({ method }) => method === "jobs.forgetViews")
      .map(({ tenantId, args }) => [tenantId, args[1]]);
  expect(forgotten()).toEqual([[a, ada.id]]);
  expect(ended().map(({ tenantId }) => tenantId)).toEqual([a]);
  expect((await ada.go(`/admin/tenants/${a}`)).status).toBe(404);
  expect(await isIn(ada)).toBe(true);
  // What an account saved goes with it, in each of its shops; an operator's in all.
  const bo = await member(world, a, "bo@example.com", "reader", "203.0.113.209");
  await world.api("DELETE", `/users/${bo.id}`);
  expect(forgotten().slice(1)).toEqual([[a, bo.id]]);
});

test("a token reads only and ends after 90 days unless somebody says otherwise", async () => {
  const { world, a } = await shops();
  const token = String((await world.api("POST", "/tokens", { name: "x" })).body["token"]);
  expect((await world.api("GET", `/tenants/${a}`, undefined, token)).status).toBe(200);
  expect((await world.api("POST", `/tenants/${a}/pause`, {}, token)).status).toBe(403);
  expect((await world.api("GET", "/users", undefined, token)).status).toBe(403);
  world.clock.advance(90 * 86_400_000);
  expect((await world.api("GET", `/tenants/${a}`, undefined, token)).status).toBe(401);
});
