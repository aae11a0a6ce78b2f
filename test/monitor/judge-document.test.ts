/** What is found of one document of the ledger that has our marker. */
import { describe, expect, test } from "vitest";
import { classifyDocument } from "../../src/monitor/reconciliation/classify-document.ts";
import { document, job, memory, remembered } from "./facts.ts";

describe("a document with our marker", () => {
  const draft = remembered({ role: "invoice-draft", id: "f1" });
  const invoice = document({ kind: "invoice", id: "i1" });
  test.each([
    ["that is remembered is ours", document(), memory(), [document()], "ours"],
    ["of an unknown order is nobody's", document(), null, [document()], "without-order"],
    [
      "beside the remembered one is a second",
      document({ id: "d2" }),
      memory(),
      [document(), document({ id: "d2" })],
      "twice",
    ],
    [
      "with another number of the same order is a second",
      document({ id: "d2", code: "BBBBBBBB" }),
      memory(),
      [document(), document({ id: "d2", code: "BBBBBBBB" })],
      "twice",
    ],
    [
      "that a write in doubt may have made is pending",
      document({ id: "d2" }),
      memory({ doubt: true }),
      [document(), document({ id: "d2" })],
      "pending",
    ],
    [
      "that a write which was left to a person made, beside what was taken back, is pending",
      document({ id: "d2", code: "BBBBBBBB" }),
      memory({ documents: [remembered({ state: "gone" })], asked: ["BBBBBBBB"] }),
      [document(), document({ id: "d2", code: "BBBBBBBB" })],
      "pending",
    ],
    [
      "made by a run that is under way is pending",
      document(),
      memory({ job: job({ status: "running", outcome: null }), documents: [] }),
      [document()],
      "pending",
    ],
    [
      "that a person booked from our draft is ours",
      invoice,
      memory({ documents: [draft] }),
      [invoice],
      "ours",
    ],
    [
      "that a person invoiced from our sales order is ours",
      invoice,
      memory(),
      [document({ invoiced: true }), invoice],
      "ours",
    ],
    [
      "that is our sales order, unlinked, beside the linked invoice that was made of it is ours",
      document({ invoiced: true }),
      memory({
        documents: [remembered({ state: "unlinked" }), remembered({ role: "invoice", id: "i1" })],
      }),
      [document({ invoiced: true }), invoice],
      "ours",
    ],
    [
      "that is our sales order, unlinked, beside its invoice without the marker is ours",
      document({ invoiced: true }),
      memory({
        documents: [
          remembered({ state: "unlinked", n: 1 }),
          remembered({ role: "invoice", id: "i1", n: 1 }),
        ],
      }),
      [document({ invoiced: true }), { ...invoice, code: "" }],
      "ours",
    ],
    [
      "that is our sales order, unlinked and not invoiced, beside an invoice is a second",
      document(),
      memory({
        documents: [remembered({ state: "unlinked" }), remembered({ role: "invoice", id: "i1" })],
      }),
      [document(), invoice],
      "twice",
    ],
    [
      "that is an invoice while our draft still stands is a second",
      invoice,
      memory({ documents: [draft] }),
      [invoice, document({ kind: "invoice-draft", id: "f1" })],
      "twice",
    ],
    [
      "that is an invoice while our sales order isn't invoiced is a second",
      invoice,
      memory(),
      [document(), invoice],
      "twice",
    ],
    [
      "that is a late draft of a booked invoice is a second",
      document({ kind: "invoice-draft", id: "f2" }),
      memory({ documents: [remembered({ role: "invoice", id: "i1" })] }),
      [invoice, document({ kind: "invoice-draft", id: "f2" })],
      "twice",
    ],
    [
      "that we took back and that stands again, beside another, is a second",
      document(),
      memory({
        documents: [remembered({ state: "gone" }), remembered({ id: "d2", code: "BBBBBBBB" })],
      }),
      [document(), document({ id: "d2", code: "BBBBBBBB" })],
      "twice",
    ],
    [
      "that is a voucher which we took back stays ours",
      document({ kind: "voucher" }),
      memory({
        documents: [
          remembered({ role: "voucher", state: "gone" }),
          remembered({ role: "voucher-reversal", id: "d2", code: "BBBBBBBB" }),
        ],
      }),
      [document({ kind: "voucher" }), document({ kind: "voucher", id: "d2", code: "BBBBBBBB" })],
      "ours",
    ],
    [
      "that we took back and that stands again, alone, belongs to nobody",
      document(),
      memory({ documents: [remembered({ state: "gone" })] }),
      [document()],
      "without-order",
    ],
  ] as const)("%s", (_, one, remembers, all, expected) => {
    expect(classifyDocument(one, remembers, all)).toBe(expected);
  });
});
