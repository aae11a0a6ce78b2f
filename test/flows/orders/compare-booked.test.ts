import { describe, expect, it } from "vitest";
import type { AnsweredInvoice } from "../../../src/domain/invoice.ts";
import type { SalesOrder } from "../../../src/domain/sales-order.ts";
import { compareBooked } from "../../../src/flows/orders/documents/invoices/compare-booked.ts";
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
  compareBooked(planned, booked(planned, fields), tolerance);
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

  it("may be rounded to whole units by the ledger: that is shown apart", () => {
    const { gross } = planned.prediction[planned.rounding];
    expect(compare({ total: String(Number(gross) + 0.34), roundings: "0.34" }).kind).toBe("equal");
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
