/** What the parts of the order flow share about the order at hand. */
import type { LedgerCustomer } from "../../domain/ledger.ts";
import type { JobFigures } from "../../domain/job.ts";
import type { Order } from "../../domain/order.ts";
import type { Reason } from "../../domain/reasons.ts";
import type { MarkerField } from "../../mapping/settings.ts";
import type { DocumentRecord, FlowEnd, FlowPorts } from "../port.ts";
import type { ArticleAnswer, Marker } from "./plan-input.ts";

export type OrderCase = {
  readonly ports: FlowPorts;
  readonly order: Order;
  /** Hash of what the order says that a document is made of: another value is an edit. */
  readonly sourceHash: string;
  readonly figures: JobFigures;
};

/** Everything that a plan needs beside the order, looked up. */
export type Prepared = {
  readonly customer: LedgerCustomer;
  readonly articles: Readonly<Record<string, ArticleAnswer>>;
  readonly reasons: readonly Reason[];
};

/** The frozen identity of a document: which one it is, and what it carries where. */
export type DocumentIdentity = { readonly n: number; readonly marker: Marker; readonly field: MarkerField };

export const liveDocument = (documents: readonly DocumentRecord[]): DocumentRecord | null =>
  documents.filter((document) => document.role === "sales-order" && document.state === "live").at(-1) ?? null;

export function end({ order, figures }: Pick<OrderCase, "order" | "figures">, outcome: FlowEnd["outcome"], reasons: readonly Reason[]): FlowEnd {
  return { outcome, reasons, label: order.number ?? order.id, figures };
}
