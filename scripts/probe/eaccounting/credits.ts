/** How credits are counted, by converts that are refused. Nothing of it is booked. */
import { check, differs, holds, unclear, type Judgement } from "../check.ts";
import { type CreditSeen, seenCredits } from "./booked.ts";
import { num } from "./read.ts";

const TOTAL = "TotalAmountInvoiceCurrency";
const ROUNDINGS = "TotalRoundingsInvoiceCurrency";

const found = (seen: readonly CreditSeen[], quantity: 1 | -1): CreditSeen | undefined =>
  seen.find((one) => one.quantity === quantity);

/** By the credit whose total is below nought: rows as sold, or turned. */
function rowsOfCredits(seen: readonly CreditSeen[]): "positive" | "negative" | null {
  const right = (quantity: 1 | -1): boolean => {
    const faults = found(seen, quantity)?.faults ?? null;
    return faults !== null && faults.includes(ROUNDINGS) && !faults.includes(TOTAL);
  };
  return right(1) ? "positive" : right(-1) ? "negative" : null;
}

const booked = (seen: readonly CreditSeen[]): Judgement | null =>
  seen.some((one) => one.booked)
    ? differs("a convert with wrong totals is booked: expected totals aren't compared")
    : null;

export const CREDIT_CHECKS = [
  check({
    id: "E44",
    level: "book",
    switches: ["creditRows", "creditOfWrongSign"],
    look: seenCredits,
    judge: (seen) => {
      const creditRows = rowsOfCredits(seen);
      if (creditRows === null) return booked(seen) ?? unclear("the refusals name no fields");
      const wrong = found(seen, creditRows === "positive" ? -1 : 1);
      const how = creditRows === "positive" ? "as they were sold" : "turned";
      const told = `rows of a credit come ${how}`;
      if (wrong === undefined || wrong.faults === null) return holds(told, { creditRows });
      const creditOfWrongSign = wrong.faults.includes(ROUNDINGS) ? "taken" : "refused";
      return holds(`${told}; one of the wrong sign is ${creditOfWrongSign}`, {
        creditRows,
        creditOfWrongSign,
      });
    },
  }),
  check({
    id: "E45",
    level: "book",
    switches: ["creditTotals"],
    look: seenCredits,
    judge: (seen) => {
      const creditRows = rowsOfCredits(seen);
      if (creditRows === null) return booked(seen) ?? unclear("the refusals name no fields");
      const right = found(seen, creditRows === "positive" ? 1 : -1);
      const total = num(right?.draft["TotalAmount"]) ?? 0;
      const creditTotals = total < 0 ? "negative" : "positive";
      return holds(`the total of a credit shows ${creditTotals}`, { creditTotals });
    },
  }),
  check({
    id: "E46",
    level: "book",
    switches: ["creditExpectedRows"],
    look: seenCredits,
    judge: (seen) => {
      const creditRows = rowsOfCredits(seen);
      const faults = found(seen, 1)?.faults ?? null;
      if (creditRows === null || faults === null)
        return booked(seen) ?? unclear("the refusals name no fields");
      if (creditRows === "negative") return holds("totals are below nought; rows are as sent");
      const creditExpectedRows = faults.some((field) => field.startsWith("Rows"))
        ? "as-total"
        : "as-row";
      return creditExpectedRows === "as-row"
        ? holds("totals are below nought, rows as sent", { creditExpectedRows })
        : differs("totals and rows are below nought", { creditExpectedRows });
    },
  }),
];
