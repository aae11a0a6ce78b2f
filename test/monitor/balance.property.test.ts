/**
 * Generated days: orders in every state, ledgers that somebody worked in. Both sides are held
 * against sums in whole cents that the test works out by itself, and what they differ by against
 * what it is said to be made of.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  balanceOf,
  type Figures,
  type Part,
  type PartName,
} from "../../src/monitor/reconciliation/balance.ts";
import { dayOf } from "../../src/monitor/reconciliation/day-sums.ts";
import type {
  LedgerFact,
  OrderMemory,
  SourceFact,
} from "../../src/monitor/reconciliation/facts.ts";
import { classifyOrder } from "../../src/monitor/reconciliation/classify-order.ts";
import { statementOf } from "../../src/monitor/reconciliation/statement.ts";
import { context, document, job, memory, remembered } from "./facts.ts";

const euros = (cents: number): string => (cents / 100).toFixed(2);
const inCents = (figure: string): number => Math.round(Number(figure) * 100);

type Rate = { readonly rate: string; readonly net: number; readonly vat: number };
const rates: fc.Arbitrary<readonly Rate[]> = fc
  .uniqueArray(
    fc.record({
      rate: fc.constantFrom("0.25", "0.12", "0.06", "0"),
      net: fc.integer({ min: 1_000, max: 500_000 }),
    }),
    { selector: ({ rate }) => rate, minLength: 1, maxLength: 3 },
  )
  .map((all) => all.map(({ rate, net }) => ({ rate, net, vat: Math.round(net * Number(rate)) })));

/** What somebody did, and what the difference is to be called for it. */
const FATES = [
  "well",
  "rounded",
  "held",
  "held-after-edit",
  "waiting",
  "in-doubt",
  "deleted",
  "deleted-and-held",
  "changed",
  "other-currency",
  "by-hand-other",
  "copied",
  "skipped",
  "left-standing",
  "unreadable",
] as const;
type Fate = (typeof FATES)[number];
const CALLED: Readonly<Record<Exclude<Fate, "held">, PartName>> = {
  well: "rounding",
  rounded: "rounding",
  "held-after-edit": "changed",
  waiting: "waiting",
  "in-doubt": "in-doubt",
  deleted: "missing",
  "deleted-and-held": "missing",
  changed: "amount",
  "other-currency": "currency",
  "by-hand-other": "amount",
  copied: "twice",
  skipped: "left",
  "left-standing": "left",
  unreadable: "unread",
};

/** What is missing lowers the ledger, a credit that is missing raises it: never one sum. */
const nameOfHeld = ({ credit }: { readonly credit: boolean }): PartName =>
  credit ? "not-credited" : "not-booked";

const placed = fc.record({
  fate: fc.constantFrom(...FATES),
  rates,
  currency: fc.constantFrom("SEK", "EUR"),
  more: fc.integer({ min: 100, max: 90_000 }),
  credit: fc.boolean(),
  positive: fc.boolean(),
});
type Placed = {
  readonly fate: Fate;
  readonly rates: readonly Rate[];
  readonly currency: string;
  readonly more: number;
  readonly credit: boolean;
  readonly positive: boolean;
};

const gross = (of: readonly Rate[]): number => of.reduce((sum, { net, vat }) => sum + net + vat, 0);
const vat = (of: readonly Rate[]): number => of.reduce((sum, one) => sum + one.vat, 0);
const turned = (of: readonly Rate[], by: number): readonly Rate[] =>
  of.map(({ rate, net, vat: tax }) => ({ rate, net: net * by, vat: tax * by }));
const sums = (of: readonly Rate[], currency: string) => ({
  currency,
  gross: euros(gross(of)),
  vat: euros(vat(of)),
  perRate: of.map((one) => ({ rate: one.rate, net: euros(one.net), vat: euros(one.vat) })),
});

type World = {
  readonly source: SourceFact;
  readonly memory: OrderMemory;
  readonly documents: readonly LedgerFact[];
  readonly due: readonly Rate[];
  readonly stands: readonly { readonly currency: string; readonly rates: readonly Rate[] }[];
};

function worldOf(
  { fate, rates: sold, currency, more, credit, positive }: Placed,
  n: number,
): World {
  const worth = turned(sold, credit ? -1 : 1);
  const source: SourceFact = {
    id: n,
    number: String(n),
    date: "2026-11-20T10:00:00",
    knownState: "m",
    sums: { ...sums(credit && positive ? sold : worth, currency), credit, lines: sold.length },
  };
  const booked = (
    of: readonly Rate[],
    change: Partial<LedgerFact> = {},
    as = currency,
  ): LedgerFact =>
    document({
      id: `d${n}`,
      kind: "invoice",
      sums: { ...sums(of, as), rows: of.length },
      ...change,
    });
  const [first, ...rest] = worth;
  const dearer = first === undefined ? worth : [{ ...first, net: first.net + more }, ...rest];
  const cent =
    first === undefined ? worth : [{ ...first, net: first.net - 1, vat: first.vat + 1 }, ...rest];
  const live = { documents: [remembered({ role: "invoice", id: `d${n}` })] };
  const none = { documents: [] };
  const held = { job: job({ outcome: "held" }) };
  const world = (
    memories: Partial<OrderMemory>,
    documents: readonly LedgerFact[],
    stands: World["stands"],
    isDue = true,
  ): World => ({
    source,
    memory: memory({ ...live, ...memories }),
    documents,
    due: isDue ? worth : [],
    stands,
  });
  const well = [{ currency, rates: worth }];
  switch (fate) {
    case "well":
      return world({}, [booked(worth)], well);
    case "rounded":
      return world({}, [booked(cent)], [{ currency, rates: cent }]);
    case "held":
      return world({ ...held, ...none }, [], []);
    case "held-after-edit":
      return world(held, [booked(dearer)], [{ currency, rates: dearer }]);
    case "waiting":
      return world({ job: job({ status: "waiting", outcome: null }), ...none }, [], []);
    case "in-doubt":
      return world({ doubt: true, ...none }, [], []);
    case "deleted":
      return world({}, [], []);
    case "deleted-and-held":
      return world(held, [], []);
    case "changed":
      return world({}, [booked(dearer)], [{ currency, rates: dearer }]);
    case "other-currency":
      return world({}, [booked(worth, {}, "NOK")], [{ currency: "NOK", rates: worth }]);
    case "by-hand-other":
      return world(
        { documents: [remembered({ role: "invoice", id: `d${n}`, code: null, writtenAt: null })] },
        [booked(dearer, { code: "" })],
        [{ currency, rates: dearer }],
      );
    case "copied":
      return world(
        {},
        [booked(worth), booked(dearer, { id: `e${n}` })],
        [...well, { currency, rates: dearer }],
      );
    case "skipped":
      return world({ job: job({ outcome: "skipped" }), ...none }, [], [], false);
    case "left-standing":
      return world(
        { job: job({ outcome: "skipped" }) },
        [booked(dearer)],
        [{ currency, rates: dearer }],
      );
    case "unreadable":
      return world({}, [booked(worth, { sums: null })], []);
  }
}

/** In whole cents: currency → gross, and currency and rate → net and VAT. */
function counted(
  all: readonly { readonly currency: string; readonly rates: readonly Rate[] }[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const more = (key: string, cents: number) => void counts.set(key, (counts.get(key) ?? 0) + cents);
  for (const one of all)
    for (const { rate, net, vat: tax } of one.rates) {
      more(one.currency, net + tax);
      more(`${one.currency} ${rate} net`, net);
      more(`${one.currency} ${rate} vat`, tax);
    }
  return new Map([...counts].filter(([, cents]) => cents !== 0));
}

function figuresIn(all: readonly Figures[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const more = (key: string, cents: number) => void counts.set(key, (counts.get(key) ?? 0) + cents);
  for (const one of all) {
    more(one.currency, inCents(one.gross));
    for (const { rate, net, vat: tax } of one.rates) {
      more(`${one.currency} ${rate} net`, inCents(net));
      more(`${one.currency} ${rate} vat`, inCents(tax));
    }
  }
  return new Map([...counts].filter(([, cents]) => cents !== 0));
}

const sorted = (counts: ReadonlyMap<string, number>) =>
  [...counts].sort(([a], [b]) => a.localeCompare(b));
const stranger = (of: readonly Rate[]): readonly Part[] =>
  balanceOf({
    due: null,
    own: [],
    others: [{ name: "without-order", sums: sums(of, "SEK") }],
    name: "left",
  }).parts;

test("a day's sums are all that is due and all that stands, to the cent, and their difference is the sum of what is named", () => {
  fc.assert(
    fc.property(
      fc.array(placed, { minLength: 1, maxLength: 12 }),
      fc.array(rates, { maxLength: 2 }),
      (orders, strange) => {
        const worlds = orders.map(worldOf);
        const day = dayOf(
          worlds.map((world) =>
            classifyOrder(world.source, world.memory, world.documents, context()),
          ),
          strange.flatMap(stranger),
        );
        const { gross: totals, rates: byRate, parts } = day.totals;
        const side = (of: "source" | "ledger"): Figures[] => [
          ...totals.map((one): Figures => ({ currency: one.currency, gross: one[of], rates: [] })),
          ...byRate.map((one): Figures => ({
            currency: one.currency,
            gross: "0.00",
            rates: [{ rate: one.rate, ...one[of] }],
          })),
        ];
        expect(sorted(figuresIn(side("source")))).toEqual(
          sorted(
            counted(
              worlds.map(({ source, due }) => ({
                currency: source.sums?.currency ?? "",
                rates: due,
              })),
            ),
          ),
        );
        expect(sorted(figuresIn(side("ledger")))).toEqual(
          sorted(
            counted([
              ...worlds.flatMap(({ stands }) => stands),
              ...strange.map((one) => ({ currency: "SEK", rates: one })),
            ]),
          ),
        );
        const difference = new Map(figuresIn(side("ledger")));
        for (const [key, cents] of figuresIn(side("source")))
          difference.set(key, (difference.get(key) ?? 0) - cents);
        expect(sorted(figuresIn(parts))).toEqual(
          sorted(new Map([...difference].filter(([, cents]) => cents !== 0))),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test("a month is its days: what the shop expects and each line come to what is in the ledger, also where a day wasn't broken down", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          orders: fc.array(placed, { maxLength: 6 }),
          strange: fc.array(rates, { maxLength: 1 }),
          brokenDown: fc.boolean(),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      (days) => {
        const sums = days.map(({ orders, strange, brokenDown }) => {
          const day = dayOf(
            orders
              .map(worldOf)
              .map((world) =>
                classifyOrder(world.source, world.memory, world.documents, context()),
              ),
            strange.flatMap(stranger),
          );
          return brokenDown ? day : { ...day, totals: { ...day.totals, parts: [] } };
        });
        const { currencies, rates: byRate } = statementOf(sums);
        const total = (currency: string, of: "source" | "ledger"): number =>
          sums
            .flatMap(({ totals }) => totals.gross)
            .filter((one) => one.currency === currency)
            .reduce((all, one) => all + inCents(one[of]), 0);
        for (const { currency, source, ledger, difference, lines } of currencies) {
          expect(inCents(source)).toBe(total(currency, "source"));
          expect(inCents(ledger)).toBe(total(currency, "ledger"));
          expect(inCents(ledger) - inCents(source)).toBe(inCents(difference));
          expect(lines.reduce((all, { gross: one }) => all + inCents(one), 0)).toBe(
            inCents(difference),
          );
          if (days.every(({ brokenDown }) => brokenDown))
            expect(lines.map(({ name }) => name)).not.toContain("unnamed");
        }
        if (days.every(({ brokenDown }) => brokenDown))
          for (const { source, ledger, lines } of byRate)
            expect(lines.reduce((all, one) => all + inCents(one.vat), 0)).toBe(
              inCents(ledger.vat) - inCents(source.vat),
            );
      },
    ),
    { numRuns: 200 },
  );
});

test("what an order differs by is called by what happened to it, and a good one differs by nothing", () => {
  fc.assert(
    fc.property(placed, (order) => {
      const world = worldOf(order, 1);
      const { balance } = classifyOrder(world.source, world.memory, world.documents, context());
      const differs = order.fate !== "well" && order.fate !== "skipped";
      expect([...new Set(balance.parts.map(({ name }) => name))]).toEqual(
        differs ? [order.fate === "held" ? nameOfHeld(order) : CALLED[order.fate]] : [],
      );
    }),
    { numRuns: 300 },
  );
});
