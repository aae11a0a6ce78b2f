/** What becomes of a document whose order charges nothing any more, or is taken back. */
import { describe, expect, test } from "vitest";
import { sourceOrderId } from "../../../../src/domain/ids.ts";
import type { Action } from "../../../../src/flows/orders/decision/action.ts";
import { MANUAL } from "../../../../src/flows/orders/shared/link-request.ts";
import type { DocumentRecord } from "../../../../src/flows/port.ts";
import { bareReason } from "../../../support/bare-reason.ts";
import { WAITS } from "../kit.ts";
import { CONTENT, decided, document, type Word } from "./kit.ts";

type Row = readonly [
  says: string,
  cells: readonly [order: string, wish: string, known: string],
  document: DocumentRecord,
  becomes: object,
];

const FOUND = [bareReason("booked-differs")];
const one = (role: DocumentRecord["role"], more: Partial<DocumentRecord> = {}): DocumentRecord =>
  document(role, { sourceHash: "as it was before", ...more });
const invoice = (more: Partial<DocumentRecord> = {}): DocumentRecord =>
  one("invoice", { content: CONTENT, ...more });
const has =
  (...documents: readonly DocumentRecord[]): Word =>
  (draft) =>
    void draft.documents.push(...documents);
const told = (code: string, params: object = { number: "12" }) => ({
  kind: "report",
  reasons: [{ code, params }],
});

const CANCELLED: readonly Row[] = [
  ["a sales order", ["cancelled", "–", "–"], one("sales-order"), { kind: "remove" }],
  ["a draft", ["cancelled", "–", "–"], one("invoice-draft"), { kind: "remove" }],
  [
    "a draft of a person's",
    ["cancelled", "a person's changes: leave", "–"],
    one("invoice-draft", { ownedHash: MANUAL }),
    told("document-kept-by-hand"),
  ],
  [
    "a draft of a person's that may be overwritten",
    ["cancelled", "a person's changes: overwrite", "–"],
    one("invoice-draft", { ownedHash: MANUAL }),
    { kind: "remove", why: "cancelled" },
  ],
  [
    "an invoice of a person's, whatever may be overwritten",
    ["cancelled", "a person's changes: overwrite", "–"],
    invoice({ ownedHash: MANUAL }),
    told("document-kept-by-hand"),
  ],
  ["an invoice", ["cancelled", "–", "–"], invoice(), told("order-cancelled-after-booking")],
  [
    "an invoice without a number",
    ["cancelled", "–", "–"],
    invoice({ number: null }),
    told("order-cancelled-after-booking", { number: "invoice-1" }),
  ],
  [
    "an invoice, to be credited",
    ["cancelled", "credit what is cancelled", "–"],
    invoice(),
    { kind: "credit" },
  ],
  [
    "a credit, to be credited",
    ["cancelled", "credit what is cancelled", "–"],
    one("credit", { content: CONTENT }),
    told("order-cancelled-after-booking"),
  ],
  [
    "an invoice that differed, where nobody asks",
    ["cancelled", "credit what is cancelled", "–"],
    invoice({ differs: FOUND }),
    { kind: "credit" },
  ],
  [
    "an invoice that didn't, where a person asks",
    ["cancelled", "credit what is cancelled; book again", "–"],
    invoice(),
    { kind: "search-deleted" },
  ],
  [
    "an invoice that differed, where a person asks",
    ["cancelled", "credit what is cancelled; book again", "–"],
    invoice({ differs: FOUND }),
    { kind: "search-deleted" },
  ],
  [
    "an invoice that differed and is there",
    ["cancelled", "credit what is cancelled; book again", "nothing was deleted"],
    invoice({ differs: FOUND }),
    { kind: "credit" },
  ],
  [
    "an invoice that was found, of which nothing is known",
    ["cancelled", "credit what is cancelled", "–"],
    one("invoice", { sourceHash: null, ownedHash: null }),
    { kind: "compare-as-sent", cancelled: true },
  ],
  [
    "an invoice that was found, of which is known what it stands for",
    ["cancelled", "credit what is cancelled", "–"],
    invoice({ sourceHash: null }),
    { kind: "credit" },
  ],
  [
    "an invoice of which isn't known what it stands for",
    ["cancelled", "credit what is cancelled", "–"],
    one("invoice"),
    told("order-cancelled-after-booking"),
  ],
  [
    "an invoice that was found, and isn't as it was sent",
    ["cancelled", "credit what is cancelled", "not as it was sent"],
    one("invoice", { sourceHash: null, ownedHash: null }),
    told("order-cancelled-after-booking"),
  ],
  [
    "a voucher",
    ["cancelled", "–", "–"],
    one("voucher"),
    told("voucher-changed-after-booking", { number: "12", why: "cancelled" }),
  ],
  [
    "a voucher, to be taken back",
    ["cancelled", "credit what is cancelled", "–"],
    one("voucher"),
    { kind: "reverse-voucher", why: "cancelled" },
  ],
  [
    "a voucher that waits for its day",
    ["cancelled", "–", "–"],
    one("voucher", WAITS),
    { kind: "reverse-voucher", why: "cancelled" },
  ],
];

const EMPTY: readonly Row[] = [
  ["a sales order", ["comes to nothing", "–", "–"], one("sales-order"), { why: "nothing" }],
  [
    "an invoice, what is cancelled being credited",
    ["comes to nothing", "credit what is cancelled", "–"],
    invoice(),
    {
      kind: "report",
      reasons: [{ code: "order-changed-after-booking" }, { code: "total-not-positive" }],
    },
  ],
  [
    "an invoice, edits being booked",
    ["comes to nothing", "book what is edited", "–"],
    invoice(),
    { kind: "credit" },
  ],
];

describe.each([
  ["cancelled", CANCELLED],
  ["edited to nothing", EMPTY],
])("an order that is %s", (_, rows) => {
  test.each(rows)("%s", (_says, [order, wish, known], record, becomes) => {
    expect(decided(["none", order, wish, known], has(record))).toMatchObject(becomes);
  });
});

describe("what is taken back", () => {
  test.each<readonly [DocumentRecord, object]>([
    [one("sales-order"), { kind: "remove", why: "undone" }],
    [one("voucher"), { kind: "reverse-voucher", why: "undone" }],
    [one("order-credit"), { kind: "raise-order" }],
    [invoice(), told("undo-booked-stays", { number: "12", document: "invoice" })],
    [
      { ...invoice(), role: "credit" },
      told("undo-booked-stays", { number: "12", document: "credit" }),
    ],
    [
      one("sales-order", { ownedHash: MANUAL }),
      { kind: "skip", reasons: [{ code: "document-kept-by-hand" }] },
    ],
  ])("%o", (record, becomes) => {
    expect(decided(["none", "–", "take back a back-fill", "–"], has(record))).toMatchObject(
      becomes,
    );
  });
});

describe("an order of which nothing is left, and whose document is gone", () => {
  const gone = (more: Partial<DocumentRecord> = {}): DocumentRecord =>
    document("sales-order", { state: "gone", ...more });
  const codeOf = (action: Action): string =>
    "reasons" in action ? (action.reasons[0]?.code ?? action.kind) : action.kind;
  const isLeft = (order: string, ...documents: readonly DocumentRecord[]): boolean =>
    codeOf(decided(["none", order, "–", "–"], has(...documents))) === "order-removed-nothing-left";

  test.each<readonly [string, boolean, string, readonly DocumentRecord[]]>([
    ["its sales order", true, "comes to nothing", [gone()]],
    ["its invoice", true, "comes to nothing", [gone({ role: "invoice" })]],
    ["none", false, "comes to nothing", []],
    ["a credit", false, "comes to nothing", [gone({ role: "credit" })]],
    [
      "one that a person took off",
      false,
      "comes to nothing",
      [gone(), gone({ state: "unlinked" })],
    ],
    ["of an order that charges", false, "–", [gone()]],
  ])("%s: %s", (_, left, order, documents) => {
    expect(isLeft(order, ...documents)).toBe(left);
  });

  test("a credit of nothing isn't one", () => {
    const action = decided(["none", "comes to nothing", "–", "–"], (draft) => {
      draft.documents.push(gone());
      draft.order = { ...draft.order, creditsOrderId: sourceOrderId(400) };
    });
    expect(codeOf(action)).not.toBe("order-removed-nothing-left");
  });

  test("the last one is named", () => {
    const two = has(gone({ number: "11" }), gone({ number: "12", n: 2 }));
    expect(decided(["none", "comes to nothing", "–", "–"], two)).toMatchObject({
      kind: "skip",
      reasons: [{ params: { number: "12" } }],
    });
  });
});
