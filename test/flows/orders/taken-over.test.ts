/**
 * Two journals of one company, one after the other: what the earlier one booked isn't booked again
 * by the later.
 */
import { expect, test } from "vitest";
import { instantsOf, parseLocal, SOURCE_ZONE } from "../../../src/domain/platform/zoned-time.ts";
import { startSuccessor, take } from "../../../src/sync/tenant/transfer/tenant-transfer.ts";
import * as meta from "../../../src/sync/tenant/storage/meta.ts";
import type { TenantContext } from "../../../src/sync/tenant/context/tenant-context.ts";
import { FlowWorld } from "../../support/flow-world.ts";
import { objectSql } from "../../support/object-sql.ts";
import { companyBuyer, mug } from "../../support/orders.ts";

const MINUTE_MS = 60_000;

/** When the shop's clock says that the order was placed. */
function placedAt(order: Readonly<Record<string, unknown>>): number {
  const stamp = parseLocal(String(order["date"]));
  if (stamp === null) throw new Error(`no date: ${String(order["date"])}`);
  return instantsOf(stamp, SOURCE_ZONE).earliest;
}

/** What the object of a tenant that is taken in at this instant remembers. */
function factsOfTakenIn(now: number): Readonly<Record<string, string>> {
  const sql = objectSql(now);
  expect(take({ sql, now: () => now } as unknown as TenantContext, "keys", [])).toEqual({
    ok: true,
  });
  return meta.memory(sql);
}

/** An order that the earlier journal booked, and the later one, born at `bornAt`, knows nothing of. */
async function bookedBefore(
  secondsAhead: number,
  facts: (bornAt: number) => Readonly<Record<string, string>>,
) {
  const world = await FlowWorld.open();
  const order = await world.place({ ...companyBuyer("Ahead"), lines: [mug(2)] });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  const bornAt = placedAt(order) - secondsAhead * 1000;
  world.lose(`order:${order.id}`, bornAt);
  world.rememberAll(facts(bornAt));
  const { end, writes } = await world.book(order.id);
  const { orders = [] } = await world.ledger();
  return { outcome: end.outcome, sent: writes.map(({ kind }) => kind), count: orders.length };
}

test("an order that is dated a little after a tenant was taken in is looked for before it is written", async () => {
  // The shop's clock runs ahead of the object's.
  for (const secondsAhead of [1, 60, 14 * 60])
    expect(await bookedBefore(secondsAhead, factsOfTakenIn)).toEqual({
      outcome: "booked",
      sent: [],
      count: 1,
    });
});

test("nobody looks for an order that was placed long after, nor for one of a tenant that never was anybody else's", async () => {
  const { sent } = await bookedBefore(16 * 60, factsOfTakenIn);
  expect(sent).toEqual(["order.create"]);
  expect((await bookedBefore(1, () => ({}))).sent).toEqual(["order.create"]);
});

test("as long as a tenant that was taken in has written nothing, its predecessor may have: each sign-in and resume counts anew", () => {
  const until = (sql: SqlStorage): number => Number(meta.memory(sql)["others-until"] ?? 0);
  const sql = objectSql(0);
  startSuccessor(sql, 7 * MINUTE_MS);
  // It was never taken in.
  expect(until(sql)).toBe(0);
  take({ sql, now: () => 0 } as unknown as TenantContext, "keys", []);
  expect(until(sql)).toBe(15 * MINUTE_MS);
  startSuccessor(sql, 60 * MINUTE_MS);
  expect(until(sql)).toBe(75 * MINUTE_MS);
  const operation =
    "INSERT INTO operations (id, job_id, key, role, n, kind, state, claim) VALUES ((SELECT count(*) + 1 FROM operations), 'j', ?, ?, 1, 'x.create', 'done', ?)";
  // One that was handed over belongs to no claim of this object, and set-up books no order.
  sql.exec(operation, "order:1", "sales-order", 0);
  sql.exec(operation, "setup", "claim", 2);
  startSuccessor(sql, 120 * MINUTE_MS);
  expect(until(sql)).toBe(135 * MINUTE_MS);
  sql.exec(operation, "order:2", "sales-order", 3);
  startSuccessor(sql, 600 * MINUTE_MS);
  expect(until(sql)).toBe(135 * MINUTE_MS);
});
