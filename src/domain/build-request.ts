/**
 * Builds a `VendorRequest` from a path template, so that the rate gate's key and the path can't
 * drift apart.
 */
import { segment } from "./http.ts";
import type { Vendor } from "./ids.ts";
import type { VendorRequest } from "./request.ts";

export type RequestParts = {
  readonly ids?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/**
 * `endpoint` is a template ("/orders/{id}"); each `{name}` is filled from `ids`, encoded as one
 * segment. Throws if one is missing.
 */
export function buildRequest(
  vendor: Vendor,
  method: VendorRequest["method"],
  endpoint: string,
  capability: string,
  parts: RequestParts = {},
): VendorRequest {
  const path = endpoint.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = parts.ids?.[name];
    if (id === undefined) throw new Error(`no ${name} for ${endpoint}`);
    return segment(id);
  });
  return {
    vendor,
    method,
    endpoint,
    path,
    query: parts.query ?? {},
    body: parts.body ?? null,
    capability,
  };
}
