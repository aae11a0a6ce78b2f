/**
 * What payment providers owe, end to end: orders are sold, paid out, credited and taken back, and
 * the page, the API and the table say what is still owed, to the cent.
 */
import { expect, test } from "vitest";
import { type FileLine, WRITE } from "../sandbox/settlement-files.ts";
import type { Json } from "../support/bridge.ts";
import { codesOf, companyBuyer } from "../support/orders.ts";
import { COALESCE } from "../support/write-cases.ts";
import { bridge, tenant, useVouchers } from "../support/vouchers-set-up.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";

useVouchers();

let n = 0;

/** Cancelled, and its money paid back. */
const REFUNDED: Json = { status: 9, paymentStatus: "Refunded", amountPaid: 0 };
const settle = (): Promise<void> =>
  bridge.reconfigure(tenant, {
    orders: {
      payments: "register",
      cancelledAfterBooking: "credit",
      voucher: { paid: "clearing" },
    },
    lookups: {
      payoutBank: { default: "1930", table: {} },
      payoutClearing: { default: "1580", table: {} },
      payoutFee: { default: "6570", table: {} },
      payoutFeeVat: { default: "exempt", table: {} },
    },
  });

/** A paid order of 125.00, booked on the clearing account. */
async function sold(more: Json = {}): Promise<{ readonly id: number; readonly number: string }> {
  const placed = await bridge.place({
    ...companyBuyer(`Owed${(n += 1)}`),
    lines: [{ articleCode: "MUG", quantity: 10, price: 10 }],
    paymentStatus: "Paid",
    paymentMethodId: "CARD",
    ...more,
  });
  expect((await bridge.book(tenant, placed.id)).job.outcome).toBe("booked");
  return { id: placed.id, number: placed.orderNumber };
}

const look = (query = ""): Promise<Json> =>
  bridge.ask("GET", `/tenants/${tenant.id}/clearing${query}`);

const clearing = async (): Promise<readonly (readonly unknown[])[]> =>
  ((await look())["methods"] as readonly Json[])
    .filter((one) => one["account"] === 1580)
    .map((one) => [one["sold"], one["paid"], one["open"], one["orders"]]);

async function payOut(lines: readonly FileLine[]): Promise<string> {
  const payout = { id: `po_c${(n += 1)}`, day: "2026-03-02", lines };
  const response = await bridge.fetch(`/api/v1/tenants/${tenant.id}/payouts?provider=stripe`, {
    method: "POST",
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "text/csv" },
    body: WRITE.stripe([payout]),
  });
  const { payouts } = (await response.json()) as { payouts: readonly Json[] };
  const id = String(payouts[0]?.["id"]);
  const at = `/tenants/${tenant.id}/payouts/${id}`;
  await bridge.ask("POST", `${at}/approve`, { mark: (await bridge.ask("GET", at))["mark"] });
  expect((await bridge.resolved(tenant, `payout:${id}`)).job.outcome).toBe("booked");
  return id;
}

const sale = (ref: string, cents = 12_500): FileLine => ({ kind: "sale", ref, cents, fee: 250 });

test("what was sold is owed until a payout brings it; page, API and table say the same", async () => {
  await settle();
  // Booked before anybody looks: gone through with the first look.
  const first = await sold();
  expect(await clearing()).toEqual([["125.00", "0.00", "125.00", 1]]);
  const second = await sold();
  const third = await sold();
  expect(await clearing()).toEqual([["375.00", "0.00", "375.00", 3]]);
  await payOut([sale(first.number), sale(second.number, 10_000)]);
  expect(await clearing()).toEqual([["375.00", "225.00", "150.00", 2]]);

  const shown = await look();
  expect([shown["agrees"], shown["counting"], shown["cursor"]]).toEqual([true, false, null]);
  expect((shown["orders"] as readonly Json[]).map((one) => [one["order"], one["open"]])).toEqual([
    [second.number, "25.00"],
    [third.number, "125.00"],
  ]);
  const ages = (shown["methods"] as readonly Json[])[0]?.["ages"] as readonly Json[];
  expect(ages.map((age) => age["orders"])).toEqual([2, 0, 0, 0, 0]);

  const table = await bridge.fetch(`/api/v1/tenants/${tenant.id}/clearing.csv`, {
    headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
  });
  const rows = (await table.text()).trim().split("\r\n").slice(1);
  expect(rows.map((row) => row.split(",").filter((_, at) => at === 1 || at === 5))).toEqual([
    [second.number, "25.00"],
    [third.number, "125.00"],
  ]);

  // What is taken back isn't owed any more; nor is what the payout had brought of it.
  await bridge.edit(third.id, REFUNDED);
  await bridge.advance(COALESCE);
  await bridge.book(tenant, third.id, "order.cancelled");
  expect(await clearing()).toEqual([["250.00", "225.00", "25.00", 1]]);
  await payOut([{ kind: "refund", ref: first.number, cents: 2_500, fee: 0 }]);
  expect(await clearing()).toEqual([["250.00", "200.00", "50.00", 2]]);
});

test("a payout whose voucher was deleted is found by the comparison, and nothing of it counts until it is booked again", async () => {
  await settle();
  const order = await sold();
  const before = await clearing();
  const id = await payOut([sale(order.number)]);
  const paid = await clearing();
  const ofPayout = async () =>
    ((await bridge.ledger(undefined, "vouchers"))["vouchers"] ?? []).filter(({ VoucherText }) =>
      String(VoucherText).includes(`po_c${n}`),
    );
  const [voucher] = await ofPayout();
  const company = new URLSearchParams({ company: await bridge.companyId(tenant.company) });
  const compared = async () => {
    const day = new Date(await bridge.now()).toISOString().slice(0, 10);
    const range = { from: day, to: day };
    const { jobId } = await bridge.ask("POST", `/tenants/${tenant.id}/reconciliation`, range);
    await bridge.finished(tenant, String(jobId));
    return (await bridge.resolved(tenant, `payout:${id}`)).job;
  };
  expect(codesOf(await compared())).toEqual(["payout-booked"]);
  await bridge.control("eaccounting", "DELETE", `/vouchers/${String(voucher?.["Id"])}?${company}`);
  for (let times = 0; times < 2; times += 1) {
    const told = await compared();
    expect([told.outcome, codesOf(told)]).toEqual(["held", ["payout-voucher-gone"]]);
    expect(await clearing()).toEqual(before);
    expect(await ofPayout()).toEqual([]);
  }
  const [job] = await bridge.jobs(tenant.id, { key: `payout:${id}` });
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${String(job?.id)}/retry`);
  expect((await bridge.resolved(tenant, `payout:${id}`)).job.outcome).toBe("booked");
  expect(await clearing()).toEqual(paid);
  expect(await ofPayout()).toHaveLength(1);
});

test("the ledger's own balance stands beside it: what others booked is told, to the cent", async () => {
  await settle();
  const order = await sold();
  const compared = async (): Promise<Json> => {
    const { ledger } = await look("?compare=true");
    const { state, accounts } = ledger as { state: string; accounts: readonly Json[] };
    expect(state).toBe("read");
    return accounts.find(({ account }) => account === 1580) as Json;
  };
  const first = await compared();
  expect(await compared()).toEqual(first);
  await payOut([sale(order.number)]);
  const paid = await compared();
  expect(paid["other"]).toBe(first["other"]);
  expect(Number(paid["ledger"])).toBe(Number(first["ledger"]) - 125);
  await bridge.control("eaccounting", "POST", "/vouchers", {
    Rows: [
      { AccountNumber: 1580, DebitAmount: 70.5, CreditAmount: 0 },
      { AccountNumber: 1930, DebitAmount: 0, CreditAmount: 70.5 },
    ],
  });
  const others = await compared();
  expect(Number(others["other"])).toBe(Number(first["other"]) + 70.5);
  expect([others["open"], others["payments"], others["taken"]]).toEqual([
    paid["open"],
    "0.00",
    "0.00",
  ]);
});

test("a sign-in that may not read accounts is told so, and nothing else stops", async () => {
  await settle();
  await sold();
  await bridge.fault("eaccounting", {
    route: "GET /v2/accountbalances/{number}/{date}",
    kind: "status",
    status: 403,
  });
  const { ledger, agrees } = await look("?compare=true");
  expect([(ledger as Json)["state"], agrees]).toEqual(["refused", true]);
});

test("what is paid after it was booked is owed from then on", async () => {
  await settle();
  const before = Number(((await clearing())[0] ?? ["0"])[0]);
  const later = await sold({ paymentStatus: "Open" });
  expect(Number(((await clearing())[0] ?? ["0"])[0])).toBe(before);
  await bridge.edit(later.id, { paymentStatus: "Paid" });
  await bridge.advance(COALESCE);
  await bridge.book(tenant, later.id, "order.paid");
  expect(Number(((await clearing())[0] ?? ["0"])[0])).toBe(before + 125);
  const orders = (await look())["orders"] as readonly Json[];
  expect(orders.filter((one) => one["order"] === later.number)).toMatchObject([
    { open: "125.00", method: "CARD" },
  ]);
});

test("a reversal that comes late counts as it was sent, whatever the shop says of the money by then", async () => {
  await settle();
  const before = await clearing();
  const { id } = await sold();
  const minutes = 60_000;
  await bridge.fault("eaccounting", {
    route: "POST /v2/vouchers",
    kind: "late-commit",
    ms: 60 * minutes,
  });
  await bridge.edit(id, REFUNDED);
  expect((await bridge.webhook(tenant, id, { type: "order.cancelled" })).status).toBe(202);
  await bridge.advance(COALESCE);
  await bridge.until(
    async () => (await bridge.newest(tenant, `order:${id}`)).outcome === "in-doubt",
    "the reversal is in doubt",
  );
  const { job } = await bridge.resolved(tenant, `order:${id}`);
  expect(codesOf(job)).toEqual(["in-doubt-needs-person"]);
  await bridge.advance(60 * minutes);
  await bridge.edit(id, { paymentStatus: "Paid", amountPaid: 125 });
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
  const { job: found } = await bridge.resolved(tenant, `order:${id}`);
  expect(codesOf(found)).toEqual(["cancelled-money-kept", "voucher-reversed"]);
  expect(found.reasons[0]?.params).toMatchObject({ paid: "125.00", stands: "nowhere" });
  expect(await clearing()).toEqual(before);
});

test("orders that are booked by the day are owed from their booking on, and no more once they are taken back", async () => {
  await settle();
  await bridge.reconfigure(tenant, {
    orders: { cancelledAfterBooking: "credit", voucher: { paid: "clearing", level: "daily" } },
  });
  const [sum = "0", , open = "0", orders = 0] = (await clearing())[0] ?? [];
  const rose = async (): Promise<readonly number[]> => {
    const [now = []] = await clearing();
    return [
      Number(now[0]) - Number(sum),
      Number(now[2]) - Number(open),
      Number(now[3]) - Number(orders),
    ];
  };
  /** What waits for its day's voucher, and what others booked. */
  const beside = async (): Promise<readonly [waiting: number, other: number]> => {
    const ledger = (await look("?compare=true"))["ledger"] as Json;
    const { waiting, other } = (ledger["accounts"] as readonly Json[]).find(
      ({ account }) => account === 1580,
    ) as Json;
    return [Number(waiting), Number(other)];
  };
  const [, others] = await beside();
  const waits = await sold();
  const booked = await sold();
  expect(await rose()).toEqual([250, 250, 2]);
  expect((await look())["waiting"]).toEqual([{ account: 1580, amount: "250.00" }]);
  expect(await beside()).toEqual([250, others]);
  // Dropped before its day is booked.
  await bridge.edit(waits.id, REFUNDED);
  await bridge.advance(COALESCE);
  await bridge.book(tenant, waits.id, "order.cancelled");
  expect(await rose()).toEqual([125, 125, 1]);
  expect(await beside()).toEqual([125, others]);
  await bridge.advance(24 * 3_600_000);
  expect(await rose()).toEqual([125, 125, 1]);
  await bridge.settled(tenant.id);
  expect(await beside()).toEqual([0, others]);
  expect(await look()).not.toHaveProperty("waiting");
  await payOut([sale(booked.number, 10_000)]);
  expect(await rose()).toEqual([125, 25, 1]);
  await bridge.edit(booked.id, REFUNDED);
  await bridge.advance(COALESCE);
  await bridge.book(tenant, booked.id, "order.cancelled");
  expect(await rose()).toEqual([0, -100, 1]);
});

test("an order on receivables holds its payout until what was paid is moved to clearing", async () => {
  await settle();
  await bridge.reconfigure(tenant, {
    orders: { payments: "none", voucher: { paid: "receivable" } },
  });
  const order = await sold();
  const before = await clearing();
  const payout = { id: `po_c${(n += 1)}`, day: "2026-03-02", lines: [sale(order.number)] };
  const response = await bridge.fetch(`/api/v1/tenants/${tenant.id}/payouts?provider=stripe`, {
    method: "POST",
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "text/csv" },
    body: WRITE.stripe([payout]),
  });
  const { payouts } = (await response.json()) as { payouts: readonly Json[] };
  const at = `/tenants/${tenant.id}/payouts/${String(payouts[0]?.["id"])}`;
  expect(await bridge.ask("GET", at)).toMatchObject({
    held: [{ code: "payout-order-on-voucher", text: expect.stringContaining("125.00 SEK") }],
  });

  // The way out that the reason names.
  await settle();
  const job = await bridge.newest(tenant, `order:${order.id}`);
  await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/resync`);
  expect((await bridge.resolved(tenant, `order:${order.id}`)).job.outcome).toBe("booked");
  const { mark, held } = await bridge.ask("GET", at);
  expect(held).toEqual([]);
  await bridge.ask("POST", `${at}/approve`, { mark });
  expect((await bridge.resolved(tenant, `payout:${String(payouts[0]?.["id"])}`)).job.outcome).toBe(
    "booked",
  );
  // Sold and paid out there, nothing is owed more than before, and no receivable is left.
  expect((await clearing())[0]?.slice(2)).toEqual(before[0]?.slice(2));
  const rows = ((await bridge.ledger(undefined, "vouchers"))["vouchers"] ?? [])
    .filter((voucher) => String(voucher["VoucherText"]).includes(order.number))
    .flatMap((voucher) => (voucher["Rows"] ?? []) as readonly Json[])
    .filter((row) => row["AccountNumber"] === 1510)
    .map((row) => Number(row["DebitAmount"]) - Number(row["CreditAmount"]));
  expect(rows).toEqual([125, -125]);
});
