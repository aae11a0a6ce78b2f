/** What the journal keeps of a write that is made again under its own number. */
import { describe, expect, test } from "vitest";
import type { WriteIntent } from "../../src/flows/port.ts";
import { documents, saveDocument } from "../../src/sync/tenant/journal/documents.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { forget } from "../../src/sync/tenant/storage/memory.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { objectSql } from "../support/object-sql.ts";

const payment = (more: Partial<WriteIntent> = {}): WriteIntent => ({
  key: "order:1",
  role: "payment",
  n: 1,
  kind: "payment.create",
  marker: "1001 #K7Q2M9XA",
  markerCode: "K7Q2M9XA",
  markerField: "Reference",
  documentId: "invoice-1",
  payment: { amount: "125.00", remaining: "125.00" },
  ...more,
});

function object() {
  const sql = objectSql();
  const send = (intent: WriteIntent) =>
    journal.send(sql, {
      jobId: "j1",
      claimNo: 1,
      intent,
      request: { keyId: "k1", bytes: new Uint8Array() },
      now: 0,
      abortAt: 10,
    });
  const refuse = ({ opId, attempt }: ReturnType<typeof send>) =>
    journal.settle(
      sql,
      {
        opId,
        attempt,
        state: "rejected",
        documentId: null,
        documentNumber: null,
        failure: {
          kind: "rejected",
          vendor: "eaccounting",
          status: 400,
          code: 2000,
          message: "",
          fields: [],
        },
        document: null,
        link: null,
      },
      1,
    );
  return { sql, send, refuse };
}

test("a payment that was refused and is made of another invoice is looked for on that one", () => {
  const { sql, send, refuse } = object();
  const first = send(payment());
  refuse(first);
  const second = send(
    payment({ documentId: "invoice-2", payment: { amount: "50.00", remaining: "50.00" } }),
  );
  expect(second).toEqual({ opId: first.opId, attempt: 2 });
  expect(journal.forJob(sql, "j1", "order:1").map(journal.entry)).toMatchObject([
    {
      n: 1,
      documentId: "invoice-2",
      payment: { amount: "50.00", remaining: "50.00" },
      state: "sent",
    },
  ]);
});

test("a voucher that was refused and is booked with an item of the customer ledger is known as that", () => {
  const { sql, send, refuse } = object();
  refuse(send(payment({ role: "voucher", kind: "voucher.create", documentId: null })));
  send(payment({ role: "voucher", kind: "ledger-item.create", documentId: null }));
  expect(journal.forJob(sql, "j1", "order:1").map(({ kind, attempt }) => [kind, attempt])).toEqual([
    ["ledger-item.create", 2],
  ]);
});

test("the marker that it was first sent with stays, and so does a document that it is known to have made", () => {
  const { sql, send } = object();
  const { opId, attempt } = send(
    payment({ role: "sales-order", kind: "order.create", documentId: null }),
  );
  journal.settle(
    sql,
    {
      opId,
      attempt,
      state: "in-doubt",
      documentId: "order-1",
      documentNumber: null,
      failure: null,
      document: null,
      link: null,
    },
    1,
  );
  send(
    payment({
      role: "sales-order",
      kind: "order.create",
      documentId: null,
      marker: "1002 #AAAAAAAA",
      markerCode: "AAAAAAAA",
    }),
  );
  expect(journal.forJob(sql, "j1", "order:1").map(journal.entry)).toMatchObject([
    { marker: "1001 #K7Q2M9XA", markerCode: "K7Q2M9XA", documentId: "order-1" },
  ]);
});

test("what was closed without an answer may be seen to be there, by the holder alone; what was refused may not", () => {
  const { sql, send, refuse } = object();
  const compared = (sent: ReturnType<typeof send>, renews: boolean) =>
    journal.settle(
      sql,
      {
        ...sent,
        state: "compared",
        documentId: "p1",
        documentNumber: null,
        failure: null,
        document: null,
        link: null,
      },
      1,
      renews,
    );
  const sent = send(payment());
  journal.supersede(sql, sent.opId, 1);
  expect(compared(sent, false)).toBe(false);
  expect(compared({ ...sent, attempt: sent.attempt + 1 }, true)).toBe(false);
  expect(compared(sent, true)).toBe(true);
  expect(journal.forJob(sql, "j1", "order:1").map(({ state }) => state)).toEqual(["compared"]);
  const other = send(payment({ n: 2 }));
  refuse(other);
  expect(compared(other, true)).toBe(false);
});

test.each([
  ["payment.create", true],
  ["draft.update", false],
] as const)(
  "what is remembered of a document's content outlives the doubt about a payment of it, not that about a change (%s: %s)",
  (kind, kept) => {
    const { sql, send } = object();
    const document = { role: "credit", n: 1, id: "credit-1", number: "7", state: "live" } as const;
    saveDocument(sql, "order:1", { ...document, sourceHash: "said", ownedHash: "sent" }, 0);
    const { opId } = send(payment({ kind, role: "refund", documentId: "credit-1" }));
    journal.supersede(sql, opId, 1);
    expect(documents(sql, "order:1")).toMatchObject([
      kept ? { sourceHash: "said", ownedHash: "sent" } : { sourceHash: null, ownedHash: null },
    ]);
  },
);

describe("an object that began anew", () => {
  /** A write that is done, of a job whose row is there. */
  function done() {
    const { sql } = object();
    const job = jobs.create(sql, {
      key: "order:1",
      flow: "orders",
      lane: "live",
      type: "order.created",
      due: 0,
      now: 0,
    });
    const sent = journal.send(sql, {
      jobId: job.id,
      claimNo: 1,
      intent: payment(),
      request: { keyId: "k1", bytes: new Uint8Array() },
      now: 0,
      abortAt: 10,
    });
    const settle = (state: "done" | "compared") =>
      journal.settle(
        sql,
        {
          ...sent,
          state,
          documentId: "p1",
          documentNumber: null,
          failure: null,
          document: null,
          link: null,
        },
        1,
      );
    settle("done");
    forget(sql);
    return { sql, job, sent, settle };
  }

  test("takes what comes of a write that is settled, once it met its job's", () => {
    const { sql, job, sent, settle } = done();
    // Nothing looks through the journal for it.
    expect(settle("compared")).toBe(false);
    journal.rememberWrites(sql, job.id, [sent.opId]);
    expect(settle("compared")).toBe(true);
  });

  test("notes that a repeated write was looked at", () => {
    const { sql, sent } = done();
    run(sql, "UPDATE operations SET repeats = 1");
    expect(journal.unverified(sql, "order:1").map(({ id }) => id)).toEqual([sent.opId]);
    journal.verified(sql, sent.opId, 5);
    expect(journal.unverified(sql, "order:1")).toEqual([]);
  });
});
