/** What the reconciliation knows of an order in addition to both sides' lists. */
import { isUnresolved } from "../../../domain/jobs/job.ts";
import type { OrderSums } from "../../../asperion/order-sums.ts";
import { chargesNothing } from "../../../monitor/reconciliation/charged.ts";
import type { OrderMemory, RecordedDocument } from "../../../monitor/reconciliation/facts.ts";
import {
  writesForManualReview,
  leftReversals,
} from "../../../flows/orders/decision/manual-review.ts";
import type { DocumentRecord } from "../../../flows/port.ts";
import * as claims from "../claims/claims.ts";
import * as jobs from "../jobs/jobs.ts";
import * as keys from "../jobs/keys.ts";
import * as journal from "../journal/journal.ts";
import type { OperationRow } from "../journal/operation-row.ts";
import * as links from "../links/links.ts";
import { isUndone } from "../backfills/take-backs.ts";
import { loweringCredits, creditsByOtherOrders } from "../runs/originals.ts";
import { manuallyBookedDay, waitsForDay } from "./day-facts.ts";
import { defined } from "../../../domain/platform/defined.ts";

/**
 * What the object knows of an order, from its jobs, its journal and its documents. `sums`: what the
 * shop says of it.
 */
export function memoryOf(sql: SqlStorage, key: string, sums: OrderSums | null = null): OrderMemory {
  const job = jobs.latestFor(sql, key);
  const operations = journal.forJob(sql, "", key);
  const records = journal.documents(sql, key);
  const asked = leftToPerson(records, operations);
  const documents = records.map((document): RecordedDocument => {
    const made = operations.find(
      (one) =>
        one.marker_code !== null &&
        one.n === document.n &&
        seriesOf(one.role) === seriesOf(document.role),
    );
    return {
      role: document.role,
      id: document.id,
      state: document.state,
      code: made?.marker_code ?? null,
      writtenAt: made?.sent_at ?? null,
      n: document.n,
      ...defined({ voucher: document.voucher }),
      ...(document.buyer === undefined
        ? {}
        : { buyerIs: links.customer(sql, document.buyer)?.customer.id ?? null }),
    };
  });
  return {
    job:
      job === null
        ? null
        : {
            status: job.status,
            outcome: job.outcome,
            wait: job.wait,
            reasons: claims.reasonsOf(job),
          },
    doubt: operations.some(isUnresolved),
    ...(asked.length === 0 ? {} : { asked }),
    documents,
    loweredBy: loweringCredits(sql, key),
    ...(sums !== null && chargesNothing(sums) ? { takenBack: creditsByOtherOrders(sql, key) } : {}),
    undone: isUndone(sql, key),
    waitsForDay: waitsForDay(sql, key),
    manualDay: manuallyBookedDay(sql, key),
    knownState: keys.of(sql, key)?.known_state ?? null,
  };
}

/** Returns the codes of writes that a person was asked about, and that no later one replaced. */
function leftToPerson(
  documents: readonly DocumentRecord[],
  operations: readonly OperationRow[],
): readonly string[] {
  if (!operations.some(({ state }) => state === "rejected")) return [];
  const facts = { documents, journal: operations.map(journal.entry) };
  return [...writesForManualReview(facts), ...leftReversals(facts)].flatMap(
    ({ markerCode }) => markerCode ?? [],
  );
}

/** A draft and its booked document have the same n and marker. */
const SERIES: Readonly<Partial<Record<RecordedDocument["role"], string>>> = {
  "sales-order": "order",
  "invoice-draft": "invoice",
  invoice: "invoice",
  "credit-draft": "credit",
  credit: "credit",
  "delta-draft": "delta",
  "delta-invoice": "delta",
  "delta-credit-draft": "delta-credit",
  "delta-credit": "delta-credit",
};
const seriesOf = (role: RecordedDocument["role"]): string => SERIES[role] ?? role;
