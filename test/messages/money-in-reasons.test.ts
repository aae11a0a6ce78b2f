/** Reasons that say of what an amount or a count is, in which currency, and what helps. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { bareReason } from "../support/bare-reason.ts";
import { reasonText } from "../support/reason-text.ts";

const text = (...told: Parameters<typeof bareReason>): string =>
  reasonText(bareReason(...told)).text;

test("what an edit credits is said where it is why the order waits for an approval", () => {
  const approval = { rule: "amount", from: "1000", currency: "SEK" };
  expect(text("waits-for-approval", approval)).toContain("the amount is 1,000.00 SEK or more");
  expect(text("waits-for-approval", { ...approval, credited: "1999.9" })).toContain(
    "it takes back 1,999.90 SEK of what is booked, and the limit is 1,000.00",
  );
});

test("what a dispute took is said in the order's currency, where that is known", () => {
  const lost = { due: "40", number: "7", account: "6064", stands: "credit", on: null };
  expect(text("refunded-by-dispute", { ...lost, currency: "EUR" })).toContain("40.00 EUR of it");
  expect(text("refunded-by-dispute", lost)).toContain("40.00 of it");
});

test("what a refund lacks is said in the order's currency, where that is known", () => {
  const lacks = { due: "40", paid: "25", number: "7", refunded: "5" };
  const said = text("refund-without-payment", { ...lacks, currency: "EUR" });
  expect(said).toContain("refunded 40.00 EUR, but only 25.00 of");
  expect(text("refund-without-payment", lacks)).toContain("refunded 40.00, but");
});

test.each(["draft", "sales-order"] as const)(
  "a refund without a credit order tells to make one, of a %s too",
  (as) => {
    const { next } = reasonText(
      reason("refunded-without-credit", { credited: null, number: "7", as }),
    );
    expect(next).toContain("If it has none yet, create one.");
  },
);

test("where no stock level changes, Swedish sets stock tracking against that", () => {
  const said = (rows: number) =>
    reasonText(reason("stock-would-change", { rows, managed: 2 }), "sv").text;
  expect(said(0)).toContain("ändras, men lagerföring skulle slås på för 2 artiklar");
  expect(said(1)).toContain("ändras och lagerföring slås på för 2 artiklar");
});

test("pieces and articles don't run into each other in Polish", () => {
  const told = reason("stock-unbooked", { articles: 2, orders: 1, pieces: "5" });
  expect(reasonText(told, "pl").text).toContain("5 szt. (2 towary) sprzedanych");
});

test("a payout that overlaps another, which may only be approved, isn't said to be booked now", () => {
  const told = reason("payout-overlaps", { payout: "7", count: 2 });
  const said = LANGUAGES.map((language) => reasonText(told, language).text).join("\n");
  expect(said).not.toMatch(/boekt die nu|właśnie księguje|håller på/);
  expect(said).toMatch(/will book(.|\n)*gaat die boeken(.|\n)*zaksięguje(.|\n)*kommer att/);
});
