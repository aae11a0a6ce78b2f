/**
 * A retry as it was planned: the object runs that job with the older version of the settings, for
 * this run alone, and with everything else as it is now.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { type Settings, settingsSchema } from "../../src/settings/schema.ts";
import { openKeyring } from "../../src/store/seal.ts";
import type { Claim } from "../../src/sync/contract/runs.ts";
import * as claims from "../../src/sync/tenant/claims/claims.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as jobActions from "../../src/sync/tenant/actions/job-actions.ts";
import * as claiming from "../../src/sync/tenant/runs/claiming.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { count } from "../../src/sync/tenant/storage/sql.ts";
import { bareReason } from "../support/bare-reason.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

type Json = { readonly [name: string]: unknown };
const LINE = "2026-01-01T00:00:00Z";
const settings = (orders: Json = {}, others: Json = {}): Settings =>
  settingsSchema.parse({ ...others, orders: { enabled: true, startLine: LINE, ...orders } });

/** Settings of before, and of now. */
const THEN = settings({ ourReference: "then" });
const TIMINGS = { leaseMs: 60_000, coalesceMs: 0, settleMs: [1_000] };

async function object(now = settings({ ourReference: "now" })) {
  const sql = objectSql();
  const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
  let at = 1_000;
  const asked: number[] = [];
  const slots = {
    pressed: false,
    early: async () => ({ inMs: 0, letIn: false }),
    asperion: (perSecond: number) => {
      asked.push(perSecond);
      return { kind: "slot", inMs: 0 };
    },
  };
  const vault = {
    access: async () => ({ kind: "token", token: { token: "t", version: 1 } }),
    identity: () => "company-of-now",
  };
  const context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => at,
    wake: () => undefined,
    soon: () => undefined,
    tenantId: () => "shop",
    slots,
    vault,
    deps: { keyring: async () => keyring, timings: TIMINGS },
  } as unknown as TenantContext;
  const configure = (version: number, to: Settings, administrationId = 77): void =>
    meta.configure(sql, { administrationId, version, settings: to });
  configure(1, THEN, 1);
  const made = (key = "order:1"): string => {
    const { id } = jobs.create(sql, {
      key,
      flow: "orders",
      lane: "live",
      type: "order.created",
      due: 0,
      now: at,
    });
    return id;
  };
  const claim = async (id: string): Promise<Claim | string> => {
    const answer = await claiming.claim(context, id);
    return answer.kind === "run" ? answer.claim : answer.why;
  };
  const holder = (id: string): jobs.JobRow => {
    const row = jobs.byId(sql, id);
    if (row === null) throw new Error("no job");
    return row;
  };
  const end = (id: string, outcome: "held" | "booked"): void =>
    claims.complete(
      sql,
      holder(id),
      {
        outcome,
        reasons: outcome === "held" ? [reason("article-not-found", { sku: "X", line: 1 })] : [],
        label: "1001",
        figures: null,
        timeline: null,
        people: [],
      },
      at,
      TIMINGS as never,
    );
  const backOff = (id: string): void =>
    claims.park(
      sql,
      holder(id),
      {
        wait: "back-off",
        dueMs: 5_000,
        reasons: [bareReason("vendor-unreachable")],
        capability: null,
        countsAsTry: true,
        timeline: null,
        people: [],
      },
      at,
    );
  /** Held under version 1; then version 2 came. */
  const held = async (key?: string): Promise<string> => {
    const id = made(key);
    await claim(id);
    end(id, "held");
    return id;
  };
  const id = await held();
  const other = await held("order:2");
  configure(2, now);
  const again = (of = id) =>
    jobActions.retryAsPlanned(context, of, "anna", { version: 1, settings: THEN });
  const kept = (): readonly number[] => [
    count(sql, "SELECT count(*) AS n FROM pins"),
    count(sql, "SELECT count(*) AS n FROM pinned_settings"),
  ];
  const later = (ms: number): void => void (at += ms);
  return {
    sql,
    context,
    id,
    other,
    asked,
    again,
    claim,
    end,
    backOff,
    configure,
    kept,
    later,
    holder,
  };
}

const used = (claim: Claim | string): unknown =>
  typeof claim === "string" ? claim : [claim.settingsVersion, claim.settings.orders.ourReference];

test("the run has the version that the job was planned with; administration, company and pace are those of now", async () => {
  const { context, id, again, claim, asked, holder } = await object(
    settings({ ourReference: "now" }, { asperionRequestsPerSecond: 3 }),
  );
  expect(jobActions.plannedWith(context, id)).toEqual({ ok: true, version: 1 });
  expect(await again()).toEqual({ ok: true, dispatch: true, jobId: id });
  asked.length = 0;
  const run = await claim(id);
  expect(used(run)).toEqual([1, "then"]);
  expect(run).toMatchObject({
    administrationId: 77,
    companyId: "company-of-now",
    eventTypes: expect.arrayContaining(["retry-by-person"]) as unknown,
  });
  expect([asked, holder(id).settings_version]).toEqual([[3], 1]);
});

test("without it, a retry has the newest", async () => {
  const { context, id, claim } = await object();
  await jobActions.retry(context, id, "anna");
  expect(used(await claim(id))).toEqual([2, "now"]);
});

test("one that has changed since it was shown stays as it is, whichever settings it was to go with", async () => {
  const { context, id, other, holder } = await object();
  const shown = holder(id).updated_at;
  const pinned = { version: 1, settings: THEN };
  const changed = { ok: false, kind: "changed-since" };
  for (const seen of [shown - 1, shown + 1])
    expect([
      await jobActions.retryAsPlanned(context, id, "anna", pinned, seen),
      await jobActions.retry(context, id, "anna", seen),
    ]).toEqual([expect.objectContaining(changed), expect.objectContaining(changed)]);
  expect(holder(id)).toMatchObject({ status: "done", outcome: "held" });
  expect(await jobActions.retryAsPlanned(context, id, "anna", pinned, shown)).toMatchObject({
    ok: true,
  });
  expect(await jobActions.retry(context, other, "anna", holder(other).updated_at)).toMatchObject({
    ok: true,
  });
});

test("waits of the same run keep it, however often", async () => {
  const { id, again, claim, backOff, later } = await object();
  await again();
  for (let tries = 0; tries < 3; tries += 1) {
    expect(used(await claim(id))).toEqual([1, "then"]);
    backOff(id);
    later(5_000);
  }
  expect(used(await claim(id))).toEqual([1, "then"]);
});

test.each(["held", "booked"] as const)(
  "once the run ended (%s), the next has the newest, and nothing is kept of it",
  async (outcome) => {
    const { context, id, again, claim, end, kept } = await object();
    await again();
    await claim(id);
    expect(kept()).toEqual([1, 1]);
    end(id, outcome);
    expect(kept()).toEqual([0, 0]);
    await jobActions.retry(context, id, "anna");
    expect(used(await claim(id))).toEqual([2, "now"]);
  },
);

test("a skip forgets it, and so does a job that is put aside", async () => {
  const { sql, context, id, other, again, kept, claim } = await object();
  await again();
  await jobActions.skip(context, id, "anna", "by hand");
  expect(kept()).toEqual([0, 0]);
  await again(other);
  jobs.update(sql, other, { failed_attempts: 3 }, 1);
  expect(await claim(other)).toBe("dead");
  expect(kept()).toEqual([0, 0]);
});

test("what is told of it meanwhile is another state, and has the newest: before its run, between two, and after one under way", async () => {
  const tell = (context: TenantContext) =>
    intake.enqueue(context, { key: "order:1", flow: "orders", type: "order.updated", lane: null });
  const before = await object();
  await before.again();
  tell(before.context);
  expect(used(await before.claim(before.id))).toEqual([2, "now"]);

  const between = await object();
  await between.again();
  await between.claim(between.id);
  between.backOff(between.id);
  tell(between.context);
  between.later(5_000);
  expect(used(await between.claim(between.id))).toEqual([2, "now"]);

  const during = await object();
  await during.again();
  expect(used(await during.claim(during.id))).toEqual([1, "then"]);
  tell(during.context);
  during.end(during.id, "booked");
  expect(during.holder(during.id)).toMatchObject({ status: "waiting", wait: "coalesce" });
  expect(used(await during.claim(during.id))).toEqual([2, "now"]);
});

test("a retry with the newest takes the place of one as planned that still waits, and the reverse", async () => {
  const { context, id, again, claim, kept } = await object();
  await again();
  await jobActions.retry(context, id, "anna");
  expect(kept()).toEqual([0, 0]);
  await again();
  expect(used(await claim(id))).toEqual([1, "then"]);
});

test("a version is kept once for all jobs that have it, until the last of them is over", async () => {
  const { id, other, again, claim, end, kept } = await object();
  await again();
  await again(other);
  expect(kept()).toEqual([2, 1]);
  await claim(id);
  end(id, "booked");
  expect(kept()).toEqual([1, 1]);
  expect(used(await claim(other))).toEqual([1, "then"]);
});

test("nobody's address is kept with them", async () => {
  const { sql, context, id } = await object();
  await jobActions.retryAsPlanned(context, id, "anna", {
    version: 1,
    settings: settings({}, { notifications: { emails: ["anna@shop.example"] } }),
  });
  expect(
    count(sql, "SELECT count(*) AS n FROM pinned_settings WHERE settings LIKE '%anna@%'"),
  ).toBe(0);
});

test("no stop and no limit that was set since is lifted, also when it was set after the retry", async () => {
  const { id, again, claim, configure } = await object();
  await again();
  configure(
    3,
    settingsSchema.parse({
      trial: true,
      orders: {
        enabled: false,
        startLine: "2026-06-01T00:00:00Z",
        statuses: [4],
        firstDayLimit: 1,
        payments: "none",
      },
    }),
  );
  const run = await claim(id);
  expect(used(run)).toEqual([1, "then"]);
  expect(run).toMatchObject({
    settings: {
      trial: true,
      orders: {
        enabled: false,
        startLine: "2026-06-01T00:00:00Z",
        statuses: [4],
        firstDayLimit: 1,
      },
    },
  });
});

test("a flow that a person stopped, and a pause, hold it as any other", async () => {
  const { sql, context, id, again, claim } = await object();
  meta.stopFlow(sql, "orders", { actor: "anna", note: "", since: 1 });
  await again();
  expect(await claim(id)).toBe("pause");
  meta.startFlow(sql, "orders");
  claims.unpauseFlow(sql, "orders", context.now());
  meta.pause(sql, "person", reason("tenant-paused"), 1);
  expect(await claim(id)).toBe("pause");
  meta.resume(sql, context.now());
  claims.unpause(sql, context.now());
  expect(used(await claim(id))).toEqual([1, "then"]);
});

test("a version that doesn't go together with the stock flow is refused; where that came on after the retry, the order is held and nothing is planned", async () => {
  const drafts = settings({ type: "draft-invoice", ourReference: "then" });
  const stock = settings(
    { ourReference: "now" },
    { stock: { enabled: true, correctionDebtor: 9 } },
  );
  const { context, id, claim, configure, holder, kept } = await object();
  const planned = () =>
    jobActions.retryAsPlanned(context, id, "anna", { version: 1, settings: drafts });
  expect(await planned()).toMatchObject({ ok: true });
  configure(3, stock);
  expect(await claim(id)).toBe("planned-settings-unusable");
  expect(holder(id)).toMatchObject({
    status: "done",
    outcome: "held",
    reasons: expect.stringContaining("planned-settings-unusable") as string,
  });
  expect(kept()).toEqual([0, 0]);
  expect(await planned()).toMatchObject({ ok: false, kind: "settings-apart" });
  await jobActions.retry(context, id, "anna");
  expect(used(await claim(id))).toEqual([3, "now"]);
});

test("settings of another release that this one doesn't understand are never guessed at: the order is held", async () => {
  const { sql, id, again, claim, holder } = await object();
  await again();
  sql.exec(
    "UPDATE pinned_settings SET settings = json_set(settings, '$.orders.type', 'of a later release')",
  );
  expect(await claim(id)).toBe("planned-settings-unusable");
  expect(holder(id)).toMatchObject({ status: "done", outcome: "held" });
});

test("refused: with another version than the job was planned with, and while a newer look at it is on its way", async () => {
  const { sql, context, id, again, kept } = await object();
  expect(
    await jobActions.retryAsPlanned(context, id, "anna", { version: 2, settings: THEN }),
  ).toMatchObject({ ok: false, kind: "planned-otherwise" });
  jobs.create(sql, {
    key: "order:1",
    flow: "orders",
    lane: "live",
    type: "order.updated",
    due: 9_000,
    now: 2_000,
  });
  expect(await again()).toMatchObject({ ok: false, kind: "newer-look" });
  expect(kept()).toEqual([0, 0]);
});

test("refused while it runs and while a write of it is in doubt: what was sent is looked up first", async () => {
  const { sql, id, again, kept } = await object();
  jobs.update(sql, id, { status: "running" }, 1);
  expect(await again()).toMatchObject({ ok: false, kind: "running" });
  jobs.update(sql, id, { status: "waiting", wait: "in-doubt", due: 9_000 }, 1);
  expect(await again()).toMatchObject({ ok: false, kind: "in-doubt" });
  expect(kept()).toEqual([0, 0]);
});

test("articles, stock and runs of the bridge itself have no version that a retry may name", async () => {
  const { sql, context } = await object();
  for (const [key, flow] of [
    ["product:1", "products"],
    ["sweep:debtors", "customers"],
    ["sweep:orders", "order-sweep"],
    ["stock", "stock"],
  ] as const) {
    const { id } = jobs.create(sql, { key, flow, lane: "live", type: "by-hand", due: 0, now: 1 });
    jobs.update(sql, id, { status: "done", outcome: "held", settings_version: 1 }, 2);
    expect([key, jobActions.plannedWith(context, id)]).toEqual([key, { ok: true, version: null }]);
    expect(
      await jobActions.retryAsPlanned(context, id, "anna", { version: 1, settings: THEN }),
    ).toMatchObject({ ok: false, kind: "planned-otherwise" });
  }
  expect(jobActions.plannedWith(context, "none")).toMatchObject({
    ok: false,
    kind: "not-found",
  });
});
