import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerBehaviour } from "../../../src/domain/ledger/ledger.ts";
import type {
  AnsweredOrder,
  AnsweredRow,
  SalesOrder,
} from "../../../src/domain/orders/sales-order.ts";
import {
  compareAnswer,
  differsCorrected,
} from "../../../src/flows/orders/shared/answer-vs-plan.ts";
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

const three: readonly Sold[] = [{ price: "33.33" }, { price: "33.33" }, { price: "33.33" }];
/** Its two ways of rounding differ by a cent. */
const company = (given: LedgerBehaviour = learnt("rate")): SalesOrder =>
  documentOf(forCompany(order(three), { learnt: given }));
const person = (given: LedgerBehaviour = learnt("rate")): SalesOrder =>
  documentOf(forPerson(order(three), { learnt: given }));
const plain = documentOf(forCompany(order([{ price: "100.00" }])));

const row = (
  answer: AnsweredOrder,
  lineNumber: number,
  fields: Partial<AnsweredRow>,
): AnsweredOrder => ({
  ...answer,
  rows: answer.rows.map((one) => (one.lineNumber === lineNumber ? { ...one, ...fields } : one)),
});

describe("the mark of triangular trade", () => {
  const marked = (triangular: boolean): SalesOrder => ({ ...plain, triangular });
  it.each([
    [marked(true), false],
    [marked(false), true],
  ])("that the ledger didn't keep is no match", (document, triangular) => {
    const seen = compareAnswer(
      document,
      answerTo(document, "rate", { triangular }),
      learnt(),
      "9.99",
    );
    expect([seen.kind, ...seen.reasons.map(({ code }) => code)]).toEqual([
      "differs",
      "triangular-not-kept",
    ]);
  });

  it.each([
    [marked(true), true],
    [marked(false), false],
    [plain, true],
    [marked(true), null],
  ])("that it kept, that nobody asked for, or that it doesn't say is", (document, triangular) => {
    const answer = answerTo(document, "rate", { triangular });
    expect(compareAnswer(document, answer, learnt(), "0.00").kind).toBe("equal");
  });
});

describe("an answer that equals the prediction", () => {
  it("is equal and leaves what was known as it was", () => {
    expect(compareAnswer(plain, answerTo(plain), learnt(), "0.00")).toEqual({
      kind: "equal",
      learnt: learnt(),
      reasons: [],
    });
  });

  it("teaches the price basis, the rounding, and what the amount counts", () => {
    const document = company(NOTHING_LEARNT);
    const seen = compareAnswer(document, answerTo(document), NOTHING_LEARNT, "0.00");
    expect(seen).toMatchObject({
      kind: "equal",
      learnt: {
        pricesIncludeVat: { company: false, private: null },
        vatRounding: "rate",
        amountIncludesVat: true,
      },
    });
    expect(seen.reasons.map(({ code }) => code)).toEqual([
      "price-basis-learnt",
      "vat-rounding-learnt",
    ]);
  });

  it("teaches nothing of rounding where both ways come to the same", () => {
    expect(compareAnswer(plain, answerTo(plain), NOTHING_LEARNT, "0.00")).toMatchObject({
      kind: "equal",
      learnt: { vatRounding: null },
    });
  });

  it("of an amount without VAT is equal too, and teaches that", () => {
    const answer = answerTo(plain, "rate", { amount: plain.prediction.rate.net });
    expect(compareAnswer(plain, answer, NOTHING_LEARNT, "0.00")).toMatchObject({
      kind: "equal",
      learnt: { amountIncludesVat: false },
    });
  });

  it("once it is known what the amount counts, the other reading differs", () => {
    const net = answerTo(plain, "rate", { amount: plain.prediction.rate.net });
    expect(compareAnswer(plain, net, { ...learnt(), amountIncludesVat: true }, "0.00").kind).toBe(
      "differs",
    );
    expect(
      compareAnswer(plain, answerTo(plain), { ...learnt(), amountIncludesVat: false }, "0.00").kind,
    ).toBe("differs");
  });

  it("without any VAT teaches nothing of what the amount counts", () => {
    const free = documentOf(forCompany(order([{ price: "100.00", rate: "0" }])));
    expect(compareAnswer(free, answerTo(free), NOTHING_LEARNT, "0.00")).toMatchObject({
      kind: "equal",
      learnt: { amountIncludesVat: null },
    });
  });

  it("may have its rows in another order, and leave their amounts out", () => {
    const answer = answerTo(company());
    const shuffled = {
      ...answer,
      rows: answer.rows.toReversed().map((one) => ({ ...one, amount: null })),
    };
    expect(compareAnswer(company(), shuffled, learnt(), "0.00").kind).toBe("equal");
  });
});

describe("an answer that leaves the rows' amounts out, before it is known what the amount counts", () => {
  /** 0.045, planned as 0.05, and VAT of a cent. */
  const tiny = documentOf(
    forCompany(
      order([{ quantity: "5", price: "0.01", discount: "0.1" }], { pricesIncludeVat: false }),
    ),
  );
  const without = (answer: AnsweredOrder): AnsweredOrder => ({
    ...answer,
    rows: answer.rows.map((one) => ({ ...one, amount: null })),
  });
  const short = without(answerTo(tiny, "rate", { amount: "0.05" }));

  it("is no proof of an amount without VAT where a cent of rounding is as much as the VAT", () => {
    expect(tiny.prediction.rate).toMatchObject({ net: "0.05", vat: "0.01", gross: "0.06" });
    expect(compareAnswer(tiny, short, NOTHING_LEARNT, "0.00")).toMatchObject({
      kind: "differs",
      reasons: [{ code: "totals-differ", params: { difference: "0.01", vatDifference: "0.00" } }],
    });
    expect(compareAnswer(tiny, short, NOTHING_LEARNT, "0.01")).toMatchObject({
      kind: "within-tolerance",
      learnt: { amountIncludesVat: null },
    });
  });

  it("is one with the rows' amounts told, or with more VAT than rounding explains", () => {
    const told = answerTo(tiny, "rate", { amount: "0.05" });
    const net = without(answerTo(plain, "rate", { amount: plain.prediction.rate.net }));
    for (const [document, answer] of [
      [tiny, told],
      [plain, net],
    ] as const)
      expect(compareAnswer(document, answer, NOTHING_LEARNT, "0.00")).toMatchObject({
        kind: "equal",
        learnt: { amountIncludesVat: false },
      });
  });

  it("is right with VAT, and right without it once it is known that the amount lacks it", () => {
    const gross = without(answerTo(tiny));
    expect(compareAnswer(tiny, gross, NOTHING_LEARNT, "0.00")).toMatchObject({
      kind: "equal",
      learnt: { amountIncludesVat: true },
    });
    const known = { ...NOTHING_LEARNT, amountIncludesVat: false };
    expect(compareAnswer(tiny, short, known, "0.00").kind).toBe("equal");
  });
});

describe("the ledger's rounding to whole units", () => {
  const odd = documentOf(forPerson(order([{ price: "99.49" }])));

  it("is left out where the amount counts VAT in", () => {
    expect(
      compareAnswer(
        odd,
        answerTo(odd, "rate", { amount: "99.00", roundingsAmount: "-0.49" }),
        learnt(),
        "0.00",
      ).kind,
    ).toBe("equal");
  });

  it("may or may not be part of an amount without VAT", () => {
    const net = { ...learnt(), amountIncludesVat: false };
    expect(
      compareAnswer(
        odd,
        answerTo(odd, "rate", { amount: "79.59", roundingsAmount: "-0.49" }),
        net,
        "0.00",
      ).kind,
    ).toBe("equal");
    expect(
      compareAnswer(
        odd,
        answerTo(odd, "rate", { amount: "79.10", roundingsAmount: "-0.49" }),
        net,
        "0.00",
      ).kind,
    ).toBe("equal");
  });

  it("excuses nothing else", () => {
    expect(
      compareAnswer(
        odd,
        answerTo(odd, "rate", { amount: "99.49", roundingsAmount: "-0.49" }),
        learnt(),
        "0.00",
      ).kind,
    ).toBe("differs");
    expect(
      compareAnswer(
        odd,
        answerTo(odd, "rate", { amount: "99.00", roundingsAmount: "-0.48" }),
        learnt(),
        "0.00",
      ).kind,
    ).toBe("differs");
  });
});

describe("the other way of rounding VAT", () => {
  it("is named and learnt, for the plan to be made anew", () => {
    const document = company(NOTHING_LEARNT);
    expect(document.rounding).toBe("rate");
    expect(
      compareAnswer(document, answerTo(document, "row"), NOTHING_LEARNT, "0.00"),
    ).toMatchObject({ kind: "other-rounding", rounding: "row", learnt: { vatRounding: "row" } });
  });

  it("planned anew with what was learnt, equals", () => {
    const first = company(NOTHING_LEARNT);
    const seen = compareAnswer(first, answerTo(first, "row"), NOTHING_LEARNT, "0.00");
    if (seen.kind !== "other-rounding") throw new Error(seen.kind);
    const second = company(seen.learnt);
    expect(compareAnswer(second, answerTo(second, "row"), seen.learnt, "0.00").kind).toBe("equal");
    expect(second.prediction.row.gross).toBe("99.99");
  });

  it("where prices include VAT the gross is the same: learnt, and nothing to write again", () => {
    const document = person(NOTHING_LEARNT);
    expect(
      compareAnswer(document, answerTo(document, "row"), NOTHING_LEARNT, "0.00"),
    ).toMatchObject({ kind: "equal", learnt: { vatRounding: "row" } });
  });
});

describe("the other price basis", () => {
  it("comes before everything else, with what it is", () => {
    const document = person(NOTHING_LEARNT);
    const answer = answerTo(document, "rate", {
      pricesIncludeVat: false,
      amount: "124.99",
      vatAmount: "25.00",
    });
    expect(compareAnswer(document, answer, NOTHING_LEARNT, "9.99")).toMatchObject({
      kind: "other-basis",
      includesVat: false,
      customerKind: "private",
      learnt: { pricesIncludeVat: { company: null, private: false } },
    });
  });

  it("is learnt for the kind that the customer really is", () => {
    const answer = answerTo(person(), "rate", {
      pricesIncludeVat: false,
      customerIsPrivate: false,
    });
    expect(compareAnswer(person(), answer, learnt(), "0.00")).toMatchObject({
      kind: "other-basis",
      customerKind: "company",
      learnt: { pricesIncludeVat: { company: false, private: true } },
    });
  });
});

it("what still differs once it was corrected tells both sides' totals, and how often", () => {
  const answer = answerTo(plain, "rate", { amount: "125.00", vatAmount: "25.00" });
  expect(differsCorrected(plain, answer, learnt(), 2)).toEqual({
    code: "totals-differ",
    params: {
      plannedNet: "80.00",
      plannedVat: "20.00",
      plannedGross: "100.00",
      answeredAmount: "125.00",
      answeredVat: "25.00",
      answeredRoundings: "0.00",
      difference: "25.00",
      vatDifference: "5.00",
      corrections: 2,
    },
  });
});

describe("an answer that equals neither prediction", () => {
  it("is an error and tells both sides' totals", () => {
    expect(
      compareAnswer(
        plain,
        answerTo(plain, "rate", { amount: "100.02", vatAmount: "20.02" }),
        learnt(),
        "0.00",
      ),
    ).toEqual({
      kind: "differs",
      reasons: [
        {
          code: "totals-differ",
          params: {
            plannedNet: "80.00",
            plannedVat: "20.00",
            plannedGross: "100.00",
            answeredAmount: "100.02",
            answeredVat: "20.02",
            answeredRoundings: "0.00",
            difference: "0.02",
            vatDifference: "0.02",
          },
        },
      ],
    });
  });

  it("differs also where only the VAT does: an equal gross proves nothing", () => {
    const document = documentOf(forPerson(order([{ price: "119.00" }])));
    expect(
      compareAnswer(document, answerTo(document, "rate", { vatAmount: "19.00" }), learnt(), "0.00")
        .kind,
    ).toBe("differs");
  });

  it.each([
    ["vatRate", "0.12"],
    ["quantity", "2"],
    ["unitPrice", "80.01"],
    ["discount", "0.1"],
    ["articleId", "another"],
  ] as const)("names the row and its %s, and no tolerance covers it", (field, answered) => {
    const seen = compareAnswer(
      plain,
      row(answerTo(plain), 1, { [field]: answered }),
      learnt(),
      "9.99",
    );
    expect(seen).toMatchObject({
      kind: "differs",
      reasons: [{ code: "row-differs", params: { row: 1, sourceLine: 1, field, answered } }],
    });
  });

  it("names a row's amount, a missing row and an extra one", () => {
    const answer = answerTo(plain);
    expect(
      compareAnswer(plain, row(answer, 1, { amount: "79.99" }), learnt(), "0.00"),
    ).toMatchObject({
      kind: "differs",
      reasons: [
        { params: { field: "amount", planned: "80.00", answered: "79.99" } },
        { code: "totals-differ" },
      ],
    });
    expect(compareAnswer(plain, { ...answer, rows: [] }, learnt(), "9.99")).toMatchObject({
      kind: "differs",
      reasons: [{ params: { field: "missing" } }],
    });
    const extra = {
      ...answer,
      rows: [...answer.rows, { ...answer.rows[0], lineNumber: 9 } as AnsweredRow],
    };
    expect(compareAnswer(plain, extra, learnt(), "9.99")).toMatchObject({
      kind: "differs",
      reasons: [{ params: { row: 9, field: "extra" } }],
    });
  });

  it("within the tenant's tolerance is recorded as such, and teaches no rounding", () => {
    const off = answerTo(plain, "rate", { amount: "100.02", vatAmount: "20.02" });
    expect(compareAnswer(plain, off, { ...learnt(), vatRounding: null }, "0.02")).toMatchObject({
      kind: "within-tolerance",
      learnt: { vatRounding: null },
      reasons: [{ code: "within-tolerance", params: { difference: "0.02", tolerance: "0.02" } }],
    });
    expect(compareAnswer(plain, off, learnt(), "0.01").kind).toBe("differs");
  });

  it("never passes, whatever it is, without a tolerance", () => {
    const amounts = fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 }));
    fc.assert(
      fc.property(amounts, ([gross, vat]) => {
        const document = company();
        const { row: byRow, rate: byRate } = document.prediction;
        const figure = (text: string, cents: number) => (Number(text) + cents / 100).toFixed(2);
        const answer = answerTo(document, "rate", {
          amount: figure(byRate.gross, gross),
          vatAmount: figure(byRate.vat, vat),
        });
        const known = [byRow, byRate].some(
          (totals) => totals.gross === answer.amount && totals.vat === answer.vatAmount,
        );
        expect(compareAnswer(document, answer, learnt(), "0.00").kind === "differs").toBe(!known);
      }),
    );
  });
});
