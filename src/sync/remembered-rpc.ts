/**
 * What the tenant's object remembers, for a preview of settings: nothing of it is asked of a
 * vendor, and nothing is locked.
 */
import type { LedgerLookups, Original, Resolved } from "../flows/port.ts";

export type RememberedRpc = {
  /** The ledger's lists, as they were read last. */
  lookups(tenantId: string): Promise<LedgerLookups>;
  /** The customer that stands for a buyer, and articles by their numbers. */
  buyer(
    tenantId: string,
    input: { readonly linkSource: string | null; readonly skus: readonly string[] },
  ): Promise<Resolved>;
  /** An order that a credit (`except`) is of, as it is without that credit. */
  original(
    tenantId: string,
    input: { readonly original: string; readonly except: string },
  ): Promise<Original>;
};
