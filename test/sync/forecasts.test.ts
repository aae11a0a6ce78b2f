/** What a group's sheet said of it is repeated on its line, for as long as it may still be so. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { heldGroups } from "../../src/sync/tenant/views/attention.ts";
import { noteForecast, withForecasts } from "../../src/sync/tenant/views/forecasts.ts";
import { objectSql } from "../support/object-sql.ts";

const HOUR_MS = 3_600_000;
const OF = { cause: "article-not-found", thing: "NO-SUCH" };
const FORECAST = { deed: "create-article", tried: 2, book: 1, open: 0 } as const;

function inbox() {
  const sql = objectSql();
  const clock = { at: 1_000 };
  const context = { sql, now: () => clock.at } as unknown as TenantContext;
  const hold = (n: number, sku = "NO-SUCH"): void => {
    const { id } = jobs.create(sql, {
      key: `order:${n}`,
      flow: "orders",
      lane: "live",
      type: "order.created",
      due: 1,
      now: n,
    });
    jobs.update(sql, id, { status: "done", outcome: "held" }, n);
    alerts.raise(sql, `job order:${n}`, reason("article-not-found", { sku, line: 1 }), id, n);
  };
  const configure = (version: number): void =>
    meta.set(sql, "configuration", JSON.stringify({ administrationId: 1, version, settings: {} }));
  configure(7);
  hold(1);
  hold(2);
  hold(3, "OTHER");
  const told = () =>
    withForecasts(context, heldGroups(sql, {})).groups.map(({ thing, forecasts }) => [
      thing,
      forecasts ?? null,
    ]);
  return { sql, clock, context, hold, configure, told };
}

test("it is told of its own group, with its time, for an hour", () => {
  const { clock, context, told } = inbox();
  noteForecast(context, OF, 7, FORECAST);
  clock.at += HOUR_MS;
  expect(told()).toEqual([
    ["NO-SUCH", [{ ...FORECAST, at: 1_000 }]],
    ["OTHER", null],
  ]);
  clock.at += 1;
  expect(told()).toEqual([
    ["NO-SUCH", null],
    ["OTHER", null],
  ]);
});

test("each deed has its own, and the last one counts", () => {
  const { clock, context, told } = inbox();
  noteForecast(context, OF, 7, FORECAST);
  noteForecast(context, OF, 7, { ...FORECAST, deed: "retry", book: 0 });
  clock.at += 1;
  noteForecast(context, OF, 7, { ...FORECAST, book: 2 });
  expect(told()[0]).toEqual([
    "NO-SUCH",
    [
      { ...FORECAST, book: 2, at: 1_001 },
      { ...FORECAST, deed: "retry", book: 0, at: 1_000 },
    ],
  ]);
});

test("nothing is told once the group or the settings changed, nor of a group that is over", () => {
  const more = inbox();
  noteForecast(more.context, OF, 7, FORECAST);
  more.hold(4);
  expect(more.told()[0]).toEqual(["NO-SUCH", null]);
  const other = inbox();
  noteForecast(other.context, OF, 7, FORECAST);
  other.configure(8);
  expect(other.told()[0]).toEqual(["NO-SUCH", null]);
  // Tried with settings that aren't the shop's any more.
  noteForecast(other.context, OF, 7, FORECAST);
  expect(other.told()[0]).toEqual(["NO-SUCH", null]);
  noteForecast(other.context, { cause: "article-not-found", thing: "GONE" }, 8, FORECAST);
  expect(other.told()).toEqual([
    ["NO-SUCH", null],
    ["OTHER", null],
  ]);
});
