/**
 * Requests to eAccounting as data, and the function that turns one into HTTP. Nothing here sends.
 *
 * A token belongs to one company, so no header names the company; the company is compared before a
 * token is stored.
 *
 * Filters use a part of OData's `$filter`. Text is always quoted here, so no value of an order can
 * end its literal and change the filter. `contains` and `eq` may ignore case or accents at the
 * vendor: the caller compares the answers again exactly.
 */
import { z } from "zod";
import { answerReader, type VendorAnswer, type VendorRequest } from "../domain/vendors/request.ts";
import {
  buildRequest,
  buildUrl,
  type HttpRequest,
  type RequestParts,
} from "../domain/vendors/http.ts";
import { dec, exact, plain } from "../domain/money.ts";
import { err, type Result, type Failure } from "../domain/result.ts";

/** What a 403 closes: endpoints that share scope, module and permission. Others stay open. */
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
  | "sales-document-attachments"
  | "attachments"
  | "bank-accounts"
  | "dimensions"
  | "delivery-terms"
  | "backgrounds"
  | "suppliers"
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

/** GUIDs are compared as text everywhere, so they are folded when read. */
export const guid = z
  .string()
  .min(1)
  .transform((text) => text.toLowerCase());
export const optionalGuid = z
  .string()
  .nullish()
  .transform((text) => (text == null || text === "" ? null : text.toLowerCase()));
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? null);

/** Two decimals where the figure has no more, otherwise all: nothing is rounded when read. */
export const money = z.number().transform(exact);
export const figure = z.number().transform((value) => plain(value));

/**
 * A VAT rate as a fraction. Assumption: VAT codes have fractions (0.25), rows and codings either
 * form ("VatRatePercent"), so a figure of 1 or more is read as a percentage. No served country has
 * a rate below 1 % or of 100 %.
 */
export const vatFraction = z
  .number()
  .min(0)
  .max(100)
  .transform((value) => plain(value >= 1 ? dec(value).div(100) : value));

/**
 * Parses an answer with its schema. Schemas are loose and name only what is read, so a new field of
 * the vendor breaks nothing; a needed field that is missing or of another type is a `contract`
 * failure that names its path.
 */
const answers = answerReader("eaccounting");
export const readBody = answers.readBody;
export const contractFailure = answers.contractFailure;

/**
 * Turns an unreadable answer to a write into an unknown outcome. The write succeeded, so it hasn't
 * failed: a look-up must find the document. The cause names the broken path.
 */
export function afterWrite<T>(read: Result<T, Failure>): Result<T, Failure> {
  if (read.ok || read.error.kind !== "contract") return read;
  return err({
    kind: "unknown-outcome",
    vendor: "eaccounting",
    cause: `contract: ${read.error.path}: ${read.error.message}`,
  });
}

const raw = z.record(z.string(), z.unknown());

/** Returns the whole answer, which an update patches. */
export const rawObject = (answer: VendorAnswer): Record<string, unknown> => raw.parse(answer.body);

/** Returns an OData text literal, with each quote doubled (OData ABNF, and the vendor's page). */
function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export const eq = (field: string, text: string): string => `${field} eq ${quote(text)}`;
export const contains = (field: string, text: string): string =>
  `contains(${field},${quote(text)})`;
export const startsWith = (field: string, text: string): string =>
  `startswith(${field},${quote(text)})`;
export const or = (...parts: readonly string[]): string => parts.join(" or ");

/** At or after an instant (ms). Dates are bare, in UTC. `ge`: many records may share a stamp. */
export const since = (field: string, instant: number): string =>
  `${field} ge ${new Date(instant).toISOString()}`;

/** The same value in each of its spellings. */
export const eqAny = (field: string, texts: readonly string[]): string =>
  or(...[...new Set(texts)].map((text) => eq(field, text)));
