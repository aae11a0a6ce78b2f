/**
 * An order's list of documents says what is so, with documents and writes as the flow leaves them:
 * edited, booked by a person, paid, credited and cancelled.
 */
import { expect, test } from "vitest";
import { dec } from "../../src/domain/money.ts";
import type { OperationView } from "../../src/domain/jobs/job.ts";
import { orderDocuments } from "../../src/http/pages/orders/documents/documents-listed.ts";
import { type DocumentPosting, postingsOf } from "../../src/http/usecases/ledger/posting.ts";
import { currentDocuments, pastDocuments } from "../../src/sync/document-views.ts";
import { FlowWorld, type Json } from "../support/flow-world.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import { write } from "./a-write.ts";

type Placed = Awaited<ReturnType<FlowWorld["place"]>>;
let n = 0;

const VOUCHERS = {
  type: "mutation",
  payments: "register",
  editedAfterBooking: "delta",
  cancelledAfterBooking: "credit",
  voucher: { paid: "clearing" },
};
const INVOICES = {
  type: "invoice",
  editedAfterBooking: "delta",
  cancelledAfterBooking: "credit",
};

async function booked(orders: Json, more: Json = {}) {
  const world = await FlowWorld.open();
  world.configure({ orders, lookups: VOUCHER_LOOKUPS } as never);
  const buyer = { ...companyBuyer(`Listed${(n += 1)}`), ...more };
  const placed = await world.place({ ...buyer, lines: [mug(10)] });
  await world.book(placed.id);
  const edit = async (change: Json) => {
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, change);
    return world.book(placed.id);
  };
  return { world, placed, buyer, edit, list: () => listed(world, placed) };
}

/** The order's writes, as its page is told of them. */
const writesOf = (world: FlowWorld, { id }: Placed): readonly OperationView[] =>
  world.journalOf(`order:${id}`).map((entry) => ({
    role: entry.role,
    n: entry.n,
    kind: entry.kind,
    state: entry.state,
    marker: entry.marker,
    documentId: entry.documentId,
    documentNumber: null,
    request: null,
    response: null,
    sentAt: entry.sentAt,
    settledAt: null,
  }));

/** What the order's page is told of it. */
async function listed(world: FlowWorld, placed: Placed) {
  const key = `order:${placed.id}`;
  const original = await world.look(placed.id, (ports) => ports.lockOriginal(key));
  if (!original.ok) throw new Error("the original isn't there");
  const records = world.documentsOf(placed.id);
  return orderDocuments(
    {
      operations: writesOf(world, placed),
      documents: currentDocuments(records),
      past: pastDocuments(records),
      creditedByOthers: dec(original.value.credited).toFixed(2) as never,
      missing: false,
    },
    { documents: [], readable: false, stale: false, refused: null, home: "SEK" },
  ).map(({ role, amount, state, by }) => [
    role,
    ...(amount === null ? [] : [amount.figure]),
    by === undefined ? state : `${state} by ${String(by)}`,
  ]);
}

/** The ledger's number of the reversal with this `n`. */
const reversal = (world: FlowWorld, { id }: Placed, turn: number): string =>
  String(
    world.documentsOf(id).find((one) => one.role === "voucher-reversal" && one.n === turn)?.number,
  );

test("a voucher that was booked anew after an edit stands, and the first one is reversed by the voucher of its turn", async () => {
  const { world, placed, edit, list } = await booked(VOUCHERS);
  await edit({ lines: [mug(12)] });
  const [first] = [reversal(world, placed, 1)];
  expect(first).toMatch(/\d/);
  expect(await list()).toEqual([
    ["voucher", "106.25", `reversed by ${first}`],
    ["voucher-reversal", "stands"],
    ["voucher", "127.50", "stands"],
  ]);
  await edit({ status: 9 });
  expect((await list()).map((row) => row.at(-1))).toEqual([
    `reversed by ${first}`,
    "stands",
    `reversed by ${reversal(world, placed, 2)}`,
    "stands",
  ]);
});

test("what was paid on a voucher is reversed with it, by the reversal that took it back", async () => {
  const { world, placed, edit, list } = await booked(VOUCHERS, {
    paymentStatus: "Open",
    paymentMethodId: "CARD",
  });
  await edit({ paymentStatus: "Paid" });
  expect(await list()).toEqual([
    ["voucher", "106.25", "stands"],
    ["voucher-payment", "stands"],
  ]);
  await edit({ lines: [mug(12)], paymentStatus: "Paid" });
  await edit({ status: 9 });
  const first = reversal(world, placed, 1);
  expect((await list()).slice(0, 3)).toEqual([
    ["voucher", "106.25", `reversed by ${first}`],
    ["voucher-payment", `reversed by ${first}`],
    ["voucher-reversal", "stands"],
  ]);
});

test("a voucher that somebody deleted is no longer there, whatever else was reversed", async () => {
  const { world, placed, edit, list } = await booked(VOUCHERS);
  await edit({ lines: [mug(12)] });
  const second = world.documentsOf(placed.id).find((one) => one.role === "voucher" && one.n === 2);
  world.save(`order:${placed.id}`, { ...second, state: "gone" } as never);
  expect((await list()).map((row) => row.at(-1))).toEqual([
    `reversed by ${reversal(world, placed, 1)}`,
    "stands",
    "gone",
  ]);
});

test("a draft whose booking was refused is a draft that books nothing, and once a person booked it only its invoice", async () => {
  const world = await FlowWorld.open();
  world.configure({ orders: INVOICES } as never);
  const placed = await world.place({ ...companyBuyer(`Listed${(n += 1)}`), lines: [mug(10)] });
  const today = String(placed["date"]).slice(0, 10);
  await world.control("eaccounting", "PUT", "/company", { lockedTo: today });
  expect((await world.book(placed.id)).end.outcome).toBe("held");
  const [draft] = world.documentsOf(placed.id);
  const postings = () => {
    const records = world.documentsOf(placed.id);
    return postingsOf(
      {
        operations: writesOf(world, placed),
        documents: currentDocuments(records),
        past: pastDocuments(records),
        timeline: [
          {
            at: Number.MAX_SAFE_INTEGER,
            what: "posting",
            title: "read",
            detail: {
              kind: "read",
              postings: [{ id: String(draft?.id), number: null, voucher: "gone", rate: null }],
            },
          },
        ],
      },
      {},
    );
  };
  const told = () => postings().documents.map(({ role, documentId }) => [role, documentId]);
  expect((await listed(world, placed)).map((row) => [row[0], row.at(-1)])).toEqual([
    ["invoice-draft", "draft"],
  ]);
  expect([told(), postings().readable]).toEqual([[["invoice-draft", draft?.id]], false]);
  await world.control("eaccounting", "PUT", "/company", { lockedTo: null });
  await world.control("eaccounting", "POST", `/customerinvoicedrafts/${String(draft?.id)}/convert`);
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  const invoice = currentDocuments(world.documentsOf(placed.id))[0]?.id;
  expect((await listed(world, placed)).map((row) => [row[0], row.at(-1)])).toEqual([
    ["invoice", "stands"],
  ]);
  expect([told(), postings().readable]).toEqual([[["invoice", invoice]], true]);
});

test("a draft that a person booked is listed as its invoice alone", async () => {
  const { world, placed, edit, list } = await booked({ ...INVOICES, type: "draft-invoice" });
  expect((await list()).map((row) => [row[0], row.at(-1)])).toEqual([["invoice-draft", "draft"]]);
  const [draft] = world.documentsOf(placed.id);
  await world.control("eaccounting", "POST", `/customerinvoicedrafts/${String(draft?.id)}/convert`);
  await edit({ reference: "Again" });
  expect(await list()).toEqual([["invoice", "106.25", "stands"]]);
});

test("what the shop took back of an invoice since is counted against all that was invoiced", async () => {
  const { edit, list } = await booked(INVOICES);
  await edit({ lines: [mug(6)] });
  expect(await list()).toEqual([
    ["invoice", "106.25", "partlyCredited"],
    ["delta-credit", "-42.50", "stands"],
  ]);
  await edit({ lines: [mug(8)] });
  expect((await list()).map((row) => [row[0], row.at(-1)])).toEqual([
    ["invoice", "creditedTogether"],
    ["delta-credit", "stands"],
    ["delta-invoice", "creditedTogether"],
  ]);
  await edit({ status: 9 });
  expect((await list()).map((row) => [row[0], row.at(-1)])).toEqual([
    ["invoice", "credited"],
    ["delta-credit", "stands"],
    ["delta-invoice", "credited"],
    ["delta-credit", "stands"],
  ]);
});

test.each([
  ["invoice", INVOICES, ["partlyCredited", "credited"]],
  ["voucher", VOUCHERS, ["partlyCredited", "credited"]],
] as const)(
  "credits are orders of their own: the %s that they are of says what they took back",
  async (role, orders, told) => {
    const { world, placed, buyer, list } = await booked(orders);
    expect(await list()).toEqual([[role, "106.25", "stands"]]);
    for (const [index, quantity] of [4, 6].entries()) {
      const credit = await world.place({
        ...buyer,
        creditsOrderId: placed.id,
        lines: [{ ...mug(), quantity: -quantity }],
      });
      await world.book(credit.id);
      expect(await list()).toEqual([[role, "106.25", told[index]]]);
      expect((await listed(world, credit)).map((row) => row.at(-1))).toEqual(["stands"]);
    }
  },
);

test("what a document charged says whether what was taken back was all of it, as the ledger or the plan has it", () => {
  const posting = (id: string, debit: string, credit: string): DocumentPosting => ({
    role: "invoice",
    documentId: id,
    number: null,
    predicted: {
      currency: "SEK",
      converted: false,
      date: "2026-01-04",
      lines: [
        {
          role: "receivable",
          account: 1510,
          debit,
          credit,
          vatCode: null,
          lines: [],
          reasons: [],
        },
      ],
    },
    booked: null,
    compared: null,
  });
  const told = (back: string) =>
    orderDocuments(
      {
        operations: [
          write({}),
          write({ role: "delta-credit", documentId: "guid-2", documentNumber: "56" }),
        ],
        documents: [],
        missing: false,
      },
      {
        documents: [posting("guid-1", "125.00", "0.00"), posting("guid-2", "0.00", back)],
        readable: false,
        stale: false,
        refused: null,
        home: "SEK",
      },
    ).map(({ number, day, amount, state }) => [number, day, amount?.figure, state]);
  expect(told("125.00")).toEqual([
    ["55", "2026-01-04", "125.00", "credited"],
    ["56", "2026-01-04", "-125.00", "stands"],
  ]);
  expect(told("25.00")[0]?.[3]).toBe("partlyCredited");
});
