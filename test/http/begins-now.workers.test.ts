/**
 * What a person confirms in the settings runs at once, as by "Run now", where its sync may run.
 * What stops a live shop is confirmed as well.
 */
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { FlowName } from "../../src/domain/jobs/job.ts";
import { connectedHealth, NAMES, open } from "./setup-stage.ts";

const ON = { enabled: true, startLine: "2026-11-20T06:00:00Z", statuses: [2] };

/** A shop in test mode, whose order sync is on; `nextRun`: `null`: it is stopped, or manual. */
async function inTestMode(address: string, nextRun: number | null) {
  const works = [{ name: "order-sweep", flow: "orders", key: "sweep:orders", nextRun }];
  const shop = await open(address, {
    "monitoring.health": (id: string) => ({ ...connectedHealth(id), works }),
    "reads.names": NAMES,
    "reads.ledger": { systemArticles: { closing: null } },
    "flows.run": { ok: true, jobIds: ["j1"] },
  });
  expect((await shop.configure({ trial: true, orders: ON })).status).toBe(200);
  const ran = (): readonly FlowName[] =>
    shop.world.tenants.calls.flatMap(({ method, args }) =>
      method === "flows.run" ? [args[1] as FlowName] : [],
    );
  expect(ran()).toEqual([]);
  const at = `/admin/tenants/${shop.id}/settings/orders`;
  const press = async (action: string, more: readonly string[][] = []) => {
    const { text } = await shop.user.go(at);
    const field = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";
    return shop.user.post(at, [
      ["csrf", field("csrf")],
      ["version", field("version")],
      ["action", action],
      ["orders.enabled", "on"],
      ["orders.startLine", "2026-11-20T07:00:00"],
      ["orders.statuses", "2"],
      ...more,
    ]);
  };
  /** Ends test mode, and confirms what that brings about. */
  const end = async () => {
    const { text } = await press("save");
    const values = (name: string) =>
      [...text.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, "g"))].map(
        ([, value = ""]) => value,
      );
    expect(values("confirmed")).toContain("trial-ends");
    const done = await press("confirm", [
      ...values("confirmed").map((what) => ["confirmed", what]),
      ["previewed", values("previewed")[0] ?? ""],
    ]);
    return done.headers.get("location")?.split("?done=")[1];
  };
  return { ...shop, at, press, end, ran };
}

type Configured = { readonly version: number; readonly settings: { readonly trial: boolean } };

test("an unchanged form makes no version, and tells the shop what was confirmed without its hearing of it", async () => {
  const shop = await inTestMode("203.0.113.146", 4_000_000);
  const { world, user, at, press, end, ran, settings } = shop;
  const { answers } = world.tenants;
  const versionNow = async () => Number((await settings())["version"]);
  const saved = async (...more: string[][]) =>
    (await press("save", more)).headers.get("location")?.split("?done=")[1];

  const first = await versionNow();
  expect(await saved(["trial", "on"])).toBe("unchanged");
  expect([await versionNow(), ran()]).toEqual([first, []]);
  expect((await user.go(`${at}?done=unchanged`)).text).toContain("Nothing was changed.");

  // It is stored, and the shop's object doesn't answer.
  const told: unknown[] = [];
  answers["admin.configure"] = () => Promise.reject(new Error("unreachable"));
  expect([await end(), ran(), await versionNow()]).toEqual(["saved-not-told", [], first + 1]);
  expect(await saved()).toBe("saved-not-told");
  answers["admin.configure"] = (_: string, { version, settings: { trial } }: Configured) => {
    told.push({ version, trial });
    return { ok: true };
  };
  expect(await saved()).toBe("unchanged");
  expect(told.at(-1)).toEqual({ version: first + 1, trial: false });
  expect(await versionNow()).toBe(first + 1);
});

test("ending test mode starts the check for new orders at once, and says that it takes effect now", async () => {
  const { world, id, end, ran } = await inTestMode("203.0.113.141", 4_000_000);
  expect([await end(), ran()]).toEqual(["saved-confirmed", ["orders"]]);
  // The audit log says that test mode ended, not only that something was changed.
  const { body } = await world.api("GET", `/tenants/${id}/audit`);
  const of = (wanted: string) =>
    (body["changes"] as { action: string; after: string }[]).flatMap(({ action, after }) =>
      action === wanted ? [after] : [],
    );
  expect(of("settings.change")[0]).toBe("version 3 · test mode off");
  // And what it started, as "Run now" is told there.
  expect(of("flow.run")).toEqual(["Orders"]);
});

test("a preview says that test mode ends, whatever the compared orders show", async () => {
  const { press, ran } = await inTestMode("203.0.113.145", 4_000_000);
  const { text } = await press("compare");
  expect(text).toMatch(/Saving also does this:.*Test mode ends:.*Orders are booked from now on/s);
  expect(text).not.toContain("Save and switch on");
  expect(ran()).toEqual([]);
});

test("where orders are stopped or only run manually nothing starts, and nothing says so", async () => {
  const { end, ran, user, id, world } = await inTestMode("203.0.113.142", null);
  expect([await end(), ran()]).toEqual(["saved-confirmed-later", []]);
  expect(await world.auditOf(id)).not.toContain("operator flow.run");
  const { text } = await user.go(`/admin/tenants/${id}/settings/orders?done=saved-confirmed-later`);
  expect(text).toContain("takes effect with the next run of its sync");
});

test("where the audit log can't be written nothing starts, and what was saved is said to be", async () => {
  const { end, ran, settings, world } = await inTestMode("203.0.113.147", 4_000_000);
  const row = sql`CREATE TRIGGER no_row BEFORE INSERT ON audit WHEN NEW.action = 'flow.run'
    BEGIN SELECT RAISE(ABORT, 'no row'); END`;
  await world.db.run(row);
  try {
    expect([await end(), ran()]).toEqual(["saved-confirmed-later", []]);
  } finally {
    await world.db.run(sql`DROP TRIGGER no_row`);
  }
  expect(await settings()).toMatchObject({ trial: false });
});

const LIVE = { orders: ON, setup: { flows: ["orders", "stock"], answered: true } };

test.each([
  ["203.0.113.143", "trial-begins", { trial: "on", "orders.enabled": "on" }, "Test mode begins"],
  ["203.0.113.144", "orders-off", {}, "Order sync is turned off"],
])("what stops a live shop asks first, with what is under way", async (...row) => {
  const [address, what, sent, words] = row;
  const shop = await open(address, {
    "monitoring.health": (id: string) => ({
      ...connectedHealth(id),
      jobs: { queued: 2, running: 1, waiting: 4, done: 9, dead: 1 },
      open: { alerts: 0, approvals: 3 },
    }),
    "reads.names": NAMES,
    "reads.ledger": { systemArticles: { closing: null } },
  });
  expect((await shop.configure(LIVE)).status).toBe(200);
  const at = `/admin/tenants/${shop.id}/settings/orders`;
  const press = async (action: string, more: Record<string, string> = {}) => {
    const { text } = await shop.user.go(at);
    const field = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";
    const form = { csrf: field("csrf"), version: field("version"), "orders.statuses": "2" };
    const dated = { "orders.startLine": "2026-11-20T07:00:00" };
    return shop.user.post(at, { ...form, ...dated, action, ...sent, ...more } as never);
  };
  const isOff = async () => {
    const saved = await shop.settings();
    return saved["trial"] === (true as unknown) || saved["orders"]?.["enabled"] === false;
  };
  const asked = await press("save");
  expect([asked.status, await isOff()]).toEqual([200, false]);
  for (const text of [
    "Confirm what this stops",
    words,
    "In progress now, in all syncs: 7. Orders that wait for approval: 3.",
    "Save and stop this",
  ])
    expect(asked.text).toContain(text);
  const previewed = /name="previewed" value="([^"]+)"/.exec(asked.text)?.[1] ?? "";
  const done = await press("confirm", { confirmed: what, previewed });
  expect(done.headers.get("location")).toContain("done=saved-confirmed");
  expect(await isOff()).toBe(true);
  // Home says of each sync that the shop was set up with that it is off.
  const { text: home } = await shop.user.go(`/admin/tenants/${shop.id}`);
  const fact = (name: string) =>
    new RegExp(`<dt>${name}</dt>\\s*<dd>.*?</dd>`, "s").exec(home)?.[0] ?? "";
  expect(fact("Stock")).toContain("Off");
  expect(fact("Orders").includes("Off")).toBe(what === "orders-off");
});
