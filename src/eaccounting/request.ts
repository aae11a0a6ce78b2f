/**
 * Requests to eAccounting as data, and what turns one into HTTP. Nothing here sends.
 *
 * A token belongs to one company, so no header names it; which company it is gets compared before a
 * token is stored.
 */
import { buildRequest, type RequestParts } from "../domain/build-request.ts";
import { buildUrl, type HttpRequest } from "../domain/http.ts";
import type { VendorRequest } from "../domain/request.ts";

/**
 * What a 403 closes: one group of endpoints that share scope, module and permission. The others
 * stay open.
 */
export type Capability =
  | "orders"
  | "customers"
  | "articles"
  | "company-settings"
  | "reference-data"
  | "customer-labels"
  | "customer-invoices"
  | "customer-invoice-drafts"
  | "customer-invoice-payments"
  | "customer-invoice-sendings"
  | "vouchers"
  | "customer-ledger-items"
  | "bank-accounts"
  | "dimensions"
  | "accounting-lists";

export function request(
  method: VendorRequest["method"],
  endpoint: string,
  capability: Capability,
  parts: RequestParts = {},
): VendorRequest {
  return buildRequest("eaccounting", method, endpoint, capability, parts);
}

/** `baseUrl` includes the version ("https://eaccountingapi.vismaonline.com/v2"). */
export function eaccountingHttp(
  baseUrl: string,
  call: VendorRequest,
  accessToken: string,
): HttpRequest {
  return {
    method: call.method,
    url: buildUrl(baseUrl, call.path, call.query),
    headers: {
      authorization: `Bearer ${accessToken}`,
      accept: "application/json",
      ...(call.body === null ? {} : { "content-type": "application/json; charset=utf-8" }),
    },
    body: call.body === null ? null : JSON.stringify(call.body),
  };
}
