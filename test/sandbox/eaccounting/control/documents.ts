// Invoices, drafts and vouchers typed by hand. An invoice is worked out from its rows as an order would be, booked with
// number and voucher, and then takes the figures that the call gives (a credit's sign, what remains to pay).
import type { Entity, JsonObject } from "../json.ts";
import { buildOrder } from "../resources/order-build.ts";
import { commitInvoice, invoiceFrom } from "../resources/invoice-from-order.ts";
import { newId } from "../resources/new-id.ts";
import { invoiceDraftFields, invoiceFields } from "../schema/invoice.ts";
import { orderFields } from "../schema/order.ts";
import { voucherFields } from "../schema/voucher.ts";
import { type Act, today } from "../vendor/act.ts";
import { invalid } from "../vendor/fault.ts";
import type { Fields } from "../schema/fields.ts";
import type { Order } from "../world/entities.ts";
import { orderDefaults } from "./defaults.ts";

export function invoiceByHand(act: Act, body: JsonObject): Entity {
  const order = asOrder(act, body, invoiceFields);
  const booked = commitInvoice(act, { ...invoiceFrom(act, order), ...dateOf(body) }, order);
  return { ...booked, ...own(body, invoiceFields), Id: booked.Id };
}

export function draftByHand(act: Act, body: JsonObject): Entity {
  const order = asOrder(act, body, invoiceDraftFields);
  const invoice = invoiceFrom(act, order);
  const shown = Object.fromEntries(Object.keys(invoiceDraftFields).map((name) => [name, invoice[name] ?? null]));
  const { TotalAmount, TotalVatAmount, CurrencyCode } = invoice;
  return {
    ...shown,
    TotalAmountBaseCurrency: TotalAmount ?? 0,
    TotalVatAmountBaseCurrency: TotalVatAmount ?? 0,
    InvoiceCurrencyCode: CurrencyCode ?? null,
    ...dateOf(body),
    ...own(body, invoiceDraftFields),
    Id: invoice.Id,
  };
}

export function voucherByHand(act: Act, body: JsonObject): Entity {
  refuseUnknown(body, voucherFields);
  const number = act.company.series.voucher;
  act.company.series.voucher += 1;
  const stamp = act.world.stamp();
  return {
    NumberAndNumberSeries: `A${number}`,
    NumberSeries: "A",
    VoucherDate: today(act),
    VoucherText: "Typed by hand",
    VoucherType: 2,
    SourceId: null,
    Rows: [],
    CreatedUtc: stamp,
    ModifiedUtc: stamp,
    ...body,
    Id: newId(),
  };
}

/** The order that would have the same content; it is never committed. */
function asOrder(act: Act, body: JsonObject, fields: Fields): Order {
  refuseUnknown(body, fields);
  const shared = Object.fromEntries(Object.entries(body).filter(([name]) => Object.hasOwn(orderFields, name) && name !== "Id"));
  return buildOrder(act, { ...orderDefaults(act, shared), Status: 1 }, null);
}

/** Rows are worked out; everything else the call says stands. */
function own(body: JsonObject, fields: Fields): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => Object.hasOwn(fields, name) && name !== "Rows"));
}

function dateOf(body: JsonObject): JsonObject {
  return body["InvoiceDate"] === undefined ? {} : { InvoiceDate: body["InvoiceDate"] };
}

function refuseUnknown(body: JsonObject, fields: Fields): void {
  for (const name of Object.keys(body)) {
    if (!Object.hasOwn(fields, name)) throw invalid(name, `There is no field "${name}".`);
  }
}
