/**
 * A payment can't be taken back and isn't listed anywhere: that it came through as it was sent is
 * seen by its answer and by what remains of the invoice (E55). What was seen otherwise is told, and
 * what couldn't be seen is looked at again.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { registerPayment } from "../../src/eaccounting/payments.ts";
import { paymentDiffers } from "../../src/flows/answered-payment.ts";
import { FlowWorld, type Json, type Run } from "../support/flow-world.ts";
import { companyBuyer, mug } from "../support/orders.ts";

let world: FlowWorld;
let bankAccountId = "";
let n = 0;

beforeEach(async () => {
  world = await FlowWorld.open();
  const { bankaccounts = [] } = await world.ledger();
  bankAccountId = String(bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"]);
  world.configure({
    orders: { type: "invoice", payments: "register" },
    lookups: { paymentMethod: { default: bankAccountId, table: {} } },
  });
});

type Placed = Json & { readonly id: number };

/** Booked, and not paid yet. */
async function booked(): Promise<{ readonly placed: Placed; readonly invoice: Json }> {
  const placed = await world.place({
    ...companyBuyer(`Paid${(n += 1)}`),
    lines: [mug(2)],
    paymentStatus: "Open",
  });
  await world.book(placed.id);
  const invoice = (await world.ledger())["customerinvoices"]?.at(-1) ?? {};
  return { placed, invoice };
}

async function paid({ id }: Placed, amountPaid: number): Promise<Run> {
  await world.control("asperion", "PATCH", `/orders/${id}`, {
    paymentStatus: "PartlyPaid",
    amountPaid,
  });
  return world.book(id);
}

/** Somebody else registers so much, as our payment has come through and its answer hasn't. */
function meanwhile(placed: Placed, invoice: Json, amount: string): void {
  world.answered = async (kind) => {
    if (kind !== "payment.create") return;
    world.answered = null;
    const payment = registerPayment(String(invoice["Id"]), {
      bankAccountId,
      date: new Date().toISOString().slice(0, 10),
      amount,
      currency: "SEK",
      complete: false,
      reference: "by hand",
    });
    await world.look(placed.id, (ports) => ports.read(payment));
  };
}

const fail = (times: number) =>
  world.control("eaccounting", "POST", "/faults", {
    route: "GET /v2/customerinvoices/{id}",
    kind: "status",
    status: 503,
    times,
  });
const failedPayments = (run: Run): number =>
  run.writes.filter(({ kind }) => kind === "payment.create").length;

test("as it was sent: it is registered, and nothing more is said", async () => {
  const { placed } = await booked();
  const run = await paid(placed, 10);
  expect([run.end.outcome, run.codes]).toEqual([
    "booked",
    expect.arrayContaining(["payment-registered"]),
  ]);
});

test("where the answer says another amount, a person is told, and nothing is paid again", async () => {
  const { placed } = await booked();
  world.ledgerSays = (body, path) =>
    path.endsWith("/payments") ? { ...(body as Json), PaymentAmount: 100 } : body;
  const run = await paid(placed, 10);
  expect([run.end.outcome, run.end.reasons[0]]).toMatchObject([
    "needs-attention",
    { code: "payment-differs", params: { of: "payment", planned: "10.00", booked: "100.00" } },
  ]);
  world.ledgerSays = null;
  expect(failedPayments(await world.book(placed.id))).toBe(0);
});

test("where another amount remains than it leaves, a person is told", async () => {
  const { placed, invoice } = await booked();
  meanwhile(placed, invoice, "5.00");
  const run = await paid(placed, 10);
  const total = Number(invoice["TotalAmountInvoiceCurrency"]);
  expect([run.end.outcome, run.end.reasons[0]]).toMatchObject([
    "needs-attention",
    {
      code: "payment-differs",
      params: {
        of: "remaining",
        planned: (total - 10).toFixed(2),
        booked: (total - 15).toFixed(2),
      },
    },
  ]);
});

describe("a look that fails", () => {
  /** The first read of the invoice is before the payment, and answered. */
  async function paidUnseen(over: boolean): Promise<Placed> {
    await world.control("eaccounting", "PUT", "/switches", { paymentAboveRemaining: "taken" });
    const { placed, invoice } = await booked();
    world.answered = async (kind) => {
      if (kind !== "payment.create") return;
      world.answered = null;
      if (over) {
        meanwhile(placed, invoice, Number(invoice["TotalAmountInvoiceCurrency"]).toFixed(2));
        await (world.answered as unknown as (kind: string) => Promise<void>)("payment.create");
      }
      await fail(1);
    };
    await expect(paid(placed, 10)).rejects.toThrow();
    return placed;
  }

  test("is done again by the next run: paid over by somebody else is told then", async () => {
    const placed = await paidUnseen(true);
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes, failedPayments(run)]).toEqual([
      "needs-attention",
      expect.arrayContaining(["invoice-overpaid"]),
      0,
    ]);
  });

  test("again fails the run that does it, and nothing is paid twice", async () => {
    const placed = await paidUnseen(true);
    await fail(1);
    await expect(world.book(placed.id)).rejects.toThrow();
    expect((await world.book(placed.id)).codes).toContain("invoice-overpaid");
  });

  test("is done once, where all is well", async () => {
    const placed = await paidUnseen(false);
    const reads = (run: Run) =>
      run.timeline.filter(({ title }) => title.startsWith("GET /customerinvoices/")).length;
    const [first, second] = [await world.book(placed.id), await world.book(placed.id)];
    expect([first.end.outcome, second.end.outcome]).toEqual(["booked", "booked"]);
    expect(reads(first) - reads(second)).toBe(1);
  });
});

describe("what an answer says of a payment", () => {
  const sent = { amount: "-10.00", currency: "SEK" };
  const answer = (body: unknown) => ({ status: 201, isJson: true, headers: {}, body });

  test.each([
    ["nothing", {}],
    ["no amount", { PaymentAmount: null }],
    ["the same", { PaymentAmount: -10, PaymentCurrency: "SEK" }],
    ["the same without its sign", { PaymentAmount: 10, PaymentCurrency: "sek" }],
    ["no body", null],
  ])("%s: it is as it was sent", (_what, body) => {
    expect(paymentDiffers(sent, answer(body), 1)).toBeNull();
  });

  test.each([
    ["another amount", { PaymentAmount: -10.01 }, "10.01", "SEK"],
    ["another currency", { PaymentAmount: -10, PaymentCurrency: "EUR" }, "10.00", "EUR"],
  ])("%s: it differs", (_what, body, booked, currency) => {
    expect(paymentDiffers(sent, answer(body), 1)?.params).toMatchObject({ booked, currency });
  });
});
