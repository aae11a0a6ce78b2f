/** Which writes of an order's journal were left to a person. */
import { expect, test } from "vitest";
import { writesForManualReview } from "../../../../src/flows/orders/decision/manual-review.ts";
import type { Role } from "../../../../src/domain/jobs/job.ts";
import type { JournalEntry } from "../../../../src/flows/port.ts";
import { decided, document } from "./kit.ts";

const LEFT: Partial<JournalEntry> = {
  kind: "order.create",
  role: "sales-order",
  n: 2,
  state: "rejected",
  refused: false,
};
const isLeft = (more: Partial<JournalEntry>, newest = 1): boolean =>
  writesForManualReview({
    journal: [{ ...LEFT, ...more } as JournalEntry],
    documents: [document("sales-order", { n: newest }), document("sales-order", { n: 0 })],
  }).length > 0;

test.each<readonly [Partial<JournalEntry>, boolean]>([
  [{}, true],
  [{ kind: "draft.create", role: "invoice-draft" }, true],
  [{ kind: "voucher.create", role: "voucher" }, true],
  [{ kind: "ledger-item.create", role: "voucher" }, true],
  // No document comes of it, or it follows on one.
  [{ kind: "order.update" }, false],
  [{ kind: "customer.create", role: "customer" }, false],
  [{ kind: "voucher.create", role: "voucher-reversal" }, false],
  [{ kind: "voucher.create", role: "voucher-payment" }, false],
  // It is known what became of it, or it is looked for still.
  [{ refused: true }, false],
  [{ state: "compared" }, false],
  [{ state: "in-doubt" }, false],
])("a write with %j: %s", (more, left) => {
  expect(isLeft(more)).toBe(left);
});

test("one that came before a document of a later number isn't left any more", () => {
  expect([isLeft({}, 1), isLeft({}, 2), isLeft({}, 3)]).toEqual([true, false, false]);
});

const LEFT_VOUCHER = { kind: "voucher.create", role: "voucher", sentAt: 20 } as const;

test.each<readonly [string, Partial<JournalEntry>, readonly [Role, number, number?][], boolean]>([
  [
    "payments of an earlier voucher",
    { n: 2 },
    [
      ["voucher", 1, 10],
      ["voucher-payment", 3],
    ],
    true,
  ],
  ["earlier sales orders", { n: 1 }, [["sales-order", 3, 10]], true],
  ["an earlier draft that was booked", { n: 1 }, [["invoice", 2, 10]], true],
  ["a sales order made in its place", { n: 2 }, [["sales-order", 1, 30]], false],
  ["the voucher itself, found since", { n: 2 }, [["voucher", 2, 20]], false],
  ["what a person linked", { n: 2 }, [["invoice", 3]], false],
])("a voucher that was left, with %s: %j, %j: asked about: %s", (_what, more, made, left) => {
  const drafts: Partial<Record<Role, Role>> = { invoice: "invoice-draft" };
  const journal = made.flatMap(([role, n, sentAt]) =>
    sentAt === undefined || (role === "voucher" && n === more.n)
      ? []
      : [{ role: drafts[role] ?? role, n, sentAt, kind: "draft.create", state: "compared" }],
  );
  const found = writesForManualReview({
    journal: [...journal, { ...LEFT, ...LEFT_VOUCHER, ...more }] as JournalEntry[],
    documents: made.map(([role, n]) => document(role, { n })),
  });
  expect(found.length > 0).toBe(left);
});

test("a cancelled order of before the journal is looked for by its marker alone", () => {
  expect(
    decided(["none", "older than the journal", "–", "–"], (draft) => {
      draft.order = { ...draft.order, state: "cancelled" };
    }),
  ).toEqual({ kind: "search-first", withNumber: false, reasons: [] });
});

test.each([
  ["flow off", "flow-off"],
  ["take back a back-fill", "undo-nothing-there"],
])("with %s a person stays asked, and is told why nothing is looked up", (wish, code) => {
  expect(decided(["left to a person", "–", wish, "–"])).toMatchObject({
    kind: "report",
    reasons: [{ code: "in-doubt-needs-person" }, { code }],
  });
});

test("what was left of a cancelled order is looked for once more without its number", () => {
  expect(decided(["left to a person", "cancelled", "–", "–"])).toEqual({
    kind: "search-first",
    withNumber: false,
    reasons: [],
  });
});
