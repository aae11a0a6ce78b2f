/**
 * What a person asks of one job, or of one connection, as the edges ask the tenant's object. Shapes
 * only grow.
 */
import type { Act } from "../domain/acts.ts";
import type { Vendor } from "../domain/ids.ts";
import type { Reason } from "../domain/reasons.ts";
import type { Refusal } from "./rpc-views.ts";

/** `jobId`: the job that goes, the newest look at the thing. `dispatch`: it may be run at once. */
export type ActAnswer =
  | { readonly ok: true; readonly dispatch: boolean; readonly jobId: string }
  | Refusal;

/** `reasons`: why it doesn't work. */
export type CheckAnswer =
  | { readonly ok: true; readonly works: boolean; readonly reasons: readonly Reason[] }
  | Refusal;

/** A person's own words. */
export type SkipNote = { readonly at: number; readonly note: string };

export type ActsRpc = {
  act(tenantId: string, jobId: string, act: Act, actor: string): Promise<ActAnswer>;
  /** Asks the vendor something small, now. */
  checkConnection(tenantId: string, vendor: Vendor): Promise<CheckAnswer>;
  /** By job, why a person skipped it, as far as that is kept; the oldest first. */
  skipNotes(
    tenantId: string,
    jobIds: readonly string[],
  ): Promise<Readonly<Record<string, readonly SkipNote[]>>>;
};
