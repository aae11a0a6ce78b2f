/** The daily mail's figures are those of the calendar day that it names, as the pages count days. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { defaultSettings, settingsSchema } from "../../src/settings/schema.ts";
import { openKeyring } from "../../src/store/seal.ts";
import { deliverMails, queueDaySummary } from "../../src/sync/tenant/alarm/deliver.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { monitoring } from "../../src/sync/tenant/calls/monitoring.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { bareReason } from "../support/bare-reason.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

async function shop() {
  const sql = objectSql();
  const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
  const mails: { subject: string; text: string }[] = [];
  const clock = { at: Date.UTC(2026, 10, 24, 6) };
  const context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => clock.at,
    tenantId: () => "my-shop-e34awvvi",
    wake: () => undefined,
    vault: { views: () => [{ vendor: "asperion", name: null }] },
    deps: {
      timings: { coalesceMs: 0 },
      keyring: async () => keyring,
      publicUrl: "https://b.nl",
      noteBounced: async () => undefined,
      mail: async (_: readonly string[], subject: string, text: string) =>
        void mails.push({ subject, text }),
    },
  } as unknown as TenantContext;
  const { notifications, ...rest } = defaultSettings();
  const settings = settingsSchema.parse({
    ...rest,
    notifications: { ...notifications, emails: ["a@b.nl"] },
  });
  meta.configure(sql, { administrationId: 1, version: 1, settings, language: "en" });
  const booked = (id: string, at: number): void => ended(id, at, { outcome: "booked" });
  const ended = (id: string, at: number, how: { outcome: string; figures?: string }): void => {
    clock.at = at;
    const { job } = intake.enqueue(context, {
      key: `order:${id}`,
      flow: "orders",
      type: "order.created",
      lane: "live",
    });
    jobs.update(sql, job.id, { status: "done", due: null, ...how }, at);
  };
  const morning = async (at: number) => {
    clock.at = at;
    queueDaySummary(context);
    await deliverMails(context);
    return mails.at(-1);
  };
  return { booked, ended, morning, mails, context };
}

test("orders count on the day in whose hours they were booked, in the shop's zone", async () => {
  const { booked, morning } = await shop();
  await morning(Date.UTC(2026, 10, 24, 5, 1));
  // Amsterdam is an hour ahead of UTC in winter.
  booked("before", Date.UTC(2026, 10, 23, 22));
  booked("first", Date.UTC(2026, 10, 23, 23));
  booked("early", Date.UTC(2026, 10, 24, 3));
  booked("noon", Date.UTC(2026, 10, 24, 12));
  booked("last", Date.UTC(2026, 10, 24, 22, 59));
  booked("after", Date.UTC(2026, 10, 24, 23));
  const mail = await morning(Date.UTC(2026, 10, 25, 5, 1));
  expect(mail?.subject).toContain("24 Nov 2026");
  expect(mail?.text).toContain("New in eAccounting: 4");
});

test("what was booked and what is on hold come to so much, by currency, and no order says whose it is", async () => {
  const { ended, morning } = await shop();
  await morning(Date.UTC(2026, 10, 24, 5, 1));
  const of = (gross: string, currency: string): string =>
    JSON.stringify({ gross, vat: "0.00", currency });
  const noon = Date.UTC(2026, 10, 24, 12);
  ended("1", noon, { outcome: "booked", figures: of("1000.50", "SEK") });
  ended("2", noon, { outcome: "booked", figures: of("200.25", "SEK") });
  ended("3", noon, { outcome: "booked", figures: of("70.00", "EUR") });
  ended("4", noon, { outcome: "held", figures: of("12.50", "SEK") });
  ended("5", noon, { outcome: "in-doubt", figures: of("0.25", "SEK") });
  ended("7", noon, { outcome: "held", figures: of("-447.00", "SEK") });
  ended("6", noon, { outcome: "skipped", figures: of("9.00", "SEK") });
  const mail = await morning(Date.UTC(2026, 10, 25, 5, 1));
  expect(mail?.text.split("\n\n")[0]?.replaceAll("\u00a0", " ").split("\n")).toEqual([
    "New in eAccounting: 3 · order totals 70.00 EUR, 1,200.75 SEK",
    "Updated: 0",
    "Skipped: 1",
    "On hold: 3 · order totals 12.75 SEK · credits -447.00 SEK",
    "Waiting: 0",
    "Differences between Asperion and eAccounting: not reconciled yet",
  ]);
});

test("after days without a summary it is yesterday's, under yesterday's name", async () => {
  const { booked, morning, mails } = await shop();
  await morning(Date.UTC(2026, 10, 24, 5, 1));
  booked("old", Date.UTC(2026, 10, 24, 13));
  booked("one", Date.UTC(2026, 10, 27, 13));
  booked("two", Date.UTC(2026, 10, 27, 14));
  const mail = await morning(Date.UTC(2026, 10, 28, 5, 1));
  expect([mails.length, mail?.subject.includes("27 Nov 2026")]).toEqual([1, true]);
  expect(mail?.text).toContain("New in eAccounting: 2");
});

test("what needs somebody is counted as the pages do: approvals have their own line", async () => {
  const { morning, context } = await shop();
  await morning(Date.UTC(2026, 10, 24, 5, 1));
  for (const [n, why] of [
    bareReason("waits-for-approval", { rule: "amount" }),
    bareReason("waits-for-approval", { rule: "amount" }),
    reason("article-not-found", { sku: "X", line: 1 }),
  ].entries()) {
    const { job } = intake.enqueue(context, {
      key: `order:${n}`,
      flow: "orders",
      type: "order.created",
      lane: "live",
    });
    jobs.update(
      context.sql,
      job.id,
      { status: "done", outcome: "held", due: null, reasons: JSON.stringify([why]) },
      context.now(),
    );
    alerts.raise(context.sql, `job order:${n}`, why, job.id, context.now());
  }
  const mail = await morning(Date.UTC(2026, 10, 25, 5, 1));
  const { alerts: all, approvals } = await monitoring.open(context);
  expect([all, approvals]).toEqual([3, 2]);
  const at = "https://b.nl/admin/tenants/my-shop-e34awvvi";
  expect(mail?.text).toContain(
    `Action needed (1): ${at}/attention\n2 orders wait for approval: ${at}/approvals\n`,
  );
  expect(mail?.text).toContain("no article X");
  expect(mail?.text).not.toContain("Waits for approval");
});

test("an order on hold whose write is in doubt is two alerts, and one thing to do", async () => {
  const { morning, context } = await shop();
  await morning(Date.UTC(2026, 10, 24, 5, 1));
  const { job } = intake.enqueue(context, {
    key: "order:1",
    flow: "orders",
    type: "order.created",
    lane: "live",
  });
  alerts.raise(
    context.sql,
    "job order:1",
    reason("article-not-found", { sku: "X", line: 1 }),
    job.id,
    context.now(),
  );
  alerts.raise(context.sql, "doubt order:1", bareReason("outcome-unknown"), job.id, context.now());
  const mail = await morning(Date.UTC(2026, 10, 25, 5, 1));
  expect((await monitoring.open(context)).alerts).toBe(1);
  expect(mail?.text).toContain("Action needed (1): ");
});
