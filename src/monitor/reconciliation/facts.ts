/**
 * What a reconciliation compares: an order as the shop lists it, a document as the ledger lists it,
 * and what the object remembers.
 */
import type { BookedContent, OrderCredit } from "../../domain/orders/booked-content.ts";
import type { DocumentSums, MarkedDocument } from "../../eaccounting/marked-documents.ts";
import type { DocumentKind } from "../../eaccounting/documents.ts";
import type { JobStatus, Outcome, Role, Wait } from "../../domain/jobs/job.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import type { Decimal } from "../../domain/money.ts";
import type { VoucherFacts } from "../../domain/ledger/voucher.ts";
import type { OrderSums } from "../../asperion/order-sums.ts";

export type SourceFact = {
  readonly id: number;
  readonly number: string | null;
  /** As the shop writes it, local. */
  readonly date: string;
  /** Its present state, as sweeps keep it. */
  readonly knownState: string;
  readonly sums: OrderSums | null;
};

export type LedgerFact = Pick<
  MarkedDocument,
  | "kind"
  | "id"
  | "number"
  | "code"
  | "order"
  | "createdAt"
  | "invoiced"
  | "credit"
  | "creditedBy"
  | "moves"
  | "date"
> & {
  readonly sums: FactSums | null;
  /** Its customer; `null`: a voucher. Absent where it wasn't read. */
  readonly customerId?: string | null;
  /** A person's credit of the order's invoice: it counts as the order's own. */
  readonly isManual?: true;
};

/** `vat`: `null` where it is in no row of its own (a voucher that books VAT and all in one). */
export type FactSums = Omit<DocumentSums, "vat"> & { readonly vat: Decimal | null };

/** A document of an order as the object remembers it. */
export type RecordedDocument = {
  readonly role: Role;
  readonly id: string;
  readonly state: "live" | "gone" | "unlinked";
  /** The code that it was marked with. */
  readonly code: string | null;
  /** When it was written first, ms; `null`: not by a write that is still in the journal. */
  readonly writtenAt: number | null;
  /** A person linked it: the customer now linked to the order's buyer; `null`: none. */
  readonly buyerIs?: string | null;
  /** For a voucher: its number, and the recorded facts. */
  readonly n?: number;
  readonly voucher?: Pick<VoucherFacts, "currency" | "rate" | "shares">;
};

export type OrderMemory = {
  readonly job: {
    readonly status: JobStatus;
    readonly outcome: Outcome | null;
    readonly wait: Wait | null;
    readonly reasons: readonly Reason[];
  } | null;
  /** A write of it has an unknown outcome. */
  readonly doubt: boolean;
  /** Codes of writes that were left to a person, with no later document. Absent: none. */
  readonly asked?: readonly string[];
  readonly documents: readonly RecordedDocument[];
  /** Credit orders that lower it while it is a sales order. */
  readonly loweredBy: readonly OrderCredit[];
  /**
   * What the documents of other credit orders take back of it; absent while it charges something,
   * as nothing follows from it then.
   */
  readonly takenBack?: readonly BookedContent[];
  /** The day by which it is booked, while that isn't. */
  readonly waitsForDay?: string | null;
  /** A person undid its booking, and didn't have it booked again since. */
  readonly undone?: boolean;
  /** The day whose voucher a person made. */
  readonly manualDay?: string | null;
  /** Its last known state; `null`: never read. */
  readonly knownState: string | null;
};

export const STATES = ["booked", "skipped", "before-start", "held", "waiting", "in-doubt"] as const;
/** The state of an order: exactly one of these. An unknown order is taken, and waits. */
export type ReconciledState = (typeof STATES)[number];

export const FINDINGS = [
  "twice",
  "without-order",
  "amount",
  "vat",
  "missing",
  "currency",
  "customer",
] as const;
/**
 * `twice`: a second document of an order. `without-order`: our marker, and no order that it belongs
 * to. `amount`, `vat`, `currency`: not what the shop says. `missing`: it stood for an order and is
 * not in the ledger any more. `customer`: a person linked it, and it is for another customer than
 * the order's buyer.
 */
export type Finding = (typeof FINDINGS)[number];

export type { DocumentKind };
