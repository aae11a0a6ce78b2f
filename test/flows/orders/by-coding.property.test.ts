/**
 * Goods by coding for generated orders and generated tables, under every switch that touches money:
 * the gross is what was charged, each row stands on the coding that its table names, a rounding row
 * on one of those, and a booked invoice moves the accounts of these codings and no others.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LedgerCoding } from "../../../src/domain/ledger/ledger.ts";
import type { FlowWorld } from "../../support/flow-world.ts";
import { money } from "../../support/invoices.ts";
import {
  ARTICLES,
  balances,
  cardOf,
  documentOf,
  inLedger,
  isFaulty,
  isUntold,
  place,
  sold,
  switches,
  type,
  VAT_CODES,
  worldUnder,
} from "./generated.kit.ts";

const RATES = ["25", "12", "6"] as const;
const TABLES = ["goodsCoding", "shippingCoding", "feeCoding", "discountCoding"] as const;

/** Which of a rate's codings each table names, and whether its row names the rate or the VAT code. */
const chosen = fc.record({
  picks: fc.record(
    Object.fromEntries(TABLES.map((table) => [table, fc.tuple(fc.nat(), fc.nat(), fc.nat())])),
  ),
  byCode: fc.boolean(),
});
type Chosen = typeof chosen extends fc.Arbitrary<infer T> ? T : never;
type Tables = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Of a rate: active, with an account for a sale at home. */
const usable = (codings: readonly LedgerCoding[], rate: string): readonly LedgerCoding[] =>
  codings
    .filter(
      ({ vatRate, active, accounts }) =>
        active && accounts.domestic !== null && Number(vatRate) * 100 === Number(rate),
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** By table and rate: the id of the coding. */
function tablesOf(codings: readonly LedgerCoding[], { picks }: Chosen): Tables {
  return Object.fromEntries(
    TABLES.map((table) => [
      table,
      Object.fromEntries(
        RATES.map((rate, index) => {
          const all = usable(codings, rate);
          return [rate, all[(picks[table]?.[index] ?? 0) % all.length]?.id ?? ""];
        }),
      ),
    ]),
  );
}

async function configure(world: FlowWorld, of: Chosen): Promise<Tables> {
  const tables = tablesOf(world.lists.codings, of);
  world.configure({
    orders: { goods: { by: "coding", exceptions: [] } },
    lookups: Object.fromEntries(
      TABLES.map((table) => [
        table,
        {
          table: Object.fromEntries(
            RATES.map((rate) => [
              of.byCode ? (VAT_CODES[rate] ?? "") : `${rate}%`,
              tables[table]?.[rate] ?? "",
            ]),
          ),
        },
      ]),
    ),
  });
  await world.setUp();
  return tables;
}

/** What a row of the plan stands for, by the words of the order's line. */
function tableOf(text: string): (typeof TABLES)[number] | null {
  if (text.startsWith("Shipping")) return "shippingCoding";
  if (text.startsWith("Fee")) return "feeCoding";
  if (text.startsWith("Off")) return "discountCoding";
  return Object.values(ARTICLES).some((sku) => text.startsWith(`${sku} `)) ? "goodsCoding" : null;
}

test("the gross is exact, and every row stands on the coding that its table names", async () => {
  await fc.assert(
    fc.asyncProperty(
      switches,
      type,
      chosen,
      fc.array(sold, { minLength: 2, maxLength: 3 }),
      async (under, of, choice, orders) => {
        const world = await worldUnder(under, of);
        const tables = await configure(world, choice);
        const { codings } = world.lists;
        const { articles = [] } = await world.ledger();
        const codingOf = new Map(
          articles.map((one) => [
            String(one["Id"]).toLowerCase(),
            String(one["CodingId"]).toLowerCase(),
          ]),
        );
        let stands = 0;
        for (const order of orders) {
          const placed = await place(world, order);
          if (placed === null) continue;
          const run = await world.book(placed.id);
          if (isFaulty(run) || isUntold(run, under)) continue;
          expect([run.end.outcome, run.codes]).toEqual(["booked", expect.anything()]);
          const [gross] = await inLedger(world, of, placed, under.ledger);
          expect(gross).toBe(money(Number(placed["amountInclVat"]) + cardOf(placed)));
          for (const row of documentOf(run).rows) {
            if (row.articleId === null) continue;
            const table = tableOf(row.text);
            if (table === null) continue;
            const coding = codingOf.get(row.articleId.toLowerCase());
            const rate = String(
              Number(codings.find(({ id }) => id.toLowerCase() === coding)?.vatRate) * 100,
            );
            expect([table, rate, coding]).toEqual([
              table,
              rate,
              tables[table]?.[rate]?.toLowerCase(),
            ]);
            stands += 1;
          }
        }
        if (orders.length > 0 && stands === 0) fc.pre(false);
        expect(
          ((await world.ledger()) as unknown as { books: { problems: unknown[] } }).books.problems,
        ).toEqual([]);
        if (of === "invoice") await isOnAccountsOf(world, tables);
      },
    ),
    { numRuns: 25 },
  );
});

/** Revenue stands on accounts of the tables' codings, of what has no table (tips), and of rounding. */
async function isOnAccountsOf(world: FlowWorld, tables: Tables): Promise<void> {
  const { codings } = world.lists;
  const named = new Set(Object.values(tables).flatMap((table) => Object.values(table)));
  const allowed = new Set(
    codings
      .filter(({ id, vatRate }) => named.has(id) || Number(vatRate) === 0)
      .flatMap(({ accounts }) => [accounts.domestic, accounts.domesticExempt]),
  );
  const revenue = Object.keys(await balances(world))
    .map(Number)
    .filter((account) => account >= 3000 && account < 3700);
  expect(revenue.filter((account) => !allowed.has(account))).toEqual([]);
}
