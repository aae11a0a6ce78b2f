/** A write as an order's page has it, for the tests of its documents. */
import type { OperationView } from "../../src/domain/jobs/job.ts";

/** That of a booked invoice, unless `more` says otherwise. */
export const write = (more: Partial<OperationView>): OperationView => ({
  role: "invoice",
  n: 1,
  kind: "draft.convert",
  state: "compared",
  marker: null,
  documentId: "guid-1",
  documentNumber: "55",
  request: null,
  response: null,
  sentAt: 1,
  settledAt: Date.UTC(2026, 0, 5, 9),
  ...more,
});
