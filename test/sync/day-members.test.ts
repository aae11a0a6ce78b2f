/** Each order of a day has the amount that it has in the day's total. */
import { expect, test } from "vitest";
import { memberDocument } from "../../src/domain/ledger/day-book.ts";
import type { VoucherShare } from "../../src/domain/ledger/voucher.ts";
import { nextDue, step } from "../../src/sync/tenant/days/days.ts";
import { list, one } from "../../src/sync/tenant/days/day-views.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { dec, sum } from "../../src/domain/money.ts";
import { company } from "../flows/orders/kit.ts";
import { NOW, tenantInNode } from "../support/tenant-in-node.ts";

const DAY = "2026-11-24";
const share = (of: VoucherShare["of"], figure: string, rate: string | null = null) => ({
  account: of === "sale" ? 3001 : 1580,
  of,
  rate,
  amount: figure,
  booked: figure,
});
const SALE = [share("sale", "-80.00", "0.25"), share("vat", "-20.00", "0.25")];
const TAKEN_BACK = [share("sale", "80.00", "0.25"), share("vat", "20.00", "0.25")];

test("orders that a gift card paid, and credits, come to their day's total", async () => {
  const world = await tenantInNode();
  cache.save(world.sql, { company }, NOW);
  const add = (order: number, role: "voucher" | "voucher-credit", own: readonly VoucherShare[]) => {
    const money = sum(own.flatMap(({ of, amount }) => (of === "money" ? [amount] : [])));
    journal.saveDocument(
      world.sql,
      `order:${order}`,
      {
        role,
        n: 1,
        id: memberDocument({ key: `order:${order}`, role, n: 1 }),
        number: DAY,
        state: "live",
        sourceHash: "seen",
        ownedHash: null,
        voucher: {
          charged: money.abs().toFixed(2),
          currency: "SEK",
          rate: null,
          ledgerItem: null,
          shares: own,
        },
        member: {
          label: String(order),
          day: DAY,
          waits: true,
          rows: own.map(({ account, booked }) => ({
            account,
            debit: booked.startsWith("-") ? "0.00" : booked,
            credit: booked.startsWith("-") ? booked.slice(1) : "0.00",
            of: "x",
          })),
        },
      },
      world.clock.at,
    );
  };
  add(1, "voucher", [share("money", "100.00"), ...SALE]);
  add(2, "voucher", [share("money", "40.00"), share("card", "60.00"), ...SALE]);
  add(3, "voucher", [share("card", "100.00"), ...SALE]);
  add(4, "voucher-credit", [share("money", "-100.00"), ...TAKEN_BACK]);
  world.clock.at = Date.parse("2026-11-25T12:00:00Z");
  const context = world.object.inside();
  for (let due = nextDue(context); due !== null && due <= world.clock.at + 1_000;) {
    step(context);
    due = nextDue(context);
  }
  const members = one(context, `${DAY}-1`, null)?.members ?? [];
  expect(members.map(({ charged }) => charged?.amount)).toEqual([
    "100.00",
    "100.00",
    "100.00",
    "-100.00",
  ]);
  const total = sum(members.map(({ charged }) => charged?.amount ?? "0"));
  expect(total).toEqual(dec(list(context).vouchers[0]?.amounts?.charged ?? "0"));
});
