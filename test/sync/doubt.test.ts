import { expect, test } from "vitest";
import { OPERATION_KINDS } from "../../src/domain/jobs/job.ts";
import {
  leavesDocumentUnknown,
  decideNotFound,
  DOUBT_POLICIES,
  needsLookup,
  nextLookupAt,
  kindsOverwriting,
} from "../../src/sync/doubt-policy.ts";

const SETTLE = [60_000, 300_000, 900_000];

test("look-ups are due 1, 5 and 15 minutes after nothing can have been on its way any more", () => {
  const at = (lookups: number): number =>
    nextLookupAt({ kind: "order.create", abortAt: 1_000, lookups }, SETTLE);
  expect([at(0), at(1), at(2)]).toEqual([61_000, 301_000, 901_000]);
  // One that is read again without end keeps the longest wait.
  expect(at(3)).toBe(901_000);
});

test("an order is sent once more only after the third negative look-up, and never a third time", () => {
  const decide = (lookups: number, repeats: number) =>
    decideNotFound({ kind: "order.create", lookups, repeats }, SETTLE);
  expect([decide(1, 0), decide(2, 0), decide(3, 0)]).toEqual([
    "lookup-again",
    "lookup-again",
    "send-again",
  ]);
  expect(decide(3, 1)).toBe("person");
});

test("a customer is sent once more after the first negative look-up: its number is refused a second time", () => {
  expect(decideNotFound({ kind: "customer.create", lookups: 1, repeats: 0 }, SETTLE)).toBe(
    "send-again",
  );
});

test("what nothing at the vendor tells, and what is read and planned anew, is closed without a look-up and never sent again", () => {
  const closed = OPERATION_KINDS.filter((kind) => !needsLookup(kind));
  expect(new Set(closed.map((kind) => DOUBT_POLICIES[kind].repeat))).toEqual(
    new Set(["notify", "re-plan"]),
  );
  const decided = (lookups: number) =>
    closed.map((kind) => decideNotFound({ kind, lookups, repeats: 0 }, SETTLE));
  expect(new Set([...decided(1), ...decided(3)])).toEqual(new Set(["plan-anew"]));
});

test("no update, confirmation, deletion or booking is ever repeated as it was", () => {
  const repeated = OPERATION_KINDS.filter((kind) =>
    DOUBT_POLICIES[kind].repeat.startsWith("after-"),
  );
  expect(repeated).toEqual([
    "order.create",
    "draft.create",
    "attachment.create",
    "attachment-link.create",
    "customer.create",
    "article.create",
    "label.create",
    "product.create",
  ]);
});

test("what says of a whole document what it is undoes what was written since, should it come true late", () => {
  expect(kindsOverwriting("document")).toEqual([
    "order.update",
    "order.delete",
    "draft.update",
    "draft.delete",
  ]);
  expect(kindsOverwriting("record")).toEqual(["product.update"]);
});

test("a payment of a document, a sending and a file beside it leave open nothing of what it says", () => {
  expect(OPERATION_KINDS.filter((kind) => !leavesDocumentUnknown(kind))).toEqual([
    "payment.create",
    "sending.create",
    "attachment.create",
    "attachment-link.create",
    "attachment.delete",
  ]);
});

test("a booking that no look-up finds is given to a person after the last one", () => {
  const decide = (lookups: number) =>
    decideNotFound({ kind: "draft.convert", lookups, repeats: 0 }, SETTLE);
  expect([decide(1), decide(2), decide(3)]).toEqual(["lookup-again", "lookup-again", "person"]);
});

test("a correction of stock is looked for to the last look-up, and then never repeated: everything is planned anew", () => {
  const decide = (lookups: number) =>
    decideNotFound({ kind: "stock-order.create", lookups, repeats: 0 }, SETTLE);
  expect([decide(1), decide(2), decide(3)]).toEqual(["lookup-again", "lookup-again", "plan-anew"]);
});
