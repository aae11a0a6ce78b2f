/** What the ledger says when its books are closed on a document's day. */
import type { Failure } from "../../../domain/failure.ts";

/**
 * No fiscal year; a locked year or period. Which of the codes it is depends on where the ledger
 * looks first.
 */
const CLOSED_CODES = new Set([3001, 4013, 4026, 4038]);

export const booksClosed = (failure: Failure): boolean =>
  failure.kind === "rejected" && failure.code !== null && CLOSED_CODES.has(failure.code);
