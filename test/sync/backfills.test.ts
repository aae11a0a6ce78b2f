/**
 * The list of a back-fill on the object's own tables: what is handed in, what may cross the start
 * line, what a cancel leaves.
 */
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/domain/jobs/job.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import type { WriteIntent } from "../../src/flows/port.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import { view } from "../../src/sync/tenant/backfills/backfill-view.ts";
import * as rows from "../../src/sync/tenant/backfills/backfill-rows.ts";
import * as backfills from "../../src/sync/tenant/backfills/backfills.ts";
import { undo } from "../../src/sync/tenant/backfills/undo.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const { advance } = backfills;
const RANGE = { from: "2026-09-01", to: "2026-09-30" };

function tenant() {
  const sql = objectSql();
  let now = 1_000_000;
  const context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => now,
    wake: () => undefined,
    tenantId: () => "t",
    deps: { timings: { coalesceMs: 0 } },
  } as unknown as TenantContext;
  const configure = (version: number): void =>
    meta.configure(sql, {
      administrationId: 1,
      version,
      settings: {
        ...defaultSettings(),
        orders: { ...defaultSettings().orders, enabled: true, startLine: "2026-10-01T00:00:00Z" },
      },
    });
  configure(1);
  const end = (
    key: string,
    outcome: Outcome,
    code: Parameters<typeof reason>[0],
    would: string | null = null,
  ): void => {
    const job = jobs.openFor(sql, key);
    if (job === null) throw new Error(`${key} has no open job`);
    jobs.update(
      sql,
      job.id,
      { status: "done", outcome, due: null, reasons: JSON.stringify([reason(code, { would })]) },
      now,
    );
  };
  const begin = (dryRunId: string | null = null): string => {
    const begun = backfills.begin(context, { ...RANGE, dryRunId }, "somebody");
    if (!begun.ok) throw new Error(begun.kind);
    return begun.id;
  };
  /** A dry run over `count` orders, all of which would be booked, and the run that follows it. */
  const running = (count: number): string => {
    const dry = begin();
    const listing = jobs.openFor(sql, backfills.listKey(dry));
    if (listing === null) throw new Error("nothing lists");
    backfills.addOrders(
      sql,
      listing,
      Array.from({ length: count }, (_, n) => ({
        key: `order:${n}`,
        dated: `2026-09-${String((n % 28) + 1).padStart(2, "0")}`,
      })),
    );
    end(backfills.listKey(dry), "updated", "back-fill-listed");
    for (let turn = 0; rows.byId(sql, dry)?.state !== "done"; turn += 1) {
      if (turn > 50) throw new Error("the dry run never ends");
      advance(context);
      for (let n = 0; n < count; n += 1)
        if (jobs.openFor(sql, `dry-run:${dry}:${n}`) !== null)
          end(`dry-run:${dry}:${n}`, "skipped", "dry-run-would-book");
    }
    return begin(dry);
  };
  const open = (): jobs.JobRow[] =>
    Array.from({ length: 100 }, (_, n) => jobs.openFor(sql, `order:${n}`)).filter(
      (job): job is jobs.JobRow => job !== null,
    );
  const contextOf = (key: string) => {
    const job = jobs.latestFor(sql, key);
    return job === null ? null : backfills.contextOf(sql, job);
  };
  const stand = (id: string) => {
    const row = rows.byId(sql, id);
    if (row === null) throw new Error("no such back-fill");
    return view(context, row);
  };
  return {
    sql,
    context,
    configure,
    begin,
    running,
    end,
    open,
    contextOf,
    stand,
    pass: (ms: number) => void (now += ms),
  };
}

const VOUCHER = {
  role: "voucher",
  n: 1,
  id: "v1",
  number: "A1",
  sourceHash: "s",
  ownedHash: "o",
} as const;

/** The job booked a voucher, or wrote something else; the voucher stands. */
function journalWrite(
  sql: ReturnType<typeof objectSql>,
  job: jobs.JobRow,
  of: Pick<WriteIntent, "role" | "kind"> = { role: "voucher", kind: "voucher.create" },
): void {
  const intent = {
    key: job.key,
    ...of,
    n: 1,
    marker: "1 #AAAAAAAA",
    markerCode: "AAAAAAAA",
    markerField: "VoucherText",
    documentId: null,
  } as const;
  const request = { keyId: "k", bytes: new Uint8Array() };
  const { opId, attempt } = journal.send(sql, {
    jobId: job.id,
    claimNo: 1,
    intent,
    request,
    now: 1,
    abortAt: 2,
  });
  journal.settle(
    sql,
    {
      opId,
      attempt,
      state: "compared",
      failure: null,
      documentId: "v1",
      documentNumber: "A1",
      document: null,
      link: null,
    },
    1,
  );
  journal.saveDocument(sql, job.key, { ...VOUCHER, state: "live" }, 1);
}

function takeVoucherBack(sql: ReturnType<typeof objectSql>, key: string): void {
  journal.saveDocument(sql, key, { ...VOUCHER, state: "gone" }, 2);
  journal.saveDocument(
    sql,
    key,
    { ...VOUCHER, role: "voucher-reversal", id: "v2", state: "live" },
    2,
  );
}

describe("a back-fill's list", () => {
  test("is handed in bit by bit, in its own lane, the oldest first", () => {
    const { context, running, open } = tenant();
    running(100);
    advance(context);
    advance(context);
    expect(open()).toHaveLength(40);
    expect(new Set(open().map((job) => job.lane))).toEqual(new Set(["back-fill"]));
    expect(open().filter(({ key }) => Number(key.slice(6)) % 28 >= 14)).toEqual([]);
  });

  test("books what its dry run would book as new; what would be changed, deleted, left or held is told as that, and isn't taken", () => {
    const { context, sql, begin, end, stand } = tenant();
    const dry = begin();
    const listing = jobs.openFor(sql, backfills.listKey(dry));
    if (listing === null) throw new Error("nothing lists");
    backfills.addOrders(
      sql,
      listing,
      [0, 1, 2, 3, 4].map((n) => ({ key: `order:${n}`, dated: "2026-09-01" })),
    );
    end(backfills.listKey(dry), "updated", "back-fill-listed");
    advance(context);
    advance(context);
    end(`dry-run:${dry}:0`, "skipped", "dry-run-would-book");
    end(`dry-run:${dry}:1`, "skipped", "dry-run", "order.update");
    end(`dry-run:${dry}:2`, "skipped", "dry-run", "order.delete");
    end(`dry-run:${dry}:3`, "skipped", "status-outside-filter");
    end(`dry-run:${dry}:4`, "held", "article-not-found");
    advance(context);
    expect(stand(dry).verdicts).toEqual({ "would-book": 1, already: 1, left: 2, held: 1 });
    expect(stand(begin(dry)).total).toBe(1);
  });

  test("takes what would only get its PDF, tells it from what it books, and takes nothing of it back", () => {
    const { context, sql, begin, end, open, stand } = tenant();
    const dry = begin();
    const listing = jobs.openFor(sql, backfills.listKey(dry));
    if (listing === null) throw new Error("nothing lists");
    const listed = ["order:0", "order:1"].map((key) => ({ key, dated: "2026-09-01" }));
    backfills.addOrders(sql, listing, listed);
    end(backfills.listKey(dry), "updated", "back-fill-listed");
    advance(context);
    advance(context);
    for (const n of [0, 1]) end(`dry-run:${dry}:${n}`, "skipped", "dry-run", "attachment.create");
    advance(context);
    expect(stand(dry).verdicts).toEqual({ "would-attach": 2 });
    const id = begin(dry);
    advance(context);
    for (const job of open()) {
      journalWrite(sql, job, { role: "attachment", kind: "attachment.create" });
      end(job.key, "updated", "pdf-attached");
    }
    advance(context);
    expect(stand(id).verdicts).toEqual({ attached: 2 });
    expect(undo(context, id)).toMatchObject({ ok: false, kind: "nothing-to-undo" });
  });

  test("lets its orders across the start line, no others, and nobody before the run itself", () => {
    const { context, sql, begin, running, contextOf } = tenant();
    const dry = begin();
    intake.enqueue(context, { key: "order:0", flow: "orders", type: "order.updated", lane: null });
    const listing = jobs.openFor(sql, backfills.listKey(dry));
    if (listing !== null)
      backfills.addOrders(sql, listing, [{ key: "order:0", dated: "2026-09-01" }]);
    expect(contextOf("order:0")).toBeNull();
    backfills.cancel(context, dry);
    advance(context);
    running(3);
    advance(context);
    expect(contextOf("order:1")).toEqual({ kind: "order", undo: false });
    intake.enqueue(context, { key: "order:77", flow: "orders", type: "order.updated", lane: null });
    expect(contextOf("order:77")).toBeNull();
  });

  test("holds each order against what its dry run showed; one that changed is left, and crosses no more", () => {
    const { context, sql, running, contextOf, end, stand } = tenant();
    const id = running(3);
    const mark = (key: string) => {
      const tried = jobs.latestFor(sql, `dry-run:${rows.byId(sql, id)?.of}:${key}`);
      if (tried === null) throw new Error("no dry run");
      return (params: object | null) =>
        params === null
          ? sql.exec("DELETE FROM jobs WHERE id = ?", tried.id)
          : jobs.update(
              sql,
              tried.id,
              {
                reasons: JSON.stringify([{ code: "dry-run-would-book", severity: "info", params }]),
              },
              2,
            );
    };
    mark("0")({ gross: "21.25", currency: "SEK", of: '["h","21.25","SEK"]' });
    mark("1")({ gross: "10.00", currency: "SEK" });
    mark("2")(null);
    advance(context);
    expect([0, 1, 2].map((n) => contextOf(`order:${n}`))).toEqual([
      { kind: "order", undo: false, asShown: '["h","21.25","SEK"]' },
      { kind: "order", undo: false, asShown: '[null,"10.00","SEK"]' },
      // Nobody knows any more what was shown: it is no order's mark.
      { kind: "order", undo: false, asShown: "" },
    ]);
    end("order:0", "before-start", "changed-since-shown");
    end("order:1", "booked", "order-booked");
    backfills.cancel(context, id);
    advance(context);
    expect(stand(id).verdicts).toEqual({ changed: 1, booked: 1, cancelled: 1 });
    expect(contextOf("order:0")).toBeNull();
  });

  test("tells how far it is, and how long it will take", () => {
    const { context, running, end, stand, pass } = tenant();
    const id = running(30);
    advance(context);
    pass(30_000);
    for (let n = 0; n < 10; n += 1) end(`order:${n}`, "booked", "order-booked");
    advance(context);
    expect(stand(id)).toMatchObject({
      total: 30,
      done: 10,
      verdicts: { booked: 10 },
      perMinute: 20,
      secondsLeft: 60,
    });
  });

  test.each([
    "invoice-booked",
    "invoice-draft-made",
    "credit-booked",
    "credit-draft-made",
    "voucher-booked",
    "voucher-credit-booked",
  ] as const)("counts as made what ended with %s", (code) => {
    const { context, running, end, stand } = tenant();
    const id = running(1);
    advance(context);
    end("order:0", "booked", code);
    advance(context);
    expect(stand(id).verdicts).toEqual({ booked: 1 });
  });

  test("takes a voucher back as it does a document: the newest first, and once", () => {
    const { sql, context, running, end, open, stand } = tenant();
    const id = running(50);
    for (let n = 0; n < 50; n += 1) {
      advance(context);
      const [job] = open();
      if (job === undefined) throw new Error("none is open");
      journalWrite(sql, job);
      end(job.key, "booked", "voucher-booked");
    }
    advance(context);
    expect(undo(context, id)).toEqual({ ok: true, documents: 50 });
    advance(context);
    expect([open().length, open().some(({ key }) => key === "order:0")]).toEqual([40, false]);
    for (let n = 0; n < 50; n += 1) {
      advance(context);
      const [job] = open();
      if (job === undefined) throw new Error("none is open");
      takeVoucherBack(sql, job.key);
      end(job.key, "updated", "voucher-reversed");
    }
    advance(context);
    expect(stand(id)).toMatchObject({ state: "undone", verdicts: { removed: 50 } });
    expect(undo(context, id)).toMatchObject({ ok: false, kind: "nothing-to-undo" });
  });

  test("is refused when another is under way, or the settings have changed since its dry run", () => {
    const { context, configure, begin, running } = tenant();
    const id = running(1);
    expect(backfills.begin(context, { ...RANGE, dryRunId: null }, "x")).toMatchObject({
      ok: false,
      kind: "back-fill-active",
    });
    backfills.cancel(context, id);
    advance(context);
    const dry = begin();
    backfills.cancel(context, dry);
    advance(context);
    expect(backfills.begin(context, { ...RANGE, dryRunId: dry }, "x")).toMatchObject({
      ok: false,
      kind: "dry-run-not-over",
    });
    configure(2);
    expect(backfills.begin(context, { ...RANGE, dryRunId: "b000001" }, "x")).toMatchObject({
      ok: false,
      kind: "settings-changed",
    });
  });
});

describe("a back-fill that is cancelled", () => {
  test("ends what nobody has begun, waits for what is being written, and lets nothing across any more", () => {
    const { sql, context, running, end, open, contextOf, stand } = tenant();
    const id = running(60);
    advance(context);
    const [first] = open();
    if (first === undefined) throw new Error("none is open");
    jobs.update(sql, first.id, { status: "running", lease_until: 2_000_000 }, 1_000_000);
    expect(backfills.cancel(context, id)).toEqual({ ok: true });
    advance(context);
    expect(open().map((job) => job.id)).toEqual([first.id]);
    expect(stand(id)).toMatchObject({ state: "cancelling", verdicts: { cancelled: 59 } });
    expect(contextOf(first.key)).toBeNull();
    end(first.key, "booked", "order-booked");
    advance(context);
    expect(stand(id)).toMatchObject({
      state: "cancelled",
      total: 60,
      done: 60,
      verdicts: { cancelled: 59, booked: 1 },
    });
  });

  test("counts as not begun what was under way, had to wait, and met the start line again", () => {
    const { sql, context, running, end, open, stand } = tenant();
    const id = running(2);
    advance(context);
    for (const job of open())
      jobs.update(sql, job.id, { status: "running", lease_until: 2_000_000 }, 1_000_000);
    backfills.cancel(context, id);
    end("order:0", "before-start", "before-start");
    end("order:1", "booked", "order-booked");
    advance(context);
    expect(stand(id)).toMatchObject({ state: "cancelled", verdicts: { cancelled: 1, booked: 1 } });
  });

  test("leaves a job that an event has joined to that event", () => {
    const { context, running, open } = tenant();
    const id = running(5);
    advance(context);
    intake.enqueue(context, { key: "order:2", flow: "orders", type: "order.updated", lane: null });
    backfills.cancel(context, id);
    expect(open().map((job) => [job.key, job.lane])).toEqual([["order:2", "live"]]);
  });
});
