import { describe, expect, it } from "vitest";
import { storedFields, writtenFields } from "../../../src/flows/orders/documents/steps.ts";
import { answerTo, documentOf, forCompany, learnt, order } from "./kit.ts";

const sold = [{ price: "33.33", quantity: "3" }];
const document = documentOf(forCompany(order(sold)));
const answer = answerTo(document);

describe("nothing to write", () => {
  it("a plan made again is the same", () => {
    expect(writtenFields(documentOf(forCompany(order(sold))))).toBe(writtenFields(document));
  });

  it("what the order doesn't say to the ledger changes nothing: payment, delivery state, comments", () => {
    expect(
      writtenFields(
        documentOf(
          forCompany(order(sold, { payment: "open", state: "delivered", comments: "ring twice" })),
        ),
      ),
    ).toBe(writtenFields(document));
  });

  it("a draft and a confirmed order have the same fields of ours", () => {
    expect(writtenFields({ ...document, status: "draft" })).toBe(writtenFields(document));
  });

  it.each([
    ["price", order([{ price: "33.34", quantity: "3" }])],
    ["quantity", order([{ price: "33.33", quantity: "4" }])],
    ["words", order([{ price: "33.33", quantity: "3", text: "Another thing" }])],
    ["buyer's reference", order(sold, { buyerReference: "PO 1" })],
    [
      "address",
      order(sold, { invoiceAddress: { ...order(sold).invoiceAddress, street: "Nygatan 2" } }),
    ],
  ])("another %s is a change", (_, changed) => {
    expect(writtenFields(documentOf(forCompany(changed)))).not.toBe(writtenFields(document));
  });

  it("a closing row for the other way of rounding is a change", () => {
    const three = [{ price: "33.33" }, { price: "33.33" }, { price: "33.33" }];
    const [byRow, byRate] = (["row", "rate"] as const).map((way) =>
      writtenFields(documentOf(forCompany(order(three), { learnt: learnt(way) }))),
    );
    expect(byRow).not.toBe(byRate);
  });
});

describe("changed by a person", () => {
  it("nobody changed what comes back the same, in whatever order and form", () => {
    const same = {
      ...answer,
      customerId: answer.customerId.toUpperCase(),
      yourReference: "",
      status: "ongoing" as const,
      modifiedUtc: "2026-11-25T00:00:00Z",
      rows: answer.rows.toReversed().map((row) => ({
        ...row,
        quantity: `${row.quantity}.00`,
        unitPrice: `${row.unitPrice.includes(".") ? row.unitPrice : `${row.unitPrice}.`}00`,
      })),
    };
    expect(storedFields(same)).toBe(storedFields(answer));
  });

  it("a corrected price, a removed row, another customer and another reference are seen", () => {
    const cheaper = { ...answer, rows: answer.rows.map((row) => ({ ...row, unitPrice: "20" })) };
    for (const changed of [
      cheaper,
      { ...answer, rows: answer.rows.slice(1) },
      { ...answer, customerId: "other" },
      { ...answer, ourReference: "mine" },
    ])
      expect(storedFields(changed)).not.toBe(storedFields(answer));
  });

  it("what the ledger computes isn't ours", () => {
    const computed = {
      ...answer,
      amount: "1.00",
      vatAmount: "0.20",
      roundingsAmount: "0.50",
      number: 99,
    };
    expect(storedFields(computed)).toBe(storedFields(answer));
  });
});
