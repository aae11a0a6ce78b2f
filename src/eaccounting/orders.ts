/**
 * Sales orders (`/orders`; scope ea:sales, module order_standard). Requests and readers; what is
 * written is decided by the plan, whether it is sent again by the engine. There is no idempotency
 * key: a POST sent twice makes two orders.
 */
import { z } from "zod";
import type { Failure } from "../domain/failure.ts";
import type { VendorAnswer, VendorRequest } from "../domain/request.ts";
import { err, ok, type Result } from "../domain/result.ts";
import type { AnsweredOrder, SalesOrder } from "../domain/sales-order.ts";
import { answeredRow } from "./answered-row.ts";
import { mappableHead } from "./mappable.ts";
import { orderBody } from "./order-body.ts";
import { patchOrder } from "./order-patch.ts";
import { afterWrite, guid, money, optionalText, rawObject, readBody } from "./read.ts";
import { request } from "./request.ts";

type Raw = Readonly<Record<string, unknown>>;

export const orderById = (id: string): VendorRequest =>
  request("GET", "/orders/{id}", "orders", { ids: { id } });

export const createOrder = (order: SalesOrder): VendorRequest =>
  request("POST", "/orders", "orders", { body: orderBody(order) });

/**
 * `null`: nothing that we own differs from the order as it was just read. `raw` is the whole answer
 * of that read.
 */
export function updateOrder(id: string, raw: Raw, order: SalesOrder): VendorRequest | null {
  const body = patchOrder(raw, order);
  return body === null ? null : request("PUT", "/orders/{id}", "orders", { ids: { id }, body });
}

/** Neither for shipped nor for invoiced orders: they are refused. */
export const deleteOrder = (id: string): VendorRequest =>
  request("DELETE", "/orders/{id}", "orders", { ids: { id } });

/** Draft → ongoing. */
export const confirmOrder = (id: string): VendorRequest =>
  request("POST", "/orders/{id}/converteddrafttoorder", "orders", { ids: { id } });

/**
 * Books the whole order as an invoice, at once and dated today; the answer is the invoice. A second
 * time is refused.
 */
export const invoiceOrder = (id: string): VendorRequest =>
  request("POST", "/orders/{id}/convert", "orders", { ids: { id }, body: {} });

/** Shipped → ongoing (not a cancellation); refused with 4028 if the order has backorders. */
export const voidOrder = (id: string): VendorRequest =>
  request("POST", "/orders/{id}/voided", "orders", { ids: { id } });

const STATUSES = { 1: "draft", 2: "ongoing", 3: "shipped", 4: "invoiced" } as const;

const orderSchema = z
  .looseObject({
    Id: guid,
    Number: z.int().nullish(),
    Status: z.literal([1, 2, 3, 4]),
    CustomerId: guid,
    CustomerIsPrivatePerson: z.boolean(),
    IncludesVat: z.boolean(),
    CurrencyCode: z.string(),
    Amount: money,
    VatAmount: money,
    RoundingsAmount: money.nullish(),
    OurReference: optionalText,
    YourReference: optionalText,
    BuyersOrderReference: optionalText,
    CreatedUtc: optionalText,
    ModifiedUtc: optionalText,
    Rows: z.array(answeredRow),
  })
  .transform((order): AnsweredOrder => ({
    id: order.Id,
    number: order.Number ?? null,
    status: STATUSES[order.Status],
    customerId: order.CustomerId,
    customerIsPrivate: order.CustomerIsPrivatePerson,
    pricesIncludeVat: order.IncludesVat,
    currency: order.CurrencyCode,
    amount: order.Amount,
    vatAmount: order.VatAmount,
    roundingsAmount: order.RoundingsAmount ?? "0.00",
    ourReference: order.OurReference,
    yourReference: order.YourReference,
    buyersOrderReference: order.BuyersOrderReference,
    createdUtc: order.CreatedUtc,
    modifiedUtc: order.ModifiedUtc,
    mappable: mappableHead(order),
    rows: order.Rows.toSorted((a, b) => a.lineNumber - b.lineNumber),
  }));

export type ReadOrder = { readonly order: AnsweredOrder; readonly raw: Raw };

/** An order as read by id. */
export function readOrder(answer: VendorAnswer): Result<ReadOrder, Failure> {
  const read = readBody(orderSchema, answer);
  return read.ok ? ok({ order: read.value, raw: rawObject(answer) }) : read;
}

/**
 * The order as a create or an update answered it. Unreadable means that the outcome isn't known,
 * not that it failed.
 */
export const readWrittenOrder = (answer: VendorAnswer): Result<ReadOrder, Failure> =>
  afterWrite(readOrder(answer));

/**
 * Actions may answer with an empty body (the specification says 200, others were seen): then
 * `null`, and the order is read.
 */
export function readActedOrder(answer: VendorAnswer): Result<ReadOrder | null, Failure> {
  return answer.body === null ? ok(null) : readWrittenOrder(answer);
}

/**
 * The id alone, for a created order whose other fields can't be read; `null` where there is none
 * either.
 */
export function readOrderId(answer: VendorAnswer): Result<string, Failure> {
  const read = readBody(z.looseObject({ Id: guid }), answer);
  return read.ok
    ? ok(read.value.Id)
    : err({ kind: "unknown-outcome", vendor: "eaccounting", cause: "no id in the answer" });
}
