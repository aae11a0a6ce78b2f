/**
 * An order that was held while its share waits for the voucher of its day: nothing of it is in the
 * ledger yet, so nothing of it is missing there.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Outcome } from "../../src/domain/jobs/job.ts";
import { memberDocument } from "../../src/domain/ledger/day-book.ts";
import { classifyOrder } from "../../src/monitor/reconciliation/classify-order.ts";
import { nextDue, step } from "../../src/sync/tenant/days/days.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as keys from "../../src/sync/tenant/jobs/keys.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { dayFacts } from "../../src/sync/tenant/reconciliation/day-facts.ts";
import { memoryOf } from "../../src/sync/tenant/reconciliation/order-memory.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { company } from "../flows/orders/kit.ts";
import { context, source } from "../monitor/facts.ts";
import { NOW, tenantInNode } from "../support/tenant-in-node.ts";

const DAY = "2026-11-24";
const KEY = "order:1";

beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

/** Its share of 125.00 waits, and its newest run ended so. */
async function waiting(outcome: Outcome) {
  const { sql, object, clock } = await tenantInNode();
  cache.save(sql, { company }, NOW);
  const inside = object.inside();
  journal.saveDocument(
    sql,
    KEY,
    {
      role: "voucher",
      n: 1,
      id: memberDocument({ key: KEY, role: "voucher", n: 1 }),
      number: DAY,
      state: "live",
      sourceHash: "seen",
      ownedHash: null,
      member: {
        label: "1001",
        day: DAY,
        waits: true,
        rows: [
          { account: 1580, debit: "125.00", credit: "0.00", of: "CARD" },
          { account: 2611, debit: "0.00", credit: "25.00", of: "25%" },
          { account: 3001, debit: "0.00", credit: "100.00", of: "25%" },
        ],
      },
    },
    NOW,
  );
  const { job } = intake.enqueue(inside, { key: KEY, flow: "orders", type: "x", lane: null });
  const reasons = JSON.stringify([{ code: "article-missing", params: {} }]);
  jobs.update(sql, job.id, { status: "done", outcome, due: null, reasons }, NOW);
  keys.note(sql, KEY, { known_state: "m" });
  const judged = () => {
    const since = NOW - 1;
    const facts = dayFacts(sql, KEY, { since });
    const { state, findings, balance } = classifyOrder(
      source({ date: `${DAY}T10:00:00` }),
      memoryOf(sql, KEY),
      facts,
      context({ listedSince: since }),
    );
    return { state, findings, parts: balance.parts.map(({ name, gross }) => [name, gross]) };
  };
  const close = (): void => {
    clock.at = Date.parse("2026-11-25T12:00:00Z");
    for (let due = nextDue(inside); due !== null && due <= clock.at + 1_000; due = nextDue(inside))
      step(inside);
  };
  return { sql, judged, close };
}

const HELD = { state: "held", findings: [], parts: [["not-booked", "-125.00"]] };

test.each(["held", "needs-attention", "rejected"] as const)(
  "%s: it is on hold while its day is open, and while the day's voucher isn't booked",
  async (outcome) => {
    const { sql, judged, close } = await waiting(outcome);
    expect(judged()).toEqual(HELD);
    close();
    expect(all(sql, "SELECT voucher FROM day_members")).toEqual([{ voucher: `${DAY}-1` }]);
    expect(judged()).toEqual(HELD);
  },
);

test("it is missing once its day's voucher was booked and isn't in the ledger any more", async () => {
  const { sql, judged, close } = await waiting("held");
  close();
  run(
    sql,
    `INSERT INTO documents (key, role, n, id, number, state, updated_at)
     VALUES ('day:${DAY}-1', 'day-voucher', 1, 'v-1', 'A1', 'live', ?)`,
    NOW,
  );
  run(sql, "UPDATE day_vouchers SET closed_at = ?", NOW);
  expect(judged().findings).toEqual(["missing"]);
});
