/**
 * The steps of the set-up, taken up again in a shop that is live, ask before they switch on what
 * books, as the settings do: with what comes of it, and saved as it was shown. In a shop that isn't
 * live they save at once.
 */
import { expect, test } from "vitest";
import { jobView } from "./job-view.ts";
import { connectedHealth, NAMES, open } from "./setup-stage.ts";

const ACCOUNTS = Object.fromEntries(
  Object.entries({ revenueAccount: "3001", vatAccount: "2611", receivableAccount: "1510" }).map(
    ([name, account]) => [name, { default: account }],
  ),
);
const ANSWERS = {
  "orders.type": "sales-order",
  "orders.voucher.level": "simple",
  "orders.orderStatus": "ongoing",
  "orders.statuses": "2",
  "orders.findCustomerBy": "email",
  "orders.ourReference": "",
  "orders.payments": "none",
};
const ON = { enabled: true, startLine: "2026-11-20T06:00:00Z", statuses: [2] };
const SETUP = { flows: ["orders"], answered: true };

async function openShop(address: string, change: object = {}) {
  const shop = await openSetUp(address);
  const { status } = await shop.configure({
    orders: ON,
    setup: SETUP,
    lookups: ACCOUNTS,
    ...change,
  });
  expect(status).toBe(200);
  return shop;
}

const openSetUp = (address: string) =>
  open(address, {
    "monitoring.health": connectedHealth,
    "reads.names": NAMES,
    "reads.debtorSales": { kind: "unsold" },
    "reads.vouchers": () => vouchers,
  });
/** Orders that stand as journal vouchers. */
let vouchers = 0;
const hidden = (text: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? "";
/** What the button of the sheet sends along. */
const confirmed = (text: string) => ({
  action: "confirm",
  confirmed: hidden(text, "confirmed"),
  previewed: hidden(text, "previewed"),
});

test("a start date that is moved back is asked about in a live shop, and saved as it was confirmed", async () => {
  const shop = await openShop("203.0.113.221");
  const earlier = { flows: "orders", startLine: "2026-11-02T06:00:00" };
  const asked = await shop.send("flows", earlier);
  expect([asked.status, asked.text.includes("Earlier orders are booked")]).toEqual([200, true]);
  expect(asked.text).toContain('value="2026-11-02T06:00:00"');
  expect((await shop.settings())["orders"]?.["startLine"]).toBe(ON.startLine);
  // Another day than was shown: it is shown anew.
  const moved = { ...earlier, startLine: "2026-11-01T06:00:00" };
  const anew = await shop.send("flows", { ...moved, ...confirmed(asked.text) });
  expect([anew.status, anew.text.includes("changed after its preview")]).toEqual([200, true]);
  expect((await shop.settings())["orders"]?.["startLine"]).toBe(ON.startLine);
  expect((await shop.send("flows", { ...moved, ...confirmed(anew.text) })).status).toBe(303);
  expect((await shop.settings())["orders"]?.["startLine"]).toBe("2026-11-01T05:00:00.000Z");
  // A later one lets nothing in.
  const later = { flows: "orders", startLine: "2026-11-21T06:00:00" };
  expect((await shop.send("flows", later)).status).toBe(303);
});

test("answers that book are asked about in a live shop, with what was typed in the form", async () => {
  const shop = await openShop("203.0.113.222");
  const vouchers = { ...ANSWERS, "orders.type": "mutation", "orders.voucher.level": "complex" };
  const asked = await shop.send("questions", vouchers);
  expect([asked.status, asked.text.includes("Orders are booked as journal vouchers")]).toEqual([
    200,
    true,
  ]);
  expect(asked.text).toMatch(/<option value="mutation" selected/);
  expect(asked.text).toMatch(/<form [^>]*id="questions-form"/);
  expect((await shop.settings())["orders"]?.["type"]).toBe("sales-order");
  const edited = { ...vouchers, "orders.ourReference": "Anna", ...confirmed(asked.text) };
  expect((await shop.send("questions", edited)).text).toContain("changed after its preview");
  expect((await shop.settings())["orders"]?.["type"]).toBe("sales-order");
  expect((await shop.send("questions", { ...vouchers, ...confirmed(asked.text) })).status).toBe(
    303,
  );
  expect((await shop.settings())["orders"]?.["type"]).toBe("mutation");
  // What books nothing new is saved at once.
  expect((await shop.send("questions", { ...vouchers, "orders.ourReference": "Bo" })).status).toBe(
    303,
  );
});

test("another sync that a live shop switches on is asked about where it goes live", async () => {
  const shop = await openShop("203.0.113.223", {
    setup: { flows: ["orders", "customers"], answered: true },
  });
  const forReal = { how: "forReal", limit: "" };
  const asked = await shop.send("live", forReal);
  expect([asked.status, asked.text.includes("Customer sync creates and updates")]).toEqual([
    200,
    true,
  ]);
  expect((await shop.settings())["customers"]?.["enabled"]).toBe(false);
  const anew = await shop.send("live", { ...forReal, limit: "5", ...confirmed(asked.text) });
  expect(anew.text).toContain("changed after its preview");
  expect((await shop.send("live", { ...forReal, ...confirmed(asked.text) })).status).toBe(303);
  expect((await shop.settings())["customers"]?.["enabled"]).toBe(true);
});

test.each([
  [7, "7 orders are booked as journal vouchers and took no stock"],
  [1, "1 order is booked as a journal voucher and took no stock"],
  [0, null],
])(
  "stock sync names %i orders that took no stock, as they are vouchers: %s",
  async (count, told) => {
    vouchers = count;
    const shop = await openShop(`203.0.113.${190 + count}`, {
      setup: { flows: ["orders", "stock"], answered: true },
      stock: { correctionDebtor: 205 },
    });
    const { text } = await shop.send("live", { how: "forReal", limit: "" });
    expect(text).toContain("Stock sync changes stock in Asperion");
    if (told === null) return expect(text).not.toContain("took no stock in eAccounting");
    expect(text).toContain(`${told} in eAccounting.`);
    expect(text).toContain("reduce it by what was sold, less what was returned");
  },
);

test.each([
  ["whose flows are off", "203.0.113.224", { orders: { ...ON, enabled: false } }],
  ["on trial", "203.0.113.225", { trial: true }],
])("a shop %s saves its steps at once", async (_, address, change) => {
  const shop = await openShop(address, change);
  const earlier = { flows: "orders", startLine: "2026-11-02T06:00:00" };
  expect((await shop.send("flows", earlier)).status).toBe(303);
  const vouchers = { ...ANSWERS, "orders.type": "mutation" };
  expect((await shop.send("questions", vouchers)).status).toBe(303);
  expect((await shop.send("live", { how: "forReal", limit: "" })).status).toBe(303);
  expect(await shop.settings()).toMatchObject({ trial: false, orders: { type: "mutation" } });
});

/** A shop whose previews and dry runs end at once. `at`: when each was last computed, by its key. */
async function openComputing(address: string, at: Record<string, number>, more: object = {}) {
  const job = (key: string) => jobView({ id: key, key, flow: "dry-run", updatedAt: at[key] ?? 0 });
  const shop = await open(address, {
    "monitoring.health": (id: string) => ({ ...connectedHealth(id), ...more }),
    "reads.names": NAMES,
    "jobs.list": (_: string, { key = "" }: { readonly key?: string }) => ({
      jobs: at[key] === undefined ? [] : [job(key)],
      cursor: null,
    }),
    "jobs.label": null,
    "jobs.timeline": (_: string, id: string) => ({
      job: job(id),
      documents: [],
      operations: [],
      timeline: [PLANNED],
    }),
    "flows.dryRun": (_: string, { of }: { readonly of: string }) => {
      const jobId = of === "last" ? "dry-run:last" : "dry-run:run:orders";
      at[jobId] = shop.world.clock.now();
      return { ok: true, jobId };
    },
  });
  return shop;
}

const FIGURE = "4 orders since the start date";
const FOR_REAL = { how: "forReal", limit: "" };

test("a preview that settings or an hour made out of date isn't shown, and going live makes it anew first", async () => {
  const at: Record<string, number> = {};
  const shop = await openComputing("203.0.113.226", at);
  const { clock } = shop.world;
  const was = clock.now();
  at["dry-run:run:orders"] = at["dry-run:last"] = was;
  clock.advance(1_000);
  await shop.configure({ orders: { ...ON, enabled: false }, setup: SETUP });
  const live = async () => (await shop.user.go(`${shop.at}/live`)).text;
  expect([
    (await live()).includes(FIGURE),
    (await live()).includes("Out of date: settings"),
  ]).toEqual([false, true]);
  const refused = await shop.send("live", FOR_REAL);
  expect([refused.status, refused.text.includes("Not live yet")]).toEqual([409, true]);
  expect([refused.text.includes(FIGURE), Object.values(at)]).toEqual([
    true,
    [was + 1_000, was + 1_000],
  ]);
  expect((await shop.settings())["orders"]?.["enabled"]).toBe(false);
  clock.advance(61 * 60_000);
  expect(await live()).not.toContain(FIGURE);
  expect((await shop.send("live", FOR_REAL)).status).toBe(409);
  expect((await shop.send("live", FOR_REAL)).status).toBe(303);
  expect((await shop.settings())["orders"]?.["enabled"]).toBe(true);
});

test("what was never calculated is calculated and shown before a shop goes live, from test mode too", async () => {
  const at: Record<string, number> = {};
  const shop = await openComputing("203.0.113.228", at);
  await shop.configure({ orders: { ...ON, enabled: false }, setup: { flows: ["orders"] } });
  const before = (await shop.user.go(`${shop.at}/live`)).text;
  expect(before).toContain("not calculated yet");
  expect(before).toMatch(
    /Still open:.*Check the suggestions<.*not all saved yet.*System articles<.*on hold/s,
  );
  expect((await shop.send("live", { ...FOR_REAL, how: "trial" })).status).toBe(303);
  const tried = (await shop.user.go(`${shop.at}/live`)).text;
  expect(tried).toContain("calculated in test mode are booked too, at the next check");
  const refused = await shop.send("live", FOR_REAL);
  expect([refused.status, refused.text.includes("Not live yet")]).toEqual([409, true]);
  expect(refused.text).toContain(FIGURE);
  expect(Object.keys(at).toSorted()).toEqual(["dry-run:last", "dry-run:run:orders"]);
  expect(await shop.settings()).toMatchObject({ trial: true });
  expect((await shop.send("live", FOR_REAL)).status).toBe(303);
  expect(await shop.settings()).toMatchObject({ trial: false, orders: { enabled: true } });
  expect((await shop.user.go(`${shop.at}/live`)).text).not.toMatch(/<button[^>]*>Go live/);
  // A live shop that saves the last screen again didn't go live once more.
  expect((await shop.send("live", { ...FOR_REAL, limit: "4" })).status).toBe(303);
  expect(await shop.settings()).toMatchObject({ orders: { firstDayLimit: 4 } });
  const went = (await shop.world.auditOf(shop.id)).filter((row) =>
    row.endsWith("settings.go-live"),
  );
  expect(went).toHaveLength(1);
  const audited = (await shop.user.go(`/admin/tenants/${shop.id}/audit`)).text;
  expect(audited).toMatch(/Went live<.*?version \d+ · test mode off · Orders[^<]*<\/bdi>/s);
});

test.each([
  [false, "at most 2 documents on the first day", "First-day limit: 2 documents"],
  [true, "no limit: the first day is over", "First-day limit: no longer applies"],
] as const)(
  "the limit is promised only while the first day isn't over, which it is once: %s",
  async (firstDayOver, after, next) => {
    const address = firstDayOver ? "203.0.113.229" : "203.0.113.230";
    const at: Record<string, number> = {};
    const shop = await openComputing(address, at, { firstDayOver });
    const { body } = await shop.world.api("GET", `/tenants/${shop.id}/settings`);
    const schedules = { ...Object(body).schedules, orders: "never" };
    const orders = { ...Object(body).orders, ...ON, firstDayLimit: 2 };
    const saved = await shop.configure({ orders, setup: SETUP, trial: true, schedules });
    expect(saved.status).toBe(200);
    at["dry-run:run:orders"] = shop.world.clock.now();
    const { text } = await shop.user.go(`${shop.at}/live`);
    expect(text).toContain(after);
    expect(text).toContain(next);
    // Nothing looks for orders by itself: there is no next check.
    expect(text).toContain("are booked too, once you press Run now for orders");
  },
);

const PLANNED = {
  at: 1,
  what: "plan",
  title: "Preview",
  jobId: "j1",
  detail: {
    flow: "orders",
    stopped: [],
    read: 4,
    total: 4,
    unlooked: 0,
    later: 4,
    create: 0,
    update: 0,
    same: 0,
    left: [],
    held: [],
    rows: [],
    mark: "m",
  },
};

test("a start date in the future is said and confirmed, and the shop's home says it", async () => {
  const shop = await openSetUp("203.0.113.227");
  const typed = { flows: "orders", startLine: "2031-01-01T06:00:00" };
  const asked = await shop.send("flows", typed);
  expect([asked.status, asked.text.includes("The start date is in the future")]).toEqual([
    200,
    true,
  ]);
  expect((await shop.settings())["orders"]?.["startLine"]).toBeNull();
  const startAhead = hidden(asked.text, "startAhead");
  // Another date than was confirmed is asked about anew.
  const other = { ...typed, startLine: "2032-01-01T06:00:00", startAhead };
  expect((await shop.send("flows", other)).text).toContain("The start date is in the future");
  expect((await shop.send("flows", { ...typed, startAhead })).status).toBe(303);
  expect((await shop.settings())["orders"]?.["startLine"]).toBe("2031-01-01T05:00:00.000Z");
  const pages = [`${shop.at}/live`, `/admin/tenants/${shop.id}`];
  for (const page of pages)
    expect((await shop.user.go(page)).text).toContain("The start date is in the future");
});
