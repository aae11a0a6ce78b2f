import { describe, expect, it } from "vitest";
import type { AnsweredInvoice } from "../../../src/domain/orders/invoice.ts";
import type { SalesOrder } from "../../../src/domain/orders/sales-order.ts";
import { compareBooked } from "../../../src/flows/orders/documents/invoices/invoice-vs-plan.ts";
import { documentOf, forCompany, order, type Sold } from "./kit.ts";

const mixed: readonly Sold[] = [
  { price: "33.33" },
  { price: "33.33" },
  { price: "49.00", rate: "0.12" },
  { price: "10.00", rate: "0" },
];
const planned = documentOf(forCompany(order(mixed)));

/** The invoice as it ought to be. */
function booked(document: SalesOrder, fields: Partial<AnsweredInvoice> = {}): AnsweredInvoice {
  const totals = document.prediction[document.rounding];
  return {
    id: "f0000000-0000-0000-0000-000000000001",
    number: 77,
    isCredit: false,
    customerId: document.customerId,
    customerIsPrivate: false,
    pricesIncludeVat: false,
    currency: "SEK",
    date: document.orderDate,
    total: totals.gross,
    vat: totals.vat,
    roundings: "0.00",
    remaining: totals.gross,
    credited: "0.00",
    perRate: totals.perRate,
    createdUtc: null,
    ...fields,
  };
}

const compare = (fields: Partial<AnsweredInvoice>, tolerance = "0.00") =>
  compareBooked(planned, booked(planned, fields), tolerance, "SEK");
const codes = (fields: Partial<AnsweredInvoice>, tolerance?: string) =>
  compare(fields, tolerance).reasons.map(({ code }) => code);

describe("a booked invoice", () => {
  it("that is what was planned is equal", () => {
    expect(compare({})).toEqual({ kind: "equal", reasons: [] });
  });

  it("may leave out a rate without VAT, or have no list of rates at all", () => {
    const perRate = planned.prediction[planned.rounding].perRate;
    expect(compare({ perRate: perRate.filter(({ rate }) => rate !== "0") }).kind).toBe("equal");
    expect(compare({ perRate: null }).kind).toBe("equal");
  });

  const { gross } = planned.prediction[planned.rounding];
  const whole = String(Math.round(Number(gross)));
  const roundings = (Math.round(Number(gross)) - Number(gross)).toFixed(2);

  it("may be rounded to whole units by the ledger: that is shown apart", () => {
    expect([roundings === "0.00", compare({ total: whole, roundings }).kind]).toEqual([
      false,
      "equal",
    ]);
  });

  it("differs where it is rounded in another currency than the company's (E164)", () => {
    const foreign = (currency: string | null) =>
      compareBooked(planned, booked(planned, { total: whole, roundings }), "0.00", currency);
    expect(foreign("EUR")).toMatchObject({
      kind: "differs",
      reasons: [
        { code: "booked-figures-differ", params: { field: "total", booked: `${whole}.00` } },
      ],
    });
    expect([foreign("SEK").kind, foreign(null).kind]).toEqual(["equal", "equal"]);
  });

  it.each([
    ["by more than half a unit", String(Number(gross) + 1.34), "1.34"],
    ["to no whole unit", String(Number(gross) + 0.01), "0.01"],
  ])("differs where it is rounded %s", (_, total, by) => {
    expect(compare({ total: Number(total).toFixed(2), roundings: by }).kind).toBe("differs");
  });

  it("with the VAT of a rate moved to another one differs, though its total doesn't", () => {
    const perRate = planned.prediction[planned.rounding].perRate.map((one) =>
      one.rate === "0.25"
        ? { ...one, vat: String(Number(one.vat) - 1) }
        : one.rate === "0.12"
          ? { ...one, vat: String(Number(one.vat) + 1) }
          : one,
    );
    expect([compare({ perRate }).kind, codes({ perRate })]).toEqual([
      "differs",
      ["booked-figures-differ", "booked-figures-differ"],
    ]);
  });

  it("with a rate that nobody planned differs", () => {
    expect(
      codes({
        perRate: [
          ...planned.prediction[planned.rounding].perRate,
          { rate: "0.06", net: "0.00", vat: "0.01" },
        ],
      }),
    ).toEqual(["booked-figures-differ"]);
  });

  it("of another day or currency differs, whatever the tolerance", () => {
    expect(codes({ date: "2026-11-25" }, "10.00")).toEqual(["booked-date-differs"]);
    expect(codes({ currency: "EUR" }, "10.00")).toEqual(["currency-differs"]);
  });

  it("within the tenant's tolerance is taken and recorded, a cent above it isn't", () => {
    const { gross } = planned.prediction[planned.rounding];
    const total = (off: number) => ({ total: (Number(gross) + off).toFixed(2) });
    expect([
      compare(total(0.05), "0.05").kind,
      compare(total(-0.05), "0.05").kind,
      compare(total(0.06), "0.05").kind,
    ]).toEqual(["within-tolerance", "within-tolerance", "differs"]);
  });
});
