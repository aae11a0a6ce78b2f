/**
 * The search in the header: what it asks of which shops, what it tells of their answers, and that
 * nobody finds what isn't theirs.
 */
import { afterEach, expect, test } from "vitest";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { RIGHTS } from "../../src/http/auth/rights.ts";
import { SHOPS_ASKED } from "../../src/http/usecases/search/shops-asked.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { applyProjection } from "../../src/store/projection.ts";
import type { JobPage, JobQuery } from "../../src/sync/contract/index.ts";
import { browser, signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";

const jobOf = (id: string, over: Partial<JobView> = {}): JobView =>
  jobView({
    id,
    key: `order:${id}`,
    label: "1007",
    figures: { gross: "1250.00", vat: "250.00", currency: "SEK" },
    ...over,
  });

const pageOf = (jobs: readonly JobView[], document: string | null = null): JobPage => ({
  jobs,
  cursor: null,
  rows: Object.fromEntries(
    jobs.map(({ id }) => [
      id,
      {
        person: { company: "Kaffe AB", name: null, city: null, country: "SE" },
        document: document === null ? null : { role: "invoice", id: "i1", number: document },
        waitsSince: null,
      },
    ]),
  ),
});

type Asked = readonly [id: string, query: JobQuery];

async function shops(count: number, answer: (id: string) => JobPage) {
  const asked: Asked[] = [];
  const { world, user } = await signedIn({
    "jobs.list": (id: string, query: JobQuery) => (asked.push([id, query]), answer(id)),
  });
  // Of the tests before.
  await world.db.$client.prepare("UPDATE tenants SET state = 'retired'").run();
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await world.makeTenant());
  const find = async (q: string, more: Record<string, string> = {}, language = "en") =>
    (
      await user.go(`/admin/search?${new URLSearchParams({ q, ...more })}`, {
        headers: { "accept-language": language },
      })
    ).text;
  return { world, user, asked, ids, find };
}

/** Headings of the second level with the links below each. */
const groupsIn = (html: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    [...html.matchAll(/<h2[^>]*>(.*?)<\/h2>(.*?)<\/section>/gs)].map(
      ([, title = "", rest = ""]) => [
        title,
        [...rest.matchAll(/<li><a href="([^"]+)"/g)].map(([, href = ""]) => href),
      ],
    ),
  );

const rights: { "see-customers": unknown } = RIGHTS;
const before = rights["see-customers"];
afterEach(() => {
  rights["see-customers"] = before;
});

test.each(["1007", "#1007", "order 1007"])(
  "typed as %s, the order of that number stands first, before others",
  async (typed) => {
    const { find, ids } = await shops(1, () =>
      pageOf([jobOf("j2", { label: "21007" }), jobOf("j1")]),
    );
    const groups = groupsIn(await find(typed));
    expect(Object.keys(groups)).toEqual(["Order with this number", "Orders"]);
    expect(groups["Order with this number"]).toEqual([`/admin/tenants/${ids[0]}/orders/j1`]);
    expect(groups["Orders"]).toEqual([`/admin/tenants/${ids[0]}/orders/j2`]);
  },
);

test("what is found is grouped: documents by their number, customers, articles, shops", async () => {
  const { find, ids } = await shops(1, () =>
    pageOf(
      [
        jobOf("j1"),
        jobOf("j2", { flow: "customers", key: "debtor:1", label: "1" }),
        jobOf("j3", { flow: "products", key: "product:1", label: "A-4711" }),
      ],
      "4711",
    ),
  );
  const home = `/admin/tenants/${ids[0]}`;
  expect(groupsIn(await find("4711"))).toEqual({
    "Documents in eAccounting": [`${home}/orders/j1`],
    Customers: [`${home}/customers/j2`],
    Articles: [`${home}/products/j3`],
  });
});

test("what the comparison found of an order stands with its hit", async () => {
  const page = pageOf([jobOf("j1")], "7");
  const rows = { j1: { ...page.rows?.["j1"], found: ["missing"] } } as never;
  const { find } = await shops(1, () => ({ ...page, rows }));
  const html = await find("1007");
  expect(html).toContain("No longer in eAccounting");
  expect(html).not.toContain('badge ok">');
});

test("a document that is named by its kind comes before an order of that number; a customer stands by the name", async () => {
  const { find, ids } = await shops(1, () => {
    const orders = pageOf([jobOf("j1", { label: "1003" })], "2");
    const named = pageOf([jobOf("j2")], "1003");
    const customer = pageOf([jobOf("j3", { flow: "customers", key: "debtor:1", label: "1" })]);
    return {
      ...orders,
      jobs: [...orders.jobs, ...named.jobs, ...customer.jobs],
      rows: { ...orders.rows, ...named.rows, ...customer.rows },
    };
  });
  const home = `/admin/tenants/${ids[0]}`;
  const text = await find("factuur 1003", {}, "nl");
  expect(Object.entries(groupsIn(text)).slice(0, 2)).toEqual([
    ["Documenten in eAccounting", [`${home}/orders/j2`]],
    ["Orders", [`${home}/orders/j1`]],
  ]);
  expect(text).toMatch(/customers\/j3"><bdi>Kaffe AB<\/bdi>/);
  // What can be found is listed where nothing was.
  expect(text).not.toContain("gesynchroniseerde artikelen");
  expect(Object.keys(groupsIn(await find("1003", {}, "nl")))[0]).toBe("Order met dit nummer");
});

test("each shop is asked once, the one that one comes from first, and so many at most", async () => {
  const { find, ids, asked } = await shops(SHOPS_ASKED + 2, () => pageOf([]));
  const last = ids.at(-1) ?? "";
  const text = await find("kaffe", { from: last });
  expect(asked[0]?.[0]).toBe(last);
  expect(new Set(asked.map(([id]) => id)).size).toBe(SHOPS_ASKED);
  expect(asked).toHaveLength(SHOPS_ASKED);
  expect(text).toContain(`Searched: shops 1 to ${SHOPS_ASKED} of ${SHOPS_ASKED + 2}, those`);
  expect(text).toContain('part=2">Search the next 2 shops<');
});

test("of many shops those with the latest orders are asked first, and none that was never connected", async () => {
  const { world, find, ids, asked } = await shops(SHOPS_ASKED + 4, () => pageOf([]));
  const [never = "", , , old = "", late = ""] = ids.toReversed();
  const run = (sql: string, ...values: (string | number)[]) =>
    world.db.$client
      .prepare(sql)
      .bind(...values)
      .run();
  await run("UPDATE tenants SET administration_id = 0 WHERE id = ?", never);
  for (const [id, day, orders] of [
    [old, "2026-11-02", 1],
    [late, "2026-11-03", 2],
    [late, "2026-11-04", 0],
  ] as const)
    await run(
      `INSERT INTO reconciliations (tenant_id, day, at, orders, states, totals, findings, seq)
       VALUES (?, ?, 1, ?, '{}', '[]', 0, 1)`,
      id,
      day,
      orders,
    );
  const text = await find("1007");
  expect(asked.slice(0, 2).map(([id]) => id)).toEqual([late, old]);
  expect(text).toContain("1 shop was never connected");
  asked.length = 0;
  expect(await find("1007", { part: "2" })).toContain("Search the first 20 shops");
  expect(asked).toHaveLength(3);
  expect(asked.map(([id]) => id)).not.toContain(never);
  // A part that an old address names, after shops left.
  asked.length = 0;
  expect(await find("1007", { part: "99" })).toContain("Searched: shops 21 to 23 of 23");
  expect(asked).toHaveLength(3);
});

test("an object that doesn't answer is named, and the others' answers stand", async () => {
  const { find, ids } = await shops(2, (id) => {
    if (id === ids[0]) throw new Error("out of reach");
    return pageOf([jobOf("j1")]);
  });
  const text = await find("1007");
  expect(text).toContain("didn&#39;t answer");
  expect(text).toContain(`/admin/tenants/${ids[1]}/orders/j1`);
});

test("nothing is asked of any shop for nothing", async () => {
  const { find, asked } = await shops(1, () => pageOf([]));
  expect(await find("  ")).not.toContain("Nothing was found");
  expect(asked).toEqual([]);
});

test("whoever is for one shop finds nothing of another one, and asks no other object", async () => {
  const { world, ids, asked } = await shops(2, () => pageOf([jobOf("j1")]));
  const [own = "", other = ""] = ids;
  const { link } = (
    await world.api("POST", "/users", {
      email: "a@example.com",
      name: "A",
      role: "reader",
      tenantId: own,
    })
  ).body as { link: string };
  const reader = browser(world, "203.0.113.77");
  await reader.welcome(link, "a long enough password");
  const { status, text } = await reader.go(`/admin/search?q=1007&from=${other}`);
  expect(status).toBe(200);
  expect(asked.map(([id]) => id)).toEqual([own]);
  expect(text).toContain(`/admin/tenants/${own}/orders/j1`);
  expect(text).not.toContain(`/admin/tenants/${other}`);
});

test("whoever may not see customers searches no names", async () => {
  rights["see-customers"] = [];
  const { find, asked } = await shops(1, () => pageOf([]));
  await find("kaffe");
  expect(asked[0]?.[1].withoutPeople).toBe(true);
});

test.each(LANGUAGES)("in %s a setting's own name leads to its field", async (language) => {
  const { find, user, ids } = await shops(1, () => pageOf([]));
  const page = await user.go(`/admin/tenants/${ids[0]}/settings/orders`, {
    headers: { "accept-language": language },
  });
  const label = /<label for="orders\.startLine"[^>]*>([^<]+)/.exec(page.text)?.[1]?.trim() ?? "";
  expect(label).not.toBe("");
  expect(await find(label, {}, language)).toContain(
    `href="/admin/tenants/${ids[0]}/settings/orders#orders.startLine"`,
  );
  expect(page.text).toContain('id="orders.startLine"');
});

test("hostile words are shown as they were typed, and nothing else", async () => {
  const { find } = await shops(1, () => pageOf([]));
  const text = await find('<img src=x onerror="alert(1)">');
  expect(text).not.toContain("<img");
});

const bellOf = (html: string): string =>
  /<a class="bell[^>]*href="([^"]+)".*?<span class="unseen">([^<]*)</s
    .exec(html)
    ?.slice(1)
    .join(" ") ?? "";

test("the bell counts what waits in the shop of the page, asked once, and leads to it", async () => {
  const { world, user, ids } = await shops(1, () => pageOf([]));
  world.tenants.answers["monitoring.open"] = { alerts: 3, approvals: 1 };
  const asked = () => world.tenants.calls.filter(({ method }) => method === "monitoring.open");
  const { text } = await user.go(`/admin/tenants/${ids[0]}/orders`);
  expect(bellOf(text)).toBe(`/admin/tenants/${ids[0]}/attention 3 items wait for you in this shop`);
  expect(asked()).toHaveLength(1);
});

test("of all shops the bell counts D1's copies, and of one that isn't theirs nothing is asked", async () => {
  const { world, user, ids } = await shops(2, () => pageOf([]));
  for (const [n, id] of ids.entries())
    await applyProjection(world.db, id, [
      {
        table: "alerts",
        seq: 1,
        row: {
          id: `a${n}`,
          code: "needs-login",
          params: {},
          jobId: null,
          since: 1,
          resolvedAt: null,
        },
      },
    ]);
  expect(bellOf((await user.go("/admin/sessions")).text)).toBe(
    "/admin?only=alerts 2 open alerts in your shops, without payouts",
  );
  const { status, text } = await user.go("/admin/tenants/no-such-shop/orders");
  expect([status, world.tenants.touched.has("no-such-shop")]).toEqual([404, false]);
  // It tells the truth on a page that says no, and in a shop in which nothing waits, too.
  expect(bellOf(text)).toBe("/admin?only=alerts 2 open alerts in your shops, without payouts");
  expect(bellOf((await user.go(`/admin/tenants/${ids[0]}/orders`)).text)).toBe(
    "/admin?only=alerts Nothing waits for you in this shop. In your other shops: 1 open alert",
  );
  world.tenants.answers["monitoring.open"] = () => {
    throw new Error("out of reach");
  };
  expect(bellOf((await user.go(`/admin/tenants/${ids[0]}/orders`)).text)).toBe(
    "/admin?only=alerts 2 open alerts in your shops, without payouts",
  );
  // Where one is stands on a page that says no as well.
  expect(text).toMatch(/<nav class="crumbs"[^>]*><a href="\/admin">/);
});

test("where a shop has more than is shown, each list leads on in which something was found", async () => {
  const { ids, find } = await shops(1, () => ({
    ...pageOf([
      jobOf("p1", { key: "product:p1", flow: "products", label: "SHIRT-1" }),
      jobOf("c1", { key: "debtor:1", flow: "customers", label: "SHIRT AB" }),
    ]),
    cursor: "x",
  }));
  const html = await find("SHIRT");
  const [, line = ""] = /<p>(All results in [^]*?)<\/p>/.exec(html) ?? [];
  expect([...line.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual(
    ["customers", "products"].map((list) => `/admin/tenants/${ids[0]}/${list}?text=SHIRT`),
  );
});

test("daily vouchers and payouts are found, lead to their pages, and nobody finds another's", async () => {
  const { world, ids, find } = await shops(2, () => pageOf([]));
  const [own = "", other = ""] = ids;
  const day = {
    id: "2026-11-24-2",
    day: "2026-11-24",
    n: 2,
    members: 3,
    rows: [],
    closedAt: 1,
    voucher: { number: "A12", id: "v", compared: true },
    job: null,
  };
  const payout = {
    id: "h1",
    provider: "stripe",
    account: "",
    payout: "po_<1>",
    currency: "SEK",
    day: "2026-11-24",
    amount: "1250.00",
    lines: 1,
    actor: "a",
    createdAt: 1,
    approvedBy: null,
    differsAt: null,
    voucher: null,
    job: null,
  };
  world.tenants.answers["jobs.vouchers"] = (id: string) =>
    id === own
      ? { days: [day], payouts: [payout], more: false }
      : { days: [], payouts: [], more: true };
  const html = await find("24 nov 2026");
  expect(groupsIn(html)).toEqual({
    "Daily vouchers": [`/admin/tenants/${own}/days/2026-11-24-2`],
    Payouts: [`/admin/tenants/${own}/payouts/h1`],
  });
  expect(html).toContain("Daily voucher of 24 Nov 2026, voucher 2");
  expect(html).toContain("Payout po_&lt;1&gt;");
  expect(html).toContain("1,250.00 SEK");
  expect(html).toContain(`<a href="/admin/tenants/${other}/payouts">`);
  const asked = () => world.tenants.calls.filter(({ method }) => method === "jobs.vouchers");
  expect(asked()[0]?.args[1]).toMatchObject({ day: { day: "2026-11-24" } });
  const { link } = (
    await world.api("POST", "/users", {
      email: "b@example.com",
      name: "B",
      role: "reader",
      tenantId: other,
    })
  ).body as { link: string };
  const reader = browser(world, "203.0.113.78");
  await reader.welcome(link, "a long enough password");
  const before = asked().length;
  const { text } = await reader.go(`/admin/search?q=2026-11-24&from=${own}`);
  expect(text).not.toContain(own);
  expect(
    asked()
      .slice(before)
      .map(({ args }) => args[0]),
  ).toEqual([other]);
});

test("a shop whose vouchers can't be read is named, and its orders stand", async () => {
  const { world, ids, find } = await shops(1, () => pageOf([jobOf("j1")]));
  world.tenants.answers["jobs.vouchers"] = () => {
    throw new Error("out of reach");
  };
  const text = await find("1007");
  expect(text).toContain("didn&#39;t answer");
  expect(text).toContain(`/admin/tenants/${ids[0]}/orders/j1`);
});
