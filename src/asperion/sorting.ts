/**
 * Lists sorted by more than one key, which nobody has seen the vendor do. Where it refuses that,
 * the first key alone is asked for, and from then on at once. Things of one stamp have no order of
 * their own then: one that moves between two pages of them meanwhile may be missed, and is found by
 * the next look.
 */
import type { Failure } from "../domain/failure.ts";
import type { SendRead, VendorRequest } from "../domain/request.ts";
import { QUERY } from "./contract.ts";
import { isQueryRefused } from "./errors.ts";

/** `oneKey`: it is known that several are refused. `learnt`: it has just turned out. */
export function bySortKeys(send: SendRead, oneKey: boolean, learnt: () => void): SendRead {
  let one = oneKey;
  return async (request) => {
    const first = byFirstKey(request);
    if (first === null) return send(request);
    if (one) return send(first);
    const answer = await send(request);
    if (answer.ok || !mayBeTheSort(answer.error)) return answer;
    const again = await send(first);
    // Refused as well: then it was for something else.
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

/** A refusal that names other parameters isn't about this one. */
function mayBeTheSort(failure: Failure): boolean {
  if (failure.kind !== "rejected" || !isQueryRefused(failure)) return false;
  return (
    failure.fields.length === 0 ||
    failure.fields.some(({ field }) => field?.toLowerCase() === QUERY.orderBy.toLowerCase())
  );
}
