/**
 * One order fetched on the page, what was typed kept where it is refused; an order's document
 * replayed; and the page of taking back, over a fake of the tenant's object.
 */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { message } from "../../src/messages/message.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import type { TimelineEntry } from "../../src/sync/contract/index.ts";
import { placed } from "../support/remembered-orders.ts";
import { signedIn } from "./browser.ts";
import type { TenantAnswers } from "./fakes.ts";

const HOSTILE = `<script>alert("1")</script>`;
const DAY = 86_400_000;

const tried: JobView = {
  id: "j7",
  key: "dry-run:asked:1007",
  flow: "dry-run",
  lane: "live",
  status: "done",
  outcome: "skipped",
  wait: null,
  due: null,
  wanted: 1,
  seen: 1,
  settingsVersion: 1,
  label: "W-7",
  figures: { gross: "100.00", vat: "20.00", currency: "SEK" },
  createdAt: 1,
  updatedAt: 2,
  reasons: [reason("dry-run", { would: "order.create" })],
};
const document = {
  id: 1007,
  orderNumber: "W-7",
  lines: { _data: [{ lineNumber: 1, description: HOSTILE }] },
};
const read: TimelineEntry = {
  at: 1,
  what: "read",
  title: "GET /v1/SalesOrderWithLines",
  detail: { vendor: "asperion", query: {}, status: 200, body: { _data: [document] } },
};

async function shop(address: string, over: TenantAnswers = {}) {
  const asked: unknown[][] = [];
  const note =
    (name: string, answer: unknown) =>
    (...args: unknown[]) => {
      asked.push([name, ...args.slice(1)]);
      return answer;
    };
  const found = new Map<string, unknown>([
    ["W-7", { kind: "found", orders: [{ id: 1007, number: "W-7", date: "2026-09-01" }] }],
    [
      "TWICE",
      {
        kind: "found",
        orders: [
          { id: 1, number: "TWICE", date: "2026-09-01" },
          { id: 2, number: "TWICE", date: "2026-09-02" },
        ],
      },
    ],
  ]);
  const { world, user } = await signedIn(
    {
      "reads.names": {},
      "jobs.list": { jobs: [], cursor: null },
      "jobs.label": null,
      "reads.findOrders": (_: string, number: string) =>
        found.get(number) ?? { kind: "found", orders: [] },
      "flows.dryRun": note("dryRun", { ok: true, jobId: "j7" }),
      "jobs.timeline": { job: tried, documents: [], operations: [], timeline: [read] },
      "backfills.takeBackChoices": {
        firstDay: { from: 0, to: DAY, orders: 3 },
        versions: [{ version: 2, orders: 5, from: 0, to: DAY }],
      },
      "backfills.takeBack": note("takeBack", { ok: true, id: "b000009" }),
      "jobs.bookTried": note("bookTried", { ok: true, jobId: "j8", dispatch: null }),
      ...over,
    },
    address,
  );
  const id = await world.makeTenant();
  const path = (rest: string): string => `/admin/tenants/${id}${rest}`;
  const post = async (rest: string, form: Record<string, string>) =>
    user.post(path(rest), { ...form, csrf: await user.csrf(path("/orders/fetch")) });
  return { world, user, path, post, asked, id };
}

test("an order is fetched from the list, shown by a dry run, and booked from its page", async () => {
  const { user, path, post, asked } = await shop("203.0.113.201");
  expect((await user.go(path("/orders"))).text).toContain(`action="${path("/orders/fetch")}"`);
  const fetched = await post("/orders/fetch", { order: "#W-7" });
  expect([fetched.status, fetched.headers.get("location")]).toEqual([303, path("/orders/j7")]);
  expect(asked).toEqual([["dryRun", { of: "order", orderId: 1007, acrossStartLine: true }]]);
  const { text } = await user.go(path("/orders/j7"));
  expect(text).toContain(`action="${path("/orders/j7/book")}"`);
});

test("of several orders with one number one is chosen; a number that nobody has keeps what was typed", async () => {
  const { post, asked } = await shop("203.0.113.202");
  const several = await post("/orders/fetch", { order: "TWICE" });
  expect([several.status, several.text.includes('value="id:2"')]).toEqual([200, true]);
  expect((await post("/orders/fetch", { order: "id:2" })).status).toBe(303);
  expect(asked).toEqual([["dryRun", { of: "order", orderId: 2, acrossStartLine: true }]]);
  const missing = await post("/orders/fetch", { order: HOSTILE });
  expect(missing.status).toBe(400);
  expect(missing.text).toContain('id="fetch-order-fault"');
  expect(missing.text).not.toContain(HOSTILE);
  expect(missing.text).toContain("&lt;script&gt;");
});

test("an order's document stands in the form as Asperion has it; what was edited is kept, and what is no document is refused there", async () => {
  const { user, path, post, asked } = await shop("203.0.113.203");
  const { text } = await user.go(path("/orders/fetch?from=j7"));
  expect(text).toContain("&quot;orderNumber&quot;: &quot;W-7&quot;");
  expect(text).not.toContain(HOSTILE);
  const edited = JSON.stringify({ ...document, orderNumber: "W-8" });
  const replayed = await post("/orders/replay", { document: edited });
  expect(replayed.status).toBe(200);
  expect(replayed.text).toContain("W-8");
  expect(asked).toEqual([
    ["dryRun", { of: "sample", sample: JSON.parse(edited), acrossStartLine: true }],
  ]);
  const broken = await post("/orders/replay", { document: "{ not json" });
  expect([broken.status, broken.text.includes("{ not json")]).toEqual([400, true]);
  expect(/id="document-fault">\s*([^<]*)/.exec(broken.text)?.[1]?.trim()).toMatch(
    /^This isn&#39;t a JSON object: .*\.$/,
  );
});

test("what was made is chosen by first day, days or version, previewed, and only then taken back", async () => {
  const { user, path, post, asked, world, id } = await shop("203.0.113.204");
  for (const language of LANGUAGES) {
    const { status } = await user.go(path("/take-back"), {
      headers: { "accept-language": language },
    });
    expect(status).toBe(200);
  }
  const wrong = await post("/take-back", { of: "days", from: "2026-09-30", to: "2026-09-01" });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain('value="2026-09-30"');
  for (const form of [
    { of: "first-day" },
    { of: "days", from: "2026-09-01", to: "2026-09-30" },
    { of: "settings", version: "2" },
    { dryRunId: "b000008" },
  ] as Record<string, string>[]) {
    const { status, headers } = await post("/take-back", form);
    expect([status, headers.get("location")]).toEqual([303, path("/backfills/b000009")]);
  }
  expect(asked.map(([, request]) => request)).toEqual([
    { scope: { of: "first-day" }, dryRunId: null },
    { scope: { of: "days", from: "2026-09-01", to: "2026-09-30" }, dryRunId: null },
    { scope: { of: "settings", version: 2 }, dryRunId: null },
    { dryRunId: "b000008" },
  ]);
  // A mere preview isn't told as done.
  const told = (await world.auditOf(id)).filter((row) => row.includes("take-back"));
  expect(told.map((row) => row.split(" ")[1] ?? "").toSorted()).toEqual([
    "take-back.begin",
    ...Array(3).fill("take-back.preview"),
  ]);
});

test("a figure is a number first, and an id where nobody has it as a number", async () => {
  const { post, asked } = await shop("203.0.113.205", {
    "reads.findOrders": (_: string, number: string) => ({
      kind: "found",
      orders: number === "1007" ? [{ id: 5, number: "1007", date: "2026-09-01" }] : [],
    }),
  });
  await post("/orders/fetch", { order: "1007" });
  await post("/orders/fetch", { order: "1008" });
  expect(asked.map(([, input]) => (input as { orderId: number }).orderId)).toEqual([5, 1008]);
});

test("an order that isn't there, neither by number nor by id, is no dry run: the form says so", async () => {
  const { post, asked } = await shop("203.0.113.219", {
    "reads.findOrders": { kind: "found", orders: [], byId: true },
  });
  const { status, text } = await post("/orders/fetch", { order: "999999" });
  expect([status, asked]).toEqual([400, []]);
  expect(text).toContain('id="fetch-order-fault"');
  expect(text).toContain('value="999999"');
});

test("what Asperion can't be asked is no absence, and a text longer than any number asks nobody", async () => {
  let searched = 0;
  const { world, id, asked } = await shop("203.0.113.206", {
    "reads.findOrders": () => {
      searched += 1;
      return { kind: "unsearchable" };
    },
  });
  const fetched = async (orderNumber: string) => {
    const { status, body } = await world.api("POST", `/tenants/${id}/dry-run`, { orderNumber });
    return [status, body["kind"]];
  };
  expect(await fetched("W-9")).toEqual([409, "unsearchable"]);
  expect(searched).toBe(1);
  expect((await fetched("W".repeat(101)))[0]).toBeGreaterThanOrEqual(400);
  expect([searched, asked]).toEqual([1, []]);
});

test("of what a job read the newest document is edited, and a list is no document", async () => {
  const older = { ...document, orderNumber: "OLDER" };
  const { user, path, post, asked } = await shop("203.0.113.207", {
    "jobs.timeline": {
      job: tried,
      operations: [],
      timeline: [
        { ...read, detail: { ...(read.detail as object), body: { _data: [older] } } },
        read,
      ],
    },
  });
  const { text } = await user.go(path("/orders/fetch?from=j7"));
  expect([text.includes("&quot;W-7&quot;"), text.includes("OLDER")]).toEqual([true, false]);
  expect((await post("/orders/replay", { document: "[]" })).status).toBe(400);
  expect(asked).toEqual([]);
});

test("an order is booked with its date, and with whether that is before the start date; one whose dry run is gone isn't", async () => {
  const whole: TimelineEntry = {
    ...read,
    detail: {
      vendor: "asperion",
      query: { Id: "1007", page: "1", pageSize: "10" },
      status: 200,
      body: {
        _data: [placed(1007, "W-7")],
        _meta: { administrationId: 123, totalCount: 1, nextPage: null },
      },
    },
  };
  const { world, id, asked } = await shop("203.0.113.219", {
    "jobs.timeline": { job: tried, operations: [], timeline: [whole] },
    "admin.configure": { ok: true },
  });
  const book = () => world.api("POST", `/tenants/${id}/jobs/j7/book`);
  const from = async (startLine: string) => {
    const { version, ...settings } = (await world.api("GET", `/tenants/${id}/settings`)).body as {
      version: number;
      orders: object;
    };
    const orders = { ...settings.orders, enabled: true, startLine };
    await world.api("PUT", `/tenants/${id}/settings`, { version, ...settings, orders });
  };
  expect((await book()).status).toBe(202);
  await from("2026-12-01T00:00:00Z");
  await book();
  await from("2026-11-01T00:00:00Z");
  await book();
  const dated = "2026-11-24T10:15:00";
  expect(asked.map(([, , input]) => input)).toEqual([
    { dated, crosses: true },
    { dated, crosses: true },
    { dated, crosses: false },
  ]);
  const gone = await shop("203.0.113.209");
  const answer = await gone.world.api("POST", `/tenants/${gone.id}/jobs/j7/book`);
  expect([answer.status, answer.body["kind"], gone.asked]).toEqual([409, "dry-run-gone", []]);
});

test("an order of a shop whose sign-in ended can't be fetched, and the way to sign in stands there", async () => {
  const ended = {
    ok: false,
    kind: "needs-login",
    message: message("refusals.signInFirst", { vendor: "Asperion" }),
  };
  const { post, path } = await shop("203.0.113.209", { "flows.dryRun": ended });
  const refused = await post("/orders/fetch", { order: "W-7" });
  expect(refused.status).toBe(400);
  expect(refused.text).toMatch(/fetch-order-fault">Sign in to Asperion again first\.</);
  const fetching = refused.text.slice(refused.text.indexOf("fetch-order-fault"));
  expect(fetching).toMatch(new RegExp(`<a href="${path("/connections")}[^"]*">Connections</a>`));
});
