/**
 * Requests to Asperion as data, and what turns one into HTTP. Nothing here sends.
 *
 * Trap: the administration is a header, and a call without it or with a wrong one is served from
 * the user's default administration without a word. So the header is put on in one place, from the
 * tenant's own record, and every list that comes back is compared with it.
 */
import { buildRequest, type RequestParts } from "../domain/build-request.ts";
import { buildUrl, type HttpRequest } from "../domain/http.ts";
import type { VendorRequest } from "../domain/request.ts";
import { LANGUAGE, TENANT_HEADER } from "./contract.ts";

/** What a 403 closes. */
export type Capability = "administrations" | "orders" | "debtors" | "articles" | "reference-data";

export function get(
  endpoint: string,
  capability: Capability,
  parts: RequestParts = {},
): VendorRequest {
  return buildRequest("asperion", "GET", endpoint, capability, parts);
}

/** A write. It goes out through the journal alone. */
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
