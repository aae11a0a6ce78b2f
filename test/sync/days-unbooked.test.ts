/** A shop doesn't end while its orders wait for the voucher of their day. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { memberDocument } from "../../src/domain/ledger/day-book.ts";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import { nextDue, step } from "../../src/sync/tenant/days/days.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { act, skip } from "../../src/sync/tenant/actions/job-actions.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { dayState } from "../../src/http/usecases/vouchers/voucher-states.ts";
import { list, dayShares } from "../../src/sync/tenant/days/day-views.ts";
import {
  manuallyBookedDay,
  dayFacts,
  waitsForDay,
} from "../../src/sync/tenant/reconciliation/day-facts.ts";
import { sums, lastDay } from "../../src/sync/tenant/jobs/ended.ts";
import { page } from "../../src/sync/tenant/views/job-list.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { give } from "../../src/sync/tenant/transfer/tenant-transfer.ts";
import { company } from "../flows/orders/kit.ts";
import { NOW, TENANT, tenantInNode } from "../support/tenant-in-node.ts";

const DAY = "2026-11-24";
beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

async function waiting() {
  const world = await tenantInNode();
  cache.save(world.sql, { company }, NOW);
  for (const order of [1, 2])
    journal.saveDocument(
      world.sql,
      `order:${order}`,
      {
        role: "voucher",
        n: 1,
        id: memberDocument({ key: `order:${order}`, role: "voucher", n: 1 }),
        number: DAY,
        state: "live",
        sourceHash: "seen",
        ownedHash: null,
        member: {
          label: String(order),
          day: DAY,
          waits: true,
          rows: [
            { account: 1580, debit: "125.00", credit: "0.00", of: "CARD" },
            { account: 3001, debit: "0.00", credit: "125.00", of: "25%" },
          ],
        },
      },
      world.clock.at,
    );
  return world;
}

type World = Awaited<ReturnType<typeof waiting>>;

function close({ object, clock }: World): void {
  clock.at = Date.parse("2026-11-25T12:00:00Z");
  const context = object.inside();
  for (let due = nextDue(context); due !== null && due <= clock.at + 1_000; due = nextDue(context))
    step(context);
}

/** The ledger refused its voucher; somebody booked it by hand. */
async function skipped({ object, sql, clock }: World): Promise<unknown> {
  const id = jobs.latestFor(sql, `day:${DAY}-1`)?.id ?? "";
  jobs.update(sql, id, { status: "done", outcome: "rejected", wait: null, due: null }, clock.at);
  return skip(object.inside(), id, "anna", "booked by hand");
}

/** What another deployment would begin. */
const handedOn = ({ object }: World): unknown => {
  const page = give(object.inside(), "open", null);
  return "rows" in page ? page.rows.map(({ key }) => key) : page;
};

const REFUSED = { ok: false, kind: "days-unbooked", message: { args: { orders: 2, days: DAY } } };

test("is refused while a day is open or its voucher isn't booked, unless somebody wants that", async () => {
  const world = await waiting();
  expect(await world.object.admin.retire(TENANT, "anna")).toMatchObject(REFUSED);
  close(world);
  expect(all(world.sql, "SELECT id FROM day_vouchers")).toHaveLength(1);
  expect(await world.object.admin.retire(TENANT, "anna")).toMatchObject(REFUSED);
  expect(await world.object.admin.retire(TENANT, "anna", { leaveUnbooked: true })).toEqual({
    ok: true,
  });
});

test.each(["booked", "skipped"])("isn't refused once the day is %s", async (how) => {
  const world = await waiting();
  close(world);
  const key = `day:${DAY}-1`;
  if (how === "booked")
    journal.saveDocument(
      world.sql,
      key,
      {
        role: "day-voucher",
        n: 1,
        id: "v1",
        number: "A1",
        state: "live",
        sourceHash: "compared",
        ownedHash: null,
      },
      world.clock.at,
    );
  else expect(await skipped(world)).toMatchObject({ ok: true });
  expect(await world.object.admin.retire(TENANT, "anna")).toEqual({ ok: true });
});

test("a day that was booked by hand isn't handed on by a move, until somebody wants it booked after all", async () => {
  const world = await waiting();
  close(world);
  await skipped(world);
  expect(handedOn(world)).toEqual([]);
  const id = jobs.latestFor(world.sql, `day:${DAY}-1`)?.id ?? "";
  expect(await act(world.object.inside(), id, "undo-skip", "anna")).toMatchObject({ ok: true });
  expect(handedOn(world)).toEqual([`day:${DAY}-1`]);
});

test("what waits is counted by order, whatever was added for it and taken out again", async () => {
  const { object, sql } = await waiting();
  const before = Number(list(object.inside()).waiting[0]?.debit);
  run(
    sql,
    `INSERT INTO day_members (key, role, n, label, day, rows, added_at)
     VALUES ('order:1', 'voucher-reversal', 1, '1', ?, ?, 1)`,
    DAY,
    JSON.stringify([
      { account: 3001, debit: "12.34", credit: "0.00", of: "" },
      { account: 1580, debit: "0.00", credit: "12.34", of: "" },
    ]),
  );
  const [day] = list(object.inside()).waiting;
  expect([day?.day, day?.members]).toEqual([DAY, 2]);
  expect(Number(day?.debit)).toBeCloseTo(before + 12.34, 6);
});

test("an order names the voucher of its day that was deleted, until the day is booked again", async () => {
  const world = await waiting();
  const { sql, clock } = world;
  close(world);
  const key = `day:${DAY}-1`;
  const save = (number: string) =>
    journal.saveDocument(
      sql,
      key,
      {
        role: "day-voucher",
        n: 1,
        id: `v${number}`,
        number,
        state: "live",
        sourceHash: "compared",
        ownedHash: null,
      },
      clock.at,
    );
  const gone = reason("day-voucher-gone", { day: DAY, number: "A1" });
  const seen = (told: readonly Reason[] = []) => {
    const share = dayShares(sql, "order:1", told)[0]?.voucher;
    return [share?.deleted ?? null, share?.voucher?.number ?? null];
  };
  save("A1");
  expect(seen()).toEqual([null, "A1"]);
  // The order's own run found it, and the day's didn't look yet.
  expect(seen([gone])).toEqual(["A1", null]);
  const { id = "" } = jobs.latestFor(sql, key) ?? {};
  jobs.update(sql, id, { reasons: JSON.stringify([gone]) }, clock.at);
  expect(seen()).toEqual(["A1", null]);
  jobs.update(sql, id, { reasons: "[]" }, clock.at);
  save("A2");
  expect(seen([gone])).toEqual([null, "A2"]);
});

test("orders of a day that a person booked count as booked: in the list, on their pages and in the reconciliation", async () => {
  const world = await waiting();
  const { sql, object } = world;
  close(world);
  const seen = () => ({
    waits: waitsForDay(sql, "order:1"),
    byHand: manuallyBookedDay(sql, "order:1"),
    counted: dayFacts(sql, "order:1", { since: 0 }).map(({ id, moves }) => [id, moves?.length]),
    share: dayShares(sql, "order:1")[0]?.voucher?.isManual,
    day: list(object.inside()).vouchers.map(dayState),
  });
  const before = seen();
  expect([before.waits, before.byHand, before.counted]).toEqual([DAY, null, []]);
  await skipped(world);
  const after = {
    waits: null,
    byHand: DAY,
    counted: [[memberDocument({ key: "order:1", role: "voucher", n: 1 }), 2]],
    share: true,
    day: ["by-hand"],
  };
  expect(seen()).toEqual(after);
  // Its job is forgotten some weeks later.
  run(sql, "DELETE FROM jobs");
  expect(seen()).toEqual(after);
});

test("orders that wait for their day's voucher count apart from those in the ledger, until it is booked", async () => {
  const world = await waiting();
  const { sql, object, clock } = world;
  const orders = [1, 2, 3].map((order) => {
    const { id } = jobs.create(sql, {
      key: `order:${order}`,
      flow: "orders",
      lane: "live",
      type: "order.created",
      due: clock.at,
      now: clock.at,
    });
    jobs.update(
      sql,
      id,
      {
        status: "done",
        outcome: order === 2 ? "updated" : "booked",
        figures: JSON.stringify({ gross: "125.00", vat: "25.00", currency: "SEK" }),
      },
      clock.at,
    );
    return id;
  });
  const HOUR = 3_600_000;
  const from = Math.floor(clock.at / HOUR) * HOUR;
  const counted = () =>
    sums(sql, [{ from, to: from + HOUR }], clock.at)
      .map(({ outcome, n, gross }) => `${outcome} ${n} ${Number(gross) / 1_000_000}`)
      .toSorted();
  const listed = async (outcome: "booked" | "updated" | "waits-for-day") =>
    (await page(object.inside(), { flow: "orders", stands: outcome, newest: true })).jobs
      .map(({ id, stands = null }) => [orders.indexOf(id) + 1, stands] as const)
      .toSorted(([a], [b]) => a - b);
  expect(counted()).toEqual(["booked 1 125", "waits-for-day 2 250"]);
  expect(lastDay(sql, clock.at).map(({ outcome, n }) => [outcome, n])).toEqual([
    ["booked", 1],
    ["waits-for-day", 2],
  ]);
  expect(await listed("booked")).toEqual([[3, null]]);
  expect(await listed("updated")).toEqual([]);
  expect(await listed("waits-for-day")).toEqual([
    [1, "waits-for-day"],
    [2, "waits-for-day"],
  ]);
  // By what their jobs store, as the API has always told it.
  const stored = async (outcome: "booked" | "updated") =>
    (await page(object.inside(), { flow: "orders", outcome, newest: true })).jobs
      .map(({ id }) => orders.indexOf(id) + 1)
      .toSorted((a, b) => a - b);
  expect([await stored("booked"), await stored("updated")]).toEqual([[1, 3], [2]]);
  // Closed and not booked: they still wait, also as a sum of a past day that was kept.
  close(world);
  expect(counted()).toEqual(["booked 1 125", "waits-for-day 2 250"]);
  journal.saveDocument(
    sql,
    `day:${DAY}-1`,
    {
      role: "day-voucher",
      n: 1,
      id: "v1",
      number: "A1",
      state: "live",
      sourceHash: "compared",
      ownedHash: null,
    },
    clock.at,
  );
  expect(counted()).toEqual(["booked 2 250", "updated 1 125"]);
  expect(await listed("booked")).toEqual([
    [1, null],
    [3, null],
  ]);
  expect(await listed("waits-for-day")).toEqual([]);
});

test("an order of which nothing stands any more is listed as it is counted: skipped", async () => {
  const { sql, object, clock } = await tenantInNode();
  const document = {
    role: "voucher",
    n: 1,
    id: "v1",
    number: "A1",
    sourceHash: null,
    ownedHash: null,
  } as const;
  journal.saveDocument(sql, "order:1", { ...document, state: "gone" }, clock.at);
  const { id } = jobs.create(sql, {
    key: "order:1",
    flow: "orders",
    lane: "live",
    type: "order.updated",
    due: clock.at,
    now: clock.at,
  });
  jobs.update(sql, id, { status: "done", outcome: "updated" }, clock.at);
  const HOUR = 3_600_000;
  const from = Math.floor(clock.at / HOUR) * HOUR;
  const ended = { from, to: from + HOUR };
  expect(sums(sql, [ended]).map(({ outcome, n }) => [outcome, n])).toEqual([["skipped", 1]]);
  for (const [outcome, ids] of [
    ["skipped", [id]],
    ["updated", []],
  ] as const) {
    const of = { flow: "orders", ended, newest: true } as const;
    const found = await page(object.inside(), { ...of, stands: outcome });
    expect(found.jobs.map((job) => [job.id, job.stands])).toEqual(
      ids.map((one) => [one, "skipped"]),
    );
  }
});

test("a day's orders are listed with their own totals, not with the sum of their rows", async () => {
  const world = await waiting();
  const [first] = journal.documents(world.sql, "order:1");
  if (first === undefined) throw new Error("no share");
  const voucher = { charged: "99.00", currency: "SEK", rate: null, ledgerItem: null };
  journal.saveDocument(world.sql, "order:1", { ...first, voucher }, world.clock.at);
  const credit = {
    ...first,
    role: "voucher-credit",
    n: 2,
    id: memberDocument({ key: "order:2", role: "voucher-credit", n: 2 }),
    voucher: { ...voucher, charged: "65.15" },
  } as const;
  journal.saveDocument(world.sql, "order:2", credit, world.clock.at);
  close(world);
  const page = await world.object.days.one(TENANT, `${DAY}-1`, null);
  expect(page?.members.map(({ key, role, charged }) => [key, role, charged?.amount])).toEqual([
    ["order:1", "voucher", "99.00"],
    ["order:2", "voucher", undefined],
    ["order:2", "voucher-credit", "-65.15"],
  ]);
});
