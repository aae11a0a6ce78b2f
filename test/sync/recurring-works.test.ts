import { describe, expect, test } from "vitest";
import { parseConfig } from "../../src/env.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { messagesOf } from "../../src/messages/index.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import { SWEEP_INTERVAL_FACTOR } from "../../src/sync/tenant/intake/webhooks-arrive.ts";
import { dueAt, type RecurringWork, RECURRING_WORKS } from "../../src/sync/recurring-works.ts";
import { testSecrets, testVars } from "../support/test-env.ts";

const parsed = parseConfig({ ...testVars, ...testSecrets });
if (!parsed.ok) throw new Error("the tests' own configuration is wrong");
const { timings } = parsed.value;
const settings = defaultSettings();
const work = (turn: RecurringWork["turn"]): RecurringWork => ({
  name: "w",
  key: "w",
  flow: "lookups",
  type: "schedule",
  turn,
  needs: [],
  isOn: () => true,
});
const at = (text: string): number => Date.parse(text);

describe("a work that comes again and again", () => {
  test("is due at once when it never ran, and an interval after its last run", () => {
    const every = work({ every: () => 60_000 });
    expect(dueAt(every, { since: 5, ranAt: null }, "t", settings, timings)).toBe(5);
    expect(dueAt(every, { since: 5, ranAt: 1_000 }, "t", settings, timings)).toBe(61_000);
  });

  test("isn't due by itself where the tenant said never, and once a day where it said nothing, each tenant at another hour", () => {
    const [lookups] = RECURRING_WORKS.filter((one) => one.name === "lookups");
    if (lookups === undefined) throw new Error("look-ups are refreshed by nobody");
    const due = (interval: number | "never" | null, tenant = "t") =>
      dueAt(
        lookups,
        { since: 0, ranAt: 0 },
        tenant,
        { ...settings, schedules: { ...settings.schedules, lookups: interval } },
        timings,
      );
    expect([due(7), due("never")]).toEqual([420_000, null]);
    const hours = Array.from({ length: 2_910 }, (_, n) =>
      Math.floor((due(null, `shop-${n}`) ?? 0) / 3_600_000),
    );
    expect([Math.min(...hours), Math.max(...hours)]).toEqual([18, 24]);
    // Read at one moment after a deploy, they spread over six hours: a few a minute.
    const most = Math.max(
      ...[...Map.groupBy(hours, (hour) => hour).values()].map((those) => those.length),
    );
    expect(most).toBeLessThan(2_910 / 4);
  });

  test.each([
    ["order-sweep", "schedules.orders"],
    ["debtor-sweep", "schedules.debtors"],
    ["products", "schedules.products"],
    ["stock", "schedules.stock"],
  ])("%s: the form of %s says how often it comes where it is left blank", (name, path) => {
    const turn = RECURRING_WORKS.find((one) => one.name === name)?.turn;
    if (typeof turn !== "object") throw new Error(`${name} has no interval`);
    const usual = parseConfig({ ...testSecrets, ...testVars, TIMINGS: "" });
    if (!usual.ok) throw new Error("the usual timings are wrong");
    const minutes = (turn.every(settings, usual.value.timings) ?? 0) / 60_000;
    const said = name === "order-sweep" ? [minutes, minutes * SWEEP_INTERVAL_FACTOR] : [minutes];
    for (const language of LANGUAGES) {
      const hint = messagesOf(language).find(`fields.${path}.hint`) ?? "";
      expect((hint.match(/\d+/g) ?? []).map(Number), language).toEqual(said);
    }
  });

  test("nightly: between three and five by the source's clock, also on the nights on which it is changed, and once a night", () => {
    const nightly = work("nightly");
    for (const [from, earliest] of [
      ["2026-07-10T12:00:00Z", "2026-07-11T01:00:00Z"], // summer: UTC+2
      ["2026-01-10T12:00:00Z", "2026-01-11T02:00:00Z"], // winter: UTC+1
      ["2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z"], // the hour from two to three is skipped
      ["2026-10-24T12:00:00Z", "2026-10-25T02:00:00Z"], // and comes twice
    ] as const)
      for (const tenant of ["a", "tenant-b", "c3"]) {
        const first =
          dueAt(nightly, { since: at(from), ranAt: null }, tenant, settings, timings) ?? 0;
        expect(first).toBeGreaterThanOrEqual(at(earliest));
        expect(first).toBeLessThan(at(earliest) + 2 * 3_600_000);
        const second =
          dueAt(nightly, { since: at(from), ranAt: first + 30_000 }, tenant, settings, timings) ??
          0;
        expect(second - first).toBeGreaterThanOrEqual(23 * 3_600_000);
        expect(second - first).toBeLessThanOrEqual(25 * 3_600_000);
      }
  });

  test("each work has a name of its own", () => {
    expect(new Set(RECURRING_WORKS.map((one) => one.name)).size).toBe(RECURRING_WORKS.length);
  });
});
