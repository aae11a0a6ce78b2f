/** What must be kept as evidence of VAT, of each case that crosses a border or a currency. */
import { describe, expect, test } from "vitest";
import { quarterOf, type VatEvidence } from "../../../src/domain/orders/vat-evidence.ts";
import { planVoucher } from "../../../src/flows/orders/documents/vouchers/plan-voucher.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import { countsFrom, vatEvidenceOf, versionOf } from "../../../src/flows/orders/vat-evidence.ts";
import { asSale } from "../../../src/flows/orders/intake/order-case.ts";
import type { Order } from "../../../src/domain/orders/order.ts";
import {
  address,
  company,
  customer,
  input as planInput,
  order,
  type Sold,
  tax,
} from "../../flows/orders/kit.ts";
import { voucherInput, voucherSettings } from "../../flows/orders/vouchers/kit.ts";
import type { AcceptanceCase } from "./case.ts";
import { inputOf, sold } from "./planned.ts";
import { DOCUMENTS, type EvidenceCase, VOUCHERS } from "./vat-evidence.cases.ts";

const shown = (evidence: VatEvidence | null) =>
  evidence === null
    ? null
    : {
        sale: `${evidence.sale.kind} ${evidence.sale.country}`,
        facts: evidence.sale.facts.map(({ from, country }) => `${from}: ${country}`),
        vatNumber: evidence.vatNumber,
        charged: evidence.charged.map(
          ({ rate, net, vat, gross }) => `${rate}: ${net} + ${vat} = ${gross}`,
        ),
        exchange: evidence.exchange,
        quarter: quarterOf(evidence.day),
      };

const wanted = (keeps: EvidenceCase["keeps"]) =>
  keeps === null ? null : { vatNumber: null, exchange: null, quarter: "2026Q4", ...keeps };

function planned(one: Omit<AcceptanceCase, "expect">) {
  const input = inputOf(one as AcceptanceCase, sold(one as AcceptanceCase));
  return { input, plan: planOrder(input) };
}

describe("documents", () => {
  test.each(DOCUMENTS.map((one) => [one.name, one] as const))("%s", (_, one) => {
    expect(shown(vatEvidenceOf(planned(one), one.bookedAt ?? null))).toEqual(wanted(one.keeps));
  });
});

describe("vouchers", () => {
  test.each(VOUCHERS.map((one) => [one.name, one] as const))("%s", (_, one) => {
    const input = voucherInput(order(one.lines, one.order), {
      settings: voucherSettings(one.settings),
      company: { ...company, ...one.company },
      today: "2026-11-24",
      rate: one.rate ?? null,
    });
    const plan = planVoucher(input);
    expect(shown(vatEvidenceOf({ input, plan }, null))).toEqual(wanted(one.keeps));
  });
});

const DUTCH = DOCUMENTS.find(({ name }) => name.startsWith("a Dutch company"));
const NORWAY = DOCUMENTS.find(({ name }) => name.startsWith("an export"));
if (DUTCH === undefined || NORWAY === undefined) throw new Error("the cases are gone");

test("in trial mode nothing is kept", () => {
  const { input, plan } = planned(NORWAY);
  const trial = { ...input, settings: { ...input.settings, trial: true } };
  expect(vatEvidenceOf({ input: trial, plan }, null)).toBeNull();
});

test("what a credit takes back is kept below zero", () => {
  const sale = asSale(
    order([{ price: "-100.00", rate: "0", sku: "G-0.25" }], NORWAY.order),
    "negative",
  );
  if (!sale.ok) throw new Error("no credit");
  const input = {
    ...inputOf(NORWAY as unknown as AcceptanceCase, sale.value),
    form: "credit" as const,
    credits: { invoice: "4711" },
  };
  const evidence = vatEvidenceOf({ input, plan: planOrder(input) }, null);
  expect([evidence?.document, evidence?.gross, evidence?.charged[0]?.gross]).toEqual([
    "credit",
    "-100",
    "-100",
  ]);
});

test("the same order gives the same version, whatever is known of the check and the rate by then", () => {
  const version = (one: EvidenceCase, rate: string | null): string => {
    const evidence = vatEvidenceOf(planned(one), rate);
    if (evidence === null) throw new Error("nothing is kept");
    return versionOf(evidence);
  };
  const first = version(DUTCH, "11.4275");
  expect(version(DUTCH, "11.43")).toBe(first);
  expect(version({ ...DUTCH, customer: { ...DUTCH.customer, vatCheckedAt: 1 } }, "11.4275")).toBe(
    first,
  );
  const edited = { ...DUTCH, lines: [{ price: "101.00", rate: "0", sku: "G-0.25" }] };
  expect(version(edited, "11.4275")).not.toBe(first);
});

test.each([
  ["no year is known", [], 2026],
  ["the year ends with the calendar's", [["2026-01-01", "2026-12-31"]], 2026],
  ["the fiscal year goes on until June", [["2026-07-01", "2027-06-30"]], 2027],
] as const)("the years of the law count from the fiscal year's end: %s", (_, years, from) => {
  const { input, plan } = planned(NORWAY);
  const known = years.map(([start, end]) => ({
    id: start,
    start,
    end,
    locked: false,
    method: "invoicing" as const,
  }));
  expect(countsFrom({ input: { ...input, years: known }, plan }, { day: "2026-11-24" })).toBe(from);
});

describe("what was charged at each rate", () => {
  const DUTCHMAN = { invoiceAddress: address({ country: "NL", postCode: "1011AB" }) };
  const kept = (lines: readonly Sold[], fields: Partial<Order>, vatBy?: "rate") => {
    const input = planInput(order(lines, { ...DUTCHMAN, ...fields }, vatBy), {
      company: { ...company, usesOss: true },
      customer: customer("private", { country: "NL", tax: tax() }),
    });
    const plan = planOrder(input);
    if (plan.kind !== "write" || !("document" in plan)) throw new Error("held");
    const { vat, gross } = plan.document.prediction.rate;
    const evidence = vatEvidenceOf({ input, plan }, null);
    return { of: shown(evidence)?.charged, gross: evidence?.gross, booked: [vat, gross] };
  };
  const goods = (price: string): Sold => ({ price, rate: "0.21", sku: "O-0.25" });

  test("is less a discount of the head", () => {
    const off = { headDiscount: "0.1", net: "90.00", vat: "18.90", gross: "108.90" };
    expect(kept([goods("121.00")], off)).toEqual({
      of: ["0.21: 90 + 18.9 = 108.9"],
      gross: "108.9",
      booked: ["18.90", "108.90"],
    });
  });

  test("is all of the sale where a gift card paid a part", () => {
    const card: Sold = { kind: "gift-card", sku: "GC", quantity: "-1", price: "21.00", rate: "0" };
    expect(kept([goods("121.00"), card], {})).toEqual({
      of: ["0.21: 100 + 21 = 121"],
      gross: "121",
      booked: ["21.00", "121.00"],
    });
  });

  test("has the VAT of the head where that is rounded once a rate", () => {
    const lines = Array.from({ length: 9 }, () => goods("1.11"));
    expect(kept(lines, {}, "rate")).toEqual({
      of: ["0.21: 8.26 + 1.73 = 9.99"],
      gross: "9.99",
      booked: ["1.73", "9.99"],
    });
  });

  test("is a voucher's by the same rule", () => {
    const placed = order([{ price: "100.00" }], {
      ...DUTCHMAN,
      headDiscount: "0.1",
      net: "72.00",
      vat: "18.00",
      gross: "90.00",
    });
    const of = vatEvidenceOf(
      {
        input: voucherInput(placed),
        plan: planVoucher(voucherInput(order([{ price: "100.00" }]))),
      },
      null,
    );
    expect(shown(of)?.charged).toEqual(["0.25: 72 + 18 = 90"]);
  });
});
