/** Settings of customers, products, stock, notifications and schedules, a task a screen. */
import { NOTICE_KINDS } from "../../../../settings/notifications.ts";
import type { ScreenShape } from "./shapes.ts";

const ACCOUNT = { kind: "named", list: "eaccounting.accounts" } as const;
const NOTICES = { kind: "choices", options: NOTICE_KINDS } as const;

export const OTHER_SCREENS = [
  {
    id: "customers",
    groups: [
      {
        id: "customer",
        fields: [
          {
            path: "orders.findCustomerBy",
            kind: "choices",
            options: ["email", "customer-number", "vat-number", "organisation-number"],
            tells: true,
          },
          { path: "orders.updateCustomer", kind: "check", tells: true },
          {
            path: "orders.customerKindConflict",
            kind: "choice",
            options: ["hold", "ledger-wins"],
            rare: true,
          },
          {
            path: "customers.changedByPerson",
            kind: "choice",
            options: ["leave", "hold", "overwrite"],
            rare: true,
          },
          { path: "customers.numberPrefix", kind: "text", rare: true },
        ],
      },
      {
        id: "guests",
        fields: [
          {
            path: "orders.defaultDebtor.when",
            kind: "choice",
            options: ["never", "guests", "always"],
          },
          { path: "orders.defaultDebtor.id", kind: "party", list: "eaccounting.customers" },
          { path: "orders.collectiveDebtors", kind: "parties", list: "asperion.debtors" },
        ],
      },
      {
        id: "debtors",
        fields: [
          { path: "customers.enabled", kind: "check", tells: true },
          { path: "customers.create", kind: "check" },
          {
            path: "customers.classifyBy",
            kind: "choice",
            options: ["none", "debtor-kind", "characteristic4", "characteristic5"],
          },
        ],
      },
    ],
    lookups: [
      "debtor",
      "customerKind",
      "customerLabel",
      "customerCurrency",
      "customerDeliveryMethod",
      "customerLanguage",
    ],
  },
  {
    id: "products",
    groups: [
      {
        id: "products",
        fields: [
          { path: "products.enabled", kind: "check", tells: true },
          { path: "products.createOnly", kind: "check", tells: true },
          { path: "products.filter.labels", kind: "texts" },
          { path: "products.vatCode.table", kind: "by-rate", list: "asperion.vatCodes" },
          { path: "products.vatCode.default", kind: "named", list: "asperion.vatCodes" },
          { path: "products.filter.withoutLabels", kind: "texts", rare: true },
          { path: "products.filter.numbers", kind: "texts", rare: true },
          {
            path: "products.filter.codings",
            kind: "named-several",
            list: "eaccounting.codings",
            rare: true,
          },
          { path: "products.filter.expression", kind: "text", rare: true },
          { path: "products.filter.inactive", kind: "check", rare: true },
          {
            path: "products.whenFilteredOut",
            kind: "choice",
            options: ["leave", "deactivate"],
            rare: true,
          },
          { path: "products.priceDecimals", kind: "whole-number", rare: true },
          {
            path: "products.salesType.table",
            kind: "by-name",
            of: "eaccounting.codings",
            list: "asperion.salesTypes",
            rare: true,
          },
          {
            path: "products.salesType.default",
            kind: "named",
            list: "asperion.salesTypes",
            rare: true,
          },
        ],
      },
    ],
    lookups: [],
  },
  {
    id: "stock",
    groups: [
      {
        id: "stock",
        fields: [
          { path: "stock.enabled", kind: "check", tells: true },
          {
            path: "stock.strategy",
            kind: "choice",
            options: ["correction-order", "article-field"],
            tells: true,
          },
          { path: "stock.correctionDebtor", kind: "party", list: "asperion.debtors" },
          {
            path: "stock.field",
            kind: "choice",
            options: [
              "characteristic1",
              "characteristic2",
              "characteristic3",
              "characteristic4",
              "characteristic5",
            ],
          },
        ],
      },
      {
        id: "figure",
        fields: [
          {
            path: "stock.calculation",
            kind: "choice",
            options: ["available", "balance", "margin", "percentage", "expression"],
            tells: true,
          },
          { path: "stock.margin", kind: "decimal" },
          { path: "stock.percentage", kind: "decimal" },
          { path: "stock.expression", kind: "text" },
          { path: "stock.decimals", kind: "whole-number", rare: true },
          {
            path: "stock.rounding",
            kind: "choice",
            options: ["down", "nearest", "up"],
            rare: true,
          },
          { path: "stock.floorAtZero", kind: "check", rare: true },
          { path: "stock.manageStock", kind: "choice", options: ["leave", "set"], rare: true },
          { path: "stock.rowsPerRun", kind: "whole-number", rare: true },
        ],
      },
    ],
    lookups: [],
  },
  {
    id: "payouts",
    groups: [
      {
        id: "payouts",
        fields: [
          { path: "payouts.unmatched", kind: "choice", options: ["hold", "account"], tells: true },
          { path: "payouts.chargebacks", kind: "choice", options: ["clearing", "account"] },
          {
            path: "payouts.invoices",
            kind: "choice",
            options: ["ask", "clear", "settle", "settle-open"],
            tells: true,
          },
          { path: "payouts.foreignInvoices", kind: "choice", options: ["hold", "clear"] },
          { path: "payouts.roundingLimit", kind: "amount" },
          { path: "payouts.series", kind: "text", rare: true },
          { path: "payouts.keptLonger", kind: "whole-number", rare: true },
          {
            path: "payouts.dateOrder",
            kind: "choice",
            options: ["unknown", "day-first", "month-first"],
            rare: true,
          },
        ],
      },
      {
        id: "payoutAccounts",
        fields: [
          { path: "payouts.accounts.unmatched", ...ACCOUNT },
          { path: "payouts.accounts.chargeback", ...ACCOUNT, rare: true },
          { path: "payouts.accounts.accruedFee", ...ACCOUNT, rare: true },
          { path: "payouts.accounts.inputVat", ...ACCOUNT },
          { path: "payouts.accounts.reverseInputVat", ...ACCOUNT, rare: true },
          { path: "payouts.accounts.reverseOutputVat", ...ACCOUNT, rare: true },
          { path: "payouts.accounts.reserve", ...ACCOUNT },
          { path: "payouts.accounts.currencyGain", ...ACCOUNT, rare: true },
          { path: "payouts.accounts.currencyLoss", ...ACCOUNT, rare: true },
          { path: "payouts.accounts.rounding", ...ACCOUNT, rare: true },
        ],
      },
      {
        id: "payoutColumns",
        fields: [
          { path: "payouts.columns.payout", kind: "text", rare: true },
          { path: "payouts.columns.day", kind: "text", rare: true },
          { path: "payouts.columns.id", kind: "text", rare: true },
          { path: "payouts.columns.reference", kind: "text", rare: true },
          { path: "payouts.columns.text", kind: "text", rare: true },
          { path: "payouts.columns.type", kind: "text", rare: true },
          { path: "payouts.columns.method", kind: "text", rare: true },
          { path: "payouts.columns.currency", kind: "text", rare: true },
          { path: "payouts.columns.gross", kind: "text", rare: true },
          { path: "payouts.columns.net", kind: "text", rare: true },
        ],
      },
    ],
    lookups: [
      "payoutBank",
      "payoutClearing",
      "payoutFee",
      "payoutFeeVat",
      "payoutReference",
      "payoutKind",
      "payoutSender",
    ],
  },
  {
    id: "notifications",
    groups: [
      {
        id: "notifications",
        fields: [
          { path: "notifications.emails", kind: "texts", tells: true },
          { path: "notifications.kinds", ...NOTICES },
          { path: "notifications.dailySummary", kind: "check", tells: true },
          { path: "notifications.webhook", kind: "text-or-none", tells: true },
          { path: "notifications.channelKinds.mail", ...NOTICES, rare: true },
          { path: "notifications.channelKinds.webhook", ...NOTICES, rare: true },
          { path: "notifications.channelKinds.slack", ...NOTICES, rare: true },
          { path: "notifications.channelKinds.teams", ...NOTICES, rare: true },
        ],
      },
    ],
    lookups: [],
  },
  {
    id: "keeping",
    groups: [
      {
        id: "keeping",
        fields: [
          { path: "schedules.orders", kind: "interval", tells: true },
          { path: "schedules.debtors", kind: "interval" },
          { path: "schedules.products", kind: "interval" },
          { path: "schedules.stock", kind: "interval" },
          { path: "retentionDays", kind: "whole-number", tells: true },
          { path: "evidenceYears", kind: "optional-number" },
          { path: "schedules.lookups", kind: "interval", rare: true },
          { path: "asperionRequestsPerSecond", kind: "whole-number", rare: true },
        ],
      },
    ],
    lookups: [],
  },
] as const satisfies readonly ScreenShape[];
