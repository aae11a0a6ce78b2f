/** What the pages ask of a shop for their head says also that nothing of it runs, and by whom. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { monitoring } from "../../src/sync/tenant/calls/monitoring.ts";
import { jobView } from "../../src/sync/tenant/jobs/job-view.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { pause, resume } from "../../src/sync/tenant/storage/meta.ts";
import { payoutShop } from "./payouts.kit.ts";

test.each(["person", "engine"] as const)(
  "a shop that a %s stopped is told as stopped until it goes on",
  async (by) => {
    const { sql, context, clock } = payoutShop();
    expect(await monitoring.open(context)).not.toHaveProperty("stopped");
    pause(sql, by, reason("tenant-paused", { actor: "anna@example.com" }), clock.at);
    expect(await monitoring.open(context)).toMatchObject({
      stopped: { by, actor: "anna@example.com", since: clock.at },
    });
    resume(sql, clock.at);
    expect(await monitoring.open(context)).not.toHaveProperty("stopped");
  },
);

test("a job whose next try would come while the shop is stopped waits for the shop, not for that time", () => {
  const { sql, clock } = payoutShop();
  const { id } = jobs.create(sql, {
    key: "order:1",
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: clock.at,
    now: clock.at,
  });
  const why = reason("vendor-unreachable", { vendor: "eaccounting", cause: null });
  const putOff = { status: "waiting", wait: "back-off", reasons: JSON.stringify([why]) } as const;
  jobs.update(sql, id, putOff, clock.at);
  const shown = () => {
    const { wait, due, reasons } = jobView(sql, jobs.byId(sql, id) ?? expect.unreachable());
    return { wait, due, reasons };
  };
  const goesOn = { wait: "back-off", due: clock.at, reasons: [why] };
  expect(shown()).toEqual(goesOn);
  pause(sql, "person", reason("tenant-paused", { actor: "anna@example.com" }), clock.at);
  expect(shown()).toEqual({ wait: "pause", due: null, reasons: [reason("tenant-paused")] });
  // Nobody can resume it before that is put right.
  const login = reason("needs-login", { vendor: "eaccounting" });
  pause(sql, "engine", login, clock.at);
  expect(shown()).toEqual({ wait: "pause", due: null, reasons: [login] });
  const parked = { wait: "pause", due: null, reasons: JSON.stringify([reason("tenant-paused")]) };
  jobs.update(sql, id, { ...parked, wait: "pause" }, clock.at);
  expect(shown()).toEqual({ wait: "pause", due: null, reasons: [login] });
  jobs.update(sql, id, { ...putOff, due: clock.at }, clock.at);
  resume(sql, clock.at);
  expect(shown()).toEqual(goesOn);
});
