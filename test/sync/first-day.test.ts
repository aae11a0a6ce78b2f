/** The careful first day, decided on the object's own tables. */
import { expect, test } from "vitest";
import type { WriteIntent } from "../../src/flows/port.ts";
import { defaultSettings, type Settings } from "../../src/settings/schema.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import {
  firstDayConfigured,
  firstDayView,
  isFirstDayOver,
  waitsForFirstDay,
} from "../../src/sync/tenant/runs/before-writes.ts";
import { keepAnswers } from "../../src/sync/tenant/storage/cached-reads.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { watched } from "../../src/sync/tenant/live/live.ts";
import { objectSql } from "../support/object-sql.ts";

const DAY = 86_400_000;
const LIVE = 5_000_000;

function tenant(firstDayLimit: number | null) {
  const sql = objectSql();
  let version = 0;
  const limit = (value: number | null, now = LIVE): void => {
    const settings: Settings = {
      ...defaultSettings(),
      orders: {
        ...defaultSettings().orders,
        enabled: true,
        startLine: "2026-01-01T00:00:00Z",
        firstDayLimit: value,
      },
    };
    meta.configure(sql, { administrationId: 1, version: (version += 1), settings });
    firstDayConfigured(sql, now);
  };
  limit(firstDayLimit);
  const intent = (key: string, kind: WriteIntent["kind"] = "order.create"): WriteIntent => ({
    key,
    role: kind === "customer.create" ? "customer" : "sales-order",
    n: 1,
    kind,
    marker: "m",
    markerCode: "c",
    markerField: "OurReference",
    documentId: null,
  });
  const write = (key: string, kind: WriteIntent["kind"] = "order.create"): void => {
    journal.send(sql, {
      jobId: "j1",
      claimNo: 1,
      intent: intent(key, kind),
      request: { keyId: "k", bytes: new Uint8Array() },
      now: LIVE,
      abortAt: LIVE,
    });
  };
  const waits = (key: string, now = LIVE + 1, kind: WriteIntent["kind"] = "order.create") =>
    waitsForFirstDay(sql, intent(key, kind), now)?.ms ?? null;
  return { sql, limit, write, waits };
}

test("the first documents are made and the next one waits until the day is over", () => {
  const { write, waits } = tenant(2);
  for (const key of ["order:1", "order:2"]) {
    expect(waits(key)).toBeNull();
    write(key);
  }
  expect(waits("order:3")).toBe(DAY - 1);
  expect(waits("order:3", LIVE + DAY)).toBeNull();
});

test("what is no document doesn't count, nor does an edit or a second attempt", () => {
  const { write, waits } = tenant(1);
  write("customer:AS1", "customer.create");
  expect(waits("order:1")).toBeNull();
  write("order:1");
  expect(waits("order:1")).toBeNull();
  expect(waits("order:1", LIVE + 1, "order.update")).toBeNull();
  expect(waits("customer:AS2", LIVE + 1, "customer.create")).toBeNull();
  expect(waits("order:2")).toBe(DAY - 1);
});

test("a limit that is raised or lifted lets those that wait try again, and the day isn't begun anew by it", () => {
  const { sql, limit, write, waits } = tenant(1);
  write("order:1");
  const job = jobs.create(sql, {
    key: "order:2",
    flow: "orders",
    lane: "live",
    type: "test",
    due: LIVE,
    now: LIVE,
  });
  jobs.update(
    sql,
    job.id,
    {
      status: "waiting",
      wait: "pause",
      due: LIVE + DAY,
      reasons: JSON.stringify([{ code: "first-day-limit", params: { limit: 1 } }]),
    },
    LIVE,
  );
  limit(5, LIVE + 10);
  expect(jobs.byId(sql, job.id)).toMatchObject({ status: "queued", due: LIVE + 10 });
  expect(waits("order:2")).toBeNull();
  limit(1, LIVE + 20);
  expect(waits("order:3", LIVE + 20)).toBe(DAY - 20);
});

test("what waits for the limit is told, with what it comes to, until the day is over or the limit gone", () => {
  const { sql, limit, write } = tenant(1);
  write("order:1");
  const waiting = (key: string, why: string, charged: object | null): void => {
    const { id } = jobs.create(sql, {
      key,
      flow: "orders",
      lane: "live",
      type: "test",
      due: LIVE,
      now: LIVE,
    });
    const reasons = JSON.stringify([{ code: why, params: {} }]);
    if (charged !== null) jobs.noteLearned(sql, id, { facts: JSON.stringify({ charged }) });
    jobs.update(sql, id, { status: "waiting", wait: "pause", reasons }, LIVE);
  };
  waiting("order:2", "first-day-limit", { gross: "0.1", vat: "0", currency: "SEK" });
  waiting("order:3", "first-day-limit", { gross: "100.20", vat: "20", currency: "SEK" });
  waiting("order:4", "first-day-limit", null);
  waiting("order:5", "flow-stopped", { gross: "1.00", vat: "0", currency: "SEK" });
  const day = { limit: 1, made: 1, until: LIVE + DAY, waiting: 3, inDays: 0 };
  const sums = [{ currency: "SEK", gross: "100.30" }];
  expect(firstDayView(sql, LIVE + 1, null)).toEqual({ ...day, sums });
  expect(firstDayView(sql, LIVE + DAY, null)).toBeNull();
  limit(null);
  expect(firstDayView(sql, LIVE + 1, null)).toBeNull();
});

test("a trial is no live day: the first day begins with the first configuration that writes", () => {
  const sql = objectSql();
  const orders = {
    ...defaultSettings().orders,
    enabled: true,
    startLine: "2026-01-01T00:00:00Z",
    firstDayLimit: 1,
  };
  const configure = (version: number, trial: boolean, now: number): void => {
    meta.configure(sql, {
      administrationId: 1,
      version,
      settings: { ...defaultSettings(), orders, trial },
    });
    firstDayConfigured(sql, now);
  };
  configure(1, true, LIVE - 10 * DAY);
  configure(2, false, LIVE);
  expect(meta.get(sql, "live-since")).toBe(String(LIVE));
  // Live again after another trial: the first day was.
  expect(isFirstDayOver(sql, LIVE + DAY - 1)).toBe(false);
  configure(3, true, LIVE + 5 * DAY);
  configure(4, false, LIVE + 9 * DAY);
  expect(isFirstDayOver(sql, LIVE + 9 * DAY)).toBe(true);
  expect(firstDayView(sql, LIVE + 9 * DAY, null)).toBeNull();
});

test("what waits is added up by currency, and read again only once a job has changed", () => {
  const { sql } = tenant(1);
  const asked: string[] = [];
  const counting = {
    exec: (query: string, ...binds: never[]) => {
      if (query.includes("first-day-limit")) asked.push(query);
      return sql.exec(query, ...binds);
    },
  } as unknown as SqlStorage;
  const object = watched(counting, () => undefined);
  keepAnswers(object);
  const waits = (n: number, figures: object | null) => {
    const of = { key: `order:${n}`, flow: "orders", lane: "live", type: "test" } as const;
    const { id } = jobs.create(object, { ...of, due: LIVE, now: LIVE });
    const reasons = JSON.stringify([{ code: "first-day-limit", params: {} }]);
    const said = figures === null ? null : JSON.stringify(figures);
    jobs.update(object, id, { status: "waiting", wait: "pause", reasons, figures: said }, LIVE);
  };
  waits(1, { gross: "125.10", vat: "25.00", currency: "SEK" });
  waits(2, { gross: "0.20", vat: "0.00", currency: "SEK" });
  waits(3, { gross: "10.00", vat: "0.00", currency: "EUR" });
  waits(4, null);
  const view = () => firstDayView(object, LIVE + 1, null);
  const sums = [
    { currency: "EUR", gross: "10.00" },
    { currency: "SEK", gross: "125.30" },
  ];
  expect([view(), view()]).toEqual([
    expect.objectContaining({ waiting: 4, sums }),
    expect.objectContaining({ waiting: 4, sums }),
  ]);
  expect(asked).toHaveLength(1);
  waits(5, { gross: "1.00", vat: "0.00", currency: "EUR" });
  expect(view()).toMatchObject({ waiting: 5, sums: [{ gross: "11.00" }, { gross: "125.30" }] });
  expect(asked).toHaveLength(2);
});
