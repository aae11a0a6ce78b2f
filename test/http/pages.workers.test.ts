/**
 * The pages' doors over a real D1: who gets in, which forms are believed, and that no text of a
 * user becomes markup.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { JobView } from "../../src/domain/jobs/job.ts";
import type { BackfillView, JobQuery } from "../../src/sync/contract/index.ts";
import { browser, pressedOn, signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";
import { ADMIN, edges, healthOf } from "./world.ts";
import { withoutOwnScript } from "../support/own-script.ts";

const HOSTILE = `<script>alert("1")</script>"'><img src=x onerror=alert(2)>`;

test("the operator's token signs in and nothing else does, not even an API token", async () => {
  const world = await edges({ "monitoring.health": (id: string) => healthOf(id) });
  const made = await world.api("POST", "/tokens", { name: "tool", scope: "full" });
  const user = browser(world, "203.0.113.7");
  expect((await user.signIn(String(made.body["token"]))).status).toBe(403);
  expect((await user.go("/admin")).headers.get("location")).toBe("/admin/sign-in?next=%2Fadmin");
  expect((await user.signIn(ADMIN)).status).toBe(303);
  expect((await user.go("/admin")).status).toBe(200);
});

test("a form without the session's token, with another's, or from another site changes nothing", async () => {
  const { world, user } = await signedIn();
  const id = await world.makeTenant();
  const csrf = await user.csrf("/admin");
  const stranger = await browser(world, "203.0.113.2").csrf("/admin/sign-in");
  const tries: readonly (readonly [Record<string, string>, Record<string, string>])[] = [
    [{}, {}],
    [{ csrf: "" }, {}],
    [{ csrf: stranger }, {}],
    [{ csrf }, { origin: "https://evil.example" }],
    [{ csrf }, { origin: "null" }],
    [{ csrf }, { "sec-fetch-site": "cross-site" }],
    [{ csrf }, { "sec-fetch-site": "same-site" }],
  ];
  for (const [form, headers] of tries) {
    const answer = await user.post(`/admin/tenants/${id}/stop`, form, headers);
    expect(answer.status, JSON.stringify([form, headers])).toBe(403);
    expect(answer.text).toContain("Form not accepted");
  }
  expect(world.tenants.calls.filter((call) => call.method === "admin.pause")).toEqual([]);
  world.tenants.answers["admin.pause"] = { ok: true };
  expect((await user.post(`/admin/tenants/${id}/stop`, { csrf, note: "now" })).status).toBe(303);
  expect(world.tenants.calls.filter((call) => call.method === "admin.pause")).toMatchObject([
    { args: [id, "operator", "now"] },
  ]);
  expect(await world.auditOf(id)).toContain("operator tenant.pause");
});

test("a sign-in form from another site or another browser is not taken", async () => {
  const world = await edges();
  const user = browser(world, "203.0.113.3");
  const csrf = await user.csrf("/admin/sign-in");
  expect(
    (await user.post("/admin/sign-in", { csrf, token: ADMIN }, { origin: "https://evil.example" }))
      .status,
  ).toBe(403);
  expect(
    (await browser(world, "203.0.113.4").post("/admin/sign-in", { csrf, token: ADMIN })).status,
  ).toBe(403);
});

test("pages are kept by nobody", async () => {
  const { user } = await signedIn();
  for (const path of ["/admin", "/admin/sign-in", "/admin/nothing-here", "/admin/tenants/none"])
    expect([path, (await user.go(path)).headers.get("cache-control")]).toEqual([path, "no-store"]);
});

const hostileJob: JobView = {
  id: "j1",
  key: "order:1",
  flow: "orders",
  lane: "live",
  status: "done",
  outcome: "held",
  wait: null,
  due: null,
  wanted: 1,
  seen: 1,
  settingsVersion: 1,
  label: HOSTILE,
  figures: { gross: "10.00", vat: "2.00", currency: "SEK" },
  createdAt: 1,
  updatedAt: 2,
  reasons: [reason("article-not-found", { sku: HOSTILE, line: 1 })],
};

test("what users write is text on every page, never markup", async () => {
  const { world, user } = await signedIn({
    "jobs.list": { jobs: [hostileJob], cursor: null },
    "jobs.timeline": {
      job: hostileJob,
      documents: [],
      operations: [
        {
          role: "sales-order",
          n: 1,
          kind: "order.create",
          state: "rejected",
          marker: HOSTILE,
          documentId: HOSTILE,
          documentNumber: null,
          request: { text: HOSTILE },
          response: { message: HOSTILE },
          sentAt: 1,
          settledAt: 2,
        },
      ],
      timeline: [
        {
          at: 1,
          what: "read",
          title: `GET ${HOSTILE}`,
          detail: {
            vendor: "asperion",
            query: { $filter: HOSTILE },
            status: 200,
            body: { _data: [HOSTILE] },
          },
        },
        { at: 2, what: "plan", title: "write", detail: HOSTILE },
        { at: 3, what: "write", title: HOSTILE, detail: { vendor: "eaccounting", body: HOSTILE } },
        { at: 4, what: "person", title: "skip", detail: { actor: HOSTILE, note: HOSTILE } },
      ],
    },
    "monitoring.resolved": [
      {
        id: "a",
        reason: reason("article-not-found", { sku: HOSTILE }),
        jobId: "j1",
        since: 1,
        resolvedAt: 2,
      },
    ],
    "jobs.held": {
      groups: [
        {
          cause: "article-not-found",
          thing: HOSTILE,
          count: 1,
          since: 1,
          amounts: [],
          reason: reason("article-not-found", { sku: HOSTILE }),
        },
      ],
      next: null,
      areas: [],
      causes: [],
      own: [{ id: "b", since: 1, reason: reason("tenant-paused", { actor: HOSTILE, note: "" }) }],
    },
    "monitoring.health": (id: string) =>
      healthOf(id, {
        connections: [
          {
            vendor: "asperion",
            state: "connected",
            identity: HOSTILE,
            name: HOSTILE,
            accessExpiresAt: null,
            connectedAt: 1,
            refreshedAt: null,
            scope: null,
            client: null,
            clientRefused: false,
          },
        ],
      }),
  });
  const id = await world.makeTenant(HOSTILE.slice(0, 90));
  for (const path of [
    "/admin",
    `/admin/tenants/${id}`,
    `/admin/tenants/${id}/settings/orders`,
    `/admin/tenants/${id}/settings/lookups`,
    `/admin/tenants/${id}/settings/versions`,
    `/admin/tenants/${id}/orders?text=${encodeURIComponent(HOSTILE)}`,
    `/admin/tenants/${id}/orders/j1`,
  ]) {
    const { status, text } = await user.go(path);
    expect([path, status]).toEqual([path, 200]);
    expect(text, path).toContain("&lt;script&gt;");
    expect(withoutOwnScript(text), path).not.toMatch(/<script|<img/);
  }
});

test("settings that were saved meanwhile are not overwritten, and what was entered still stands there", async () => {
  const { world, user } = await signedIn({ "jobs.list": { jobs: [], cursor: null } });
  const id = await world.makeTenant();
  const csrf = await user.csrf(`/admin/tenants/${id}/settings/document`);
  const base = {
    csrf,
    version: "1",
    "orders.orderStatus": "draft",
    "orders.markerField": "OurReference",
    "orders.buyerReferenceField": "none",
    "orders.tolerance": "0.01",
    "orders.changedByPerson": "hold",
    "orders.missingAddress": "-",
  };
  expect((await user.post(`/admin/tenants/${id}/settings/document`, base)).status).toBe(303);
  const again = await user.post(`/admin/tenants/${id}/settings/document`, {
    ...base,
    "orders.ourReference": "Typed in vain",
  });
  expect(again.status).toBe(409);
  expect(again.text).toContain("Someone else saved new settings");
  expect(again.text).toContain("Typed in vain");
  expect((await world.api("GET", `/tenants/${id}/settings`)).body).toMatchObject({
    version: 2,
    orders: { ourReference: "", orderStatus: "draft", statuses: [2, 3, 4, 5] },
  });
});

test("an object out of reach is said in words, and the page stands all the same", async () => {
  const { world, user } = await signedIn({
    "monitoring.health": () => {
      throw new Error("secret inside");
    },
  });
  const id = await world.makeTenant("Far away");
  const { status, text } = await user.go(`/admin/tenants/${id}`);
  expect(status).toBe(200);
  expect(text).toContain("can&#39;t be reached at the moment");
  expect(text).not.toContain("secret inside");
});

test("an error of ours is a page in words, without its own", async () => {
  const { world, user } = await signedIn();
  const id = await world.makeTenant();
  const prepare = world.db.$client.prepare.bind(world.db.$client);
  world.db.$client.prepare = () => {
    throw new Error("secret inside");
  };
  const { status, text } = await user.go(`/admin/tenants/${id}`);
  world.db.$client.prepare = prepare;
  expect(status).toBe(500);
  expect(text).toContain("Something went wrong");
  expect(text).not.toContain("secret inside");
});

test("a tenant's page shows what runs by itself and how a back-fill stands, and its buttons ask for it", async () => {
  const backfill: BackfillView = {
    id: "b000002",
    dryRun: false,
    of: "b000001",
    from: "2026-09-01",
    to: "2026-09-30",
    state: "running",
    actor: HOSTILE,
    createdAt: 1,
    endedAt: null,
    total: 200,
    done: 50,
    verdicts: { booked: 49, held: 1 },
    takeBack: null,
    perMinute: 300,
    secondsLeft: 30,
  };
  const asked: unknown[] = [];
  const noting =
    (method: string) =>
    (...args: unknown[]) => {
      asked.push([method, ...args.slice(1)]);
      return { ok: true, jobIds: ["j1"], id: "b000003", documents: 49 };
    };
  const { world, user } = await signedIn({
    "monitoring.health": (id: string) =>
      healthOf(id, {
        changeFilter: "unusable",
        backfill,
        stoppedFlows: { lookups: { actor: HOSTILE, note: HOSTILE, since: 1 } },
        works: [
          {
            name: "order-sweep",
            flow: "orders",
            key: "sweep:orders",
            lastRun: 1,
            nextRun: null,
            job: { id: "j9", status: "done", outcome: "skipped" },
          },
        ],
      }),
    "flows.run": noting("run"),
    "flows.pause": noting("pause"),
    "flows.resume": noting("resume"),
    "jobs.list": (_: string, { status = "waiting" }: JobQuery) => ({
      jobs: status === "waiting" ? [jobView({ id: "j8", status, wait: "pause" })] : [],
      cursor: null,
    }),
    "backfills.one": backfill,
    "backfills.begin": noting("begin"),
    "backfills.cancel": noting("cancel"),
    "backfills.takeBack": async (_id: string, request: unknown) => {
      asked.push(["take back", request]);
      return { ok: true, id: "b000003" };
    },
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/syncs`);
  for (const said of [
    "50 of 200",
    "300 orders a minute",
    "about 30 seconds",
    "Check for new orders",
    "manually only",
    "list orders by change date",
  ])
    expect(text).toContain(said);
  expect(withoutOwnScript(text)).not.toMatch(/<script|<img/);
  const csrf = await user.csrf(`/admin/tenants/${id}`);
  const press = async (path: string, form: Record<string, string> = {}) =>
    (await user.post(`/admin/tenants/${id}/${path}`, { csrf, ...form })).status;
  expect(await press("flows/orders/run")).toBe(303);
  // Shown first: what it does, and how much waits.
  const ONE_WAITS = "1 job is waiting to run.";
  const confirmed = async (path: string, says: string, pressed: unknown) => {
    const before = asked.length;
    const sheet = await user.post(`/admin/tenants/${id}/${path}`, { csrf });
    expect([sheet.status, sheet.text.includes(says), asked.length]).toEqual([200, true, before]);
    expect(pressedOn(sheet.text)).toEqual(pressed);
    return (await user.confirm(`/admin/tenants/${id}/${path}`, { csrf })).status;
  };
  expect(await confirmed("flows/orders/stop", ONE_WAITS, ["Stop: Orders", true])).toBe(303);
  expect(
    await confirmed("flows/lookups/resume", ONE_WAITS, ["Resume: Lists from eAccounting", false]),
  ).toBe(303);
  // It goes by itself already.
  expect(await press("flows/orders/resume")).toBe(303);
  expect(await press("flows/everything/stop")).toBe(404);
  expect(
    await press("backfills", { from: "2026-09-01", to: "2026-09-30", dryRunId: "b000001" }),
  ).toBe(303);
  expect(await press("backfills", { from: "2026-09-30", to: "2026-09-01" })).toBe(400);
  expect(
    await confirmed("backfills/b000002/cancel", "150 orders haven", ["Cancel run", true]),
  ).toBe(303);
  expect(await press("backfills/b000002/undo")).toBe(303);
  expect((await user.post(`/admin/tenants/${id}/backfills/b000002/undo`, {})).status).toBe(403);
  expect(asked).toEqual([
    ["run", "orders"],
    ["pause", "orders", expect.any(String), ""],
    ["resume", "lookups"],
    ["resume", "orders"],
    ["begin", { from: "2026-09-01", to: "2026-09-30", dryRunId: "b000001" }, expect.any(String)],
    ["cancel", "b000002"],
    ["take back", { scope: { of: "back-fill", id: "b000002" }, dryRunId: null }],
  ]);
});

test("the address alone leads to the pages", async () => {
  const world = await edges();
  const answer = await world.fetch("/", { redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/admin"]);
});

test("stopping a shop is asked first: what is under way, and nothing is stopped by looking", async () => {
  const { world, user } = await signedIn({
    "monitoring.health": (of: string) =>
      healthOf(of, {
        jobs: { queued: 1, running: 2, waiting: 3, done: 4, dead: 0 },
        inDoubt: 1,
        oldestWaiting: Date.parse("2026-11-27T08:30:00Z"),
      }),
  });
  const id = await world.makeTenant();
  const { status, text } = await user.go(`/admin/tenants/${id}/stop`);
  expect([
    status,
    text.includes("2 items are being processed right now."),
    text.includes("4 jobs are waiting to run."),
    text.includes("1 write without an answer is looked up"),
    text.includes(`action="/admin/tenants/${id}/stop"`),
  ]).toEqual([200, true, true, true, true]);
  expect(world.tenants.calls.filter(({ method }) => method === "admin.pause")).toEqual([]);
  // Once it is stopped, the page says so and leads back.
  world.tenants.answers["admin.pause"] = { ok: true };
  expect((await world.api("POST", `/tenants/${id}/pause`, {})).status).toBeLessThan(300);
  const stopped = (await user.go(`/admin/tenants/${id}/stop`)).text;
  expect([
    stopped.includes("This shop is stopped already."),
    stopped.includes(`action="/admin/tenants/${id}/stop"`),
    stopped.includes(`action="/admin/tenants/${id}/resume"`),
  ]).toEqual([true, false, true]);
  const live = (await user.go(`/admin/tenants/${id}/setup/live`)).text;
  expect(live).not.toContain("only when you run it");
});
