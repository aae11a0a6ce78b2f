/**
 * The reason that a failed call is recorded with. The vendor's own words stay out: they may name
 * people.
 */
import type { Failure } from "../result.ts";
import { reason, type Reason } from "../reasons/index.ts";

export function reasonOf(failure: Failure): Reason {
  switch (failure.kind) {
    case "rate-limited":
      return reason("rate-limited", { vendor: failure.vendor, endpoint: failure.endpoint });
    // The token is renewed and the call repeated; a dead grant is `needs-login`.
    case "unauthorized":
      return reason("vendor-unreachable", { vendor: failure.vendor, cause: "unauthorized" });
    case "needs-login":
      return reason("needs-login", { vendor: failure.vendor });
    case "client-refused":
      return reason("client-refused", { vendor: failure.vendor, client: null });
    case "no-access":
      return reason("no-access", {
        vendor: failure.vendor,
        capability: failure.capability,
        code: failure.code,
        document: failure.vendor === "eaccounting" ? deniedDocument(failure.capability) : null,
      });
    case "company-blocked":
      return reason("company-blocked", { vendor: failure.vendor, code: failure.code });
    case "rejected":
      return reason("rejected-by-vendor", {
        vendor: failure.vendor,
        status: failure.status,
        code: failure.code,
        fields: fieldNames(failure),
      });
    case "conflict":
      return reason("rejected-by-vendor", {
        vendor: failure.vendor,
        status: 409,
        code: failure.code,
        fields: null,
      });
    case "not-found":
      return reason("not-found-at-vendor", { vendor: failure.vendor, what: failure.what });
    case "unknown-outcome":
      return reason("outcome-unknown", { vendor: failure.vendor });
    case "transient":
    case "stopped":
      return reason("vendor-unreachable", { vendor: failure.vendor, cause: null });
    case "contract":
      return failure.tooLarge === true
        ? reason("answer-too-large", { vendor: failure.vendor, what: failure.path })
        : reason("contract-broken", { vendor: failure.vendor, path: placeOf(failure) });
    case "wrong-administration":
      return reason("wrong-administration", { expected: failure.expected, got: failure.got });
    case "company-claimed":
      return reason("company-claimed", { claim: failure.claim });
    case "wrong-company":
      return reason("wrong-company", { expected: failure.expected, got: failure.got });
  }
}

/** What orders become that needs this capability of the ledger; `null`: none needs it alone. */
export const deniedDocument = (capability: string): keyof typeof CAPABILITIES | null =>
  DOCUMENTS.find((document) => CAPABILITIES[document] === capability) ?? null;

const CAPABILITIES = {
  "sales-orders": "orders",
  "draft-invoices": "customer-invoice-drafts",
  invoices: "customer-invoices",
  vouchers: "vouchers",
} as const;
const DOCUMENTS = ["sales-orders", "draft-invoices", "invoices", "vouchers"] as const;

const placeOf = ({ path, row }: Extract<Failure, { kind: "contract" }>): string =>
  row === undefined ? path : `${path} (No ${row})`;

/**
 * Returns a field's name from a vendor's refusal only where it looks like one
 * ("Rows[0].UnitPrice"): a vendor may put anything in its place, including an e-mail address.
 */
export const fieldName = (field: string): string =>
  /^\$?[A-Za-z][\w.[\]-]{0,79}$/.test(field) ? field : "?";

function fieldNames(failure: Extract<Failure, { kind: "rejected" }>): string | null {
  const names = failure.fields.flatMap(({ field }) => (field === null ? [] : [fieldName(field)]));
  return names.length === 0 ? null : [...new Set(names)].join(", ");
}
