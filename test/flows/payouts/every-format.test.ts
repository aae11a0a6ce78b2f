/** What holds for the file of every provider: a dozen cases each, as data. */
import { expect, test } from "vitest";
import {
  CAN,
  type FileLine,
  type FilePayout,
  point,
  WRITE,
  type Written,
} from "../../sandbox/settlement-files.ts";
import {
  finding,
  movedBy,
  optionsOf,
  payoutIdOf,
  planOf,
  readFile,
  settingsOf,
  target,
} from "./kit.ts";

const FORMATS = Object.keys(WRITE) as Written[];

const sales = (written: Written): readonly FileLine[] => [
  { kind: "sale", ref: "B1001", cents: 124_900, ...(CAN[written].fees ? { fee: 2054 } : {}) },
  { kind: "sale", ref: "B1002", cents: 5_990, ...(CAN[written].fees ? { fee: 179 } : {}) },
  { kind: "refund", ref: "B1001", cents: 20_000 },
];
const one = (written: Written): FilePayout => ({
  id: written === "swish" ? "2026-03-02" : "P1",
  day: "2026-03-02",
  lines: sales(written),
});
const KNOWN = finding(["B1001", "B1002"].map((label) => target(label)));
const fees = (written: Written): number => (CAN[written].fees ? 2233 : 0);
const code = (read: ReturnType<typeof readFile>): unknown => ("code" in read ? read.code : "read");
const lineOf = (read: ReturnType<typeof readFile>): unknown =>
  "code" in read ? read.params["line"] : null;

/** The first amount of a line, with the quote that it may stand behind. */
const AMOUNT = /("?)(?<![\d-])(\d+)([.,])(\d\d)(?!\d)/;
const AMOUNT_COLUMN: Readonly<Record<Written, string>> = {
  stripe: "gross",
  mollie: "Uitbetalingsbedrag",
  klarna: "amount",
  adyen: "Net Credit (NC)",
  paypal: "Gross",
  stl: "Gross Transaction Amount",
  swish: "Belopp",
  other: "Brutto",
};

/** `at`: the line of the sale of B1002, from 1, which is another one then. */
function changedLine(text: string, change: (line: string) => string) {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.includes("B1002"));
  const changed = lines.map((line, index) => (index === at ? change(line) : line)).join("\n");
  expect(changed).not.toBe(text);
  return { changed, at: at + 1 };
}

function refusedAt(read: ReturnType<typeof readFile>, at: number): void {
  expect([code(read), lineOf(read)]).toEqual([expect.stringMatching(/^settlement-/), at]);
}

type Case = {
  readonly name: string;
  readonly skip?: readonly Written[];
  readonly check: (written: Written, text: string) => void;
};

const CASES: readonly Case[] = [
  {
    name: "sales, a refund and their fees become one voucher that is the payout",
    check(written, text) {
      const read = readFile(text, optionsOf(written));
      if ("code" in read) throw new Error(JSON.stringify(read));
      const [payout] = read.payouts;
      if (payout === undefined) throw new Error("no payout");
      expect(payout.amount).toBe(point(110_890 - fees(written)));
      expect(movedBy(planOf(payout, KNOWN))).toEqual({
        "1930": point(110_890 - fees(written)),
        ...(fees(written) === 0 ? {} : { "6570": point(fees(written)) }),
        "1686": point(-110_890),
      });
    },
  },
  {
    name: "pieces of one byte and of the whole file say the same",
    check(written, text) {
      expect(readFile(text, optionsOf(written), 1)).toEqual(
        readFile(text, optionsOf(written), 1_000_000),
      );
    },
  },
  {
    name: "a byte-order mark changes nothing",
    check(written, text) {
      const bare = text.replace("\ufeff", "");
      expect(readFile(`\ufeff${bare}`, optionsOf(written))).toEqual(
        readFile(bare, optionsOf(written)),
      );
    },
  },
  {
    name: "UTF-16 with its mark is read",
    check(written, text) {
      const bare = text.replace("\ufeff", "");
      const wide = new Uint8Array(Buffer.from(`\ufeff${bare}`, "utf16le"));
      expect(readFile(wide, optionsOf(written))).toEqual(readFile(bare, optionsOf(written)));
    },
  },
  {
    name: "UTF-16 without its mark is refused",
    check(written, text) {
      const wide = new Uint8Array(Buffer.from(text.replace("\ufeff", ""), "utf16le"));
      expect(code(readFile(wide, optionsOf(written)))).toBe("settlement-encoding");
    },
  },
  {
    name: "bytes of another encoding are refused with their line, and read when they are named",
    check(written, text) {
      const bytes = Buffer.from(
        text.replace("\ufeff", "").replaceAll("B1002", "B1002\u00e5"),
        "latin1",
      );
      const read = readFile(new Uint8Array(bytes), optionsOf(written));
      expect(code(read)).toBe("settlement-encoding");
      expect(Number(lineOf(read))).toBeGreaterThan(1);
      expect(
        code(readFile(new Uint8Array(bytes), optionsOf(written, { encoding: "windows-1252" }))),
      ).toBe("read");
    },
  },
  {
    name: "a line that is cut off is refused with its line",
    // What can be cut from a line of Klarna's are columns that may be missing.
    skip: ["klarna"],
    check(written, text) {
      const lines = text.trimEnd().split(/\r?\n/);
      const at = lines.length - 1;
      const cut = [...lines.slice(0, at), lines[at]?.slice(0, 2) ?? ""].join("\n");
      const read = readFile(cut, optionsOf(written));
      expect(code(read)).toMatch(/settlement-(line-cut|value-unreadable|format)/);
    },
  },
  {
    name: "a line that is cut within the file is refused with its line",
    check(written, text) {
      const { changed, at } = changedLine(text, (line) => line.slice(0, 20));
      refusedAt(readFile(changed, optionsOf(written)), at);
    },
  },
  {
    name: "a file of the header alone has no payout",
    check(written) {
      expect(code(readFile(WRITE[written]([]) || "x", optionsOf(written)))).toMatch(
        /settlement-(empty|column-missing)/,
      );
    },
  },
  {
    name: "an empty file has no payout",
    check(written) {
      expect(code(readFile("", optionsOf(written)))).toMatch(/settlement-(empty|line-cut)/);
    },
  },
  {
    name: "without its header it is refused, and names a column",
    skip: ["swish"],
    check(written, text) {
      const headless = text.replace("\ufeff", "").split(/\r?\n/);
      const without = headless.filter(
        (line) => !/^("CH"|automatic_|Datum|total_|Company|"Date"|Utbetalning)/.test(line),
      );
      expect(code(readFile(without.join("\n"), optionsOf(written)))).toBe(
        "settlement-column-missing",
      );
    },
  },
  {
    name: "an order that isn't known holds the payout, unless it has an account of its own",
    check(written, text) {
      const read = readFile(text, optionsOf(written));
      if ("code" in read || read.payouts[0] === undefined) throw new Error("unread");
      const some = finding([target("B1001")]);
      expect(movedBy(planOf(read.payouts[0], some))).toEqual(["payout-lines-unmatched"]);
      const own = settingsOf({ payouts: { unmatched: "account" } });
      expect(movedBy(planOf(read.payouts[0], some, own))).toMatchObject({ "1799": point(-5_990) });
    },
  },
  {
    name: "two payouts in one file are two, each with its own sum",
    check(written) {
      const two: FilePayout = {
        id: written === "swish" ? "2026-03-03" : "P2",
        day: "2026-03-03",
        lines: [{ kind: "sale", ref: "B1002", cents: 700 }],
      };
      const read = readFile(WRITE[written]([one(written), two]), optionsOf(written));
      if ("code" in read) throw new Error(JSON.stringify(read));
      expect(read.payouts.map(({ head: { payout }, amount }) => [payout, amount])).toEqual([
        [one(written).id, point(110_890 - fees(written))],
        [payoutIdOf(written, two.id), "7.00"],
      ]);
    },
  },
  {
    name: "a kind that nobody knows holds the payout with its line, and is never a fee",
    check(written) {
      const odd: FilePayout = {
        ...one(written),
        lines: [
          ...sales(written),
          { kind: "odd", ref: "B1001", cents: written === "swish" ? 0 : 1234 },
        ],
      };
      const read = readFile(WRITE[written]([odd]), optionsOf(written));
      if ("code" in read || read.payouts[0] === undefined) throw new Error(JSON.stringify(read));
      expect(movedBy(planOf(read.payouts[0], KNOWN))).toContain("payout-line-unknown");
    },
  },
  {
    name: "a decimal sign of the other kind is refused with its line, never read as thousands",
    check(written, text) {
      const { changed, at } = changedLine(text, (line) =>
        written === "stl"
          ? line.replace(",5990,", ',"59,90",')
          : line.replace(AMOUNT, (_, quote: string, units: string, sign: string, rest: string) => {
              const other = `${units}${sign === "." ? "," : "."}${rest}`;
              return quote === "" ? `"${other}"` : `"${other}`;
            }),
      );
      refusedAt(readFile(changed, optionsOf(written)), at);
    },
  },
  {
    name: "an amount with which the file doesn't add up is refused with a line",
    // These name no sum beside the amounts that count.
    skip: ["mollie", "swish", "other"],
    check(written, text) {
      const { changed } = changedLine(text, (line) =>
        written === "stl"
          ? line.replace(",5990,", ",6090,")
          : line.replace(
              AMOUNT,
              (_, quote: string, units: string, sign: string, rest: string) =>
                `${quote}${Number(units) + 1}${sign}${rest}`,
            ),
      );
      const read = readFile(changed, optionsOf(written));
      expect(code(read)).toMatch(/^settlement-(line|sum)-differs$/);
      expect(Number(lineOf(read))).toBeGreaterThan(0);
    },
  },
  {
    name: "a column that is missing is refused by its name",
    // It has no names of columns.
    skip: ["swish"],
    check(written, text) {
      const read = readFile(
        text.replace(
          new RegExp(`(?<!\\w)${AMOUNT_COLUMN[written].replaceAll(/[()]/g, "\\$&")}`),
          "Something",
        ),
        optionsOf(written),
      );
      expect(code(read)).toBe("settlement-column-missing");
      expect("code" in read && read.params["column"]).toBe(AMOUNT_COLUMN[written]);
      expect(Number(lineOf(read))).toBeGreaterThan(0);
    },
  },
  {
    name: "a currency that the company doesn't keep holds the payout",
    check(written, text) {
      const read = readFile(text, optionsOf(written));
      if ("code" in read || read.payouts[0] === undefined) throw new Error("unread");
      expect(movedBy(planOf(read.payouts[0], KNOWN, settingsOf(), "NOK"))).toEqual([
        "payout-currency-foreign",
      ]);
    },
  },
  {
    name: "the same line twice is refused",
    // These tell equal lines apart by their place, and their sums refuse one too many.
    skip: ["klarna", "adyen", "paypal", "stl", "swish"],
    check(written, text) {
      const lines = text.trimEnd().split(/\r?\n/);
      const twice = [...lines, lines.find((line) => line.includes("B1002")) ?? ""].join("\n");
      expect(code(readFile(twice, optionsOf(written)))).toBe("settlement-line-twice");
    },
  },
];

const casesOf = (written: Written): number =>
  CASES.filter(({ skip }) => skip?.includes(written) !== true).length;

test("every format has a dozen cases at the least", () => {
  const counted = Object.fromEntries(FORMATS.map((written) => [written, casesOf(written)]));
  console.info(`cases of each format: ${JSON.stringify(counted)}`);
  expect(Math.min(...Object.values(counted))).toBeGreaterThanOrEqual(12);
});

for (const written of FORMATS)
  for (const { name, skip, check } of CASES)
    if (skip?.includes(written) !== true)
      test(`${written}: ${name}`, () => check(written, WRITE[written]([one(written)])));
