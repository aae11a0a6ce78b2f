/** A prediction against a voucher: what agrees, and everything that may differ by hand. */
import { expect, test } from "vitest";
import type { Posting, PostingLine, ReadLine } from "../../../../src/domain/ledger/posting.ts";
import { comparePosting } from "../../../../src/flows/orders/posting/posting-vs-voucher.ts";

const line = (
  account: number | null,
  debit: string,
  credit: string,
  within?: string,
): PostingLine => ({
  role: "revenue",
  account,
  debit,
  credit,
  vatCode: null,
  lines: [],
  reasons: [],
  ...(within === undefined ? {} : { within }),
});
const posting = (lines: readonly PostingLine[], converted = false): Posting => ({
  currency: "SEK",
  converted,
  date: null,
  lines,
});
const booked = (
  ...rows: readonly (readonly [number, string, string])[]
): { lines: ReadLine[] } => ({
  lines: rows.map(([account, debit, credit]) => ({
    account,
    name: null,
    debit,
    credit,
    vatCodeId: null,
    vatCode: null,
  })),
});

const SALE = posting([
  line(null, "125.00", "0.00"),
  line(3001, "0.00", "100.00"),
  line(2611, "0.00", "25.00"),
]);
const different = (...args: Parameters<typeof comparePosting>) =>
  comparePosting(...args)
    .lines.filter(({ differs }) => differs)
    .map(({ account, expected, found }) => [account, expected, found]);

test("an account without a prediction goes with the line that has its amount", () => {
  const compared = comparePosting(
    SALE,
    booked([1510, "125.00", "0.00"], [3001, "0.00", "100.00"], [2611, "0.00", "25.00"]),
  );
  expect(compared.same).toBe(true);
  expect(compared.lines.find(({ account }) => account === 1510)?.predicted).toEqual([
    SALE.lines[0],
  ]);
  expect(compared.lines.map(({ account }) => account)).toEqual([3001, 2611, 1510]);
});

test("VAT of a cent that rounding may have made nothing is no difference where no row has it", () => {
  const tiny = (within: string): Posting =>
    posting([
      line(1510, "0.04", "0.00"),
      { ...line(2611, "0.00", "0.01"), within },
      { ...line(3001, "0.00", "0.03"), within },
    ]);
  const there = booked([1510, "0.04", "0.00"], [3001, "0.00", "0.04"]);
  expect(different(tiny("0.01"), there)).toEqual([]);
  expect(different(tiny("0"), there)).toEqual([
    [2611, "-0.01", null],
    [3001, "-0.03", "-0.04"],
  ]);
  expect(different(posting([line(2611, "0.00", "0.00")]), booked())).toEqual([
    [2611, "0.00", null],
  ]);
});

test("rows of one account count together, whatever project they are of", () => {
  expect(
    comparePosting(
      SALE,
      booked(
        [3001, "0.00", "60.00"],
        [3001, "0.00", "40.00"],
        [2611, "0.00", "25.00"],
        [1510, "125.00", "0.00"],
      ),
    ).same,
  ).toBe(true);
});

test.each<readonly [string, ReturnType<typeof booked>, readonly unknown[]]>([
  [
    "another account",
    booked([1510, "125.00", "0.00"], [3999, "0.00", "100.00"], [2611, "0.00", "25.00"]),
    [
      [3001, "-100.00", null],
      [3999, null, "-100.00"],
    ],
  ],
  [
    "the other side",
    booked([1510, "125.00", "0.00"], [3001, "100.00", "0.00"], [2611, "0.00", "25.00"]),
    [[3001, "-100.00", "100.00"]],
  ],
  [
    "VAT left out",
    booked([1510, "125.00", "0.00"], [3001, "0.00", "125.00"]),
    [
      [3001, "-100.00", "-125.00"],
      [2611, "-25.00", null],
    ],
  ],
  [
    "a cent",
    booked([1510, "125.00", "0.00"], [3001, "0.00", "100.01"], [2611, "0.00", "24.99"]),
    [
      [3001, "-100.00", "-100.01"],
      [2611, "-25.00", "-24.99"],
    ],
  ],
  [
    "more than was predicted",
    booked(
      [1510, "125.00", "0.00"],
      [3001, "0.00", "100.00"],
      [2611, "0.00", "25.00"],
      [6570, "5.00", "0.00"],
      [1930, "0.00", "5.00"],
    ),
    [
      [6570, null, "5.00"],
      [1930, null, "-5.00"],
    ],
  ],
  [
    "another receivable",
    booked([1510, "120.00", "0.00"], [3001, "0.00", "100.00"], [2611, "0.00", "25.00"]),
    [
      [null, "125.00", null],
      [1510, null, "120.00"],
    ],
  ],
  [
    "an account that comes to nothing",
    booked(
      [1510, "125.00", "0.00"],
      [3001, "0.00", "100.00"],
      [2611, "0.00", "25.00"],
      [6570, "5.00", "0.00"],
      [6570, "0.00", "5.00"],
    ),
    [[6570, null, "0.00"]],
  ],
])("what differs is told: %s", (_, voucher, expected) => {
  expect(different(SALE, voucher)).toEqual(expected);
  expect(comparePosting(SALE, voucher).same).toBe(false);
});

test("cents may be divided otherwise only where that was said, and only if the sum is right", () => {
  const divided = posting([
    line(null, "125.00", "0.00"),
    line(3001, "0.00", "60.00", "0.02"),
    line(3041, "0.00", "40.00", "0.02"),
    line(2611, "0.00", "25.00"),
  ]);
  const voucher = (goods: string, services: string) =>
    booked(
      [1510, "125.00", "0.00"],
      [3001, "0.00", goods],
      [3041, "0.00", services],
      [2611, "0.00", "25.00"],
    );
  expect(different(divided, voucher("60.01", "39.99"))).toEqual([]);
  expect(different(divided, voucher("60.03", "39.97"))).toHaveLength(2);
  expect(different(divided, voucher("60.01", "40.00"))).toEqual([[3001, "-60.00", "-60.01"]]);
});

test("cents of an account that the ledger alone knows may be on a known one, up to what was said", () => {
  const partly = posting([
    line(null, "75.00", "0.00"),
    line(3001, "0.00", "60.00", "0.02"),
    line(null, "0.00", "15.00", "0.02"),
  ]);
  const voucher = (goods: string, vat: string) =>
    booked([1510, "75.00", "0.00"], [3001, "0.00", goods], [2670, "0.00", vat]);
  expect(different(partly, voucher("60.02", "14.98"))).toEqual([]);
  expect(different(partly, voucher("60.03", "14.97"))).not.toEqual([]);
});

test("what is exact on an account whose cents may be divided otherwise counts as it is", () => {
  const mixed = posting([
    line(null, "110.00", "0.00"),
    line(3001, "0.00", "60.00", "0.02"),
    line(3001, "0.00", "10.00"),
    line(3041, "0.00", "40.00", "0.02"),
  ]);
  const voucher = (goods: string, services: string) =>
    booked([1510, "110.00", "0.00"], [3001, "0.00", goods], [3041, "0.00", services]);
  expect(different(mixed, voucher("70.01", "39.99"))).toEqual([]);
  expect(different(mixed, voucher("70.01", "40.00"))).toEqual([[3001, "-70.00", "-70.01"]]);
});

test("several lines without an account may stand on one", () => {
  const two = posting([
    line(null, "125.00", "0.00"),
    line(3001, "0.00", "100.00"),
    line(null, "0.00", "19.00"),
    line(null, "0.00", "6.00"),
  ]);
  expect(
    different(
      two,
      booked([1510, "125.00", "0.00"], [3001, "0.00", "100.00"], [2670, "0.00", "25.00"]),
    ),
  ).toEqual([]);
});

test("another currency is compared at the document's rate, within a cent a line; without a rate by accounts", () => {
  const eur = posting(SALE.lines, true);
  const voucher = booked(
    [1510, "1388.88", "0.00"],
    [3001, "0.00", "1111.11"],
    [2611, "0.00", "277.77"],
  );
  expect(different(eur, voucher, "11.1111")).toEqual([]);
  expect(different(eur, voucher, "11.5")).not.toEqual([]);
  expect(different(eur, voucher)).toEqual([]);
  expect(
    different(eur, booked([1510, "1388.88", "0.00"], [3002, "0.00", "1388.88"])).map(
      ([account]) => account,
    ),
  ).toEqual([3001, 2611, 3002]);
  const turned = booked(
    [1510, "0.00", "1388.88"],
    [3001, "0.00", "1111.11"],
    [2611, "0.00", "277.77"],
  );
  expect(different(eur, turned)).toEqual([
    [null, null, null],
    [1510, null, "-1388.88"],
  ]);
});
