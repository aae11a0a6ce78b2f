/**
 * The tenants of a storm, each with the order types that it chose. How an order is paid says what
 * it becomes in the ledger, so that the auditor needs to ask nobody.
 */
import type { Json } from "../../scripts/local/operator.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import type { Kind } from "./auditor.ts";

export type Profile = {
  readonly name: string;
  readonly administrationId: number;
  readonly company: string;
  /** By Asperion's payment method; all others become the tenant's usual kind. */
  readonly kinds: Readonly<Record<string, Kind>>;
  readonly usual: Kind;
  /** Parts of the settings, beside what all have. */
  readonly settings: (ids: {
    readonly bank: string;
    readonly guests: string;
  }) => Readonly<Record<string, Json>>;
};

/** Of the ledger's chart, as the profiles use it. */
export const ACCOUNTS = { receivable: 1510, clearing: 1580, vat: [2611, 2621, 2631] } as const;

/** What was paid by these methods stands on the account of card money. */
const LOOKUPS: Json = {
  ...VOUCHER_LOOKUPS,
  clearingAccount: { default: String(ACCOUNTS.clearing) },
};
const AFTER_BOOKING = { editedAfterBooking: "delta", cancelledAfterBooking: "credit" };
/** The order's own rate, which the auditor knows as well. */
const VOUCHER = { paid: "clearing", rate: "source" };

const MIXED: Profile = {
  name: "Mixed",
  administrationId: 123,
  company: "Demo AB",
  kinds: { CARD: "invoice", SWISH: "invoice", INVOICE: "draft-invoice", IDEAL: "voucher" },
  usual: "sales-order",
  settings: ({ bank }) => ({
    orders: {
      typeRules: [
        { paymentMethods: ["CARD", "SWISH"], type: "invoice" },
        { paymentMethods: ["INVOICE"], type: "draft-invoice" },
        { paymentMethods: ["IDEAL"], type: "mutation" },
      ],
      payments: "register",
      refunds: "register",
      customerInOtherCurrency: "second-customer",
      voucher: VOUCHER,
      ...AFTER_BOOKING,
    },
    lookups: { ...LOOKUPS, paymentMethod: { default: bank } },
  }),
};

const VOUCHERS: Profile = {
  name: "Vouchers",
  administrationId: 789,
  company: "Voucher AB",
  kinds: {},
  usual: "voucher",
  settings: ({ guests }) => ({
    orders: {
      type: "mutation",
      defaultDebtor: { id: guests, when: "guests" },
      voucher: {
        ...VOUCHER,
        level: "extreme",
        receivable: "ledger-item",
        ledgerItemsFrom: 900_001,
      },
      ...AFTER_BOOKING,
    },
    lookups: LOOKUPS,
  }),
};

export const PROFILES: readonly Profile[] = [MIXED, VOUCHERS];

export const METHODS = ["CARD", "SWISH", "INVOICE", "KLARNA", "IDEAL"];

export const kindOf = (profile: Profile, method: string): Kind =>
  profile.kinds[method] ?? profile.usual;
