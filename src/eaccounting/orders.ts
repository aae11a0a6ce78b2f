/**
 * Sales orders (`/orders`; scope ea:sales, module order_standard): requests and readers. The plan
 * decides what is written, and the runner whether it is sent again. The vendor has no idempotency
 * key: a POST sent twice makes two orders.
 */
import { z } from "zod";
import { differs, holds, type Observation } from "../domain/vendors/checks.ts";
import { amount, dec, fits } from "../domain/money.ts";
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../domain/result.ts";
import type {
  AnsweredOrder,
  PlannedRow,
  PostalAddress,
  SalesOrder,
} from "../domain/orders/sales-order.ts";
import {
  answeredRow,
  type PutBody,
  jsonNumber,
  mappableHead,
  patchDocument,
  type Raw,
  rowHead,
  rowsOf,
  text,
  triangularTrade,
  writtenHead,
} from "./body.ts";
import { ORDER_READ_ONLY, ORDER_ROW_READ_ONLY } from "./put-fields.ts";
import type { OrderApi, OrderRowApi } from "./published.ts";
import { afterWrite, guid, money, optionalText, rawObject, readBody, request } from "./request.ts";

type RawOrder = Readonly<Record<string, unknown>>;

export const orderById = (id: string): VendorRequest =>
  request("GET", "/orders/{id}", "orders", { ids: { id } });

export const createOrder = (order: SalesOrder): VendorRequest =>
  request("POST", "/orders", "orders", { body: orderBody(order) });

/** `null`: no owned field differs from the order as just read, of which `raw` is the answer. */
export function updateOrder(
  id: string,
  raw: RawOrder,
  order: SalesOrder,
  said: readonly string[] = [],
): VendorRequest | null {
  const body = patchOrder(raw, order, said);
  return body === null ? null : request("PUT", "/orders/{id}", "orders", { ids: { id }, body });
}

/** The vendor refuses this for shipped and invoiced orders. */
export const deleteOrder = (id: string): VendorRequest =>
  request("DELETE", "/orders/{id}", "orders", { ids: { id } });

/** Draft → ongoing. */
export const confirmOrder = (id: string): VendorRequest =>
  request("POST", "/orders/{id}/converteddrafttoorder", "orders", { ids: { id } });

/** Books the whole order as an invoice dated today, the answer. A second call is refused. */
export const invoiceOrder = (id: string): VendorRequest =>
  request("POST", "/orders/{id}/convert", "orders", { ids: { id }, body: {} });

/** Shipped → ongoing (not a cancellation); refused with 4028 if the order has backorders. */
export const voidOrder = (id: string): VendorRequest =>
  request("POST", "/orders/{id}/voided", "orders", { ids: { id } });

const STATUSES = { 1: "draft", 2: "ongoing", 3: "shipped", 4: "invoiced" } as const;

/** An invoice has its customer's fields, and its day may be shown as today's. */
const ORDER_HEAD = [
  "OrderDate",
  "InvoiceCustomerName",
  "InvoiceAddress1",
  "InvoiceAddress2",
  "InvoicePostalCode",
  "InvoiceCity",
  "InvoiceCountryCode",
];

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
    EuThirdParty: z.boolean().nullish(),
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
    triangular: order.EuThirdParty ?? null,
    amount: order.Amount,
    vatAmount: order.VatAmount,
    roundingsAmount: order.RoundingsAmount ?? "0.00",
    ourReference: order.OurReference,
    yourReference: order.YourReference,
    buyersOrderReference: order.BuyersOrderReference,
    createdUtc: order.CreatedUtc,
    modifiedUtc: order.ModifiedUtc,
    mappable: mappableHead(order),
    head: writtenHead(order, ORDER_HEAD),
    rows: order.Rows.toSorted((a, b) => a.lineNumber - b.lineNumber),
  }));

export type ReadOrder = { readonly order: AnsweredOrder; readonly raw: RawOrder };

/** An order as read by id. */
export function readOrder(answer: VendorAnswer): Result<ReadOrder, Failure> {
  const read = readBody(orderSchema, answer);
  return read.ok ? ok({ order: read.value, raw: rawObject(answer) }) : read;
}

/** Reads the order from the answer of a create or update. Unreadable: the outcome isn't known. */
export const readWrittenOrder = (answer: VendorAnswer): Result<ReadOrder, Failure> =>
  afterWrite(readOrder(answer));

/**
 * Actions may answer with an empty body (the specification says 200, others were seen): `null`
 * then, and the order is read.
 */
export function readActedOrder(answer: VendorAnswer): Result<ReadOrder | null, Failure> {
  return answer.body === null ? ok(null) : readWrittenOrder(answer);
}

const idAlone = z.looseObject({ Id: guid });

/** Reads only the id of a created order that can't be read; `null`: no id either. */
export function readOrderId(answer: VendorAnswer): Result<string, Failure> {
  const read = readBody(idAlone, answer);
  return read.ok
    ? ok(read.value.Id)
    : err({ kind: "unknown-outcome", vendor: "eaccounting", cause: "no id in the answer" });
}

const STATUS = { draft: 1, ongoing: 2 } as const;

/**
 * Returns the body of `POST /orders`: only writable fields of `OrderApi` and `OrderRowApi`, all
 * required ones, and no totals, which the ledger computes.
 *
 * `DeliveredQuantity` is the ordered quantity, as in the ledger's own order form, where a person
 * lowers it for a part delivery. The ledger invoices what is delivered, so 0 would make an empty
 * invoice. The field has 2 decimals where the quantity has 4, so a finer quantity is rounded here.
 * Assumption: that changes no total of an order that isn't shipped. Throws where the plan left a
 * text too long or a number with too many decimals.
 */
export function orderBody(order: SalesOrder): OrderApi {
  return {
    Status: STATUS[order.status],
    ...ORDER_CONSTANTS,
    ...orderHead(order),
    Rows: order.rows.map(rowBody),
  };
}

/** No Swedish tax reductions. Triangular trade and construction services are set on the head. */
const ORDER_CONSTANTS = {
  EuThirdParty: false,
  ReverseChargeOnConstructionServices: false,
  RotReducedInvoicingType: 0,
} as const satisfies OrderApi;

/** Returns the head's owned fields. `null` leaves a field to the ledger. */
function orderHead(order: SalesOrder): OrderApi {
  return {
    CustomerId: order.customerId,
    OrderDate: order.orderDate,
    CurrencyCode: text("CurrencyCode", order.currency, 3),
    ...invoiceAddress(order.invoiceAddress),
    ...deliveryAddress(order.deliveryAddress),
    OurReference: text("OurReference", order.ourReference, 100),
    YourReference: text("YourReference", order.yourReference, 100),
    BuyersOrderReference: text("BuyersOrderReference", order.buyersOrderReference, 35),
    DeliveryMethodName: text("DeliveryMethodName", order.deliveryMethod?.name ?? null, 50),
    DeliveryMethodCode: text("DeliveryMethodCode", order.deliveryMethod?.code ?? null, 20),
    TermsOfPaymentId: order.termsOfPaymentId,
    ...triangularTrade(order),
    ...(order.rows.some((row) => row.reversed === true)
      ? { ReverseChargeOnConstructionServices: true }
      : {}),
    ...order.mapped,
  };
}

/** An empty second line is "": a `null` is filled from the customer, whose address may differ. */
function invoiceAddress(address: PostalAddress): OrderApi {
  return {
    InvoiceCustomerName: text("InvoiceCustomerName", address.name, 50),
    InvoiceAddress1: text("InvoiceAddress1", address.address1, 50),
    InvoiceAddress2: text("InvoiceAddress2", address.address2, 50),
    InvoicePostalCode: text("InvoicePostalCode", address.postCode, 10),
    InvoiceCity: text("InvoiceCity", address.city, 50),
    InvoiceCountryCode: text("InvoiceCountryCode", address.country, 2),
  };
}

function deliveryAddress(address: PostalAddress): OrderApi {
  return {
    DeliveryCustomerName: text("DeliveryCustomerName", address.name, 100),
    DeliveryAddress1: text("DeliveryAddress1", address.address1, 50),
    DeliveryAddress2: text("DeliveryAddress2", address.address2, 50),
    DeliveryPostalCode: text("DeliveryPostalCode", address.postCode, 10),
    DeliveryCity: text("DeliveryCity", address.city, 50),
    DeliveryCountryCode: text("DeliveryCountryCode", address.country, 2),
  };
}

/**
 * Returns one row. Prices may have 4 decimals, which the ledger accepts where customer or currency
 * is foreign; the plan decides.
 */
function rowBody(row: PlannedRow): OrderRowApi {
  const frame: OrderRowApi = {
    LineNumber: row.lineNumber,
    IsWorkCost: false,
    EligibleForReverseChargeOnVat: row.reversed === true,
  };
  const head = { ...frame, ...rowHead(row) };
  if (row.articleId === null) return head;
  return {
    ...head,
    Quantity: jsonNumber("Quantity", row.quantity, 4),
    DeliveredQuantity: deliveredQuantity(row),
    UnitPrice: jsonNumber("UnitPrice", row.unitPrice, 4),
    DiscountPercentage: jsonNumber("DiscountPercentage", row.discount, 4),
    ...row.mapped,
  };
}

function deliveredQuantity(row: PlannedRow): number {
  return jsonNumber(
    "DeliveredQuantity",
    fits(row.quantity, 2) ? row.quantity : amount(row.quantity, 2),
    2,
  );
}

/**
 * Returns the body of an order's PUT (see body.ts), or `null` when no owned field differs: nothing
 * is sent then. The status isn't owned: an order is confirmed by its own call, and an update never
 * takes a shipped one back.
 */
const patchOrder = (
  raw: Raw,
  order: SalesOrder,
  said: readonly string[],
): PutBody<OrderApi> | null =>
  patchDocument(
    raw,
    orderHead(order),
    order.rows,
    { readOnly: ORDER_READ_ONLY, rowReadOnly: ORDER_ROW_READ_ONLY, row: ownedRow },
    said,
  );

function ownedRow(row: PlannedRow, from: Raw | null): OrderRowApi {
  const { DeliveredQuantity, ...owned } = rowBody(row);
  return DeliveredQuantity === undefined || (from !== null && deliveredByPerson(from))
    ? owned
    : { ...owned, DeliveredQuantity };
}

/**
 * True where a person has begun to deliver it: at least one row has a person's delivered quantity,
 * and some quantity is left.
 */
export function isPartlyDelivered(raw: RawOrder): boolean {
  const rows = rowsOf(raw);
  return rows.some(deliveredByPerson) && rows.some((row) => Number(row["DeliveredQuantity"]) > 0);
}

/**
 * Whether an answer to our write keeps the delivered quantity that we send (E16) without shipping
 * the order. `null`: a draft, or an answer that doesn't say.
 */
export function observedDelivered({ order, raw }: ReadOrder): Observation | null {
  if (order.status === "draft") return null;
  if (order.status === "shipped") return differs({ status: "shipped" });
  const rows = rowsOf(raw).filter((row) => row["IsTextRow"] !== true);
  if (rows.length === 0 || !rows.every((row) => typeof row["DeliveredQuantity"] === "number"))
    return null;
  return rows.some(deliveredByPerson) ? differs({ delivered: "otherwise" }) : holds();
}

/** We write the ordered quantity there; any other is a person's. */
function deliveredByPerson(from: Raw): boolean {
  const delivered = from["DeliveredQuantity"];
  const ordered = from["Quantity"];
  return (
    typeof delivered === "number" &&
    typeof ordered === "number" &&
    dec(delivered).minus(dec(ordered)).abs().gt("0.005")
  );
}
