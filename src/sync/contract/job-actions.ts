/**
 * A person's actions on one job or connection, as the edges ask the tenant's object. Shapes only
 * grow.
 */
import type { Reason } from "../../domain/reasons.ts";
import type { Refusal } from "./views.ts";

/** `jobId`: the newest job of the thing, which runs. `dispatch`: it may run at once. */
export type JobActionAnswer =
  | { readonly ok: true; readonly dispatch: boolean; readonly jobId: string }
  | Refusal;

/** `reasons`: why it doesn't work. */
export type CheckAnswer =
  | { readonly ok: true; readonly works: boolean; readonly reasons: readonly Reason[] }
  | Refusal;

/** A person's own words. */
export type SkipNote = { readonly at: number; readonly note: string };
