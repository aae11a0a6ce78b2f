import { expect, test } from "vitest";
import { message } from "../../../src/messages/message.ts";
import type { JobView } from "../../../src/domain/jobs/job.ts";
import { edges } from "../world.ts";

const job: JobView = {
  id: "j1",
  key: "order:1001",
  flow: "orders",
  lane: "live",
  status: "done",
  outcome: "held",
  wait: null,
  due: null,
  wanted: 2,
  seen: 2,
  settingsVersion: 3,
  label: "A-1001",
  figures: { gross: "121.00", vat: "21.00", currency: "EUR" },
  createdAt: 1,
  updatedAt: 2,
  reasons: [{ code: "article-not-found", params: { sku: "X-1" } }],
};
const timeline = {
  job,
  operations: [
    {
      role: "sales-order",
      n: 0,
      kind: "order.create",
      state: "compared",
      marker: "A-1001 #ABCDEFGH",
      documentId: "g",
      documentNumber: "7",
      request: { a: 1 },
      response: undefined,
      sentAt: 3,
      settledAt: 4,
    },
  ],
  timeline: [{ at: 1, what: "event", title: "told by a webhook", detail: undefined }],
};

test("jobs are listed by what is asked for, with their reasons in words", async () => {
  const { api, makeTenant, tenants } = await edges({ "jobs.list": { jobs: [job], cursor: "c2" } });
  const id = await makeTenant();
  const page = await api(
    "GET",
    `/tenants/${id}/jobs?key=order:1001&status=done&outcome=held&label=1001&cursor=c1&limit=5`,
  );
  expect(page).toMatchObject({
    status: 200,
    body: {
      cursor: "c2",
      jobs: [
        {
          id: "j1",
          status: "done",
          outcome: "held",
          wanted: 2,
          reasons: [{ code: "article-not-found", params: { sku: "X-1" } }],
        },
      ],
    },
  });
  expect(tenants.calls.at(-1)).toMatchObject({
    method: "jobs.list",
    args: [
      id,
      { key: "order:1001", status: "done", outcome: "held", label: "1001", cursor: "c1", limit: 5 },
    ],
  });
  const [first] = page.body["jobs"] as { reasons: { text: string; next: string }[] }[];
  expect(first?.reasons[0]?.text).toContain("X-1");
  await api("GET", `/tenants/${id}/jobs`);
  expect(tenants.calls.at(-1)?.args).toEqual([id, {}]);
  await api("GET", `/tenants/${id}/jobs?outcome=booked&stands=waits-for-day`);
  const counted = { outcome: "booked", stands: "waits-for-day" };
  expect(tenants.calls.at(-1)?.args).toEqual([id, counted]);
  // Orders that wait for an approval are on hold, as before they had a result of their own.
  await api("GET", `/tenants/${id}/jobs?stands=held`);
  expect(tenants.calls.at(-1)?.args).toEqual([id, { outcome: "held" }]);
  await api("GET", `/tenants/${id}/jobs?stands=waits-for-approval`);
  expect(tenants.calls.at(-1)?.args).toEqual([id, { stands: "waits-for-approval" }]);
  const waits = { ...job, stands: "waits-for-approval" } as const;
  tenants.answers["jobs.list"] = { jobs: [waits, { ...waits, stands: "waits-for-day" }] };
  const stood = (await api("GET", `/tenants/${id}/jobs`)).body["jobs"] as { stands?: string }[];
  expect(stood.map(({ stands }) => stands)).toEqual([undefined, "waits-for-day"]);
  expect((await api("GET", `/tenants/${id}/jobs?outcome=waits-for-day`)).status).toBe(400);
  expect((await api("GET", `/tenants/${id}/jobs?status=finished`)).body).toMatchObject({
    status: 400,
    errors: [{ path: "status" }],
  });
  expect((await api("GET", `/tenants/${id}/jobs?colour=red`)).status).toBe(400);
});

test("days that are the wrong way round are refused, in the list and in the table; one alone leaves the other side open", async () => {
  const { api, makeTenant, tenants } = await edges({ "jobs.list": { jobs: [job], cursor: null } });
  const id = await makeTenant();
  for (const list of ["jobs", "jobs.csv"])
    expect(await api("GET", `/tenants/${id}/${list}?from=2026-11-25&to=2026-11-24`)).toMatchObject({
      status: 400,
      body: { errors: [{ path: "to", message: "the first day is after the last day" }] },
    });
  expect(tenants.calls.some(({ method }) => method === "jobs.list")).toBe(false);
  const asked = async (days: string): Promise<unknown> => {
    expect((await api("GET", `/tenants/${id}/jobs?${days}`)).status).toBe(200);
    return (tenants.calls.at(-1)?.args[1] as { ended?: unknown } | undefined)?.ended;
  };
  const [begins, ends] = [Date.UTC(2026, 10, 23, 23), Date.UTC(2026, 10, 24, 23)];
  expect(await asked("from=2026-11-24&to=2026-11-24")).toEqual({ from: begins, to: ends });
  expect(await asked("from=2026-11-24")).toMatchObject({ from: begins });
  expect(await asked("to=2026-11-24")).toMatchObject({ to: ends });
});

test("one job has its operations and its timeline", async () => {
  const { api, makeTenant } = await edges({
    "jobs.timeline": (_: string, jobId: string) => (jobId === "j1" ? timeline : null),
  });
  const id = await makeTenant();
  expect((await api("GET", `/tenants/${id}/jobs/j1`)).body).toMatchObject({
    id: "j1",
    status: "done",
    operations: [
      {
        role: "sales-order",
        state: "compared",
        marker: "A-1001 #ABCDEFGH",
        request: { a: 1 },
        response: null,
      },
    ],
    story: [{ what: "event" }],
  });
  expect((await api("GET", `/tenants/${id}/jobs/j2`)).status).toBe(404);
});

test("a retry that may run at once is dispatched, a skip needs its reason, and both are audited", async () => {
  const { api, makeTenant, dispatched, context, tenants, auditOf } = await edges({
    "jobs.retry": { ok: true, dispatch: true },
    "jobs.skip": { ok: true },
  });
  const id = await makeTenant();
  expect((await api("POST", `/tenants/${id}/jobs/j1/retry`)).status).toBe(202);
  await context.settled();
  expect(dispatched).toEqual([`${id}/j1`]);
  expect((await api("POST", `/tenants/${id}/jobs/j1/skip`, { note: "  " })).status).toBe(400);
  expect((await api("POST", `/tenants/${id}/jobs/j1/skip`)).status).toBe(400);
  expect(
    (await api("POST", `/tenants/${id}/jobs/j1/skip`, { note: "booked by hand" })).status,
  ).toBe(204);
  expect(tenants.calls.at(-1)).toMatchObject({
    method: "jobs.skip",
    args: [id, "j1", "admin-token", "booked by hand"],
  });
  expect(await auditOf(id)).toEqual([
    "admin-token tenant.make",
    "admin-token job.retry",
    "admin-token job.skip",
    "admin-token job.skipped",
  ]);
  tenants.answers["jobs.retry"] = {
    ok: false,
    kind: "running",
    message: message("refusals.jobRunning"),
  };
  expect(await api("POST", `/tenants/${id}/jobs/j1/retry`)).toMatchObject({
    status: 409,
    body: { kind: "running" },
  });
  expect((await auditOf(id)).slice(-2)).toEqual([
    "admin-token job.retry",
    "admin-token job.refused",
  ]);
});

test("the audit log names the order of a dry run by its number where a job of it is known, else by its id", async () => {
  const { api, makeTenant } = await edges({
    "jobs.list": (_: string, { key }: { key: string }) => ({
      jobs: key === "order:7" ? [{ ...timeline.job, label: "1001" }] : [],
      cursor: null,
    }),
    "flows.dryRun": {
      ok: false,
      kind: "not-connected",
      message: message("refusals.connectFirst", { vendor: "Asperion" }),
    },
  });
  const id = await makeTenant();
  for (const orderId of [7, 8])
    expect((await api("POST", `/tenants/${id}/dry-run`, { orderId })).status).toBe(409);
  const changes = (await api("GET", `/tenants/${id}/audit`)).body["changes"] as {
    action: string;
    after: string;
  }[];
  expect(changes.filter(({ action }) => action === "dry-run").map(({ after }) => after)).toEqual([
    "order with ID 8",
    "order 1001",
  ]);
});

test("links are listed, set and removed through the object, and the audit log doesn't hold the source", async () => {
  const { api, makeTenant, tenants, db } = await edges({
    "links.list": { links: [], cursor: null },
    "links.put": { ok: true },
    "links.remove": { ok: true },
  });
  const id = await makeTenant();
  const target = "8c2f4a0e-5b1d-4a53-9a26-0d6f3d6c0001";
  expect((await api("GET", `/tenants/${id}/links?kind=customer`)).body).toEqual({
    links: [],
    cursor: null,
  });
  expect(
    (
      await api("PUT", `/tenants/${id}/links`, {
        kind: "customer",
        source: "email:anna@x.se",
        target,
      })
    ).status,
  ).toBe(204);
  expect(tenants.calls.at(-1)).toMatchObject({
    method: "links.put",
    args: [id, { kind: "customer", source: "email:anna@x.se", target }],
  });
  expect(
    (await api("PUT", `/tenants/${id}/links`, { kind: "customer", source: "1", target: "7" }))
      .status,
  ).toBe(400);
  expect(
    (await api("DELETE", `/tenants/${id}/links?kind=customer&source=email:anna@x.se`)).status,
  ).toBe(204);
  const { results } = await db.$client
    .prepare("SELECT * FROM audit WHERE tenant_id = ?")
    .bind(id)
    .all();
  expect(JSON.stringify(results)).not.toContain("anna");
});

test("alerts are told in words", async () => {
  const { api, makeTenant } = await edges({
    "monitoring.alerts": (_id: string, cursor?: string) => ({
      alerts: [
        {
          id: cursor ?? "a",
          reason: { code: "needs-login", params: { vendor: "asperion" } },
          jobId: null,
          since: 1,
          resolvedAt: null,
        },
      ],
      cursor: "0 1 a",
      open: 201,
    }),
  });
  const id = await makeTenant();
  expect((await api("GET", `/tenants/${id}/alerts`)).body).toMatchObject({
    alerts: [{ id: "a", code: "needs-login", text: expect.any(String), next: expect.any(String) }],
    cursor: "0 1 a",
    open: 201,
  });
  expect((await api("GET", `/tenants/${id}/alerts?cursor=0%201%20a`)).body).toMatchObject({
    alerts: [{ id: "0 1 a" }],
  });
});
