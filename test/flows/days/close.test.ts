/**
 * Which members close into which voucher: each once, none forgotten, late ones in a further
 * voucher, as the tenant's object closes them. Sums are counted here in cents, not with the
 * planner's own arithmetic.
 */
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { DayMember, DayRow } from "../../../src/domain/ledger/day-book.ts";
import { fill } from "../../../src/flows/days/close.ts";
import { nextDue, rowsOf, step, type DayVoucherRow } from "../../../src/sync/tenant/days/days.ts";
import * as cache from "../../../src/sync/tenant/storage/cache.ts";
import { all, run } from "../../../src/sync/tenant/storage/sql.ts";
import { byText } from "../../support/sorted.ts";
import { NOW, type NodeTenant, tenantInNode } from "../../support/tenant-in-node.ts";
import { company } from "../orders/kit.ts";
import { cents, text } from "../orders/little-ledger.ts";
import { everyOf } from "../../support/every-of.ts";

type WaitingMember = DayMember & { readonly addedAt: number };
type Closed = Pick<DayVoucherRow, "day" | "n"> & {
  readonly members: readonly string[];
  readonly rows: readonly DayRow[];
};

const DAY_MS = 24 * 3_600_000;
/** The day after, at six by the company's clock. */
const CLOSING = Date.parse("2026-11-25T05:00:00Z");

let tenant: NodeTenant;
beforeAll(async () => {
  vi.useFakeTimers({ now: NOW });
  tenant = await tenantInNode();
  cache.save(tenant.sql, { company }, NOW);
  tenant.keep();
});
afterAll(() => void vi.useRealTimers());
beforeEach(() => tenant.again());

function add(members: readonly WaitingMember[]): void {
  for (const { key, role, n, label, day, rows, addedAt } of members)
    run(
      tenant.sql,
      `INSERT INTO day_members (key, role, n, label, day, rows, added_at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      key,
      role,
      n,
      label,
      day,
      JSON.stringify(rows),
      addedAt,
    );
}

/** What is closed at this instant, in the order in which it is booked. */
function closedAt(at: number): readonly Closed[] {
  tenant.clock.at = at;
  const context = tenant.object.inside();
  const before = all<{ id: string }>(tenant.sql, "SELECT id FROM day_vouchers").map(({ id }) => id);
  const isDue = (): boolean => (nextDue(context) ?? Infinity) <= at + 1_000;
  for (let steps = 0; isDue(); steps += 1) {
    if (steps > 500) throw new Error("it never ends");
    step(context);
  }
  return all<DayVoucherRow>(
    tenant.sql,
    `SELECT v.* FROM day_vouchers v JOIN jobs j ON j.key = 'day:' || v.id ORDER BY j.id`,
  )
    .filter(({ id }) => !before.includes(id))
    .map((voucher) => ({
      day: voucher.day,
      n: voucher.n,
      rows: rowsOf(voucher),
      members: all<{ key: string }>(
        tenant.sql,
        "SELECT key FROM day_members WHERE voucher = ? ORDER BY key, role, n",
        voucher.id,
      ).map(({ key }) => key),
    }));
}

function close(members: readonly WaitingMember[]): readonly Closed[] {
  tenant.again();
  add(members);
  return closedAt(CLOSING);
}

const row = (account: number, figure: string, of = "", more: Partial<DayRow> = {}): DayRow => ({
  account,
  debit: figure.startsWith("-") ? "0.00" : figure,
  credit: figure.startsWith("-") ? figure.slice(1) : "0.00",
  of,
  ...more,
});
const member = (n: number, more: Partial<WaitingMember> = {}): WaitingMember => ({
  key: `order:${n}`,
  role: "voucher",
  n: 1,
  label: String(n),
  day: "2026-11-24",
  addedAt: Date.parse("2026-11-24T12:00:00Z"),
  rows: [row(1580, "125.00", "7"), row(3001, "-100.00", "0.25"), row(2611, "-25.00", "0.25")],
  ...more,
});
/** What takes them back: both sides changed. */
const turnedRows = (rows: readonly DayRow[]): readonly DayRow[] =>
  rows.map((row) => ({ ...row, debit: row.credit, credit: row.debit }));

const shown = (rows: readonly DayRow[]): readonly string[] =>
  rows.map(({ account, debit, credit, of }) => `${account} ${of} ${debit} ${credit}`);

describe("a day's voucher", () => {
  test("has a row for each account, VAT rate and payment method, and sides stay apart", () => {
    const other = [
      row(1580, "112.00", "8"),
      row(3002, "-100.00", "0.12"),
      row(2621, "-12.00", "0.12"),
    ];
    const [voucher] = close([
      member(1),
      member(2),
      member(3, { rows: other }),
      member(4, { role: "voucher-credit", rows: turnedRows(member(4).rows) }),
    ]);
    expect(shown(voucher?.rows ?? [])).toEqual([
      "1580 7 250.00 0.00",
      "1580 7 0.00 125.00",
      "1580 8 112.00 0.00",
      "2611 0.25 25.00 0.00",
      "2611 0.25 0.00 50.00",
      "2621 0.12 0.00 12.00",
      "3001 0.25 100.00 0.00",
      "3001 0.25 0.00 200.00",
      "3002 0.12 0.00 100.00",
    ]);
  });

  test("keeps cost centres and projects apart", () => {
    const shop = (name: string) => [
      row(1580, "100.00", "7"),
      row(3001, "-100.00", "0.25", { mapped: { CostCenterItemId1: name } }),
    ];
    const [voucher] = close(
      ["north", "south", "north"].map((name, n) => member(n, { rows: shop(name) })),
    );
    expect(
      voucher?.rows.map(({ credit, mapped }) => `${credit} ${mapped?.["CostCenterItemId1"]}`),
    ).toEqual(["0.00 undefined", "200.00 north", "100.00 south"]);
  });

  test("takes what is late in a further one of the same day", () => {
    expect(close([member(1), member(9, { addedAt: CLOSING })])).toMatchObject([
      { day: "2026-11-24", n: 1, members: ["order:1"] },
    ]);
    expect(closedAt(CLOSING + DAY_MS)).toMatchObject([
      { day: "2026-11-24", n: 2, members: ["order:9"] },
    ]);
  });

  test.each([
    ["of the day, before the close", "2026-11-24", "2026-11-25T04:59:59Z", 1],
    ["of an earlier day", "2026-11-01", "2026-11-25T04:59:59Z", 1],
    ["at the close itself", "2026-11-24", "2026-11-25T05:00:00Z", 0],
    ["of the day after", "2026-11-25", "2026-11-25T04:00:00Z", 0],
  ])("has a member %s, or waits", (_what, day, addedAt, expected) => {
    expect(close([member(1, { day, addedAt: Date.parse(addedAt) })])).toHaveLength(expected);
  });

  test("is one for each day, the oldest first", () => {
    const days = ["2026-11-24", "2026-11-20", "2026-11-25", "2026-11-24"];
    expect(
      close(days.map((day, n) => member(n, { day }))).map(({ day, members }) => [
        day,
        members.length,
      ]),
    ).toEqual([
      ["2026-11-20", 1],
      ["2026-11-24", 2],
    ]);
  });

  test("that is full is followed by a further one, and a member alone always has one", () => {
    const wide = Array.from({ length: 300 }, (_, n) => n);
    const rows = (from: number) => [
      row(1510, "300.00"),
      ...wide.map((n) => row(3000 + from + n, "-1.00")),
    ];
    const made = close([1, 2, 3].map((n) => member(n, { rows: rows(n * 1_000) })));
    expect(made.map(({ n, members }) => [n, members.length])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
    ]);
    expect(fill([], [{ key: "order:1", rows: [...rows(0), ...rows(5_000)] }]).taken).toBe(1);
  });

  test("of more than the ledger takes in one row is two", () => {
    const of = (size: string) => [row(1510, size), row(3001, `-${size}`)];
    const both = (size: string) =>
      close([member(1, { rows: of(size) }), member(2, { rows: of(size) })]);
    expect([both("500000000.00").length, both("500000000.01").length]).toEqual([1, 2]);
  });

  test("is never made of what doesn't balance", () => {
    expect(() => close([member(1, { rows: [row(1510, "1.00")] })])).toThrow("doesn't balance");
  });
});

const anyRows = fc
  .array(
    fc.record({
      account: fc.constantFrom(3001, 3002, 2611),
      of: fc.constantFrom("0.25", "0.12", ""),
      size: fc.integer({ min: 1, max: 9_999_999 }),
      shop: fc.constantFrom(undefined, "north", "south"),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts): readonly DayRow[] => [
    row(1580, text(BigInt(parts.reduce((total, { size }) => total + size, 0))), "7"),
    ...parts.map(({ account, of, size, shop }) =>
      row(account, `-${text(BigInt(size))}`, of, shop === undefined ? {} : { mapped: { P: shop } }),
    ),
  ]);
const anyMember = fc.record({
  day: fc.constantFrom("2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"),
  addedAt: fc.integer({ min: CLOSING - 100, max: CLOSING + 20 }),
  turned: fc.boolean(),
  rows: anyRows,
});

/** Debit and credit of an account with all that sets rows apart, in cents. */
const sides = (rows: readonly DayRow[]): readonly string[] => {
  const found = new Map<string, bigint>();
  for (const { account, of, mapped, debit, credit } of rows)
    for (const [side, figure] of [["D", debit] as const, ["K", credit] as const]) {
      const key = `${account} ${of} ${String(mapped?.["P"])} ${side}`;
      found.set(key, (found.get(key) ?? 0n) + cents(figure));
    }
  return [...found]
    .filter(([, sum]) => sum !== 0n)
    .map(([key, sum]) => `${key} ${sum}`)
    .toSorted(byText);
};

test("whatever comes, each member is in one voucher at most, and each voucher is the sum of its own", () => {
  fc.assert(
    fc.property(fc.array(anyMember, { maxLength: 40 }), (given) => {
      const members = given.map(({ turned, rows, ...more }, n) =>
        member(n, { ...more, rows: turned ? turnedRows(rows) : rows }),
      );
      const byKey = new Map(members.map((one) => [one.key, one]));
      const first = close(members);
      const later = closedAt(CLOSING + 2 * DAY_MS);
      const made = [...first, ...later];
      const taken = made.flatMap((one) => one.members);
      expect(taken.toSorted(byText)).toEqual(members.map(({ key }) => key).toSorted(byText));
      expect(new Set(made.map(({ day, n }) => `${day}/${n}`)).size).toBe(made.length);
      for (const one of made) {
        const own = one.members.map((key) => byKey.get(key));
        expect(everyOf(own, (m) => m?.day === one.day)).toBe(true);
        expect(sides(one.rows)).toEqual(sides(own.flatMap((m) => m?.rows ?? [])));
      }
    }),
    { numRuns: 200 },
  );
});

test("rows come out the same in whatever order their members come", () => {
  fc.assert(
    fc.property(
      fc
        .array(anyRows, { minLength: 1, maxLength: 12 })
        .chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
      ([all, other]) => {
        const rowsOf = (given: readonly (readonly DayRow[])[]) =>
          fill(
            [],
            given.map((rows, n) => member(n, { rows })),
          ).rows;
        expect(rowsOf(other)).toEqual(rowsOf(all));
      },
    ),
    { numRuns: 100 },
  );
});
