/** A line that is near to two figures of its order takes the nearest one. */
import { expect, test } from "vitest";
import { bookedAt, addLines, NO_SUMS } from "../../../src/flows/payouts/sums.ts";
import { target } from "./kit.ts";
import type { PayoutLine } from "../../../src/domain/payouts/lines.ts";

const line = (gross: string, more: Partial<PayoutLine> = {}): PayoutLine => ({
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
  paid: null,
  reference: "1001",
  text: "",
  paymentId: null,
  method: "card",
  ...more,
});
// 100 EUR booked at 11.00; the shop lowered it to 97 EUR afterwards.
const of = target("1001", { gross: "97.00", booked: "100.00", currency: "EUR", rate: "11" });

test("the payment of 100 EUR takes 1,100.00 off clearing, not 1,067.00", () => {
  expect(bookedAt({ line: line("1100.00"), match: { target: of, by: "reference" } })).toBe(
    "1100.00",
  );
});
test("sale and refund of 3 EUR together leave no gain", () => {
  const all = addLines(NO_SUMS, [
    { line: line("1100.00"), match: { target: of, by: "reference" } },
    { line: line("-33.00", { id: "l2", kind: "refund" }), match: { target: of, by: "reference" } },
  ]);
  expect([all.clearing, all.currency]).toEqual([
    { card: "1067.00" },
    { gain: "0.00", loss: "0.00" },
  ]);
});
