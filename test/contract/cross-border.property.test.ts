/**
 * Generated orders abroad, written to the ledger's sandbox and booked there, under every switch
 * that touches money: what is booked is what was charged, and the ledger's totals are those that
 * the plan predicted. The sandbox adds up by its own arithmetic, its own rules of VAT and its own
 * table of rates under OSS.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LedgerCustomer } from "../../src/domain/ledger/ledger.ts";
import type { Order } from "../../src/domain/orders/order.ts";
import { readBookedInvoice } from "../../src/eaccounting/customer-invoices.ts";
import { convertDraft } from "../../src/eaccounting/invoice-drafts.ts";
import { DOCUMENT_HANDLERS } from "../../src/flows/orders/shared/document-kinds.ts";
import { expectedDraftTotals } from "../../src/flows/orders/documents/invoices/book-draft.ts";
import { compareBooked } from "../../src/flows/orders/documents/invoices/invoice-vs-plan.ts";
import type { PlanInput } from "../../src/flows/orders/shared/plan-input.ts";
import { planOrder } from "../../src/flows/orders/preparation/plan.ts";
import { address, codesOf, documentOf, input, order, type Sold } from "../flows/orders/kit.ts";
import { cents } from "../flows/orders/little-ledger.ts";
import { codedSettings, CrossBorderLedger } from "../support/cross-border-ledger.ts";
import { must } from "../support/ledger-sender.ts";

let ledger: CrossBorderLedger;
beforeAll(async () => {
  ledger = await CrossBorderLedger.start();
});
afterAll(() => ledger.close());

/**
 * Articles of the sandbox that are marked for OSS, and the VAT that a shop charges for them in each
 * country.
 */
const RATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  none: { TSHIRT: "0", MUG: "0", BOOK: "0", SERVICE: "0" },
  home: { TSHIRT: "0.25", MUG: "0.25", BOOK: "0.06", SERVICE: "0.25" },
  DE: { TSHIRT: "0.19", MUG: "0.19", BOOK: "0.07" },
  FI: { TSHIRT: "0.255", MUG: "0.255", BOOK: "0.135" },
};

type Sale = {
  readonly buyer: string;
  readonly country: string;
  readonly kind: LedgerCustomer["kind"];
  readonly rates: keyof typeof RATES;
  readonly currency: string;
};

const SALES: readonly Sale[] = [
  { buyer: "Windmolen BV", country: "NL", kind: "company", rates: "none", currency: "EUR" },
  { buyer: "Erika Mustermann", country: "DE", kind: "private", rates: "DE", currency: "EUR" },
  { buyer: "Aino Virtanen", country: "FI", kind: "private", rates: "FI", currency: "EUR" },
  { buyer: "Fjord AS", country: "NO", kind: "company", rates: "none", currency: "NOK" },
  { buyer: "Kari Nordmann", country: "NO", kind: "private", rates: "none", currency: "NOK" },
  { buyer: "Euro AB", country: "SE", kind: "company", rates: "home", currency: "EUR" },
];

const figure = (max: number, places: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(max), fc.nat(10 ** places - 1))
    .map(([whole, part]) => `${whole}.${String(part).padStart(places, "0")}`);
const line = fc.record({
  article: fc.nat(),
  price: fc.oneof(figure(900, 2), figure(9, 4)),
  quantity: fc.oneof(
    fc.integer({ min: 1, max: 40 }).map(String),
    figure(4, 2),
    fc.integer({ min: 2000, max: 9000 }).map(String),
  ),
  discount: fc.oneof(
    { weight: 2, arbitrary: fc.constant("0") },
    fc.nat(9999).map((n) => `0.${String(n).padStart(4, "0")}`),
  ),
});
const basket = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 8 }),
  shipping: fc.option(figure(9, 2)),
  off: fc.option(figure(3, 2)),
  pricesIncludeVat: fc.boolean(),
  form: fc.constantFrom("sales-order" as const, "invoice" as const),
  goods: fc.constantFrom("article" as const, "coding" as const, "mixed" as const),
});
type Basket = typeof basket extends fc.Arbitrary<infer T> ? T : never;

const amountOf = ({ price = "0", quantity = "1", discount = "0" }: Sold): number =>
  Number(price) * Number(quantity) * (1 - Number(discount));

function placed(sale: Sale, { lines, shipping, off, pricesIncludeVat }: Basket): Order {
  const rates = Object.entries(RATES[sale.rates] ?? {});
  const goods = lines.map(({ article, ...sold }): Sold => {
    const [sku, rate] = rates[article % rates.length] ?? ["TSHIRT", "0"];
    return { ...sold, sku, rate };
  });
  // Shipping and a discount go at the rate of the dearest line.
  const [dearest] = goods.toSorted((one, other) => amountOf(other) - amountOf(one));
  const rate = dearest?.rate ?? "0";
  const more: Sold[] = [
    ...(shipping === null ? [] : [{ kind: "shipping" as const, price: shipping, rate }]),
    ...(off === null ? [] : [{ kind: "discount" as const, price: `-${off}`, rate }]),
  ];
  return order([...goods, ...more], {
    currency: sale.currency,
    pricesIncludeVat,
    date: "2026-06-15T10:00:00",
    invoiceAddress: address({ country: sale.country }),
  });
}

/** Nothing says how much of a discount without VAT is off goods, and how much off services. */
function isOffBoth({ lines }: Order): boolean {
  const charged = lines.filter(({ gross }) => cents(gross) !== 0n);
  const sold = charged.filter(({ kind }) => kind === "article");
  const services = sold.filter(({ sku }) => sku === "SERVICE");
  const both = services.length > 0 && services.length < sold.length;
  return both && charged.some(({ kind }) => kind === "discount");
}

const READINGS = {
  "private-unless-setting": { company: false, private: true },
  inverted: { company: false, private: false },
  never: { company: false, private: false },
  always: { company: true, private: true },
} as const;
const POSITIONS = (Object.keys(READINGS) as (keyof typeof READINGS)[]).flatMap(
  (includesVatReading, at) =>
    (["row", "rate"] as const).map((vatRounding, which) => ({
      includesVatReading,
      vatRounding,
      orderAmountBasis: (at + which) % 2 === 0 ? "excl" : "incl",
      draftTotalBasis: which === 0 ? "incl" : "excl",
      ossCountry: at % 2 === 0 ? "vat-country" : "delivery",
      draftRowAmount: at % 2 === 0 ? "filled" : "nought",
    })),
);

describe.each(POSITIONS.map((position) => [JSON.stringify(position), position] as const))(
  "with %s",
  (_, position) => {
    test.each(SALES.map((sale) => [sale.buyer, sale] as const))(
      "what %s was charged is booked, as it was predicted",
      async (_buyer, sale) => {
        await ledger.switches(position);
        const learnt: PlanInput["learnt"] = {
          pricesIncludeVat: READINGS[position.includesVatReading],
          vatRounding: position.vatRounding,
          amountIncludesVat: null,
        };
        await fc.assert(
          fc.asyncProperty(basket, async (given) => {
            const of = placed(sale, given);
            fc.pre(cents(of.gross) > 0n);
            const plan = planOrder(
              input(of, {
                ...ledger.facts,
                settings: codedSettings(
                  ledger.facts.codings,
                  given.goods === "article" ? "article" : "coding",
                  given.goods === "mixed" ? ["MUG", "B*"] : [],
                ),
                customer: ledger.customer(sale.buyer),
                learnt,
                form: given.form,
                today: "2026-06-15",
                years: [],
              }),
            );
            fc.pre(
              plan.kind !== "hold" ||
                !plan.reasons.every(
                  ({ code }) =>
                    code === "quantity-too-fine" ||
                    code === "discount-exceeds-sold" ||
                    code.startsWith("faulty-source") ||
                    code === "total-not-positive",
                ),
            );
            if (sale.rates === "none" && given.goods === "article" && isOffBoth(of)) {
              expect(codesOf(plan)).toEqual(["vat-box-unclear"]);
              return;
            }
            const document = documentOf(plan);
            expect(document.prediction[position.vatRounding].gross).toBe(of.gross);
            const form =
              DOCUMENT_HANDLERS[given.form === "invoice" ? "invoice-draft" : "sales-order"];
            const answered = must(
              form.readWritten(must(await ledger.write(form.create(document)))),
            );
            expect(form.compare(document, answered.order, learnt, "0.00")).toMatchObject({
              kind: "equal",
            });
            if (given.form === "sales-order") return;
            const booked = must(
              readBookedInvoice(
                must(
                  await ledger.write(
                    convertDraft(answered.order.id, expectedDraftTotals(document, answered.order)),
                  ),
                ),
              ),
            );
            expect([booked.total, compareBooked(document, booked, "0.00", null)]).toEqual([
              of.gross,
              { kind: "equal", reasons: [] },
            ]);
          }),
          { numRuns: 8 },
        );
      },
    );
  },
);

test("the ledger's books add up after all of it, and nothing was sent that it doesn't know", async () => {
  expect(await ledger.problems()).toEqual({ problems: [], broken: [], faults: [] });
});
