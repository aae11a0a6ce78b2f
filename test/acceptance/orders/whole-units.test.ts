/**
 * An order with cents in a company that rounds its invoices to whole units, in each way that the tenant may choose: the
 * flow's own code against both sandboxes, and the ledger's own books: what was paid is on the money's account, nothing is
 * left on the invoice, and the rounding comes to nothing but where it belongs.
 */
import { describe, expect, test } from "vitest";
import { settingsSchema } from "../../../src/mapping/settings.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, privateBuyer } from "../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../support/voucher-accounts.ts";

const CLEARING = 1580;
const ROUNDING = 3740;
const RECEIVABLES = 1510;

const BESIDE: Json = { clearingAccount: { default: String(CLEARING), table: {} }, roundingAccount: { default: String(ROUNDING), table: {} } };
const accounts: Json = { ...VOUCHER_LOOKUPS, ...BESIDE };

async function opened(orders: Json, switches: Json = {}): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  await world.control("eaccounting", "PUT", "/company", { DomesticCurrencyRounding: 1 });
  await world.control("eaccounting", "PUT", "/switches", switches);
  await world.setUp();
  const bank = (await world.ledger())["bankaccounts"]?.find((one) => one["LedgerAccountNumber"] === CLEARING)?.["Id"];
  const needed = orders["wholeUnits"] === "mutation" ? accounts : orders["wholeUnits"] === "account" ? BESIDE : {};
  world.configure({ orders: { type: "invoice", payments: "register", ...orders }, lookups: { ...needed, paymentMethod: { default: bank, table: {} } } });
  return world;
}

type Balance = { readonly account: number; readonly balance: number };

/** Debit above nought; accounts that come to nothing are left out. */
async function balances(world: FlowWorld): Promise<Readonly<Record<number, string>>> {
  const books = (await world.control("eaccounting", "GET", "/books")) as { trialBalance: Balance[]; problems: unknown[] };
  expect(books.problems).toEqual([]);
  return Object.fromEntries(books.trialBalance.flatMap(({ account, balance }) => (Number(balance) === 0 ? [] : [[account, Number(balance).toFixed(2)]])));
}

const paid = (world: FlowWorld, price: number, more: Json = {}) => world.place({ ...privateBuyer(`Cents${String(price).replace(".", "")}`), paymentStatus: "Paid", lines: [{ articleCode: "MUG", quantity: 1, price }], ...more });

describe("an order of 99.49, which the ledger makes 99.00, and one of 99.50, which it makes 100.00", () => {
  test.each([99.49, 99.5])("is held by default, with what to do (%d)", async (price) => {
    const world = await opened({});
    const run = await world.book((await paid(world, price)).id);
    expect([run.end.outcome, run.codes, run.writes]).toEqual(["held", ["domestic-rounding"], []]);
  });

  test.each([[99.49, ["-0.49", "99.49"]], [99.5, ["99.50", "0.50"]]] as const)("is settled by a payment of the type Rounding (%d)", async (price, amounts) => {
    const world = await opened({ wholeUnits: "payment" }, { negativeRoundingPayment: "allowed" });
    const placed = await paid(world, price);
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.writes.filter(({ kind }) => kind === "payment.create").map(({ request }) => Number((request.body as Json)["PaymentAmount"]).toFixed(2))]).toEqual(["booked", amounts]);
    expect(await balances(world)).toMatchObject({ [CLEARING]: price.toFixed(2) });
    expect(Object.keys(await balances(world))).not.toEqual(expect.arrayContaining([String(ROUNDING)]));
    expect(Object.keys(await balances(world))).not.toEqual(expect.arrayContaining([String(RECEIVABLES)]));
    expect((await world.book(placed.id)).writes).toEqual([]);
  });

  test.each([99.49, 99.5])("is paid as rounded, and the difference booked on its account (%d)", async (price) => {
    const world = await opened({ wholeUnits: "account" });
    const placed = await paid(world, price);
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.writes.map(({ kind }) => kind).slice(-2)]).toEqual(["booked", ["payment.create", "voucher.create"]]);
    expect(await balances(world)).toMatchObject({ [CLEARING]: price.toFixed(2) });
    expect(Object.keys(await balances(world))).not.toEqual(expect.arrayContaining([String(ROUNDING)]));
    expect(Object.keys(await balances(world))).not.toEqual(expect.arrayContaining([String(RECEIVABLES)]));
    expect((await world.book(placed.id)).writes).toEqual([]);
  });

  test.each([99.49, 99.5])("becomes a voucher, which isn't rounded (%d)", async (price) => {
    const world = await opened({ wholeUnits: "mutation" });
    const run = await world.book((await paid(world, price)).id);
    expect([run.end.outcome, run.writes.at(-1)?.kind, run.codes.includes("rounded-becomes-voucher")]).toEqual(["booked", "voucher.create", true]);
    expect(await balances(world)).toMatchObject({ [RECEIVABLES]: price.toFixed(2) });
  });

  test.each(["payment", "account"] as const)("says what was charged, what it came to, and where the rest went (%s)", async (wholeUnits) => {
    const world = await opened({ wholeUnits }, { negativeRoundingPayment: "allowed" });
    const run = await world.book((await paid(world, 99.49)).id);
    const told = run.end.reasons.filter(({ code }) => code.startsWith("round"));
    expect(told.map(({ code, params }) => [code, params["rounding"] ?? params["amount"]])).toEqual([["rounded-by-ledger", "-0.49"], ["rounding-registered", wholeUnits === "payment" ? "-0.49" : "0.49"]]);
  });

  test.each(["payment", "account", "mutation"] as const)("is shown by a dry run as it is then booked (%s)", async (wholeUnits) => {
    const world = await opened({ wholeUnits }, { negativeRoundingPayment: "allowed" });
    await world.book((await paid(world, 10)).id);
    const placed = await paid(world, 10.49, privateBuyer("Cents10"));
    const shown = await world.dryRun(placed.id);
    const real = await world.book(placed.id);
    const bodies = (sent: typeof real.writes) => sent.filter(({ kind }) => kind === "payment.create" || kind === "voucher.create" || kind === "draft.convert").map(({ kind, request }) => [kind, request.body]);
    expect(bodies(shown.rehearsed)).toEqual(bodies(real.writes));
  });
});

test("a whole total, and one in another currency, have nothing to round", async () => {
  const world = await opened({ wholeUnits: "payment" });
  const run = await world.book((await paid(world, 100)).id);
  expect([run.end.outcome, run.codes.some((code) => code.startsWith("round")), run.writes.filter(({ kind }) => kind === "payment.create").length]).toEqual(["booked", false, 1]);
});

test("where the ledger refuses a rounding below nought, the invoice stands unpaid and a person is told what to choose; by account it is settled then", async () => {
  const world = await opened({ wholeUnits: "payment" });
  const placed = await paid(world, 99.49);
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes[0]]).toEqual(["needs-attention", "rounding-refused"]);
  world.configure({ orders: { wholeUnits: "account" }, lookups: BESIDE });
  const again = await world.book(placed.id, ["retry-by-person"]);
  expect([again.end.outcome, again.writes.map(({ kind }) => kind)]).toEqual(["booked", ["payment.create", "voucher.create"]]);
  expect(await balances(world)).toMatchObject({ [CLEARING]: "99.49" });
});

test("a part leaves the rounding alone until all is paid", async () => {
  const world = await opened({ wholeUnits: "payment" });
  const placed = await paid(world, 99.5, { paymentStatus: "PartlyPaid", amountPaid: 40 });
  const part = await world.book(placed.id);
  expect(part.writes.filter(({ kind }) => kind === "payment.create").length).toBe(1);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { paymentStatus: "Paid", amountPaid: 99.5 });
  const rest = await world.book(placed.id);
  expect(rest.writes.map(({ request }) => (request.body as Json)["PaymentAmount"])).toEqual([59.5, 0.5]);
  expect(await balances(world)).toMatchObject({ [CLEARING]: "99.50" });
});

test("a run that died between the money and the rounding is finished by the next", async () => {
  const world = await opened({ wholeUnits: "payment" });
  const placed = await paid(world, 99.5);
  await world.control("eaccounting", "PUT", "/statuses", {});
  let payments = 0;
  world.answered = async (kind) => {
    if (kind === "payment.create" && (payments += 1) === 2) throw new Error("died");
  };
  await expect(world.book(placed.id)).rejects.toThrow("died");
  world.answered = null;
  world.foundDone("rounding");
  const again = await world.book(placed.id);
  expect([again.end.outcome, again.writes]).toEqual(["booked", []]);
  expect(await balances(world)).toMatchObject({ [CLEARING]: "99.50" });
});

test("a voucher of the difference that came through without an answer isn't booked again when a person says retry", async () => {
  const world = await opened({ wholeUnits: "account" });
  const placed = await paid(world, 99.49);
  world.answered = async (kind) => {
    if (kind === "voucher.create") throw new Error("the answer is lost");
  };
  await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
  world.answered = null;
  world.leaveToPerson(placed.id);
  expect((await world.book(placed.id)).codes[0]).toBe("in-doubt-needs-person");
  const again = await world.book(placed.id, ["retry-by-person"]);
  expect([again.end.outcome, again.codes.includes("rounding-registered"), again.writes, await balances(world)]).toEqual(["booked", true, [], expect.objectContaining({ [CLEARING]: "99.49" })]);
  expect((await world.book(placed.id)).codes).toEqual(["order-unchanged"]);
});

test("and one that didn't is booked then", async () => {
  const world = await opened({ wholeUnits: "account" });
  const placed = await paid(world, 99.49);
  await world.control("eaccounting", "POST", "/faults", { route: "POST /v2/vouchers", kind: "drop", times: 1 });
  await expect(world.book(placed.id)).rejects.toThrow();
  world.leaveToPerson(placed.id);
  const again = await world.book(placed.id, ["retry-by-person"]);
  expect([again.end.outcome, again.writes.map(({ kind }) => kind), await balances(world)]).toEqual(["booked", ["voucher.create"], expect.objectContaining({ [CLEARING]: "99.49" })]);
});

test("what an edit adds to an invoice that was rounded is for a person to settle, and is said as long as it isn't", async () => {
  const world = await opened({ wholeUnits: "account", editedAfterBooking: "delta" });
  const placed = await paid(world, 99.49);
  await world.book(placed.id);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { paymentStatus: "Paid", lines: [{ articleCode: "MUG", quantity: 1, price: 99.49 }, { articleCode: "TEA", quantity: 1, price: 10 }] });
  for (const codes of [["rounding-by-hand", "delta-added"], ["rounding-by-hand", "order-unchanged"]]) {
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes.slice(0, 2)]).toEqual(["needs-attention", codes]);
  }
});

test("a delivered order that a gift card paid in part isn't invoiced where its total is rounded, and a dry run says so", async () => {
  const world = await opened({ type: "sales-order", invoiceOrders: "delivered", wholeUnits: "payment" });
  const placed = await world.place({ ...privateBuyer("Carded"), paymentStatus: "Paid", status: 4, lines: [{ articleCode: "MUG", quantity: 1, price: 149.5 }, { lineType: "GiftCard", description: "Card", quantity: -1, price: 100.5, vatCode: "N" }] });
  expect((await world.dryRun(placed.id)).codes).toContain("domestic-rounding");
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes[0], (await world.ledger())["customerinvoices"]]).toEqual(["held", "domestic-rounding", []]);
});

test.each(["account", "payment"] as const)("what a person paid in the ledger, that person accounts for: neither money nor difference is booked again (%s)", async (wholeUnits) => {
  const world = await opened({ wholeUnits }, { negativeRoundingPayment: "allowed" });
  const placed = await paid(world, 99.5, { paymentStatus: "Open" });
  await world.book(placed.id);
  const [invoice] = (await world.ledger())["customerinvoices"] ?? [];
  await world.control("eaccounting", "POST", `/customerinvoices/${String(invoice?.["Id"])}/payments`);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { paymentStatus: "Paid" });
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.writes]).toEqual(["booked", []]);
});

test("a credit with cents of a whole invoice becomes no voucher: it is held with what to do", async () => {
  const world = await opened({ wholeUnits: "mutation" });
  const placed = await paid(world, 100);
  expect((await world.book(placed.id)).codes[0]).toBe("invoice-booked");
  const credit = await world.place({ ...privateBuyer("Cents100"), creditsOrderId: placed.id, paymentStatus: "Refunded", lines: [{ articleCode: "MUG", quantity: 1, price: -33.33 }] });
  const run = await world.book(credit.id);
  expect([run.end.outcome, run.codes, run.writes]).toEqual(["held", ["domestic-rounding"], []]);
});

test("a credit of what was rounded is booked, and what was paid back is for a person to settle", async () => {
  const world = await opened({ wholeUnits: "account", refunds: "register" });
  const buyer = companyBuyer("Back");
  const placed = await world.place({ ...buyer, paymentStatus: "Paid", pricesIncludeVat: true, lines: [{ articleCode: "MUG", quantity: 1, price: 99.49 }] });
  await world.book(placed.id);
  const credit = await world.place({ ...buyer, creditsOrderId: placed.id, paymentStatus: "Refunded", pricesIncludeVat: true, lines: [{ articleCode: "MUG", quantity: -1, price: 99.49 }] });
  const run = await world.book(credit.id);
  expect([run.end.outcome, run.codes.slice(0, 2)]).toEqual(["needs-attention", ["rounding-by-hand", "credit-booked"]]);
});

describe("the settings", () => {
  const faults = (orders: Json, lookups: Json = {}) => (settingsSchema.safeParse({ orders, lookups }).error?.issues ?? []).map(({ path }) => path.join("."));

  test.each([
    ["a payment that isn't registered", { type: "invoice", wholeUnits: "payment" }, {}, ["orders.wholeUnits"]],
    ["orders of which none is invoiced", { type: "sales-order", wholeUnits: "payment" }, {}, ["orders.wholeUnits"]],
    ["a difference without accounts", { type: "invoice", payments: "register", wholeUnits: "account" }, {}, ["lookups.roundingAccount", "lookups.clearingAccount"]],
    ["vouchers in place of invoices that there aren't", { type: "sales-order", wholeUnits: "mutation" }, accounts, ["orders.wholeUnits"]],
    ["vouchers without accounts", { type: "invoice", wholeUnits: "mutation" }, {}, ["lookups.revenueAccount", "lookups.vatAccount", "lookups.receivableAccount"]],
    ["what can be carried out", { type: "invoice", payments: "register", wholeUnits: "account" }, BESIDE, []],
  ] as const)("%s", (_, orders, lookups, refused) => {
    expect(faults(orders, lookups).toSorted()).toEqual([...refused].toSorted());
  });
});
