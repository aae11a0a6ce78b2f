/** Where an order goes: what one address says alone, and what a seller outside the EU makes of it. */
import { describe, expect, test } from "vitest";
import type { LedgerCompany, LedgerCustomer } from "../../../src/domain/ledger/ledger.ts";
import type { Order } from "../../../src/domain/orders/order.ts";
import { placedAsSold } from "../../../src/flows/parties/customer-addresses.ts";
import { decideSale } from "../../../src/flows/orders/money/cross-border-sale.ts";
import { address, company, customer, input, noAddress, order, type Sold, tax } from "./kit.ts";

type Made = {
  readonly sold?: readonly Sold[];
  readonly order?: Partial<Order>;
  readonly customer?: Partial<LedgerCustomer>;
  readonly company?: Partial<LedgerCompany>;
};

/** The kind with its country, or the code of what holds the order with its facts. */
function decided(with_: Made): unknown {
  const sale = decideSale(
    input(order(with_.sold ?? [{ price: "100.00" }], with_.order), {
      customer: customer("private", with_.customer),
      company: { ...company, ...with_.company },
    }),
  );
  if (sale.ok) return [sale.value.kind, sale.value.country, sale.value.oss];
  return sale.error.map(({ code, params }) => [code, params]);
}
const of = (country: string): Partial<LedgerCustomer> => ({ country, tax: tax() });
const service: readonly Sold[] = [{ sku: "S-0.25", price: "100.00" }];

describe("a delivery address that says only a country", () => {
  const to_ = (country: string, invoice: Partial<Order["invoiceAddress"]>): Partial<Order> => ({
    deliveryAddress: { ...noAddress, country },
    invoiceAddress: address(invoice),
  });
  const alone = (delivery: string, invoice: string) => [
    ["sale-delivery-country-alone", { delivery, invoice }],
  ];
  test.each<[string, Made, unknown]>([
    [
      "beside a bill to Lund, whose post code would be one of Åland",
      { order: to_("FI", { country: "SE", postCode: "22100" }), customer: of("FI") },
      alone("FI", "SE"),
    ],
    [
      "at home, beside a bill to Norway",
      { order: to_("SE", { country: "NO" }), customer: of("NO") },
      alone("SE", "NO"),
    ],
    [
      "beside a bill without a country",
      { order: to_("DE", { country: null }), customer: of("DE") },
      alone("DE", "SE"),
    ],
    [
      "which is the bill's",
      { order: to_("NO", { country: "NO" }), customer: of("NO") },
      ["export", "NO", false],
    ],
    [
      "of services alone, which are sold where the buyer is",
      { sold: service, order: to_("FI", { country: "NO" }), customer: of("NO") },
      ["export", "NO", false],
    ],
  ])("%s", (_, with_, wanted) => {
    expect(decided(with_)).toEqual(wanted);
  });
});

describe("a Norwegian seller", () => {
  const norwegian = { country: "NO", currency: "NOK" } as const;
  test.each([
    ["FI", "22100"],
    ["ES", "35001"],
    ["FR", "97110"],
    ["DE", "27498"],
    ["PT", "9000-123"],
    ["GB", "BT1 5GS"],
    ["MC", "98000"],
    ["DK", "3900"],
    ["DE", "10115"],
  ])("exports to %s %s as to anywhere", (country, postCode) => {
    const deliveryAddress = address({ country, postCode });
    const order_ = { deliveryAddress, invoiceAddress: deliveryAddress };
    expect(decided({ order: order_, customer: of(country), company: norwegian })).toEqual([
      "export",
      country,
      false,
    ]);
  });
});

describe("the place of what is taken back, beside the invoice's addresses in the ledger", () => {
  const aland = address({ country: "FI", postCode: "22100", city: "Mariehamn" });
  const turku = address({ country: "FI", postCode: "20100", city: "Turku" });
  const withoutCode = { ...aland, postCode: null };
  const alone = { ...noAddress, country: "FI" };
  test.each([
    ["has no post code", { invoice: aland, delivery: withoutCode }, aland, aland],
    ["has a dash for one", { invoice: aland, delivery: { ...aland, postCode: "-" } }, aland, aland],
    ["says the country alone, the bill's", { invoice: aland, delivery: alone }, aland, aland],
    [
      "says the country alone, and the bill another",
      { invoice: aland, delivery: alone },
      turku,
      alone,
    ],
    [
      "says the country alone, and the bill is abroad",
      { invoice: address(), delivery: alone },
      aland,
      aland,
    ],
    ["has another post code", { invoice: aland, delivery: aland }, turku, aland],
    [
      "has no post code in another country",
      { invoice: aland, delivery: withoutCode },
      address(),
      withoutCode,
    ],
  ])("that %s", (_, soldAt, now, placed) => {
    const placedNow = { invoiceAddress: now, deliveryAddress: now };
    expect(placedAsSold(placedNow, { soldAt }, company).deliveryAddress).toEqual(placed);
  });
});
