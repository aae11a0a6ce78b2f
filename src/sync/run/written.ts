/**
 * What came of a write, out of its answer or its failure: what is settled, and what stays a
 * question.
 */
import type { Failure } from "../../domain/failure.ts";
import type { Settlement, WriteIntent } from "../../flows/port.ts";

export function settled(
  opId: number,
  attempt: number,
  state: Settlement["state"],
  failure: Failure | null,
): Settlement {
  return {
    opId,
    attempt,
    state,
    failure,
    documentId: null,
    documentNumber: null,
    document: null,
    link: null,
  };
}

/**
 * A 404 or 409 on a write is a question. Where a unique number of ours was refused, and where what
 * was to be deleted is not there, it has an answer of its own; else it must be looked up.
 */
export function asWrite(kind: WriteIntent["kind"], failure: Failure): Failure {
  const open =
    (failure.kind === "conflict" &&
      !kind.startsWith("customer.") &&
      !kind.startsWith("article.") &&
      !kind.startsWith("product.")) ||
    (failure.kind === "not-found" && kind !== "order.delete");
  return open ? { kind: "unknown-outcome", vendor: failure.vendor, cause: failure.kind } : failure;
}

/**
 * "Did not happen" is only what the vendor's own error body says; a 404 or anything unclear stays
 * in doubt.
 */
export function settledAs(failure: Failure): Settlement["state"] {
  switch (failure.kind) {
    case "rejected":
    case "conflict":
    case "not-found":
      return "rejected";
    case "rate-limited":
    case "unauthorized":
    case "no-access":
    case "company-blocked":
    case "transient":
      return "not-sent";
    default:
      return "in-doubt";
  }
}
