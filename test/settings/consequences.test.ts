/** What has to be confirmed before settings are saved. */
import { expect, test } from "vitest";
import { consequencesOf } from "../../src/settings/versions/consequences.ts";
import { settingsSchema, type Settings } from "../../src/settings/schema.ts";

const ACCOUNTS = {
  revenueAccount: { default: "3001" },
  vatAccount: { default: "2611" },
  receivableAccount: { default: "1510" },
};
const settings = (orders: object = {}): Settings =>
  settingsSchema.parse({ orders, lookups: ACCOUNTS });
const toVouchers = { customerKind: "company", type: "mutation" };

test("what books is confirmed, however it is switched on", () => {
  const before = settings();
  const asked = (orders: object) => consequencesOf(before, settings(orders));
  expect(asked({ type: "invoice" })).toEqual(["booked-invoices"]);
  expect(asked({ invoiceOrders: "delivered" })).toEqual(["booked-invoices"]);
  expect(asked({ typeRules: [{ ...toVouchers, type: "invoice" }] })).toEqual(["booked-invoices"]);
  expect(asked({ type: "mutation" })).toEqual(["vouchers"]);
  expect(asked({ typeRules: [toVouchers] })).toEqual(["vouchers"]);
  expect(asked({ type: "draft-invoice", wholeUnits: "mutation" })).toEqual(["vouchers"]);
  expect(asked({ type: "invoice", typeRules: [toVouchers] })).toEqual([
    "booked-invoices",
    "vouchers",
  ]);
});

test("what was on already, is switched off, or is booked by a person isn't asked about", () => {
  expect(consequencesOf(settings({ type: "invoice" }), settings({ type: "invoice" }))).toEqual([]);
  expect(consequencesOf(settings({ type: "mutation" }), settings())).toEqual([]);
  expect(consequencesOf(settings(), settings({ type: "draft-invoice" }))).toEqual([]);
  // Drafts aren't invoiced by their delivery.
  expect(
    consequencesOf(settings(), settings({ type: "draft-invoice", invoiceOrders: "delivered" })),
  ).toEqual([]);
});

test("what writes to the shop is confirmed once it is switched on, or once a trial ends", () => {
  const shop = (input: object): Settings => settingsSchema.parse({ lookups: ACCOUNTS, ...input });
  const on = { enabled: true };
  const orders = { enabled: true, startLine: "2026-11-01T00:00:00Z" };
  const stock = { ...on, correctionDebtor: 205 };
  const off = shop({ orders });
  expect(consequencesOf(off, shop({ orders, products: on }))).toEqual(["article-sync"]);
  expect(consequencesOf(off, shop({ orders, stock }))).toEqual(["stock-sync"]);
  const trial = shop({ orders, products: on, stock, trial: true });
  expect(consequencesOf(off, trial)).toEqual(["trial-begins"]);
  const live = shop({ orders, products: on, stock });
  expect(consequencesOf(trial, live)).toEqual([
    "trial-ends",
    "orders",
    "article-sync",
    "stock-sync",
  ]);
  expect(consequencesOf(live, live)).toEqual([]);
});

test("other rules of a live article sync are confirmed, as its next run applies them to all", () => {
  const on = (products: object, more: object = {}): Settings =>
    settingsSchema.parse({ products: { enabled: true, ...products }, ...more });
  const [web, webb] = ["Web", "Webb"].map((label) => ({ filter: { labels: [label] } }));
  const changed = ["article-changes"];
  expect(consequencesOf(on(web ?? {}), on(webb ?? {}))).toEqual(changed);
  expect(consequencesOf(on({}), on({ whenFilteredOut: "deactivate" }))).toEqual(changed);
  expect(consequencesOf(on({}), on({ priceDecimals: 0 }))).toEqual(changed);
  const named = { fields: { name: { from: "number", overwrite: true } } };
  expect(consequencesOf(on({}), on(named))).toEqual(changed);
  expect(consequencesOf(on({}), on({}, { retentionDays: 300 }))).toEqual([]);
  const off = { ...webb, enabled: false };
  expect(consequencesOf(on({}), on(off))).toEqual(["articles-off"]);
  expect(consequencesOf(on({}, { trial: true }), on(named, { trial: true }))).toEqual([]);
});

const shop = (orders: object = {}, more: object = {}): Settings =>
  settingsSchema.parse({
    orders: { enabled: true, startLine: "2026-11-01T00:00:00Z", type: "invoice", ...orders },
    lookups: ACCOUNTS,
    ...more,
  });

test("going live is confirmed with all that is on: test mode that ends, orders switched on", () => {
  const all = { sending: { company: "email" }, editedAfterBooking: "delta" };
  expect(consequencesOf(shop(all, { trial: true }), shop(all))).toEqual([
    "trial-ends",
    "orders",
    "booked-invoices",
    "sending",
    "deltas",
  ]);
  expect(consequencesOf(shop({ enabled: false }), shop())).toEqual(["orders", "booked-invoices"]);
  // Nothing is written in a trial, nor where every flow is off.
  expect(consequencesOf(shop(), shop(all, { trial: true }))).toEqual(["trial-begins"]);
  const off = { enabled: false };
  expect(consequencesOf(shop(off, { trial: true }), shop(off))).toEqual([]);
});

test("what stops a live shop is confirmed: test mode that begins, each sync that is turned off", () => {
  const on = { enabled: true };
  const more = { customers: on, products: on, stock: { ...on, correctionDebtor: 205 } };
  const none = { customers: {}, products: {}, stock: {} };
  const live = shop({}, more);
  expect(consequencesOf(live, shop({ enabled: false }, none))).toEqual([
    "orders-off",
    "customers-off",
    "articles-off",
    "stock-off",
  ]);
  expect(consequencesOf(live, shop({}, { ...more, trial: true }))).toEqual(["trial-begins"]);
  expect(consequencesOf(live, shop({}, { ...none, trial: true }))).toEqual([
    "trial-begins",
    "customers-off",
    "articles-off",
    "stock-off",
  ]);
  // In test mode nothing is written, so nothing stops.
  const trial = shop({}, { ...more, trial: true });
  expect(consequencesOf(trial, shop({ enabled: false }, { ...none, trial: true }))).toEqual([]);
});

test("older orders that are let in are confirmed, and later ones aren't", () => {
  const from = (startLine: string) => shop({ startLine });
  expect(consequencesOf(shop(), from("2025-11-01T00:00:00Z"))).toEqual(["earlier-orders"]);
  expect(consequencesOf(shop(), from("2026-11-02T00:00:00Z"))).toEqual([]);
  const two = shop({ statuses: [2] });
  const more = (line: string) => shop({ statuses: [2, 3], filterLines: { statuses: { 3: line } } });
  expect(consequencesOf(two, more("2026-11-20T00:00:00Z"))).toEqual(["more-statuses"]);
  expect(consequencesOf(more("2026-11-20T00:00:00Z"), more("2026-11-10T00:00:00Z"))).toEqual([
    "more-statuses",
  ]);
  expect(consequencesOf(more("2026-11-20T00:00:00Z"), two)).toEqual([]);
});

test("a limit of the first day that is raised or lifted is confirmed, as orders wait for it", () => {
  const limit = (firstDayLimit: number | null) => shop({ firstDayLimit });
  const raised = ["first-day-limit"];
  expect(consequencesOf(limit(2), limit(3))).toEqual(raised);
  expect(consequencesOf(limit(2), limit(null))).toEqual(raised);
  for (const lower of [limit(2), limit(1)]) expect(consequencesOf(limit(2), lower)).toEqual([]);
  expect(consequencesOf(limit(null), limit(2))).toEqual([]);
  const off = shop({ firstDayLimit: null, enabled: false });
  expect(consequencesOf(limit(2), off)).toEqual(["orders-off"]);
});

test("what is sent, credited or paid by itself is confirmed, each once it is switched on", () => {
  const on = (orders: object) => consequencesOf(shop(), shop(orders));
  expect(on({ sending: { company: "email" } })).toEqual(["sending"]);
  expect(on({ editedAfterBooking: "delta" })).toEqual(["deltas"]);
  expect(on({ cancelledAfterBooking: "credit" })).toEqual(["credits"]);
  const vouchers = { type: "mutation", voucher: { level: "daily" } };
  const both = { editedAfterBooking: "delta", cancelledAfterBooking: "credit" };
  expect(consequencesOf(shop(vouchers), shop({ ...vouchers, ...both }))).toEqual([
    "deltas-vouchers",
    "credits-vouchers",
  ]);
  expect(on({ payments: "register" })).toEqual(["payments"]);
  expect(on({ refunds: "register" })).toEqual(["refunds"]);
  expect(consequencesOf(shop(), shop({}, { customers: { enabled: true } }))).toEqual([
    "customer-sync",
  ]);
  const company = { sending: { company: "email" } };
  const all = { sending: { company: "email", private: "email" } };
  expect(consequencesOf(shop(company), shop(all))).toEqual(["sending"]);
  expect(consequencesOf(shop(all), shop(company))).toEqual([]);
});

test("orders that are changed in the shop are confirmed once that is switched on, or writes more", () => {
  const back = (status: 3 | 4 | 5 | null, number = "none") =>
    shop({ writeBack: { status, number } });
  const more = ["write-back"];
  expect(consequencesOf(shop(), back(3))).toEqual(more);
  expect(consequencesOf(shop(), back(null, "comments"))).toEqual(more);
  expect(consequencesOf(back(3), back(5))).toEqual(more);
  expect(consequencesOf(back(3), back(3, "reference"))).toEqual(more);
  expect(consequencesOf(back(5, "comments"), back(4))).toEqual([]);
  expect(consequencesOf(back(5), back(5))).toEqual([]);
  const trial = shop({ writeBack: { status: 5 } }, { trial: true });
  expect(consequencesOf(shop({}, { trial: true }), trial)).toEqual([]);
  expect(consequencesOf(trial, back(5))).toContain("write-back");
  const off = shop({ enabled: false, writeBack: { status: 5 } });
  expect(consequencesOf(shop({ enabled: false }), off)).toEqual([]);
});

test("payouts that register payments on invoices are confirmed, whichever flows are on", () => {
  const payouts = (invoices: string, enabled = true) =>
    shop({ enabled }, { payouts: { invoices } });
  const pays = ["payout-invoices"];
  expect(consequencesOf(payouts("ask"), payouts("settle"))).toEqual(pays);
  expect(consequencesOf(payouts("clear", false), payouts("settle-open", false))).toEqual(pays);
  expect(consequencesOf(payouts("settle"), payouts("settle-open"))).toEqual([]);
  expect(consequencesOf(payouts("settle"), payouts("clear"))).toEqual([]);
  expect(consequencesOf(payouts("ask"), payouts("clear"))).toEqual([]);
});

test("keeping less is confirmed, as what is deleted can't be brought back, also in a trial", () => {
  const kept = (retentionDays: number, evidenceYears: number | null, trial = false): Settings => ({
    ...settings(),
    trial,
    retentionDays,
    evidenceYears,
  });
  const asked = (
    [days, years]: readonly [number, number | null],
    [daysThen, yearsThen]: readonly [number, number | null],
  ) => consequencesOf(kept(days, years), kept(daysThen, yearsThen));
  expect(asked([365, 20], [1, 5])).toEqual(["kept-shorter", "evidence-shorter"]);
  expect(asked([30, null], [31, null])).toEqual([]);
  expect(asked([30, 7], [30, 8])).toEqual([]);
  // Blank is what the company's country asks: from 5 to 10 years.
  expect(asked([30, null], [30, 9])).toEqual(["evidence-shorter"]);
  expect(asked([30, null], [30, 10])).toEqual([]);
  expect(asked([30, 6], [30, null])).toEqual(["evidence-shorter"]);
  expect(asked([30, 5], [30, null])).toEqual([]);
  expect(consequencesOf(kept(30, null, true), kept(29, null, true))).toEqual(["kept-shorter"]);
});
