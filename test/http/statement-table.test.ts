/** The file of an account's statement: all of one answer, and what it lacks is said. */
import { expect, test } from "vitest";
import { statementTable } from "../../src/http/tables/statement-table.ts";
import type {
  ClearingMovement,
  ClearingStatement,
} from "../../src/sync/contract/clearing-statement.ts";

const movement = (day: string, balance: string): ClearingMovement => ({
  day,
  what: "sale",
  document: "A1",
  waits: false,
  order: { key: "order:1", number: "1001" },
  payout: null,
  debit: "10.00",
  credit: "0.00",
  balance,
});

const statement = (total: number): ClearingStatement => ({
  account: 1580,
  method: null,
  methods: ["CARD"],
  accounts: [1580],
  currency: "SEK",
  counting: false,
  from: "2026-03-01",
  to: "2026-03-31",
  opening: "5.00",
  closing: "25.00",
  debit: "20.00",
  credit: "0.00",
  agrees: true,
  waiting: "0.00",
  movements: [movement("2026-03-02", "15.00"), movement("2026-03-03", "25.00")],
  total,
  page: 0,
  pages: total > 2 ? 2 : 1,
});

const lines = async (found: ClearingStatement): Promise<readonly string[]> =>
  (await new Response(statementTable("en", found)).text()).trimEnd().split("\r\n").slice(1);

const FIRST = [
  "2026-03-01,,,Opening balance,,,,5.00,SEK",
  "2026-03-02,A1,1001,Sale,,10.00,0.00,15.00,SEK",
  "2026-03-03,A1,1001,Sale,,10.00,0.00,25.00,SEK",
];

test("a month's file has each movement of one answer between its opening and its closing balance", async () => {
  const [moved = "", closing, ...more] = (await lines(statement(2))).slice(3);
  expect((await lines(statement(2))).slice(0, 3)).toEqual(FIRST);
  expect(moved).toContain("20.00,0.00,,SEK");
  expect([closing, more]).toEqual(["2026-03-31,,,Closing balance,,,,25.00,SEK", []]);
});

test("a file that lacks movements says so, and has no closing balance", async () => {
  expect(await lines(statement(3))).toEqual([
    ...FIRST,
    "Only the first 2 lines are included. Narrow the list to get the rest",
  ]);
});
