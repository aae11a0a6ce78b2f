/** Sums of a posting list that go from one part of it to the next. */
import { expect, test } from "vitest";
import { amount, dec } from "../../../src/domain/money.ts";
import type { ListedDocument } from "../../../src/http/words/posting-lines.ts";
import {
  NO_TOTALS,
  type PostingTotals,
  readTotals,
  withDocuments,
} from "../../../src/http/words/posting-totals.ts";

const DAYS = { from: "2026-11-01", to: "2026-11-30" };
const line = { account: 3001, name: "Sales", credit: null, vatCode: "05", currency: "SEK" };
const document = (more: Partial<ListedDocument>): ListedDocument => ({
  title: "Invoice",
  source: "read",
  voucher: "A1",
  date: "2026-11-23",
  lines: [{ ...line, debit: amount(dec("1.00")) }],
  ...more,
});

test("what is lacking is counted, and goes with the sums to the next part", () => {
  const first = withDocuments(NO_TOTALS, [document({ source: "predicted", lines: [] })], {
    ...DAYS,
    orders: [{}, { untold: true }],
  });
  const sent = readTotals(JSON.stringify(first)) ?? expect.unreachable();
  const next = withDocuments(
    sent,
    [
      document({}),
      document({ source: "compared", lines: [] }),
      // Nothing of these is in the ledger, or not yet: no sum lacks them.
      document({ source: "gone", lines: [] }),
      document({ source: "none", lines: [] }),
      document({ source: "planned", lines: [] }),
    ],
    { ...DAYS, orders: [{}] },
  );
  expect(next).toMatchObject({ documents: 1, lacking: 2, untold: 1, orders: 3 });
});

test("names and VAT codes of any length go on to the next part, and stay one sum", () => {
  const long = { name: "n".repeat(201), vatCode: "v".repeat(41) };
  const lines = [{ ...line, ...long, debit: amount(dec("-1.00")) }];
  const added = (before: PostingTotals): PostingTotals => {
    const sums = withDocuments(before, [document({ lines })], { ...DAYS, orders: [{}] });
    return readTotals(JSON.stringify(sums)) ?? expect.unreachable("it can't travel");
  };
  expect(added(added(NO_TOTALS))).toMatchObject({
    within: [{ name: "n".repeat(200), vatCode: "v".repeat(40), debit: "-2.00" }],
    documents: 2,
  });
});
