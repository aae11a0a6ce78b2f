/** Findings that move no sum of some days, with what people know of them. */
import { expect, test } from "vitest";
import type { ListedPerson } from "../../src/domain/jobs/listed.ts";
import { openKeyring, sealJson } from "../../src/store/seal.ts";
import { sealListedPerson } from "../../src/sync/sealed-people.ts";
import { reconciliation } from "../../src/sync/tenant/calls/reconciliation.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import { saveFinding } from "../../src/sync/tenant/reconciliation/reconciliation-store.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { objectSql } from "../support/object-sql.ts";

const ANNA: ListedPerson = { company: null, name: "Anna Berg", city: null, country: "SE" };

const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32).fill(1) }]);
const sql = objectSql();
const context = {
  sql,
  tenantId: () => "shop",
  deps: { keyring: async () => keyring },
} as unknown as TenantContext;

/** A run of the order that met Anna. */
async function ranFor(key: string): Promise<void> {
  const its = { key, flow: "orders", lane: "live", type: "order.updated", due: 1, now: 1 } as const;
  const { id } = jobs.create(sql, its);
  jobs.update(sql, id, { status: "done", outcome: "booked" }, 1);
  const at = { tenantId: "shop", jobId: id };
  const timeline = await sealJson(keyring, [], payloads.placeOf("shop", id));
  payloads.add(
    sql,
    id,
    { timeline, people: [], head: (await sealListedPerson(keyring, at, ANNA)).bytes },
    1,
  );
}

test("what moves no sum of the days comes with its order's customer, date and amounts, as far as they are kept", async () => {
  // A shop may say amounts without cents.
  const sums = { currency: "SEK", gross: "125", vat: "25.00", perRate: null, lines: 1 };
  const compared = (id: number, day: string): void =>
    run(
      sql,
      `INSERT INTO reconciliation_orders (
         id, key, number, day, date, known_state, state, sums, ledger, documents, run, at
       )
       VALUES (?, ?, ?, ?, ?, 'open', 'booked', ?, ?, 'invoice 55', 1, 1)`,
      id,
      `order:${id}`,
      `#${id}`,
      day,
      `${day}T10:00:00`,
      JSON.stringify(sums),
      JSON.stringify({ ...sums, gross: "120" }),
    );
  await ranFor("order:1");
  compared(1, "2026-10-01");
  compared(2, "2026-11-23");
  compared(3, "2026-11-23");
  const found = { run: 1, at: 7 };
  const of = (id: number) => ({ ...found, thing: `order:${id}`, key: `order:${id}` });
  saveFinding(sql, { ...of(1), finding: "customer", number: "#1", day: "2026-10-01" });
  saveFinding(sql, { ...of(2), finding: "customer", number: "#2", day: "2026-11-23" });
  saveFinding(sql, { ...of(3), finding: "amount", number: "#3", day: "2026-11-23" });
  saveFinding(sql, { ...of(4), finding: "amount", number: "#4", day: "2026-10-02" });
  // A second document of an order of these days is in their sums, whenever it was made.
  saveFinding(sql, {
    ...found,
    finding: "twice",
    thing: "order d8",
    key: "order:3",
    number: "#3",
    kind: "order",
    document_id: "d8",
    document_number: "6",
    made_at: Date.parse("2026-11-30T10:00:00Z"),
  });
  saveFinding(sql, {
    ...found,
    finding: "without-order",
    thing: "invoice d9",
    kind: "invoice",
    document_id: "d9",
    document_number: "99",
    made_at: Date.parse("2026-10-05T10:00:00Z"),
    parts: JSON.stringify([{ name: "without-order", currency: "SEK", gross: "50.00", rates: [] }]),
  });
  const asked = { from: "2026-11-20", to: "2026-11-24", each: 10 } as const;
  const { apart } = await reconciliation.differences(context, { ...asked, people: true });
  expect(
    apart.map(({ finding, number, day, order, parts }) => [
      finding,
      number,
      day,
      order === null ? null : [order.person, order.date, order.gross, order.ledgerGross],
      parts.map(({ gross }) => gross),
    ]),
  ).toEqual([
    ["amount", "#4", "2026-10-02", null, []],
    ["customer", "#2", "2026-11-23", [null, "2026-11-23T10:00:00", "125.00", "120.00"], []],
    ["customer", "#1", "2026-10-01", [ANNA, "2026-10-01T10:00:00", "125.00", "120.00"], []],
    ["without-order", null, "2026-10-05", null, ["50.00"]],
  ]);
  const { apart: nameless } = await reconciliation.differences(context, asked);
  expect(nameless.map(({ order }) => order !== null && "person" in order)).toEqual(
    nameless.map(() => false),
  );
});

test("of skipped orders those are told apart of which nothing is in the sums", async () => {
  const skipped = (id: number, balance: object): void =>
    run(
      sql,
      `INSERT INTO reconciliation_orders (
         id, key, number, day, date, known_state, state, sums, balance, run, at
       )
       VALUES (?, ?, ?, '2026-12-01', '2026-12-01T10:00:00', 'open', 'skipped', ?, ?, 1, 1)`,
      id,
      `order:${id}`,
      `#${id}`,
      JSON.stringify({ currency: "SEK", gross: "125.00", vat: "25.00", perRate: null, lines: 1 }),
      JSON.stringify({ due: [], stands: [], parts: [], withoutVat: false, ...balance }),
    );
  const standing = { currency: "SEK", gross: "125.00", rates: [] };
  skipped(11, {});
  skipped(12, { due: [standing], stands: [standing] });
  const { leftOut } = await reconciliation.differences(context, {
    from: "2026-12-01",
    to: "2026-12-01",
    each: 10,
  });
  expect(leftOut).toMatchObject([{ state: "skipped", orders: 1, gross: "125.00" }]);
});
