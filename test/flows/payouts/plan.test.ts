/** What a payout's voucher holds, case by case, and what holds it. */
import { expect, test } from "vitest";
import { type FileLine, WRITE, type Written } from "../../sandbox/settlement-files.ts";
import { finding, movedBy, optionsOf, planOf, readFile, settingsOf, target } from "./kit.ts";

const KNOWN = finding(["E1", "E2", "E3"].map((label) => target(label)));

function planned(
  lines: readonly FileLine[],
  settings = settingsOf(),
  find = KNOWN,
  written: Written = "stripe",
) {
  const text = WRITE[written]([{ id: "P1", day: "2026-03-02", lines }]);
  const read = readFile(text, optionsOf(written));
  if ("code" in read || read.payouts[0] === undefined) throw new Error(JSON.stringify(read));
  return planOf(read.payouts[0], find, settings);
}

const sale: FileLine = { kind: "sale", ref: "E1", cents: 100_000, fee: 1_250 };
const withVat = (value: string) => settingsOf({ lookups: { payoutFeeVat: { default: value } } });

const FEES: readonly [name: string, value: string, moved: Readonly<Record<string, string>>][] = [
  ["exempt", "exempt", { "6570": "12.50" }],
  ["within the fee", "included 25", { "6570": "10.00", "2641": "2.50" }],
  ["reverse charge", "reverse 25", { "6570": "12.50", "2645": "3.13", "2614": "-3.13" }],
  ["waits for an invoice", "invoice", { "1790": "12.50" }],
  ["as in the file, which names none", "file", { "6570": "12.50" }],
];
for (const [name, value, moved] of FEES)
  test(`a fee by the treatment that the tenant chose: ${name}`, () => {
    expect(movedBy(planned([sale], withVat(value)))).toEqual({
      "1930": "987.50",
      "1686": "-1000.00",
      ...moved,
    });
  });

test("without a choice of VAT for fees the payout is held, whatever else is set", () => {
  const none = settingsOf({ lookups: { payoutFeeVat: {} } });
  expect(movedBy(planned([sale], none))).toEqual(["payout-fee-vat-missing"]);
  const others = settingsOf({ lookups: { payoutFeeVat: { table: { klarna: "exempt" } } } });
  expect(movedBy(planned([sale], others))).toEqual(["payout-fee-vat-missing"]);
});

test("a choice of VAT counts from its day on", () => {
  const from = (day: string) =>
    settingsOf({ lookups: { payoutFeeVat: { table: { [`stripe from ${day}`]: "exempt" } } } });
  expect(movedBy(planned([sale], from("2026-03-03")))).toEqual(["payout-fee-vat-missing"]);
  expect(movedBy(planned([sale], from("2026-03-02")))).toMatchObject({ "6570": "12.50" });
});

test("fees of disputes may go elsewhere than those of payments", () => {
  const lines: readonly FileLine[] = [
    sale,
    { kind: "chargeback", ref: "E2", cents: 30_000, fee: 15_000 },
  ];
  const apart = settingsOf({
    lookups: { payoutFee: { default: "6570", table: { "stripe/dispute": "6352" } } },
  });
  expect(movedBy(planned(lines, apart))).toEqual({
    "1930": "537.50",
    "6570": "12.50",
    "6352": "150.00",
    "1686": "-700.00",
  });
});

test("VAT beside a fee is held where the chosen treatment has no place for it", () => {
  const lines: readonly FileLine[] = [{ ...sale, vat: 312 }];
  expect(movedBy(planned(lines, withVat("exempt"), KNOWN, "klarna"))).toEqual([
    "payout-fee-vat-differs",
  ]);
  expect(movedBy(planned(lines, withVat("file"), KNOWN, "klarna"))).toEqual({
    "1930": "984.38",
    "6570": "12.50",
    "2641": "3.12",
    "1686": "-1000.00",
  });
});

test("a chargeback stays open on clearing, or is booked on its own account, as chosen", () => {
  const lines: readonly FileLine[] = [
    { kind: "sale", ref: "E1", cents: 100_000 },
    { kind: "chargeback", ref: "E2", cents: 40_000 },
    { kind: "won", ref: "E3", cents: 10_000 },
  ];
  expect(movedBy(planned(lines))).toEqual({ "1930": "700.00", "1686": "-700.00" });
  expect(movedBy(planned(lines, settingsOf({ payouts: { chargebacks: "account" } })))).toEqual({
    "1930": "700.00",
    "1686": "-1000.00",
    "6351": "300.00",
  });
});

test("what is held back is a claim, and goes when it is paid out", () => {
  const lines: readonly FileLine[] = [
    { kind: "sale", ref: "E1", cents: 100_000 },
    { kind: "held", ref: "", cents: 25_000 },
    { kind: "released", ref: "", cents: 5_000 },
  ];
  expect(movedBy(planned(lines))).toEqual({
    "1930": "800.00",
    "1689": "200.00",
    "1686": "-1000.00",
  });
});

test("each means of payment may have a clearing account of its own", () => {
  const apart = settingsOf({
    lookups: { payoutClearing: { table: { stripe: "1686", "stripe/card": "1687" } } },
  });
  expect(movedBy(planned([{ ...sale, fee: 0 }], apart))).toEqual({
    "1930": "1000.00",
    "1687": "-1000.00",
  });
});

test("a part without its account is named, and all of them at once", () => {
  const bare = settingsOf({ lookups: { payoutBank: {}, payoutClearing: {} } });
  const plan = planned([sale, { kind: "held", ref: "", cents: 1 }], {
    ...bare,
    payouts: { ...bare.payouts, accounts: { ...bare.payouts.accounts, reserve: null } },
  });
  if (plan.kind !== "held") throw new Error("it was planned");
  expect(plan.reasons.map(({ params }) => [params["part"], params["of"]])).toEqual([
    ["bank", "stripe"],
    ["reserve", "stripe"],
    ["clearing", "stripe/card"],
  ]);
});

test("a payout in another currency than the books is held", () => {
  const text = WRITE.mollie([
    { id: "P1", day: "2026-03-02", lines: [{ kind: "sale", ref: "E1", cents: 100 }] },
  ]);
  const read = readFile(text, optionsOf("mollie"));
  if ("code" in read || read.payouts[0] === undefined) throw new Error("unread");
  expect(movedBy(planOf(read.payouts[0], KNOWN, settingsOf(), "SEK"))).toEqual([
    "payout-currency-foreign",
  ]);
});

test("lines that were left out never come as rounding", () => {
  const text = WRITE.stripe([
    { id: "P1", day: "2026-03-02", lines: [sale, { kind: "sale", ref: "E2", cents: 5_000 }] },
  ]);
  const read = readFile(text, optionsOf("stripe"));
  if ("code" in read || read.payouts[0] === undefined) throw new Error("unread");
  const [whole] = read.payouts;
  expect(movedBy(planOf({ ...whole, all: whole.all.slice(0, 1) }, KNOWN))).toEqual([
    "settlement-sum-differs",
  ]);
});

test("a provider's rounding is booked up to the limit, and refused above it", () => {
  const text = WRITE.klarna([
    { id: "P1", day: "2026-03-02", lines: [{ kind: "sale", ref: "E1", cents: 10_000 }] },
  ]).replace("100.00;P1", "100.02;P1");
  const refused = readFile(text, optionsOf("klarna", { roundingLimit: "0.01" }));
  expect("code" in refused ? [refused.code, refused.params["line"]] : "read").toEqual([
    "settlement-sum-differs",
    2,
  ]);
  const read = readFile(text, optionsOf("klarna", { roundingLimit: "0.02" }));
  if ("code" in read || read.payouts[0] === undefined) throw new Error("unread");
  const limit = settingsOf({ payouts: { roundingLimit: "0.02" } });
  expect(movedBy(planOf(read.payouts[0], KNOWN, limit))).toEqual({
    "1930": "100.02",
    "1686": "-100.00",
    "3740": "-0.02",
  });
});

test("a whole order in another currency is known without what was paid in it, a part isn't", () => {
  const booked = (cents: number, more: object = {}) => {
    const text = WRITE.stripe([
      { id: "P1", day: "2026-03-02", lines: [{ kind: "sale", ref: "E1", cents }] },
    ]);
    const read = readFile(text, optionsOf("stripe"));
    if ("code" in read || read.payouts[0] === undefined) throw new Error("unread");
    const order = target("E1", { gross: "89.00", currency: "EUR", rate: "11.20", ...more });
    return movedBy(planOf(read.payouts[0], finding([order])));
  };
  expect(booked(98_434)).toMatchObject({ "1686": "-996.80", "7960": "12.46" });
  expect(booked(100_000)).toMatchObject({ "1686": "-996.80", "3960": "-3.20" });
  // Half of the order, and one without a rate: what was received.
  expect(booked(49_217)).toMatchObject({ "1686": "-492.17" });
  expect(booked(98_434, { rate: null })).toMatchObject({ "1686": "-984.34" });
  // It was made smaller after it was paid.
  expect(booked(98_434, { gross: "20.00", booked: "89.00" })).toMatchObject({ "1686": "-996.80" });
});

test("a sale in another currency empties clearing of what it was booked at", () => {
  const text = WRITE.stripe([
    { id: "P1", day: "2026-03-02", lines: [{ kind: "sale", ref: "E1", cents: 98_434, fee: 100 }] },
  ]).replace(",,sek,ch_E1", ",89.00,eur,ch_E1");
  const read = readFile(text, optionsOf("stripe"));
  if ("code" in read || read.payouts[0] === undefined) throw new Error("unread");
  const booked = (rate: string) =>
    finding([target("E1", { gross: "89.00", currency: "EUR", rate })]);
  expect(movedBy(planOf(read.payouts[0], booked("11.00")))).toMatchObject({
    "1686": "-979.00",
    "3960": "-5.34",
  });
  expect(movedBy(planOf(read.payouts[0], booked("11.20")))).toMatchObject({
    "1686": "-996.80",
    "7960": "12.46",
  });
  expect(movedBy(planOf(read.payouts[0], finding([target("E1", { currency: "NOK" })])))).toEqual([
    "payout-lines-unmatched",
  ]);
});
