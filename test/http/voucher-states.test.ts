/**
 * What is booked is said by the voucher that is remembered: the job that booked it is forgotten
 * some weeks later, and stays behind when a tenant moves.
 */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { JobStatus, Outcome } from "../../src/domain/jobs/job.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { dayState, payoutState } from "../../src/http/usecases/vouchers/voucher-states.ts";
import * as days from "../../src/sync/tenant/days/day-views.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import { list } from "../../src/sync/tenant/payouts/payouts.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { hand, line, order, PAYOUT, payoutShop } from "../sync/payouts.kit.ts";
import { NOW, tenantInNode } from "../support/tenant-in-node.ts";

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

type Ended = readonly [status: JobStatus, outcome: Outcome | null] | null;
const NO_JOB: Ended = null;
const SKIPPED = [reason("skipped-by-person", { actor: "anna", documents: null })];
const job = (ended: Ended) =>
  ended === null
    ? null
    : {
        id: "j",
        flow: "days" as const,
        status: ended[0],
        outcome: ended[1],
        reasons: ended[1] === "skipped" ? SKIPPED : [],
      };

test.each<[compared: boolean | null, Ended, day: string, payout?: string]>([
  [true, NO_JOB, "booked"],
  [true, ["done", "booked"], "booked"],
  [false, ["done", "booked"], "booked"],
  [true, ["done", "skipped"], "booked"],
  [true, ["running", null], "under-way"],
  [true, ["waiting", "booked"], "under-way"],
  [true, ["done", "needs-attention"], "attention"],
  [true, ["dead", null], "attention"],
  [false, NO_JOB, "attention"],
  [false, ["done", "skipped"], "attention"],
  [null, ["queued", null], "under-way"],
  [null, ["done", "held"], "attention"],
  [null, ["done", "skipped"], "by-hand", "skipped"],
])("compared: %s, with the job %j: %s", (compared, ended, day, payout = day) => {
  const voucher = compared === null ? null : { id: "v", number: "A1", compared };
  expect(dayState({ closedAt: 1, voucher, job: job(ended) })).toBe(day);
  expect(payoutState({ voucher, job: job(ended), held: null })).toBe(payout);
});

test("a skip that no person asked for leaves both to somebody, and a day left to a person stays that without its job", () => {
  const tried = job(["done", "skipped"]);
  const nothing = {
    voucher: null,
    job: tried === null ? null : { ...tried, reasons: [reason("trial-mode")] },
  };
  expect(dayState({ ...nothing, closedAt: 1 })).toBe("attention");
  expect(payoutState({ ...nothing, held: false })).toBe("attention");
  expect(dayState({ voucher: null, job: null, closedAt: 1, isManual: true })).toBe("by-hand");
});

test("without a voucher and a job a closed day is somebody's, and a payout waits", () => {
  const nothing = { voucher: null, job: null };
  expect(dayState({ ...nothing, closedAt: 1 })).toBe("attention");
  expect(dayState({ ...nothing, closedAt: null })).toBe("closing");
  expect(payoutState({ ...nothing, held: false })).toBe("waiting");
  expect(payoutState({ ...nothing, held: true })).toBe("attention");
});

const voucher = (role: "payout" | "day-voucher", sourceHash: string | null) => ({
  role,
  n: 1,
  id: "v1",
  number: "A1",
  state: "live" as const,
  sourceHash,
  ownedHash: null,
});

test.each([
  ["compared", "booked"],
  [null, "attention"],
])("a day whose job is forgotten, its voucher %s: %s", async (sourceHash, state) => {
  const { sql, object } = await tenantInNode();
  run(
    sql,
    `INSERT INTO day_vouchers (id, day, n, rows, members, closing_at, closed_at)
     VALUES ('2026-11-23-1', '2026-11-23', 1, '[]', 1, 1, 1)`,
  );
  journal.saveDocument(sql, "day:2026-11-23-1", voucher("day-voucher", sourceHash), NOW);
  const context = object.inside();
  expect(days.list(context).vouchers.map(dayState)).toEqual([state]);
  expect(days.one(context, "2026-11-23-1", null)?.voucher).toMatchObject({ job: null });
});

test("a payout whose job is forgotten is booked, and isn't planned again for the list", async () => {
  const { sql, context } = payoutShop();
  order(sql, 0);
  await hand(context, [line(0)]);
  const said = async () => {
    const [payout] = await list(context);
    return payout === undefined ? null : [payoutState(payout), payout.held];
  };
  expect(await said()).toEqual(["waiting", false]);
  journal.saveDocument(sql, `payout:${PAYOUT}`, voucher("payout", "compared"), NOW);
  expect(jobs.latestFor(sql, `payout:${PAYOUT}`)).toBeNull();
  expect(await said()).toEqual(["booked", null]);
});
