/**
 * The postings of an order out of its job's timeline: which plan, which reading, and when it
 * counts.
 */
import { expect, test } from "vitest";
import type { JobView, OperationView, Role } from "../../src/domain/jobs/job.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import type { OrderForecast } from "../../src/flows/orders/trial/preview.ts";
import type { TimelineEntry } from "../../src/sync/contract/index.ts";
import {
  bookedTotal,
  postingsOf,
  previewedPostings,
} from "../../src/http/usecases/ledger/posting.ts";
import type { OrderPostings } from "../../src/http/usecases/ledger/day-postings.ts";
import { listedDocuments } from "../../src/http/words/posting-lines.ts";
import { postingRows, postingTitle } from "../../src/http/words/posting-rows.ts";
import { loadMessages } from "../../src/messages/index.ts";
import { planOrder } from "../../src/flows/orders/preparation/plan.ts";
import { customer, input, order } from "../flows/orders/kit.ts";
import { jobView } from "./job-view.ts";

const given = input(order([{ price: "100.00" }], { pricesIncludeVat: false }), {
  customer: customer("company"),
  form: "invoice",
  years: [
    { id: "y2026", start: "2026-01-01", end: "2026-12-31", locked: false, method: "invoicing" },
  ],
  today: "2026-11-28",
});
const planned = planOrder(given);
const MARKER = given.marker.text;

const entry = (what: TimelineEntry["what"], detail: unknown, at = 1): TimelineEntry => ({
  at,
  what,
  title: "write",
  detail,
});
const plan = entry("plan", { input: given, plan: planned });
const operation = (fields: Partial<OperationView>): OperationView => ({
  role: "invoice",
  n: 1,
  kind: "draft.convert",
  state: "compared",
  marker: MARKER,
  documentId: "i1",
  documentNumber: "1001",
  request: null,
  response: null,
  sentAt: 5,
  settledAt: 6,
  ...fields,
});
const line = (account: number, debit: string, credit: string) => ({
  account,
  name: null,
  debit,
  credit,
  vatCodeId: null,
  vatCode: null,
});
const reading = (at: number) =>
  entry(
    "posting",
    {
      kind: "read",
      postings: [
        {
          id: "i1",
          number: "1001",
          rate: "1",
          voucher: {
            number: "A1",
            date: "2026-11-24",
            lines: [
              line(1510, "125.00", "0.00"),
              line(3001, "0.00", "100.00"),
              line(2611, "0.00", "25.00"),
            ],
          },
        },
      ],
    },
    at,
  );

test("an invoice stands in place of its draft, with the prediction of its plan", () => {
  const shown = postingsOf(
    {
      timeline: [plan],
      operations: [
        operation({ role: "invoice-draft", kind: "draft.create", documentId: "d1" }),
        operation({}),
      ],
    },
    {},
  );
  expect(shown.documents.map(({ role, documentId }) => [role, documentId])).toEqual([
    ["invoice", "i1"],
  ]);
  expect(shown.documents[0]?.predicted?.lines.map(({ debit, credit }) => [debit, credit])).toEqual([
    ["125.00", "0.00"],
    ["0.00", "100.00"],
    ["0.00", "25.00"],
  ]);
  expect([shown.readable, shown.stale, bookedTotal(shown)]).toEqual([true, false, null]);
});

test("a reading counts as long as nothing was written since; after that it is neither shown nor compared", () => {
  const of = (at: number) =>
    postingsOf({ timeline: [plan, reading(at)], operations: [operation({})] }, {});
  const fresh = of(7);
  expect([
    fresh.stale,
    fresh.documents[0]?.booked?.readAt,
    fresh.documents[0]?.compared?.same,
  ]).toEqual([false, 7, true]);
  expect(bookedTotal(fresh)).toBe("125.00");
  const stale = of(5);
  expect([stale.stale, stale.documents[0]?.booked, stale.documents[0]?.compared]).toEqual([
    true,
    null,
    null,
  ]);
  expect(bookedTotal(stale)).toBe(null);
});

test("a later run that changed nothing leaves the lines: they are those of the run that wrote, and a reading counts on", () => {
  const unchanged = entry("outcome", { do: "leave" }, 50);
  const later = { operations: [operation({})], timeline: [unchanged] };
  expect(postingsOf(later, {}).documents[0]?.predicted).toBeNull();
  const shown = postingsOf({ ...later, earlier: [plan, reading(7)] }, {});
  expect(shown.documents[0]?.predicted?.lines).toHaveLength(3);
  expect([shown.home, bookedTotal(shown)]).toEqual(["SEK", "125.00"]);
  // A run that only planned another document, and wrote nothing, says nothing of what stands.
  const held = planOrder(input(order([{ price: "900.00" }], { pricesIncludeVat: false })));
  const anotherPlan = entry("plan", { input: given, plan: held }, 50);
  const edited = postingsOf({ ...later, timeline: [anotherPlan], earlier: [plan] }, {});
  expect(edited.documents[0]?.predicted?.lines[0]?.debit).toBe("125.00");
});

test.each(["sales-order", "invoice-draft"] as const)(
  "an invoice that a person made of our %s stands in its place, with its prediction, and can be read",
  (role) => {
    const made = operation({ role, kind: "order.create", documentId: "o1", documentNumber: "7" });
    const documents = [
      { role: "sales-order", n: 1, id: "o1", number: "7", manual: false },
      { role: "invoice", n: 1, id: "i1", number: "1001", manual: false },
    ] as const;
    const given = { operations: [made], timeline: [plan], documents };
    const unread = postingsOf(given, {});
    expect(unread.readable).toBe(true);
    expect(unread.documents.map((one) => [one.role, one.documentId, one.number])).toEqual([
      ["invoice", "i1", "1001"],
    ]);
    expect(unread.documents[0]?.predicted?.lines[0]?.debit).toBe("125.00");
    const read = postingsOf({ ...given, timeline: [plan, reading(7)] }, {});
    expect(read.documents.map(({ compared }) => compared?.same)).toEqual([true]);
    // Another document of the order is none of it.
    const other = [{ role: "invoice", n: 2, id: "i2", number: "1002", manual: false }] as const;
    expect(postingsOf({ ...given, documents: other }, {}).documents[0]?.role).toBe(role);
  },
);

test("a document that isn't in the ledger any more books nothing", () => {
  const stands = { operations: [operation({})], timeline: [plan] };
  expect(postingsOf({ ...stands, missing: true }, {}).documents).toEqual([]);
  const gone = { role: "invoice", n: 1, id: "i1", number: "1001", state: "gone" } as const;
  expect(
    postingsOf({ ...stands, earlier: [plan], timeline: [], past: [gone] }, {}).documents,
  ).toEqual([]);
});

test("nothing is predicted of a document that was read otherwise since, until it is read itself", () => {
  const held = [{ role: "invoice", n: 1, id: "i1", number: "1001", manual: false }] as const;
  const of = (kind: "gone" | "differs", ...timeline: readonly TimelineEntry[]) =>
    postingsOf(
      {
        operations: [operation({})],
        timeline: [plan, ...timeline],
        documents: held,
        readings: [{ id: "i1", kind }],
      },
      {},
    ).documents;
  expect(of("gone")).toEqual([]);
  expect(of("gone", reading(7))).toEqual([]);
  const [unread] = of("differs");
  expect([unread?.number, unread?.reading, unread?.predicted]).toEqual(["1001", "differs", null]);
  // What it booked is compared with what was predicted, so that the differing line shows.
  const [read] = of("differs", reading(7));
  expect(read?.compared?.lines).toHaveLength(3);
});

test("what takes a voucher back has the lines that were sent, and the voucher keeps its own", () => {
  const back = operation({
    role: "voucher-reversal",
    kind: "voucher.create",
    documentId: "v2",
    documentNumber: "A2",
    marker: "other",
    request: {
      method: "POST",
      body: {
        VoucherDate: "2026-11-25T00:00:00",
        Rows: [
          { AccountNumber: 1510, DebitAmount: 0, CreditAmount: 125 },
          { AccountNumber: 3001, DebitAmount: 125, CreditAmount: 0 },
        ],
      },
    },
  });
  const { documents } = postingsOf({ operations: [back], timeline: [], earlier: [plan] }, {});
  expect(documents[0]?.predicted).toMatchObject({ currency: "SEK", date: "2026-11-25" });
  expect(documents[0]?.predicted?.lines.map(({ debit, credit }) => [debit, credit])).toEqual([
    ["0.00", "125.00"],
    ["125.00", "0.00"],
  ]);
});

test("what is only planned is shown without a document; what nothing is known of isn't shown", () => {
  const shown = postingsOf({ timeline: [plan], operations: [] }, {});
  expect(shown.documents).toMatchObject([{ role: null, documentId: null, booked: null }]);
  expect(shown.readable).toBe(false);
  expect(postingsOf({ timeline: [], operations: [] }, {}).documents).toEqual([]);
});

test("a retry that takes a voucher back and books the order anew shows both postings", async () => {
  const back = entry("rehearsal", {
    role: "voucher-reversal",
    kind: "voucher.create",
    marker: "other",
    body: {
      VoucherDate: "2026-12-01T00:00:00",
      Rows: [
        { AccountNumber: 1580, DebitAmount: 0, CreditAmount: 1745 },
        { AccountNumber: 3001, DebitAmount: 1745, CreditAmount: 0 },
      ],
    },
  });
  const messages = await loadMessages("en");
  const shown = (timeline: readonly TimelineEntry[]) =>
    postingsOf({ timeline, operations: [] }, {}).documents.map((one) => [
      postingTitle(messages, one),
      one.predicted?.date,
      one.predicted?.lines[0]?.credit,
    ]);
  const anew = ["Planned document", "2026-11-24", "0.00"];
  const both = [["Planned reversal", "2026-12-01", "1745.00"], anew];
  expect(shown([plan, back])).toEqual(both);
  // Tried again, the older try counts no more.
  const over = entry("outcome", {});
  expect(shown([plan, back, over, plan, back, over])).toEqual(both);
  expect(shown([plan, back, over, plan, over])).toEqual([anew]);
});

test("nothing is planned of an order that is skipped, unless test mode shows what it would become", () => {
  const of = (reasons: JobView["reasons"]) =>
    postingsOf(
      { operations: [], timeline: [plan], job: jobView({ outcome: "skipped", reasons }) },
      {},
    ).documents.length;
  expect([of([]), of([reason("trial-mode")])]).toEqual([0, 1]);
});

const SENT = {
  CompanyBankAccountId: "B1",
  PaymentDate: "2026-11-24",
  PaymentAmount: 125,
  PaymentCurrency: "SEK",
  PaymentType: 2,
};

test("a refund that is only planned is one, and no payment", () => {
  const write = (role: Role) => ({ kind: "payment.create", role, request: { body: SENT } });
  const { documents } = previewedPostings(
    { plan: null, writes: [write("payment"), write("refund")] } as unknown as OrderForecast,
    {},
  );
  expect(documents.map(({ role, predicted }) => [role, predicted?.lines[0]?.debit])).toEqual([
    ["payment", "125.00"],
    ["refund", "0.00"],
  ]);
});

test("a payment is on the account of its bank account, where that is known, and a refund leaves it", async () => {
  const paid = operation({
    role: "payment",
    kind: "payment.create",
    marker: null,
    documentId: null,
    request: SENT,
  });
  const names = {
    "eaccounting.bankAccounts": {
      entries: [{ id: "b1", name: "Business", note: "1930, SEK" }],
      readAt: 1,
      fault: null,
    },
  };
  const accounts = (known: typeof names | object, sent = paid) =>
    postingsOf({ timeline: [plan], operations: [operation({}), sent] }, known)
      .documents.at(-1)
      ?.predicted?.lines.map(({ role, account, debit, credit }) => [role, account, debit, credit]);
  expect(accounts(names)).toEqual([
    ["bank", 1930, "125.00", "0.00"],
    ["receivable", null, "0.00", "125.00"],
  ]);
  // A refund is sent without a minus.
  expect(accounts(names, { ...paid, role: "refund" })).toEqual([
    ["bank", 1930, "0.00", "125.00"],
    ["receivable", null, "125.00", "0.00"],
  ]);
  expect(accounts({})?.[0]).toEqual(["bank", null, "125.00", "0.00"]);
  // It can't be read, so nothing of it is left to read.
  const postings = postingsOf({ timeline: [plan], operations: [operation({}), paid] }, {});
  const order = { id: 1, number: "1001", jobId: "j1" } as OrderPostings["order"];
  const listed = listedDocuments(
    { ...postings, order, unread: true },
    new Map(),
    await loadMessages("en"),
  );
  expect(listed.map(({ source }) => source)).toEqual(["predicted", "sent"]);
});

test.each([
  ["en", "Invoice 1001 in eAccounting", "Invoice in eAccounting", "Payment 7"],
  ["nl", "Factuur 1001 in eAccounting", "Factuur in eAccounting", "Betaling 7"],
  ["pl", "Faktura 1001 w eAccounting", "Faktura w eAccounting", "Płatność 7"],
  ["sv", "Faktura 1001 i eAccounting", "Faktura i eAccounting", "Betalning 7"],
] as const)("in %s a document's number stands beside its kind", async (language, ...titles) => {
  const [one] = postingsOf({ operations: [operation({})], timeline: [plan] }, {}).documents;
  if (one === undefined) throw new Error("no document");
  const messages = await loadMessages(language);
  expect([
    postingTitle(messages, { ...one, role: "invoice", number: "1001" }),
    postingTitle(messages, { ...one, role: "invoice", number: null }),
    postingTitle(messages, { ...one, role: "payment", number: "7" }),
  ]).toEqual(titles);
});

test("an order of a booked day has its own rows, under the number of its voucher, and no plan", () => {
  const rows = [
    { account: 1580, debit: "125.00", credit: "0.00", of: "CARD" },
    { account: 3001, debit: "0.00", credit: "125.00", of: "25%" },
  ];
  const day = (voucher: object | null, isManual = false) => ({
    role: "voucher" as const,
    n: 1,
    day: "2026-11-24",
    rows,
    voucher: {
      id: "2026-11-24-1",
      day: "2026-11-24",
      n: 1,
      rows,
      members: 1,
      voucher: voucher as { number: string; id: string; compared: boolean } | null,
      isManual,
      currency: "SEK",
    },
  });
  const of = (share: ReturnType<typeof day>) =>
    postingsOf({ operations: [], timeline: [plan], days: [share] }, {}).documents.map((one) => [
      one.role,
      one.number,
      one.predicted?.date,
      one.predicted?.lines.map(({ account, debit, credit }) => [account, debit, credit]),
    ]);
  expect(of(day({ id: "v5", number: "A5", compared: true }))).toEqual([
    [
      "voucher",
      "A5",
      "2026-11-24",
      [
        [1580, "125.00", "0.00"],
        [3001, "0.00", "125.00"],
      ],
    ],
  ]);
  // While its day isn't booked it is planned; one that a person booked is nobody's plan.
  expect(of(day(null)).map(([role]) => role)).toEqual([null]);
  expect(of(day(null, true))).toEqual([]);
});

test("a posting has its debit before its credit, as predicted, as read, and where both are compared", () => {
  const { documents } = postingsOf(
    { timeline: [plan, reading(7)], operations: [operation({})] },
    {},
  );
  const [one] = documents;
  if (one === undefined) throw new Error("nothing is posted");
  const sides = (of: typeof one) =>
    postingRows(of, new Map()).map(({ debit }) => debit !== null && debit !== "0.00");
  expect(one.compared).not.toBeNull();
  for (const of of [one, { ...one, compared: null }, { ...one, compared: null, booked: null }])
    expect(sides(of)).toEqual([true, false, false]);
});
