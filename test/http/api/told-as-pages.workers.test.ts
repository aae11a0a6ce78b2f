/** What pages tell of payouts, clearing and a preview of settings, the API tells as well. */
import { expect, test } from "vitest";
import { reason } from "../../../src/domain/reasons/index.ts";
import { NO_SUMS } from "../../../src/flows/payouts/sums.ts";
import { placed, readOf, remembered } from "../../support/remembered-orders.ts";
import { edges } from "../world.ts";

const PAYOUT = {
  id: "p1",
  provider: "stripe",
  account: "",
  payout: "po_1",
  currency: "SEK",
  day: "2026-03-03",
  amount: "245.00",
  lines: 2,
  createdAt: 1,
  actor: "anna",
  approvedBy: null,
  differsAt: null,
  voucher: null,
  job: null,
  held: false,
  progress: null,
  sums: NO_SUMS,
  plan: {
    kind: "voucher",
    date: "2026-04-01",
    rows: [],
    moved: reason("booking-date-moved", {
      from: "2026-03-03",
      to: "2026-04-01",
      why: "period-locked",
    }),
  },
  mark: "m1",
  unmatched: [],
  matched: 2,
  overlaps: null,
  chosen: 0,
};

test("a payout that is dated later says why", async () => {
  const { api, makeTenant, tenants } = await edges({ "payouts.one": PAYOUT });
  const id = await makeTenant();
  const plan = async () => (await api("GET", `/tenants/${id}/payouts/p1`)).body;
  expect(await plan()).toMatchObject({
    day: "2026-03-03",
    date: "2026-04-01",
    moved: { code: "booking-date-moved", text: expect.stringContaining("2026") as string },
  });
  const { moved: _, ...onItsDay } = PAYOUT.plan;
  tenants.answers["payouts.one"] = { ...PAYOUT, plan: onItsDay };
  expect((await plan())["moved"]).toBe(null);
});

test("a payout names the cancelled orders that it pays for", async () => {
  const { api, makeTenant, tenants } = await edges({ "payouts.one": PAYOUT });
  const id = await makeTenant();
  const told = async () => (await api("GET", `/tenants/${id}/payouts/p1`)).body["cancelled"];
  expect(await told()).toEqual([]);
  const cancelled = [{ at: 4, key: "order:1024", order: "1024", gross: "436.25" }];
  tenants.answers["payouts.one"] = { ...PAYOUT, cancelled };
  expect(await told()).toEqual([{ line: 4, order: "1024", gross: "436.25" }]);
  const beyond = [{ at: 4, key: "order:7", order: null, what: "above", amount: "25.00" }];
  tenants.answers["payouts.one"] = { ...PAYOUT, beyond };
  const { body } = await api("GET", `/tenants/${id}/payouts/p1`);
  expect(body["beyond"]).toEqual([
    { line: 4, id: "7", order: null, what: "above", amount: "25.00" },
  ]);
});

test.each([
  ["below", "below zero"],
  ["above", "of which more is open than they came to"],
  ["disputed", "whose money a dispute took and whose sale was taken back besides"],
])("clearing names the orders %s: %s", async (name) => {
  const CLEARING = {
    counting: false,
    today: "2026-04-01",
    currency: "SEK",
    sums: [],
    agrees: true,
    account: null,
    orders: [],
    cursor: null,
  };
  const { api, makeTenant, tenants } = await edges({
    "payouts.clearing": {
      ...CLEARING,
      [name]: {
        orders: 12,
        open: "145.00",
        first: [{ account: 1580, key: "order:1", number: "1001" }],
      },
    },
  });
  const id = await makeTenant();
  const found = async () => (await api("GET", `/tenants/${id}/clearing`)).body;
  expect((await found())[name]).toEqual({
    orders: 12,
    open: "145.00",
    first: [{ order: "1001", id: "1", account: 1580 }],
  });
  tenants.answers["payouts.clearing"] = CLEARING;
  expect(await found()).not.toHaveProperty(name);
});

test("a preview of settings names the system articles that eAccounting lacks", async () => {
  const known = remembered["reads.ledger"];
  const [coding] = known.codings;
  const { api, makeTenant } = await edges({
    ...remembered,
    "jobs.list": {
      jobs: [{ id: "a", key: "order:1", flow: "orders", label: "1001", settingsVersion: 1 }],
      cursor: null,
    },
    "jobs.timeline": () => ({
      job: {},
      operations: [],
      documents: [],
      timeline: [readOf(placed(1, "1001"))],
    }),
    "reads.ledger": { ...known, codings: [...known.codings, { ...coding, id: "coding-new" }] },
  });
  const id = await makeTenant();
  const { version: _, ...saved } = (await api("GET", `/tenants/${id}/settings`)).body;
  const lookups = saved["lookups"] as Record<string, object>;
  const { status, body } = await api("POST", `/tenants/${id}/settings/preview`, {
    settings: {
      ...saved,
      lookups: { ...lookups, salesType: { ...lookups["salesType"], default: "coding-new" } },
    },
  });
  const lacked = body["lacked"] as { key: string }[];
  expect(status).toBe(200);
  expect(lacked[0]).toEqual({
    kind: "item",
    key: "coding-new",
    oss: false,
    number: "AS-ARTIKEL-VARA-0",
    name: "goods 0",
  });
  expect([...new Set(lacked.map(({ key }) => key))]).toEqual(["coding-new"]);
});
