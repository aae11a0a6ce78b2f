/**
 * A planned document as an invoice draft: only writable fields of `CustomerInvoiceDraftApi` and its
 * rows, the required ones always, and never a total.
 *
 * The invoice address isn't ours to say: name, post code, city and country are read-only and come
 * from the customer, so street lines of an order beside them could make an address of two halves.
 * `null` takes the customer's whole address. `ReplaceUnitPriceWhenZero` is false: a free row stays
 * free.
 */
import type { PlannedRow, PostalAddress, SalesOrder } from "../domain/sales-order.ts";
import { jsonNumber, text } from "./body.ts";
import { rowHead } from "./row-head.ts";
import { type Body, patchDocument, type Raw } from "./document-patch.ts";
import { DRAFT_READ_ONLY, DRAFT_ROW_READ_ONLY } from "./put-fields.ts";
import { jsonText } from "../domain/json-text.ts";

/** The vendor's limits of a draft, where they are narrower than an order's. */
export const DRAFT_DELIVERY_NAME_MAX = 50;
export const DRAFT_QUANTITY_DECIMALS = 2;

const CONSTANTS = {
  EuThirdParty: false,
  RotReducedInvoicingType: 0,
  ReplaceUnitPriceWhenZero: false,
} as const;

/**
 * The body of `POST /customerinvoicedrafts`. Throws where the plan left something too long or with
 * too many decimals.
 */
export const draftBody = (document: SalesOrder): Body => ({
  ...draftHead(document),
  IsCreditInvoice: document.credit !== undefined,
  ...CONSTANTS,
  Rows: document.rows.map((row) => draftRow(row, document.credit?.rows ?? 1)),
});

/**
 * The body of the PUT, or `null` when nothing that we own differs. A draft may be shown with
 * today's date (a setting of the company), so our own date always goes with it; a due date that
 * hangs on another date is left to the terms again.
 */
export function patchDraft(raw: Raw, document: SalesOrder): Body | null {
  const body = patchDocument(raw, draftHead(document), document.rows, {
    readOnly: DRAFT_READ_ONLY,
    rowReadOnly: DRAFT_ROW_READ_ONLY,
    row: (row) => draftRow(row, document.credit?.rows ?? 1),
  });
  if (body === null) return null;
  const moved = jsonText(raw["InvoiceDate"] ?? "").slice(0, 10) !== document.orderDate;
  return { ...body, ...(moved ? { DueDate: null } : {}) };
}

function draftHead(document: SalesOrder): Body {
  return {
    CustomerId: document.customerId,
    InvoiceDate: document.orderDate,
    ...deliveryAddress(document.deliveryAddress),
    OurReference: text("OurReference", document.ourReference, 100),
    YourReference: text("YourReference", document.yourReference, 100),
    BuyersOrderReference: text("BuyersOrderReference", document.buyersOrderReference, 35),
    DeliveryMethodName: text("DeliveryMethodName", document.deliveryMethod?.name ?? null, 50),
    DeliveryMethodCode: text("DeliveryMethodCode", document.deliveryMethod?.code ?? null, 20),
    TermsOfPaymentId: document.termsOfPaymentId,
    ...document.mapped,
  };
}

function deliveryAddress(address: PostalAddress | null): Body {
  return {
    DeliveryCustomerName: text(
      "DeliveryCustomerName",
      address?.name ?? null,
      DRAFT_DELIVERY_NAME_MAX,
    ),
    DeliveryAddress1: text("DeliveryAddress1", address?.address1 ?? null, 50),
    DeliveryAddress2: text("DeliveryAddress2", address?.address2 ?? null, 50),
    DeliveryPostalCode: text("DeliveryPostalCode", address?.postCode ?? null, 10),
    DeliveryCity: text("DeliveryCity", address?.city ?? null, 50),
    DeliveryCountryCode: text("DeliveryCountryCode", address?.country ?? null, 2),
  };
}

function draftRow(row: PlannedRow, sign: 1 | -1): Body {
  const frame = {
    LineNumber: row.lineNumber,
    ReversedConstructionServicesVatFree: row.reversed === true,
  };
  const head = { ...frame, ...rowHead(row) };
  if (row.articleId === null) return head;
  return {
    ...head,
    Quantity: jsonNumber("Quantity", row.quantity, DRAFT_QUANTITY_DECIMALS) * sign || 0,
    UnitPrice: jsonNumber("UnitPrice", row.unitPrice, 4),
    DiscountPercentage: jsonNumber("DiscountPercentage", row.discount, 4),
    ...row.mapped,
  };
}
