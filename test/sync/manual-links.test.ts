/**
 * The one step in which the object links what was read: nobody works on the order, nothing stands
 * for it or elsewhere, and what is in doubt is closed.
 */
import { memberDocument } from "../../src/domain/ledger/day-book.ts";
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import type { DocumentRecord } from "../../src/flows/port.ts";
import type { ManualLink } from "../../src/sync/contract/runs.ts";
import * as alerts from "../../src/sync/tenant/monitoring/alerts.ts";
import { link as linkAsked, take, unlink } from "../../src/sync/tenant/actions/manual-links.ts";
import { timeline } from "../../src/sync/tenant/views/timelines.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { unsettledKeys } from "../../src/sync/tenant/jobs/keys.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as links from "../../src/sync/tenant/links/links.ts";
import * as locks from "../../src/sync/tenant/claims/locks.ts";

import * as originals from "../../src/sync/tenant/runs/originals.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { bareReason } from "../support/bare-reason.ts";
import { withStock } from "../support/with-stock.ts";
import { codes, NOW, object, OURS, record } from "./linked-order.ts";

test("a write in doubt is closed in favour of the document, the order is booked, and its alerts are over", () => {
  const { sql, order, sent, job, link } = object();
  const op = sent();
  jobs.update(
    sql,
    order.id,
    { status: "waiting", wait: "in-doubt", due: NOW + 60_000, outcome: "in-doubt" },
    NOW,
  );
  for (const id of ["doubt order:1", "job order:1"])
    alerts.raise(sql, id, reason("outcome-unknown"), order.id, NOW);
  expect(codes(link({ differs: [bareReason("link-amount-differs", {})] }))).toEqual([
    "linked",
    "document-linked",
    "link-amount-differs",
  ]);
  expect(job()).toMatchObject({
    status: "done",
    outcome: "booked",
    wait: null,
    due: null,
    label: "1001",
  });
  // Closed without being ours: neither sent again, nor taken for what made the document.
  expect(journal.byId(sql, op)).toMatchObject({ state: "rejected", document_id: null });
  expect(journal.forJob(sql, order.id, "order:1").map(journal.entry)).toMatchObject([
    { refused: false },
  ]);
  expect(journal.documents(sql, "order:1")).toMatchObject([{ n: 2, id: "d-1", state: "live" }]);
  expect(alerts.list(sql).alerts.filter(({ resolvedAt }) => resolvedAt === null)).toEqual([]);
});

test("a document with the marker of the write in doubt is what that write made", () => {
  const { sql, sent, link } = object();
  const op = sent();
  expect(codes(link({ codes: [OURS], record: record({ n: 1 }) }))).toEqual([
    "linked",
    "document-linked",
  ]);
  expect(journal.byId(sql, op)).toMatchObject({
    state: "done",
    document_id: "d-1",
    document_number: "42",
  });
  expect(journal.documents(sql, "order:1")).toMatchObject([{ n: 1 }]);
});

test("a customer in doubt stays in doubt, and the order's job goes on to look it up", () => {
  const { sql, order, sent, job, link } = object();
  const op = sent({
    key: "customer:AS1",
    role: "customer",
    kind: "customer.create",
    marker: null,
    markerCode: null,
    markerField: null,
  });
  jobs.update(sql, order.id, { status: "waiting", wait: "in-doubt", due: NOW + 60_000 }, NOW);
  expect(codes(link())).toEqual(["linked", "document-linked"]);
  expect([journal.byId(sql, op)?.state, job()?.status]).toEqual(["sent", "waiting"]);
});

test("nothing is linked while the order is worked on, or while a write of it may still be on its way", () => {
  const { sql, order, link } = object();
  jobs.update(sql, order.id, { status: "running" }, NOW);
  expect(codes(link())).toEqual(["refused", "link-order-busy"]);
  jobs.update(sql, order.id, { status: "waiting" }, NOW);
  journal.send(sql, {
    jobId: order.id,
    claimNo: 1,
    intent: {
      key: "order:1",
      role: "sales-order",
      n: 1,
      kind: "order.create",
      marker: null,
      markerCode: null,
      markerField: null,
      documentId: null,
    },
    request: { keyId: "k1", bytes: new Uint8Array() },
    now: NOW,
    abortAt: NOW + 1,
  });
  expect(codes(link())).toEqual(["refused", "link-order-busy"]);
  expect(journal.documents(sql, "order:1")).toEqual([]);
});

test("a document stands for one order, and an order has one; the same one again is the same link", () => {
  const { sql, link } = object();
  journal.saveDocument(sql, "order:2", record({ n: 1 }), NOW);
  expect(codes(link())).toEqual(["refused", "link-elsewhere"]);
  journal.saveDocument(sql, "order:2", record({ n: 1, state: "unlinked" }), NOW);
  expect(codes(link())).toEqual(["linked", "document-linked"]);
  expect(codes(link())).toEqual(["linked", "document-linked"]);
  expect(journal.documents(sql, "order:1")).toHaveLength(1);
  expect(codes(link({ record: record({ id: "d-9", number: "43" }) }))).toEqual([
    "refused",
    "link-order-has-document",
  ]);
});

test("a job that lost its claim links nothing", () => {
  const { sql, context, ref, link } = object();
  jobs.update(sql, ref.jobId, { claim: 8 }, NOW);
  expect(codes(link())).toEqual(["fenced"]);
  expect([journal.documents(sql, "order:1"), context.now()]).toEqual([[], NOW]);
});

test("a customer who stands for another buyer is linked only once that was confirmed, and without the VAT number", () => {
  const { sql, context, ref } = object();
  const customer = {
    id: "c-1",
    number: "7",
    kind: "private" as const,
    country: "SE",
    vatNumber: "SE5560001234",
    termsOfPaymentId: null,
  };
  const desired = (confirmed: boolean): ManualLink => ({
    orderKey: "order:1",
    actor: "anna",
    confirmed,
    number: "7",
    customer: { source: "12", link: { customer, fingerprint: "" }, owned: null },
  });
  links.save(sql, { kind: "customer", source: "11", target: "c-1", by: "engine", data: {} }, NOW);
  expect(codes(take(context, ref, desired(false)))).toEqual(["refused", "link-customer-shared"]);
  expect(codes(take(context, ref, desired(true)))).toEqual(["linked", "customer-linked"]);
  expect(links.customer(sql, "12")).toMatchObject({ customer: { id: "c-1", vatNumber: null } });
});

test.each([
  ["goes again by itself, where nobody is shown what becomes of it", undefined, "queued"],
  ["stays as it is, where that is shown first", false, "done"],
])("an order whose customer is linked %s", async (_, again, status) => {
  const { sql, context, order, job } = object();
  jobs.update(sql, order.id, { status: "done", outcome: "held" }, NOW);
  const looked = {
    ...context,
    runHere: (id: string) => {
      const reasons = JSON.stringify([reason("customer-linked", { actor: "anna", number: "7" })]);
      jobs.update(sql, id, { status: "done", outcome: "updated", reasons }, NOW);
    },
  } as unknown as TenantContext;
  const wanted = { what: "customer", number: "7", confirmed: false } as const;
  const answer = await linkAsked(
    looked,
    order.id,
    again === undefined ? wanted : { ...wanted, again },
    "anna",
  );
  expect([answer.kind, answer.dispatch === true, job()?.status]).toEqual([
    "linked",
    status === "queued",
    status,
  ]);
});

test("what is unlinked stays in memory as that, and the order is held with an open alert until a person decides", async () => {
  const { sql, context, order, job, link } = object();
  link();
  expect(await unlink(context, order.id, "anna", "wrong order")).toEqual({
    ok: true,
    jobId: order.id,
  });
  expect(journal.documents(sql, "order:1")).toMatchObject([{ id: "d-1", state: "unlinked" }]);
  expect(job()).toMatchObject({ status: "done", outcome: "held" });
  expect(alerts.list(sql).alerts).toMatchObject([
    {
      id: "job order:1",
      reason: {
        code: "document-unlinked",
        params: { actor: "anna", documents: "42", as: "sales-order" },
      },
      resolvedAt: null,
    },
  ]);
  expect(await unlink(context, order.id, "anna", "again")).toMatchObject({
    ok: false,
    kind: "not-linked",
  });
});

test("pressed on an older look's page, it is done to the newest look and told there, where it can be read", async () => {
  const { sql, context, order, link } = object();
  link();
  const newer = jobs.create(sql, {
    key: "order:1",
    flow: "orders",
    lane: "live",
    type: "order.updated",
    due: NOW + 1,
    now: NOW + 1,
  });
  jobs.update(
    sql,
    newer.id,
    { status: "done", outcome: "updated", wait: null, due: null },
    NOW + 2,
  );
  const older = jobs.byId(sql, order.id);
  expect(await unlink(context, order.id, "anna", "wrong order")).toEqual({
    ok: true,
    jobId: newer.id,
  });
  expect(jobs.byId(sql, newer.id)).toMatchObject({
    status: "done",
    outcome: "held",
    reasons: expect.stringContaining("document-unlinked") as string,
  });
  expect(jobs.byId(sql, order.id)).toEqual(older);
  expect([
    (await timeline(context, newer.id))?.timeline,
    (await timeline(context, order.id))?.timeline,
  ]).toMatchObject([[{ what: "person", title: "unlink", detail: { note: "wrong order" } }], []]);
  expect(alerts.list(sql).alerts).toMatchObject([
    { id: "job order:1", jobId: newer.id, resolvedAt: null },
  ]);
});

test("what is unlinked in one step bears one instant, by which it is found together again", async () => {
  const { sql, context, order, link } = object();
  link({ kind: "invoice", record: record({ role: "invoice" }) });
  const credit = record({ role: "delta-credit", n: 1, id: "d-2" });
  journal.saveDocument(sql, "order:1", credit, NOW - 60_000);
  await unlink(context, order.id, "anna", "why");
  expect(journal.documents(sql, "order:1")).toMatchObject([
    { role: "delta-credit", state: "unlinked", unlinkedAt: NOW },
    { role: "invoice", state: "unlinked", unlinkedAt: NOW },
  ]);
  journal.saveDocument(sql, "order:1", credit, NOW + 1);
  expect(journal.documents(sql, "order:1")[0]).not.toHaveProperty("unlinkedAt");
});

test("whoever waits for the job of an order that is unlinked goes on at once", async () => {
  const { sql, context, order } = object();
  journal.saveDocument(sql, "order:1", record({ role: "invoice" }), NOW);
  jobs.update(sql, order.id, { status: "waiting", wait: "rate", due: NOW + 60_000 }, NOW);
  const made = { flow: "orders", lane: "live", type: "order.created", due: NOW, now: NOW } as const;
  const { id } = jobs.create(sql, { key: "order:2", ...made });
  jobs.update(sql, id, { status: "waiting", wait: "key", due: NOW + 3_600_000 }, NOW);
  originals.waitForKey(sql, id, "order:1", NOW);
  expect(await unlink(context, order.id, "anna", "why")).toMatchObject({ ok: true });
  expect(jobs.byId(sql, id)?.due).toBe(NOW);
});

test("an order of which only a reversal stands has nothing to unlink: what is owed to its buyer stays known", async () => {
  const { sql, context, order } = object();
  const gone = record({ role: "voucher", n: 1, id: "d-1", state: "gone" });
  const reversal = record({ role: "voucher-reversal", n: 1, id: "d-2" });
  for (const one of [gone, reversal]) journal.saveDocument(sql, "order:1", one, NOW);
  expect(await unlink(context, order.id, "anna", "why")).toMatchObject({
    ok: false,
    kind: "not-linked",
  });
  expect(journal.documents(sql, "order:1")).toMatchObject([{ state: "gone" }, { state: "live" }]);
});

test("an order whose credit is booked, or of which a write is in doubt, isn't unlinked", async () => {
  const { sql, context, order, sent, link } = object();
  link({ kind: "invoice", record: record({ role: "invoice" }) });
  journal.saveDocument(
    sql,
    "order:9",
    record({ role: "credit", n: 1, id: "d-9", credits: { original: "order:1", amount: "10.00" } }),
    NOW,
  );
  expect(await unlink(context, order.id, "anna", "why")).toMatchObject({
    ok: false,
    kind: "has-credits",
  });
  sent();
  expect(await unlink(context, order.id, "anna", "why")).toMatchObject({
    ok: false,
    kind: "in-doubt",
  });
  expect(journal.documents(sql, "order:1")).toMatchObject([{ state: "live" }]);
});

test("an order of a daily voucher isn't unlinked: booked again, it would be summed twice", async () => {
  const { sql, context, order } = object();
  jobs.update(sql, order.id, { status: "done", outcome: "booked" }, NOW);
  const member = { label: "B1", day: "2026-11-28", rows: [], waits: true };
  const id = memberDocument({ key: "order:1", role: "voucher", n: 1 });
  journal.saveDocument(sql, "order:1", record({ role: "voucher", n: 1, id, member }), NOW);
  expect(await unlink(context, order.id, "anna", "why")).toMatchObject({
    ok: false,
    kind: "by-the-day",
  });
  expect(journal.documents(sql, "order:1")).toMatchObject([{ state: "live" }]);
});

test("a payment in doubt isn't settled by a document that is linked: it is looked up as ever", () => {
  const { sql, order, sent, job, link } = object();
  const op = sent({
    role: "payment",
    kind: "payment.create",
    documentId: "d-7",
    payment: { amount: "125.00", remaining: "125.00" },
  });
  jobs.update(sql, order.id, { status: "waiting", wait: "in-doubt", due: NOW + 60_000 }, NOW);
  expect(codes(link())).toEqual(["linked", "document-linked"]);
  expect([journal.byId(sql, op)?.state, job()?.status]).toEqual(["sent", "waiting"]);
});

test("what waited for the order goes on, and what its job had locked is free", () => {
  const { sql, order, link } = object();
  const credit = jobs.create(sql, {
    key: "order:9",
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: NOW,
    now: NOW,
  });
  jobs.update(sql, credit.id, { status: "waiting", wait: "key", due: NOW + 3_600_000 }, NOW);
  originals.waitForKey(sql, credit.id, "order:1", NOW);
  expect(locks.acquire(sql, order.id, ["party"])).toBe(true);
  expect(locks.acquire(sql, credit.id, ["party"])).toBe(false);
  link();
  expect([jobs.byId(sql, credit.id)?.due, locks.acquire(sql, credit.id, ["party"])]).toEqual([
    NOW,
    true,
  ]);
});

test.each<[DocumentRecord["role"], readonly string[]]>([
  ["voucher", ["order:1"]],
  ["invoice-draft", []],
  ["invoice", []],
  ["sales-order", []],
])("stock counts an order whose linked document moves none: %s", (role, open) => {
  const { sql, link } = object();
  withStock(sql);
  expect(codes(link({ record: record({ role }) }))[0]).toBe("linked");
  expect(unsettledKeys(sql)).toEqual(open);
});
