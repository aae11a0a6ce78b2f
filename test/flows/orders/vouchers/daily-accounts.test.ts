/** Accounts of waiting shares that eAccounting doesn't have. */
import { expect, test } from "vitest";
import { loadLists } from "../../../../src/flows/ledger-lists.ts";
import { FlowWorld as World, type Json } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";
import { change } from "./daily-world.ts";

test.each([
  ["clearing", "clearingAccount", "Paid"],
  ["revenue", "revenueAccount", "Open"],
  ["VAT", "vatAccount", "Open"],
])(
  "a share on an account that eAccounting doesn't have is told at once, not at the close of its day: %s",
  async (_, lookup, paymentStatus) => {
    const world = await World.open();
    const set = (lookups: Json): void =>
      world.configure({
        orders: { type: "mutation", voucher: { level: "daily", paid: "clearing" } },
        lookups: { ...VOUCHER_LOOKUPS, ...lookups },
      });
    // The ledger would refuse the voucher of the whole day.
    set({ [lookup]: { default: "9876", table: {} } });
    const paid = { paymentMethodId: "CARD", paymentStatus };
    const placed = await world.place({ ...companyBuyer("Unfit"), ...paid, lines: [mug(10)] });
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes, run.end.reasons[0]?.params]).toEqual([
      "held",
      ["voucher-account-unfit"],
      { account: "9876", why: "missing", byDay: true },
    ]);
    expect(world.documentsOf(placed.id)).toEqual([]);
    set({});
    const again = await world.book(placed.id, ["retry-by-person"]);
    expect([again.end.outcome, again.codes[0]]).toEqual(["booked", "added-to-day"]);
  },
);

const PAID = { paymentMethodId: "CARD", paymentStatus: "Paid" };

/** A shop that books by the day; `lookups`: beside those that fit. */
async function shop(lookups: Json = {}) {
  const world = await World.open();
  world.configure({
    orders: { type: "mutation", voucher: { level: "daily", paid: "clearing" } },
    lookups: { ...VOUCHER_LOOKUPS, ...lookups },
  });
  /** Places an order and books it: its end, why, and which accounts were asked for. */
  const next = async (more: Json = {}, events: readonly string[] = []) => {
    const placed = await world.place({
      ...companyBuyer("Unfit"),
      ...PAID,
      lines: [mug(10)],
      ...more,
    });
    const { end, codes, timeline } = await world.book(placed.id, events);
    const asked = timeline.flatMap(({ title }) =>
      title.startsWith("GET /accounts/") ? [title] : [],
    );
    return { outcome: end.outcome, code: codes[0], why: end.reasons[0]?.params["why"], asked };
  };
  /** What the ledger says of account 3001 from now on. */
  const says = (fields: Json): void => {
    world.ledgerSays = (body, path) =>
      path.startsWith("/accounts/") && path.endsWith("/3001")
        ? { ...(body as Json), ...fields }
        : body;
  };
  return { world, next, says };
}

test("each account of a day is read once, also one that doesn't fit, until a person retries", async () => {
  const { world, next, says } = await shop();
  says({ IsActive: false });
  const held = { outcome: "held", code: "voucher-account-unfit", why: "inactive" };
  const first = await next();
  expect(first).toMatchObject(held);
  expect(first.asked).toHaveLength(3);
  expect(await next()).toMatchObject({ ...held, asked: [] });
  world.ledgerSays = null;
  const retried = await next({}, ["retry-by-person"]);
  expect(retried).toMatchObject({ outcome: "booked", code: "added-to-day" });
  expect(retried.asked).toHaveLength(1);
  expect(await next()).toMatchObject({ outcome: "booked", asked: [] });
});

test.each([
  [{ IsActive: false }, "inactive"],
  [{ IsBlockedForManualBooking: true }, "blocked"],
  [{ IsFirstCostCenterMandatory: true }, "cost-center"],
])("an account that fitted is asked for again once the lists are read: %o", async (fields, why) => {
  const { world, next, says } = await shop();
  expect((await next()).asked).toHaveLength(3);
  says(fields);
  expect(await next()).toMatchObject({ outcome: "booked", asked: [] });
  expect((await world.look(1, loadLists)).ok).toBe(true);
  const run = await next();
  expect(run).toMatchObject({ outcome: "held", code: "voucher-account-unfit", why });
  expect(run.asked).toHaveLength(3);
});

test("where the lists are never read, an account that didn't fit is asked for by each order", async () => {
  const { world, next, says } = await shop();
  world.configure({ schedules: { lookups: "never" } });
  says({ IsActive: false });
  const held = { outcome: "held", code: "voucher-account-unfit", why: "inactive" };
  expect(await next()).toMatchObject(held);
  const second = await next();
  expect(second).toMatchObject(held);
  expect(second.asked).toHaveLength(1);
  world.ledgerSays = null;
  const mended = await next();
  expect(mended).toMatchObject({ outcome: "booked", code: "added-to-day" });
  expect(mended.asked).toHaveLength(1);
  expect(await next()).toMatchObject({ outcome: "booked", asked: [] });
});

test("where they are never read, one that wants a cost centre and gets it isn't asked for again", async () => {
  const { world, next, says } = await shop();
  const { costcenters = [] } = await world.ledger();
  const centre = { CostCenterId: costcenters[0]?.["Id"], Name: "Web", ShortName: "WEB" };
  const made = await world.control("eaccounting", "POST", "/costcenteritems", {
    ...centre,
    IsActive: true,
  });
  const costCenter1 = { default: String((made as Json)["Id"]), table: {} };
  world.configure({
    schedules: { lookups: "never" },
    lookups: { ...VOUCHER_LOOKUPS, costCenter1 },
  });
  says({ IsFirstCostCenterMandatory: true });
  expect((await next()).outcome).toBe("booked");
  expect(await next()).toMatchObject({ outcome: "booked", asked: [] });
});

test("an account is known in its fiscal year alone", async () => {
  const { world, next } = await shop();
  expect((await next()).asked).toHaveLength(3);
  const date = `${new Date().getUTCFullYear() - 1}-12-30T12:00:00`;
  const before = await next({ date });
  expect(before.asked).toHaveLength(3);
  const years = Object.keys(world.lists.accounts ?? {}).map((key) => key.split("/")[0]);
  expect(new Set(years).size).toBe(2);
  expect((await next({ date })).asked).toEqual([]);
});

test("where the ledger shows no accounts, each is asked for once", async () => {
  const { world, next } = await shop();
  await world.control("eaccounting", "POST", "/faults", {
    route: "GET /v2/accounts/{fiscalyearId}/{accountNumber}",
    kind: "status",
    status: 403,
    times: 9,
  });
  expect((await next()).asked).toHaveLength(3);
  expect(await next()).toMatchObject({ outcome: "booked", asked: [] });
});

test("a payment that comes later, on an account that eAccounting doesn't have, is told at once", async () => {
  const world = await World.open();
  const set = (clearing: string): void =>
    world.configure({
      orders: {
        type: "mutation",
        payments: "register",
        voucher: { level: "daily", paid: "clearing" },
      },
      lookups: { ...VOUCHER_LOOKUPS, clearingAccount: { default: clearing, table: {} } },
    });
  set("9876");
  const placed = await world.place({
    ...companyBuyer("PaidLater"),
    paymentStatus: "Open",
    lines: [mug(10)],
  });
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  await change(world, placed, {
    paymentStatus: "Paid",
    paymentMethodId: "CARD",
    amountPaid: 106.25,
  });
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes[0]]).toEqual(["needs-attention", "voucher-account-unfit"]);
  set("1580");
  const again = await world.book(placed.id, ["retry-by-person"]);
  expect(again.codes).toContain("voucher-paid");
});
