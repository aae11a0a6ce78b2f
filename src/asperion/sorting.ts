/**
 * Lists sorted by more than one key, which hasn't been seen at work. Where the vendor refuses that,
 * lists are sorted by the first key alone, and later requests begin so. Items of one stamp have no
 * order then: one that moves between two pages may be missed, and the next sweep finds it.
 */
import type { Failure } from "../domain/result.ts";
import type { SendRead, VendorRequest } from "../domain/vendors/request.ts";
import { QUERY } from "./contract.ts";
import { isQueryRefused } from "./errors.ts";

/** `oneKey`: several keys are known to be refused. `learnt`: called when that is found out. */
export function bySortKeys(send: SendRead, oneKey: boolean, learnt: () => void): SendRead {
  let one = oneKey;
  return async (request) => {
    const first = byFirstKey(request);
    if (first === null) return send(request);
    if (one) return send(first);
    const answer = await send(request);
    if (answer.ok || !mayBeTheSort(answer.error)) return answer;
    const again = await send(first);
    // Refused as well, so the cause was another one.
    if (!again.ok) return isQueryRefused(again.error) ? answer : again;
    one = true;
    learnt();
    return again;
  };
}

function byFirstKey(request: VendorRequest): VendorRequest | null {
  const [first, ...others] = request.query[QUERY.orderBy]?.split(",") ?? [];
  return first === undefined || others.length === 0
    ? null
    : { ...request, query: { ...request.query, [QUERY.orderBy]: first } };
}

/** A refusal that names other parameters isn't about the sort. */
function mayBeTheSort(failure: Failure): boolean {
  if (failure.kind !== "rejected" || !isQueryRefused(failure)) return false;
  return (
    failure.fields.length === 0 ||
    failure.fields.some(({ field }) => field?.toLowerCase() === QUERY.orderBy.toLowerCase())
  );
}
