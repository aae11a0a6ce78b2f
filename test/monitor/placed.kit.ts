/**
 * Generated orders in every state, and ledgers that somebody worked in: what is due, what stands,
 * and what the difference is to be called.
 */
import fc from "fast-check";
import type { PartName } from "../../src/monitor/reconciliation/balance.ts";
import type {
  LedgerFact,
  OrderMemory,
  SourceFact,
} from "../../src/monitor/reconciliation/facts.ts";
import { document, job, memory, remembered } from "./facts.ts";

const euros = (cents: number): string => (cents / 100).toFixed(2);

export type Rate = { readonly rate: string; readonly net: number; readonly vat: number };
export const rates: fc.Arbitrary<readonly Rate[]> = fc
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
export const CALLED: Readonly<Record<Exclude<Fate, "held">, PartName>> = {
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
export const nameOfHeld = ({ credit }: { readonly credit: boolean }): PartName =>
  credit ? "not-credited" : "not-booked";

export const placed = fc.record({
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
export const sums = (of: readonly Rate[], currency: string) => ({
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

export function worldOf(
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
