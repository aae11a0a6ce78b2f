/** The audit log as people read it: narrowed by the address, with ways on, and as a table. */
import { expect, test } from "vitest";
import { browser } from "./browser.ts";
import { member, shops } from "./auth/shops.ts";

const DAY_MS = 86_400_000;
const rowsOf = (html: string): number => (html.match(/<th scope="row">/g) ?? []).length;

test("the audit log is narrowed by who, what and when, keeps that on the next page and in the CSV, and shows no way that is refused", async () => {
  const { world, a } = await shops();
  const dayOf = (): string => new Date(world.clock.now()).toISOString().slice(0, 10);
  const first = dayOf();
  await world.api("PATCH", `/tenants/${a}`, { name: "Kaffe & Co" });
  world.clock.advance(3 * DAY_MS);
  const olga = await member(world, a, "olga@example.com", "owner", "203.0.113.60");
  const rik = await member(world, a, "rik@example.com", "reader", "203.0.113.61");
  const at = `/admin/tenants/${a}/audit`;
  await olga.send(`/admin/tenants/${a}/people/${rik.id}/role`, { role: "accountant" });
  const operator = browser(world, "203.0.113.62");
  await operator.signIn("admin-token-for-the-tests");
  const read = async (query: string): Promise<string> => (await operator.go(`${at}${query}`)).text;

  const all = rowsOf(await read(""));
  // She chose her password, and changed a role.
  const hers = await read("?person=OLGA%40");
  expect([rowsOf(hers), hers.includes("olga@example.com")]).toEqual([2, true]);
  expect(hers).toContain(`<a href="/admin/tenants/${a}/people">`);
  expect(hers).toContain(`href="${at}.csv?person=OLGA%40"`);
  expect(hers).toContain("Only the full list can be verified.");
  const today = dayOf();
  expect(rowsOf(await read(`?to=${first}`))).toBe(2);
  expect(rowsOf(await read(`?from=${today}`))).toBe(all - 2);
  expect(rowsOf(await read(`?kind=settings&from=${today}&to=${today}`))).toBe(0);
  expect(rowsOf(await read("?kind=people"))).toBe(all - 2);
  expect(await read("?person=nobody")).toContain("No changes match this filter.");
  // What isn't understood narrows nothing.
  expect(rowsOf(await read("?kind=else&from=tomorrow"))).toBe(all);

  const readers = await rik.go(at);
  expect(readers.text).not.toContain(`<a href="/admin/tenants/${a}/people">`);

  const table = async (language: string, query: string): Promise<string> => {
    operator.jar.set("language", language);
    return (await operator.go(`${at}.csv${query}`)).text;
  };
  const english = await table("en", `?to=${first}`);
  expect(english.split("\r\n")).toHaveLength(4);
  expect(english).toMatch(/^\uFEFF?When,Who,Action,Before,After,Note\r\n/);
  expect(english).toContain(",operator,");
  expect(english).not.toContain("operator token");
  // Dutch: both names find what was done with the token, and it is listed by the one.
  for (const name of ["beheerder", "beheertoken"]) {
    const acts = await table("nl", `?to=${first}&person=${name}`);
    expect([name, acts.split("\r\n").length, acts.includes("beheertoken")]).toEqual([
      name,
      4,
      false,
    ]);
  }
  expect(await table("nl", `?to=${first}`)).toMatch(/^\uFEFF?[^,]*;[^,]*;/);
  expect((await operator.go(`/admin/audit.csv?person=olga`)).text).toContain("olga@example.com");
  expect((await olga.go("/admin/audit.csv")).status).toBe(403);
});

test("what a token did is listed and found by the token's name, to those who may know it", async () => {
  const { world, a } = await shops();
  const renamedBy = async (token: Record<string, unknown>, name: string): Promise<string> => {
    const made = (await world.api("POST", "/tokens", { scope: "full", ...token })).body;
    await world.api("PATCH", `/tenants/${a}`, { name }, String(made["token"]));
    return String(made["id"]);
  };
  const till = await renamedBy({ name: "Till", tenantId: a }, "One");
  const everywhere = await renamedBy({ name: "Everywhere" }, "Two");
  const olga = await member(world, a, "olga@example.com", "owner", "203.0.113.63");
  const operator = browser(world, "203.0.113.64");
  await operator.signIn("admin-token-for-the-tests");
  const at = `/admin/tenants/${a}/audit`;

  const shown = async (by: typeof operator) =>
    [...(await by.go(at)).text.matchAll(/<bdi>([^<]*)<\/bdi>/g)].map(([, text]) => text);
  expect(await shown(operator)).toContain(`Everywhere (${everywhere})`);
  expect(await shown(olga)).toContain(`token:${everywhere}`);

  for (const reader of [operator, olga])
    expect(rowsOf((await reader.go(`${at}?person=TILL`)).text)).toBe(1);
  expect((await operator.go(`${at}.csv?person=till`)).text).toContain(`,Till (${till}),`);
  expect(rowsOf((await olga.go(`${at}?person=everywhere`)).text)).toBe(0);
});
