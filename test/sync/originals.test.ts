/** A credit that waits for its order: looked at again once that is booked and known, and not before. */
import { expect, test } from "vitest";
import type { DocumentRecord } from "../../src/flows/port.ts";
import { wake } from "../../src/sync/tenant/claims/claims.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import {
  creditedByOthers,
  readOriginal,
  waitForKey,
  registeredRefunds,
} from "../../src/sync/tenant/runs/originals.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { objectSql } from "../support/object-sql.ts";

const NOW = 1_000_000;
const ORIGINAL = "order:1";
const FACTS = { charged: "125.00", currency: "SEK", rate: null, ledgerItem: null };

/**
 * Put down to wait, with this document of the original in memory, whose job may be at work. Answers
 * when it is due.
 */
function put(document: Pick<DocumentRecord, "role" | "voucher"> | null, atWork = false) {
  const sql = objectSql();
  const job = { flow: "orders", lane: "live", type: "order.created", due: NOW, now: NOW } as const;
  if (atWork) jobs.create(sql, { key: ORIGINAL, ...job });
  if (document !== null)
    journal.saveDocument(
      sql,
      ORIGINAL,
      {
        n: 1,
        id: "d-1",
        number: "A1",
        state: "live",
        sourceHash: null,
        ownedHash: null,
        ...document,
      },
      NOW,
    );
  const { id } = jobs.create(sql, { key: "order:2", ...job });
  jobs.update(sql, id, { status: "waiting", wait: "key", due: null }, NOW);
  waitForKey(sql, id, ORIGINAL, NOW);
  return { sql, due: () => jobs.byId(sql, id)?.due };
}

test("it waits while nothing is booked, and is due when the order's job is over", () => {
  const { sql, due } = put(null);
  expect(due()).toBeNull();
  wake(sql, ORIGINAL, NOW + 5);
  expect(due()).toBe(NOW + 5);
});

test("it is due at once where the order was booked meanwhile", () => {
  expect(put({ role: "invoice" }).due()).toBe(NOW);
  expect(put({ role: "voucher", voucher: FACTS }).due()).toBe(NOW);
});

test.each([
  ["an invoice", { role: "invoice" }],
  ["a voucher", { role: "voucher", voucher: FACTS }],
] as const)(
  "while the job of an order with %s is at work, as on its payment, it waits for the end of that",
  (_, document) => {
    const { sql, due } = put(document, true);
    expect(due()).toBeNull();
    wake(sql, ORIGINAL, NOW + 5);
    expect(due()).toBe(NOW + 5);
  },
);

test("a voucher that was found and isn't compared yet isn't known: whoever looked would only wait again", () => {
  expect(put({ role: "voucher" }).due()).toBeNull();
});

/** A refund of a key, as the journal has it. */
function refund(
  sql: SqlStorage,
  key: string,
  amount: string,
  state: "compared" | "rejected" = "compared",
): void {
  run(
    sql,
    "INSERT INTO operations (id, job_id, key, role, n, kind, state, attempt, claim, amount, remaining, lookups, repeats) VALUES ((SELECT count(*) + 1 FROM operations), 'j', ?, 'refund', 1, 'payment.create', ?, 1, 1, ?, '-100.00', 0, 0)",
    key,
    state,
    amount,
  );
}

test("what went back of an order is that of all its credits and its own, but of the one that asks; what was refused never went", () => {
  const sql = objectSql();
  const credit = (key: string, role: DocumentRecord["role"], more: Partial<DocumentRecord> = {}) =>
    journal.saveDocument(
      sql,
      key,
      {
        role,
        n: 1,
        id: `d-${key}`,
        number: null,
        state: "live",
        sourceHash: null,
        ownedHash: null,
        credits: { original: ORIGINAL, amount: "50.00" },
        ...more,
      },
      NOW,
    );
  credit("order:2", "credit");
  credit("order:3", "credit");
  credit("order:4", "voucher-credit", {
    voucher: { ...FACTS, money: { settled: "7.00" } as never },
  });
  journal.saveDocument(
    sql,
    "order:4",
    {
      role: "voucher-payment",
      n: 1,
      id: "p",
      number: null,
      state: "live",
      sourceHash: null,
      ownedHash: null,
      voucher: { ...FACTS, charged: "3.00" },
    },
    NOW,
  );
  credit("order:5", "credit");
  refund(sql, ORIGINAL, "-1.00");
  refund(sql, "order:2", "-20.00");
  refund(sql, "order:3", "-30.00");
  refund(sql, "order:5", "-40.00", "rejected");
  refund(sql, "order:9", "-500.00");
  expect([
    registeredRefunds(sql, ORIGINAL, "order:2").refunded,
    registeredRefunds(sql, ORIGINAL, "order:7").refunded,
    registeredRefunds(sql, "order:8", "order:7").refunded,
  ]).toEqual(["41.00", "61.00", "0.00"]);
  expect(readOriginal(sql, { original: ORIGINAL, except: "order:2" }).byOrder).toBe("1.00");
});

test("each booked credit comes with what its order says, what is registered and what payouts paid", () => {
  const sql = objectSql();
  const save = (key: string, more: Partial<DocumentRecord> = {}): void =>
    journal.saveDocument(
      sql,
      key,
      {
        role: "credit",
        n: 1,
        id: `of ${key}`,
        number: "7",
        state: "live",
        sourceHash: null,
        ownedHash: null,
        credits: { original: ORIGINAL, amount: "50.00" },
        ...more,
      },
      NOW,
    );
  const saying = (saidBack: string) => ({ content: { saidBack } as never });
  save("order:2", saying("20.00"));
  refund(sql, "order:2", "-20.00");
  save("order:3", saying("0.00"));
  run(
    sql,
    `INSERT INTO operations (id, job_id, key, role, n, kind, state, attempt, claim, document_id,
       amount, remaining)
     VALUES (77, 'j', 'payout:p', 'payout-payment', 1, 'payment.create', 'compared', 1, 1,
       'of order:3', '-15.90', '-50.00')`,
  );
  save(ORIGINAL, { role: "delta-credit", ...saying("9.00") });
  save("order:4", { state: "gone", ...saying("30.00") });
  const of = (key: string, said: string | null, byOrder = "0.00", byPayouts = "0.00") => ({
    id: `of ${key}`,
    number: "7",
    said,
    byOrder,
    byPayouts,
  });
  expect(registeredRefunds(sql, ORIGINAL, "order:9").credits).toEqual([
    of(ORIGINAL, null),
    of("order:2", "20.00", "20.00"),
    of("order:3", "0.00", "0.00", "15.90"),
  ]);
  expect(registeredRefunds(sql, ORIGINAL, "order:3").credits).toHaveLength(2);
  expect(readOriginal(sql, { original: ORIGINAL, except: "order:3" }).ownByPayouts).toEqual({
    "of order:3": "15.90",
  });
});

test("what a person paid back on a credit counts as its order's, without what payouts paid there", () => {
  const sql = objectSql();
  const save = (key: string, role: DocumentRecord["role"], paidByOthers: string): void =>
    journal.saveDocument(
      sql,
      key,
      {
        role,
        n: 1,
        id: `of ${key}`,
        number: null,
        state: "live",
        sourceHash: null,
        ownedHash: null,
        credits: { original: ORIGINAL, amount: "50.00" },
        content: { paidByOthers } as never,
      },
      NOW,
    );
  save("order:2", "credit", "12.00");
  refund(sql, "order:2", "-5.00");
  save(ORIGINAL, "delta-credit", "3.00");
  run(
    sql,
    `INSERT INTO operations (id, job_id, key, role, n, kind, state, attempt, claim, document_id,
       amount, remaining)
     VALUES (77, 'j', 'payout:p', 'payout-payment', 1, 'payment.create', 'compared', 1, 1,
       'of order:2', '-2.00', '-50.00')`,
  );
  const { byOrder, refunded, credits } = readOriginal(sql, {
    original: ORIGINAL,
    except: "order:9",
  });
  expect([byOrder, refunded]).toEqual(["3.00", "20.00"]);
  expect(credits?.find(({ id }) => id === "of order:2")).toMatchObject({
    byOrder: "15.00",
    byPayouts: "2.00",
  });
});

test("a credit order is at work while its credit is a draft that a job books", () => {
  const sql = objectSql();
  const draft = (key: string, role: DocumentRecord["role"]): void =>
    journal.saveDocument(
      sql,
      key,
      {
        role,
        n: 1,
        id: `${role} ${key}`,
        number: null,
        state: "live",
        sourceHash: null,
        ownedHash: null,
        credits: { original: ORIGINAL, amount: "50.00" },
      },
      NOW,
    );
  const job = (key: string, over: 0 | 1): void =>
    run(
      sql,
      `INSERT INTO jobs (id, key, flow, lane, status, over, types, reasons, created_at, updated_at,
         wanted, seen)
       VALUES (?, ?, 'orders', 'live', ?, ?, '[]', '[]', 1, 1, 1, 0)`,
      `j ${key}`,
      key,
      over === 1 ? "done" : "waiting",
      over,
    );
  for (const [key, over] of [
    ["order:2", 0],
    ["order:3", 1],
    ["order:4", 0],
    [ORIGINAL, 0],
  ] as const) {
    draft(key, key === ORIGINAL ? "delta-credit-draft" : "credit-draft");
    job(key, over);
  }
  draft("order:4", "credit");
  expect(registeredRefunds(sql, ORIGINAL, "order:9").atWork).toEqual(["order:2"]);
});

test("what other orders' credits took back counts once it is booked, and no longer than it stands", () => {
  const sql = objectSql();
  const save = (key: string, more: Partial<DocumentRecord>): void =>
    journal.saveDocument(
      sql,
      key,
      {
        role: "credit",
        n: 1,
        id: `of ${key}`,
        number: "55",
        state: "live",
        sourceHash: null,
        ownedHash: null,
        credits: { original: ORIGINAL, amount: "25.00" },
        ...more,
      },
      NOW,
    );
  save("order:2", { role: "credit-draft" });
  save("order:3", { role: "order-credit", id: ORIGINAL });
  save(ORIGINAL, { role: "delta-credit", credits: { original: ORIGINAL, amount: "7.00" } });
  expect(creditedByOthers(sql, ORIGINAL)).toBe("0.00");
  save("order:2", {});
  save("order:4", { role: "voucher-credit", credits: { original: ORIGINAL, amount: "10.50" } });
  expect(creditedByOthers(sql, ORIGINAL)).toBe("35.50");
  save("order:2", { state: "gone" });
  expect(creditedByOthers(sql, ORIGINAL)).toBe("10.50");
});

test("what other orders' credits stand for is told, each once, and neither what lowers the order nor its own", () => {
  const sql = objectSql();
  const lines = [{ kind: "article", vatRate: "0.25", gross: "25.00" }] as never;
  const content = { currency: "SEK", pricesIncludeVat: true, gross: "25.00", lines };
  const save = (key: string, role: DocumentRecord["role"], more: Partial<DocumentRecord> = {}) =>
    journal.saveDocument(
      sql,
      key,
      {
        role,
        n: 1,
        id: `${role} of ${key}`,
        number: null,
        state: "live",
        sourceHash: null,
        ownedHash: null,
        credits: { original: ORIGINAL, amount: "25.00" },
        ...more,
      },
      NOW,
    );
  save(ORIGINAL, "delta-credit", { content });
  save("order:2", "credit", { content });
  save("order:2", "credit-draft", { content });
  save("order:3", "credit", { content, state: "gone" });
  save("order:4", "credit", { content });
  save("order:5", "order-credit", { content, id: ORIGINAL });
  save("order:6", "credit-draft");
  save("order:7", "voucher-credit", { voucher: FACTS });
  expect(readOriginal(sql, { original: ORIGINAL, except: "order:4" }).taken).toEqual([
    { role: "credit", content },
    { role: "credit-draft" },
    { role: "voucher-credit", voucher: FACTS },
  ]);
});
