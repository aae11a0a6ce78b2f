/**
 * A tenant's settings: validated here, stored as versions in D1, and recorded by version with each
 * job. Unknown keys are refused with their path. Amounts are strings.
 */
import { SWITCHED_FLOWS } from "../domain/jobs/job.ts";
import { vendorPages } from "./vendor-pages.ts";
import { z } from "zod";
import { message } from "../messages/message.ts";
import { afterBooking, sendingFaults } from "./orders/after-booking.ts";
import { goodsSettings, crossBorderOrders } from "./orders/codings.ts";
import { customerLookups, customers } from "./customers.ts";
import { lookupFaults, orderLookups } from "./lookups/order-lookups.ts";
import { ORDER_TYPES } from "../domain/orders/order-type.ts";
import { typeRule, approvalSettings } from "./orders/order-types.ts";
import { filterLines } from "./orders/filter-lines.ts";
import { lookupSchema as lookup } from "./lookups/lookup.ts";
import { notifications } from "./notifications.ts";
import { payoutLookups, payoutSettings } from "./payouts.ts";
import { productSettings } from "./products/products.ts";
import { addFault, faultId, type SettingFault } from "./setting-faults.ts";
import { stockFaults, stockSettings } from "./stock/stock-settings.ts";
import { mappingFaults } from "./rules/compile.ts";
import { mappingSchema } from "./rules/schema.ts";
import { wholeUnitsFaults } from "./orders/whole-units.ts";
import { voucherFaults, voucherLookups, voucherSettings } from "./orders/vouchers.ts";

const instant = z.iso.datetime({ offset: true });

export const MARKER_FIELDS = ["OurReference", "YourReference", "BuyersOrderReference"] as const;
export type MarkerField = (typeof MARKER_FIELDS)[number];

const orders = z
  .strictObject({
    enabled: z.boolean().default(false),
    /** No earlier order is booked automatically. The flow can't be switched on without it. */
    startLine: instant.nullable().default(null),
    /** Most documents within a day of the flow's first being on; others wait. `null`: no limit. */
    firstDayLimit: z.int().min(1).max(10_000).nullable().default(null),
    /**
     * Asperion's order statuses that are sent: 1 Concept, 2 Confirmed, 3 PartlyDelivered, 4
     * Delivered, 5 Invoiced.
     */
    statuses: z
      .array(z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]))
      .default([2, 3, 4, 5]),
    /** Empty: every payment status is sent. */
    paymentStatuses: z.array(z.enum(["Open", "PartlyPaid", "Paid", "Refunded"])).default([]),
    /** From which instant on orders count that the filter was widened to let in, by status. */
    filterLines,
    /**
     * What an order becomes in the ledger. A draft invoice is left for a person to book; a mutation
     * is a journal voucher.
     */
    type: z.enum(ORDER_TYPES).default("sales-order"),
    /** Other types for some orders: the first rule that fits decides. */
    typeRules: z.array(typeRule).max(50).default([]),
    orderStatus: z.enum(["draft", "ongoing"]).default("ongoing"),
    /** For the type `mutation`. */
    voucher: voucherSettings,
    /** Whether a sales order is invoiced, dated today, once the shop says it is delivered. */
    invoiceOrders: z.enum(["never", "delivered"]).default("never"),
    /**
     * An invoice whose day lies in a locked period, a closed year or no fiscal year: hold it, book
     * it on the next open day, or ask first.
     */
    closedPeriod: z.enum(["hold", "next-open-day", "ask"]).default("hold"),
    /** Whether goods are booked by the ledger's article of the same code, or by a coding. */
    goods: goodsSettings,
    /**
     * A line's own discount on orders and invoices: a percentage of its row, or a row of its own
     * that is booked as discounts are.
     */
    lineDiscounts: z.enum(["in-row", "apart"]).default("in-row"),
    /**
     * An article code that the ledger doesn't have: hold the order, make the article, or write an
     * article of our own in its place.
     */
    missingSku: z.enum(["hold", "create", "placeholder"]).default("hold"),
    /** An order whose total is nothing, for which the ledger takes no document. */
    zeroTotal: z.enum(["hold", "skip"]).default("hold"),
    /** For created or replaced articles: coding id by VAT rate in percent ("25"), and unit id. */
    newArticles: z
      .strictObject({
        codings: z
          .record(
            z.string().regex(/^\d{1,2}(\.\d{1,2})?$/, faultId("settings.faults.vatRate")),
            z.guid(),
          )
          .default({}),
        unit: z.guid().nullable().default(null),
      })
      .prefault({}),
    /**
     * Coding of 0 % whose account is the debt to the bearers of gift cards. Without it orders that
     * sell one are held.
     */
    giftCardCoding: z.guid().nullable().default(null),
    /** Coding of tips, where they aren't booked as fees are. */
    tipCoding: z.guid().nullable().default(null),
    findCustomerBy: z
      .array(z.enum(["email", "customer-number", "vat-number", "organisation-number"]))
      .min(1)
      .default(["email"]),
    updateCustomer: z.boolean().default(true),
    /** When the ledger's customer is a company and the order says person, or the reverse. */
    customerKindConflict: z.enum(["hold", "ledger-wins"]).default("hold"),
    /** One fixed customer of the ledger, for guests or for all orders. */
    defaultDebtor: z
      .strictObject({ id: z.guid(), when: z.enum(["guests", "always"]) })
      .nullable()
      .default(null),
    /** Debtors of Asperion that stand for guests. */
    collectiveDebtors: z.array(z.int().positive()).default([]),
    markerField: z.enum(MARKER_FIELDS).default("OurReference"),
    /** The field for the buyer's own reference; two texts for one field are refused. */
    buyerReferenceField: z
      .enum(["BuyersOrderReference", "YourReference", "none"])
      .default("BuyersOrderReference"),
    ourReference: z.string().max(60).default(""),
    /** The sign of a credit order's amounts in the shop. A credit with the other one is held. */
    creditSign: z.enum(["negative", "positive"]).default("negative"),
    /** A credit of a sales order that isn't invoiced yet: held, or taken off that order. */
    creditOfSalesOrder: z.enum(["hold", "lower"]).default("hold"),
    ...afterBooking,
    approval: approvalSettings,
    /** Whether what was paid in the shop is registered on the booked invoice. */
    payments: z.enum(["none", "register"]).default("none"),
    tolerance: z
      .string()
      .regex(/^\d{1,6}\.\d{2}$/)
      .default("0.00"),
    missingAddress: z.string().min(1).max(10).default("-"),
    /** A person changed our document in the ledger: hold, overwrite, or leave it as it is. */
    changedByPerson: z.enum(["hold", "overwrite", "leave"]).default("hold"),
    ...crossBorderOrders,
    /** Text row that leads to the order's page, with `{id}` and `{number}`. Empty: no row. */
    orderPage: z.string().max(200).default(""),
  })
  .prefault({});

/** Minutes between runs; `null`: the deployment's interval; `never`: manual only. */
const interval = z
  .union([z.int().min(1).max(1440), z.literal("never")], faultId("settings.faults.interval"))
  .nullable()
  .default(null);

const schedules = z
  .strictObject({
    debtors: interval,
    lookups: interval,
    orders: interval,
    products: interval,
    stock: interval,
  })
  .prefault({});

export const settingsSchema = z
  .strictObject({
    orders,
    lookups: z
      .strictObject({
        /** Asperion payment condition id → eAccounting terms-of-payment id. */
        termsOfPayment: lookup,
        /** Asperion delivery method id → eAccounting delivery method id. */
        deliveryMethod: lookup,
        /**
         * Asperion payment method id → eAccounting bank account id on which such payments are
         * booked.
         */
        paymentMethod: lookup,
        /** Asperion sales type id → eAccounting article number, or coding id. */
        salesType: lookup,
        /**
         * Article code of a used gift card → eAccounting bank account id whose ledger account is
         * the debt to its bearers.
         */
        giftCard: lookup,
        ...voucherLookups,
        ...orderLookups,
        ...customerLookups,
        ...payoutLookups,
      })
      .prefault({}),
    customers,
    products: productSettings,
    stock: stockSettings,
    /** Payment providers' payouts. */
    payouts: payoutSettings,
    schedules,
    notifications,
    /** Addresses of pages in both systems, for links. */
    vendorPages,
    /** Fields of the ledger that the tenant fills by rules of its own. */
    mapping: mappingSchema,
    /**
     * Answers of the set-up: the flows that going live switches on, and those whose questions are
     * answered. `answeredFlows` is `null` where they weren't recorded separately: then `answered`
     * is for all.
     */
    setup: z
      .strictObject({
        flows: z.array(z.enum(SWITCHED_FLOWS)).default([]),
        answered: z.boolean().default(false),
        answeredFlows: z.array(z.enum(SWITCHED_FLOWS)).nullable().default(null),
      })
      .prefault({}),
    /** Nothing is written, everything is shown. */
    trial: z.boolean().default(false),
    /** Days until payloads are deleted. Journal heads and links, without personal data, stay. */
    retentionDays: z.int().min(1).max(365).default(30),
    /** Years for which evidence of VAT is kept; `null`: as the company's country asks. */
    evidenceYears: z.int().min(5).max(20).nullable().default(null),
    asperionRequestsPerSecond: z.int().min(1).max(50).default(10),
  })
  .superRefine((settings, context) => {
    for (const fault of allFaults(settings)) addFault(context, fault);
  });

type Whole = Parameters<typeof mappingFaults>[0] &
  Parameters<typeof voucherFaults>[0] &
  Parameters<typeof wholeUnitsFaults>[0] &
  Parameters<typeof sendingFaults>[0] &
  Parameters<typeof lookupFaults>[0] &
  Parameters<typeof stockFaults>[0] & { readonly orders: z.infer<typeof orders> };

/** Faults of the settings as a whole that no single one shows. */
function allFaults(settings: Whole): readonly SettingFault[] {
  return [
    ...orderFaults(settings.orders),
    ...voucherFaults(settings),
    ...wholeUnitsFaults(settings),
    ...sendingFaults(settings),
    ...lookupFaults(settings),
    ...stockFaults(settings),
    ...mappingFaults(settings),
  ];
}

function orderFaults(settings: z.infer<typeof orders>): readonly SettingFault[] {
  const { enabled, startLine, invoiceOrders, writeBack, buyerReferenceField, markerField } =
    settings;
  const faults: SettingFault[] = [];
  if (enabled && startLine === null)
    faults.push({
      path: ["orders", "startLine"],
      message: message("settings.faults.startLine"),
    });
  if (invoiceOrders === "delivered" && (writeBack.status ?? 0) >= 4)
    faults.push({
      path: ["orders", "writeBack", "status"],
      message: message("settings.faults.deliveredInvoiced"),
    });
  if (buyerReferenceField === markerField)
    faults.push({
      path: ["orders", "buyerReferenceField"],
      message: message("settings.faults.markerThere", { field: markerField }),
    });
  return faults;
}

export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings = (): Settings => settingsSchema.parse({});
