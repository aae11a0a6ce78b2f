/**
 * An order with cents in a company that rounds its invoices to whole units, in each way that the
 * tenant may choose: the flow's own code against both sandboxes, and the ledger's own books: what
 * was paid is on the money's account, nothing is left on the invoice, and the rounding comes to
 * nothing but where it belongs.
 */
import { describe, expect, test } from "vitest";
import { privateBuyer } from "../../support/orders.ts";
import type { Json } from "../../support/flow-world.ts";
import {
  balances,
  BESIDE,
  CLEARING,
  opened,
  paid,
  RECEIVABLES,
  ROUNDING,
} from "../../support/whole-units.ts";

describe("an order of 99.49, which the ledger makes 99.00, and one of 99.50, which it makes 100.00", () => {
  test.each([99.49, 99.5])("is held by default, with what to do (%d)", async (price) => {
    const world = await opened({});
    const run = await world.book((await paid(world, price)).id);
    expect([run.end.outcome, run.codes, run.writes]).toEqual(["held", ["domestic-rounding"], []]);
  });

  test.each([
    [99.49, ["-0.49", "99.49"]],
    [99.5, ["99.50", "0.50"]],
  ] as const)("is settled by a payment of the type Rounding (%d)", async (price, amounts) => {
    const world = await opened({ wholeUnits: "payment" }, { negativeRoundingPayment: "allowed" });
    const placed = await paid(world, price);
    const run = await world.book(placed.id);
    expect([
      run.end.outcome,
      run.writes
        .filter(({ kind }) => kind === "payment.create")
        .map(({ request }) => Number((request.body as Json)["PaymentAmount"]).toFixed(2)),
    ]).toEqual(["booked", amounts]);
    expect(await balances(world)).toMatchObject({ [CLEARING]: price.toFixed(2) });
    expect(Object.keys(await balances(world))).not.toEqual(
      expect.arrayContaining([String(ROUNDING)]),
    );
    expect(Object.keys(await balances(world))).not.toEqual(
      expect.arrayContaining([String(RECEIVABLES)]),
    );
    expect((await world.book(placed.id)).writes).toEqual([]);
  });

  test.each([99.49, 99.5])(
    "is paid as rounded, and the difference booked on its account (%d)",
    async (price) => {
      const world = await opened({ wholeUnits: "account" });
      const placed = await paid(world, price);
      const run = await world.book(placed.id);
      expect([run.end.outcome, run.writes.map(({ kind }) => kind).slice(-2)]).toEqual([
        "booked",
        ["payment.create", "voucher.create"],
      ]);
      expect(await balances(world)).toMatchObject({ [CLEARING]: price.toFixed(2) });
      expect(Object.keys(await balances(world))).not.toEqual(
        expect.arrayContaining([String(ROUNDING)]),
      );
      expect(Object.keys(await balances(world))).not.toEqual(
        expect.arrayContaining([String(RECEIVABLES)]),
      );
      expect((await world.book(placed.id)).writes).toEqual([]);
    },
  );

  test.each([99.49, 99.5])("becomes a voucher, which isn't rounded (%d)", async (price) => {
    const world = await opened({ wholeUnits: "mutation" });
    const run = await world.book((await paid(world, price)).id);
    expect([
      run.end.outcome,
      run.writes.at(-1)?.kind,
      run.codes.includes("rounded-becomes-voucher"),
    ]).toEqual(["booked", "voucher.create", true]);
    expect(await balances(world)).toMatchObject({ [RECEIVABLES]: price.toFixed(2) });
  });

  test.each(["payment", "account"] as const)(
    "says what was charged, what it came to, and where the rest went (%s)",
    async (wholeUnits) => {
      const world = await opened({ wholeUnits }, { negativeRoundingPayment: "allowed" });
      const run = await world.book((await paid(world, 99.49)).id);
      const told = run.end.reasons.filter(({ code }) => code.startsWith("round"));
      expect(
        told.map(({ code, params }) => [code, params["rounding"] ?? params["amount"]]),
      ).toEqual([
        ["rounded-by-ledger", "-0.49"],
        ["rounding-registered", wholeUnits === "payment" ? "-0.49" : "0.49"],
      ]);
    },
  );

  test.each(["payment", "account", "mutation"] as const)(
    "is shown by a dry run as it is then booked (%s)",
    async (wholeUnits) => {
      const world = await opened({ wholeUnits }, { negativeRoundingPayment: "allowed" });
      await world.book((await paid(world, 10)).id);
      const placed = await paid(world, 10.49, privateBuyer("Cents10"));
      const shown = await world.dryRun(placed.id);
      const real = await world.book(placed.id);
      const bodies = (sent: typeof real.writes) =>
        sent
          .filter(
            ({ kind }) =>
              kind === "payment.create" || kind === "voucher.create" || kind === "draft.convert",
          )
          .map(({ kind, request }) => [kind, request.body]);
      expect(bodies(shown.rehearsed)).toEqual(bodies(real.writes));
    },
  );
});

test("a whole total, and one in another currency, have nothing to round", async () => {
  const world = await opened({ wholeUnits: "payment" });
  const run = await world.book((await paid(world, 100)).id);
  expect([
    run.end.outcome,
    run.codes.some((code) => code.startsWith("round")),
    run.writes.filter(({ kind }) => kind === "payment.create").length,
  ]).toEqual(["booked", false, 1]);
});

test("where the ledger refuses a rounding below nought, the invoice stands unpaid and a person is told what to choose; by account it is settled then", async () => {
  const world = await opened({ wholeUnits: "payment" });
  const placed = await paid(world, 99.49);
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes[0]]).toEqual(["needs-attention", "rounding-refused"]);
  world.configure({ orders: { wholeUnits: "account" }, lookups: BESIDE });
  const again = await world.book(placed.id, ["retry-by-person"]);
  expect([again.end.outcome, again.writes.map(({ kind }) => kind)]).toEqual([
    "booked",
    ["payment.create", "voucher.create"],
  ]);
  expect(await balances(world)).toMatchObject({ [CLEARING]: "99.49" });
});

test("a part leaves the rounding alone until all is paid", async () => {
  const world = await opened({ wholeUnits: "payment" });
  const placed = await paid(world, 99.5, { paymentStatus: "PartlyPaid", amountPaid: 40 });
  const part = await world.book(placed.id);
  expect(part.writes.filter(({ kind }) => kind === "payment.create").length).toBe(1);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, {
    paymentStatus: "Paid",
    amountPaid: 99.5,
  });
  const rest = await world.book(placed.id);
  expect(rest.writes.map(({ request }) => (request.body as Json)["PaymentAmount"])).toEqual([
    59.5, 0.5,
  ]);
  expect(await balances(world)).toMatchObject({ [CLEARING]: "99.50" });
});

test("a delivered order that a gift card paid in part isn't invoiced where its total is rounded, and a dry run says so", async () => {
  const world = await opened({
    type: "sales-order",
    invoiceOrders: "delivered",
    wholeUnits: "payment",
  });
  const placed = await world.place({
    ...privateBuyer("Carded"),
    paymentStatus: "Paid",
    status: 4,
    lines: [
      { articleCode: "MUG", quantity: 1, price: 149.5 },
      { lineType: "GiftCard", description: "Card", quantity: -1, price: 100.5, vatCode: "N" },
    ],
  });
  expect((await world.dryRun(placed.id)).codes).toContain("domestic-rounding");
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes[0], (await world.ledger())["customerinvoices"]]).toEqual([
    "held",
    "domestic-rounding",
    [],
  ]);
});
