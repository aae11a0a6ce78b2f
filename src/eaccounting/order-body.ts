/**
 * A planned sales order as the fields that the ledger takes: only writable ones of `OrderApi` and
 * `OrderRowApi`, the required ones always, and never a total (the ledger computes them, the
 * comparison reads them).
 *
 * `DeliveredQuantity` is the ordered quantity. In the ledger's order form it is prefilled so and
 * lowered by a person for a part delivery; what is invoiced from an order is what is delivered, so
 * a 0 would make an empty invoice of it. The field has 2 decimals where the quantity has 4: a finer
 * quantity is rounded here, the ordered one isn't. Assumption: it changes no total of an order that
 * isn't shipped.
 */
import { amount, fits } from "../domain/money.ts";
import type { PlannedRow, PostalAddress, SalesOrder } from "../domain/sales-order.ts";
import { jsonNumber, text } from "./body.ts";
import { rowHead } from "./row-head.ts";
import type { Body } from "./document-patch.ts";

const STATUS = { draft: 1, ongoing: 2 } as const;

/**
 * The body of `POST /orders`. Throws where the plan left something too long or with too many
 * decimals.
 */
export function orderBody(order: SalesOrder): Body {
  return {
    Status: STATUS[order.status],
    ...ORDER_CONSTANTS,
    ...orderHead(order),
    Rows: order.rows.map(rowBody),
  };
}

/**
 * Neither triangular trade nor Swedish tax reductions: orders of a shop have none of them.
 * Construction services are the exception.
 */
const ORDER_CONSTANTS = {
  EuThirdParty: false,
  ReverseChargeOnConstructionServices: false,
  RotReducedInvoicingType: 0,
} as const;

/** The head's owned fields. `null` leaves to the ledger what the plan doesn't say. */
export function orderHead(order: SalesOrder): Body {
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
    ...(order.rows.some((row) => row.reversed === true)
      ? { ReverseChargeOnConstructionServices: true }
      : {}),
    ...order.mapped,
  };
}

/**
 * An empty second line is sent as "": the ledger fills a `null` from the customer, whose address
 * may be another.
 */
function invoiceAddress(address: PostalAddress): Body {
  return {
    InvoiceCustomerName: text("InvoiceCustomerName", address.name, 50),
    InvoiceAddress1: text("InvoiceAddress1", address.address1, 50),
    InvoiceAddress2: text("InvoiceAddress2", address.address2, 50),
    InvoicePostalCode: text("InvoicePostalCode", address.postCode, 10),
    InvoiceCity: text("InvoiceCity", address.city, 50),
    InvoiceCountryCode: text("InvoiceCountryCode", address.country, 2),
  };
}

function deliveryAddress(address: PostalAddress | null): Body {
  return {
    DeliveryCustomerName: text("DeliveryCustomerName", address?.name ?? null, 100),
    DeliveryAddress1: text("DeliveryAddress1", address?.address1 ?? null, 50),
    DeliveryAddress2: text("DeliveryAddress2", address?.address2 ?? null, 50),
    DeliveryPostalCode: text("DeliveryPostalCode", address?.postCode ?? null, 10),
    DeliveryCity: text("DeliveryCity", address?.city ?? null, 50),
    DeliveryCountryCode: text("DeliveryCountryCode", address?.country ?? null, 2),
  };
}

/**
 * One row. Prices may have 4 decimals, which the ledger takes where customer or currency is
 * foreign; the plan knows.
 */
export function rowBody(row: PlannedRow): Body {
  const frame = {
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

export function deliveredQuantity(row: PlannedRow): number {
  return jsonNumber(
    "DeliveredQuantity",
    fits(row.quantity, 2) ? row.quantity : amount(row.quantity, 2),
    2,
  );
}
