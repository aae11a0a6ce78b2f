import { describe, expect, test } from "vitest";
import { cents, converted, shown } from "./cents.ts";
import { type Held, type HeldDocument, judge, type Known, type Sale } from "./judge.ts";

const sale: Sale = {
  id: 1001,
  number: "1001",
  isLive: true,
  isRefused: false,
  kind: "invoice",
  currency: "SEK",
  gross: 12_500,
  vat: 2_500,
  vatSlack: 3,
  paid: 12_500,
  isEdited: false,
  credits: null,
  foreign: null,
};
const invoice: HeldDocument = {
  kind: "invoice",
  id: "a",
  order: "1001",
  code: "AAAAAAAA",
  currency: "SEK",
  gross: 12_500,
  vat: 2_500,
  paid: 12_500,
};
const row = (account: number, debit: number, credit = 0) => ({ account, debit, credit });
const VOUCHER = {
  name: "A1",
  rows: [row(1510, 12_500), row(3001, 0, 10_000), row(2611, 0, 2_500)],
};
const held = (documents: readonly HeldDocument[], change: Partial<Held> = {}): Held => ({
  documents,
  customers: ["anna@example.com SEK", "anna@example.com EUR"],
  vouchers: [VOUCHER],
  vatAccounts: [2611],
  invoicedVat: 2_500,
  items: [],
  problems: [],
  ...change,
});
const nobody: Known = { told: new Set(), touched: new Set(), mayBeLeft: false };
const told: Known = { ...nobody, told: new Set(["1001"]) };
const faults = (sales: readonly Sale[], all: Held, known = nobody): readonly string[] =>
  judge(sales, all, known).map(({ fault }) => fault);

test("an order that is as the shop says is nobody's matter", () => {
  expect(faults([sale], held([invoice]))).toEqual([]);
});

describe("what is wrong is seen, and that nobody is told of it", () => {
  const open = { ...invoice, paid: 0 };
  const cases: readonly (readonly [string, string, readonly Sale[], Held])[] = [
    ["lost", "no document", [sale], held([])],
    ["doubled", "two of one act", [sale], held([invoice, { ...invoice, id: "b" }])],
    [
      "doubled",
      "two of an order that nobody changed",
      [sale],
      held([invoice, { ...open, id: "b", code: "B", gross: 0, vat: 0 }]),
    ],
    ["amount", "a cent too much", [sale], held([{ ...invoice, gross: 12_501 }])],
    ["vat", "a cent beyond what is rounded", [sale], held([{ ...invoice, vat: 2_504 }])],
    ["kind", "a draft", [sale], held([{ ...invoice, kind: "draft-invoice" }])],
    ["currency", "another currency", [sale], held([{ ...invoice, currency: "EUR" }])],
    ["payment", "a cent that wasn't registered", [sale], held([{ ...invoice, paid: 12_499 }])],
    ["paid-twice", "twice a part", [{ ...sale, paid: 100 }], held([{ ...invoice, paid: 200 }])],
    [
      "not-taken-back",
      "a cancelled order that stands",
      [{ ...sale, isLive: false }],
      held([{ ...invoice, vat: 0 }]),
    ],
  ];
  test.each(cases)("%s: %s", (fault, _, sales, all) => {
    expect(faults(sales, all)).toEqual([fault, "untold"]);
    // Told of it, it is wrong all the same: nothing may be left to people in a usual world.
    expect(faults(sales, all, told)).toEqual([fault]);
  });
});

describe("what is wrong with the ledger as such", () => {
  const credit = { ...sale, number: "1002", credits: "1001", gross: -12_600, vat: -2_500, paid: 0 };
  const back = { ...invoice, order: "1002", code: "C", gross: -12_600, vat: -2_500, paid: 0 };
  const cases: readonly (readonly [string, string, readonly Sale[], Held])[] = [
    ["stranger", "a document of no order", [sale], held([invoice, { ...invoice, order: "9" }])],
    ["over-credited", "more back than sold", [sale, credit], held([invoice, back])],
    [
      "customer-doubled",
      "one address twice",
      [sale],
      held([invoice], { customers: ["a@b SEK", "a@b SEK"] }),
    ],
    [
      "books",
      "a voucher that is off by a cent",
      [sale],
      held([invoice], { vouchers: [{ name: "A1", rows: [...VOUCHER.rows, row(3740, 1)] }] }),
    ],
    ["books", "VAT that no document has", [sale], held([invoice], { invoicedVat: 2_499 })],
    [
      "books",
      "an item that its voucher doesn't carry",
      [sale],
      held([invoice], { items: [{ name: "1", owed: 100, posted: 99 }] }),
    ],
    ["books", "fractions of a cent", [sale], held([invoice], { problems: ["0.001 of a"] })],
  ];
  test.each(cases)("%s: %s", (fault, _, sales, all) => {
    expect(faults(sales, all)).toEqual([fault]);
  });
});

describe("people", () => {
  test("have to be told of a credit of more than was sold", () => {
    const refused = { ...sale, isLive: false, isRefused: true };
    expect(faults([refused], held([]))).toEqual(["untold"]);
    expect(faults([refused], held([]), told)).toEqual([]);
  });

  test("may take a document out of the ledger, and have it there only once", () => {
    const draft = { ...sale, kind: "draft-invoice", paid: null } as const;
    const touched = { ...nobody, touched: new Set(["1001"]) };
    const there = { ...invoice, kind: "draft-invoice", paid: null } as const;
    expect(faults([draft], held([]), touched)).toEqual([]);
    expect(faults([draft], held([there, { ...there, id: "b", code: "B" }]), touched)).toEqual([
      "doubled",
      "untold",
    ]);
  });

  test("may be left with an order where the ledger reads things otherwise, but with no double", () => {
    const left = { ...told, mayBeLeft: true };
    expect(faults([sale], held([]), left)).toEqual([]);
    expect(faults([sale], held([invoice, { ...invoice, id: "b" }]), left)).toEqual(["doubled"]);
  });

  test("may be left to pay back what an edit made too much, and with no payment twice", () => {
    const lower = { ...sale, isEdited: true, gross: 10_000, vat: 2_000, paid: 10_000 };
    const back = { ...invoice, id: "b", code: "B", gross: -2_500, vat: -500, paid: 0 };
    const left = { ...told, mayBeLeft: true };
    expect(faults([lower], held([invoice, back]), left)).toEqual([]);
    expect(faults([lower], held([invoice, back]), told)).toEqual(["not-paid-back"]);
    expect(faults([lower], held([invoice, back]))).toEqual(["not-paid-back", "untold"]);
    const twice = { ...invoice, paid: 25_000 };
    expect(faults([lower], held([twice, back]), left)).toEqual(["paid-twice"]);
    // Not followed at all, and told.
    expect(faults([lower], held([invoice]), told)).not.toContain("paid-twice");
    expect(faults([lower], held([invoice]))).toContain("untold");
    const whole = { ...sale, isEdited: true, paid: 10_000 };
    expect(faults([whole], held([invoice]), left)).toEqual(["paid-twice"]);
  });

  test("may be left to pay back a cancelled order that its payout refunded, where that is told", () => {
    const over = { ...sale, isLive: false, paid: 0 };
    const credit = { ...invoice, id: "b", code: "B", gross: -12_500, vat: -2_500, paid: 0 };
    const paid = { ...invoice, paid: 12_500 };
    expect(faults([over], held([paid, credit]), { ...told, mayBeLeft: true })).toEqual([]);
    expect(faults([over], held([paid, credit]), told)).toEqual(["not-paid-back"]);
    expect(faults([over], held([paid, credit]))).toEqual(["not-paid-back", "untold"]);
    const twice = { ...invoice, paid: 25_000 };
    expect(faults([over], held([twice, credit]), { ...told, mayBeLeft: true })).toEqual([
      "paid-twice",
    ]);
  });
});

test("cents are whole, or none", () => {
  expect([0.1, 1.15, 1001.01, -19.99, "12.30", null].map(cents)).toEqual([
    10, 115, 100_101, -1_999, 1_230, 0,
  ]);
  expect([0.001, 19.995].map(cents)).toEqual([null, null]);
  // Half a cent goes away from nought.
  expect([converted(125, 11.2), converted(5, 1.1), converted(-5, 1.1)]).toEqual([1_400, 6, -6]);
  expect([shown(-5), shown(123_456)]).toEqual(["-0.05", "1234.56"]);
});

describe("credits in another currency are converted together", () => {
  const RATE = 11.2;
  const credit = (number: string, inEuros: number): Sale => ({
    ...sale,
    number,
    kind: "voucher",
    gross: converted(inEuros, RATE),
    vat: 0,
    paid: converted(inEuros, RATE),
    credits: "1000",
    foreign: { cents: inEuros, rate: RATE },
  });
  const booked = (order: string, gross: number): HeldDocument => ({
    ...invoice,
    kind: "voucher",
    order,
    code: order,
    gross,
    vat: 0,
    paid: gross,
  });
  const credits = [credit("1001", -4_754), credit("1002", -1_063)];
  const of = (sales: readonly Sale[], ...grosses: readonly number[]): readonly string[] => {
    const documents = grosses.map((gross, n) => booked(sales[n]?.number ?? "", gross));
    return judge(sales, held(documents, { vouchers: [], invoicedVat: 0 }), nobody)
      .filter(({ fault }) => fault !== "untold" && fault !== "over-credited")
      .map(({ fault, of: whose }) => `${fault} ${whose}`);
  };

  test("a cent is between them, and never beside their sum", () => {
    expect(of(credits, -53_245, -11_905)).toEqual([]);
    expect(of(credits, -53_245, -11_906)).toEqual(["amount 1000"]);
    expect(of(credits, -53_243, -11_907)).toEqual(["amount 1001", "payment 1001"]);
  });

  test("one alone is converted by itself", () => {
    expect(of(credits.slice(1), -11_906)).toEqual([]);
    expect(of(credits.slice(1), -11_905)).toEqual(["amount 1002", "payment 1002"]);
  });
});
