/** Vouchers in tests: a company's accounts as a tenant sets them, and everything that a plan needs. */
import type { Order } from "../../../../src/domain/orders/order.ts";
import type { Voucher } from "../../../../src/domain/ledger/voucher.ts";
import type {
  VoucherInput,
  VoucherPlan,
} from "../../../../src/flows/orders/documents/vouchers/voucher-input.ts";
import type { Settings } from "../../../../src/settings/schema.ts";
import { articles, codings, company, settings } from "../kit.ts";
import { cents, text } from "../little-ledger.ts";

type Given = NonNullable<Parameters<typeof settings>[0]>;
type Wanted = Omit<Given, "orders"> & {
  readonly orders?: Omit<NonNullable<Given["orders"]>, "voucher"> & {
    readonly voucher?: Partial<Settings["orders"]["voucher"]>;
  };
};

/** Every look-up has what a Swedish shop would choose; each case changes what it is about. */
export const ACCOUNTS = {
  revenueAccount: {
    table: {
      "25%": "3001",
      "12%": "3002",
      "6%": "3003",
      "0%": "3004",
      "25.5%": "3001",
      "21%": "3011",
      "9%": "3012",
      "@DE": "3109",
      "0%@NL/company": "3108",
      "@NO": "3105",
    },
  },
  vatAccount: {
    table: {
      "25%": "2611",
      "12%": "2621",
      "6%": "2631",
      "25.5%": "2611",
      "21%": "2611",
      "9%": "2621",
      "@DE": "2670",
    },
  },
  receivableAccount: { default: "1510", table: {} },
  clearingAccount: { table: { "7": "1580", "8": "1910" } },
  productAccount: { table: { TEA: "3042" } },
  shippingAccount: { table: { "25%": "3520" } },
  discountAccount: { default: "3730", table: {} },
  feeAccount: { default: "3540", table: {} },
  giftCardAccount: { default: "2421", table: {} },
  roundingAccount: { default: "3740", table: {} },
} as const;

const PLAIN: Settings["orders"]["voucher"] = {
  level: "recommended",
  series: "",
  receivable: "account",
  ledgerItemsFrom: null,
  paid: "receivable",
  rate: "ledger",
  dayClosesAt: 6,
};

export function voucherSettings(fields: Wanted = {}): Settings {
  const { voucher, ...orders } = fields.orders ?? {};
  return settings({
    ...fields,
    orders: {
      type: "mutation",
      ...orders,
      ...(voucher === undefined ? {} : { voucher: { ...PLAIN, ...voucher } }),
    },
    lookups: { ...ACCOUNTS, ...fields.lookups },
  });
}

export function voucherInput(order: Order, fields: Partial<VoucherInput> = {}): VoucherInput {
  return {
    order,
    settings: voucherSettings(),
    company,
    articles,
    codings,
    currencies: ["SEK", "EUR", "NOK"],
    countries: [
      ["SE", true],
      ["DE", true],
      ["NL", true],
      ["FR", true],
      ["ES", true],
      ["NO", false],
      ["US", false],
    ].map(([code, eu]) => ({ code: String(code), eu: eu === true })),
    terms: [{ id: "terms-30", name: "30 days", days: 30 }],
    marker: { code: "K7Q2M9XA", text: "1001 #K7Q2M9XA" },
    form: "voucher",
    customer: { id: null, kind: "private", termsOfPaymentId: null },
    today: "2026-11-24",
    years: [],
    rate: null,
    ...fields,
  };
}

export function voucherOf(plan: VoucherPlan): Voucher {
  if (plan.kind === "hold") throw new Error(`held: ${JSON.stringify(plan.reasons)}`);
  return plan.voucher;
}

/** "D 1510 125.00" and "K 3001 100.00", in the order of the rows. */
export const shownRows = (voucher: Pick<Voucher, "rows">): readonly string[] =>
  voucher.rows.map(({ account, debit, credit }) =>
    debit === "0.00" ? `K ${account} ${credit}` : `D ${account} ${debit}`,
  );

/**
 * What each account moves by, debit above zero, in integers: what a ledger would have. Accounts
 * that come to nothing are left out.
 */
export function moved(vouchers: readonly Pick<Voucher, "rows">[]): ReadonlyMap<number, bigint> {
  const accounts = new Map<number, bigint>();
  for (const { account, debit, credit } of vouchers.flatMap(({ rows }) => rows))
    accounts.set(account, (accounts.get(account) ?? 0n) + cents(debit) - cents(credit));
  return new Map([...accounts].filter(([, amount]) => amount !== 0n));
}

export const movedText = (
  vouchers: readonly Pick<Voucher, "rows">[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...moved(vouchers)].map(([account, amount]) => [String(account), text(amount)]),
  );
