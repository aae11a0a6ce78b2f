import { expect, test } from "vitest";
import type { Vendors } from "../platform/vendors.ts";
import { Watch } from "./watch.ts";

const AT = "2027-01-01T00:00:00.000Z";
const CALL = "PUT /v2/orders/{id}";

const faultsOf = (
  kind: string,
  turned: Readonly<Record<string, string>>,
  late: readonly string[] = [],
): readonly string[] => {
  const world = { companies: [], clientFaults: [{ kind, at: AT, call: CALL }] };
  const vendors = {
    eaccounting: { world: () => world },
    late: new Set(late),
  } as unknown as Vendors;
  return new Watch(vendors).findings(turned).map(({ fault }) => fault);
};

test("a file is uploaded twice only where the ledger doesn't list what is linked to nothing", () => {
  const unlisted = { "eaccounting unmatchedListed": "no" };
  expect(faultsOf("uploaded-twice", unlisted)).toEqual([]);
  expect(faultsOf("linked-twice", unlisted)).toEqual(["client-fault"]);
  for (const turned of [
    {},
    { "eaccounting unmatchedListed": "yes" },
    { "eaccounting attachmentsListed": "no" },
  ])
    expect(faultsOf("uploaded-twice", turned)).toEqual(["client-fault"]);
});

test("an update that came true late is of the order's status before, and no other is", () => {
  expect(faultsOf("status-by-put", {}, [`${AT} ${CALL}`])).toEqual([]);
  expect(faultsOf("linked-twice", {}, [`${AT} ${CALL}`])).toEqual(["client-fault"]);
  for (const late of [[], [`2027-01-01T00:00:00.001Z ${CALL}`], [`${AT} POST /v2/orders`]])
    expect(faultsOf("status-by-put", {}, late)).toEqual(["client-fault"]);
});
