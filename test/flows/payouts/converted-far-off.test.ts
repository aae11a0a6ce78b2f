/** A converted amount far from its order's rate is no exchange difference: a person decides. */
import { expect, test } from "vitest";
import type { PayoutLine } from "../../../src/domain/payouts/lines.ts";
import { addLines, NO_SUMS } from "../../../src/flows/payouts/sums.ts";
import { matchLines } from "../../support/match-lines.ts";
import { finding, target } from "./kit.ts";

/** 50 EUR were booked at 11.00. */
const order = target("1001", { gross: "50.00", currency: "EUR", rate: "11" });

const line = (paid: string, gross: string, more: Partial<PayoutLine> = {}): PayoutLine => ({
  id: "l1",
  at: 2,
  day: "2026-03-02",
  kind: "sale",
  feeKind: "payment",
  type: "charge",
  gross,
  fee: "0.00",
  feeVat: "0.00",
  net: gross,
  paid: { currency: "EUR", amount: paid },
  reference: "1001",
  text: "",
  paymentId: null,
  method: "card",
  ...more,
});
const match = (one: PayoutLine, person = false) => {
  const persons = new Map(person ? [[one.id, order]] : []);
  return matchLines([one], { find: finding([order]), currency: "SEK", persons });
};
const why = (one: PayoutLine, person = false): string | null => {
  const [found] = match(one, person);
  return found === undefined || found.match !== null ? null : found.why;
};

test.each([
  // The rate moved, and the provider took its margin.
  ["50.00", "528.00", null],
  ["50.00", "605.00", null],
  ["-50.00", "-500.00", null],
  // A hundredth of what was paid, and a sign that was turned.
  ["0.50", "550.00", "rate"],
  ["50.00", "606.00", "rate"],
  ["50.00", "494.00", "rate"],
  ["-50.00", "550.00", "rate"],
  ["-50.00", "-606.00", "rate"],
  // Cents of a small amount are rounding.
  ["0.01", "0.15", null],
  ["0.01", "0.20", "rate"],
])("%s EUR that came as %s", (paid, gross, said) => {
  const kind = paid.startsWith("-") ? "refund" : "sale";
  expect(why(line(paid, gross, { kind }))).toBe(said);
});

test("a dispute far from the order's rate is held too", () => {
  expect(why(line("-50.00", "-5.50", { kind: "chargeback" }))).toBe("rate");
});

test("what is held is no gain, and what a person chooses is booked", () => {
  const far = line("0.50", "550.00");
  expect(addLines(NO_SUMS, match(far))).toMatchObject({
    currency: { gain: "0.00", loss: "0.00" },
    unmatched: { count: 1, amount: "550.00" },
  });
  expect(why(far, true)).toBeNull();
});

test("in the company's currency, or where nothing says what was paid, nothing is compared", () => {
  expect(why(line("50.00", "5.00", { paid: null }))).toBeNull();
  const home = target("1001", { gross: "50.00", currency: "SEK", rate: null });
  const find = finding([home]);
  const [found] = matchLines([line("", "5.00", { paid: null })], { find, currency: "SEK" });
  expect(found?.match).not.toBeNull();
});
