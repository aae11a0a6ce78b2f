/**
 * Invoice drafts (`/customerinvoicedrafts`; scope ea:sales). A draft has no number and books
 * nothing; it can be changed and deleted until it is converted. There is no idempotency key: a POST
 * sent twice makes two drafts, but each converts once.
 */
import { z } from "zod";
import { dec, type Decimal, plain, negated, sum } from "../domain/money.ts";
import type { VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import type {
  AnsweredOrder,
  AnsweredRow,
  PlannedRow,
  PostalAddress,
  SalesOrder,
} from "../domain/orders/sales-order.ts";
import { defined } from "../domain/platform/defined.ts";
import { jsonText } from "../domain/platform/text.ts";
import {
  answeredRow,
  type PutBody,
  jsonNumber,
  mappableHead,
  patchDocument,
  type Raw,
  rowHead,
  text,
  triangularTrade,
  writtenHead,
} from "./body.ts";
import type { ReadOrder } from "./orders.ts";
import { DRAFT_READ_ONLY, DRAFT_ROW_READ_ONLY } from "./put-fields.ts";
import type { CustomerInvoiceDraftApi, CustomerInvoiceDraftRowApi } from "./published.ts";
import { afterWrite, guid, money, optionalText, rawObject, readBody, request } from "./request.ts";

const CAPABILITY = "customer-invoice-drafts";

export const draftById = (id: string): VendorRequest =>
  request("GET", "/customerinvoicedrafts/{id}", CAPABILITY, { ids: { id } });

export const createDraft = (document: SalesOrder): VendorRequest =>
  request("POST", "/customerinvoicedrafts", CAPABILITY, { body: draftBody(document) });

/** `null`: no owned field differs from the draft as just read, of which `raw` is the answer. */
export function updateDraft(
  id: string,
  raw: Raw,
  document: SalesOrder,
  said: readonly string[] = [],
): VendorRequest | null {
  const body = patchDraft(raw, document, said);
  return body === null
    ? null
    : request("PUT", "/customerinvoicedrafts/{id}", CAPABILITY, { ids: { id }, body });
}

/**
 * Returns the raw draft without its day. The vendor may show today's date whatever was stored, so
 * the day is always sent again before booking: compared with this answer it differs.
 */
export const dayUnknown = (raw: Raw): Raw => ({ ...raw, InvoiceDate: null });

export const deleteDraft = (id: string): VendorRequest =>
  request("DELETE", "/customerinvoicedrafts/{id}", CAPABILITY, { ids: { id } });

/** What the vendor checks before it books; each row by its figure in the document's price basis. */
export type ExpectedTotals = {
  /** Its totals are below zero (documented); the sign of its rows isn't known, so none is sent. */
  readonly credit: boolean;
  readonly total: Decimal;
  readonly vat: Decimal;
  readonly roundings: Decimal;
  readonly pricesIncludeVat: boolean;
  readonly rows: readonly { readonly lineNumber: number; readonly amount: Decimal }[];
};

/**
 * Books the draft on its own date: both switches are needed, otherwise it is booked today. The
 * vendor matches rows by line number. Only a row's figure in the price basis is exact; the other
 * depends on how VAT is rounded.
 */
export function convertDraft(id: string, expected: ExpectedTotals): VendorRequest {
  const field = expected.pricesIncludeVat
    ? "TotalAmountIncVatInvoiceCurrency"
    : "TotalAmountNoVatInvoiceCurrency";
  const signed = (figure: Decimal): Decimal => (expected.credit ? negated(figure) : figure);
  return request("POST", "/customerinvoicedrafts/{id}/convert", CAPABILITY, {
    ids: { id },
    query: { keepOriginalDraftDate: "true", overrideCompanyKeepOriginalDraftDate: "true" },
    body: {
      TotalAmountInvoiceCurrency: jsonNumber(
        "TotalAmountInvoiceCurrency",
        signed(expected.total),
        2,
      ),
      TotalVatAmountInvoiceCurrency: jsonNumber(
        "TotalVatAmountInvoiceCurrency",
        signed(expected.vat),
        2,
      ),
      TotalRoundingsInvoiceCurrency: jsonNumber(
        "TotalRoundingsInvoiceCurrency",
        signed(expected.roundings),
        2,
      ),
      ...(expected.credit
        ? {}
        : {
            Rows: expected.rows.map((row) => ({
              LineNumber: row.lineNumber,
              [field]: jsonNumber(field, row.amount, 2),
            })),
          }),
    },
  });
}

/** Some companies' drafts have 0 as each row's amount (seen once); the totals count then. */
const draftRow = answeredRow.transform((row): AnsweredRow => ({
  ...row,
  amount: row.amount === null || dec(row.amount).eq(0) ? null : row.amount,
}));

const draftSchema = z
  .looseObject({
    Id: guid,
    CustomerId: guid,
    CustomerIsPrivatePerson: z.boolean(),
    IncludesVat: z.boolean(),
    InvoiceCurrencyCode: optionalText,
    InvoiceCountryCode: optionalText,
    InvoiceCustomerName: optionalText,
    TotalAmount: money,
    TotalVatAmount: money,
    TotalRoundings: money.nullish(),
    OurReference: optionalText,
    YourReference: optionalText,
    BuyersOrderReference: optionalText,
    EuThirdParty: z.boolean().nullish(),
    CreatedUtc: optionalText,
    Rows: z.array(draftRow),
  })
  .transform((draft): AnsweredOrder => ({
    id: draft.Id,
    number: null,
    status: "draft",
    customerId: draft.CustomerId,
    customerIsPrivate: draft.CustomerIsPrivatePerson,
    pricesIncludeVat: draft.IncludesVat,
    currency: draft.InvoiceCurrencyCode ?? "",
    ...defined({
      invoiceCountry: draft.InvoiceCountryCode?.toUpperCase() || undefined,
      buyerName: draft.InvoiceCustomerName ?? undefined,
    }),
    triangular: draft.EuThirdParty ?? null,
    amount: draft.TotalAmount,
    vatAmount: draft.TotalVatAmount,
    roundingsAmount: draft.TotalRoundings ?? "0.00",
    ourReference: draft.OurReference,
    yourReference: draft.YourReference,
    buyersOrderReference: draft.BuyersOrderReference,
    createdUtc: draft.CreatedUtc,
    modifiedUtc: null,
    mappable: mappableHead(draft),
    head: writtenHead(draft),
    rows: draft.Rows.toSorted((a, b) => a.lineNumber - b.lineNumber),
  }));

/** Reads a draft as an order with the status draft. */
export function readDraft(answer: VendorAnswer): Result<ReadOrder, Failure> {
  const read = readBody(draftSchema, answer);
  return read.ok ? ok({ order: read.value, raw: rawObject(answer) }) : read;
}

/** Reads the draft from the answer of a create or update. Unreadable: the outcome isn't known. */
export const readWrittenDraft = (answer: VendorAnswer): Result<ReadOrder, Failure> =>
  afterWrite(readDraft(answer));

/** `null` where the update answered with nothing; then the draft is read. */
export const readActedDraft = (answer: VendorAnswer): Result<ReadOrder | null, Failure> =>
  answer.body === null ? ok(null) : readWrittenDraft(answer);

/** Reads a credit's draft with the figures of its sale, as the vendor's signs aren't settled. */
export function readCreditDraft(answer: VendorAnswer): Result<ReadOrder, Failure> {
  const read = readDraft(answer);
  return read.ok ? ok({ ...read.value, order: asSale(read.value.order) }) : read;
}

export const readWrittenCreditDraft = (answer: VendorAnswer): Result<ReadOrder, Failure> =>
  afterWrite(readCreditDraft(answer));

export const readActedCreditDraft = (answer: VendorAnswer): Result<ReadOrder | null, Failure> =>
  answer.body === null ? ok(null) : readWrittenCreditDraft(answer);

/** All rows are turned where their sum is below zero, and the totals where the total is. */
function asSale(draft: AnsweredOrder): AnsweredOrder {
  const sold = sum(
    draft.rows.map(({ quantity, unitPrice, discount }) =>
      dec(quantity).times(unitPrice).times(dec(1).minus(discount)),
    ),
  );
  const rows = sold.lt(0)
    ? draft.rows.map((row) => ({
        ...row,
        quantity: plain(dec(row.quantity).times(-1)),
        amount: row.amount === null ? null : negated(row.amount),
      }))
    : draft.rows;
  const turned = (figure: Decimal): Decimal => (dec(draft.amount).lt(0) ? negated(figure) : figure);
  return {
    ...draft,
    amount: turned(draft.amount),
    vatAmount: turned(draft.vatAmount),
    roundingsAmount: turned(draft.roundingsAmount),
    rows,
  };
}

/** The vendor's limits for a draft, where they are narrower than an order's. */
export const MAX_DRAFT_DELIVERY_NAME = 50;
export const DRAFT_QUANTITY_DECIMALS = 2;

const CONSTANTS = {
  EuThirdParty: false,
  RotReducedInvoicingType: 0,
  ReplaceUnitPriceWhenZero: false,
} as const;

/**
 * Returns the body of `POST /customerinvoicedrafts`: only writable fields of
 * `CustomerInvoiceDraftApi` and its rows, all required ones, and no totals.
 *
 * The invoice address is `null`, so the ledger takes the customer's whole address. Name, post code,
 * city and country of the invoice address are read-only at the vendor; street lines of the order
 * beside them would mix two addresses. `ReplaceUnitPriceWhenZero` is false, so a free row stays
 * free. Throws where the plan left a text too long or a number with too many decimals.
 */
export const draftBody = (document: SalesOrder): CustomerInvoiceDraftApi => ({
  ...CONSTANTS,
  ...draftHead(document),
  IsCreditInvoice: document.credit !== undefined,
  Rows: document.rows.map((row) => draftRowBody(row, document.credit?.rows ?? 1)),
});

/**
 * Returns the body of the PUT, or `null` when no owned field differs. A draft may be shown with
 * today's date (a setting of the company), so our own date is always sent; a due date derived from
 * another date is left to the terms.
 */
function patchDraft(
  raw: Raw,
  document: SalesOrder,
  said: readonly string[],
): PutBody<CustomerInvoiceDraftApi> | null {
  const rules = {
    readOnly: DRAFT_READ_ONLY,
    rowReadOnly: DRAFT_ROW_READ_ONLY,
    row: (row: PlannedRow) => draftRowBody(row, document.credit?.rows ?? 1),
  };
  const body = patchDocument(raw, draftHead(document), document.rows, rules, said);
  if (body === null) return null;
  const moved = jsonText(raw["InvoiceDate"] ?? "").slice(0, 10) !== document.orderDate;
  return { ...body, ...(moved ? { DueDate: null } : {}) };
}

function draftHead(document: SalesOrder): CustomerInvoiceDraftApi {
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
    ...triangularTrade(document),
    ...document.mapped,
  };
}

function deliveryAddress(address: PostalAddress): CustomerInvoiceDraftApi {
  return {
    DeliveryCustomerName: text("DeliveryCustomerName", address.name, MAX_DRAFT_DELIVERY_NAME),
    DeliveryAddress1: text("DeliveryAddress1", address.address1, 50),
    DeliveryAddress2: text("DeliveryAddress2", address.address2, 50),
    DeliveryPostalCode: text("DeliveryPostalCode", address.postCode, 10),
    DeliveryCity: text("DeliveryCity", address.city, 50),
    DeliveryCountryCode: text("DeliveryCountryCode", address.country, 2),
  };
}

function draftRowBody(row: PlannedRow, sign: 1 | -1): CustomerInvoiceDraftRowApi {
  const frame: CustomerInvoiceDraftRowApi = {
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
