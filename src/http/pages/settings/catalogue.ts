/**
 * What the settings pages show, as data: a section a page, its groups and fields. Another setting
 * is a line here and its texts in src/http/words/settings-*; the compiler asks for them. Names of
 * form fields are the settings' own paths, so a fault finds its field.
 */
import type { NameListName, PartyList } from "../../../domain/names.ts";
import { VOUCHER_LEVELS } from "../../../domain/voucher.ts";
import { NOTICE_KINDS } from "../../../settings/notifications.ts";
import { SENDINGS } from "../../../settings/sending.ts";
import { WHOLE_UNITS } from "../../../settings/whole-units.ts";

/**
 * How a field is shown and read. Blank in an `interval`, an `optional-number` or a `text-or-none`:
 * not set.
 */
export type FieldShape = { readonly path: string } & (
  | {
      readonly kind:
        | "text"
        | "amount"
        | "decimal"
        | "whole-number"
        | "optional-number"
        | "interval"
        | "instant"
        | "texts"
        | "text-or-none"
        | "check";
    }
  | { readonly kind: "choice" | "choices"; readonly options: readonly string[] }
  /** A number that has a name, or none at all: `none`. */
  | { readonly kind: "number-or-none"; readonly options: readonly string[] }
  /** A debtor or customer, or several, who is looked for at the vendor. */
  | { readonly kind: "party" | "parties"; readonly list: PartyList }
  /** By VAT rate in per cent, one of a list. */
  | { readonly kind: "by-rate"; readonly list: NameListName }
  /** For each coding of the ledger, one of a list. */
  | { readonly kind: "by-name"; readonly of: "eaccounting.codings"; readonly list: NameListName }
  /** One of a list, or several, by name. Blank: not set. */
  | { readonly kind: "named" | "named-several"; readonly list: NameListName }
);

type GroupShape = { readonly id: string; readonly fields: readonly FieldShape[] };
type SectionShape = { readonly id: string; readonly groups: readonly GroupShape[] };

const REFERENCES = ["OurReference", "YourReference", "BuyersOrderReference"] as const;

export const SECTIONS = [
  {
    id: "orders",
    groups: [
      {
        id: "flow",
        fields: [
          { path: "orders.enabled", kind: "check" },
          { path: "orders.startLine", kind: "instant" },
          { path: "orders.firstDayLimit", kind: "optional-number" },
          { path: "trial", kind: "check" },
        ],
      },
      {
        id: "which",
        fields: [
          { path: "orders.statuses", kind: "choices", options: ["1", "2", "3", "4", "5"] },
          {
            path: "orders.paymentStatuses",
            kind: "choices",
            options: ["Open", "PartlyPaid", "Paid", "Refunded"],
          },
          { path: "orders.filterLines", kind: "instant" },
        ],
      },
    ],
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
          },
          { path: "orders.orderStatus", kind: "choice", options: ["ongoing", "draft"] },
          { path: "orders.invoiceOrders", kind: "choice", options: ["never", "delivered"] },
          {
            path: "orders.closedPeriod",
            kind: "choice",
            options: ["hold", "next-open-day", "ask"],
          },
          { path: "orders.creditSign", kind: "choice", options: ["negative", "positive"] },
          { path: "orders.creditOfSalesOrder", kind: "choice", options: ["hold", "lower"] },
          { path: "orders.payments", kind: "choice", options: ["none", "register"] },
        ],
      },
      {
        id: "voucher",
        fields: [
          { path: "orders.voucher.level", kind: "choice", options: VOUCHER_LEVELS },
          { path: "orders.voucher.series", kind: "text" },
          {
            path: "orders.voucher.receivable",
            kind: "choice",
            options: ["account", "ledger-item"],
          },
          { path: "orders.voucher.ledgerItemsFrom", kind: "optional-number" },
          { path: "orders.voucher.paid", kind: "choice", options: ["receivable", "clearing"] },
          { path: "orders.voucher.rate", kind: "choice", options: ["ledger", "source"] },
        ],
      },
      {
        id: "lines",
        fields: [
          { path: "orders.goods.by", kind: "choice", options: ["article", "coding"] },
          { path: "orders.goods.exceptions", kind: "texts" },
          { path: "orders.lineDiscounts", kind: "choice", options: ["in-row", "apart"] },
          { path: "orders.missingSku", kind: "choice", options: ["hold", "create", "placeholder"] },
          { path: "orders.newArticles.codings", kind: "by-rate", list: "eaccounting.codings" },
          { path: "orders.newArticles.unit", kind: "named", list: "eaccounting.units" },
          { path: "orders.giftCardCoding", kind: "named", list: "eaccounting.codings" },
          { path: "orders.tipCoding", kind: "named", list: "eaccounting.codings" },
          { path: "orders.zeroTotal", kind: "choice", options: ["hold", "skip"] },
        ],
      },
      {
        id: "fields",
        fields: [
          { path: "orders.markerField", kind: "choice", options: REFERENCES },
          {
            path: "orders.buyerReferenceField",
            kind: "choice",
            options: ["BuyersOrderReference", "YourReference", "none"],
          },
          { path: "orders.ourReference", kind: "text" },
          { path: "orders.missingAddress", kind: "text" },
          { path: "orders.orderPage", kind: "text" },
        ],
      },
      {
        id: "after-booking",
        fields: [
          {
            path: "orders.writeBack.status",
            kind: "number-or-none",
            options: ["none", "3", "4", "5"],
          },
          {
            path: "orders.writeBack.number",
            kind: "choice",
            options: ["none", "comments", "reference"],
          },
          { path: "orders.sending.company", kind: "choice", options: SENDINGS },
          { path: "orders.sending.private", kind: "choice", options: SENDINGS },
          { path: "orders.refunds", kind: "choice", options: ["none", "register"] },
          { path: "orders.editedAfterBooking", kind: "choice", options: ["hold", "delta"] },
          { path: "orders.cancelledAfterBooking", kind: "choice", options: ["hold", "credit"] },
        ],
      },
      {
        id: "abroad",
        fields: [
          {
            path: "orders.companyWithoutVatNumber",
            kind: "choice",
            options: ["hold", "as-private"],
          },
          {
            path: "orders.customerInOtherCurrency",
            kind: "choice",
            options: ["hold", "second-customer"],
          },
        ],
      },
      {
        id: "differences",
        fields: [
          { path: "orders.wholeUnits", kind: "choice", options: WHOLE_UNITS },
          { path: "orders.tolerance", kind: "amount" },
          {
            path: "orders.changedByPerson",
            kind: "choice",
            options: ["hold", "overwrite", "leave"],
          },
        ],
      },
    ],
  },
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
          },
          { path: "orders.updateCustomer", kind: "check" },
          { path: "orders.customerKindConflict", kind: "choice", options: ["hold", "ledger-wins"] },
          {
            path: "customers.changedByPerson",
            kind: "choice",
            options: ["leave", "hold", "overwrite"],
          },
          { path: "customers.numberPrefix", kind: "text" },
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
          { path: "customers.enabled", kind: "check" },
          { path: "customers.create", kind: "check" },
          {
            path: "customers.classifyBy",
            kind: "choice",
            options: ["none", "debtor-kind", "characteristic4", "characteristic5"],
          },
        ],
      },
    ],
  },
  {
    id: "products",
    groups: [
      {
        id: "products",
        fields: [
          { path: "products.enabled", kind: "check" },
          { path: "products.createOnly", kind: "check" },
          { path: "products.filter.labels", kind: "texts" },
          { path: "products.filter.withoutLabels", kind: "texts" },
          { path: "products.filter.numbers", kind: "texts" },
          { path: "products.filter.codings", kind: "named-several", list: "eaccounting.codings" },
          { path: "products.filter.expression", kind: "text" },
          { path: "products.filter.inactive", kind: "check" },
          { path: "products.whenFilteredOut", kind: "choice", options: ["leave", "deactivate"] },
          { path: "products.priceDecimals", kind: "whole-number" },
          { path: "products.vatCode.table", kind: "by-rate", list: "asperion.vatCodes" },
          { path: "products.vatCode.default", kind: "named", list: "asperion.vatCodes" },
          {
            path: "products.salesType.table",
            kind: "by-name",
            of: "eaccounting.codings",
            list: "asperion.salesTypes",
          },
          { path: "products.salesType.default", kind: "named", list: "asperion.salesTypes" },
        ],
      },
    ],
  },
  {
    id: "stock",
    groups: [
      {
        id: "stock",
        fields: [
          { path: "stock.enabled", kind: "check" },
          {
            path: "stock.strategy",
            kind: "choice",
            options: ["correction-order", "article-field"],
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
          },
          { path: "stock.margin", kind: "decimal" },
          { path: "stock.percentage", kind: "decimal" },
          { path: "stock.expression", kind: "text" },
          { path: "stock.decimals", kind: "whole-number" },
          { path: "stock.rounding", kind: "choice", options: ["down", "nearest", "up"] },
          { path: "stock.floorAtZero", kind: "check" },
          { path: "stock.manageStock", kind: "choice", options: ["leave", "set"] },
          { path: "stock.rowsPerRun", kind: "whole-number" },
        ],
      },
    ],
  },
  {
    id: "keeping",
    groups: [
      {
        id: "keeping",
        fields: [
          { path: "schedules.orders", kind: "interval" },
          { path: "schedules.debtors", kind: "interval" },
          { path: "schedules.products", kind: "interval" },
          { path: "schedules.stock", kind: "interval" },
          { path: "schedules.lookups", kind: "interval" },
          { path: "retentionDays", kind: "whole-number" },
          { path: "evidenceYears", kind: "optional-number" },
          { path: "asperionRequestsPerSecond", kind: "whole-number" },
        ],
      },
      {
        id: "notifications",
        fields: [
          { path: "notifications.emails", kind: "texts" },
          { path: "notifications.kinds", kind: "choices", options: NOTICE_KINDS },
          { path: "notifications.dailySummary", kind: "check" },
          { path: "notifications.webhook", kind: "text-or-none" },
        ],
      },
    ],
  },
] as const satisfies readonly SectionShape[];

export type Section = (typeof SECTIONS)[number];
export type SectionId = Section["id"];
export type GroupId = Section["groups"][number]["id"];
export type Field = Section["groups"][number]["fields"][number];
export type FieldPath = Field["path"];

export const fieldsOf = (section: Section): readonly Field[] =>
  section.groups.flatMap((group): readonly Field[] => group.fields);

export const FIELDS: readonly Field[] = SECTIONS.flatMap(fieldsOf);

export const fieldAt = (path: string): Field | undefined =>
  FIELDS.find((field) => field.path === path);

export const sectionOf = (path: FieldPath): SectionId =>
  SECTIONS.find((section) => fieldsOf(section).some((field) => field.path === path))?.id ??
  "orders";
