/** Answers in Asperion's form, written from what is known of it and not from our schemas. */
import type { SendRead, VendorAnswer, VendorRequest } from "../../src/domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../src/domain/result.ts";

export const ADMINISTRATION = 123;

export const answer = (
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): VendorAnswer => ({ status, body, isJson: body !== null && typeof body === "object", headers });

export const problem = (
  status: number,
  detail = "It is not valid.",
  errors?: Record<string, string[]>,
): VendorAnswer =>
  answer(
    {
      type: "about:blank",
      title: "One or more validation errors occurred.",
      status,
      detail,
      traceId: "00-1-1-00",
      ...(errors === undefined ? {} : { errors }),
    },
    status,
  );

export const list = (data: unknown[], meta: Record<string, unknown> = {}): VendorAnswer =>
  answer({
    _data: data,
    _meta: {
      administrationId: ADMINISTRATION,
      administrationName: "Shop",
      totalCount: data.length,
      pageCount: 1,
      nextPage: null,
      previousPage: null,
      self: "https://api.asperion.nl/v1/x",
      ...meta,
    },
  });

export const line = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 1,
  lineNumber: 1,
  lineType: "Article",
  articleId: 5,
  articleCode: "SKU-1",
  description: "A thing",
  quantity: 2,
  price: 82.64,
  discountPercentage: 12.5,
  vatCode: "H",
  vatPercentage: 21,
  amountExclVat: 165.28,
  vatAmount: 34.71,
  amountInclVat: 199.99,
  salesTypeId: null,
  deliveryState: "Open",
  ...change,
});

export const order = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 1001,
  orderNumber: "W1001",
  reference: "PO-7",
  debtorId: 201,
  debtorCustomerNumber: "201",
  date: "2026-11-24T10:00:00",
  dateLastChange: null,
  status: 2,
  paymentStatus: "Paid",
  currencyCode: "eur",
  pricesIncludeVat: false,
  companyName: null,
  attentionTo: "",
  emailAddress: " anna@example.com ",
  phoneNumber: null,
  vatNumber: null,
  cocNumber: null,
  invoiceAddress: {
    name: "Anna",
    address: "Keizersgracht 1",
    addressLine2: null,
    postCode: "1015 AA",
    city: "Amsterdam",
    countryCode: "nl",
  },
  deliveryAddress: null,
  paymentConditionId: 2,
  paymentMethodId: "IDEAL",
  deliveryMethodId: "POST",
  comments: null,
  creditsOrderId: null,
  amountExclVat: 165.28,
  vatAmount: 34.71,
  amountInclVat: 199.99,
  amountPaid: 199.99,
  paidAt: "2026-11-24T10:01:00",
  lines: { _data: [line()], _meta: { totalCount: 1 } },
  _meta: { self: "https://api.asperion.nl/v1/SalesOrderWithLines/1001" },
  newerField: true,
  ...change,
});

export const debtor = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 201,
  customerNumber: "201",
  name: "Shop BV ",
  address: "Damrak 1",
  addressLine2: "",
  addressLine3: null,
  postCode: "1012 LG",
  city: "Amsterdam",
  countryCode: "NL",
  attentionTo: null,
  phoneNumber: "020",
  mobileNumber: null,
  emailAddress: "shop@example.com",
  iban: null,
  bic: null,
  cocNumber: "12345678",
  vatNumber: "NL123456789B01",
  debtorKindId: "1",
  paymentConditionId: 0,
  paymentMethodId: null,
  comments: null,
  blocked: false,
  noReminder: false,
  ...change,
});

/**
 * A vendor by path: `list` answers the list of one, `meta` the list without items, `single` the
 * single read.
 */
export function vendor(answers: {
  list?: VendorAnswer | Failure;
  meta?: VendorAnswer | Failure;
  single?: VendorAnswer | Failure;
}): { send: SendRead; asked: string[] } {
  const asked: string[] = [];
  const kindOf = (request: VendorRequest): "list" | "meta" | "single" =>
    request.endpoint.endsWith("{id}")
      ? "single"
      : request.query["metaOnly"] === "true"
        ? "meta"
        : "list";
  return {
    asked,
    send: async (request): Promise<Result<VendorAnswer, Failure>> => {
      const kind = kindOf(request);
      asked.push(kind);
      const given = answers[kind];
      if (given === undefined) throw new Error(`nobody answers ${kind}`);
      return "kind" in given ? err(given) : ok(given);
    },
  };
}

export const REFUSED: Failure = {
  kind: "rejected",
  vendor: "asperion",
  status: 400,
  code: null,
  message: "The query is not valid.",
  fields: [],
};
export const GONE: Failure = {
  kind: "not-found",
  vendor: "asperion",
  what: "/v1/SalesOrderWithLines/{id}",
};
