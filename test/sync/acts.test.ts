/**
 * What a person asks of a job beside a retry: what its run is told of it, what is refused, and
 * whose words are shown.
 */
import { beforeEach, expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { DocumentRecord } from "../../src/flows/port.ts";
import { openKeyring } from "../../src/store/seal.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as jobActions from "../../src/sync/tenant/actions/job-actions.ts";
import { timeline as timelineOf } from "../../src/sync/tenant/views/timelines.ts";
import { all } from "../../src/sync/tenant/storage/sql.ts";
import { page } from "../../src/sync/tenant/views/job-list.ts";
import { notesBy } from "../../src/sync/tenant/views/skip-notes.ts";
import { bareReason } from "../support/bare-reason.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

let sql: SqlStorage;
let context: TenantContext;
let now = 1_000;

beforeEach(async () => {
  sql = objectSql();
  now = 1_000;
  const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
  context = {
    sql,
    atomically: atomicallyOn(sql),
    now: () => now,
    wake: () => undefined,
    tenantId: () => "shop",
    deps: { keyring: async () => keyring, timings: { coalesceMs: 0 } },
  } as unknown as TenantContext;
});

function job(
  key: string,
  state: Partial<jobs.JobRow>,
  flow: "orders" | "lookups" | "stock" = "orders",
): string {
  const { id } = jobs.create(sql, {
    key,
    flow,
    lane: "live",
    type: "order.created",
    due: 0,
    now: 0,
  });
  jobs.update(sql, id, { status: "done", outcome: "booked", due: null, types: "[]", ...state }, 1);
  return id;
}

const typesOf = (id: string): unknown => JSON.parse(jobs.byId(sql, id)?.types ?? "null");

test("each act is an event of its own name; only booking again may what a retry may", async () => {
  const skipped = JSON.stringify([bareReason("skipped-by-person", {})]);
  const [booked, again, undone, other] = [
    job("order:1", {}),
    job("order:2", {}),
    job("order:3", { outcome: "skipped", reasons: skipped }),
    job("lookups", { outcome: "updated" }, "lookups"),
  ];
  for (const [id, act] of [
    [booked, "resync"],
    [again, "book-again"],
    [undone, "undo-skip"],
    [other, "resync"],
  ] as const)
    expect(await jobActions.act(context, id, act, "anna")).toEqual({
      ok: true,
      dispatch: true,
      jobId: id,
    });
  expect([booked, again, undone, other].map(typesOf)).toEqual([
    ["resync"],
    ["book-again", "retry-by-person"],
    ["undo-skip"],
    ["resync", "retry-by-person"],
  ]);
  expect((await timelineOf(context, again))?.timeline).toMatchObject([
    { what: "person", title: "book-again", detail: { actor: "anna" } },
  ]);
});

test("a stock sync that changed something stays listed when the next is started from its page", async () => {
  const changes = JSON.stringify([{ code: "TEA", from: "80", to: "100", managed: false }]);
  const first = job("stock", { outcome: "updated", changes }, "stock");
  now = 90_000;
  const answer = await jobActions.act(context, first, "resync", "anna");
  const second = jobs.latestFor(sql, "stock");
  expect(answer).toEqual({ ok: true, dispatch: true, jobId: second?.id });
  expect(second?.id).not.toBe(first);
  expect(typesOf(second?.id ?? "")).toEqual(["resync", "retry-by-person"]);
  expect(jobs.byId(sql, first)).toMatchObject({ status: "done", changes });
  // One that changed nothing is looked at again itself.
  const equal = job("stock", { outcome: "skipped", changes: null }, "stock");
  jobs.update(sql, second?.id ?? "", { status: "done", outcome: "skipped", due: null }, now);
  expect(await jobActions.act(context, equal, "resync", "anna")).toMatchObject({ ok: true });
});

test("what an act makes no sense of is refused, and the job stays as it is", async () => {
  const [booked, other, held] = [
    job("order:1", {}),
    job("lookups", {}, "lookups"),
    job("order:2", { outcome: "held" }),
  ];
  const before = all(sql, "SELECT * FROM jobs ORDER BY id");
  expect(await jobActions.act(context, other, "book-again", "anna")).toMatchObject({
    ok: false,
    kind: "not-an-order",
  });
  for (const id of [booked, held])
    expect(await jobActions.act(context, id, "undo-skip", "anna")).toMatchObject({
      ok: false,
      kind: "not-skipped",
    });
  expect(await jobActions.act(context, "none", "resync", "anna")).toMatchObject({
    ok: false,
    kind: "not-found",
  });
  expect(all(sql, "SELECT * FROM jobs ORDER BY id")).toEqual(before);
});

test("why somebody skipped it is told with the job in list, timeline and audit log, and stands nowhere in the clear", async () => {
  const id = job("order:1", {
    outcome: "held",
    reasons: JSON.stringify([reason("article-not-found", { sku: "X" })]),
  });
  const untold = job("order:2", { outcome: "held" });
  expect(await jobActions.skip(context, id, "anna", "booked by Bo of Example AB")).toMatchObject({
    ok: true,
  });
  expect((await page(context, {})).jobs.find((one) => one.id === id)?.reasons[0]).toMatchObject({
    code: "skipped-by-person",
    params: { why: "booked by Bo of Example AB" },
  });
  expect((await timelineOf(context, id))?.job.reasons[0]?.params["why"]).toBe(
    "booked by Bo of Example AB",
  );
  expect(await notesBy(context, [id, untold])).toEqual({
    [id]: [{ at: 1_000, note: "booked by Bo of Example AB" }],
    [untold]: [],
  });
  expect(JSON.stringify(all(sql, "SELECT * FROM jobs"))).not.toContain("Example AB");
  // Once the timeline is gone so are the words, and the job is told all the same.
  sql.exec("DELETE FROM payloads");
  expect(
    (await page(context, {})).jobs.find((one) => one.id === id)?.reasons[0]?.params["why"],
  ).toBeUndefined();
});

test("a document that somebody deleted isn't said to be still there when its order is skipped", async () => {
  const id = job("order:1", {
    outcome: "held",
    reasons: JSON.stringify([reason("document-gone", { document: "57", later: false })]),
  });
  for (const [number, n] of [
    ["57", 1],
    ["58", 2],
  ] as const)
    journal.saveDocument(
      sql,
      "order:1",
      {
        role: "sales-order",
        n,
        id: `d-${n}`,
        number,
        state: "live",
        sourceHash: null,
        ownedHash: null,
      },
      1,
    );
  await jobActions.skip(context, id, "anna", "on purpose");
  expect((await timelineOf(context, id))?.job.reasons[0]?.params["documents"]).toBe("58");
});

test("skipping a cancelled order says that its money was refunded elsewhere, until that is undone", async () => {
  const told = { number: "58", paid: "125.00", stands: "account", account: "1510" } as const;
  const id = job("order:1", {
    outcome: "needs-attention",
    reasons: JSON.stringify([reason("cancelled-money-kept", told)]),
  });
  const share = { account: 1510, of: "money", rate: null } as const;
  const reversal: DocumentRecord = {
    role: "voucher-reversal",
    n: 1,
    id: "v-2",
    number: "58",
    state: "live",
    sourceHash: null,
    ownedHash: null,
    voucher: {
      charged: "125.00",
      currency: "SEK",
      rate: null,
      ledgerItem: null,
      money: { settled: "0.00", owedOn: 1510 },
      shares: [{ ...share, amount: "-125.00", booked: "-125.00" }],
      clearing: { account: 1580, moved: "125.00", day: "2026-03-02", method: "CARD" },
    },
  };
  const voucher: DocumentRecord = { ...reversal, role: "voucher", id: "v-1", state: "gone" };
  for (const document of [voucher, reversal]) journal.saveDocument(sql, "order:1", document, 1);
  const ofOrder = () => journal.documents(sql, "order:1");
  const before = ofOrder();
  await jobActions.skip(context, id, "anna", "refunded at the provider");
  expect(ofOrder().find(({ id: of }) => of === "v-2")?.voucher).toMatchObject({
    refundedElsewhere: { amount: "125.00", cleared: "125.00" },
    clearing: { moved: "0.00" },
  });
  await jobActions.act(context, id, "undo-skip", "anna");
  expect(ofOrder()).toEqual(before);
});

test("an order's timeline tells its documents apart: which of its role, what it charged, and what others credited", async () => {
  const id = job("order:1", {});
  const document = { n: 1, sourceHash: null, ownedHash: null, number: null } as const;
  const voucher = { charged: "125.00", currency: "SEK", rate: null, ledgerItem: null };
  const save = (key: string, more: Pick<DocumentRecord, "role" | "id" | "state">): void =>
    journal.saveDocument(
      sql,
      key,
      {
        ...document,
        voucher,
        ...more,
        ...(key === "order:1" ? {} : { credits: { original: "order:1", amount: "25.00" } }),
      },
      now,
    );
  save("order:1", { role: "voucher", id: "v-1", state: "gone" });
  save("order:1", { role: "voucher-reversal", id: "v-2", state: "live" });
  save("order:2", { role: "voucher-credit", id: "v-3", state: "live" });
  const charged = { figure: "125.00", currency: "SEK" };
  expect(await timelineOf(context, id)).toMatchObject({
    documents: [{ role: "voucher-reversal", n: 1, id: "v-2", manual: false, charged }],
    past: [{ role: "voucher", n: 1, id: "v-1", state: "gone", charged }],
    creditedByOthers: "25.00",
  });
});
