import { expect, test } from "vitest";
import type { Vendors } from "../platform/vendors.ts";
import { Watch } from "./watch.ts";

const faultsOf = (kind: string, turned: Readonly<Record<string, string>>): readonly string[] => {
  const world = { companies: [], clientFaults: [{ kind }] };
  const vendors = { eaccounting: { world: () => world } } as unknown as Vendors;
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
