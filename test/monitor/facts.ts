/** Orders, documents and memories as the comparison of both sides meets them. */
import type {
  LedgerFact,
  OrderMemory,
  RecordedDocument,
  SourceFact,
} from "../../src/monitor/reconciliation/facts.ts";
import type { OrderContext } from "../../src/monitor/reconciliation/classify-order.ts";

const LISTED_SINCE = 1_000;
export const context = (change: Partial<OrderContext> = {}): OrderContext => ({
  enabled: true,
  side: "after",
  startLine: "2026-10-01T00:00:00Z",
  tolerance: "0.00",
  listedSince: LISTED_SINCE,
  notListed: [],
  ...change,
});

/** 100.00 + 25 %, of two lines. */
export const source = (change: Partial<SourceFact> = {}): SourceFact => ({
  id: 1,
  number: "1001",
  date: "2026-11-20T10:00:00",
  knownState: "m",
  sums: {
    currency: "SEK",
    gross: "125.00",
    vat: "25.00",
    credit: false,
    lines: 2,
    perRate: [{ rate: "0.25", net: "100.00", vat: "25.00" }],
  },
  ...change,
});

export const document = (change: Partial<LedgerFact> = {}): LedgerFact => ({
  kind: "order",
  id: "d1",
  number: "1",
  code: "AAAAAAAA",
  order: "1001",
  createdAt: 2_000,
  invoiced: false,
  credit: false,
  sums: {
    currency: "SEK",
    gross: "125.00",
    vat: "25.00",
    rows: 2,
    perRate: [{ rate: "0.25", net: "100.00", vat: "25.00" }],
  },
  ...change,
});

export const remembered = (change: Partial<RecordedDocument> = {}): RecordedDocument => ({
  role: "sales-order",
  id: "d1",
  state: "live",
  code: "AAAAAAAA",
  writtenAt: 2_000,
  ...change,
});

export const memory = (change: Partial<OrderMemory> = {}): OrderMemory => ({
  job: { status: "done", outcome: "booked", wait: null, reasons: [] },
  doubt: false,
  documents: [remembered()],
  loweredBy: [],
  knownState: "m",
  ...change,
});

export const job = (change: Partial<NonNullable<OrderMemory["job"]>>): OrderMemory["job"] => ({
  status: "done",
  outcome: "booked",
  wait: null,
  reasons: [],
  ...change,
});
