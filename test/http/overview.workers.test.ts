/**
 * The overview where a deployment has many shops: a page of them at a time, found by what people
 * know of a shop, and no more objects asked than shops are shown.
 */
import { beforeAll, expect, test } from "vitest";
import { TENANTS_PER_PAGE } from "../../src/http/usecases/tenants/overview.ts";
import { MAX_COUNTED } from "../../src/store/activity.ts";
import { noteDeadline, writeHeartbeat } from "../../src/store/heartbeat.ts";
import { writeAlertOf } from "../../src/store/registry-alerts.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import { browser } from "./browser.ts";
import { lastDayIn } from "./last-day.ts";
import { ADMIN, edges, type Edges, healthOf } from "./world.ts";

const SHOPS = 10_000;
const PASSWORD = "a sentence that is long";
let world: Edges;

beforeAll(async () => {
  world = await edges({ "monitoring.health": (id: string) => healthOf(id) });
  const insert = (values: string) =>
    world.db.$client
      .prepare(
        `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${SHOPS - 1})
         INSERT INTO ${values} FROM n`,
      )
      .run();
  await insert(
    `tenants (id, name, language, administration_id, company_name, state, settings_version,
       created_at)
     SELECT printf('s%05d', i), printf('Shop %05d', i / 2 * 2), 'en', 100000 + i,
       printf('Company %05d AB', i), CASE i WHEN 9999 THEN 'retired' ELSE 'active' END, 1, 1`,
  );
  await insert(
    `settings_versions (tenant_id, version, json, actor, at)
     SELECT printf('s%05d', i), 1, '{}', 'test', 1`,
  );
});

async function operator(address: string) {
  const user = browser(world, address);
  expect((await user.signIn(ADMIN)).status).toBe(303);
  world.tenants.calls.length = 0;
  return user;
}

const shopsIn = (html: string): readonly string[] =>
  [...html.matchAll(/<h2><a href="\/admin\/tenants\/(s\d+)"/g)].map(([, id = ""]) => id);
const nextOf = (html: string): string | null =>
  /<a href="(\/admin\?[^"]*after=[^"]*)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? null;

test("what came of the last day is told by flow: what was updated are customers, not orders", async () => {
  const before = world.tenants.answers["monitoring.health"];
  world.tenants.answers["monitoring.health"] = (id: string) =>
    healthOf(id, {
      lastDayByFlow: [
        { flow: "orders", outcome: "held", n: 2 },
        { flow: "customers", outcome: "updated", n: 5 },
        { flow: "products", outcome: "booked", n: 3 },
      ],
    });
  const { text } = await (await operator("203.0.113.48")).go("/admin");
  expect(lastDayIn(text)).toEqual(
    expect.arrayContaining([
      ["Orders", "2 on hold"],
      ["Customers", "5 updated"],
      ["Articles", "3 updated"],
    ]),
  );
  world.tenants.answers["monitoring.health"] = before;
});

test("a page shows some shops, asks their objects alone, and leads to the next ones", async () => {
  const user = await operator("203.0.113.41");
  const first = await user.go("/admin");
  const second = await user.go(nextOf(first.text) ?? "");
  const shown = [...shopsIn(first.text), ...shopsIn(second.text)];
  // Shops of the same name stand side by side, also where a page ends.
  expect(shown).toEqual(
    Array.from({ length: 2 * TENANTS_PER_PAGE }, (_, n) => `s${String(n).padStart(5, "0")}`),
  );
  const asked = world.tenants.calls.filter(({ method }) => method === "monitoring.health");
  expect(asked.length).toBe(2 * TENANTS_PER_PAGE);
});

test("the last page has no next one, and no shop that was ended", async () => {
  const user = await operator("203.0.113.42");
  const last = await user.go("/admin?after=s09990");
  expect(shopsIn(last.text)).toEqual(Array.from({ length: 8 }, (_, n) => `s0999${n + 1}`));
  expect(nextOf(last.text)).toBeNull();
  expect(last.text).toContain('<a href="/admin">');
});

test("a shop is found by a part of its name, its company's name or its id, and by its administration", async () => {
  const user = await operator("203.0.113.43");
  const found = async (text: string) =>
    shopsIn((await user.go(`/admin?text=${encodeURIComponent(text)}`)).text);
  expect(await found("shop 01234")).toEqual(["s01234", "s01235"]);
  expect(await found("Company 00777")).toEqual(["s00777"]);
  expect(await found("S00042")).toEqual(["s00042"]);
  expect(await found("104321")).toEqual(["s04321"]);
  expect(await found("10432")).toEqual([]);
  // Signs of a pattern are letters like others.
  expect([await found("%"), await found("s_0042"), await found("\\")]).toEqual([[], [], []]);
  expect((await user.go("/admin?text=nobody")).text).toContain("No shop matches.");
});

test("only those that need action are shown where that is asked for", async () => {
  for (const tenant of ["s00100", "s09000", "s09999"])
    await writeAlertOf(
      world.db,
      tenant,
      { id: "a", code: "sweep-not-run", params: {}, jobId: null, since: 1, resolvedAt: null },
      1,
    );
  const user = await operator("203.0.113.44");
  expect(shopsIn((await user.go("/admin?only=alerts")).text)).toEqual(["s00100", "s09000"]);
});

test("the bell leads to the shops with what waits, the most first, and from each of them one click to its list", async () => {
  for (const [tenant, ids] of [
    ["s00200", ["a"]],
    ["s00300", ["a", "b", "c"]],
    ["s00400", ["a", "b"]],
  ] as const)
    for (const id of ids)
      await writeAlertOf(
        world.db,
        tenant,
        { id, code: "sweep-not-run", params: {}, jobId: null, since: 1, resolvedAt: null },
        1,
      );
  const before = world.tenants.answers["monitoring.health"];
  const open: Readonly<Record<string, number>> = { s00200: 1, s00300: 3, s00400: 2 };
  world.tenants.answers["monitoring.health"] = (id: string) =>
    healthOf(id, { open: { alerts: open[id] ?? 0, approvals: 0 } });
  const user = await operator("203.0.113.49");
  const { text } = await user.go("/admin/shortcuts");
  const bell = /<a class="bell[^>]*href="([^"]+)"/.exec(text)?.[1] ?? "";
  const waiting = (await user.go(bell)).text;
  expect(shopsIn(waiting).filter((id) => id in open)).toEqual(["s00300", "s00400", "s00200"]);
  expect(waiting).toContain('<a href="/admin/tenants/s00300/attention">3 items</a>');
  // All of them together stay by name.
  const all = shopsIn((await user.go("/admin?after=s00199")).text);
  expect(all).toEqual(all.toSorted());
  world.tenants.answers["monitoring.health"] = before;
});

test("of a shop that can't be reached so many items are said as were counted, or more", async () => {
  for (let n = 0; n < MAX_COUNTED + 5; n += 1)
    await writeAlertOf(
      world.db,
      "s00500",
      { id: `a${n}`, code: "sweep-not-run", params: {}, jobId: null, since: 1, resolvedAt: null },
      1,
    );
  const before = world.tenants.answers["monitoring.health"];
  world.tenants.answers["monitoring.health"] = () => Promise.reject(new Error("unreachable"));
  const user = await operator("203.0.113.58");
  const { text } = await user.go("/admin?text=s00500");
  expect(text).toContain('<a href="/admin/tenants/s00500/attention">100 items or more</a>');
  world.tenants.answers["monitoring.health"] = before;
});

test("what waits for an approval is told by itself, each number as its tab has it", async () => {
  const before = world.tenants.answers["monitoring.health"];
  world.tenants.answers["monitoring.health"] = (id: string) =>
    healthOf(id, { openAlerts: 4, open: { alerts: 3, approvals: 2 } });
  const user = await operator("203.0.113.51");
  const { text } = await user.go("/admin?text=shop+00006");
  expect(text).toContain('<a href="/admin/tenants/s00007/attention">1 item</a>');
  expect(text).toContain(
    '<a href="/admin/tenants/s00007/approvals">2 orders wait for approval</a>',
  );
  world.tenants.answers["monitoring.health"] = before;
});

test("the shops with the most that waits come first over all pages, and each stands there once", async () => {
  await world.db.$client
    .prepare(
      `INSERT INTO alerts (tenant_id, id, code, params, since, seq)
       WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 799)
       SELECT printf('s%05d', 5000 + i / 8), printf('w%d', i % 8), 'sweep-not-run', '{}', 1, 1
       FROM n
       WHERE i % 8 <= i / 8 % 7`,
    )
    .run();
  const before = world.tenants.answers["monitoring.health"];
  const countOf = (id: string): number => (Number(id.slice(1)) - 5_000) % 7;
  world.tenants.answers["monitoring.health"] = (id: string) =>
    healthOf(id, { open: { alerts: countOf(id) + 1, approvals: 0 } });
  const user = await operator("203.0.113.50");
  const shown: string[] = [];
  let address: string | null = "/admin?only=alerts&text=shop+05";
  while (address !== null) {
    const { text }: { text: string } = await user.go(address);
    shown.push(...shopsIn(text));
    address = nextOf(text);
  }
  expect(shown.toSorted()).toEqual(Array.from({ length: 100 }, (_, n) => `s0${5_000 + n}`));
  expect(shown.map(countOf)).toEqual(shown.map(countOf).toSorted((a, b) => b - a));
  world.tenants.answers["monitoring.health"] = before;
});

test("somebody of two shops sees these alone, whatever they ask for", async () => {
  const made = await world.api("POST", "/users", {
    email: "anna@bridge-tests.nl",
    name: "Anna",
    role: "owner",
    tenantId: "s00007",
  });
  const user = browser(world, "203.0.113.45");
  await user.welcome(String(made.body["link"]), PASSWORD);
  for (const query of ["?text=shop", "?after=s00001", "?only="])
    expect(shopsIn((await user.go(`/admin${query}`)).text)).toEqual(["s00007"]);
  expect(shopsIn((await user.go("/admin?text=00008")).text)).toEqual([]);
});

test("a shop whose orders were stopped isn't said to run, and what is stopped is named", async () => {
  const change = "UPDATE settings_versions SET json = ? WHERE tenant_id = 's00001'";
  const json = JSON.stringify({ orders: { enabled: true, startLine: "2026-11-01T00:00:00Z" } });
  await world.db.$client.prepare(change).bind(json).run();
  const answers = world.tenants.answers;
  const before = answers["monitoring.health"];
  answers["monitoring.health"] = (id: string) =>
    healthOf(id, {
      ...(id === "s00001"
        ? { stoppedFlows: { orders: { actor: "anna", note: "", since: 1 } } }
        : {}),
      connections: [],
    });
  const user = await operator("203.0.113.45");
  const { text } = await user.go("/admin");
  answers["monitoring.health"] = before;
  const cards = text.split("<article").map((card) => card.split("</article>")[0] ?? "");
  const [stopped, running] = ["s00001", "s00002"].map(
    (id) => cards.find((card) => card.includes(`/admin/tenants/${id}"`)) ?? "",
  );
  expect([
    stopped?.includes("Partly stopped by a user"),
    stopped?.includes("Orders: stopped. New data waits."),
    stopped?.includes(">Running<"),
    running?.includes("Partly stopped"),
  ]).toEqual([true, true, false, false]);
});

test("a shop of which no flow is on isn't said to run, in the list and on its own page", async () => {
  const json = (settings: object) => JSON.stringify({ ...defaultSettings(), ...settings });
  const set = (text: string) =>
    world.db.$client
      .prepare("UPDATE settings_versions SET json = ? WHERE tenant_id = 's00002'")
      .bind(text)
      .run();
  const before = world.tenants.answers["monitoring.health"];
  world.tenants.answers["monitoring.health"] = (id: string) => healthOf(id, { connections: [] });
  const user = await operator("203.0.113.52");
  const said = async () => {
    const cards = (await user.go("/admin")).text.split("<article");
    const card = cards.find((one) => one.includes('/admin/tenants/s00002"')) ?? "";
    const home = (await user.go("/admin/tenants/s00002")).text;
    return [card, home].map((text) => [text.includes(">Running<"), text.includes(">Not live<")]);
  };
  await set(json({}));
  const off = await said();
  await set(json({ orders: { enabled: true, startLine: "2026-11-01T00:00:00Z" } }));
  const on = await said();
  world.tenants.answers["monitoring.health"] = before;
  expect({ off, on }).toEqual({
    off: [
      [false, true],
      [false, true],
    ],
    on: [
      [true, false],
      [true, false],
    ],
  });
});

test("the shop with the most to do comes first, and shops that nobody began are a line each", async () => {
  const before = world.tenants.answers["monitoring.health"];
  world.tenants.answers["monitoring.health"] = (id: string) =>
    healthOf(id, { open: { alerts: id === "s00006" ? 13 : 0, approvals: 0 } });
  const begin = (number: number) =>
    world.db.$client
      .prepare("UPDATE tenants SET administration_id = ? WHERE id IN ('s00001', 's00003')")
      .bind(number)
      .run();
  await begin(0);
  await world.db.$client
    .prepare("UPDATE settings_versions SET json = ? WHERE tenant_id IN ('s00001', 's00003')")
    .bind(JSON.stringify(defaultSettings()))
    .run();
  const { text } = await (await operator("203.0.113.49")).go("/admin");
  await begin(100_001);
  world.tenants.answers["monitoring.health"] = before;
  expect(shopsIn(text).slice(0, 4)).toEqual(["s00006", "s00000", "s00002", "s00004"]);
  expect(text.match(/Not set up yet/g)).toHaveLength(2);
  expect(text).toContain('href="/admin/tenants/s00003/setup"');
  expect(text.indexOf("Not set up yet")).toBeGreaterThan(text.lastIndexOf("<article"));
});

test("the operator sees whether the installation works: cron, queue, mail, shops that are silent", async () => {
  const own = await edges({
    "monitoring.health": (id: string) => healthOf(id),
  });
  const owner = await own.makeTenant();
  const user = browser(own, "203.0.113.57");
  await user.signIn(ADMIN);
  const section = async (language = "en"): Promise<string> => {
    const { text } = await user.go("/admin", { headers: { "accept-language": language } });
    const from = text.slice(text.indexOf('<section id="installation"'));
    return from.slice(0, from.indexOf("</section>")).replaceAll(/<[^>]+>/g, " ");
  };
  expect(await section()).toContain("Overdue: check the cron trigger");
  expect(await section()).not.toContain("Shops whose orders");
  await writeHeartbeat(own.db, "cron", own.clock.now());
  await noteDeadline(own.db, owner, own.clock.now() - 1);
  own.clock.advance(4 * 60_000);
  expect(await section()).toMatch(/last started\s+4 minutes ago/);
  expect(await section()).not.toContain("Overdue");
  expect(await section()).toMatch(/Shops whose orders weren(?:'|&#39;)t checked in time\s+1/);
  own.clock.advance(2 * 60_000);
  expect(await section()).toContain("Overdue");
  expect(await section()).toContain("Nothing is waiting");
  expect(await section()).toContain("Not set up: nobody gets alerts");
  // Of a shop that doesn't answer it isn't known.
  own.tenants.answers["monitoring.health"] = () => {
    throw new Error("out of reach");
  };
  expect(await section()).not.toContain("Nothing is waiting");
  expect(await section()).toMatch(/\d+ shops? do(?:es)?n(?:'|&#39;)t answer/);
  expect(await section("sv")).toContain("Schemalagda körningar (cron)");
  expect(await section("nl")).toContain("Geplande verwerking (cron)");
  expect(await section("pl")).toContain("harmonogramu (cron)");
});
