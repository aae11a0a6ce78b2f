/** When a document that somebody deleted in the ledger isn't made again by itself. */
import { expect, test } from "vitest";
import { sourceOrderId } from "../../../../src/domain/ids.ts";
import type { OrderFacts } from "../../../../src/flows/orders/shared/case.ts";
import { againstMakingAgain } from "../../../../src/flows/orders/decision/recreate-deleted.ts";
import type { DocumentRecord, JournalEntry } from "../../../../src/flows/port.ts";
import { document } from "./kit.ts";

type Written = Partial<Omit<JournalEntry, "payment">> & { readonly amount?: string };

const OWN = document("invoice", { number: "12" });
const entry = ({ amount, ...more }: Written): JournalEntry =>
  ({
    role: "payment",
    kind: "payment.create",
    state: "done",
    ...(amount === undefined ? {} : { payment: { amount } }),
    ...more,
  }) as JournalEntry;
const paidIn = (charged: string, state: DocumentRecord["state"] = "live"): DocumentRecord =>
  document("voucher-payment", {
    state,
    voucher: { charged } as NonNullable<DocumentRecord["voucher"]>,
  });
function against(
  journal: readonly Written[],
  documents: readonly DocumentRecord[],
  own: DocumentRecord = OWN,
) {
  const ports = { journal: journal.map(entry), documents: [own, ...documents] };
  const why = againstMakingAgain(
    { ports, order: { id: sourceOrderId(501) } } as unknown as OrderFacts,
    own,
    [],
  );
  return why === null ? null : [why.code, why.params];
}

test.each<readonly [string, readonly Written[], readonly DocumentRecord[], object | null]>([
  ["nothing beside it", [], [], null],
  ["its own write", [{ kind: "draft.create", role: "invoice-draft" }], [], null],
  ["money that came", [{ amount: "40.00" }], [], { paid: "40.00", documents: null }],
  ["money compared", [{ amount: "40.00", state: "compared" }], [], { paid: "40.00" }],
  ["money that isn't known to have come", [{ amount: "40.00", state: "in-doubt" }], [], null],
  ["money that was refused", [{ amount: "40.00", state: "rejected" }], [], null],
  [
    "money that came and went",
    [{ amount: "40.00" }, { amount: "-40.00", role: "refund" }],
    [],
    { paid: "80.00" },
  ],
  ["a payment by a voucher, once", [{ amount: "40.00", role: "voucher-payment" }], [], null],
  ["its voucher", [], [paidIn("-25.00")], { paid: "25.00", documents: null }],
  ["its voucher, taken back", [], [paidIn("25.00", "gone")], null],
  [
    "what was booked of edits",
    [],
    [
      document("delta-invoice", { number: "13" }),
      document("delta-credit", { number: null, id: "d-14" }),
    ],
    { paid: null, documents: "13, d-14" },
  ],
  ["an edit's document that is gone", [], [document("delta-invoice", { state: "gone" })], null],
  ["a document of another kind", [], [document("sales-order", { n: 2 })], null],
])("%s", (_, journal, documents, wanted) => {
  const found = against(journal, documents);
  if (wanted === null) expect(found).toBeNull();
  else expect(found).toMatchObject(["document-gone-with-others", { document: "12", ...wanted }]);
});

test("a document without a number is named by its id", () => {
  const own = document("invoice", { number: null });
  expect(against([{ amount: "1.00" }], [], own)).toMatchObject([
    "document-gone-with-others",
    { document: "invoice-1" },
  ]);
});
