// An invoice with the content of an order, in the customer's currency, whatever the order's was. Ordered quantities are
// invoiced, delivered or not. Booking gives it a number and a voucher.
import { Big } from "big.js";
import type { Entity, Json, JsonObject } from "../json.ts";
import { toNumber } from "../money/round.ts";
import type { Totals } from "../money/totals.ts";
import { invoiceFields } from "../schema/invoice.ts";
import { type Act, today } from "../vendor/act.ts";
import { notFound } from "../vendor/fault.ts";
import type { Customer, Order } from "../world/entities.ts";
import { bookInvoice } from "./book-invoice.ts";
import { newId } from "./new-id.ts";
import { saleOf, type Sale } from "./order-sale.ts";
import { totalOf } from "./order-totals.ts";

export function invoiceFrom(act: Act, order: Order): Entity {
  const { customer, total } = figures(act, order);
  const toPay = toNumber(total.gross.plus(total.roundings));
  const day = today(act);
  const days = act.company.termsOfPayment.get(order.TermsOfPaymentId ?? customer.TermsOfPaymentId)?.NumberOfDays ?? 0;
  const stamp = act.world.stamp();
  return {
    ...Object.fromEntries(Object.keys(invoiceFields).map((name): [string, Json] => [name, order[name] ?? null])),
    Id: newId(),
    CurrencyCode: customer.CurrencyCode,
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
    PaymentStatus: 1,
    PaymentRemindersCount: 0,
    PaymentReminderIssued: false,
    HasAutoInvoiceError: false,
    IsQuickInvoice: false,
    IsSold: false,
    CreditedBy: [],
    SendType: 0,
    CustomerEmail: customer.EmailAddress,
    CreatedUtc: stamp,
    ModifiedUtc: stamp,
  };
}

/** Numbers the invoice, books its voucher and commits both. Throws before anything is changed. */
export function commitInvoice(act: Act, invoice: Entity, order: Order): Entity {
  const { company, world } = act;
  const { sale, total } = figures(act, order);
  const number = company.series.invoice;
  const day = String(invoice["InvoiceDate"]);
  const voucher = bookInvoice(act, { id: invoice.Id, number, day, stamp: world.stamp(), sale, rows: order.Rows, total });
  const booked: Entity = { ...invoice, InvoiceNumber: number, PaymentReferenceNumber: String(number), VoucherId: voucher.Id, VoucherNumber: voucher["NumberAndNumberSeries"] ?? null };
  company.series.invoice += 1;
  company.series.voucher += 1;
  company.vouchers.commit(voucher, world.now());
  return company.invoices.commit(booked, world.now());
}

function figures(act: Act, order: Order): { customer: Customer; sale: Sale; total: Totals } {
  const customer = act.company.customers.get(order.CustomerId);
  if (customer === null) throw notFound("Customer", order.CustomerId);
  const sale = saleOf(act, customer, {
    currency: customer.CurrencyCode,
    euThirdParty: order.EuThirdParty,
    reverseCharge: order.ReverseChargeOnConstructionServices,
    deliveryCountry: order.DeliveryCountryCode,
  });
  const rows = order.Rows.filter((row) => !row.IsTextRow);
  return { customer, sale, total: totalOf(act, sale, rows.map((row) => ({ amount: new Big(row.Amount), rate: new Big(row.VatRate ?? 0).times(100) }))) };
}
