/** Expected outcomes as data: a result, and every way in which a call to a vendor can fail. */
import type { Vendor } from "./ids.ts";

/**
 * An expected outcome: a value or a failure that the caller must look at. Bugs are thrown, never
 * wrapped in this.
 */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

export type VendorFault = { readonly field: string | null; readonly message: string };

/**
 * One exhaustive switch decides what the runner does (src/sync/run/failure-policy.ts), one names
 * the reason that a shop owner reads (src/domain/vendors/reason-of-failure.ts). `message` and
 * `fields` are the vendor's own words: they may name people, so they are kept encrypted with the
 * job's payloads and never logged.
 */
export type Failure =
  /** 429: nothing happened; this endpoint is open again after `retryAfterMs`. */
  | {
      readonly kind: "rate-limited";
      readonly vendor: Vendor;
      readonly endpoint: string;
      readonly retryAfterMs: number;
    }
  /** 401: nothing happened; the vendor refuses the access token of this version. */
  | { readonly kind: "unauthorized"; readonly vendor: Vendor; readonly tokenVersion: number }
  /** The grant is dead: a person must sign in again. */
  | { readonly kind: "needs-login"; readonly vendor: Vendor }
  /** The vendor refuses this deployment's client, or its client isn't configured. */
  | { readonly kind: "client-refused"; readonly vendor: Vendor; readonly cause: string }
  /** 403 for a module, scope, permission or variant: other calls may still be allowed. */
  | {
      readonly kind: "no-access";
      readonly vendor: Vendor;
      readonly capability: string;
      readonly code: number | null;
      readonly message: string;
    }
  /** A code about the company as a whole (start-up guide, not active, licence). */
  | {
      readonly kind: "company-blocked";
      readonly vendor: Vendor;
      readonly code: number;
      readonly message: string;
    }
  /** 400 with the vendor's error body: nothing happened, and it would be refused again. */
  | {
      readonly kind: "rejected";
      readonly vendor: Vendor;
      readonly status: number;
      readonly code: number | null;
      readonly message: string;
      readonly fields: readonly VendorFault[];
    }
  /** 409: a record with this unique number exists. It has to be looked up. */
  | {
      readonly kind: "conflict";
      readonly vendor: Vendor;
      readonly code: number | null;
      readonly message: string;
    }
  /** 404 on a read of one thing by id. */
  | { readonly kind: "not-found"; readonly vendor: Vendor; readonly what: string }
  /** A write that was started and whose answer isn't known. */
  | { readonly kind: "unknown-outcome"; readonly vendor: Vendor; readonly cause: string }
  /** A read that failed for a passing reason, or a write that was never started. */
  | { readonly kind: "transient"; readonly vendor: Vendor; readonly cause: string }
  /** Our own stop before a call: the run was halted, or may ask no more. */
  | { readonly kind: "stopped"; readonly vendor: Vendor; readonly cause: string }
  /** The answer doesn't have the contract's shape. */
  | {
      readonly kind: "contract";
      readonly vendor: Vendor;
      /** The path in the answer; for an answer that is too long, what was requested. */
      readonly path: string;
      readonly tooLarge?: true;
      /** The ledger's name for the list row that can't be read. */
      readonly row?: string;
      readonly message: string;
    }
  /** Asperion answered from another administration: hard stop. */
  | {
      readonly kind: "wrong-administration";
      readonly expected: number;
      readonly got: number | null;
    }
  /** Another installation maintains this company: two would book every order twice. */
  | { readonly kind: "company-claimed"; readonly vendor: Vendor; readonly claim: string }
  /** A new token belongs to another eAccounting company: refused before it is stored. */
  | { readonly kind: "wrong-company"; readonly expected: string; readonly got: string | null };

/** The vendor refused the write, or had something in its place already. */
export const isRefusal = ({ kind }: Failure): boolean => kind === "rejected" || kind === "conflict";
