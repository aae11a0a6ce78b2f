/**
 * The limit of the first day: raising it books orders that wait, so its preview says how many, and
 * saving asks; where none waits it saves at once.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { FirstDay } from "../../src/sync/contract/index.ts";
import { connectedHealth, NAMES, open } from "./setup-stage.ts";

const ON = { enabled: true, startLine: "2026-11-20T06:00:00Z", statuses: [2], firstDayLimit: 2 };
const UNTIL = Date.parse("2026-12-02T08:38:00Z");

const SUMS = [{ currency: "SEK", gross: "1308.75" }];

async function openLimited(address: string, waiting: number, more: object = {}) {
  const firstDay: FirstDay = {
    limit: 2,
    made: 2,
    until: UNTIL,
    waiting,
    inDays: 0,
    sums: waiting === 0 ? [] : SUMS,
  };
  const shop = await open(address, {
    "monitoring.health": (id: string) => ({ ...connectedHealth(id), firstDay, ...more }),
    "reads.names": NAMES,
    "reads.ledger": { systemArticles: { closing: null } },
  });
  expect((await shop.configure({ orders: ON })).status).toBe(200);
  const at = `/admin/tenants/${shop.id}/settings/orders`;
  const { text } = await shop.user.go(at);
  const field = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";
  const form = { csrf: field("csrf"), version: field("version") };
  const press = (action: string, firstDayLimit: string, more: Record<string, string> = {}) =>
    shop.user.post(at, {
      ...form,
      action,
      "orders.enabled": "on",
      "orders.startLine": "2026-11-20T07:00:00",
      "orders.statuses": "2",
      "orders.firstDayLimit": firstDayLimit,
      ...more,
    });
  const saved = async () => (await shop.settings())["orders"]?.["firstDayLimit"];
  return { ...shop, press, saved };
}

const confirmed = (text: string) => ({
  confirmed: "first-day-limit",
  previewed: /name="previewed" value="([^"]+)"/.exec(text)?.[1] ?? "",
});

/** The amount is that of all who wait. */
const WAITING = (released: number, when = "at once"): RegExp =>
  new RegExp(`Waiting: 3 orders · .*1,308\\.75 SEK.*; booked ${when}: ${released}<`, "s");

test("raising the limit says how many waiting orders are booked at once, and asks before it saves", async () => {
  const { press, saved } = await openLimited("203.0.113.151", 3);
  const preview = await press("compare", "");
  expect(preview.text).toContain("Saving also does this:");
  expect(preview.text).toMatch(WAITING(3));
  const asked = await press("save", "3");
  expect([asked.status, await saved()]).toEqual([200, 2]);
  expect(asked.text).toMatch(WAITING(1));
  const done = await press("confirm", "3", confirmed(asked.text));
  expect([done.status, await saved()]).toEqual([303, 3]);
  expect(done.headers.get("location")).toContain("done=saved-confirmed");
});

test.each([
  [
    "203.0.113.156",
    { pause: { paused: true, by: "person", reason: reason("tenant-paused", {}), since: 1 } },
  ],
  ["203.0.113.157", { stoppedFlows: { orders: { actor: "anna", note: "", since: 1 } } }],
] as const)(
  "where nothing runs, raising the limit promises nothing at once",
  async (address, how) => {
    const { press } = await openLimited(address, 3, how);
    for (const action of ["compare", "save"]) {
      const { text } = await press(action, "3");
      expect(text).toMatch(WAITING(1, "once orders run again"));
      expect(text).not.toContain("booked at once");
    }
  },
);

test("orders of a daily voucher go on together, once the limit is no lower than all that is made", async () => {
  const firstDay = { limit: 2, made: 4, until: UNTIL, waiting: 3, inDays: 3, sums: SUMS };
  const { press, saved } = await openLimited("203.0.113.158", 3, { firstDay });
  expect([(await press("save", "3")).status, await saved()]).toEqual([303, 3]);
  expect((await press("compare", "4")).text).toMatch(WAITING(3));
});

test("a limit that nothing waits for, and a lower one, are saved at once", async () => {
  const { press, saved } = await openLimited("203.0.113.152", 0);
  expect((await press("compare", "")).text).not.toContain("Saving also does this:");
  expect([(await press("save", "5")).status, await saved()]).toEqual([303, 5]);
});

test("home says how many orders wait for the limit, and the list shows them by their result", async () => {
  const { world, user, id } = await openLimited("203.0.113.153", 3);
  const home = (await user.go(`/admin/tenants/${id}`)).text;
  const waits = /id="first-day-waits".*?<\/div>/s.exec(home)?.[0] ?? "";
  expect(waits).toMatch(/3 orders wait until .*1,308\.75.*SEK/s);
  expect(waits).toContain("#orders.firstDayLimit");
  const [, list = ""] = /href="([^"]+outcome=[^"]+)"/.exec(waits) ?? [];
  const shown = (await user.go(list)).text;
  expect(shown).toMatch(
    /<option value="first-day-limit" selected[^>]*>Waits for the first-day limit</,
  );
  const asked = world.tenants.calls.findLast(({ method }) => method === "jobs.list")?.args[1];
  expect(asked).toMatchObject({ flow: "orders", waitsFor: "first-day-limit" });
  expect(Object.keys(Object(asked))).not.toContain("status");
  const waiting = (await user.go(`/admin/tenants/${id}/orders?outcome=waiting`)).text;
  expect(waiting).toMatch(/<option value="waiting" selected[^>]*>Waiting/);
  const other = await openLimited("203.0.113.154", 0);
  const quiet = (await other.user.go(`/admin/tenants/${other.id}`)).text;
  expect(quiet).not.toContain("first-day-waits");
});

test("a preview of other approval rules says that orders which wait for approval go on waiting", async () => {
  let approvals = 2;
  const shop = await open("203.0.113.155", {
    "monitoring.health": (id: string) => ({
      ...connectedHealth(id),
      open: { alerts: approvals, approvals },
    }),
    "reads.names": NAMES,
    "reads.ledger": { systemArticles: { closing: null } },
  });
  expect(
    (await shop.configure({ orders: { ...ON, approval: { grossFrom: "100.00" } } })).status,
  ).toBe(200);
  const at = `/admin/tenants/${shop.id}/settings/approval`;
  const { text } = await shop.user.go(at);
  const field = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";
  const preview = (amount: string) =>
    shop.user.post(at, {
      csrf: field("csrf"),
      version: field("version"),
      action: "compare",
      "orders.approval.grossFrom": amount,
    });
  expect((await preview("200.00")).text).toContain("2 orders wait for approval and go on waiting");
  expect((await preview("100.00")).text).not.toContain("go on waiting");
  approvals = 0;
  expect((await preview("200.00")).text).not.toContain("go on waiting");
});
