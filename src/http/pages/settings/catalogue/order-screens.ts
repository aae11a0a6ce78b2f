/** Settings of orders and what becomes of them, a task a screen. */
import { VOUCHER_LEVELS } from "../../../../domain/ledger/voucher.ts";
import { SENDINGS } from "../../../../settings/orders/after-booking.ts";
import { WHOLE_UNITS } from "../../../../settings/orders/whole-units.ts";
import type { ScreenShape } from "./shapes.ts";

const REFERENCES = ["OurReference", "YourReference", "BuyersOrderReference"] as const;

const CODING = { kind: "named", list: "eaccounting.codings" } as const;
const DOCUMENTS = {
  kind: "choices",
  options: ["sales-order", "draft-invoice", "invoice", "mutation"],
} as const;

export const ORDER_SCREENS = [
  {
    id: "orders",
    groups: [
      {
        id: "flow",
        fields: [
          { path: "orders.enabled", kind: "check", tells: true },
          { path: "orders.startLine", kind: "instant" },
          { path: "orders.firstDayLimit", kind: "optional-number" },
          { path: "trial", kind: "check", tells: true },
        ],
      },
      {
        id: "which",
        fields: [
          {
            path: "orders.statuses",
            kind: "choices",
            options: ["1", "2", "3", "4", "5"],
            tells: true,
          },
          {
            path: "orders.paymentStatuses",
            kind: "choices",
            options: ["Open", "PartlyPaid", "Paid", "Refunded"],
            tells: true,
          },
          { path: "orders.filterLines", kind: "instant" },
          { path: "orders.zeroTotal", kind: "choice", options: ["hold", "skip"], rare: true },
        ],
      },
    ],
    lookups: [],
  },
  {
    id: "document",
    groups: [
      {
        id: "kind",
        fields: [
          {
            path: "orders.type",
            kind: "choice",
            options: ["sales-order", "draft-invoice", "invoice", "mutation"],
            tells: true,
          },
          { path: "orders.orderStatus", kind: "choice", options: ["ongoing", "draft"] },
          {
            path: "orders.invoiceOrders",
            kind: "choice",
            options: ["never", "delivered"],
            tells: true,
          },
        ],
      },
    ],
    lookups: [],
  },
  {
    id: "vouchers",
    groups: [
      {
        id: "voucher",
        fields: [
          { path: "orders.voucher.level", kind: "choice", options: VOUCHER_LEVELS, tells: true },
          { path: "orders.voucher.dayClosesAt", kind: "whole-number" },
          { path: "orders.voucher.series", kind: "text" },
          {
            path: "orders.voucher.paid",
            kind: "choice",
            options: ["receivable", "clearing"],
            tells: true,
          },
          {
            path: "orders.voucher.receivable",
            kind: "choice",
            options: ["account", "ledger-item"],
          },
          { path: "orders.voucher.ledgerItemsFrom", kind: "optional-number" },
          {
            path: "orders.voucher.rate",
            kind: "choice",
            options: ["ledger", "source"],
            rare: true,
          },
        ],
      },
    ],
    lookups: [
      "revenueAccount",
      "vatAccount",
      "receivableAccount",
      "clearingAccount",
      "productAccount",
      "shippingAccount",
      "discountAccount",
      "feeAccount",
      "giftCardAccount",
      "roundingAccount",
    ],
  },
  {
    id: "lines",
    groups: [
      {
        id: "lines",
        fields: [
          { path: "orders.goods.by", kind: "choice", options: ["article", "coding"], tells: true },
          { path: "orders.goods.exceptions", kind: "texts" },
          {
            path: "orders.missingSku",
            kind: "choice",
            options: ["hold", "create", "placeholder"],
            tells: true,
          },
          { path: "orders.newArticles.codings", kind: "by-rate", list: "eaccounting.codings" },
          { path: "orders.newArticles.unit", kind: "named", list: "eaccounting.units" },
        ],
      },
    ],
    lookups: ["goodsCoding", "article", "salesType"],
  },
  {
    id: "vat",
    groups: [
      {
        id: "abroad",
        fields: [
          {
            path: "orders.companyWithoutVatNumber",
            kind: "choice",
            options: ["hold", "as-private"],
            tells: true,
          },
          {
            path: "orders.customerInOtherCurrency",
            kind: "choice",
            options: ["hold", "second-customer"],
            rare: true,
          },
          {
            path: "orders.triangularVatCodes",
            kind: "named-several",
            list: "asperion.vatCodes",
            rare: true,
          },
        ],
      },
      {
        id: "differences",
        fields: [
          { path: "orders.wholeUnits", kind: "choice", options: WHOLE_UNITS, rare: true },
          { path: "orders.tolerance", kind: "amount", tells: true, rare: true },
        ],
      },
    ],
    lookups: ["goodsCoding", "vat", "revenueAccount", "vatAccount"],
    mappingsFirst: true,
  },
  {
    id: "extras",
    groups: [
      {
        id: "extras",
        fields: [
          {
            path: "orders.lineDiscounts",
            kind: "choice",
            options: ["in-row", "apart"],
            tells: true,
          },
          { path: "orders.giftCardCoding", ...CODING },
          { path: "orders.tipCoding", ...CODING },
        ],
      },
    ],
    lookups: [
      "shippingCoding",
      "discountCoding",
      "feeCoding",
      "tipCoding",
      "deliveryMethod",
      "deliveryTerms",
    ],
  },
  {
    id: "payments",
    groups: [
      {
        id: "payments",
        fields: [
          { path: "orders.payments", kind: "choice", options: ["none", "register"], tells: true },
          { path: "orders.refunds", kind: "choice", options: ["none", "register"], tells: true },
        ],
      },
    ],
    lookups: ["paymentMethod", "clearingAccount", "giftCard", "termsOfPayment"],
  },
  {
    id: "changes",
    groups: [
      {
        id: "changes",
        fields: [
          {
            path: "orders.editedAfterBooking",
            kind: "choice",
            options: ["hold", "delta"],
            tells: true,
          },
          {
            path: "orders.cancelledAfterBooking",
            kind: "choice",
            options: ["hold", "credit"],
            tells: true,
          },
          {
            path: "orders.changedByPerson",
            kind: "choice",
            options: ["hold", "overwrite", "leave"],
          },
          {
            path: "orders.closedPeriod",
            kind: "choice",
            options: ["hold", "next-open-day", "ask"],
          },
          { path: "orders.creditOfSalesOrder", kind: "choice", options: ["hold", "lower"] },
          {
            path: "orders.creditSign",
            kind: "choice",
            options: ["negative", "positive"],
            rare: true,
          },
        ],
      },
    ],
    lookups: [],
  },
  {
    id: "after",
    groups: [
      {
        id: "after-booking",
        fields: [
          { path: "orders.sending.company", kind: "choice", options: SENDINGS, tells: true },
          { path: "orders.sending.private", kind: "choice", options: SENDINGS },
          {
            path: "orders.writeBack.status",
            kind: "number-or-none",
            options: ["none", "3", "4", "5"],
            tells: true,
          },
          {
            path: "orders.writeBack.number",
            kind: "choice",
            options: ["none", "comments", "reference"],
          },
          { path: "orders.attachPdf", ...DOCUMENTS, tells: true },
        ],
      },
    ],
    lookups: [],
  },
  {
    id: "approval",
    groups: [
      {
        id: "approval",
        fields: [
          { path: "orders.approval.grossFrom", kind: "optional-amount", tells: true },
          { path: "orders.approval.kinds", ...DOCUMENTS, tells: true },
          { path: "orders.approval.credits", kind: "check", tells: true },
          { path: "orders.approval.firstDays", kind: "optional-number" },
          { path: "orders.approval.countries", kind: "countries" },
        ],
      },
    ],
    lookups: [],
  },
  {
    id: "fields",
    groups: [
      {
        id: "fields",
        fields: [
          { path: "orders.ourReference", kind: "text", tells: true },
          { path: "orders.orderPage", kind: "text" },
          { path: "orders.markerField", kind: "choice", options: REFERENCES },
          {
            path: "orders.buyerReferenceField",
            kind: "choice",
            options: ["BuyersOrderReference", "YourReference", "none"],
          },
          { path: "orders.missingAddress", kind: "text", rare: true },
        ],
      },
      {
        id: "vendorPages",
        fields: [
          { path: "vendorPages.ledgerOrder", kind: "text" },
          { path: "vendorPages.ledgerInvoice", kind: "text" },
          { path: "vendorPages.ledgerVoucher", kind: "text" },
          { path: "vendorPages.ledgerCustomer", kind: "text" },
          { path: "vendorPages.ledgerArticle", kind: "text" },
          { path: "vendorPages.shopOrder", kind: "text" },
          { path: "vendorPages.shopCustomer", kind: "text" },
          { path: "vendorPages.shopArticle", kind: "text" },
        ],
      },
    ],
    lookups: ["ourReference", "costCenter1", "costCenter2", "costCenter3", "project"],
  },
] as const satisfies readonly ScreenShape[];
