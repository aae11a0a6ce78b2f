/** The ledger's answer held against what was sent: each field of a row, and what is learnt. */
import { describe, expect, test } from "vitest";
import type { LedgerBehaviour } from "../../../src/domain/ledger/ledger.ts";
import { reason } from "../../../src/domain/reasons/index.ts";
import type {
  AnsweredOrder,
  AnsweredRow,
  SalesOrder,
} from "../../../src/domain/orders/sales-order.ts";
import { compareAnswer, compareRows } from "../../../src/flows/orders/shared/answer-vs-plan.ts";
import {
  answerTo,
  documentOf,
  forCompany,
  forPerson,
  learnt,
  NOTHING_LEARNT,
  order,
  type Sold,
} from "./kit.ts";

const sent = documentOf(
  forCompany(
    order([
      { price: "100.00", quantity: "2" },
      { kind: "text", text: "Thanks" },
    ]),
  ),
);

/** The answer with these fields of one row, and the row's faults as "field: planned → answered". */
function faultsOf(lineNumber: number, fields: Partial<AnsweredRow>): readonly string[] {
  const answer = answerTo(sent);
  const rows = answer.rows.map((row) =>
    row.lineNumber === lineNumber ? { ...row, ...fields } : row,
  );
  const { structure, amounts } = compareRows(sent.rows, { ...answer, rows });
  return [...structure, ...amounts].map(
    ({ params }) =>
      `${String(params["field"])}: ${String(params["planned"])} → ${String(params["answered"])}`,
  );
}

describe("a row of the answer", () => {
  test.each<[string, number, Partial<AnsweredRow>, readonly string[]]>([
    ["as it was sent", 1, {}, []],
    ["with its figures written otherwise", 1, { quantity: "2.00", vatRate: "0.250" }, []],
    ["with its article's id in capitals", 1, { articleId: "ARTICLE-G-0.25" }, []],
    ["with no article", 1, { articleId: null }, ["articleId: article-G-0.25 → null"]],
    ["with another article", 1, { articleId: "other" }, ["articleId: article-G-0.25 → other"]],
    ["with another quantity", 1, { quantity: "3" }, ["quantity: 2 → 3"]],
    ["with no rate", 1, { vatRate: null }, ["vatRate: 0.25 → null"]],
    ["with another price", 1, { unitPrice: "80.10" }, ["unitPrice: 80 → 80.1"]],
    ["with a discount", 1, { discount: "0.05" }, ["discount: 0 → 0.05"]],
    ["with another rate", 1, { vatRate: "0.12" }, ["vatRate: 0.25 → 0.12"]],
    ["with another amount", 1, { amount: "160.1" }, ["amount: 160.00 → 160.10"]],
    ["without its amount", 1, { amount: null }, []],
    [
      "with two faults, which are both told",
      1,
      { quantity: "1", amount: "80.00" },
      ["quantity: 2 → 1", "amount: 160.00 → 80.00"],
    ],
    ["of words that became an article's", 2, { isTextRow: false }, ["isTextRow: true → false"]],
    ["of words, whose figures mean nothing", 2, { quantity: "7", amount: "1.00" }, []],
  ])("%s", (_, lineNumber, fields, faults) => {
    expect(faultsOf(lineNumber, fields)).toEqual(faults);
  });

  test("that is missing, and one that nobody sent, are named with what they sell", () => {
    const answer = answerTo(sent);
    const [first, second] = answer.rows;
    if (first === undefined || second === undefined) throw new Error("two rows");
    expect(
      compareRows(sent.rows, { ...answer, rows: [second, { ...first, lineNumber: 9 }] }).structure,
    ).toEqual([
      reason("row-differs", {
        row: 1,
        sourceLine: 1,
        field: "missing",
        planned: "article-G-0.25",
        answered: null,
      }),
      reason("row-differs", {
        row: 9,
        sourceLine: null,
        field: "extra",
        planned: null,
        answered: "article-G-0.25",
      }),
    ]);
  });

  test("tells by how much its amount is off, whichever way", () => {
    const answer = answerTo(sent);
    for (const amount of ["160.03", "159.97"]) {
      const rows = answer.rows.map((row) => (row.lineNumber === 1 ? { ...row, amount } : row));
      expect(compareRows(sent.rows, { ...answer, rows }).off.map(String)).toEqual(["0.03"]);
    }
  });

  test.each([
    ["half a cent", { quantity: "5", price: "0.01", discount: "0.1" }, { above: 1, below: 0 }],
    [
      "half a cent back",
      { quantity: "-5", price: "0.01", discount: "0.1" },
      { above: 0, below: 1 },
    ],
    ["less than half", { quantity: "4", price: "0.01", discount: "0.1" }, { above: 0, below: 0 }],
    ["whole cents", { quantity: "5", price: "0.10" }, { above: 0, below: 0 }],
  ] as const)("without its amount may lack a cent only where it is just %s", (_, sold, untold) => {
    const document = documentOf(
      forCompany(order([{ price: "9.00" }, sold], { pricesIncludeVat: false })),
    );
    const told = answerTo(document);
    expect(compareRows(document.rows, told).untold).toEqual({ above: 0, below: 0 });
    const rows = told.rows.map((row) => ({ ...row, amount: null }));
    expect(compareRows(document.rows, { ...told, rows }).untold).toEqual(untold);
  });
});

describe("what an answer teaches", () => {
  const three: readonly Sold[] = [{ price: "33.33" }, { price: "33.33" }, { price: "33.33" }];
  const company = (given: LedgerBehaviour): SalesOrder =>
    documentOf(forCompany(order(three), { learnt: given }));
  const compare = (
    document: SalesOrder,
    answer: AnsweredOrder,
    given: LedgerBehaviour,
    tolerance = "0.00",
  ) => compareAnswer(document, answer, given, tolerance);

  test("is recorded with what was known before, and only where it is new", () => {
    const before: LedgerBehaviour = {
      pricesIncludeVat: { company: null, private: true },
      vatRounding: "row",
      amountIncludesVat: true,
    };
    const document = company(before);
    expect(compare(document, answerTo(document, "rate"), before)).toEqual({
      kind: "other-rounding",
      rounding: "rate",
      learnt: {
        ...before,
        pricesIncludeVat: { company: false, private: true },
        vatRounding: "rate",
      },
      reasons: [
        reason("price-basis-learnt", { kind: "company", includesVat: false, before: null }),
        reason("vat-rounding-learnt", { rounding: "rate", before: "row" }),
      ],
    });
    const known = learnt("rate");
    const same = company(known);
    expect(compare(same, answerTo(same, "rate"), known)).toEqual({
      kind: "equal",
      learnt: known,
      reasons: [],
    });
  });

  test("of the price basis is told of the kind that the customer is, with what was assumed", () => {
    const document = documentOf(forPerson(order(three)));
    const answer = answerTo(document, "rate", { pricesIncludeVat: false });
    expect(compare(document, answer, learnt())).toMatchObject({
      kind: "other-basis",
      customerKind: "private",
      reasons: [
        reason("price-basis-learnt", { kind: "private", includesVat: false, before: true }),
      ],
    });
  });

  test("is kept where an answer is off by no more than the tolerance, with every row that is", () => {
    const document = company(NOTHING_LEARNT);
    const right = answerTo(document, "rate");
    const cents = (figure: string, by: number): string => (Number(figure) + by / 100).toFixed(2);
    const off = {
      ...right,
      amount: cents(right.amount, 1),
      rows: right.rows.map((row) =>
        row.lineNumber === 1 ? { ...row, amount: cents(row.amount ?? "", 1) } : row,
      ),
    };
    const seen = compare(document, off, NOTHING_LEARNT, "0.01");
    expect([seen.kind, seen.reasons.map(({ code }) => code)]).toEqual([
      "within-tolerance",
      ["price-basis-learnt", "row-differs", "within-tolerance"],
    ]);
    expect(seen).toMatchObject({
      learnt: { pricesIncludeVat: { company: false }, vatRounding: null, amountIncludesVat: null },
    });
    expect(compare(document, off, NOTHING_LEARNT, "0.00")).toMatchObject({
      kind: "differs",
      reasons: [{ code: "row-differs" }, { code: "totals-differ" }],
    });
    // The row alone is off by more.
    const row = {
      ...right,
      rows: right.rows.map((one) =>
        one.lineNumber === 1 ? { ...one, amount: cents(one.amount ?? "", 2) } : one,
      ),
    };
    expect(compare(document, row, NOTHING_LEARNT, "0.01").kind).toBe("differs");
    // So is the VAT.
    const vat = { ...right, vatAmount: cents(right.vatAmount, 2) };
    expect(compare(document, vat, NOTHING_LEARNT, "0.01").kind).toBe("differs");
    expect(compare(document, vat, NOTHING_LEARNT, "0.02").kind).toBe("within-tolerance");
  });

  test("of a row that isn't what was sent is nothing, and its amounts are told as well", () => {
    const document = company(learnt());
    const right = answerTo(document);
    const rows = right.rows.map((row) =>
      row.lineNumber === 1 ? { ...row, quantity: "2", amount: "53.32" } : row,
    );
    const seen = compare(document, { ...right, rows }, learnt(), "99.99");
    expect([seen.kind, seen.reasons.map(({ params }) => params["field"])]).toEqual([
      "differs",
      ["quantity", "amount"],
    ]);
  });
});

describe("how far an answer is off", () => {
  const plain = documentOf(forCompany(order([{ price: "100.00" }])));
  const off = (amount: string, known: boolean | null, roundingsAmount = "0.00") => {
    const answer = answerTo(plain, "rate", { amount, roundingsAmount, vatAmount: "20.03" });
    const seen = compareAnswer(plain, answer, { ...learnt(), amountIncludesVat: known }, "0.00");
    return [seen.reasons[0]?.params["difference"], seen.reasons[0]?.params["vatDifference"]];
  };

  // 80.00 net, 20.00 VAT, 100.00 gross.
  test.each<[string, string, boolean | null, string, string]>([
    ["with VAT, by the gross", "99.90", true, "0.00", "0.10"],
    ["without VAT, by the net", "99.90", false, "0.00", "19.90"],
    ["without VAT, by the net from below", "79.90", false, "0.00", "0.10"],
    ["while nobody knows, by the nearer: the gross", "99.90", null, "0.00", "0.10"],
    ["while nobody knows, by the nearer: the net", "80.05", null, "0.00", "0.05"],
    ["with VAT, without its rounding", "100.50", true, "0.50", "0.00"],
    ["without VAT, the rounding counted or not", "80.50", false, "0.50", "0.00"],
    ["without VAT, the rounding counted or not", "80.10", false, "0.50", "0.10"],
  ])("%s", (_, amount, known, roundings, difference) => {
    expect(off(amount, known, roundings)).toEqual([difference, "0.03"]);
  });
});
