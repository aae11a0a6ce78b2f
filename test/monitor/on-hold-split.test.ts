/** The parts of a difference that orders on hold cause: by what is due and what stands. */
import { expect, test } from "vitest";
import type { LedgerFact, OrderMemory } from "../../src/monitor/reconciliation/facts.ts";
import { classifyOrder } from "../../src/monitor/reconciliation/classify-order.ts";
import { dayOf } from "../../src/monitor/reconciliation/day-sums.ts";
import { statementOf } from "../../src/monitor/reconciliation/statement.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { context, document, job, memory, remembered, source } from "./facts.ts";

type OrderReasons = NonNullable<OrderMemory["job"]>["reasons"];

test("what is on hold is split by what is due and what stands, so that opposite sums never net", () => {
  const held = { job: job({ outcome: "needs-attention" }) };
  const worth = (gross: string, more: object = {}) =>
    source({
      sums: { currency: "SEK", gross, vat: "0.00", credit: false, lines: 1, perRate: [], ...more },
    });
  const one = (shop: ReturnType<typeof source>, documents: LedgerFact[]) =>
    classifyOrder(
      shop,
      memory({ ...held, documents: documents.map(({ id }) => remembered({ id })) }),
      documents,
      context(),
    );
  const judgedOnes = [
    one(worth("100.00"), []),
    one(worth("50.00"), []),
    one(worth("70.00", { credit: true }), []),
    one(worth("0.00", { was: "125.00" }), [document()]),
    one(worth("135.00"), [document()]),
    one(worth("125.00"), [document()]),
  ];
  const { currencies } = statementOf([dayOf(judgedOnes)]);
  expect(currencies.map(({ lines, difference }) => [lines, difference])).toEqual([
    [
      [
        { name: "not-booked", gross: "-150.00", orders: 2 },
        { name: "not-credited", gross: "70.00", orders: 1 },
        { name: "cancelled", gross: "125.00", orders: 1 },
        { name: "changed", gross: "-10.00", orders: 1 },
      ],
      "35.00",
    ],
  ]);
  // Its document comes to what is due: on hold all the same, and no part of a difference.
  expect(judgedOnes.at(-1)?.balance.parts.map(({ name, gross }) => [name, gross])).toEqual([
    ["held", "0.00"],
  ]);
});

test.each([
  ["in its amount", "booked-differs", "amount", "amount"],
  ["in its VAT", "booked-differs", "vat", "vat"],
  ["in its currency", "booked-differs", "currency", "currency"],
  ["in its customer alone", "booked-differs", "customer", "changed"],
  ["after an edit in the shop", "order-changed-after-booking", null, "changed"],
] as const)(
  "a document on hold that differs %s is told as that: only the shop's own change is one of the shop",
  (_, code, what, name) => {
    const reasons = [{ code, params: { document: "1", number: "1", what } }];
    const remembers = memory({ job: job({ outcome: "needs-attention", reasons }) });
    const sums = { currency: "SEK", gross: "135.00", vat: "27.00", lines: 1, perRate: [] };
    const shop = source({ sums: { ...sums, credit: false } });
    const { balance, state } = classifyOrder(shop, remembers, [document()], context());
    expect([state, balance.parts.map((part) => [part.name, part.gross])]).toEqual([
      "held",
      [[name, "-10.00"]],
    ]);
  },
);

test.each([
  ["an edit", "135.00", {}, "changed", "-10.00"],
  ["a cancellation", "0.00", { was: "125.00" }, "cancelled", "125.00"],
  ["another address", "125.00", {}, "changed", "0.00"],
] as const)(
  "%s that test mode only calculated is told as that: nobody skipped the order, and its document isn't to be deleted",
  (_, gross, more, name, difference) => {
    const reasons = [reason("trial-mode", { write: "order.update", document: null })];
    const tested = memory({ job: job({ outcome: "skipped", reasons }) });
    const sums = { currency: "SEK", gross, vat: "25.00", lines: 1, perRate: [], credit: false };
    const shop = source({ sums: { ...sums, ...more } });
    const { balance, state } = classifyOrder(shop, tested, [document()], context());
    expect([state, balance.parts.map((part) => [part.name, part.gross])]).toEqual([
      "skipped",
      [[name, difference]],
    ]);
  },
);

test("an order whose booking was undone is due, and a part of its own, until it is booked again or skipped", () => {
  const gone = [remembered({ state: "gone" })];
  const after = (reasons: OrderReasons, more: Partial<OrderMemory> = {}) =>
    classifyOrder(
      source(),
      memory({
        job: job({ outcome: "skipped", reasons }),
        documents: gone,
        undone: true,
        ...more,
      }),
      [],
      context(),
    );
  const partsOf = ({ state, balance }: ReturnType<typeof after>) => [
    state,
    balance.due.map(({ gross }) => gross),
    balance.parts.map(({ name, gross }) => [name, gross]),
  ];
  const undone = ["skipped", ["125.00"], [["undone", "-125.00"]]];
  const nothing = ["skipped", [], []];
  const removed = [{ code: "order-removed", params: { number: "1", why: "undone" } }] as const;
  expect(partsOf(after([{ code: "taken-back", params: { run: "b1" } }]))).toEqual(undone);
  expect(partsOf(after(removed, { job: job({ outcome: "updated", reasons: removed }) }))).toEqual(
    undone,
  );
  expect(partsOf(after([{ code: "skipped-by-person", params: { actor: "Lena" } }]))).toEqual(
    nothing,
  );
  // Released: a person wanted it booked again, and its run left it out.
  expect(partsOf(after(removed, { undone: false }))).toEqual(nothing);
});

test("an order whose document is gone is counted as missing, not as booked; on hold it stays on hold", () => {
  const gone = {
    due: [],
    stands: [],
    parts: [{ name: "missing" as const, currency: "SEK", gross: "-125.00" as const, rates: [] }],
    withoutVat: false,
  };
  const { orders, states } = dayOf([
    { state: "booked", balance: gone },
    { state: "held", balance: gone },
    { state: "booked", balance: { ...gone, parts: [] } },
  ]);
  expect([orders, states.booked, states.held, states.missing]).toEqual([3, 1, 1, 1]);
});
