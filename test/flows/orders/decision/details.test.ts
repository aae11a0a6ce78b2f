/** What the rows of the tables leave out: which documents, in which form, with which reasons. */
import { expect, test } from "vitest";
import type { JournalEntry, LedgerLists } from "../../../../src/flows/port.ts";
import { bareReason } from "../../../support/bare-reason.ts";
import { reasonText } from "../../../support/reason-text.ts";
import { company, order as orderOf } from "../kit.ts";
import { CONTENT, decided, document, type Word } from "./kit.ts";

const order =
  (more: Parameters<Word>[0]["order"]): Word =>
  (draft) =>
    void (draft.order = { ...draft.order, ...more });
const orders =
  (more: Parameters<Word>[0]["orders"]): Word =>
  (draft) =>
    void (draft.orders = { ...draft.orders, ...more });
const facts =
  (more: Parameters<Word>[0]["facts"]): Word =>
  (draft) =>
    void (draft.facts = { ...draft.facts, ...more });
const changed =
  (more: Partial<ReturnType<typeof document>>): Word =>
  (draft) =>
    void (draft.documents = draft.documents.map((one) => ({ ...one, ...more })));
const nothing: Word = () => undefined;
const code = (name: string) => [{ code: name }];

/** 100.40, in a company that rounds to whole units and wants a voucher in place of that. */
const whole =
  (type: "sales-order" | "invoice" | "draft-invoice"): Word =>
  (draft) => {
    draft.order = { ...draft.order, gross: "100.40", lines: orderOf([{ price: "100.40" }]).lines };
    draft.orders = { ...draft.orders, type, wholeUnits: "mutation" };
    const rounding = { ...company, domesticRounding: "whole" as const };
    draft.facts = { ...draft.facts, lists: { company: rounding } as LedgerLists };
  };

const U = "–";
test.each<[readonly string[], Word, object]>([
  // A credit whose sign isn't the tenant's is held where something would be made or changed.
  [
    ["sales order, edited", "a credit of the other sign", U, U],
    order({ state: "cancelled" }),
    { kind: "remove" },
  ],
  [
    ["none", "a credit of the other sign", U, U],
    order({ state: "concept" }),
    { kind: "skip", reasons: code("status-outside-filter") },
  ],
  [
    ["sales order, edited", "a credit of the other sign", U, U],
    order({ state: "concept" }),
    { kind: "hold", reasons: code("credit-sign") },
  ],
  [["none", U, U, "sent twice; looked at once more"], nothing, { kind: "prepare" }],
  // Looked for with its number only where a person may have booked it on the first day.
  [
    ["none", "on the day of the start line", U, U],
    nothing,
    { withNumber: true, reasons: code("looked-up-before-first-write") },
  ],
  [
    ["none", "older than the journal", U, U],
    nothing,
    { withNumber: false, reasons: code("looked-up-before-first-write") },
  ],
  [["none", "on the day of the start line", U, "forgotten"], nothing, { withNumber: false }],
  [
    ["none", "older than the journal", U, U],
    order({ state: "cancelled" }),
    { kind: "search-first", withNumber: false, reasons: [] },
  ],
  // What a document is called.
  [
    ["none; taken off by a person", U, U, U],
    nothing,
    { reasons: [{ params: { documents: "12" } }] },
  ],
  [
    ["none; taken off by a person", U, U, U],
    changed({ number: null }),
    { reasons: [{ params: { documents: "sales-order-1" } }] },
  ],
  // As what it is prepared.
  [["none", U, U, U], nothing, { as: "sales-order", document: null }],
  [["none", U, "type draft-invoice", U], nothing, { as: "invoice-draft", document: null }],
  [
    ["sales order, edited", U, U, U],
    nothing,
    { as: "sales-order", document: { id: "sales-order-1" } },
  ],
  [["draft, edited", U, "type draft-invoice", U], nothing, { as: "sales-order" }],
  [["none", U, "type draft-invoice", "a draft was met"], nothing, { as: "invoice-draft" }],
  [["none", U, U, "a draft was met"], nothing, { as: "sales-order" }],
  [["none", U, "type mutation", "a draft was met"], nothing, { as: "invoice-draft" }],
  [["draft, edited", "a credit", U, U], nothing, { kind: "find-original" }],
  [["draft, edited", "a credit", U, "original found"], nothing, { as: "credit-draft" }],
  // Vouchers.
  [["none", U, "type mutation", U], nothing, { form: "voucher", anew: false, reasons: [] }],
  [
    ["none", "a credit", U, "original found, a voucher"],
    nothing,
    { form: "voucher-credit", anew: false, reasons: [] },
  ],
  [
    ["none; paid", U, "type mutation", "nobody booked it"],
    nothing,
    { kind: "book-voucher", anew: false },
  ],
  [
    ["none; gone", U, "type mutation", "nobody booked it"],
    nothing,
    { kind: "book-voucher", anew: false },
  ],
  // It is as it was.
  [
    ["sales order, unchanged", U, U, U],
    nothing,
    { outcome: "booked", reasons: code("order-unchanged") },
  ],
  [["sales order, unchanged", U, U, U], facts({ before: "updated" }), { outcome: "updated" }],
  [
    ["draft, unchanged", "delivered", "type draft-invoice; invoice delivered orders", U],
    nothing,
    { kind: "leave" },
  ],
  [["sales order, edited", U, U, "prepared"], nothing, { kind: "update", reasons: [] }],
  // What is known of a booked document.
  [["invoice, found", U, "type invoice", "prepared"], nothing, { cancelled: false }],
  [
    ["invoice, found", U, "type invoice", "prepared"],
    changed({ content: CONTENT }),
    { kind: "correct" },
  ],
  [
    ["invoice, found", U, "type invoice", "prepared"],
    changed({ sourceHash: "another" }),
    { kind: "correct" },
  ],
  [["invoice, found", "cancelled", U, U], nothing, { kind: "compare-as-sent", cancelled: true }],
  [
    ["invoice, found", "cancelled", "credit what is cancelled", U],
    changed({ content: CONTENT }),
    { kind: "credit" },
  ],
  [
    ["invoice, found", "cancelled", "credit what is cancelled", U],
    changed({ sourceHash: "another" }),
    { kind: "report" },
  ],
  [
    ["invoice, unchanged", "cancelled", "credit what is cancelled", U],
    changed({ role: "credit" }),
    { kind: "report" },
  ],
  // Deleted by somebody.
  [
    ["sales order, unchanged; draft, unchanged", U, "retry of what stood well", "it was deleted"],
    nothing,
    { kind: "hold", reasons: code("document-gone") },
  ],
  [
    ["sales order, unchanged", U, "retry", "it was deleted"],
    facts({ before: "updated" }),
    { kind: "hold" },
  ],
  // Filters that a credit passes.
  [["none", "a credit", U, U], orders({ paymentStatuses: ["Paid"] }), { kind: "find-original" }],
  [["none", U, U, U], orders({ startLine: null }), { reasons: code("flow-off") }],
  // The type that a rule chose is told with it.
  [
    ["none", U, "a mutation for companies", "prepared, a company"],
    nothing,
    { reasons: [{ code: "order-type-chosen", params: { type: "mutation", rule: 1 } }] },
  ],
  [["none", U, U, "prepared"], nothing, { kind: "create", form: "sales-order", reasons: [] }],
  [
    ["none", "a credit", "type draft-invoice", "original found; prepared"],
    nothing,
    { form: "credit-draft", book: false, reasons: [] },
  ],
  // What follows once its document has come to an end.
  [
    ["sales order, unchanged; the shop refused it", "of a guest", "number written back", "booked"],
    nothing,
    { kind: "say", of: "write-back", toPerson: false },
  ],
  [
    ["sales order, unchanged; the shop refused it", U, U, "booked; written back"],
    nothing,
    { kind: "finish" },
  ],
  [["invoice, to be sent", U, "invoices sent", "its edit is booked"], nothing, { kind: "send" }],
  [
    ["invoice, to be sent", U, "invoices sent", "held"],
    nothing,
    {
      kind: "say",
      of: "send",
      toPerson: false,
      reasons: [{ code: "sending-waits", params: { documents: "12" } }],
    },
  ],
  [
    ["invoice, to be sent", U, "invoices sent", "held"],
    changed({ number: null }),
    { reasons: [{ params: { documents: "invoice-1" } }] },
  ],
  [
    [
      "invoice, unchanged",
      "cancelled; paid in part, nobody says how much",
      "payments registered",
      "a person is told",
    ],
    nothing,
    { kind: "say", of: "money", toPerson: true },
  ],
  [
    ["invoice, unchanged", U, "payments registered", "its invoice is booked"],
    (draft) =>
      void draft.documents.push(
        document("delta-invoice", { id: "further" }),
        document("delta-invoice", { id: "gone", n: 2, state: "gone" }),
        document("credit", { id: "another kind" }),
      ),
    { kind: "register-payment", further: ["further"] },
  ],
  [
    ["voucher, paid in another", U, "vouchers paid in others", "its voucher is booked"],
    (draft) => {
      const { due = [] } = draft.after ?? {};
      const end = { outcome: "held" as const, reasons: [], label: "1001", figures: null };
      draft.after = { end, due, done: ["money"] };
    },
    { kind: "finish" },
  ],
  // A booked invoice that would be rounded to whole units becomes a voucher; nothing else does.
  ...(["invoice", "draft-invoice"] as const).map((type): [readonly string[], Word, object] => [
    ["none", U, U, "prepared"],
    whole(type),
    {
      form: "voucher",
      reasons: [{ code: "rounded-becomes-voucher", params: { total: "100.40" } }],
    },
  ]),
  [["none", U, U, "prepared"], whole("sales-order"), { form: "sales-order" }],
  [
    ["none", "a credit", U, "original found; prepared"],
    whole("invoice"),
    { form: "credit-draft", book: true },
  ],
  [
    ["none", U, U, "prepared"],
    (draft) => {
      whole("invoice")(draft);
      draft.facts = { ...draft.facts, lists: { company: null } as unknown as LedgerLists };
    },
    { form: "invoice-draft" },
  ],
])("%j %o: %o", (cells, change, expected) => {
  expect(decided(cells, change)).toMatchObject(expected);
});

const delta = document("delta-draft", { n: 2 });
test.each<[string, typeof delta, Partial<JournalEntry>, readonly string[]]>([
  ["that was sent twice", delta, { role: "delta-draft", n: 2, repeats: 1 }, [delta.id]],
  ["that was sent once", delta, { role: "delta-draft", n: 2, repeats: 0 }, []],
  ["beside another", delta, { role: "delta-draft", n: 3, repeats: 1 }, []],
  ["of another kind", delta, { role: "delta-credit-draft", n: 2, repeats: 1 }, []],
  ["that is gone", { ...delta, state: "gone" }, { role: "delta-draft", n: 2, repeats: 1 }, []],
  [
    "that is no delta",
    { ...delta, role: "invoice-draft" },
    { role: "invoice-draft", n: 2, repeats: 1 },
    [],
  ],
])("what was booked beside an invoice, %s, is looked for twice or not", (_, one, entry, ids) => {
  const action = decided(["invoice, edited", U, U, "sent twice; looked at once more"], (draft) => {
    draft.documents.push(one);
    draft.journal.push(entry, { ...entry, n: 9 });
  });
  expect(action).toMatchObject({
    kind: "verify-repeats",
    documents: [{ id: "invoice-1" }, ...ids.map((id) => ({ id }))],
  });
});

test.each<[object, object]>([
  [{ deleted: null }, { kind: "search-deleted" }],
  [{ deleted: [] }, { outcome: "booked", reasons: ["order-unchanged", "booked-not-compared"] }],
  [
    { deleted: [], differs: [] },
    { outcome: "booked", reasons: ["order-unchanged", "booked-agrees"] },
  ],
  [
    { deleted: [], differs: [bareReason("booked-differs")] },
    { outcome: "needs-attention", reasons: ["booked-differs"] },
  ],
])("an order in step, of which was seen %j, is told as %j", (seen, expected) => {
  for (const number of ["7", null]) {
    const action = decided(["sales order, unchanged", U, "retry", U], (draft) => {
      changed({ number })(draft);
      draft.known = { ...draft.known, ...seen };
    });
    const reasons = "reasons" in action ? action.reasons : [];
    expect({ ...action, reasons: reasons.map((one) => one.code) }).toMatchObject(expected);
    for (const { code: name, params } of reasons)
      if (name !== "booked-differs")
        expect(params).toMatchObject({ document: number ?? "sales-order-1" });
  }
});

const OF_DAY = { day: "2026-11-30", label: "1001", rows: [], waits: false };
test.each([
  ["sales order, unchanged", null, "since its sales order was made"],
  ["draft, unchanged", null, "since its draft was made"],
  ["invoice, unchanged", null, "since its invoice was booked"],
  ["voucher, unchanged", null, "since its journal voucher was booked"],
  ["voucher, unchanged", OF_DAY, "since it was added to the daily voucher"],
] as const)("%s (of a day: %j) is said to be unchanged %s", (what, member, words) => {
  const action = decided([what, U, U, U], member === null ? nothing : changed({ member }));
  const [why] = "reasons" in action ? action.reasons : [];
  expect(why === undefined ? "" : reasonText(why).text).toContain(words);
});
