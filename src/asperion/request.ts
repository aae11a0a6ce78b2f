/**
 * Requests to Asperion as data, and the function that turns one into HTTP. Nothing here sends.
 *
 * Trap: the administration is a header, and a call without it or with a wrong one is silently
 * served from the user's default administration. So one place sets the header, from the tenant's
 * record, and every returned list is compared with it.
 */
import { z } from "zod";
import { answerReader, type VendorAnswer, type VendorRequest } from "../domain/vendors/request.ts";
import {
  buildRequest,
  buildUrl,
  type HttpRequest,
  type RequestParts,
} from "../domain/vendors/http.ts";
import { type Decimal, places, plain, round } from "../domain/money.ts";
import { sourceStamp } from "../domain/platform/zoned-time.ts";
import { LANGUAGE, TENANT_HEADER } from "./contract.ts";

/** What a 403 closes. */
export type Capability = "administrations" | "orders" | "debtors" | "articles" | "reference-data";

export function get(endpoint: string, capability: Capability, parts: RequestParts): VendorRequest {
  return buildRequest("asperion", "GET", endpoint, capability, parts);
}

/** A write; only the journal sends it. */
export function write(
  method: "POST" | "PUT",
  endpoint: string,
  capability: Capability,
  parts: RequestParts,
): VendorRequest {
  return buildRequest("asperion", method, endpoint, capability, parts);
}

/** `administrationId` is `null` only for the list of administrations, before a tenant has one. */
export function asperionHttp(
  baseUrl: string,
  call: VendorRequest,
  access: { readonly accessToken: string; readonly administrationId: number | null },
): HttpRequest {
  return {
    method: call.method,
    url: buildUrl(baseUrl, call.path, call.query),
    headers: {
      authorization: `Bearer ${access.accessToken}`,
      accept: "application/json",
      "accept-language": LANGUAGE,
      ...(access.administrationId === null
        ? {}
        : { [TENANT_HEADER.toLowerCase()]: String(access.administrationId) }),
      ...(call.body === null ? {} : { "content-type": "application/json; charset=utf-8" }),
    },
    body: call.body === null ? null : JSON.stringify(call.body),
  };
}

/** Below this it is noise of binary arithmetic, not a figure of money, quantity or rate. */
const NOISE = 1e-9;
const NOISE_OF_FIGURE = 1e-13;
const FINEST = 6;

/**
 * Removes binary noise: a sender that adds up doubles writes 100.00000000000001 for 100. A number
 * that equals a figure of few decimals except for its sixteenth digit is that figure; any other
 * stays as written.
 */
export function withoutFloatNoise(value: number): Decimal {
  const asIs = plain(value);
  if (places(asIs) <= FINEST) return asIs;
  const figure = round(value, FINEST);
  const off = Math.abs(value - figure.toNumber());
  return off > 0 && off <= NOISE && off <= Math.abs(value) * NOISE_OF_FIGURE ? plain(figure) : asIs;
}

export const figure = z.number().transform((value) => withoutFloatNoise(value));
export const blankToNull = z
  .string()
  .nullish()
  .transform((text) => (text == null || text.trim() === "" ? null : text.trim()));
/** Local time of the source's zone, also where a sender names another zone. */
export const stamp = z.string().transform((text) => sourceStamp(text.trim()));
export const optionalStamp = blankToNull.transform((text) =>
  text === null ? null : sourceStamp(text),
);
/** Ids are numbers or texts by look-up (C/A): always text here; 0 and "" mean none. */
export const optionalId = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((id) =>
    id == null || String(id).trim() === "" || id === 0 ? null : String(id).trim(),
  );

/**
 * Parses an answer with its schema: loose, naming only what is read, with the path of a fault.
 * Numbers become decimal text, and blanks become `null`.
 */
const answers = answerReader("asperion");
export const readBody = answers.readBody;
export const contractFailure = answers.contractFailure;

/** Returns the vendor's clock in ms: of the first page it is the next watermark. */
export function serverTime(answer: VendorAnswer): number | null {
  const time = Date.parse(answer.headers["date"] ?? "");
  return Number.isNaN(time) ? null : time;
}
