/**
 * The parts of the alarm loop: each says when it has something to do, and the alarm comes at the
 * first of these instants.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { BackgroundCalls } from "../../src/sync/tenant/alarm/background-calls.ts";
import { AlarmLoop, nextAlarm } from "../../src/sync/tenant/alarm/alarm-loop.ts";
import { alarmSnapshot, type AlarmPart, alarmParts } from "../../src/sync/tenant/alarm/parts.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import * as notices from "../../src/sync/tenant/monitoring/notices.ts";
import { EMPTY_PLAN } from "../../src/sync/tenant/payouts/plan/steps.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import * as outbox from "../../src/sync/tenant/storage/outbox.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { type NodeTenant, NOW, tenantInNode } from "../support/tenant-in-node.ts";

const MINUTE = 60_000;

type Arrange = (world: NodeTenant) => void;
type Waiting = { readonly nothing?: Arrange; readonly something: Arrange };

const job: Arrange = ({ sql }) =>
  void jobs.create(sql, {
    key: "order:1",
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: NOW + 90_000,
    now: NOW,
  });

const notice = (channel: notices.Channel): Waiting => ({
  something: ({ sql }) =>
    notices.add(sql, { channel, what: "raised", body: {}, due: NOW + 40_000 }, NOW),
});

/** Of every object with settings. */
const configured: Waiting = {
  nothing: ({ sql }) => {
    meta.set(sql, "put-by", meta.get(sql, "configuration") ?? "");
    meta.clear(sql, "configuration");
  },
  something: ({ sql }) => {
    const settings = meta.get(sql, "put-by");
    if (settings !== null) meta.set(sql, "configuration", settings);
  },
};

/** What each part waits for; `null`: nothing at an instant, as other parts' work brings it on. */
const WAITING: Readonly<Record<string, Waiting | null>> = {
  resume: { something: ({ sql }) => meta.set(sql, meta.RESUMING, "[]") },
  "back-fill": null,
  runs: null,
  pump: { something: job },
  projection: {
    nothing: ({ sql }) => outbox.delivered(sql, outbox.pending(sql, 1_000)),
    something: ({ sql }) => alerts.raise(sql, "job order:1", reason("poison"), "j1", NOW),
  },
  days: {
    something: ({ sql }) =>
      run(
        sql,
        `INSERT INTO day_vouchers (id, day, n, rows, members, closing_at)
         VALUES ('2026-03-02-1', '2026-03-02', 1, '[]', 0, 1)`,
      ),
  },
  renewal: {
    something: ({ object }) =>
      void Object.assign(object.inside().vault, { nextRenewal: () => NOW + MINUTE }),
  },
  turns: configured,
  summary: null,
  deadline: null,
  watch: configured,
  retention: { something: ({ sql }) => meta.set(sql, "clearing", "on") },
  care: configured,
  mail: notice("mail"),
  webhook: notice("webhook"),
  slack: notice("slack"),
  teams: notice("teams"),
  "payout-plans": {
    something: ({ sql }) => {
      run(
        sql,
        `INSERT INTO payouts (id, provider, account, payout, currency, day, amount, lines, digest,
           upload, slot, actor, created_at)
         VALUES ('p1', 'Mollie', 'a', 'po_1', 'EUR', '2026-03-02', '1.00', 900, 'd', 'u', 's',
           'x', 1)`,
      );
      run(
        sql,
        `INSERT INTO payout_plans (payout, state, token, basis, body, at)
         VALUES ('p1', 'making', 'alarm 1', '', ?, 1)`,
        JSON.stringify(EMPTY_PLAN),
      );
    },
  },
  "re-encryption": { something: ({ sql }) => meta.set(sql, "resealing", "on") },
  figures: null,
};

function partsIn(world: NodeTenant): readonly AlarmPart[] {
  const errands = new BackgroundCalls({
    hold: () => undefined,
    failed: () => undefined,
    back: async () => undefined,
  });
  return alarmParts({
    context: world.object.inside(),
    errands,
    hold: () => undefined,
    step: (_, work) => work(),
  });
}

const FREE = { rests: new Map<string, number>(), isOut: () => false };

test("each part says when it has something to do, or stands among those that nothing waits for", async () => {
  const world = await tenantInNode();
  expect(partsIn(world).map(({ name }) => name)).toEqual(Object.keys(WAITING));
});

test.each(Object.entries(WAITING))(
  "%s sets an alarm if, and only if, it waits",
  async (name, of) => {
    const world = await tenantInNode();
    const parts = partsIn(world).filter((part) => part.name === name);
    const alarm = () => nextAlarm(parts, alarmSnapshot(world.object.inside()), FREE);
    of?.nothing?.(world);
    expect(alarm()).toBeNull();
    of?.something(world);
    if (of === null) expect(alarm()).toBeNull();
    else expect(alarm()).toBeLessThanOrEqual(NOW + 60 * MINUTE);
  },
);

test("the alarm of all parts is the first of theirs", async () => {
  const world = await tenantInNode();
  for (const of of Object.values(WAITING)) of?.something(world);
  const parts = partsIn(world);
  const moment = alarmSnapshot(world.object.inside());
  const each = parts.map((part) => nextAlarm([part], moment, FREE) ?? Infinity);
  expect(nextAlarm(parts, moment, FREE)).toBe(Math.min(...each));
  expect(each.filter((at) => at < Infinity)).toHaveLength(
    Object.values(WAITING).filter((of) => of !== null).length,
  );
});

const part = (name: string, dueAt: number | null, more: Partial<AlarmPart> = {}): AlarmPart => ({
  name,
  dueAt: () => dueAt,
  run: () => undefined,
  ...more,
});

test.each([
  ["none waits", [part("a", null)], null],
  ["several wait", [part("a", 900), part("b", 300), part("c", null)], 300],
  ["one is late", [part("a", 20), part("b", 300)], 100],
  ["one pauses between its steps", [part("a", 0, { pauseMs: 50 }), part("b", 300)], 150],
  ["one failed and rests", [part("rests", 0), part("b", 900)], 700],
  ["an errand is out", [part("out", 0, { isErrand: true })], 30_100],
  ["nothing waits for an errand that is out", [part("out", null, { isErrand: true })], null],
] as const)("where %s, the alarm comes then", (_what, parts, at) => {
  const moment = { now: 100, wakeAt: () => null, noticesDue: () => new Map() };
  expect(
    nextAlarm(parts, moment, {
      rests: new Map([["rests", 700]]),
      isOut: (errand) => errand === "out",
    }),
  ).toBe(at);
});

test("an object that is reset before its round: the platform is told what its storage refuses", async () => {
  const world = await tenantInNode();
  job(world);
  const refused = new Error("the object was reset");
  const held: Promise<unknown>[] = [];
  const ctx = {
    storage: { setAlarm: () => Promise.reject(refused), getAlarm: () => Promise.reject(refused) },
    waitUntil: (work: Promise<unknown>) => void held.push(work),
  } as unknown as DurableObjectState;
  new AlarmLoop(ctx, world.object.inside()).wake();
  expect(await Promise.allSettled(held)).toEqual([
    { status: "rejected", reason: refused },
    { status: "rejected", reason: refused },
  ]);
});
