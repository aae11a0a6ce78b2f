/** Lists that are sorted by several keys, where the vendor takes one. */
import { expect, test } from "vitest";
import { ordersChangedFrom } from "../../src/asperion/orders.ts";
import { bySortKeys } from "../../src/asperion/sorting.ts";
import type { VendorRequest } from "../../src/domain/vendors/request.ts";
import { err, ok, type Failure } from "../../src/domain/result.ts";
import { list, REFUSED } from "./fixtures.ts";

const naming = (field: string): Failure => ({
  kind: "rejected",
  vendor: "asperion",
  status: 400,
  code: null,
  message: "no",
  fields: [{ field, message: "no" }],
});

function shop(answer: (orderBy: string) => Failure | null) {
  const asked: string[] = [];
  const send = async ({ query }: VendorRequest) => {
    const orderBy = query["orderBy"] ?? "";
    asked.push(orderBy);
    const failure = answer(orderBy);
    return failure === null ? ok(list([])) : err(failure);
  };
  return { asked, send };
}

const several = (failure: Failure) => (orderBy: string) => (orderBy.includes(",") ? failure : null);
const request = ordersChangedFrom("2026-11-24T10:00:00", 1, "newestFirst");

test.each([
  ["by name", naming("orderBy")],
  ["without a word on what", REFUSED],
])(
  "several keys that are refused %s: the first alone is asked for, at once the next time, and it is told",
  async (_, failure) => {
    const { asked, send } = shop(several(failure));
    const told: string[] = [];
    const sorted = bySortKeys(send, false, () => told.push("one"));
    expect([(await sorted(request)).ok, (await sorted(request)).ok]).toEqual([true, true]);
    expect(asked).toEqual([
      "DateLastChange desc,Id desc",
      "DateLastChange desc",
      "DateLastChange desc",
    ]);
    expect(told).toEqual(["one"]);
  },
);

test("a refusal that names something else is handed on, and one of both ways as the first was", async () => {
  const filter = shop(() => naming("DateLastChange_from"));
  expect(await bySortKeys(filter.send, false, () => undefined)(request)).toEqual(
    err(naming("DateLastChange_from")),
  );
  expect(filter.asked).toHaveLength(1);
  const both = shop(() => REFUSED);
  expect(await bySortKeys(both.send, false, () => undefined)(request)).toEqual(err(REFUSED));
});

test("what is known to be refused isn't asked for, and another failure is no refusal", async () => {
  const known = shop(several(REFUSED));
  await bySortKeys(known.send, true, () => undefined)(request);
  expect(known.asked).toEqual(["DateLastChange desc"]);
  const down = shop(() => ({ kind: "transient", vendor: "asperion", cause: "down" }));
  await bySortKeys(down.send, false, () => undefined)(request);
  expect(down.asked).toHaveLength(1);
});
