/**
 * What a day's orders charge and what its voucher holds, on the object's own tables: by the shares
 * of its orders, and by what came afterwards.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { memberDocument } from "../../src/domain/ledger/day-book.ts";
import type { JobFigures } from "../../src/domain/jobs/job.ts";
import type { VoucherShare } from "../../src/domain/ledger/voucher.ts";
import type { DocumentRecord } from "../../src/flows/port.ts";
import type { DayAmounts } from "../../src/sync/contract/days.ts";
import { nextDue, step } from "../../src/sync/tenant/days/days.ts";
import { list, one, bookedDayVouchers } from "../../src/sync/tenant/days/day-views.ts";
import { MAX_DIFFERING } from "../../src/sync/tenant/days/differing-orders.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { all, count, run } from "../../src/sync/tenant/storage/sql.ts";
import { company } from "../flows/orders/kit.ts";
import { NOW, tenantInNode } from "../support/tenant-in-node.ts";

const DAY = "2026-11-24";
beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

async function shop() {
  const world = await tenantInNode();
  cache.save(world.sql, { company }, NOW);
  return world;
}
type World = Awaited<ReturnType<typeof shop>>;

/** 100.00 at 25% and 100.00 at 12%, in the order's currency: 237.00. */
const shares = (rate: string): readonly VoucherShare[] =>
  (
    [
      [1580, "money", null, 237],
      [3001, "sale", "0.25", -100],
      [2611, "vat", "0.25", -25],
      [3002, "sale", "0.12", -100],
      [2621, "vat", "0.12", -12],
    ] as const
  ).map(([account, of, at, figure]) => ({
    account,
    of,
    rate: at,
    amount: figure.toFixed(2),
    booked: (figure * Number(rate)).toFixed(2),
  }));

/** What a reversal leaves for the buyer: moved from account to account. */
const LEFT: readonly VoucherShare[] = [
  { account: 1510, of: "money", rate: null, amount: "-237.00", booked: "-237.00" },
];

type Told = {
  readonly role?: "voucher" | "voucher-reversal";
  readonly currency?: string;
  readonly rate?: string;
  readonly isUnknown?: boolean;
};

function add(
  { sql, clock }: World,
  order: number,
  { role = "voucher", currency = "SEK", rate = "1", isUnknown = false }: Told = {},
): void {
  const isBack = role === "voucher-reversal";
  const booked = shares(rate);
  const document: DocumentRecord = {
    role,
    n: 1,
    id: memberDocument({ key: `order:${order}`, role, n: 1 }),
    number: DAY,
    state: "live",
    sourceHash: "seen",
    ownedHash: null,
    ...(isUnknown
      ? {}
      : {
          voucher: {
            charged: "237.00",
            currency,
            rate: rate === "1" ? null : { rate, day: DAY, by: "ledger" },
            ledgerItem: null,
            shares: isBack ? LEFT : booked,
          },
        }),
    member: {
      label: String(order),
      day: DAY,
      waits: true,
      rows: booked.map(({ account, booked: figure, rate: at }) => {
        const size = figure.replace("-", "");
        const isDebit = figure.startsWith("-") === isBack;
        return {
          account,
          debit: isDebit ? size : "0.00",
          credit: isDebit ? "0.00" : size,
          of: at === null ? "CARD" : at,
        };
      }),
    },
  };
  journal.saveDocument(sql, `order:${order}`, document, clock.at);
}

function close({ object, clock }: World, at = "2026-11-25T12:00:00Z"): void {
  clock.at = Date.parse(at);
  const context = object.inside();
  for (let due = nextDue(context); due !== null && due <= clock.at + 1_000;) {
    step(context);
    due = nextDue(context);
  }
}

/** The day's voucher is in the ledger, and its job is over. */
function book({ sql, clock }: World, id = `${DAY}-1`): void {
  journal.saveDocument(
    sql,
    `day:${id}`,
    {
      role: "day-voucher",
      n: 1,
      id: "v1",
      number: "A1",
      state: "live",
      sourceHash: `compared ${DAY}`,
      ownedHash: null,
    },
    clock.at,
  );
  end({ sql, clock } as World, jobs.latestFor(sql, `day:${id}`)?.id ?? "", "booked");
}

const end = ({ sql, clock }: World, id: string, outcome: string, code?: string): void =>
  jobs.update(
    sql,
    id,
    {
      status: "done",
      outcome,
      reasons: JSON.stringify(code === undefined ? [] : [{ code, params: {} }]),
    },
    clock.at,
  );

/** The newest run of an order read that the shop charges so much, and ended so. */
function charges(
  { sql, clock }: World,
  order: number,
  figures: Partial<JobFigures> | null,
  outcome: string,
  code = "edited-after-booking",
): void {
  const { id } = jobs.create(sql, {
    key: `order:${order}`,
    flow: "orders",
    lane: "live",
    type: "order.updated",
    due: clock.at,
    now: clock.at,
  });
  if (figures !== null)
    jobs.update(
      sql,
      id,
      { figures: JSON.stringify({ vat: "0.00", currency: "SEK", ...figures }) },
      clock.at,
    );
  end({ sql, clock } as World, id, outcome, code);
}

const ofDay = (world: World): DayAmounts | undefined =>
  list(world.object.inside()).vouchers.find(({ id }) => id === `${DAY}-1`)?.amounts;
const sides = (amounts: DayAmounts | undefined) =>
  amounts === undefined ? null : [amounts.charged, amounts.held, amounts.difference];

/** As the posting list of the day has its vouchers. */
const standing = ({ sql }: World) =>
  bookedDayVouchers(sql, { from: DAY, to: DAY }).map(({ number, state, members }) => [
    number,
    state,
    members,
  ]);

test("a day's VAT is that of its orders' shares, by rate, before its close and after it", async () => {
  const world = await shop();
  add(world, 1);
  add(world, 2);
  const vat = [
    { rate: "0.12", net: "200.00", vat: "24.00" },
    { rate: "0.25", net: "200.00", vat: "50.00" },
  ];
  const [waiting] = list(world.object.inside()).waiting;
  expect([sides(waiting?.amounts), waiting?.amounts?.vat]).toEqual([
    ["474.00", "474.00", "0.00"],
    vat,
  ]);
  close(world);
  expect(sides(ofDay(world))).toEqual(["474.00", null, null]);
  book(world);
  expect([sides(ofDay(world)), ofDay(world)?.vat]).toEqual([["474.00", "474.00", "0.00"], vat]);
  expect(standing(world)).toEqual([["A1", "compared", 2]]);
  expect(bookedDayVouchers(world.sql, { from: "2026-11-25", to: "2026-11-30" })).toEqual([]);
  run(world.sql, "UPDATE documents SET source_hash = NULL WHERE id = 'v1'");
  expect(standing(world)).toEqual([["A1", "unread", 2]]);
  run(world.sql, "UPDATE documents SET source_hash = 'as planned' WHERE id = 'v1'");
  const page = one(world.object.inside(), `${DAY}-1`, null);
  expect(page?.members.map((member) => member.vat)).toEqual([
    [
      { rate: "0.12", net: "100.00", vat: "12.00" },
      { rate: "0.25", net: "100.00", vat: "25.00" },
    ],
    [
      { rate: "0.12", net: "100.00", vat: "12.00" },
      { rate: "0.25", net: "100.00", vat: "25.00" },
    ],
  ]);
  // It is added up once, as a closed voucher's orders don't change.
  expect(count(world.sql, "SELECT count(*) AS n FROM day_vouchers WHERE sums IS NOT NULL")).toBe(1);
  run(world.sql, "DELETE FROM documents WHERE key LIKE 'order:%'");
  expect(ofDay(world)?.vat).toEqual(vat);
});

test("what takes an order back counts against it, in the day that has it", async () => {
  const world = await shop();
  add(world, 1);
  close(world);
  book(world);
  add(world, 1, { role: "voucher-reversal" });
  const [document] = journal.documents(world.sql, "order:1");
  if (document === undefined) throw new Error("no document");
  journal.saveDocument(world.sql, "order:1", { ...document, state: "gone" }, world.clock.at);
  charges(world, 1, { gross: "237.00", sold: { gross: "0.00", vat: "0.00" } }, "updated");
  close(world, "2026-11-26T12:00:00Z");
  const [second, first] = list(world.object.inside()).vouchers;
  expect([sides(first?.amounts), first?.amounts?.vat.map(({ vat }) => vat)]).toEqual([
    ["237.00", "237.00", "0.00"],
    ["12.00", "25.00"],
  ]);
  expect([second?.amounts?.charged, second?.amounts?.vat.map(({ vat }) => vat)]).toEqual([
    "-237.00",
    ["-12.00", "-25.00"],
  ]);
});

test("an order on hold, skipped or deleted in the shop is told with what the shop charges now", async () => {
  const world = await shop();
  add(world, 1);
  add(world, 2, { currency: "EUR", rate: "11.5" });
  close(world);
  book(world);
  const whole = "2962.50";
  expect(sides(ofDay(world))).toEqual([whole, whole, "0.00"]);
  charges(world, 1, { gross: "300.00" }, "needs-attention");
  expect([sides(ofDay(world)), ofDay(world)?.causes]).toMatchObject([
    ["3025.50", whole, "-63.00"],
    [{ kind: "order", off: "-63.00", order: { label: "1", charged: "300.00", booked: "237.00" } }],
  ]);
  // In the currency of the order: the difference is worked out at its voucher's rate.
  charges(world, 2, { gross: "236.00", currency: "EUR" }, "held");
  expect(sides(ofDay(world))).toEqual(["3014.00", whole, "-51.50"]);
  charges(world, 1, { gross: "300.00" }, "skipped", "skipped-by-person");
  expect(sides(ofDay(world))).toEqual(["3014.00", whole, "-51.50"]);
  charges(world, 2, { gross: "237.00", currency: "EUR" }, "held", "order-gone");
  expect(sides(ofDay(world))).toEqual(["300.00", whole, "2662.50"]);
  charges(world, 2, { gross: "237.00", currency: "EUR" }, "booked");
  charges(world, 1, { gross: "237.00" }, "booked");
  expect([sides(ofDay(world)), ofDay(world)?.causes]).toEqual([[whole, whole, "0.00"], []]);
});

test("what isn't known is said of no order: another currency, and one without figures", async () => {
  const world = await shop();
  add(world, 1);
  close(world);
  book(world);
  charges(world, 1, { gross: "20.00", currency: "EUR" }, "held");
  expect([sides(ofDay(world)), ofDay(world)?.causes[0]?.off]).toEqual([
    [null, "237.00", null],
    null,
  ]);
  charges(world, 1, { gross: "200.00" }, "held");
  // A run under way has read nothing yet: what the one before read is what is known.
  jobs.create(world.sql, {
    key: "order:1",
    flow: "orders",
    lane: "live",
    type: "order.updated",
    due: world.clock.at,
    now: world.clock.at,
  });
  expect(sides(ofDay(world))).toEqual(["200.00", "237.00", "37.00"]);
});

test("a voucher that isn't booked or was deleted holds nothing, one that a person booked all", async () => {
  const world = await shop();
  add(world, 1);
  close(world);
  const { id } = jobs.latestFor(world.sql, `day:${DAY}-1`) ?? { id: "" };
  expect(standing(world)).toEqual([]);
  end(world, id, "held", "period-closed");
  expect([sides(ofDay(world)), ofDay(world)?.causes]).toMatchObject([
    ["237.00", "0.00", "-237.00"],
    [{ kind: "unbooked" }],
  ]);
  end(world, id, "in-doubt");
  expect(sides(ofDay(world))).toEqual(["237.00", null, null]);
  end(world, id, "held", "day-voucher-gone");
  expect([ofDay(world)?.causes, ofDay(world)?.vat]).toEqual([
    [{ kind: "deleted", off: "-237.00" }],
    [],
  ]);
  expect(standing(world)).toEqual([]);
  run(
    world.sql,
    `INSERT INTO documents (key, role, n, id, state, updated_at)
     VALUES (?, 'day-voucher', 0, 'by-hand', 'unlinked', 1)`,
    `day:${DAY}-1`,
  );
  expect(sides(ofDay(world))).toEqual(["237.00", "237.00", "0.00"]);
});

test("a voucher that was changed holds what the comparison found, until its own run finds it as planned", async () => {
  const world = await shop();
  add(world, 1);
  close(world);
  book(world);
  const part = {
    name: "amount",
    currency: "SEK",
    gross: "-37.00",
    rates: [{ rate: "0.12", net: "-25.00", vat: "-12.00" }],
  };
  run(
    world.sql,
    `INSERT INTO reconciliation_findings (finding, thing, key, day, made_at, parts, run, at)
     VALUES ('amount', 'v1', ?, ?, 1, ?, 1, ?)`,
    `day:${DAY}-1`,
    DAY,
    JSON.stringify([part]),
    world.clock.at + 1,
  );
  expect([sides(ofDay(world)), ofDay(world)?.vat]).toEqual([
    ["237.00", "200.00", "-37.00"],
    [
      { rate: "0.12", net: "75.00", vat: "0.00" },
      { rate: "0.25", net: "100.00", vat: "25.00" },
    ],
  ]);
  expect(standing(world)).toEqual([["A1", "changed", 1]]);
  world.clock.at += 60_000;
  book(world);
  expect(sides(ofDay(world))).toEqual(["237.00", "237.00", "0.00"]);
  // Found to differ by a run, and not by how much.
  const { id } = jobs.latestFor(world.sql, `day:${DAY}-1`) ?? { id: "" };
  run(world.sql, "DELETE FROM reconciliation_findings");
  expect(standing(world)).toEqual([["A1", "compared", 1]]);
  end(world, id, "needs-attention", "voucher-differs");
  expect(standing(world)).toEqual([["A1", "changed", 1]]);
  expect(sides(ofDay(world))).toEqual(["237.00", null, null]);
});

test("a day of which shares aren't kept, or too many orders differ, says nothing in place of a guess", async () => {
  const world = await shop();
  add(world, 1);
  add(world, 2, { isUnknown: true });
  expect(list(world.object.inside()).waiting[0]?.amounts).toBeUndefined();
  close(world);
  book(world);
  expect(ofDay(world)).toBeUndefined();
  const other = await shop();
  add(other, 1);
  close(other);
  book(other);
  run(
    other.sql,
    `INSERT INTO day_members (key, role, n, label, day, rows, added_at, voucher)
     WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i <= ?)
     SELECT 'order:' || i, 'voucher-payment', 1, i, ?, '[]', 1, ? FROM n`,
    MAX_DIFFERING + 1,
    DAY,
    `${DAY}-1`,
  );
  run(
    other.sql,
    "INSERT INTO open_orders (key) SELECT key FROM day_members WHERE key <> 'order:1'",
  );
  expect(sides(ofDay(other))).toEqual([null, "237.00", null]);
  expect(all(other.sql, "SELECT 1 FROM open_orders").length).toBe(MAX_DIFFERING + 1);
});

test("a list of days looks at no order of closed days a second time, and at no job that is over", async () => {
  const world = await shop();
  for (let order = 1; order <= 5; order += 1) add(world, order);
  close(world);
  book(world);
  charges(world, 1, { gross: "300.00" }, "skipped", "skipped-by-person");
  expect(sides(ofDay(world))).toEqual(["1248.00", "1185.00", "-63.00"]);
  const asked: { readonly query: string; readonly plan: readonly string[] }[] = [];
  const exec = world.sql.exec.bind(world.sql);
  const watched = vi.spyOn(world.sql, "exec").mockImplementation((query, ...binds) => {
    const plan = query.startsWith("SELECT")
      ? [...exec(`EXPLAIN QUERY PLAN ${query}`, ...binds).toArray()]
      : [];
    asked.push({ query, plan: plan.map(({ detail }) => JSON.stringify(detail)) });
    return exec(query, ...binds);
  });
  expect(sides(ofDay(world))).toEqual(["1248.00", "1185.00", "-63.00"]);
  watched.mockRestore();
  expect(asked.filter(({ query }) => query.includes("JOIN keys"))).toEqual([]);
  const jobsOf = asked.filter(({ query }) => query.includes("FROM jobs j"));
  expect(jobsOf.map(({ plan }) => plan[0])).toEqual([
    expect.stringContaining("USING COVERING INDEX jobs_next"),
  ]);
  // Taken up again, skipped beside it: what was kept says neither.
  charges(world, 1, { gross: "237.00" }, "booked");
  charges(world, 2, { gross: "200.00" }, "skipped", "skipped-by-person");
  expect(ofDay(world)?.causes).toMatchObject([{ order: { label: "2", charged: "200.00" } }]);
});
