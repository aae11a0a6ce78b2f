/**
 * The statement of a clearing account: each movement on its day with a running balance, from month
 * to month, and its end is what is counted by day.
 */
import { expect, test } from "vitest";
import type { DocumentRecord } from "../../src/flows/port.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { clearingStatement } from "../../src/sync/tenant/payouts/clearing-statement.ts";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const MARCH = { from: "2026-03-01", to: "2026-03-31" };
const APRIL = { from: "2026-04-01", to: "2026-04-30" };

function shop() {
  const sql = objectSql();
  const clock = { at: Date.parse("2026-04-20T12:00:00Z") };
  const context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => clock.at,
  } as unknown as TenantContext;
  return { sql, clock, context };
}
type World = ReturnType<typeof shop>;

type Told = {
  readonly role?: DocumentRecord["role"];
  readonly n?: number;
  readonly moved?: string;
  readonly day?: string;
  readonly method?: string;
  readonly state?: DocumentRecord["state"];
};

function book({ sql, clock }: World, order: number, told: Told): void {
  const { role = "voucher", n = 1, moved, day = "2026-03-02", method = "CARD" } = told;
  journal.saveDocument(
    sql,
    `order:${order}`,
    {
      role,
      n,
      id: `${role}${order}-${n}`,
      number: `A${order}${n}`,
      state: told.state ?? "live",
      sourceHash: null,
      ownedHash: null,
      ...(moved === undefined
        ? {}
        : {
            voucher: {
              charged: moved,
              currency: "SEK",
              rate: null,
              ledgerItem: null,
              clearing: { account: 1580, moved, day, method },
            },
          }),
    },
    clock.at,
  );
}

const of = async ({ context }: World, range: typeof MARCH, more: object = {}) => {
  const found = await clearingStatement(context, { account: 1580, ...range, ...more });
  return {
    edges: [found.opening, found.closing, found.agrees],
    moved: found.movements.map(({ day, what, debit, credit, balance }) =>
      [day, what, debit, credit, balance].join(" "),
    ),
  };
};

test("a sale and a credit stand on their days, and the next month opens where this one closed", async () => {
  const world = shop();
  book(world, 1, { moved: "100.00" });
  book(world, 2, { moved: "-40.00", role: "voucher-credit", day: "2026-03-05" });
  book(world, 3, { moved: "25.00", day: "2026-04-01", method: "SWISH" });
  expect(await of(world, MARCH)).toEqual({
    edges: ["0.00", "60.00", true],
    moved: ["2026-03-02 sale 100.00 0.00 100.00", "2026-03-05 refund 0.00 40.00 60.00"],
  });
  expect(await of(world, APRIL)).toEqual({
    edges: ["60.00", "85.00", true],
    moved: ["2026-04-01 sale 25.00 0.00 85.00"],
  });
  expect(await of(world, APRIL, { method: "CARD" })).toEqual({
    edges: ["60.00", "60.00", true],
    moved: [],
  });
  expect(await of(world, MARCH, { page: 1, limit: 1 })).toEqual({
    edges: ["0.00", "60.00", true],
    moved: ["2026-03-05 refund 0.00 40.00 60.00"],
  });
});

test("a sale that was taken back stays on its day, and what took it back has its own", async () => {
  const world = shop();
  book(world, 1, { moved: "100.00" });
  book(world, 1, { moved: "100.00", state: "gone" });
  book(world, 1, { role: "voucher-reversal" });
  expect(await of(world, MARCH)).toEqual({
    edges: ["0.00", "100.00", true],
    moved: ["2026-03-02 sale 100.00 0.00 100.00"],
  });
  expect(await of(world, APRIL)).toEqual({
    edges: ["100.00", "0.00", true],
    moved: ["2026-04-20 reversal 0.00 100.00 0.00"],
  });
  // Deleted in the ledger by a person: it isn't there at all.
  book(world, 2, { moved: "70.00" });
  book(world, 2, { moved: "70.00", state: "gone" });
  expect((await of(world, MARCH)).edges).toEqual(["0.00", "100.00", true]);
});

test("movements that don't lead to what is counted are told", async () => {
  const world = shop();
  book(world, 1, { moved: "100.00" });
  await clearing(world.context, {});
  run(world.sql, "UPDATE clearing_days SET sold = sold + 1");
  expect((await of(world, MARCH)).edges).toEqual(["0.00", "100.00", false]);
});
