/** The list of a day's orders, read back by PDF.js: what it says, and that it stays small. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../../../src/domain/language.ts";
import {
  DAY_LIST_MAX_BYTES,
  drawDayList,
  type ListedShare,
} from "../../../../src/flows/orders/supporting/day-list.ts";
import { readPdf } from "../../../support/read-pdf.ts";

const DAY = "2026-11-28";
const facts = (shares: readonly ListedShare[]) => ({
  company: "Zażółć AB",
  currency: "SEK",
  number: "A17",
  shares,
});
const SHARES: readonly ListedShare[] = [
  { label: "1001", role: "voucher", amount: "125.00" },
  { label: "1002", role: "voucher-credit", amount: "1234.56" },
  { label: "1003", role: "voucher-payment", amount: "0.01" },
];

test("it names each order, what of it is in the voucher, and what all come to", async () => {
  const { text, title, pages } = await readPdf(
    await drawDayList({ day: DAY, language: "en" }, facts(SHARES)),
  );
  expect([title, pages.length]).toEqual(["Orders in the daily voucher of 28 Nov 2026", 1]);
  for (const said of [
    "Zażółć AB",
    "Voucher A17: 3 entries, 1,359.57 SEK",
    "1001",
    "Sale",
    "125.00",
    "1002",
    "Credit",
    "1,234.56",
    "1003",
    "Payment",
    "0.01",
  ])
    expect(text).toContain(said);
});

test.each(LANGUAGES)(
  "it is drawn in %s, and the same day gives the same bytes",
  async (language) => {
    const [one, two] = await Promise.all(
      [SHARES, SHARES].map((shares) => drawDayList({ day: DAY, language }, facts(shares))),
    );
    expect(one).toEqual(two);
    const fewer = await drawDayList({ day: DAY, language }, facts(SHARES.slice(1)));
    expect(fewer).not.toEqual(one);
  },
);

test("ten thousand orders are all in it, in less than half of what may be sent", async () => {
  const shares = Array.from({ length: 10_000 }, (_, n) => ({
    label: String(200_000 + n),
    role: "voucher",
    amount: `${(n * 37) % 9_000}.${String(n % 100).padStart(2, "0")}`,
  }));
  const bytes = await drawDayList({ day: DAY, language: "sv" }, facts(shares));
  console.info(`10,000 orders: ${bytes.length} bytes`);
  expect(bytes.length).toBeLessThan(DAY_LIST_MAX_BYTES / 2);
  const { text } = await readPdf(bytes);
  expect(shares.filter(({ label }) => !text.includes(label))).toEqual([]);
});
