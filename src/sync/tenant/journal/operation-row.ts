/** A write as the journal stores it, and as people see it. */
import type { Failure } from "../../../domain/result.ts";
import type {
  OperationKind,
  OperationState,
  OperationView,
  Role,
} from "../../../domain/jobs/job.ts";
import { fieldName } from "../../../domain/vendors/reason-of-failure.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import type { Row } from "../storage/sql.ts";

export type OperationKnown = {
  key: string;
  /** Unique in this object; ids grow, with gaps. */
  id: number;
  job_id: string;
  /** 1: its key isn't its job's. */
  beside: number;
  role: Role;
  n: number;
  kind: OperationKind;
  state: OperationState;
  attempt: number;
  marker: string | null;
  marker_code: string | null;
  marker_field: string | null;
  document_id: string | null;
  document_number: string | null;
  claim: number;
  sent_at: number | null;
  abort_at: number | null;
  lookups: number;
  repeats: number;
  amount: string | null;
  remaining: string | null;
  /** Of a payment: the ledger's bank account. */
  bank?: string | null;
  /** The ledger's account of that bank account when it was sent; `null`: not known. */
  kept_on?: number | null;
  sent_as: string | null;
  booking: string | null;
  settled_at: number | null;
  verified_at: number | null;
  failure: string | null;
  request_key: string | null;
  request: ArrayBuffer | null;
  /** The settings version it was planned with; `null`: not known. */
  settings_version: number | null;
};
export type OperationRow = OperationKnown & Row;

/**
 * Returns a failure without the vendor's texts. They may name people, so only the job's sealed
 * timeline has them.
 */
export function withoutVendorText(failure: Failure): Failure {
  const withoutMessage = "message" in failure ? { ...failure, message: "" } : failure;
  return withoutMessage.kind === "rejected"
    ? {
        ...withoutMessage,
        fields: withoutMessage.fields.map(({ field }) => ({
          field: field === null ? null : fieldName(field),
          message: "",
        })),
      }
    : withoutMessage;
}

/** Returns a write as pages and the API show it. `request`: the opened request. */
export function view(row: OperationRow, request: unknown): OperationView {
  return {
    role: row.role,
    n: row.n,
    kind: row.kind,
    state: row.state,
    marker: row.marker,
    documentId: row.document_id,
    documentNumber: row.document_number,
    request,
    response: row.failure === null ? null : storedJson(row.failure),
    sentAt: row.sent_at,
    settledAt: row.settled_at,
  };
}
