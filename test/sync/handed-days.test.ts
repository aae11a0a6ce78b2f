/**
 * A tenant moves while its days close: its export is read page by page, and goes on working. Each
 * order is in one voucher of its day in the new object, under the name that the old one may have
 * booked it by, and that voucher has its job, which looks for it in the ledger first.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { memberDocument } from "../../src/domain/ledger/day-book.ts";
import { TRANSFER_PARTS, type TransferPart } from "../../src/sync/contract/index.ts";
import { admin } from "../../src/sync/tenant/calls/admin.ts";
import { nextDue, step } from "../../src/sync/tenant/days/days.ts";
import { membersOf, memberOf } from "../../src/sync/tenant/journal/day-members.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { give, take } from "../../src/sync/tenant/transfer/tenant-transfer.ts";
import { company } from "../flows/orders/kit.ts";
import { NOW, type NodeTenant, tenantInNode } from "../support/tenant-in-node.ts";

const DAY = "2026-11-24";
const ORDERS = [1, 2, 3];
beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

const ROWS = [
  { account: 1580, debit: "125.00", credit: "0.00", of: "7" },
  { account: 3001, debit: "0.00", credit: "125.00", of: "25%" },
];
const document = (order: number, role: "voucher" | "voucher-reversal", rows = ROWS) => ({
  ...({ role, n: 1, number: DAY, state: "live", sourceHash: "seen", ownedHash: null } as const),
  id: memberDocument({ key: `order:${order}`, role, n: 1 }),
  member: { label: String(order), day: DAY, rows, waits: true },
});

/** Days of the old one, up to now. */
function close({ object, clock }: NodeTenant): void {
  const context = object.inside();
  for (let due = nextDue(context); due !== null && due <= clock.at + 1_000; due = nextDue(context))
    step(context);
}

async function both() {
  const [from, to] = [await tenantInNode(), await tenantInNode()];
  cache.save(from.sql, { company }, NOW);
  for (const order of ORDERS)
    journal.saveDocument(from.sql, `order:${order}`, document(order, "voucher"), from.clock.at);
  from.clock.at = to.clock.at = Date.parse("2026-11-25T05:00:00Z");
  return { from, to };
}

type Both = Awaited<ReturnType<typeof both>>;

/** Every page, of `most` rows; each is sent twice. `meanwhile`: before the page is read. */
function move(
  { from, to }: Both,
  meanwhile: (part: TransferPart, page: number) => void = () => undefined,
  most = 200,
): void {
  for (const part of TRANSFER_PARTS) {
    let after: readonly (string | number)[] | null = null;
    let page = 0;
    do {
      meanwhile(part, page);
      const given = give(from.object.inside(), part, after, most);
      if ("ok" in given) throw new Error("refused");
      for (const _ of ["once", "twice"])
        expect(take(to.object.inside(), part, given.rows)).toEqual({ ok: true });
      after = given.after;
      page += 1;
    } while (after !== null);
  }
}

/** The new one is connected and resumed; what is due there closes. */
function begin({ to }: Both): void {
  cache.save(to.sql, { company }, NOW);
  admin.resume(to.object.inside());
  close(to);
}

const vouchers = ({ sql }: NodeTenant) =>
  all<{ id: string; members: number }>(sql, "SELECT id, members FROM day_vouchers ORDER BY id");
const jobsOf = ({ sql }: NodeTenant) =>
  all<{ key: string }>(
    sql,
    "SELECT DISTINCT key FROM jobs WHERE flow = 'days' AND over = 0 ORDER BY key",
  ).map(({ key }) => key);
const inside = ({ sql }: NodeTenant, id: string) =>
  all<{ key: string }>(sql, "SELECT key FROM day_members WHERE voucher = ? ORDER BY key", id);
const KEYS = ORDERS.map((order) => ({ key: `order:${order}` }));
const WHOLE = [{ id: `${DAY}-1`, members: ORDERS.length }];

function expectOnce({ to }: Both): void {
  expect(vouchers(to)).toEqual(WHOLE);
  expect(inside(to, `${DAY}-1`)).toEqual(KEYS);
  expect(jobsOf(to)).toEqual([`day:${DAY}-1`]);
}

test.each(TRANSFER_PARTS)("a day that closes before %s is read", async (part) => {
  const made = await both();
  move(made, (at, page) => {
    if (at === part && page === 0) close(made.from);
  });
  begin(made);
  expect(vouchers(made.from)).toEqual(WHOLE);
  expectOnce(made);
});

test.each([1, 2])("a day that closes before page %i of its members is read", async (nth) => {
  const made = await both();
  const closing = (at: TransferPart, page: number): void => {
    if (at === "day_members" && page === nth) close(made.from);
  };
  move(made, closing, 1);
  begin(made);
  expectOnce(made);
});

test("a day that was being filled is filled anew, and not before the tenant is connected", async () => {
  const made = await both();
  const { from, to } = made;
  run(
    from.sql,
    `INSERT INTO day_vouchers (id, day, n, rows, members, closing_at)
     VALUES (?, ?, 1, ?, 1, ?)`,
    `${DAY}-1`,
    DAY,
    JSON.stringify(ROWS),
    from.clock.at,
  );
  run(from.sql, "UPDATE day_members SET voucher = ? WHERE key = 'order:1'", `${DAY}-1`);
  move(made);
  expect(nextDue(to.object.inside())).toBeNull();
  begin(made);
  expectOnce(made);
  const [{ rows }] = all<{ rows: string }>(to.sql, "SELECT rows FROM day_vouchers") as [
    { rows: string },
  ];
  expect(rows).toContain('"375.00"');
});

test("what is known of a voucher that is torn is forgotten, with the later ones of its day", async () => {
  const made = await both();
  const { from, to } = made;
  const late = { ...document(4, "voucher"), n: 1 };
  move(made, (at) => {
    if (at !== "operations" || vouchers(from).length > 0) return;
    close(from);
    journal.saveDocument(from.sql, "order:4", late, from.clock.at);
    from.clock.at += 24 * 3_600_000;
    close(from);
    for (const n of [1, 2]) {
      const of = { role: "day-voucher", n: 1, state: "live", ownedHash: null } as const;
      const booked = { ...of, id: `v${n}`, number: `A${n}`, sourceHash: "compared" };
      journal.saveDocument(from.sql, `day:${DAY}-${n}`, booked, from.clock.at);
    }
  });
  expect(vouchers(from).map(({ id }) => id)).toEqual([`${DAY}-1`, `${DAY}-2`]);
  // As where the page with this member was read before the day closed.
  run(to.sql, "UPDATE day_members SET voucher = '' WHERE key = 'order:2'");
  to.clock.at = from.clock.at;
  begin(made);
  expect(vouchers(to)).toEqual([{ id: `${DAY}-1`, members: 4 }]);
  expect(jobsOf(to)).toEqual([`day:${DAY}-1`]);
  // Else the job would take it for booked, whatever is in it.
  expect(journal.documents(to.sql, `day:${DAY}-1`)).toEqual([]);
});

test("a day that is whole and booked stays so: it gets no job", async () => {
  const made = await both();
  const { from, to } = made;
  close(from);
  const of = { role: "day-voucher", n: 1, state: "live", ownedHash: null } as const;
  const booked = { ...of, id: "v1", number: "A1", sourceHash: "compared" };
  journal.saveDocument(from.sql, `day:${DAY}-1`, booked, from.clock.at);
  run(from.sql, "UPDATE jobs SET over = 1, status = 'done', outcome = 'booked'");
  move(made);
  begin(made);
  expect([vouchers(to), jobsOf(to)]).toEqual([WHOLE, []]);
});

test("an order of a day that may be booked by now is taken back by a member of its own", async () => {
  const made = await both();
  const { to } = made;
  move(made);
  const known = membersOf(to.sql, "order:1").map((row) => memberOf(to.sql, row).waits);
  expect(known).toEqual([false]);
  const back = ROWS.map((row) => ({ ...row, debit: row.credit, credit: row.debit }));
  const reversal = document(1, "voucher-reversal", back);
  journal.saveDocument(to.sql, "order:1", reversal, to.clock.at);
  const roles = membersOf(to.sql, "order:1").map(({ role }) => role);
  expect(roles).toEqual(["voucher", "voucher-reversal"]);
});
