/** A shop whose days were compared: a fake of its object, and a day in a real D1. */
import { reason } from "../../src/domain/reasons/index.ts";
import type { DaySums } from "../../src/monitor/reconciliation/day-sums.ts";
import { applyProjection } from "../../src/store/projection.ts";
import type {
  DifferencesView,
  ReconciledOrderView,
  ReconciliationView,
} from "../../src/sync/contract/index.ts";
import { signedIn } from "./browser.ts";
import type { TenantAnswers } from "./fakes.ts";

export const HOSTILE = `=HYPERLINK("http://evil")<script>alert(1)</script>`;

export const order = (over: Partial<ReconciledOrderView>): ReconciledOrderView => ({
  id: 1001,
  number: "1001",
  date: "2026-11-23T10:00:00",
  state: "booked",
  why: null,
  currency: "SEK",
  gross: "100.00",
  ledgerGross: "99.99",
  documents: "invoice 55, voucher A12",
  at: 1,
  parts: [{ name: "amount", currency: "SEK", gross: "-0.01", rates: [] }],
  notes: [],
  ...over,
});

export const comparisonView: ReconciliationView = {
  run: {
    jobId: "j9",
    from: "2026-11-20",
    to: "2026-11-24",
    startedAt: 1,
    endedAt: 2,
    stopped: false,
  },
  compared: [{ from: "2026-11-20", to: "2026-11-24" }],
  findings: [
    {
      finding: "amount",
      key: "order:1001",
      number: "1001",
      document: { kind: "invoice", id: "d-1", number: "55" },
      at: 1,
      jobId: null,
    },
    { finding: "amount", key: "order:1002", number: HOSTILE, document: null, at: 1, jobId: null },
  ],
  orders: [
    order({}),
    order({
      id: 1002,
      number: HOSTILE,
      state: "held",
      ledgerGross: null,
      documents: null,
      parts: [{ name: "held", currency: "SEK", gross: "-100.00", rates: [] }],
      why: reason("article-not-found", { sku: HOSTILE, line: 1 }),
    }),
  ],
  cursor: "2026-11-23 1002",
};

export const NO_DIFFERENCES: DifferencesView = {
  items: [],
  counts: {},
  leftOut: [],
  apart: [],
};

/** Of the one day that was compared. */
const TOTALS: DaySums["totals"] = {
  gross: [{ currency: "SEK", orders: 2, source: "200.00", ledger: "99.99", withoutVat: 1 }],
  rates: [
    {
      currency: "SEK",
      rate: "0.25",
      source: { net: "160.00", vat: "40.00" },
      ledger: { net: "79.99", vat: "20.00" },
    },
  ],
  parts: [
    {
      name: "held",
      currency: "SEK",
      gross: "-100.00",
      rates: [{ rate: "0.25", net: "-80.00", vat: "-20.00" }],
    },
    {
      name: "amount",
      currency: "SEK",
      gross: "-0.01",
      rates: [{ rate: "0.25", net: "-0.01", vat: "0.00" }],
    },
  ],
};

/** The day that was compared, as D1 has it. */
export async function noteDay(
  db: Parameters<typeof applyProjection>[0],
  id: string,
  totals = TOTALS,
  counts: Partial<DaySums["states"]> = {},
): Promise<void> {
  await applyProjection(db, id, [
    {
      table: "reconciliations",
      seq: 1,
      row: {
        day: "2026-11-23",
        at: 1,
        orders: 2,
        findings: 2,
        states: {
          booked: 1,
          skipped: 0,
          "before-start": 0,
          held: 1,
          waiting: 0,
          "in-doubt": 0,
          ...counts,
        },
        totals,
      },
    },
  ]);
}

export async function compared(
  answers: TenantAnswers = {},
  totals = TOTALS,
  counts: Partial<DaySums["states"]> = {},
) {
  const asked: unknown[] = [];
  const { world, user } = await signedIn({
    "reconciliation.view": (_: string, query: unknown) => (asked.push(query), comparisonView),
    "reconciliation.differences": () => NO_DIFFERENCES,
    ...answers,
  });
  const id = await world.makeTenant();
  await noteDay(world.db, id, totals, counts);
  return { world, user, id, asked };
}
