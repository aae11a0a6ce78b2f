/**
 * A deployment is lost in the middle of paying a payout's invoices, and another one goes on from
 * the export: what is paid isn't paid again, and what isn't is paid.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FileLine, WRITE } from "../sandbox/settlement-files.ts";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { invoicesOf, money, placeAndBook } from "../support/invoices.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import { DAY } from "../support/sweeps.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";

const PAY = "POST /v2/customerinvoices/{id}/payments";
const VARS = { TIMINGS: JSON.stringify({ vendorTimeoutMs: 2_000 }) };
const OTHER_KEYS = {
  ENCRYPTION_KEYS: `k1:${Buffer.from("another-32-bytes-under-that-name").toString("base64")}`,
};

type Placed = Json & { readonly orderNumber: string };

let lost: Bridge;
let bridge: Bridge;
let before: Tenant;
let after: Tenant;
/** Of the payout that was cut off, and of the one whose first payment was refused. */
const orders: { cut: Placed[]; refused: Placed[] } = { cut: [], refused: [] };
const ids = { cut: "", refused: "" };

const sale = (placed: Placed): FileLine => ({
  kind: "sale",
  ref: placed.orderNumber,
  cents: Math.round(Number(placed["amountInclVat"]) * 100),
  fee: 250,
});

async function approved(name: keyof typeof ids, count: number, first: () => Promise<void>) {
  for (let n = 0; n < count; n += 1) {
    const { placed } = await placeAndBook(lost, before, {
      ...companyBuyer(`${name}${n}`),
      lines: [mug(4)],
      paymentStatus: "Open",
    });
    orders[name].push(placed as Placed);
  }
  const response = await lost.fetch(`/api/v1/tenants/${before.id}/payouts?provider=stripe`, {
    method: "POST",
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "text/csv" },
    body: WRITE.stripe([{ id: `po_${name}`, day: "2026-03-02", lines: orders[name].map(sale) }]),
  });
  const { payouts } = (await response.json()) as { payouts: readonly Json[] };
  ids[name] = String(payouts[0]?.["id"]);
  const at = `/tenants/${before.id}/payouts/${ids[name]}`;
  const { mark } = await lost.ask("GET", at);
  await first();
  await lost.ask("POST", `${at}/approve`, { mark });
}

/** How many payments of each order the ledger has. */
async function payments(name: keyof typeof ids): Promise<readonly number[]> {
  const { banktransactions = [] } = await bridge.ledger();
  return orders[name].map(
    ({ orderNumber }) =>
      banktransactions.filter((one) => JSON.stringify(one).includes(`${orderNumber} #`)).length,
  );
}

async function remaining(name: keyof typeof ids): Promise<readonly string[]> {
  const left: string[] = [];
  for (const { orderNumber } of orders[name])
    for (const one of await invoicesOf(bridge, orderNumber))
      left.push(money(one["RemainingAmountInvoiceCurrency"]));
  return left;
}

beforeAll(async () => {
  lost = await Bridge.startFast(VARS);
  const settings = {
    lookups: {
      payoutBank: { default: "1930", table: {} },
      payoutClearing: { default: "1580", table: {} },
      payoutFee: { default: "6570", table: {} },
      payoutFeeVat: { default: "exempt", table: {} },
    },
    orders: { type: "invoice", payments: "none", refunds: "none" },
    payouts: { invoices: "settle" },
  };
  before = await lost.tenant({ orders: settings.orders, settings });
  bridge = await Bridge.startFast(VARS, { beside: lost, secrets: OTHER_KEYS });
  await approved("refused", 2, () =>
    lost.fault("eaccounting", { route: PAY, kind: "status", status: 400 }),
  );
  expect((await lost.resolved(before, `payout:${ids.refused}`)).job.outcome).toBe(
    "needs-attention",
  );
  await approved("cut", 3, () =>
    // The voucher, the first payment, and none of the second one.
    lost.break({
      crash: { method: "begin", nth: 3, when: "before", seen: 0, key: `payout:${ids.cut}` },
    }),
  );
  await lost.until(async () => (await lost.broken())["crash"] === null, "the runner died");
  const pages: Json[] = [];
  let cursor: string | null = null;
  do {
    const page: Json = await lost.ask(
      "GET",
      `/tenants/${before.id}/export${cursor === null ? "" : `?cursor=${encodeURIComponent(cursor)}`}`,
    );
    pages.push(page);
    cursor = page["cursor"] as string | null;
  } while (cursor !== null);
  await lost.lose();
  expect([await payments("refused"), await payments("cut")]).toEqual([
    [0, 1],
    [1, 0, 0],
  ]);
  const { id } = await bridge.ask("POST", "/tenants/import", {
    v: 1,
    tenant: pages[0]?.["tenant"],
  });
  for (const { part, rows } of pages)
    await bridge.ask("POST", `/tenants/${String(id)}/import`, { v: 1, part, rows });
  const { customerLabels = [] } = await bridge.ledger();
  for (const label of customerLabels)
    await bridge.control("eaccounting", "DELETE", `/customerlabels/${String(label["Id"])}`);
  await bridge.connect(String(id), "asperion");
  await bridge.connect(String(id), "eaccounting", await bridge.companyId("Demo AB"));
  after = { ...before, id: String(id) };
  await bridge.ask("POST", `/tenants/${after.id}/resume`);
});

afterAll(async () => {
  const faults = await bridge.clientFaults();
  await bridge.stop();
  expect(faults).toEqual([]);
});

test("what was cut off goes on: each invoice is paid once, and it is told as done", async () => {
  const { job } = await bridge.resolved(after, `payout:${ids.cut}`);
  expect([job.outcome, codesOf(job)]).toEqual([
    "booked",
    ["payout-booked", "payout-invoices-settled"],
  ]);
  expect([await payments("cut"), await remaining("cut")]).toEqual([
    [1, 1, 1],
    ["0.00", "0.00", "0.00"],
  ]);
  const { vouchers = [] } = await bridge.ledger();
  expect(vouchers.filter((one) => String(one["VoucherText"]).startsWith("po_cut #"))).toHaveLength(
    1,
  );
});

test("what a person had been told of is looked at again, and paid where it can be", async () => {
  const { job } = await bridge.resolved(after, `payout:${ids.refused}`);
  expect([job.outcome, await payments("refused"), await remaining("refused")]).toEqual([
    "booked",
    [1, 1],
    ["0.00", "0.00"],
  ]);
});

test("its page shows what was booked, who approved it elsewhere, and its lines", async () => {
  const at = `/tenants/${after.id}/payouts/${ids.cut}`;
  const shown = await bridge.ask("GET", at);
  expect(shown).toMatchObject({ payout: "po_cut", lines: 3, voucher: expect.anything() });
  const { lines } = (await bridge.ask("GET", `${at}/lines`)) as { lines: readonly Json[] };
  expect(lines.map(({ order }) => order)).toEqual(orders.cut.map(({ orderNumber }) => orderNumber));
});

test("the comparison knows its vouchers: none is told as one without an order", async () => {
  const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
  const now = await bridge.now();
  const range = { from: day(now - 3 * DAY), to: day(now + DAY) };
  const { jobId } = await bridge.ask("POST", `/tenants/${after.id}/reconciliation`, range);
  const { job } = await bridge.finished(after, String(jobId));
  expect(codesOf(job)).toEqual(["reconciliation-done"]);
  const { findings } = await bridge.ask(
    "GET",
    `/tenants/${after.id}/reconciliation?${new URLSearchParams(range)}`,
  );
  expect(findings).toEqual([]);
});
