/** Vouchers by where the money stands, which account, which currency and which day. */
import { sourceOrderId } from "../../../src/domain/ids.ts";
import type { BookedRate } from "../../../src/domain/ledger/voucher.ts";
import { address, noAddress } from "../../flows/orders/kit.ts";
import { YEARS } from "./booking.cases.ts";
import { VOUCHER_CREDITS } from "./voucher-credits.cases.ts";
import { VOUCHER_CODINGS } from "./voucher-codings.cases.ts";
import { level, type VoucherCase } from "./voucher-case.ts";
import { DIMENSIONS } from "./voucher-dimensions.cases.ts";
import { LEVELS } from "./voucher-levels.cases.ts";
import { LEVEL_RULES } from "./voucher-level-rules.cases.ts";
import { VOUCHER_RULES } from "./voucher-rules.cases.ts";

const eur: BookedRate = { rate: "11.2503", day: "2026-11-24", by: "ledger" };

const MONEY: readonly VoucherCase[] = [
  {
    name: "a paid order is debited on the account of its payment method, where the tenant says so",
    lines: [{ price: "125.00" }],
    order: { paymentMethodId: "7" },
    settings: { orders: { voucher: { paid: "clearing" } } },
    expect: { rows: ["D 1580 125.00", "K 3001 100.00", "K 2611 25.00"].toSorted() },
  },
  {
    name: "paid in part: the rest is owed",
    lines: [{ price: "125.00" }],
    order: { paymentMethodId: "8", payment: "partly-paid", amountPaid: "25.00" },
    settings: { orders: { voucher: { paid: "clearing" } } },
    expect: { rows: ["D 1910 25.00", "D 1510 100.00", "K 3001 100.00", "K 2611 25.00"].toSorted() },
  },
  {
    name: "an order that isn't paid is owed, whatever its payment method",
    lines: [{ price: "125.00" }],
    order: { paymentMethodId: "7", payment: "open" },
    settings: { orders: { voucher: { paid: "clearing" } } },
    expect: { rows: ["D 1510 125.00", "K 3001 100.00", "K 2611 25.00"].toSorted() },
  },
  {
    name: "an exchange at two rates moves VAT and no money",
    lines: [{ price: "100.00" }, { price: "100.00", quantity: "-1", rate: "0.12" }],
    expect: { rows: ["D 2621 10.71", "D 3002 89.29", "K 2611 20.00", "K 3001 80.00"] },
  },
  {
    name: "a payment method without an account is held",
    lines: [{ price: "125.00" }],
    order: { paymentMethodId: "9" },
    settings: { orders: { voucher: { paid: "clearing" } } },
    expect: { held: ["account-missing"] },
  },
  {
    name: "paid more than was charged is held",
    lines: [{ price: "125.00" }],
    order: { paymentMethodId: "7", amountPaid: "130.00" },
    settings: { orders: { voucher: { paid: "clearing" } } },
    expect: { held: ["payment-exceeds-order"] },
  },
  {
    name: "a credit of which more was paid back than it comes to is held",
    lines: [{ price: "125.00", quantity: "-1" }],
    order: { creditsOrderId: sourceOrderId(400), paymentMethodId: "7", amountPaid: "-130.00" },
    settings: { orders: { voucher: { paid: "clearing" } } },
    expect: { held: ["payment-exceeds-order"] },
  },
  {
    name: "a gift card that is sold is a debt, beside the revenue",
    lines: [{ price: "125.00" }, { kind: "gift-card", price: "500.00", rate: "0" }],
    expect: {
      rows: ["D 1510 625.00", "K 3001 100.00", "K 2611 25.00", "K 2421 500.00"].toSorted(),
    },
  },
  {
    name: "a gift card that is used pays, and takes nothing off the revenue",
    lines: [{ price: "125.00" }, { kind: "gift-card", quantity: "-1", price: "100.00", rate: "0" }],
    expect: { rows: ["D 1510 25.00", "D 2421 100.00", "K 3001 100.00", "K 2611 25.00"].toSorted() },
  },
  {
    name: "a gift card that is larger than the order pays all of it",
    lines: [{ price: "125.00" }, { kind: "gift-card", quantity: "-1", price: "125.00", rate: "0" }],
    expect: { rows: ["D 2421 125.00", "K 3001 100.00", "K 2611 25.00"].toSorted() },
  },
  {
    name: "a gift card stands apart also at the level simple",
    lines: [{ price: "125.00" }, { kind: "gift-card", quantity: "-1", price: "100.00", rate: "0" }],
    settings: { ...level("simple"), lookups: { revenueAccount: { default: "3000", table: {} } } },
    expect: { rows: ["D 1510 25.00", "D 2421 100.00", "K 3000 125.00"].toSorted() },
  },
  {
    name: "a gift card with VAT is held",
    lines: [{ price: "125.00" }, { kind: "gift-card", price: "500.00" }],
    expect: { held: ["gift-card-with-vat"] },
  },
  {
    name: "an order of nothing has nothing to book",
    lines: [{ price: "0.00" }],
    expect: { held: ["voucher-empty"] },
  },
  {
    name: "what a discount takes off whole is booked with the discount, though nothing is owed",
    lines: [{ price: "125.00", discount: "1" }],
    expect: { rows: ["D 3730 100.00", "K 3001 100.00"] },
  },
  {
    name: "an exchange of the same worth at two rates moves VAT, though nothing is owed",
    lines: [
      { price: "112.00", rate: "0.12" },
      { price: "112.00", quantity: "-1" },
    ],
    expect: { rows: ["D 2611 22.40", "D 3001 89.60", "K 2621 12.00", "K 3002 100.00"] },
  },
  {
    name: "what is owed is an item of the customer ledger as well",
    lines: [{ price: "125.00" }],
    settings: {
      orders: { voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001 } },
      lookups: { termsOfPayment: { default: "terms-30", table: {} } },
    },
    customerId: "c1",
    expect: {
      rows: ["D 1510 125.00", "K 3001 100.00", "K 2611 25.00"].toSorted(),
      item: {
        customerId: "c1",
        currency: "SEK",
        total: "125.00",
        vat: "25.00",
        rate: null,
        isCredit: false,
        dueDate: "2026-12-24",
      },
    },
  },
  {
    name: "of an order that was paid in part, what is owed of it is the item",
    lines: [{ price: "125.00" }],
    order: { paymentMethodId: "7", payment: "partly-paid", amountPaid: "25.00" },
    settings: {
      orders: {
        voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001, paid: "clearing" },
      },
    },
    customerId: "c1",
    expect: {
      rows: ["D 1580 25.00", "D 1510 100.00", "K 3001 100.00", "K 2611 25.00"].toSorted(),
      item: { total: "100.00", vat: "20.00" },
    },
  },
];

const ALONE = {
  invoiceAddress: address({ postCode: "22100" }),
  deliveryAddress: { ...noAddress, country: "FI" },
};

const PLACES: readonly VoucherCase[] = [
  {
    name: "a German person's order: revenue and VAT on the accounts of that country",
    lines: [{ price: "119.00", rate: "0.19" }],
    order: { invoiceAddress: address({ country: "DE" }) },
    expect: { rows: ["D 1510 119.00", "K 3109 100.00", "K 2670 19.00"].toSorted() },
  },
  {
    name: "a Dutch company without VAT, by country and kind of customer",
    lines: [{ price: "100.00", rate: "0" }],
    order: { invoiceAddress: address({ country: "NL" }) },
    buyer: "company",
    expect: { rows: ["D 1510 100.00", "K 3108 100.00"].toSorted() },
  },
  {
    name: "a Dutch person: accounts of the Dutch company aren't used",
    lines: [{ price: "121.00", rate: "0.21" }],
    order: { invoiceAddress: address({ country: "NL" }) },
    expect: { held: ["account-missing-abroad", "account-missing-abroad"] },
  },
  {
    name: "a Norwegian order without VAT is an export",
    lines: [{ price: "100.00", rate: "0" }],
    order: { deliveryAddress: address({ country: "NO" }) },
    expect: { rows: ["D 1510 100.00", "K 3105 100.00"].toSorted() },
  },
  {
    name: "a row for the EU holds for its members alone",
    lines: [{ price: "100.00", rate: "0" }],
    order: { invoiceAddress: address({ country: "FR" }) },
    buyer: "company",
    settings: {
      lookups: { revenueAccount: { table: { "0%@EU/company": "3108", "@WORLD": "3105" } } },
    },
    expect: { rows: ["D 1510 100.00", "K 3108 100.00"].toSorted() },
  },
  {
    name: "and one for the rest of the world holds for the rest",
    lines: [{ price: "100.00", rate: "0" }],
    order: { invoiceAddress: address({ country: "US" }) },
    settings: {
      lookups: { revenueAccount: { table: { "0%@EU/company": "3108", "@WORLD": "3105" } } },
    },
    expect: { rows: ["D 1510 100.00", "K 3105 100.00"].toSorted() },
  },
  {
    name: "the Canary Islands are no part of the EU's VAT: held",
    lines: [{ price: "100.00", rate: "0" }],
    order: { invoiceAddress: address({ country: "ES", postCode: "35001" }) },
    expect: { held: ["sale-territory-special"] },
  },
  {
    name: "a delivery address that says only another country than the bill's is held",
    lines: [{ price: "100.00", rate: "0" }],
    order: ALONE,
    expect: { held: ["sale-delivery-country-alone"] },
  },
  {
    name: "and so it is of services alone",
    lines: [{ price: "100.00", rate: "0", sku: "S-0.25" }],
    order: ALONE,
    expect: { held: ["sale-delivery-country-alone"] },
  },
  {
    name: "they are like any other place to a seller outside the EU",
    lines: [{ price: "100.00", rate: "0" }],
    company: { country: "NO", currency: "NOK" },
    order: {
      currency: "NOK",
      invoiceAddress: address({ country: "ES", postCode: "35001" }),
    },
    settings: { lookups: { revenueAccount: { table: { "@WORLD": "3105" } } } },
    expect: { rows: ["D 1510 100.00", "K 3105 100.00"].toSorted() },
  },
  {
    name: "where no account is chosen for a rate the order is held",
    lines: [{ price: "100.00", rate: "0.17" }],
    expect: { held: ["account-missing", "account-missing"] },
  },
  {
    name: "the account of a rate may change with the order's day",
    lines: [{ price: "125.00" }],
    order: { date: "2026-12-31T10:00:00" },
    today: "2027-01-02",
    settings: {
      lookups: { revenueAccount: { table: { "25%": "3001", "25% from 2027-01-01": "3051" } } },
    },
    expect: {
      rows: ["D 1510 125.00", "K 3001 100.00", "K 2611 25.00"].toSorted(),
      date: "2026-12-31",
    },
  },
];

const CURRENCIES: readonly VoucherCase[] = [
  {
    name: "an order in EUR at the rate of the booking day, the cents of the conversion in a row of their own",
    lines: [{ price: "119.99" }, { price: "3.33", rate: "0.06" }, { price: "7.77", rate: "0.12" }],
    order: { currency: "EUR" },
    rate: eur,
    expect: {
      rows: [
        "D 1510 1474.80",
        "K 3001 1079.92",
        "K 2611 270.01",
        "K 3003 35.33",
        "K 2631 2.14",
        "K 3002 78.08",
        "K 2621 9.34",
        "D 3740 0.02",
      ].toSorted(),
      because: ["rate-chosen"],
    },
  },
  {
    name: "an order in EUR of which a part is paid: each side of its money at the same rate",
    lines: [
      { price: "33.33", quantity: "3" },
      { price: "0.99", rate: "0.12" },
    ],
    order: {
      currency: "EUR",
      pricesIncludeVat: false,
      paymentMethodId: "7",
      payment: "partly-paid",
      amountPaid: "33.33",
    },
    rate: { ...eur, rate: "11.3337" },
    settings: { orders: { voucher: { paid: "clearing" } } },
    expect: {
      rows: [
        "D 1510 1051.43",
        "D 1580 377.75",
        "K 2611 283.34",
        "K 2621 1.36",
        "K 3001 1133.26",
        "K 3002 11.22",
      ],
    },
  },
  {
    name: "an order in EUR without a rate is held",
    lines: [{ price: "119.00" }],
    order: { currency: "EUR" },
    expect: { held: ["rate-missing"] },
  },
  {
    name: "a currency that the ledger doesn't know is held",
    lines: [{ price: "119.00" }],
    order: { currency: "XTS" },
    rate: eur,
    expect: { held: ["currency-unknown"] },
  },
  {
    name: "an item of the customer ledger is in the order's currency, at the same rate",
    lines: [{ price: "125.00" }],
    order: { currency: "EUR" },
    rate: { ...eur, rate: "11.2" },
    settings: { orders: { voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001 } } },
    customerId: "c1",
    expect: {
      rows: ["D 1510 1400.00", "K 3001 1120.00", "K 2611 280.00"].toSorted(),
      item: { currency: "EUR", total: "125.00", rate: "11.2" },
    },
  },
];

const DAYS: readonly VoucherCase[] = [
  {
    name: "a day in a locked period is held",
    lines: [{ price: "125.00" }],
    order: { date: "2026-10-30T10:00:00" },
    company: { lockedTo: "2026-10-31" },
    years: YEARS,
    expect: { held: ["period-closed"] },
  },
  {
    name: "or moved to the next open day",
    lines: [{ price: "125.00" }],
    order: { date: "2026-10-30T10:00:00" },
    company: { lockedTo: "2026-10-31" },
    years: YEARS,
    settings: { orders: { closedPeriod: "next-open-day" } },
    expect: {
      rows: ["D 1510 125.00", "K 3001 100.00", "K 2611 25.00"].toSorted(),
      date: "2026-11-01",
      because: ["booking-date-moved"],
    },
  },
  {
    name: "or asked about",
    lines: [{ price: "125.00" }],
    order: { date: "2026-10-30T10:00:00" },
    company: { lockedTo: "2026-10-31" },
    years: YEARS,
    settings: { orders: { closedPeriod: "ask" } },
    expect: { held: ["period-closed-ask"] },
  },
  {
    name: "a company that rounds to whole units books what was paid: its rounding touches no voucher",
    lines: [{ price: "99.99" }],
    company: { domesticRounding: "whole" },
    expect: { rows: ["D 1510 99.99", "K 3001 79.99", "K 2611 20.00"].toSorted() },
  },
  {
    name: "books that are kept by payment take what was paid",
    lines: [{ price: "125.00" }],
    order: { paymentMethodId: "7" },
    years: YEARS.map((year) => ({ ...year, method: "cash" as const })),
    settings: { orders: { voucher: { paid: "clearing" } } },
    expect: { rows: ["D 1580 125.00", "K 3001 100.00", "K 2611 25.00"].toSorted() },
  },
  {
    name: "and hold what is owed",
    lines: [{ price: "125.00" }],
    years: YEARS.map((year) => ({ ...year, method: "cash" as const })),
    expect: { held: ["voucher-cash-bookkeeping"] },
  },
  {
    name: "lines that don't come to the head are held",
    lines: [{ price: "125.00" }],
    order: { gross: "130.00" },
    expect: { held: ["faulty-source-totals", "faulty-source-totals"] },
  },
  {
    name: "the marker stands first, then who bought and the order's page",
    lines: [{ price: "125.00" }],
    order: { companyName: "Konto AB" },
    settings: { orders: { orderPage: "https://shop.example/{number}" } },
    expect: {
      rows: ["D 1510 125.00", "K 3001 100.00", "K 2611 25.00"].toSorted(),
      text: "1001 #K7Q2M9XA · Konto AB · https://shop.example/1001",
    },
  },
];

export const VOUCHERS = {
  "the four levels": LEVELS,
  "levels by rules, with cost centres": LEVEL_RULES,
  "field rules": VOUCHER_RULES,
  "the money side": MONEY,
  "which account": PLACES,
  "other currencies": CURRENCIES,
  "day, books and text": DAYS,
  "what is taken back": VOUCHER_CREDITS,
  "cost centres and projects": DIMENSIONS,
  "accounts of codings": VOUCHER_CODINGS,
} as const;
