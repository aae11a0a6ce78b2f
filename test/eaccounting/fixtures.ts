/** Answers in the vendor's form, written from its specification and not from our schemas. */
import { z } from "zod";
import type { CustomerFields } from "../../src/domain/parties/party.ts";
import type { SendRead, VendorAnswer, VendorRequest } from "../../src/domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../../src/domain/result.ts";
import type { PlannedRow, SalesOrder, Totals } from "../../src/domain/orders/sales-order.ts";

export const ORDER_ID = "0f0e0d0c-0000-4000-8000-000000000001";
export const CUSTOMER_ID = "0f0e0d0c-0000-4000-8000-000000000002";
export const ARTICLE_ID = "0f0e0d0c-0000-4000-8000-000000000003";
export const TERMS_ID = "0f0e0d0c-0000-4000-8000-000000000004";
export const OTHER_ARTICLE_ID = "0f0e0d0c-0000-4000-8000-000000000005";

export const answer = (
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): VendorAnswer => ({ status, body, isJson: body !== null && typeof body === "object", headers });

export const refusal = (
  status: number,
  code: number,
  message: string,
  errors: unknown = null,
): VendorAnswer =>
  answer(
    {
      ErrorCode: code,
      DeveloperErrorMessage: message,
      ErrorId: "1c296026-489d-434c-b7e9-70401278a086",
      Errors: errors,
    },
    status,
  );

export const listOf = (data: unknown[], meta: Partial<Record<string, unknown>> = {}) => ({
  Meta: {
    CurrentPage: 1,
    PageSize: 1000,
    TotalNumberOfPages: 1,
    TotalNumberOfResults: data.length,
    ServerTimeUtc: "2026-11-24T12:00:00.1234567Z",
    ...meta,
  },
  Data: data,
});

/**
 * An order as `GET /orders/{id}` answers it, with what a person put on it and a field of a later
 * version.
 */
export const rawOrder = (): Record<string, unknown> & { Rows: Record<string, unknown>[] } => ({
  Id: ORDER_ID.toUpperCase(),
  Number: 17,
  Status: 2,
  CustomerId: CUSTOMER_ID,
  CustomerName: "Anna Andersson",
  CustomerNumber: "AS-7",
  CustomerIsPrivatePerson: true,
  IncludesVat: true,
  CurrencyCode: "SEK",
  OrderDate: "2026-11-24T00:00:00",
  Amount: 200,
  VatAmount: 50,
  RoundingsAmount: 0,
  DeliveredAmount: 0,
  InvoiceCustomerName: "Anna Andersson",
  InvoiceAddress1: "Storgatan 1",
  InvoiceAddress2: null,
  InvoicePostalCode: "11122",
  InvoiceCity: "Stockholm",
  InvoiceCountryCode: "SE",
  DeliveryCustomerName: "Anna Andersson",
  DeliveryAddress1: "Storgatan 1",
  DeliveryAddress2: null,
  DeliveryPostalCode: "11122",
  DeliveryCity: "Stockholm",
  DeliveryCountryCode: "SE",
  DeliveryDate: "2026-12-01",
  OurReference: "1001 #K7Q2M9XA",
  YourReference: null,
  BuyersOrderReference: "PO-1",
  TermsOfPaymentId: TERMS_ID,
  EuThirdParty: false,
  ReverseChargeOnConstructionServices: false,
  RotReducedInvoicingType: 0,
  CreatedUtc: "2026-11-24T11:00:00.1234567Z",
  ModifiedUtc: null,
  NewerField: { of: "the vendor" },
  ContributionMargin: { Amount: 80 },
  Rows: [
    {
      Id: "0f0e0d0c-0000-4000-8000-00000000000a",
      LineNumber: 1,
      IsTextRow: false,
      IsWorkCost: false,
      EligibleForReverseChargeOnVat: false,
      ArticleId: ARTICLE_ID.toUpperCase(),
      ArticleNumber: "SKU-1",
      Text: "A thing",
      Quantity: 2,
      DeliveredQuantity: 2,
      UnitPrice: 125,
      DiscountPercentage: 0,
      Amount: 250,
      VatRate: 0.25,
      ProjectId: "0f0e0d0c-0000-4000-8000-00000000000b",
      RowFieldOfTheVendor: 7,
    },
    {
      Id: "0f0e0d0c-0000-4000-8000-00000000000c",
      LineNumber: 2,
      IsTextRow: true,
      IsWorkCost: false,
      EligibleForReverseChargeOnVat: false,
      ArticleId: null,
      Text: "Thank you",
      Quantity: 0,
      UnitPrice: 0,
      DiscountPercentage: 0,
      Amount: 0,
      VatRate: null,
    },
  ],
});

export const row = (change: Partial<PlannedRow> = {}): PlannedRow => ({
  lineNumber: 1,
  role: "line",
  sourceLine: 1,
  articleId: ARTICLE_ID,
  text: "A thing",
  quantity: "2",
  unitPrice: "125.00",
  discount: "0",
  vatRate: "0.25",
  amount: "250.00",
  reasons: [],
  ...change,
});

export const textRow = (change: Partial<PlannedRow> = {}): PlannedRow =>
  row({
    lineNumber: 2,
    role: "text",
    sourceLine: null,
    articleId: null,
    text: "Thank you",
    quantity: "0",
    unitPrice: "0.00",
    vatRate: null,
    amount: "0.00",
    ...change,
  });

const TOTALS: Totals = { net: "200.00", vat: "50.00", gross: "250.00", perRate: [] };

const AT_HOME = {
  name: "Anna Andersson",
  address1: "Storgatan 1",
  address2: "",
  postCode: "11122",
  city: "Stockholm",
  country: "SE",
};

/** The plan that `rawOrder` is the answer to. */
export const plan = (change: Partial<SalesOrder> = {}): SalesOrder => ({
  customerId: CUSTOMER_ID,
  orderDate: "2026-11-24",
  currency: "SEK",
  status: "ongoing",
  pricesIncludeVat: true,
  invoiceAddress: AT_HOME,
  deliveryAddress: AT_HOME,
  ourReference: "1001 #K7Q2M9XA",
  yourReference: null,
  buyersOrderReference: "PO-1",
  deliveryMethod: null,
  termsOfPaymentId: TERMS_ID,
  rows: [row(), textRow()],
  prediction: { row: TOTALS, rate: TOTALS },
  rounding: "row",
  ...change,
});

export const rawCustomer = (): Record<string, unknown> => ({
  Id: CUSTOMER_ID,
  CustomerNumber: "10042",
  Name: "Anna Andersson",
  IsPrivatePerson: true,
  IsActive: true,
  TermsOfPaymentId: TERMS_ID,
  InvoiceCity: "Stockholm",
  InvoicePostalCode: "11122",
  InvoiceAddress1: "Storgatan 1",
  InvoiceCountryCode: "SE",
  EmailAddress: "Anna@Example.com",
  Telephone: null,
  Note: "Calls on Mondays",
  DiscountPercentage: 0.1,
  EdiGlnNumber: "7300000000000",
  CustomerLabels: [{ Id: "0f0e0d0c-0000-4000-8000-0000000000aa", Name: "Regular" }],
  UnpaidInvoicesAmount: 120,
  ChangedUtc: "2026-11-24T11:00:00Z",
  NewerField: "of the vendor",
});

export const customer = (change: Partial<CustomerFields> = {}): CustomerFields => ({
  number: "AS-7",
  kind: "private",
  name: "Anna Andersson",
  contactPerson: null,
  email: "anna@example.com",
  phone: null,
  mobile: null,
  organisationNumber: null,
  vatNumber: null,
  address1: "Storgatan 1",
  address2: null,
  postCode: "11122",
  city: "Stockholm",
  country: "SE",
  deliveryName: null,
  deliveryAddress1: null,
  deliveryAddress2: null,
  deliveryPostCode: null,
  deliveryCity: null,
  deliveryCountry: null,
  termsOfPaymentId: TERMS_ID,
  note: null,
  upkeep: null,
  labels: null,
  ...change,
});

/** A vendor of functions: every read is answered in turn and remembered. */
export function vendor(...answers: (Result<VendorAnswer, Failure> | VendorAnswer)[]): {
  send: SendRead;
  asked: VendorRequest[];
} {
  const asked: VendorRequest[] = [];
  return {
    asked,
    send: async (request) => {
      asked.push(request);
      const next = answers[asked.length - 1];
      if (next === undefined) throw new Error(`nobody answers ${request.method} ${request.path}`);
      return "ok" in next ? next : ok(next);
    },
  };
}

/** An order as a list shows it to a look-up; rows and figures don't matter to one. */
export const createdOrder = (id: string, ourReference: string | null) => ({
  Id: id,
  Number: 17,
  CustomerId: CUSTOMER_ID,
  OrderDate: "2026-11-24",
  OurReference: ourReference,
  CreatedUtc: "2026-11-24T11:00:00Z",
  Rows: null,
});

/** A row of a list of which the id alone counts, and a page of such rows. */
export const item = z.looseObject({ Id: z.string() }).transform((row) => row.Id);
export const ids = (...list: string[]) => list.map((Id) => ({ Id }));
export const pageOf = (list: string[], page: number, pages: number, total: number): VendorAnswer =>
  answer(
    listOf(ids(...list), {
      CurrentPage: page,
      TotalNumberOfPages: pages,
      TotalNumberOfResults: total,
    }),
  );
