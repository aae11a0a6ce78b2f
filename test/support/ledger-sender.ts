/**
 * Calls of the ledger as the product classifies them, over any way of making a call: a read, a
 * write, and what must succeed.
 */
import type { HttpFault } from "../../src/domain/vendors/http.ts";
import type { VendorAnswer, VendorRequest } from "../../src/domain/vendors/request.ts";
import { err, type Result, type Failure } from "../../src/domain/result.ts";
import { classifyRead, classifyWrite } from "../../src/eaccounting/errors.ts";

type Outcome = Result<VendorAnswer, HttpFault>;

function classified(outcome: Outcome, failure: Failure | null): Result<VendorAnswer, Failure> {
  if (failure !== null) return err(failure);
  if (!outcome.ok) throw new Error("unclassified");
  return outcome;
}

export const asRead = (request: VendorRequest, outcome: Outcome): Result<VendorAnswer, Failure> =>
  classified(outcome, classifyRead(request, outcome, 1));
export const asWrite = (request: VendorRequest, outcome: Outcome): Result<VendorAnswer, Failure> =>
  classified(outcome, classifyWrite(request, outcome, 1));

export function must<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
