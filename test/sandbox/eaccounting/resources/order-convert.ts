// `POST /orders/{id}/convert`: books the whole order as an invoice, at once and dated today. The invoice takes the
// customer's currency, whatever the order's was. Ordered quantities are invoiced, delivered or not.
import { Big } from "big.js";
import type { Entity, JsonObject } from "../json.ts";
import { toNumber } from "../money/round.ts";
import { type Act, today } from "../vendor/act.ts";
import { endpoint, ok } from "../vendor/endpoint.ts";
import { shownFields } from "../vendor/extra-fields.ts";
import { notFound, VendorFault } from "../vendor/fault.ts";
import { stored } from "../vendor/mount.ts";
import { commit } from "../vendor/resource.ts";
import type { Site } from "../vendor/site.ts";
import type { Order } from "../world/entities.ts";
import { bookInvoice } from "./book-invoice.ts";
import { requireOpenPeriod } from "./lock.ts";
import { invoices } from "./documents.ts";
import { newId } from "./new-id.ts";
import { saleOf } from "./order-sale.ts";
import { conflict, DRAFT, INVOICED } from "./order-status.ts";
import { totalOf } from "./order-totals.ts";
import { orders } from "./orders.ts";

export function mountOrderConvert(site: Site): void {
  endpoint(site, { method: "POST", path: "/orders/:id/convert", scopes: orders.scopes.write, module: orders.module, body: "optional" }, (act, { param }) => {
    const order = stored(act, orders, param("id"));
    if (order.Status === INVOICED) throw new VendorFault(2000, "ValidationException - The order is already invoiced.");
    if (order.Status === DRAFT) throw conflict("A draft can not be invoiced.");
    requireOpenPeriod(act, today(act), 4013);
    const { invoice, voucher } = invoiceOf(act, order);
    act.company.series.invoice += 1;
    act.company.series.voucher += 1;
    act.company.vouchers.commit(voucher, act.world.now());
    commit(act, invoices, null, invoice);
    commit(act, orders, order, { ...order, Status: INVOICED, ModifiedUtc: act.world.stamp() });
    return ok(shownFields(act, invoices.fields, invoice));
  });
}

function invoiceOf(act: Act, order: Order): { invoice: Entity; voucher: Entity } {
  const { company, world } = act;
  const customer = company.customers.get(order.CustomerId);
  if (customer === null) throw notFound("Customer", order.CustomerId);
  const sale = saleOf(act, customer, {
    currency: customer.CurrencyCode,
    euThirdParty: order.EuThirdParty,
    reverseCharge: order.ReverseChargeOnConstructionServices,
    deliveryCountry: order.DeliveryCountryCode,
  });
  const total = totalOf(
    act,
    sale,
    order.Rows.filter((row) => !row.IsTextRow).map((row) => ({ amount: new Big(row.Amount), rate: new Big(row.VatRate ?? 0).times(100) })),
  );
  const toPay = toNumber(total.gross.plus(total.roundings));
  const day = today(act);
  const days = company.termsOfPayment.get(order.TermsOfPaymentId ?? customer.TermsOfPaymentId)?.NumberOfDays ?? 0;
  const stamp = world.stamp();
  const id = newId();
  const number = company.series.invoice;
  const voucher = bookInvoice(act, { id, number, day, stamp, sale, rows: order.Rows, total });
  const carried = Object.fromEntries(Object.entries(order).filter(([name]) => Object.hasOwn(invoices.fields, name)));
  const invoice = {
    ...carried,
    Id: id,
    InvoiceNumber: number,
    CurrencyCode: customer.CurrencyCode,
    CurrencyRate: null,
    IsCreditInvoice: false,
    InvoiceDate: day,
    DueDate: new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10),
    TotalAmount: toPay,
    TotalVatAmount: toNumber(total.vat),
    TotalRoundings: toNumber(total.roundings),
    TotalAmountInvoiceCurrency: toPay,
    TotalVatAmountInvoiceCurrency: toNumber(total.vat),
    SetOffAmountInvoiceCurrency: 0,
    RemainingAmount: toPay,
    RemainingAmountInvoiceCurrency: toPay,
    VatSpecification: total.perRate.map((one): JsonObject => ({ AmountInvoiceCurrency: toNumber(one.net), VatAmountInvoiceCurrency: toNumber(one.vat), VatPercent: toNumber(one.rate) })),
    PaymentReferenceNumber: String(number),
    PaymentStatus: 1,
    PaymentDate: null,
    VoucherId: voucher.Id,
    VoucherNumber: voucher["NumberAndNumberSeries"] ?? null,
    CreatedFromOrderId: order.Id,
    CreatedFromQuoteId: null,
    CreatedFromDraftId: null,
    ReferringInvoiceId: null,
    CreditedBy: [],
    SendType: 0,
    CustomerEmail: customer.EmailAddress,
    CreatedUtc: stamp,
    ModifiedUtc: stamp,
  };
  return { invoice, voucher };
}
