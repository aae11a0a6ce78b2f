/**
 * What vouchers come to on the ledger's side, by VAT rate: as they were booked, and as somebody
 * changed them since.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, dec, plain, sum } from "../../src/domain/money.ts";
import type { Order } from "../../src/domain/orders/order.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import type { Voucher } from "../../src/domain/ledger/voucher.ts";
import { planVoucher } from "../../src/flows/orders/documents/vouchers/plan-voucher.ts";
import { factsOf } from "../../src/flows/orders/documents/vouchers/send-voucher.ts";
import { balanceOf } from "../../src/monitor/reconciliation/balance.ts";
import { dayOf } from "../../src/monitor/reconciliation/day-sums.ts";
import type {
  LedgerFact,
  OrderMemory,
  RecordedDocument,
  SourceFact,
} from "../../src/monitor/reconciliation/facts.ts";
import { classifyOrder } from "../../src/monitor/reconciliation/classify-order.ts";
import { cents, divide, text, units } from "../flows/orders/little-ledger.ts";
import { anyCase, given } from "../flows/orders/vouchers/any-order.ts";
import { voucherOf } from "../flows/orders/vouchers/kit.ts";
import { context, document, job, memory, remembered, source } from "./facts.ts";
import { byText } from "../support/sorted.ts";

type Moves = NonNullable<LedgerFact["moves"]>;

const movesOf = ({ rows }: Pick<Voucher, "rows">): Moves =>
  [...Map.groupBy(rows, ({ account }) => account)].map(([account, of]) => ({
    account,
    amount: amount(sum(of.map(({ debit, credit }) => dec(debit).minus(dec(credit))))),
  }));

/**
 * As the shop's list tells it, worked out here: what a card paid was sold all the same, and where
 * the shop rounds VAT for each rate, that is the VAT of the rate.
 */
function told(order: Order): SourceFact {
  const lines = order.lines.filter(
    (line) => line.kind !== "text" && !(line.kind === "gift-card" && dec(line.gross).lt(0)),
  );
  const cards = order.lines.filter((line) => line.kind === "gift-card" && dec(line.gross).lt(0));
  const byLine = [...Map.groupBy(lines, ({ vatRate }) => plain(vatRate))].map(([rate, of]) => ({
    rate,
    net: amount(sum(of.map(({ net }) => net))),
    vat: amount(sum(of.map(({ vat }) => vat))),
  }));
  const isByLine = dec(order.vat).eq(sum(byLine.map(({ vat }) => vat)));
  const perRate = isByLine ? byLine : byLine.map((one) => onceForAll(one, order.pricesIncludeVat));
  const gross = amount(dec(order.gross).minus(sum(cards.map((card) => card.gross))));
  return source({
    sums: {
      currency: order.currency,
      gross,
      vat: order.vat,
      credit: false,
      perRate,
      lines: lines.length,
    },
  });
}

type OfRate = { readonly rate: string; readonly net: string; readonly vat: string };

function onceForAll({ rate, net, vat }: OfRate, pricesIncludeVat: boolean): OfRate {
  const [fraction, gross] = [units(rate, 4), cents(net) + cents(vat)];
  if (!pricesIncludeVat) return { rate, net, vat: text(divide(cents(net) * fraction, 10_000n)) };
  const inside = divide(gross * fraction, 10_000n + fraction);
  return { rate, net: text(gross - inside), vat: text(inside) };
}

const booked = (
  voucher: Voucher,
  moves: Moves = movesOf(voucher),
  facts = factsOf(voucher, undefined),
): { documents: readonly LedgerFact[]; remembers: OrderMemory } => ({
  documents: [document({ kind: "voucher", id: "v1", sums: null, moves })],
  remembers: memory({
    documents: [remembered({ role: "voucher", id: "v1", n: 1, voucher: facts })],
  }),
});

describe("any order that became a voucher", () => {
  test("agrees with the shop to the cent and by rate, or by its total alone at the level that keeps VAT in", () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const input = given(one);
        const { documents, remembers } = booked(voucherOf(planVoucher(input)));
        const shop = told(input.order);
        const { findings, ledger } = classifyOrder(shop, remembers, documents, context());
        expect([findings, ledger?.gross]).toEqual([[], shop.sums?.gross]);
        if (one.level === "simple") {
          expect([ledger?.vat, ledger?.perRate]).toEqual([null, null]);
          return;
        }
        const figures = (perRate: NonNullable<SourceFact["sums"]>["perRate"]) =>
          (perRate ?? [])
            .filter(({ net, vat }) => !dec(net).eq(0) || !dec(vat).eq(0))
            .map(({ rate, net, vat }) => [rate, net, vat])
            .toSorted(byText);
        expect(figures(ledger?.perRate ?? null)).toEqual(figures(shop.sums?.perRate ?? null));
      }),
      { numRuns: 300 },
    );
  });

  test("and whose amounts somebody moved from one account to another is told, where the accounts don't stand for the same", () => {
    const told_ = fc.record({
      one: anyCase.filter(({ level }) => level !== "simple"),
      from: fc.nat(),
      to: fc.nat(),
      more: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(told_, ({ one, from, to, more }) => {
        const input = given(one);
        const voucher = voucherOf(planVoucher(input));
        const moves = movesOf(voucher);
        // Each account by what it stands for; one that stands for several isn't moved here.
        const means = new Map(
          [...Map.groupBy(voucher.shares ?? [], ({ account }) => account)].map(([account, of]) => [
            account,
            of.length === 1 ? `${of[0]?.of} ${of[0]?.rate}` : "several",
          ]),
        );
        const meaning = ({ account }: Moves[number]) =>
          means.get(account) === "card null" ? "money null" : (means.get(account) ?? "other null");
        const [a, b] = [moves[from % moves.length], moves[to % moves.length]];
        if (a === undefined || b === undefined) throw new Error("a voucher of one row");
        fc.pre(meaning(a) !== meaning(b) && ![meaning(a), meaning(b)].includes("several"));
        // Beyond what two ways of rounding may leave, in the order's currency.
        const rows = input.order.lines.length + moves.length + 3;
        const off = dec(more)
          .plus(dec("0.005").times(rows))
          .times(one.rate ?? "1")
          .round(2, 3);
        const changed = moves.map((move) =>
          move === a
            ? { ...move, amount: amount(dec(move.amount).plus(off)) }
            : move === b
              ? { ...move, amount: amount(dec(move.amount).minus(off)) }
              : move,
        );
        const { documents, remembers } = booked(voucher, changed);
        expect(
          classifyOrder(told(input.order), remembers, documents, context()).findings,
        ).not.toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

const facts: NonNullable<RecordedDocument["voucher"]> = {
  currency: "SEK",
  rate: null,
  shares: [
    { account: 1510, of: "money", rate: null, amount: "125.00", booked: "125.00" },
    { account: 3001, of: "sale", rate: "0.25", amount: "-100.00", booked: "-100.00" },
    { account: 2611, of: "vat", rate: "0.25", amount: "-25.00", booked: "-25.00" },
  ],
};
const moves = (figures: Readonly<Record<string, string>>): Moves =>
  Object.entries(figures).map(([account, figure]) => ({
    account: Number(account),
    amount: figure,
  }));
const SOLD = moves({ 1510: "125.00", 3001: "-100.00", 2611: "-25.00" });
const BACK = SOLD.map((move) => ({ ...move, amount: amount(dec(move.amount).times(-1)) }));
const voucher = (id: string, of: Moves | null): LedgerFact =>
  document({ kind: "voucher", id, code: id, sums: null, moves: of });
const own = (
  id: string,
  role: RecordedDocument["role"],
  n: number,
  more: Partial<RecordedDocument> = {},
): RecordedDocument => remembered({ id, role, n, code: id, ...more });
const judged = (
  documents: readonly LedgerFact[],
  remembers: readonly RecordedDocument[],
  of = source(),
) => classifyOrder(of, memory({ documents: remembers }), documents, context());
const first = own("v1", "voucher", 1, { voucher: facts });

test.each<[string, Moves, readonly string[]]>([
  ["nothing, as it was booked", SOLD, []],
  [
    "a total that is a cent off",
    moves({ 1510: "125.01", 3001: "-100.01", 2611: "-25.00" }),
    ["amount"],
  ],
  [
    "VAT that was moved to revenue",
    moves({ 1510: "125.00", 3001: "-110.00", 2611: "-15.00" }),
    ["vat"],
  ],
  [
    "VAT that was moved to the account of another rate",
    moves({ 1510: "125.00", 3001: "-100.00", 2621: "-25.00" }),
    ["vat"],
  ],
  [
    "revenue that was moved to an account that nothing was booked on",
    moves({ 1510: "125.00", 3004: "-100.00", 2611: "-25.00" }),
    ["amount"],
  ],
  [
    "money that was moved there",
    moves({ 1930: "125.00", 3001: "-100.00", 2611: "-25.00" }),
    ["amount"],
  ],
])("is found of a voucher: %s", (_, of, found) => {
  expect(judged([voucher("v1", of)], [first]).findings).toEqual(found);
});

test("what was paid later is no sale, and an order that was taken back and booked anew counts once, its payment taken back with it", () => {
  const paid = voucher("p1", moves({ 1580: "125.00", 1510: "-125.00" }));
  const back = voucher("r1", moves({ 1580: "-125.00", 3001: "100.00", 2611: "25.00" }));
  expect(
    judged([voucher("v1", SOLD), paid], [first, own("p1", "voucher-payment", 1)]).ledger,
  ).toMatchObject({ gross: "125.00", vat: "25.00" });
  const documents = [voucher("v1", SOLD), paid, back, voucher("v2", SOLD)];
  const remembers = [
    { ...first, state: "gone" as const },
    own("p1", "voucher-payment", 1, { state: "gone" }),
    own("r1", "voucher-reversal", 1),
    own("v2", "voucher", 2, { voucher: facts }),
  ];
  const { findings, ledger } = judged(documents, remembers);
  expect([findings, ledger]).toEqual([
    [],
    {
      currency: "SEK",
      gross: "125.00",
      vat: "25.00",
      perRate: [{ rate: "0.25", net: "100.00", vat: "25.00" }],
    },
  ]);
  expect(judged([...documents.slice(0, 3), voucher("v2", BACK)], remembers).findings).toEqual([
    "amount",
  ]);
});

test("what a reversal leaves is told beside the voucher that the order was booked anew as", () => {
  const short = voucher("r1", moves({ 1510: "-124.00", 3001: "99.00", 2611: "25.00" }));
  const remembers = [
    { ...first, state: "gone" as const },
    own("r1", "voucher-reversal", 1),
    own("v2", "voucher", 2, { voucher: facts }),
  ];
  expect(judged([voucher("v1", SOLD), short, voucher("v2", SOLD)], remembers).findings).toEqual([
    "amount",
  ]);
});

test("of an order that was taken back nothing is due: what its voucher and its reversal leave stands, and no more", () => {
  const back = (net: string) => voucher("r1", moves({ 1510: `-${net}`, 3001: net }));
  const remembers = [{ ...first, state: "gone" as const }, own("r1", "voucher-reversal", 1)];
  const left = (documents: readonly LedgerFact[]) =>
    classifyOrder(
      source(),
      memory({
        job: job({ outcome: "skipped", reasons: [reason("taken-back", { run: "b000001" })] }),
        documents: remembers,
      }),
      documents,
      context(),
    );
  const reversal = voucher("r1", moves({ 1510: "-125.00", 3001: "100.00", 2611: "25.00" }));
  expect(left([voucher("v1", SOLD), reversal])).toMatchObject({
    state: "skipped",
    balance: { due: [], parts: [] },
  });
  const gross = (documents: readonly LedgerFact[]) =>
    left(documents).balance.parts.map(({ name, gross: figure }) => [name, figure]);
  // Somebody changed the reversal, or deleted it.
  expect(gross([voucher("v1", SOLD), back("100.00")])).toEqual([["left", "25.00"]]);
  expect(gross([voucher("v1", SOLD)])).toEqual([["left", "125.00"]]);
});

test("a cancelled order whose taking back waits for the voucher of its day waits, and isn't left out", () => {
  const none = { gross: "0.00", vat: "0.00", perRate: [], was: "125.00" };
  const { sums } = source();
  const cancelled = source({ sums: sums === null ? null : { ...sums, ...none } });
  const remembers = [{ ...first, state: "gone" as const }, own("r1", "voucher-reversal", 1)];
  const verdict = (waitsForDay: string | null) =>
    classifyOrder(
      cancelled,
      memory({
        job: job({ outcome: "skipped", reasons: [reason("order-removed")] }),
        documents: remembers,
        waitsForDay,
      }),
      [voucher("v1", SOLD)],
      context(),
    );
  const parts = (waitsForDay: string | null) =>
    verdict(waitsForDay).balance.parts.map(({ name, gross }) => [name, gross]);
  expect(verdict("2026-11-21")).toMatchObject({
    state: "waiting",
    why: { code: "added-to-day", params: { day: "2026-11-21" } },
  });
  expect([parts("2026-11-21"), parts(null)]).toEqual([
    [["waiting", "125.00"]],
    [["left", "125.00"]],
  ]);
});

test("a credit takes back what it says, whichever sign the shop gives it", () => {
  const { sums } = source();
  const credit = source({ sums: sums === null ? null : { ...sums, credit: true } });
  const turned = {
    ...facts,
    shares: (facts.shares ?? []).map((share) => ({
      ...share,
      amount: amount(dec(share.amount).times(-1)),
      booked: amount(dec(share.booked).times(-1)),
    })),
  };
  const remembers = [own("c1", "voucher-credit", 1, { voucher: turned })];
  expect(judged([voucher("c1", BACK)], remembers, credit)).toMatchObject({
    findings: [],
    ledger: { gross: "-125.00", vat: "-25.00" },
  });
  expect(
    judged(
      [voucher("c1", moves({ 1510: "-125.00", 3001: "115.00", 2611: "10.00" }))],
      remembers,
      credit,
    ).findings,
  ).toEqual(["vat"]);
});

test("nothing is said of the amounts of a voucher that can't be read, or was booked before it was kept what its accounts stand for", () => {
  for (const [document_, remembers] of [
    [voucher("v1", null), first],
    [
      voucher("v1", moves({ 1510: "1.00", 3001: "-1.00" })),
      own("v1", "voucher", 1, { voucher: { currency: "SEK", rate: null } }),
    ],
  ] as const)
    expect(judged([document_], [remembers])).toMatchObject({
      state: "booked",
      findings: [],
      ledger: null,
    });
});

test("a day counts an order without VAT of its own in the total, and how many there are", () => {
  const sums = {
    currency: "SEK",
    gross: "125.00",
    vat: "25.00",
    perRate: [{ rate: "0.25", net: "100.00", vat: "25.00" }],
  };
  const balances = [{ ...sums, vat: null, perRate: null }, sums].map((own) =>
    balanceOf({ due: sums, own: [own], others: [], name: "rounding" }),
  );
  const day = dayOf(balances.map((balance) => ({ state: "booked", balance })));
  expect(day.totals.gross).toEqual([
    { currency: "SEK", orders: 2, source: "250.00", ledger: "250.00", withoutVat: 1 },
  ]);
  expect(day.totals.rates).toEqual([
    {
      currency: "SEK",
      rate: "0.25",
      source: { net: "100.00", vat: "25.00" },
      ledger: { net: "100.00", vat: "25.00" },
    },
  ]);
});
