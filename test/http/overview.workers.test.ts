/**
 * All tenants at a glance: told by their objects; D1's copies are read only where an object says
 * nothing.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons.ts";
import { applyProjection } from "../../src/store/projection.ts";
import { signedIn } from "./browser.ts";
import { healthOf } from "./world.ts";

const alert = (id: string) => ({
  table: "alerts" as const,
  seq: 1,
  row: { id, code: "needs-login" as const, params: {}, jobId: null, since: 1, resolvedAt: null },
});

const badges = (html: string): readonly string[] =>
  [...html.matchAll(/<span class="badge[^"]*">(.*?)<\/span>/g)].map(([, text = ""]) =>
    text.replaceAll(/<[^>]*>/g, " ").trim(),
  );

test("what came of the last day, what waits and how much needs a person are the object's own words", async () => {
  const { world, user } = await signedIn({
    "monitoring.health": (id: string) =>
      healthOf(id, {
        lastDay: [
          { outcome: "booked", n: 41 },
          { outcome: "held", n: 3 },
        ],
        jobs: { queued: 1, running: 1, waiting: 6, done: 9_000, dead: 0 },
        openAlerts: 12,
      }),
  });
  const id = await world.makeTenant();
  // A copy that lags.
  await applyProjection(world.db, id, [alert("old")]);
  const { text } = await user.go("/admin");
  expect(badges(text)).toEqual(["Running", "41 booked", "3 on hold", "7 waiting"]);
  expect(text).toContain("12 items");
});

test("a shop on trial says so on its card and its own page, and no flow of it looks live", async () => {
  const { world, user } = await signedIn({
    "admin.configure": { ok: true },
    "monitoring.health": (id: string) => healthOf(id),
  });
  const id = await world.makeTenant();
  const { version, ...settings } = (await world.api("GET", `/tenants/${id}/settings`)).body as {
    version: number;
    orders: object;
    customers: object;
  };
  expect(
    (
      await world.api("PUT", `/tenants/${id}/settings`, {
        version,
        ...settings,
        trial: true,
        orders: { ...settings.orders, enabled: true, startLine: "2026-11-01T00:00:00Z" },
        customers: { ...settings.customers, enabled: true },
      })
    ).status,
  ).toBeLessThan(300);
  const card = async (): Promise<readonly string[]> =>
    badges(
      (await user.go("/admin")).text
        .split('<article class="card">')
        .find((one) => one.includes(id)) ?? "",
    );
  expect(await card()).toEqual(["Test mode: nothing is written"]);
  const { text } = await user.go(`/admin/tenants/${id}?done=live`);
  expect(badges(text).filter((badge) => ["Running", "On"].includes(badge))).toEqual([]);
  expect(badges(text).filter((badge) => badge === "Test mode: nothing is written")).toHaveLength(3);
  expect(text).toContain("Test mode is on");
  expect(text).not.toContain("are now live");
  world.tenants.answers["monitoring.health"] = (of: string) =>
    healthOf(of, {
      pause: { paused: true, by: "person", reason: reason("tenant-paused"), since: 1 },
    });
  expect(await card()).toEqual(["Stopped by a user", "Test mode: nothing is written"]);
});

test("going live names the flows that somebody has stopped, and they don't look as if they ran", async () => {
  const { world, user } = await signedIn({
    "admin.configure": { ok: true },
    "monitoring.health": (id: string) =>
      healthOf(id, {
        stoppedFlows: {
          orders: { actor: "anna", note: "", since: 1 },
          stock: { actor: "anna", note: "", since: 1 },
        },
      }),
  });
  const id = await world.makeTenant();
  const { version, ...settings } = (await world.api("GET", `/tenants/${id}/settings`)).body as {
    version: number;
    orders: object;
    customers: object;
  };
  const save = (over: object, at: number) =>
    world.api("PUT", `/tenants/${id}/settings`, {
      version: at,
      ...settings,
      orders: { ...settings.orders, enabled: true, startLine: "2026-11-01T00:00:00Z" },
      ...over,
    });
  expect(
    (await save({ customers: { ...settings.customers, enabled: true } }, version)).status,
  ).toBeLessThan(300);
  const { text } = await user.go(`/admin/tenants/${id}?done=live`);
  expect(text).toMatch(/The chosen syncs are now live\..*Still stopped until resumed: Orders\./s);
  const sections = /<section id="(?:glance|health)".*?<\/section>/s;
  const syncs = await user.go(`/admin/tenants/${id}/syncs`);
  expect([
    badges(sections.exec(text)?.[0] ?? "").slice(-2),
    badges(sections.exec(syncs.text)?.[0] ?? "").slice(0, 4),
  ]).toEqual([
    ["Stopped", "On"],
    ["Stopped", "On", "Off", "Off"],
  ]);
  expect((await save({}, version + 1)).status).toBeLessThan(300);
  // Nothing runs at all: then it isn't said to.
  expect((await user.go(`/admin/tenants/${id}?done=live`)).text).not.toContain("are now live");
});

test("of an object that can't be reached the alerts show all the same", async () => {
  const { world, user } = await signedIn({
    "monitoring.health": () => {
      throw new Error("away");
    },
  });
  const id = await world.makeTenant();
  await applyProjection(world.db, id, [alert("one"), alert("two")]);
  const { text } = await user.go("/admin");
  expect(text).toContain("Not reachable at the moment");
  expect(text).toContain("2 items");
});

test("beyond sixty tenants no object is asked: the copies say what is open", async () => {
  const { world, user } = await signedIn({
    "monitoring.health": (id: string) => healthOf(id, { openAlerts: 0 }),
  });
  const ids: string[] = [];
  for (let n = 0; n < 61; n += 1) ids.push(await world.makeTenant(`Shop ${n}`, 200 + n));
  for (const id of ids)
    await applyProjection(world.db, id, [alert("one"), alert("two"), alert("three")]);
  const { text } = await user.go("/admin");
  const asked = new Set(
    world.tenants.calls
      .filter(({ method }) => method === "monitoring.health")
      .map(({ tenantId }) => tenantId),
  );
  const beyond = (text.match(/<article class="card">/g)?.length ?? 0) - 60;
  expect([
    beyond > 0,
    asked.size,
    text.match(/3 items/g)?.length,
    text.match(/Not reachable/g)?.length,
  ]).toEqual([true, 60, beyond, beyond]);
});

test("past orders' values are what the object noted; their timelines are opened only where it has noted none", async () => {
  const noted = await signedIn({
    "monitoring.health": (id: string) => healthOf(id),
    "lookups.names": {},
    "lookups.orderValues": [{ paymentMethod: ["77", "78"] }, { paymentMethod: ["77"] }],
  });
  const id = await noted.world.makeTenant();
  const { text } = await noted.user.go(`/admin/tenants/${id}/settings/lookups/paymentMethod`);
  expect(text.indexOf('value="77"')).toBeGreaterThan(0);
  expect(text.indexOf('value="77"')).toBeLessThan(text.indexOf('value="78"'));
  expect(noted.world.tenants.calls.map(({ method }) => method)).not.toContain("jobs.timeline");
  const none = await signedIn({
    "monitoring.health": (of: string) => healthOf(of),
    "lookups.names": {},
    "lookups.orderValues": [],
    "jobs.list": { jobs: [], cursor: null },
  });
  expect(
    (
      await none.user.go(
        `/admin/tenants/${await none.world.makeTenant()}/settings/lookups/paymentMethod`,
      )
    ).status,
  ).toBe(200);
  expect(none.world.tenants.calls.map(({ method }) => method)).toContain("jobs.list");
});
