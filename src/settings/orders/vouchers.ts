/**
 * The part of a tenant's settings that is about vouchers: how much of an order stands apart, and
 * which account of the ledger each part is booked on. Accounts differ from company to company, so
 * none is known beforehand: what no look-up gives is held, never guessed.
 */
import { z } from "zod";
import { VOUCHER_LEVELS, type VoucherLevel } from "../../domain/ledger/voucher.ts";
import { type Message, message } from "../../messages/message.ts";
import { allByCoding, type GoodsSettings } from "./codings.ts";
import { type Lookup, lookupOf } from "../lookups/lookup.ts";
import { gives } from "../lookups/order-lookups.ts";
import { kindsOf } from "./order-types.ts";
import { faultId, type SettingFault } from "../setting-faults.ts";
import { accountNumber } from "../payouts.ts";

/** The vendor's: numbers of ledger items are whole numbers of 32 bits. */
const LAST_ITEM = 2_000_000_000;

export const voucherSettings = z
  .strictObject({
    level: z.enum(VOUCHER_LEVELS).default("recommended"),
    /** Voucher series; empty: the ledger's default. */
    series: z
      .string()
      .regex(/^[A-Z]?$/, faultId("settings.faults.series"))
      .default(""),
    /** Whether what is owed is only on its account, or also an item of the customer ledger. */
    receivable: z.enum(["account", "ledger-item"]).default("account"),
    /**
     * The first number of our ledger items. They share the series of invoice numbers, so it has to
     * be far from the company's own.
     */
    ledgerItemsFrom: z.int().min(1).max(LAST_ITEM).nullable().default(null),
    /**
     * What was paid in the shop is booked on the receivable like the rest, or on the account of its
     * payment method.
     */
    paid: z.enum(["receivable", "clearing"]).default("receivable"),
    /**
     * Where the rate of an order in another currency is from: the ledger's list on the booking day,
     * or the order.
     */
    rate: z.enum(["ledger", "source"]).default("ledger"),
    /** The hour of the day after it at which a day closes, by the clock of the company's zone. */
    dayClosesAt: z.int().min(0).max(23).default(6),
  })
  .prefault({});

const account = lookupOf(accountNumber);

/**
 * Rates are written "25%". For a sale abroad only a row that names a country or a group of them
 * counts ("25%@NL", "@EU/company"), or a value for all. A domestic row never counts.
 */
export const voucherLookups = {
  /** By VAT rate. The level simple has no rate to ask by. */
  revenueAccount: account,
  /** By the shop's VAT code where the table has it, else by VAT rate. */
  vatAccount: account,
  /** By country and kind of customer alone. */
  receivableAccount: account,
  /** By Asperion payment method id. */
  clearingAccount: account,
  /** By article code; levels complex and extreme. */
  productAccount: account,
  /** By VAT rate, and falls back on revenue; so do the next two. */
  shippingAccount: account,
  discountAccount: account,
  feeAccount: account,
  /** Of gift cards that were sold and not used yet. */
  giftCardAccount: account,
  /** Takes the cents that conversion and the shop's own rounding leave. */
  roundingAccount: account,
};

export type AccountLookup = keyof typeof voucherLookups;

type BookingSettings = {
  readonly orders: {
    readonly type: string;
    readonly typeRules: readonly {
      readonly type: string;
      readonly level?: VoucherLevel | undefined;
    }[];
    readonly voucher: z.infer<typeof voucherSettings>;
    readonly payments: string;
    readonly invoiceOrders: string;
    readonly wholeUnits: string;
    readonly goods: GoodsSettings;
  };
  readonly lookups: Readonly<Record<AccountLookup, Lookup>>;
  readonly mapping: {
    readonly orders: { readonly head: readonly unknown[]; readonly rows: readonly unknown[] };
  };
};

/** Every level that an order can get, by the settings and by rules. */
const levelsOf = ({
  type,
  typeRules,
  wholeUnits,
  voucher,
}: BookingSettings["orders"]): ReadonlySet<VoucherLevel> =>
  new Set([
    ...(type === "mutation" || wholeUnits === "mutation" ? [voucher.level] : []),
    ...typeRules.flatMap((rule) => (rule.type === "mutation" ? [rule.level ?? voucher.level] : [])),
  ]);

/**
 * Settings that a voucher can't carry out, and accounts without which none can be made; empty where
 * no order becomes one.
 */
export function voucherFaults(settings: BookingSettings): readonly SettingFault[] {
  const { orders, lookups, mapping } = settings;
  const kinds = kindsOf(orders);
  if (!kinds.has("mutation")) return [];
  const { receivable, ledgerItemsFrom, paid } = orders.voucher;
  const levels = levelsOf(orders);
  const faults: SettingFault[] = [];
  const fault = (path: string, described: Message): void =>
    void faults.push({ path: path.split("."), message: described });
  // Where a table gives every product's coding, its accounts are enough.
  if (!gives(lookups.revenueAccount) && (levels.has("simple") || !allByCoding(orders.goods)))
    fault("lookups.revenueAccount", message("settings.faults.revenueAccount"));
  if ([...levels].some((level) => level !== "simple") && !gives(lookups.vatAccount))
    fault("lookups.vatAccount", message("settings.faults.vatAccount"));
  if (paid === "clearing" && !gives(lookups.clearingAccount))
    fault("lookups.clearingAccount", message("settings.faults.clearingAccount"));
  if (!gives(lookups.receivableAccount) && (paid !== "clearing" || receivable === "ledger-item"))
    fault("lookups.receivableAccount", message("settings.faults.receivableAccount"));
  if (receivable === "ledger-item" && ledgerItemsFrom === null)
    fault("orders.voucher.ledgerItemsFrom", message("settings.faults.ledgerItemsFrom"));
  if (receivable === "ledger-item" && levels.has("daily"))
    fault("orders.voucher.receivable", message("settings.faults.dailyWithItems"));
  if (kinds.size > 1) return faults;
  if (orders.payments !== "none" && paid !== "clearing" && receivable !== "ledger-item")
    fault("orders.payments", message("settings.faults.voucherPayments"));
  if (orders.invoiceOrders !== "never")
    fault("orders.invoiceOrders", message("settings.faults.nothingInvoicedLater"));
  if (mapping.orders.head.length > 0)
    fault("mapping.orders.head", message("settings.faults.voucherFields"));
  if (mapping.orders.rows.length > 0)
    fault("mapping.orders.rows", message("settings.faults.voucherRowFields"));
  return faults;
}
