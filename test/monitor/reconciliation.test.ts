/** Where an order stands, whose a document is, and what doesn't agree: each by example. */
import { describe, expect, test } from "vitest";
import { DOCUMENT_KINDS } from "../../src/eaccounting/documents.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import type { LedgerFact, OrderMemory } from "../../src/monitor/reconciliation/facts.ts";
import { classifyOrder } from "../../src/monitor/reconciliation/classify-order.ts";
import { dayOf } from "../../src/monitor/reconciliation/day-sums.ts";
import { vatNotes } from "../../src/monitor/reconciliation/vat-notes.ts";
import { kindOf } from "../../src/sync/tenant/reconciliation/reconciliation-store.ts";
import { bareReason } from "../support/bare-reason.ts";
import { context, document, job, memory, remembered, source } from "./facts.ts";

const NEVER: OrderMemory = {
  job: null,
  doubt: false,
  documents: [],
  loweredBy: [],
  knownState: null,
};
const skippedFor = reason("status-outside-filter", { status: 1, filter: "2" });

describe("an order", () => {
  test.each([
    ["that was booked is booked", memory(), {}, "booked", false],
    ["that nobody told of is taken up", NEVER, {}, "waiting", true],
    [
      "that changed unseen is taken up, whatever became of it before",
      memory({ knownState: "other" }),
      {},
      "waiting",
      true,
    ],
    [
      "that changed unseen while it was held stays held, and is taken up",
      memory({ knownState: "other", job: job({ outcome: "held" }), documents: [] }),
      {},
      "held",
      true,
    ],
    ["before the start line is left", NEVER, { side: "before" }, "before-start", false],
    [
      "before the start line that has a document of ours is kept in step",
      memory({ knownState: "other" }),
      { side: "before" },
      "waiting",
      true,
    ],
    [
      "that a filter left out is skipped",
      memory({ job: job({ outcome: "skipped", reasons: [skippedFor] }), documents: [] }),
      {},
      "skipped",
      false,
    ],
    [
      "that waits is waiting",
      memory({ job: job({ status: "waiting", wait: "pause", outcome: null }) }),
      {},
      "waiting",
      false,
    ],
    [
      "that runs is waiting, though nobody met it so",
      memory({ job: job({ status: "running", outcome: null }), knownState: "other" }),
      {},
      "waiting",
      false,
    ],
    [
      "of which a write isn't settled is in doubt, whatever else is known",
      memory({ doubt: true, knownState: "other" }),
      {},
      "in-doubt",
      false,
    ],
    [
      "that was put aside is held",
      memory({ job: job({ status: "dead", outcome: "held" }) }),
      {},
      "held",
      false,
    ],
    [
      "that the vendor refused is held",
      memory({ job: job({ outcome: "rejected" }), documents: [] }),
      {},
      "held",
      false,
    ],
    [
      "whose document was taken back is skipped",
      memory({
        job: job({ outcome: "updated", reasons: [reason("order-removed")] }),
        documents: [remembered({ state: "gone" })],
      }),
      {},
      "skipped",
      false,
    ],
    [
      "whose voucher was taken back by another one is skipped",
      memory({
        job: job({ outcome: "updated", reasons: [bareReason("voucher-reversed")] }),
        documents: [
          remembered({ role: "voucher", state: "gone" }),
          remembered({ role: "voucher-reversal", id: "d2" }),
        ],
      }),
      {},
      "skipped",
      false,
    ],
    [
      "is skipped and not taken up while the flow is off",
      NEVER,
      { enabled: false },
      "skipped",
      false,
    ],
    [
      "whose job was deleted by retention is booked by its document",
      memory({ job: null }),
      {},
      "booked",
      false,
    ],
  ] as const)("%s", (_, remembers, change, state, needsJob) => {
    const verdict = classifyOrder(
      source(),
      remembers,
      [],
      context({ ...change, notListed: DOCUMENT_KINDS }),
    );
    expect([verdict.state, verdict.needsJob]).toEqual([state, needsJob]);
  });

  test("says why it isn't booked", () => {
    const why = (remembers: OrderMemory, change = {}) =>
      classifyOrder(source(), remembers, [], context(change)).why?.code;
    expect([
      why(memory({ job: job({ outcome: "skipped", reasons: [skippedFor] }), documents: [] })),
      why(NEVER, { side: "before" }),
      why(NEVER),
      why(NEVER, { enabled: false }),
    ]).toEqual(["status-outside-filter", "before-start", "reconciliation-taken-up", "flow-off"]);
  });
});

test("an order of before the start line that was cancelled is said to be, as its run said", () => {
  const said = { date: "2026-09-15", startLine: "2026-11-01T00:00:00Z", cancelled: true };
  const reasons = [reason("before-start", said)];
  const remembers = memory({ job: job({ outcome: "before-start", reasons }), documents: [] });
  expect(classifyOrder(source(), remembers, [], context({ side: "before" })).why).toEqual(
    reasons[0],
  );
});

describe("what is found of a booked order", () => {
  const found = (
    documents: readonly LedgerFact[],
    remembers = memory(),
    change = {},
    of = source(),
  ) => classifyOrder(of, remembers, documents, context(change)).findings;
  const costs = (
    gross: string,
    vat: string,
    perRate: NonNullable<LedgerFact["sums"]>["perRate"] = null,
    currency = "SEK",
  ): LedgerFact => document({ sums: { currency, gross, vat, rows: 2, perRate } });

  test.each([
    ["nothing, where both agree", [document()], {}, []],
    ["a gross that is a cent off", [costs("125.01", "25.00")], {}, ["amount"]],
    [
      "nothing, where the cent is within the tenant's tolerance",
      [costs("125.01", "25.00")],
      { tolerance: "0.01" },
      [],
    ],
    ["another currency", [costs("125.00", "25.00", null, "EUR")], {}, ["currency"]],
    [
      "nothing, where VAT differs by what two ways of rounding can leave",
      [costs("125.00", "25.03")],
      {},
      [],
    ],
    ["VAT beyond what rounding can leave", [costs("125.00", "25.04")], {}, ["vat"]],
    [
      "VAT at another rate, though the sum is right",
      [costs("125.00", "25.00", [{ rate: "0.12", net: "100.00", vat: "25.00" }])],
      {},
      ["vat"],
    ],
    ["no document where one was written", [], {}, ["missing"]],
    ["nothing, where documents weren't listed from then on", [], { listedSince: 3_000 }, []],
    ["nothing, where its kind couldn't be listed", [], { notListed: ["invoice"] }, []],
    ["no document, where only other kinds couldn't", [], { notListed: ["voucher"] }, ["missing"]],
    [
      "an amount, where a person credited it in the ledger",
      [
        document(),
        document({
          id: "by-hand",
          code: "",
          credit: true,
          isManual: true,
          sums: { currency: "SEK", gross: "-125.00", vat: "-25.00", rows: 2, perRate: null },
        }),
      ],
      {},
      ["amount"],
    ],
    ["nothing of amounts that can't be read", [document({ sums: null })], {}, []],
  ] as const)("%s", (_, documents, change, expected) => {
    expect(found(documents, memory(), change)).toEqual(expected);
  });

  test("an invoice stands for the sales order that it was made of", () => {
    expect(found([document({ invoiced: true }), document({ kind: "invoice", id: "i1" })])).toEqual(
      [],
    );
  });

  test("a credit is compared by what it takes back, whichever sign the shop gives it", () => {
    const credit = {
      ...source(),
      sums: {
        currency: "SEK",
        gross: "125.00",
        vat: "25.00",
        credit: true,
        lines: 2,
        perRate: null,
      },
    };
    const booked = document({
      kind: "invoice",
      id: "c1",
      credit: true,
      sums: { currency: "SEK", gross: "-125.00", vat: "-25.00", rows: 2, perRate: null },
    });
    const remembers = memory({ documents: [remembered({ role: "credit", id: "c1" })] });
    expect(found([booked], remembers, {}, credit)).toEqual([]);
    expect(
      found(
        [
          {
            ...booked,
            sums: { currency: "SEK", gross: "-120.00", vat: "-25.00", rows: 2, perRate: null },
          },
        ],
        remembers,
        {},
        credit,
      ),
    ).toEqual(["amount"]);
  });

  test.each([
    [
      "an order that is held because somebody deleted its document",
      [],
      memory({ job: job({ outcome: "held" }) }),
      ["missing"],
    ],
    [
      "a document that a person linked and that is gone",
      [],
      memory({ documents: [remembered({ code: null, writtenAt: null })] }),
      ["missing"],
    ],
    [
      "nothing of one whose document a run is about to make",
      [],
      memory({ job: job({ status: "running", outcome: null }) }),
      [],
    ],
    [
      "a document that a person linked and that is for another customer",
      [document({ customerId: "c2" })],
      memory({ documents: [remembered({ code: null, buyerIs: "C1" })] }),
      ["customer"],
    ],
    [
      "nothing where it is for the order's buyer, whoever that is by now",
      [document({ customerId: "c1" })],
      memory({ documents: [remembered({ code: null, buyerIs: "C1" })] }),
      [],
    ],
    [
      "both where amount and customer are another's",
      [{ ...costs("250.00", "50.00"), customerId: "c2" }],
      memory({ documents: [remembered({ code: null, buyerIs: "c1" })] }),
      ["amount", "customer"],
    ],
  ] as const)("%s", (_, documents, remembers, expected) => {
    expect(found(documents, remembers)).toEqual(expected);
  });

  test("nothing is called gone where not every kind of document could be listed", () => {
    expect(
      found([], memory({ documents: [remembered({ code: null, writtenAt: null })] }), {
        notListed: DOCUMENT_KINDS,
      }),
    ).toEqual([]);
  });

  test("a second document is told as one, and not as another amount", () => {
    expect(found([document(), document({ id: "d2" })])).toEqual([]);
  });
});

test("a day counts every order, and adds up what is due and what stands per currency and rate, with what they differ by", () => {
  const { sums } = source();
  if (sums === null) throw new Error("no sums");
  const books = (over: object = {}) =>
    document({
      sums: {
        currency: "SEK",
        gross: "125.00",
        vat: "25.01",
        rows: 2,
        perRate: [{ rate: "0.25", net: "99.99", vat: "25.01" }],
        ...over,
      },
    });
  const judged = (
    of: Parameters<typeof source>[0],
    remembers: OrderMemory,
    documents: readonly LedgerFact[],
  ) => classifyOrder(source(of), remembers, documents, context());
  const day = dayOf([
    judged({}, memory(), [books()]),
    judged({ sums: { ...sums, currency: "EUR", perRate: null } }, memory(), [
      books({ currency: "EUR" }),
    ]),
    judged({}, memory({ job: job({ outcome: "held" }), documents: [] }), []),
    judged({ sums: { ...sums, credit: true } }, memory(), [
      books({
        gross: "-125.00",
        vat: "-25.00",
        perRate: [{ rate: "0.25", net: "-100.00", vat: "-25.00" }],
      }),
    ]),
  ]);
  expect([day.orders, day.states.booked, day.states.held, day.states.skipped]).toEqual([
    4, 3, 1, 0,
  ]);
  expect(day.states).not.toHaveProperty("missing");
  expect(day.totals.gross).toEqual([
    { currency: "EUR", orders: 1, source: "125.00", ledger: "125.00" },
    { currency: "SEK", orders: 3, source: "125.00", ledger: "0.00" },
  ]);
  expect(day.totals.rates).toEqual([
    {
      currency: "EUR",
      rate: null,
      source: { net: "100.00", vat: "25.00" },
      ledger: { net: "99.99", vat: "25.01" },
    },
    {
      currency: "SEK",
      rate: "0.25",
      source: { net: "100.00", vat: "25.00" },
      ledger: { net: "-0.01", vat: "0.01" },
    },
  ]);
  expect(day.totals.parts).toEqual([
    {
      name: "not-booked",
      orders: 1,
      currency: "SEK",
      gross: "-125.00",
      rates: [{ rate: "0.25", net: "-100.00", vat: "-25.00" }],
    },
    {
      name: "rounding",
      orders: 1,
      currency: "EUR",
      gross: "0.00",
      rates: [{ rate: null, net: "-0.01", vat: "0.01" }],
    },
    {
      name: "rounding",
      orders: 1,
      currency: "SEK",
      gross: "0.00",
      rates: [{ rate: "0.25", net: "-0.01", vat: "0.01" }],
    },
  ]);
});

describe("a cent of VAT that the two sides round otherwise", () => {
  const due = {
    currency: "SEK",
    gross: "100.00",
    rates: [{ rate: "0.21", net: "82.64", vat: "17.36" }],
  };
  const unrated = { ...due, rates: [{ rate: null, net: "82.64", vat: "17.36" }] };
  const books = {
    gross: "100.00",
    vat: "17.35",
    perRate: [
      { rate: "0.21", net: "82.65", vat: "17.35" },
      { rate: "0", net: "0.00", vat: "0.00" },
    ],
  };
  const cent = (change: object = {}) =>
    reason("vat-method-difference", {
      rate: "0.21",
      source: "17.36",
      ledger: "17.35",
      difference: "-0.01",
      ...change,
    });

  test("is told by its rate, and of the whole order where a side has no rates", () => {
    expect(vatNotes(due, books)).toEqual([cent()]);
    expect(vatNotes(unrated, books)).toEqual([cent({ rate: null })]);
    expect(vatNotes(due, { ...books, perRate: null })).toEqual([cent({ rate: null })]);
  });

  test("is told of a credit with the ledger's sign", () => {
    const credit = {
      gross: "-100.00",
      vat: "-17.35",
      perRate: [{ rate: "0.21", net: "-82.65", vat: "-17.35" }],
    };
    const back = { ...due, rates: [{ rate: "0.21", net: "-82.64", vat: "-17.36" }] };
    expect(vatNotes(back, credit)).toEqual([
      cent({ source: "-17.36", ledger: "-17.35", difference: "0.01" }),
    ]);
  });

  test("isn't told where there is none, or where VAT is in no row of its own", () => {
    expect(
      vatNotes(due, {
        ...books,
        vat: "17.36",
        perRate: [{ rate: "0.21", net: "82.64", vat: "17.36" }],
      }),
    ).toEqual([]);
    expect(vatNotes(due, { ...books, vat: null })).toEqual([]);
  });
});

test("a credit invoice is told as one, which the ledger's own list doesn't", () => {
  expect(
    (["order", "invoice-draft", "invoice", "voucher"] as const).flatMap((kind) =>
      [false, true].map((credit) => kindOf(document({ kind, credit }))),
    ),
  ).toEqual([
    "order",
    "order",
    "invoice-draft",
    "credit-draft",
    "invoice",
    "credit-invoice",
    "voucher",
    "voucher",
  ]);
});

test.each([
  ["held", job({ outcome: "held" }), ["not-booked"]],
  ["waiting", job({ status: "queued", outcome: null }), ["waiting"]],
  ["booked", job({ outcome: "booked" }), []],
] as const)("an order of nothing is listed while it is %s to be decided", (_, last, named) => {
  const nothing = {
    currency: "SEK",
    gross: "0.00",
    vat: "0.00",
    credit: false,
    lines: 1,
    perRate: [],
  };
  const { balance } = classifyOrder(
    source({ sums: nothing }),
    memory({ job: last, documents: [] }),
    [],
    context(),
  );
  expect(balance.parts).toEqual(
    named.map((name) => ({ name, currency: "SEK", gross: "0.00", rates: [] })),
  );
});
