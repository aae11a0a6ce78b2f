import { expect, test } from "vitest";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import type { PlanInput } from "../../../src/flows/orders/shared/plan-input.ts";
import { input, order, settings } from "../../flows/orders/kit.ts";
import { customer, placed, readOf, remembered } from "../../support/remembered-orders.ts";
import { edges } from "../world.ts";

const RULE = { target: "YourReference", expression: 'coalesce(order.comments, "-")' };
const mapping = (head: object[]) => ({ mapping: { orders: { head } } });

const jobOf = (id: string, key: string, label: string) => ({
  id,
  key,
  flow: "orders",
  label,
  settingsVersion: 1,
});
const timelineOf = (of: PlanInput) => ({
  job: jobOf("j", "order:501", "1001"),
  operations: [],
  documents: [],
  timeline: [
    {
      at: 1,
      what: "plan",
      title: "write",
      detail: JSON.parse(JSON.stringify({ input: of, plan: planOrder(of) })) as unknown,
    },
  ],
});

test("versions tell who, when, and what changed, the newest first", async () => {
  const { api, makeTenant, clock } = await edges();
  const id = await makeTenant();
  clock.advance(60_000);
  await api("PUT", `/tenants/${id}/settings`, { version: 1, retentionDays: 60 });
  await api("PUT", `/tenants/${id}/settings`, {
    version: 2,
    retentionDays: 60,
    trial: true,
    lookups: { termsOfPayment: { default: "t-1" } },
  });
  const told = await api("GET", `/tenants/${id}/settings/versions`);
  expect(told.body["versions"]).toEqual([
    {
      version: 3,
      actor: "admin-token",
      at: clock.now(),
      changes: [
        { path: "lookups.termsOfPayment.default", before: null, after: "t-1" },
        { path: "trial", before: false, after: true },
      ],
    },
    {
      version: 2,
      actor: "admin-token",
      at: clock.now(),
      changes: [{ path: "retentionDays", before: 30, after: 60 }],
    },
    { version: 1, actor: "admin-token", at: clock.now() - 60_000, changes: [] },
  ]);
  expect(
    (await api("GET", `/tenants/${id}/settings/versions?before=3&limit=1`)).body["versions"],
  ).toMatchObject([{ version: 2, changes: [{ path: "retentionDays" }] }]);
});

test("an older version comes back as the newest, checked like any, and only over the version that was read", async () => {
  const { api, makeTenant, tenants, auditOf } = await edges();
  const id = await makeTenant();
  await api("PUT", `/tenants/${id}/settings`, { version: 1, trial: true });
  expect(
    await api("POST", `/tenants/${id}/settings/restore`, { version: 1, restore: 1 }),
  ).toMatchObject({ status: 409, body: { kind: "stale-version" } });
  expect(
    await api("POST", `/tenants/${id}/settings/restore`, { version: 2, restore: 9 }),
  ).toMatchObject({ status: 404, body: { kind: "unknown-version" } });
  expect(
    await api("POST", `/tenants/${id}/settings/restore`, { version: 2, restore: 1 }),
  ).toMatchObject({ status: 200, body: { version: 3, trial: false } });
  expect(tenants.calls.at(-1)).toMatchObject({
    method: "admin.configure",
    args: [id, { version: 3, settings: { trial: false } }],
  });
  expect((await auditOf(id)).filter((entry) => entry.endsWith("settings.change"))).toHaveLength(2);
});

const read = (source: object) => ({
  job: {},
  operations: [],
  documents: [],
  timeline: [readOf(source)],
});

test("a preview works the last orders out again, tells what would become of each otherwise, and writes nothing", async () => {
  const orders: Record<string, object> = {
    a: placed(1, "1001", { comments: "ring twice" }),
    b: placed(2, "1002"),
    d: placed(3, "1003", { status: 1 }),
  };
  const { api, makeTenant, tenants } = await edges({
    "jobs.list": {
      jobs: [
        jobOf("a", "order:1", "1001"),
        jobOf("b", "order:2", "1002"),
        jobOf("c", "order:9", "1009"),
        jobOf("d", "order:3", "1003"),
      ],
      cursor: null,
    },
    "jobs.timeline": (_: string, jobId: string) =>
      orders[jobId] === undefined
        ? { job: {}, operations: [], documents: [], timeline: [] }
        : read(orders[jobId]),
    ...remembered,
  });
  const id = await makeTenant();
  const saved = {
    orders: { enabled: true, startLine: "2026-11-01T00:00:00+01:00", statuses: [2] },
  };
  expect((await api("PUT", `/tenants/${id}/settings`, { version: 1, ...saved })).status).toBe(200);
  const preview = async (change: object) =>
    (await api("POST", `/tenants/${id}/settings/preview`, { settings: { ...saved, ...change } }))
      .body as {
      compared: number;
      changed: {
        jobId: string;
        differences: { field: string; before: unknown; after: unknown }[];
        reasons: { after: { code: string; text: string }[] };
      }[];
    };
  expect(await preview({})).toEqual({
    compared: 3,
    held: 0,
    changed: [],
    lacked: [],
    consequences: [],
  });
  expect(
    await preview(mapping([{ target: "YourReference", field: "order.comments" }])),
  ).toMatchObject({
    compared: 3,
    held: 0,
    changed: [
      {
        jobId: "a",
        label: "1001",
        settingsVersion: 1,
        differences: [{ field: "YourReference", before: null, after: "ring twice" }],
      },
    ],
  });
  expect(
    (
      await preview(
        mapping([
          { target: "YourReference", expression: 'text(number(coalesce(order.comments, "1")))' },
        ]),
      )
    ).changed,
  ).toMatchObject([
    {
      jobId: "a",
      differences: [
        { field: "outcome", before: "written", after: "held: rule-failed (YourReference)" },
      ],
    },
    { jobId: "b", differences: [{ field: "YourReference", before: null, after: "1" }] },
  ]);
  // Taken or left.
  const fewer = await preview({ orders: { ...saved.orders, statuses: [4] } });
  expect(fewer.changed.map(({ jobId, differences }) => [jobId, differences])).toEqual(
    ["a", "b"].map((jobId) => [
      jobId,
      [{ field: "outcome", before: "written", after: "left: status-outside-filter" }],
    ]),
  );
  expect(fewer.changed[0]?.reasons.after[0]?.text).toContain(
    "only orders with status Delivered are booked",
  );
  expect(
    (await preview({ orders: { ...saved.orders, statuses: [1, 2] } })).changed.map(
      ({ jobId, differences }) => [jobId, differences],
    ),
  ).toEqual([
    ["d", [{ field: "outcome", before: "left: status-outside-filter", after: "written" }]],
  ]);
  // Another kind of document, and what is paid on it.
  const bank = "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11";
  const booked = await preview({
    orders: { ...saved.orders, type: "invoice", payments: "register" },
    lookups: { paymentMethod: { default: bank, table: {} } },
  });
  expect(booked.changed.map(({ jobId }) => jobId)).toEqual(["a", "b"]);
  expect(booked.changed[0]?.differences).toEqual(
    expect.arrayContaining([
      { field: "document", before: "sales-order", after: "invoice" },
      { field: "payment", before: null, after: `100 SEK 2026-11-24 ${bank}` },
    ]),
  );
  // Another customer.
  const debtor = "9c0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11";
  tenants.answers["reads.buyer"] = (_: string, { linkSource }: { linkSource: string }) => ({
    ...remembered["reads.buyer"],
    link: {
      customer: { ...customer, id: linkSource === `default:${debtor}` ? debtor : customer.id },
      fingerprint: "x",
    },
  });
  expect(
    (await preview({ orders: { ...saved.orders, defaultDebtor: { id: debtor, when: "always" } } }))
      .changed[0]?.differences,
  ).toEqual(expect.arrayContaining([{ field: "customer", before: customer.id, after: debtor }]));
  expect(
    [...new Set(tenants.calls.map(({ method }) => method))]
      // Saving tells the object, and asks whether what it switched on may run.
      .filter((method) => method !== "admin.configure" && method !== "monitoring.health")
      .toSorted(),
  ).toEqual(["jobs.list", "jobs.timelines", "reads.buyer", "reads.ledger", "reads.loweredBy"]);
  expect((await api("GET", `/tenants/${id}/settings`)).body).toMatchObject({ version: 2 });
});

test("all orders of a preview share one budget, and it says how many it came to", async () => {
  const heavy = { comments: `b${"a".repeat(9_900)}` };
  const jobs = Array.from({ length: 20 }, (_, n) =>
    jobOf(`${n + 1}`, `order:${n + 1}`, `${n + 1}`),
  );
  const { api, makeTenant } = await edges({
    "jobs.list": { jobs, cursor: null },
    "jobs.timeline": (_: string, jobId: string) => read(placed(Number(jobId), jobId, heavy)),
    ...remembered,
  });
  const id = await makeTenant();
  const { version: _, ...current } = (await api("GET", `/tenants/${id}/settings`)).body;
  const searches = Array.from(
    { length: 4 },
    () => `contains(coalesce(order.comments, ""), "${"a".repeat(250)}b")`,
  ).join(" || ");
  const wanted = {
    ...current,
    ...mapping([{ target: "YourReference", expression: `${searches} ? "a" : "b"` }]),
  };
  const { status, body } = await api("POST", `/tenants/${id}/settings/preview`, {
    settings: wanted,
  });
  expect([status, Number(body["compared"]) > 0, Number(body["compared"]) < 20]).toEqual([
    200,
    true,
    true,
  ]);
  // None is told as held for want of steps that the others took.
  expect(JSON.stringify(body["changed"])).not.toContain("held");
});

test("rules are refused with their path, and so is one that costs too much on the largest order", async () => {
  const { api, makeTenant } = await edges({ "jobs.list": { jobs: [], cursor: null } });
  const id = await makeTenant();
  const put = async (head: object[]) => {
    const answer = await api("PUT", `/tenants/${id}/settings`, { version: 1, ...mapping(head) });
    return [
      answer.status,
      ...((answer.body["errors"] as { path: string }[] | undefined) ?? []).map(({ path }) => path),
    ];
  };
  expect(await put([RULE, { target: "OurReference", default: "x" }])).toEqual([
    400,
    "mapping.orders.head.1.target",
  ]);
  expect(await put([{ target: "YourReference", expression: "upper(order.comments)" }])).toEqual([
    400,
    "mapping.orders.head.0.expression",
  ]);
  expect(
    await put([
      {
        target: "YourReference",
        expression: 'order.lines.all(l, size(order.lines) > 0) ? "a" : "b"',
      },
    ]),
  ).toEqual([400, "mapping.orders.head.0.expression"]);
  expect(await put([RULE])).toEqual([200]);
});

test("an expression is tried on the newest order: its result, its faults at their place, or where it stopped", async () => {
  const of = input(order([{ price: "10" }], { comments: "ring twice" }), { settings: settings() });
  const { api, makeTenant } = await edges({
    "jobs.list": { jobs: [jobOf("a", "order:1", "1001")], cursor: null },
    "jobs.timeline": () => timelineOf(of),
  });
  const id = await makeTenant();
  const attempt = async (expression: string, part = "orders.head", target = "YourReference") =>
    (await api("POST", `/tenants/${id}/mapping/try`, { part, target, expression })).body;
  expect(await attempt('upper(coalesce(order.comments, ""))')).toMatchObject({
    faults: [],
    result: { value: "RING TWICE" },
    stopped: null,
    on: "1001",
  });
  expect(await attempt("order.coments")).toMatchObject({
    faults: [{ code: "unknown-field", at: { line: 1, column: 7, length: 7 } }],
    result: null,
  });
  expect(await attempt('text(number(coalesce(order.comments, "")))')).toMatchObject({
    faults: [],
    result: null,
    stopped: { code: "not-a-number", value: "ring twice", at: { column: 6 } },
  });
  expect(await attempt("upper(line.text)", "orders.rows", "Text")).toMatchObject({
    result: { value: "A THING" },
  });
  expect(await attempt("customer.name", "customers", "WwwAddress")).toMatchObject({
    result: { value: "Anna Svensson" },
  });
  expect(
    (
      await api("POST", `/tenants/${id}/mapping/try`, {
        part: "customers",
        target: "Text",
        expression: "1",
      })
    ).status,
  ).toBe(400);
});

test("targets, sources and functions are told, and what can't be mapped says why", async () => {
  const { api, makeTenant } = await edges();
  const id = await makeTenant();
  const { body } = await api("GET", `/tenants/${id}/mapping`);
  const parts = body["parts"] as {
    part: string;
    targets: { name: string; takes: string; why: string | null }[];
    sources: { path: string }[];
  }[];
  expect(parts.map(({ part }) => part)).toEqual([
    "orders.head",
    "orders.rows",
    "vouchers.head",
    "vouchers.rows",
    "customers",
    "articles",
  ]);
  expect(parts[0]?.targets.find(({ name }) => name === "OurReference")?.why).toMatch(
    /tracking code/,
  );
  expect(parts[0]?.targets.find(({ name }) => name === "YourReference")).toMatchObject({
    takes: "text, 100 characters, single line",
    why: null,
  });
  expect(parts[1]?.sources.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["order.comments", "order.lines[0].text", "line.sku"]),
  );
  expect((body["functions"] as { name: string }[]).map(({ name }) => name)).toContain(
    "formatAddress",
  );
});
