/** All tenants at a glance: told by their objects; D1's copies are read only where an object says nothing. */
import { expect, test } from "vitest";
import { applyProjection } from "../../src/store/projection.ts";
import { signedIn } from "./browser.ts";
import { healthOf } from "./world.ts";

const alert = (id: string) => ({ table: "alerts" as const, seq: 1, row: { id, code: "needs-login" as const, params: {}, jobId: null, since: 1, resolvedAt: null } });

const badges = (html: string): readonly string[] => [...html.matchAll(/<span class="badge[^"]*">(.*?)<\/span>/g)].map(([, text = ""]) => text.replaceAll(/<[^>]*>/g, " ").trim());

test("what came of the last day, what waits and how much needs a person are the object's own words", async () => {
  const { world, user } = await signedIn({ health: (id: string) => healthOf(id, { lastDay: [{ outcome: "booked", n: 41 }, { outcome: "held", n: 3 }], jobs: { queued: 1, running: 1, waiting: 6, done: 9_000, dead: 0 }, openAlerts: 12 }) });
  const id = await world.makeTenant();
  // A copy that lags.
  await applyProjection(world.db, id, [alert("old")]);
  const { text } = await user.go("/admin");
  expect(badges(text)).toEqual(["Running", "41 In eAccounting", "3 Held", "7 Waiting"]);
  expect(text).toContain("12 things to look at");
});

test("of an object that can't be reached the alerts show all the same", async () => {
  const { world, user } = await signedIn({ health: () => { throw new Error("away"); } });
  const id = await world.makeTenant();
  await applyProjection(world.db, id, [alert("one"), alert("two")]);
  const { text } = await user.go("/admin");
  expect(text).toContain("Can&#39;t be reached at the moment");
  expect(text).toContain("2 things to look at");
});

test("beyond sixty tenants no object is asked: the copies say what is open", async () => {
  const { world, user } = await signedIn({ health: (id: string) => healthOf(id, { openAlerts: 0 }) });
  const ids: string[] = [];
  for (let n = 0; n < 61; n += 1) ids.push(await world.makeTenant(`Shop ${n}`, 200 + n));
  for (const id of ids) await applyProjection(world.db, id, [alert("one"), alert("two"), alert("three")]);
  const { text } = await user.go("/admin");
  const asked = new Set(world.tenants.calls.filter(({ method }) => method === "health").map(({ tenantId }) => tenantId));
  const beyond = (text.match(/<article class="card">/g)?.length ?? 0) - 60;
  expect([beyond > 0, asked.size, text.match(/3 things to look at/g)?.length, text.match(/Can&#39;t be reached/g)?.length]).toEqual([true, 60, beyond, beyond]);
});

test("past orders' values are what the object noted; their stories are opened only where it has noted none", async () => {
  const noted = await signedIn({ health: (id: string) => healthOf(id), names: {}, orderValues: [{ paymentMethod: ["77", "78"] }, { paymentMethod: ["77"] }] });
  const id = await noted.world.makeTenant();
  const { text } = await noted.user.go(`/admin/tenants/${id}/settings/lookups/paymentMethod`);
  expect(text.indexOf('value="77"')).toBeGreaterThan(0);
  expect(text.indexOf('value="77"')).toBeLessThan(text.indexOf('value="78"'));
  expect(noted.world.tenants.calls.map(({ method }) => method)).not.toContain("story");
  const none = await signedIn({ health: (of: string) => healthOf(of), names: {}, orderValues: [], jobs: { jobs: [], cursor: null } });
  expect((await none.user.go(`/admin/tenants/${await none.world.makeTenant()}/settings/lookups/paymentMethod`)).status).toBe(200);
  expect(none.world.tenants.calls.map(({ method }) => method)).toContain("jobs");
});
