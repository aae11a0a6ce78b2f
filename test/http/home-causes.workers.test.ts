/**
 * What needs somebody on a shop's home: a line a cause with its deed, and both sides beside the
 * name.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { HeldPage, WorkView } from "../../src/sync/contract/index.ts";
import { signedIn, plain } from "./browser.ts";
import { open } from "./setup-stage.ts";
import { healthOf } from "./world.ts";
import { sum } from "./home-figures.ts";

const NOW = Date.UTC(2026, 10, 24, 12);
const minutes = (ago: number): number => NOW - ago * 60_000;
const group = (
  sku: string,
  count: number,
  gross: string,
  ago: number,
): HeldPage["groups"][number] => ({
  cause: "article-not-found",
  thing: sku,
  count,
  since: minutes(ago),
  amounts: [{ currency: "SEK", gross }],
  reason: reason("article-not-found", { sku, line: 2 }),
});
const held = (groups: HeldPage["groups"]): HeldPage => ({
  groups,
  next: null,
  areas: [],
  causes: [],
  own: [],
});
test("causes are lines with count, amount, age and the deed; five of them, and the way to the rest", async () => {
  const groups = Array.from({ length: 7 }, (_, at) => group(`SKU-${at}`, 2, "537.25", 20 - at));
  const { world, user } = await signedIn({
    "monitoring.alerts": { alerts: [], cursor: null, open: 14 },
    "monitoring.open": { alerts: 14, approvals: 0, payouts: 0 },
    "jobs.held": () => held(groups),
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}`);
  const list = text.slice(text.indexOf('class="reasons causes"'), text.indexOf("</section>"));
  const lines = [...list.matchAll(/<li.*?<\/li>/gs)].map(([line]) => plain(line).trim());
  expect(lines).toHaveLength(5);
  expect(lines[0]).toMatch(
    /^2 items · 537\.25 SEK · .*SKU-0.* · oldest: 20 minutes ago · Create article$/,
  );
  expect(list).toContain(`/admin/tenants/${id}/attention/mend?`);
  expect(plain(list)).toContain("Action needed for 4 more:");
});

test("both sides stand beside the name, and at a glance before the key figures", async () => {
  const { world, user } = await signedIn({
    "monitoring.health": (id: string) => ({
      ...healthOf(id),
      connections: (["asperion", "eaccounting"] as const).map((vendor) => ({
        vendor,
        state: "connected",
        name: null,
      })),
    }),
    "monitoring.alerts": { alerts: [], cursor: null, open: 0 },
    "monitoring.endedSums": () => [
      sum(29, "booked", 9, "24000000000"),
      sum(29, "held", 1, "31880000", "EUR"),
    ],
  });
  const { text } = await user.go(`/admin/tenants/${await world.makeTenant()}`);
  const head = plain(text.slice(text.indexOf("<h1>"), text.indexOf('id="live-status"')));
  expect(head).toMatch(/Asperion: .* eAccounting: /);
  expect(text.indexOf('id="glance"')).toBeLessThan(text.indexOf('id="figures"'));
  // A currency with less than a hundredth of the other is folded.
  expect(text).toMatch(/<details><summary>[^<]*EUR: 31\.88 EUR<\/summary><figure/);
  expect(text).not.toMatch(/<details><summary>[^<]*SEK: /);
});

test("at a glance: syncs that do well share one line, and the next run is named, of those that nobody stopped", async () => {
  const work = (name: string, flow: WorkView["flow"], nextRun: number | null) => ({
    name,
    flow,
    key: name,
    lastRun: null,
    nextRun,
    job: null,
  });
  const health = (id: string) => ({
    ...healthOf(id),
    stoppedFlows: { stock: { actor: "operator", since: 1 } },
    works: [
      work("order-sweep", "orders", NOW + 1),
      work("stock", "stock", NOW),
      work("products", "products", null),
    ],
  });
  const { user, id, configure } = await open("203.0.113.182", { "monitoring.health": health });
  const on = { enabled: true };
  const orders = { ...on, startLine: "2026-11-20T06:00:00Z", statuses: [2] };
  await configure({ orders, customers: on, stock: { ...on, correctionDebtor: 205 } });
  const { text } = await user.go(`/admin/tenants/${id}`);
  const begins = text.indexOf('id="glance"');
  const facts = plain(text.slice(begins, text.indexOf("</dl>", begins)));
  expect(facts).toMatch(/Syncs On Orders, Customers/);
  expect(facts).toMatch(/Stock Stopped/);
  expect(facts).toMatch(/Next run .*Check for new orders/);
  expect(facts).not.toContain("Sync stock");
});
