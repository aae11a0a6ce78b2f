/**
 * Orders of a booked day are handed in to be told to the shop: each once, page by page, on from
 * where a run died; and ten thousand of them leave room for what is new.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DAY_BOOKED } from "../../src/domain/ledger/day-book.ts";
import { err, ok } from "../../src/domain/result.ts";
import type { FlowPorts, WorkItem } from "../../src/flows/port.ts";
import type { DaySharesAnswer } from "../../src/sync/contract/days.ts";
import { enqueueDayOrders } from "../../src/sync/run/day.ts";
import type { Session } from "../../src/sync/run/session.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import { BACKFILL_WINDOW, pickJobsToWake, WINDOW } from "../../src/sync/tenant/intake/pump.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { count } from "../../src/sync/tenant/storage/sql.ts";
import { NOW, tenantInNode } from "../support/tenant-in-node.ts";

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

const ORDERS = 10_000;
const PAGE = 1_000;
const ROLES = ["voucher", "voucher-payment", "voucher-reversal"];

/** Pages of an object in which each order has three shares. */
function shares(cursor: string | null): DaySharesAnswer {
  const from = Number(cursor ?? 0);
  const to = from + PAGE;
  return {
    kind: "shares",
    shares: Array.from({ length: PAGE }, (_, n) => ({
      key: `order:${Math.floor((from + n) / ROLES.length)}`,
      label: "1",
      role: ROLES[(from + n) % ROLES.length] ?? "",
      amount: "1.00",
    })),
    cursor: to >= ORDERS * ROLES.length ? null : String(to),
  };
}

function day(failsAt: number | null) {
  const handed: WorkItem[] = [];
  const memory = new Map<string, string>();
  const asked: (string | null)[] = [];
  let calls = 0;
  let left = failsAt;
  const ports = {
    key: "day:2026-11-24-1",
    remembered: (name: string) => memory.get(name) ?? null,
    remember: (name: string, value: string) => void memory.set(name, value),
    enqueue: async (items: readonly WorkItem[]) => {
      calls += 1;
      if (calls === left) return err({ kind: "transient", vendor: "asperion", cause: "died" });
      handed.push(...items);
      return ok(undefined);
    },
  } as unknown as FlowPorts;
  const session = {
    ref: { tenantId: "t", jobId: "j", claimNo: 1 },
    object: {
      runs: {
        dayShares: async (_: unknown, cursor: string | null) => {
          asked.push(cursor);
          return shares(cursor);
        },
      },
    },
    halt: () => {
      throw new Error("halted");
    },
  } as unknown as Session;
  const run = () => {
    left = calls === 0 ? failsAt : null;
    return enqueueDayOrders(ports, session);
  };
  return { handed, memory, asked, run };
}

const keys = (handed: readonly WorkItem[]): readonly string[] => handed.map(({ key }) => key);

test("each order of ten thousand is handed in, once a page, behind all that is new", async () => {
  const { handed, memory, run } = day(null);
  expect((await run()).ok).toBe(true);
  expect(new Set(keys(handed)).size).toBe(ORDERS);
  expect(handed.length).toBe(ORDERS);
  expect(new Set(handed.map(({ type, lane }) => `${type} ${lane}`))).toEqual(
    new Set([`${DAY_BOOKED} back-fill`]),
  );
  expect([...memory.values()]).toEqual([""]);
});

test("a run that died goes on with the page that it was at", async () => {
  const { handed, asked, run } = day(20);
  expect((await run()).ok).toBe(false);
  const before = keys(handed).length;
  const at = asked.at(-1);
  expect((await run()).ok).toBe(true);
  expect(at).not.toBeNull();
  expect(asked.filter((cursor) => cursor === at)).toHaveLength(2);
  expect(asked.filter((cursor) => cursor === null)).toHaveLength(1);
  expect(before).toBeGreaterThan(0);
  expect(new Set(keys(handed)).size).toBe(ORDERS);
  // At most the page that it died in comes twice: an open job takes it as one more event.
  expect(handed.length - ORDERS).toBeLessThanOrEqual(PAGE);
});

test("ten thousand of them leave a live order its place", async () => {
  const { object, sql } = await tenantInNode();
  const context = object.inside();
  for (let n = 0; n < ORDERS; n += 1)
    intake.enqueue(context, {
      key: `order:${n}`,
      flow: "orders",
      type: DAY_BOOKED,
      lane: "back-fill",
    });
  expect(count(sql, "SELECT count(*) AS n FROM jobs WHERE over = 0")).toBe(ORDERS);
  const { job } = intake.enqueue(context, {
    key: "order:new",
    flow: "orders",
    type: "order.created",
    lane: null,
  });
  const woken = pickJobsToWake(sql, context.now(), WINDOW);
  expect(woken[0]).toBe(job.id);
  expect(woken).toHaveLength(BACKFILL_WINDOW + 1);
  expect(jobs.byId(sql, woken[1] ?? "")?.lane).toBe("back-fill");
});
