/** Reasons that say of what an amount is, and in which currency. */
import { expect, test } from "vitest";
import { bareReason } from "../support/bare-reason.ts";
import { reasonText } from "../support/reason-text.ts";

const text = (...told: Parameters<typeof bareReason>): string =>
  reasonText(bareReason(...told)).text;

test("what an edit credits is said where it is why the order waits for an approval", () => {
  const approval = { rule: "amount", from: "1000", currency: "SEK" };
  expect(text("waits-for-approval", approval)).toContain("the amount is 1,000.00 SEK or more");
  expect(text("waits-for-approval", { ...approval, credited: "1999.9" })).toContain(
    "it credits 1,999.90 SEK of what is booked, and the limit is 1,000.00",
  );
});

test("what a dispute took is said in the order's currency, where that is known", () => {
  const lost = { due: "40", number: "7", account: "6064", stands: "credit", on: null };
  expect(text("refunded-by-dispute", { ...lost, currency: "EUR" })).toContain("40.00 EUR of it");
  expect(text("refunded-by-dispute", lost)).toContain("40.00 of it");
});
