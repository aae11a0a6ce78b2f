/** Orders of a daily voucher that waits for the limit of the first day: they wait in no job. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { memberDocument } from "../../src/domain/ledger/day-book.ts";
import { nextDue, step } from "../../src/sync/tenant/days/days.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { firstDayConfigured } from "../../src/sync/tenant/runs/before-writes.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { count } from "../../src/sync/tenant/storage/sql.ts";
import { health } from "../../src/sync/tenant/views/health.ts";
import { company } from "../flows/orders/kit.ts";
import type { ReasonCode } from "../../src/domain/reasons/index.ts";
import * as jobList from "../../src/sync/tenant/views/job-list.ts";
import { NOW, tenantInNode } from "../support/tenant-in-node.ts";

const DAY = "2026-11-24";
const HOUR = 3_600_000;

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

async function shop() {
  const { sql, object, clock } = await tenantInNode();
  cache.save(sql, { company }, NOW);
  const { settings } = meta.configuration(sql) ?? expect.unreachable();
  const context = object.inside();
  const limit = (firstDayLimit: number, version: number): void => {
    const orders = { ...settings.orders, enabled: true, firstDayLimit };
    const next = { ...settings, trial: false, orders };
    meta.configure(sql, { administrationId: 1, version, settings: next });
    firstDayConfigured(sql, clock.at);
  };
  const add = (order: number): void => {
    const key = `order:${order}`;
    const row = (account: number, debit: string, credit: string) => ({
      account,
      debit,
      credit,
      of: "",
    });
    const rows = [row(1580, "125.00", "0.00"), row(3001, "0.00", "125.00")];
    const ref = { key, role: "voucher", n: 1 } as const;
    const member = { label: String(order), day: DAY, rows, waits: true };
    const own = { id: memberDocument(ref), number: DAY, state: "live", member } as const;
    journal.saveDocument(sql, key, { ...ref, ...own, sourceHash: "s", ownedHash: null }, clock.at);
  };
  /** The order's run, over, as the order was read by it. */
  const booked = (order: number): void => {
    const figures = JSON.stringify({ gross: "125.00", vat: "25.00", currency: "SEK" });
    const of = { key: `order:${order}`, flow: "orders", lane: "live", type: "test" } as const;
    const { id } = jobs.create(sql, { ...of, due: NOW, now: NOW });
    jobs.update(sql, id, { status: "done", outcome: "booked", figures }, NOW);
  };
  const close = (): void => {
    for (let due = nextDue(context); due !== null && due <= clock.at; due = nextDue(context)) {
      step(context);
      clock.at += 50;
    }
  };
  const view = () => health(context, null, null).firstDay;
  const isOver = () => health(context, null, null).firstDayOver;
  const inVoucher = () => count(sql, "SELECT count(*) AS n FROM day_members WHERE voucher <> ''");
  /** An order that was about to be booked, or waits for something else. */
  const waits = (order: number, ...codes: ReasonCode[]): void => {
    const of = { key: `order:${order}`, flow: "orders", lane: "live", type: "test" } as const;
    const { id } = jobs.create(sql, { ...of, due: NOW, now: NOW });
    const reasons = JSON.stringify(codes.map((code) => ({ code, params: {} })));
    jobs.update(sql, id, { status: "waiting", wait: "pause", reasons }, NOW);
  };
  const listed = async () => {
    const { jobs: rows } = await jobList.page(context, {
      waitsFor: "first-day-limit",
      newest: true,
    });
    return rows.map(({ key }) => key).toSorted();
  };
  return { clock, limit, add, booked, waits, listed, close, view, isOver, inVoucher };
}

test("they count as waiting once their day is due, with what they come to", async () => {
  const { clock, limit, add, booked, close, view, isOver } = await shop();
  limit(1, 2);
  for (const order of [1, 2]) add(order);
  booked(2);
  // Not due yet: they wait for their day to be over, as they would without a limit.
  expect(view()).toMatchObject({ limit: 1, made: 2, waiting: 0, inDays: 0 });
  clock.at = NOW + 23 * HOUR;
  close();
  const sums = [{ currency: "SEK", gross: "125.00" }];
  expect(view()).toMatchObject({ limit: 1, made: 2, waiting: 2, inDays: 2, sums });
  expect(isOver()).toBe(false);
  clock.at = NOW + 24 * HOUR;
  expect([view(), isOver()]).toEqual([null, true]);
});

test("the list has exactly those that count as waiting for the limit", async () => {
  const { clock, limit, add, booked, waits, listed, close, view } = await shop();
  limit(1, 2);
  for (const order of [1, 2]) {
    add(order);
    booked(order);
  }
  waits(3, "first-day-limit");
  waits(4, "no-access");
  expect([view()?.waiting, await listed()]).toEqual([1, ["order:3"]]);
  clock.at = NOW + 23 * HOUR;
  close();
  expect([view()?.waiting, await listed()]).toEqual([3, ["order:1", "order:2", "order:3"]]);
});

test("a limit that is no lower than what is made closes their day at once, any other doesn't", async () => {
  const { clock, limit, add, close, view, inVoucher } = await shop();
  limit(1, 2);
  for (const order of [1, 2, 3]) add(order);
  clock.at = NOW + 23 * HOUR;
  close();
  limit(2, 3);
  close();
  expect([view(), inVoucher()]).toMatchObject([{ limit: 2, made: 3, inDays: 3 }, 0]);
  limit(3, 4);
  expect(view()).toMatchObject({ waiting: 0, inDays: 0 });
  close();
  expect(inVoucher()).toBe(3);
});
