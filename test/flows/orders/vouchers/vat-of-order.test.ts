/**
 * A shop that rounds VAT once for each rate shows the customer another VAT than its lines come to.
 * A voucher declares what the customer was shown.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rateDifferences } from "../../../../src/domain/orders/sold.ts";
import {
  factsOf,
  voucherHash,
} from "../../../../src/flows/orders/documents/vouchers/send-voucher.ts";
import { planVoucher } from "../../../../src/flows/orders/documents/vouchers/plan-voucher.ts";
import type { Voucher } from "../../../../src/domain/ledger/voucher.ts";
import type { VoucherInput } from "../../../../src/flows/orders/documents/vouchers/voucher-input.ts";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";
import { order, type Sold } from "../kit.ts";
import { cents } from "../little-ledger.ts";
import { anyCase, given } from "./any-order.ts";
import { moved, movedText, shownRows, voucherInput, voucherOf, voucherSettings } from "./kit.ts";

/** The VAT of each is 0.0075: 0.01 by the line, 0.02 of three. */
const crumbs = (quantity: number, rate = "0.25"): readonly Sold[] =>
  Array.from({ length: quantity }, () => ({ price: "0.03", quantity: "1", rate }));
function planned(
  lines: readonly Sold[],
  pricesIncludeVat: boolean,
  fields: Partial<VoucherInput> = {},
): Voucher {
  const placed = order(lines, { pricesIncludeVat, payment: "open" }, "rate");
  const of = fields.form === "voucher-credit" ? { ...placed, creditsOrderId: placed.id } : placed;
  return voucherOf(planVoucher(voucherInput(of, fields)));
}

describe("VAT that the shop rounds for each rate", () => {
  test("is booked as the order has it, and no cent is left", () => {
    // By the line 10.00 + 0.03, by the rate 10.0225.
    const lines = [{ price: "40.00", rate: "0.25" }, ...crumbs(3)];
    expect(shownRows(planned(lines, false))).toEqual([
      "D 1510 50.11",
      "K 3001 40.09",
      "K 2611 10.02",
    ]);
  });

  test("is told, with what the lines come to", () => {
    const lines = [{ price: "40.00", rate: "0.25" }, ...crumbs(3)];
    const told = (fields: Partial<VoucherInput> = {}) =>
      planVoucher(
        voucherInput(order(lines, { pricesIncludeVat: false, payment: "open" }, "rate"), fields),
      ).reasons.filter(({ code }) => code === "voucher-vat-of-order");
    expect(told()).toEqual([
      {
        code: "voucher-vat-of-order",
        params: { rate: "0.25", vat: "10.02", lines: "10.03", currency: "SEK" },
      },
    ]);
    expect([told({ level: "simple" }), told({ vatBy: "lines" })]).toEqual([[], []]);
  });

  test("is less of what was sold where prices include it", () => {
    // 0.12 with 0.02 of VAT each by the line, 0.24 with 0.05 by the rate.
    const lines = [
      { price: "0.12", rate: "0.25" },
      { price: "0.12", rate: "0.25" },
    ];
    expect(order(lines, { pricesIncludeVat: true }, "rate")).toMatchObject({
      net: "0.19",
      vat: "0.05",
    });
    expect(shownRows(planned(lines, true))).toEqual(["D 1510 0.24", "K 3001 0.19", "K 2611 0.05"]);
  });

  test("is told apart by rate", () => {
    const lines = [...crumbs(3), ...crumbs(5, "0.12"), { price: "100.00", rate: "0.06" }];
    // 25 %: 0.0225, by the line 0.03. 12 %: 0.018, by the line nothing.
    expect(movedText([planned(lines, false)])).toMatchObject({
      "2611": "-0.02",
      "2621": "-0.02",
      "2631": "-6.00",
    });
  });

  test.each(["simple", "recommended", "complex", "extreme", "daily"] as const)(
    "is what the account moves by, at the level %s",
    (level) => {
      const lines = [{ price: "40.00", rate: "0.25" }, ...crumbs(3)];
      const { lookups } = voucherSettings();
      const settings = voucherSettings({
        lookups: { revenueAccount: { ...lookups.revenueAccount, default: "3000" } },
      });
      expect(movedText([planned(lines, false, { level, settings })])["2611"] ?? "0.00").toBe(
        level === "simple" ? "0.00" : "-10.02",
      );
    },
  );

  test("of lines alone counts where nobody can tell of which rate a cent is", () => {
    const lines = [
      { price: "40.00", rate: "0.25" },
      { price: "40.00", rate: "0.12" },
    ];
    const placed = { ...order(lines, { pricesIncludeVat: false, payment: "open" }) };
    const odd = { ...placed, vat: "14.81", gross: "94.81" };
    expect(movedText([voucherOf(planVoucher(voucherInput(odd)))])).toMatchObject({
      "2611": "-10.00",
      "2621": "-4.80",
      "3740": "-0.01",
    });
    // With one rate there is nothing to tell apart.
    const one = { ...order(lines.slice(0, 1), { pricesIncludeVat: false, payment: "open" }) };
    expect(
      movedText([voucherOf(planVoucher(voucherInput({ ...one, vat: "10.01", gross: "50.01" })))]),
    ).toEqual({ "1510": "50.01", "3001": "-40.00", "2611": "-10.01" });
  });

  test("is the order's to the cent on every voucher, whatever it sells", () => {
    fc.assert(
      fc.property(anyCase, (drawn) => {
        const input = given({ ...drawn, vatBy: "rate", rate: null });
        const accounts = moved([voucherOf(planVoucher(input))]);
        const vat = [...accounts]
          .filter(([account]) => account >= 2600 && account < 2700)
          .reduce((sum, [, amount]) => sum - amount, 0n);
        expect(vat).toBe(drawn.level === "simple" ? 0n : cents(input.order.vat));
        // What was sold is what the head says without VAT, so nothing is left to round.
        expect(accounts.get(3740)).toBeUndefined();
      }),
      { numRuns: 400 },
    );
  });

  test("is no rounding where head and lines are further apart than rounding explains", () => {
    const lines = [{ rate: "0.25", net: "100.00", vat: "25.00" }];
    const head = { vat: "25.02", gross: "125.02", pricesIncludeVat: false };
    expect(rateDifferences(lines, head)).toEqual([]);
  });
});

describe("a voucher that was booked by the VAT of its lines", () => {
  const lines = [{ price: "40.00", rate: "0.25" }, ...crumbs(3)];

  test("is planned so again, and so is what takes it back", () => {
    const before = planned(lines, false, { vatBy: "lines" });
    expect(shownRows(before)).toEqual([
      "D 1510 50.11",
      "K 3001 40.09",
      "K 2611 10.03",
      "D 3740 0.01",
    ]);
    const credit = planned(lines, false, { vatBy: "lines", form: "voucher-credit" });
    expect(movedText([before, credit])).toEqual({});
    expect([before.vatBy, planned(lines, false).vatBy]).toEqual([undefined, "order"]);
  });
});

/** An order whose VAT is 10.02, of lines that come to 10.03; its voucher is booked by the order. */
async function bookedByOrder() {
  const world = await FlowWorld.open();
  await world.control("asperion", "PUT", "/switches", { vatRounding: "rate" });
  world.configure({
    orders: { type: "mutation", editedAfterBooking: "delta" },
    lookups: { ...VOUCHER_LOOKUPS, roundingAccount: { default: "3740" } },
  });
  const placed = await world.place({
    ...companyBuyer("VatBy"),
    lines: [40, 0.03, 0.03, 0.03].map((price) => ({ ...mug(1), price })),
  });
  const { end, input } = await world.book(placed.id);
  expect(end.outcome).toBe("booked");
  const byLines = voucherOf(planVoucher({ ...(input as unknown as VoucherInput), vatBy: "lines" }));
  expect(movedText([byLines])).toMatchObject({ "2611": "-10.03", "3740": "0.01" });
  return { world, placed, byLines };
}

test("an order that is touched is no edit of a voucher from before", async () => {
  const { world, placed, byLines } = await bookedByOrder();
  const [made] = world.documentsOf(placed.id);
  if (made === undefined) throw new Error("no document");
  const hash = await voucherHash(byLines);
  expect(hash).not.toBe(made.ownedHash);
  await world.look(placed.id, async (ports) =>
    ports.saveDocument({ ...made, ownedHash: hash, voucher: factsOf(byLines, undefined) }),
  );
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { comments: "Ring twice" });
  const touched = await world.book(placed.id);
  expect([touched.codes, touched.writes]).toEqual([["order-unchanged"], []]);
});

test("a voucher from before that is found in the ledger is the order's, and stays so", async () => {
  const { world, placed } = await bookedByOrder();
  const [found] = (await world.ledger())["vouchers"] ?? [];
  const rows = found?.["Rows"] as readonly Json[];
  const Rows = [
    ...rows.map((row) => (row["AccountNumber"] === 2611 ? { ...row, CreditAmount: 10.03 } : row)),
    { AccountNumber: 3740, DebitAmount: 0.01, CreditAmount: 0 },
  ];
  const path = `/vouchers/${String(found?.["Id"])}?company=Demo%20AB`;
  await world.control("eaccounting", "PATCH", path, { Rows });
  world.lose(`order:${placed.id}`);
  const linked = await world.book(placed.id);
  expect([linked.end.outcome, linked.writes, linked.codes]).toEqual([
    "booked",
    [],
    ["voucher-booked", "booking-date-chosen", "voucher-planned"],
  ]);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { comments: "Ring twice" });
  const touched = await world.book(placed.id);
  expect([touched.codes, touched.writes]).toEqual([["order-unchanged"], []]);
});
