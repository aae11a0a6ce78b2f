/** Parts of what the tenant's object answers that stand by themselves. Shapes only grow. */
import type { Reason } from "../domain/reasons.ts";
import type { Finding, OrderState } from "../monitor/reconciliation/facts.ts";

export type ProofOrderView = {
  readonly id: number;
  readonly number: string | null;
  readonly date: string;
  /** `null`: read by a run that didn't come to an end yet. */
  readonly state: OrderState | null;
  readonly why: Reason | null;
  readonly currency: string | null;
  readonly gross: string | null;
  /** What the ledger has of it; `null`: nothing that can be read. */
  readonly ledgerGross: string | null;
  readonly documents: string | null;
  readonly at: number;
};

export type FindingView = {
  readonly finding: Finding;
  readonly key: string | null;
  readonly number: string | null;
  readonly document: { readonly kind: string; readonly id: string; readonly number: string | null } | null;
  readonly at: number;
};

/** How telling people goes: what is still to be sent, what no channel took within a day, and what is missing for a channel. */
export type NoticesView = { readonly waiting: number; readonly undelivered: Readonly<Record<string, number>>; readonly lastFault: string | null; readonly mail: boolean; readonly secret: boolean };
