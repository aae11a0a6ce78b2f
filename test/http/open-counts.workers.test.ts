/**
 * How much waits for somebody, in each place that says it: tabs, the bell, the first page, the
 * inbox, the overview of all shops and the daily mail. One name never has two numbers.
 */
import { expect, test } from "vitest";
import { placesOf } from "../../src/domain/jobs/open-counts.ts";
import { summaryMail } from "../../src/monitor/mail.ts";
import { signedIn } from "./browser.ts";
import { sum } from "./home-figures.ts";
import { bareReason } from "../support/bare-reason.ts";
import { healthOf } from "./world.ts";

const OPEN = { alerts: 3, approvals: 2, payouts: 1 };

/** By the tab's name, the figure beside it. */
const tabsOf = (html: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...html.matchAll(/data-key="\w"[^>]*>([^<]+)<span class="count"(.*?)<\/a>/gs)].map(
      ([, name = "", rest = ""]) => [name, /aria-hidden="true">(\d+)</.exec(rest)?.[1] ?? "0"],
    ),
  );
const bellOf = (html: string): string =>
  /<a class="bell.*?<span class="unseen">([^<]*)</s.exec(html)?.[1] ?? "";
const textOf = (html: string): string => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

async function shop(open: typeof OPEN & { readonly ofPayouts?: number }) {
  const { world, user } = await signedIn({
    "monitoring.open": open,
    "monitoring.health": (id: string) => healthOf(id, { openAlerts: open.alerts, open }),
    "monitoring.endedSums": () => [
      sum(29, "held", open.alerts - open.approvals, "70000000"),
      sum(29, "waits-for-approval", open.approvals, "20000000"),
    ],
    "jobs.total": { count: open.alerts, approvals: open.approvals, since: 1, amounts: [] },
    "jobs.list": { jobs: [], cursor: null },
    "payouts.list": [],
    "payouts.total": 0,
    "payouts.reading": [],
    "payouts.uploads": [],
    "jobs.attention": { jobs: [], cursor: null },
    "jobs.held": {
      groups: [],
      next: null,
      areas: [],
      causes: [],
      own: [],
      approvals: open.approvals,
    },
  });
  const id = await world.makeTenant();
  return { world, user, id };
}

test("tabs, bell, first page, inbox and overview say the same of what waits", async () => {
  const { user, id } = await shop(OPEN);
  for (const path of ["", "/attention", "/orders"]) {
    const { text } = await user.go(`/admin/tenants/${id}${path}`);
    expect([path, tabsOf(text), bellOf(text)]).toEqual([
      path,
      { "Action needed": "1", Approvals: "2", Payouts: "1" },
      "4 items wait for you in this shop",
    ]);
  }
  const { text: home } = await user.go(`/admin/tenants/${id}`);
  const waiting = /<p id="waiting">(.*?)<\/p>/s.exec(home)?.[1] ?? "";
  expect(textOf(waiting)).toContain("1 item · 2 orders wait for approval · 1 payout needs action");
  const alerts = home.slice(home.indexOf('id="alerts"'), home.indexOf('id="figures"'));
  expect(alerts).not.toContain("Waits for approval");
  expect(textOf(home)).toContain(`Action needed ${OPEN.alerts - OPEN.approvals} `);
  expect(textOf(home)).toContain(`Waiting for approval ${OPEN.approvals} `);
  const inbox = (await user.go(`/admin/tenants/${id}/attention`)).text;
  for (const [path, said] of [
    ["payouts", "1 payout needs action"],
    ["approvals", "2 orders wait for approval"],
  ])
    expect(inbox).toContain(`<a href="/admin/tenants/${id}/${path}">${said}</a>`);
  const shops = (await user.go("/admin")).text;
  for (const [path, said] of [
    ["attention", "1 item"],
    ["approvals", "2 orders wait for approval"],
    ["payouts", "1 payout needs action"],
  ])
    expect(shops).toMatch(new RegExp(`/admin/tenants/${id}/${path}">\\s*${said}\\s*</a>`));
});

test("where payouts alone wait, no page says that nothing does", async () => {
  const { user, id } = await shop({ alerts: 0, approvals: 0, payouts: 2 });
  const { text } = await user.go(`/admin/tenants/${id}`);
  expect(bellOf(text)).toBe("2 items wait for you in this shop");
  expect(tabsOf(text)).toEqual({ "Action needed": "0", Approvals: "0", Payouts: "2" });
  expect(/<h2 id="alerts-head">([^<]*)</.exec(text)?.[1]).toBe("Action needed");
  const inbox = (await user.go(`/admin/tenants/${id}/attention`)).text;
  expect(inbox).toContain("2 payouts need action");
});

test("an approved payout that needs action is in two lists, which each says, and in the bell once", async () => {
  const { user, id } = await shop({ alerts: 3, approvals: 2, payouts: 1, ofPayouts: 1 });
  for (const path of ["", "/attention", "/payouts"]) {
    const { text } = await user.go(`/admin/tenants/${id}${path}`);
    expect([path, tabsOf(text), bellOf(text)]).toEqual([
      path,
      { "Action needed": "1", Approvals: "2", Payouts: "2" },
      "4 items wait for you in this shop",
    ]);
  }
  const said = "2 payouts need action, 1 of them under Action needed";
  for (const path of [`/tenants/${id}`, `/tenants/${id}/attention`, ""])
    expect(textOf((await user.go(`/admin${path}`)).text)).toContain(said);
});

test("the bell of all shops stops counting at a thousand, and says so", async () => {
  const { world, user, id } = await shop(OPEN);
  const raise = (from: number, to: number) =>
    world.db.$client
      .prepare(
        `INSERT INTO alerts (tenant_id, id, code, params, since, seq)
         WITH RECURSIVE n (i) AS (SELECT ?2 UNION ALL SELECT i + 1 FROM n WHERE i < ?3)
         SELECT ?1, 'a' || i, 'c', '{}', 1, 1 FROM n`,
      )
      .bind(id, from, to)
      .run();
  await raise(1, 999);
  const said = "open alerts in your shops, without payouts";
  expect(bellOf((await user.go("/admin")).text)).toBe(`999 ${said}`);
  await raise(1000, 1001);
  expect(bellOf((await user.go("/admin")).text)).toBe(`1,000 or more ${said}`);
});

test("the daily mail has the same counts under the same names", () => {
  const { attention, approvals, payouts } = placesOf(OPEN);
  const { text } = summaryMail(
    {
      day: "2026-11-24",
      outcomes: { booked: 1, updated: 0, skipped: 0, held: 3 },
      waiting: 0,
      findings: 0,
      open: [],
      things: attention,
      approvals,
      payouts,
    },
    { language: "en", shop: "S", page: "https://b.nl" } as Parameters<typeof summaryMail>[1],
  );
  expect(text).toContain(
    "Action needed (1): https://b.nl/attention\n2 orders wait for approval: https://b.nl/approvals\n1 payout needs action: https://b.nl/payouts\n",
  );
});

test("what is left beyond the causes that home lists leaves out approvals", async () => {
  const leftOf = async (open: typeof OPEN) => {
    const { world, user, id } = await shop(open);
    world.tenants.answers["jobs.held"] = {
      groups: [
        {
          cause: "outcome-unknown",
          thing: "",
          count: 1,
          since: 1,
          amounts: [],
          reason: bareReason("outcome-unknown"),
        },
      ],
      next: null,
      areas: [],
      causes: [],
      own: [],
    };
    const { text } = await user.go(`/admin/tenants/${id}`);
    return /Action needed for (\d+) more/.exec(textOf(text))?.[1] ?? null;
  };
  expect(await leftOf({ alerts: 298, approvals: 297, payouts: 0 })).toBeNull();
  expect(await leftOf({ alerts: 302, approvals: 297, payouts: 0 })).toBe("4");
});
