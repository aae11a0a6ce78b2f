/**
 * What a run and a record are said to have come to, wherever that is shown: a customer, an article
 * or a run that changed nothing is never called skipped or updated, and is counted so.
 */
import { expect, test } from "vitest";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { write } from "./a-write.ts";
import { signedIn } from "./browser.ts";
import { rowOf, sum } from "./home-figures.ts";
import { jobView } from "./job-view.ts";
import { lastDayIn } from "./last-day.ts";
import { healthOf } from "./world.ts";

const badgesIn = (html: string): readonly string[] =>
  [...html.matchAll(/class="badge[^"]*">([^<]*)</g)].map(([, text = ""]) => text);

const known = jobView({
  key: "debtor:55",
  flow: "customers",
  outcome: "skipped",
  reasons: [reason("customer-known", { customer: "c1" })],
});
const quiet = jobView({
  key: "stock",
  flow: "stock",
  label: null,
  outcome: "skipped",
  reasons: [reason("stock-equal", { articles: 8 })],
});
const sweep = jobView({
  key: "sweep:debtors",
  flow: "customers",
  label: null,
  outcome: "updated",
  reasons: [reason("debtors-swept", { found: 0, read: 8 })],
});
const pass = jobView({ key: "products", flow: "products", label: null, outcome: "updated" });
const changed = jobView({ key: "debtor:55", flow: "customers", outcome: "updated" });
const article = jobView({ key: "product:p-1", flow: "products", outcome: "skipped" });
const order = jobView({ outcome: "skipped" });
const tried = jobView({
  outcome: "skipped",
  stands: "would-be-booked",
  reasons: [reason("trial-mode", { write: "order.create", document: "sales-order" })],
});
// As a release before stored it.
const triedBefore = { ...tried, reasons: [reason("trial-mode", { write: "order.create" })] };

test.each([
  ["customers", known, "Unchanged"],
  ["customers", changed, "Updated"],
  ["customers", sweep, "Done"],
  ["products", article, "Unchanged"],
  ["products", pass, "Done"],
  ["stock", quiet, "No changes"],
  ["orders", order, "Skipped"],
  ["orders", tried, "Would become a sales order"],
  ["orders", triedBefore, "Would get a document"],
] as const)("of the list of %s: case %#", async (list, job: JobView, word) => {
  const { world, user } = await signedIn({ "jobs.list": { jobs: [job], cursor: null } });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/${list}`);
  expect(badgesIn(text)).toContain(word);
  expect((await user.go(`/admin/tenants/${id}/${list}.csv`)).text).toContain(`,${word},`);
  // The filter calls it the same.
  const options = [...text.matchAll(/<option value="([^"]*)"[^>]*>([^<]*)</g)];
  const filter = options.find(([, value]) => value === "skipped")?.[2];
  expect(filter).toBe(
    { customers: "Unchanged", products: "Unchanged", stock: "No changes" }[list as string] ??
      "Skipped",
  );
});

test.each([
  ["orders", 12, true],
  ["customers", 6, false],
  ["products", 6, false],
  ["stock", 6, false],
] as const)("the filter of %s offers results that can be there", async (list, count, ofOrders) => {
  const { world, user } = await signedIn({ "jobs.list": { jobs: [], cursor: null } });
  const id = await world.makeTenant();
  const offered = async (query: string) => {
    const { text } = await user.go(`/admin/tenants/${id}/${list}${query}`);
    const select = /<select [^>]*name="outcome"[^>]*>(.*?)<\/select>/s.exec(text)?.[1] ?? "";
    return [...select.matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value);
  };
  const all = await offered("");
  expect(all).toHaveLength(count);
  for (const only of [
    "booked",
    "before-start",
    "in-doubt",
    "waits-for-day",
    "would-be-booked",
    "waits-for-approval",
  ])
    expect(all.includes(only)).toBe(ofOrders);
  // An older address keeps its filter, and the form says which.
  expect(await offered("?outcome=booked")).toContain("booked");
});

test("the steps, writes and columns of articles and customers are called theirs", async () => {
  const { world, user } = await signedIn({
    "jobs.timeline": {
      job: article,
      timeline: [{ at: 1, what: "plan", title: "MUG", detail: null }],
      operations: [
        write({
          role: "product",
          kind: "product.create",
          marker: "MUG",
          documentId: "7",
          documentNumber: null,
        }),
      ],
      documents: [],
      runs: [article],
      missing: [],
    },
    "jobs.list": { jobs: [changed], cursor: null },
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/products/j1`);
  expect(text).toContain("Article prepared");
  for (const wrong of ["Document prepared", "Tracking code"]) expect(text).not.toContain(wrong);
  const list = (await user.go(`/admin/tenants/${id}/customers`)).text;
  const heads = [...list.matchAll(/<th scope="col"[^>]*>([^<]*)</g)].map(([, head]) => head);
  // The name stands in the first column, before the number.
  expect(heads.slice(0, 3)).toEqual(["Customer", "Status", "Reason"]);
});

test("its own page and its timeline say the same", async () => {
  const { world, user } = await signedIn({
    "jobs.timeline": {
      job: known,
      timeline: [{ at: 1, what: "outcome", title: "skipped", detail: null }],
      operations: [],
      documents: [],
      runs: [known],
      missing: [],
    },
    "jobs.list": { jobs: [known], cursor: null },
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/customers/j1`);
  expect(badgesIn(text).filter((word) => word === "Unchanged")).toHaveLength(2);
  expect(text).not.toContain("Skipped");
});

test("a run that deleted an order's document ends in its timeline as the order stands", async () => {
  const removed = jobView({
    outcome: "updated",
    stands: "skipped",
    reasons: [reason("order-removed", { number: "4" })],
  });
  const ended = { at: 1, what: "outcome", title: "updated", detail: { reasons: removed.reasons } };
  const { world, user } = await signedIn({
    "jobs.timeline": { job: removed, timeline: [ended], operations: [], documents: [], runs: [] },
  });
  const { text } = await user.go(`/admin/tenants/${await world.makeTenant()}/orders/${removed.id}`);
  expect(badgesIn(text.slice(text.indexOf("<main")))).toEqual(["Skipped", "Skipped"]);
});

test("counts of the last day, of the key figures and of each sync's last run use these words", async () => {
  const { world, user } = await signedIn({
    "monitoring.health": (id: string) =>
      healthOf(id, {
        lastDayByFlow: [
          { flow: "orders", outcome: "skipped", n: 2 },
          { flow: "customers", outcome: "skipped", n: 5 },
          { flow: "customers", outcome: "updated", n: 1 },
          { flow: "stock", outcome: "skipped", n: 3 },
        ],
        works: [
          {
            name: "order-sweep",
            flow: "orders",
            key: "sweep:orders",
            lastRun: 1,
            nextRun: null,
            job: { id: "j9", status: "done", outcome: "skipped" },
          },
          {
            name: "names",
            flow: "lookups",
            key: "names",
            lastRun: 1,
            nextRun: null,
            job: { id: "j8", status: "done", outcome: "updated" },
          },
        ],
      }),
    "monitoring.endedSums": () => [sum(29, "skipped", 5, "0", "", "customers")],
  });
  const id = await world.makeTenant();
  const { text: shops } = await user.go("/admin");
  expect(lastDayIn(shops).slice(0, 3)).toEqual([
    ["Orders", "2 skipped"],
    ["Customers", "5 unchanged, 1 updated"],
    ["Stock syncs", "3 unchanged"],
  ]);
  expect(badgesIn((await user.go(`/admin/tenants/${id}/syncs`)).text)).toEqual(
    expect.arrayContaining(["No changes", "Done"]),
  );
  expect(badgesIn((await user.go(`/admin/tenants/${id}`)).text)).toContain("Unchanged");
});

test("what waits for an approval says so in amber wherever its state is said, and isn't called on hold", async () => {
  const why = reason("waits-for-approval", {
    rule: "amount",
    type: "invoice",
    gross: "125.00",
    currency: "SEK",
    country: "SE",
    from: "100.00",
    days: null,
    of: "x",
  });
  const waits = {
    ...tried,
    outcome: "held",
    stands: "waits-for-approval",
    reasons: [why],
  } as const;
  const at = 1_764_000_000_000;
  const { world, user } = await signedIn({
    "jobs.list": { jobs: [waits], cursor: null },
    "jobs.timeline": {
      job: waits,
      documents: [],
      operations: [],
      timeline: [{ at, what: "outcome", title: "held", detail: { reasons: [why] } }],
    },
    "monitoring.health": (id: string) => healthOf(id),
    "monitoring.alerts": { alerts: [], cursor: null, open: 0 },
    "monitoring.endedSums": [sum(29, "waits-for-approval", 3, "1250000000")],
  });
  const id = await world.makeTenant();
  const amber = '<span class="badge warn">Waits for approval</span>';
  for (const path of ["/orders", `/orders/${waits.id}`]) {
    const { text } = await user.go(`/admin/tenants/${id}${path}`);
    const main = text.slice(text.indexOf("<main"));
    expect(main, path).toContain(amber);
    expect(main, path).not.toMatch(/badge (?:bad|warn)">(?:On hold|Action needed)</);
  }
  const home = (await user.go(`/admin/tenants/${id}`)).text;
  expect(home).toContain(amber);
  expect(home).toContain(`/admin/tenants/${id}/orders?outcome=waits-for-approval`);
  const bars = [...home.matchAll(/<rect[^>]*class="([^"]*)"/g)].map(([, name]) => name);
  expect([bars.includes("tone-warn"), bars.includes("tone-bad")]).toEqual([true, false]);
});

test("home counts what test mode would book apart from what is left out", async () => {
  const { world, user } = await signedIn({
    "monitoring.health": (id: string) => healthOf(id),
    "monitoring.alerts": { alerts: [], cursor: null, open: 0 },
    "monitoring.endedSums": [
      sum(29, "would-be-booked", 3, "1250000000"),
      sum(29, "skipped", 1, "250000000"),
    ],
  });
  const id = await world.makeTenant();
  const home = (await user.go(`/admin/tenants/${id}`)).text;
  const table = /<table.*?<\/table>/s.exec(home)?.[0] ?? "";
  expect(rowOf(table, "Would get a document (test mode)").slice(1, 3)).toEqual([
    "3",
    "1,250.00 SEK",
  ]);
  expect(rowOf(table, "Skipped").slice(1, 3)).toEqual(["1", "250.00 SEK"]);
  expect(home).toContain(`/admin/tenants/${id}/orders?outcome=would-be-booked`);
});

test("a stock sync that wrote and then found both sides equal isn't said to have written nothing", async () => {
  const wrote = { ...quiet, outcome: "updated" as const };
  const { world, user } = await signedIn({ "jobs.list": { jobs: [wrote], cursor: null } });
  const { text } = await user.go(`/admin/tenants/${await world.makeTenant()}/stock`);
  expect(text).toContain(">Updated</span>");
  expect(text).toContain("all 8 compared articles are right in Asperion.");
  expect(text).not.toContain("Nothing was written");
});
