/**
 * The step that shows the shop's last orders as they would be booked: the newest look alone, and
 * each order as what it is.
 */
import { expect, test } from "vitest";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import type { JobQuery } from "../../src/sync/contract/index.ts";
import { connectedHealth, open } from "./setup-stage.ts";

const job = (
  n: number,
  key: string,
  reasons: readonly Reason[],
  more: Partial<JobView> = {},
): JobView => ({
  id: `j00000000${n}`,
  key,
  flow: "dry-run",
  lane: "sweep",
  status: "done",
  outcome: "skipped",
  wait: null,
  due: null,
  wanted: 1,
  seen: 1,
  settingsVersion: 1,
  label: String(1000 + n),
  figures: null,
  createdAt: n,
  updatedAt: n,
  reasons,
  ...more,
});
const would = (what: string, ...why: readonly Reason[]): readonly Reason[] => [
  reason("dry-run", { would: what }),
  ...why,
];
const FILTER = reason("status-outside-filter", { status: 1, filter: "2" });

/** A look of yesterday, and today's of the same orders, of which one isn't taken any more. */
const JOBS: readonly JobView[] = [
  job(1, "dry-run:last", [], { outcome: "updated", label: null }),
  job(2, "dry-run:asked:j000000001:7", would("order.create")),
  job(3, "dry-run:asked:j000000001:8", would("order.create")),
  job(4, "dry-run:last", [], { outcome: "updated", label: null }),
  job(5, "dry-run:asked:j000000004:7", would("skipped", FILTER)),
];

/** As the tenant's object answers. */
const jobs = (_: string, { key, flow, status, under }: JobQuery) => ({
  jobs: JOBS.filter(
    (one) =>
      (key ?? one.key) === one.key &&
      (flow ?? one.flow) === one.flow &&
      (status ?? one.status) === one.status &&
      one.key.startsWith(under ?? ""),
  ).toReversed(),
  cursor: null,
});
const timeline = (_: string, id: string) => ({
  job: JOBS.find((one) => one.id === id),
  documents: [],
  operations: [],
  timeline: [],
});

test("only the newest look counts, a skipped order isn't one that would be booked, and why it is left stands with it", async () => {
  const { user, at } = await open("203.0.113.131", {
    "monitoring.health": connectedHealth,
    "jobs.list": jobs,
    "jobs.timeline": timeline,
  });
  const { text } = await user.go(`${at}/live`);
  expect(text).toContain("1 order would be skipped.");
  expect(text).not.toMatch(/\d orders? would be booked/);
  expect([
    text.match(/orders\/j\d+">/g)?.length,
    text.includes("only orders with status Confirmed are booked"),
  ]).toEqual([1, true]);
});

test("every language counts by what would become of the orders", async () => {
  const { user, at } = await open("203.0.113.132", {
    "monitoring.health": connectedHealth,
    "jobs.list": jobs,
    "jobs.timeline": timeline,
  });
  const said = await Promise.all(
    LANGUAGES.map(
      async (language) =>
        /role="status">([^<]*1 [^<]*)</.exec(
          (await user.go(`${at}/live`, { headers: { "accept-language": language } })).text,
        )?.[1],
    ),
  );
  expect(said).toEqual([
    "1 order would be skipped.",
    "1 order zou worden overgeslagen.",
    "Do pominięcia: 1 zamówienie.",
    "1 order skulle hoppas över.",
  ]);
});

test("a look that is still at work says so, and counts what it knows", async () => {
  const running = (one: JobView): JobView =>
    one.id === "j000000005" ? { ...one, status: "running", outcome: null, reasons: [] } : one;
  const { user, at } = await open("203.0.113.133", {
    "monitoring.health": connectedHealth,
    "jobs.timeline": timeline,
    "jobs.list": (_: string, query: JobQuery) => ({
      cursor: null,
      jobs: jobs(_, query).jobs.map(running),
    }),
  });
  const { text } = await user.go(`${at}/live`);
  expect([text.includes("Running…"), /\d orders? would be/.test(text)]).toEqual([true, false]);
});

test("the API tells the same: the newest look, what would become of each order, and why", async () => {
  const { world, id } = await open("203.0.113.134", {
    "monitoring.health": connectedHealth,
    "jobs.list": jobs,
    "jobs.timeline": timeline,
  });
  const { body } = await world.api("GET", `/tenants/${id}/dry-run`);
  expect(body).toMatchObject({
    run: { jobId: "j000000004", status: "done" },
    counts: { book: 0, leave: 1 },
    open: 0,
    orders: [
      {
        become: "leave",
        would: "skipped",
        job: {
          id: "j000000005",
          reasons: [{ code: "dry-run" }, { code: "status-outside-filter" }],
        },
      },
    ],
  });
});

test("a shop whose dry run has orders that wait for VAT goes live only once somebody says that such orders may wait, by page and by API", async () => {
  const held = job(
    6,
    "dry-run:asked:j000000004:8",
    would("needs-attention", reason("vat-code-unknown", { vatCode: "X", line: 1 })),
  );
  const { world, user, id, at, configure, send, settings } = await open("203.0.113.136", {
    "monitoring.health": connectedHealth,
    "jobs.timeline": timeline,
    "jobs.list": (_: string, query: JobQuery) => ({
      cursor: null,
      jobs: [...jobs(_, query).jobs, ...(held.key.startsWith(query.under ?? "-") ? [held] : [])],
    }),
  });
  await configure({
    orders: { startLine: "2026-11-01T00:00:00Z" },
    setup: { flows: ["orders"], answered: true, answeredFlows: ["orders"] },
  });
  const enabled = async () => (await settings())["orders"]?.["enabled"];
  const { text } = await user.go(`${at}/live`);
  // Not of a mapping: none mends another rate in eAccounting, which is held just so.
  expect(text).toContain("1 order of the dry run would be put on hold because of VAT.");
  const refused = await send("live", { how: "forReal", limit: "" });
  expect([refused.status, await enabled()]).toEqual([409, false]);
  expect(refused.text).toContain("Correct VAT first, or tick that orders may wait.");
  const posted = (body: object) => world.api("POST", `/tenants/${id}/go-live`, body);
  expect(await posted({})).toMatchObject({ status: 409, body: { kind: "vat-unmapped" } });
  expect(await enabled()).toBe(false);
  // A trial writes nothing, so it may begin.
  expect((await posted({ trial: true })).status).toBe(200);
  const isLive = async () =>
    ((await world.api("GET", `/tenants/${id}/setup`)).body["done"] as Record<string, unknown>)[
      "live"
    ];
  expect([await enabled(), await isLive()]).toEqual([true, false]);
  expect((await send("live", { how: "forReal", limit: "", heldAnyway: "on" })).status).toBe(303);
  expect([await enabled(), (await settings())["trial"]]).toEqual([true, false]);
  expect(await isLive()).toBe(true);
  // In a live shop a further sync is asked about first, and the tick stands in that form.
  await configure({ setup: { flows: ["orders", "customers"], answered: true } });
  const asked = await send("live", { how: "forReal", limit: "", heldAnyway: "on" });
  expect([asked.status, asked.text.includes("Customer sync creates and updates")]).toEqual([
    200,
    true,
  ]);
  expect(asked.text).toMatch(/<input[^>]*name="heldAnyway"[^>]* checked/);
});
