/** Triangular trade, by the VAT codes of the shop that mean it: seen, or held where it can't be. */
import { describe, expect, test } from "vitest";
import type { LedgerCustomer } from "../../../src/domain/ledger/ledger.ts";
import type { Order } from "../../../src/domain/orders/order.ts";
import { decideSale, type SaleInput } from "../../../src/flows/orders/money/cross-border-sale.ts";
import { address, countries, customer, input, order, settings, type Sold, tax } from "./kit.ts";

type Made = {
  readonly sold: readonly Sold[];
  readonly order?: Partial<Order>;
  readonly kind?: LedgerCustomer["kind"];
  readonly customer?: Partial<LedgerCustomer>;
  readonly settings?: ReturnType<typeof settings>;
};

const made = (with_: Made): SaleInput => ({
  ...input(order(with_.sold, with_.order), {
    customer: customer(with_.kind ?? "private", with_.customer),
    ...(with_.settings === undefined ? {} : { settings: with_.settings }),
  }),
  countries,
});
const to = (country: string): Partial<Order> => ({ deliveryAddress: address({ country }) });
const of = (country: string, fields: Parameters<typeof tax>[0] = {}): Partial<LedgerCustomer> => ({
  country,
  tax: tax(fields),
});

describe("triangular trade, which VAT code 3 of the shop means,", () => {
  const code = settings({ orders: { triangularVatCodes: ["3"] } });
  const goods = { sku: "G-0.25", price: "100.00", rate: "0", vatCode: "3" };
  const german = {
    order: to("DE"),
    kind: "company" as const,
    customer: of("DE", { vatCountry: "DE" }),
  };
  const shipping = { kind: "shipping" as const, sku: null, price: "4.90", rate: "0", vatCode: "0" };

  test.each<[string, Made, unknown]>([
    ["of goods to a business in the EU", { ...german, sold: [goods] }, true],
    ["with shipping, which follows the goods", { ...german, sold: [goods, shipping] }, true],
    ["of goods under another code", { ...german, sold: [{ ...goods, vatCode: "0" }] }, undefined],
  ])("is seen or not: %s", (_, with_, wanted) => {
    const sale = decideSale(made({ settings: code, ...with_ }));
    expect(sale.ok && [sale.value.kind, sale.value.triangular]).toEqual(["eu-business", wanted]);
    expect(sale.ok && sale.value.recorded.map((one) => one.code)).toEqual(
      wanted === true ? ["sale-decided", "sale-triangular"] : ["sale-decided"],
    );
  });

  test("is nothing where no code means it", () => {
    const sale = decideSale(made({ ...german, sold: [goods] }));
    expect(sale.ok && sale.value.triangular).toBeUndefined();
  });

  const impossible = (country: string) => [
    ["triangular-not-possible", { line: 1, vatCode: "3", country }],
  ];
  test.each<[string, Made, unknown]>([
    ["at home", { sold: [goods] }, impossible("SE")],
    [
      "to a person in the EU",
      { order: to("DE"), customer: of("DE"), sold: [goods] },
      impossible("DE"),
    ],
    ["to Norway", { order: to("NO"), customer: of("NO"), sold: [goods] }, impossible("NO")],
    [
      "of services alone",
      {
        ...german,
        order: { invoiceAddress: address({ country: "DE" }) },
        sold: [{ ...goods, sku: "S-0.25" }],
      },
      impossible("DE"),
    ],
    [
      "beside goods under another code",
      { ...german, sold: [{ ...goods, vatCode: "0" }, goods] },
      [["triangular-mixed", { line: 2, vatCode: "3" }]],
    ],
  ])("is held: %s", (_, with_, wanted) => {
    const sale = decideSale(made({ settings: code, ...with_ }));
    expect(sale.ok ? [] : sale.error.map((one) => [one.code, one.params])).toEqual(wanted);
  });
});
