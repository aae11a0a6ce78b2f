/** A refund that failed takes off what was paid back, whichever way its order's money is settled. */
import { expect, test } from "vitest";
import type { PayoutLine } from "../../../src/domain/payouts/lines.ts";
import type { Invoiced, MatchableOrder } from "../../../src/flows/payouts/match.ts";
import { planPayout } from "../../../src/flows/payouts/plan-voucher.ts";
import { withSettling } from "../../../src/flows/payouts/settling.ts";
import { mergeDues } from "../../../src/flows/payouts/payment-shares.ts";
import { addLines, NO_SUMS } from "../../../src/flows/payouts/sums.ts";
import { paidWith, withoutExcessLines } from "../../../src/flows/payouts/excess-lines.ts";
import { matchLines } from "../../support/match-lines.ts";
import { type FileLine, WRITE } from "../../sandbox/settlement-files.ts";
import { finding, movedBy, optionsOf, readFile, settingsOf, target } from "./kit.ts";

const PAYOUT_INVOICES = ["ask", "clear", "settle", "settle-open"] as const;

const BANKS = [
  { id: "b1", account: 1930 },
  { id: "b2", account: 1686 },
];
const none = { amount: "0.00", banks: [] };
const invoicedOf = (back: Invoiced["back"]): Invoiced => ({
  invoices: [{ id: "i", number: "1" }],
  credits: [{ id: "c", number: "2" }],
  received: none,
  back,
});

const line = (kind: FileLine["kind"], cents: number, ref = "A1"): FileLine => ({
  kind,
  ref,
  cents,
  fee: 0,
});
const OTHER = line("sale", 50_000, "B1");

function planned(
  invoices: (typeof PAYOUT_INVOICES)[number],
  lines: readonly FileLine[],
  back: Invoiced["back"] = none,
) {
  const read = readFile(
    WRITE.stripe([{ id: "P1", day: "2026-03-02", lines }]),
    optionsOf("stripe"),
  );
  if ("code" in read || read.payouts[0] === undefined) throw new Error(JSON.stringify(read));
  const [{ head, amount, all }] = read.payouts;
  const targets: readonly MatchableOrder[] = [
    target("A1", { currency: "SEK", gross: "100.00", invoiced: invoicedOf(back) }),
    target("B1", { currency: "SEK", gross: "500.00" }),
  ];
  const matched = matchLines(all, { find: finding(targets), currency: "SEK" });
  const { found } = withSettling(
    withoutExcessLines(
      matched,
      "SEK",
      paidWith(matched, "SEK", new Map(), () => 1686),
      false,
    ).found,
    { invoices, currency: "SEK", banks: BANKS, clearingOf: () => 1686 },
    new Map(),
  );
  const plan = planPayout({
    head,
    amount,
    sums: addLines(NO_SUMS, found),
    settings: settingsOf({ payouts: { invoices } }),
    currency: "SEK",
    banks: BANKS,
  });
  return {
    plan,
    moved: movedBy(plan),
    by: found.map(({ match, ...one }) => {
      if (match === null) return "unmatched";
      return "settling" in one ? one.settling?.by : undefined;
    }),
  };
}

test.each(PAYOUT_INVOICES)("%s: a refund and its failure pay nothing back", (invoices) => {
  for (const lines of [
    [OTHER, line("refund", 10_000), line("failed", 10_000)],
    [line("failed", 10_000), OTHER, line("refund", 10_000)],
  ]) {
    const { plan, moved, by } = planned(invoices, lines);
    if (invoices === "clear" || invoices === "ask")
      expect(moved).toEqual({ "1686": "-500.00", "1930": "500.00" });
    expect(by.filter((_, at) => lines[at] !== OTHER)).toEqual(["clearing", "clearing"]);
    expect(plan.kind === "voucher" ? plan.payments : undefined).toBe(undefined);
  }
});

test.each(PAYOUT_INVOICES)("%s: its order's run registered the refund", (invoices) => {
  const back = { amount: "100.00", banks: ["b1"] };
  const [out, failed] = [line("refund", 10_000), line("failed", 10_000)];
  expect(planned(invoices, [failed, out]).by).toEqual(["clearing", "clearing"]);
  for (const lines of [
    [out, failed],
    [out, failed, out],
    [out, out, failed],
    [failed, out, out],
    [failed],
  ])
    expect(planned(invoices, lines, back).by).toEqual(lines.map(() => "account"));
  expect(planned(invoices, [out, out], back).by).toContain("unmatched");
});

test("of two refunds one fails: the other is paid back", () => {
  const { plan } = planned("settle-open", [
    line("sale", 10_000),
    line("refund", 2_000),
    line("refund", 3_000),
    line("failed", 2_000),
  ]);
  expect(plan).toMatchObject({ payments: [{ received: "100.00", paidBack: "30.00" }] });
});

test("one of an earlier payout's refund stays on clearing, beside the sale of the order", () => {
  const { plan, by } = planned("settle-open", [line("sale", 10_000), line("failed", 2_000)]);
  expect(by).toEqual(["payment", "clearing"]);
  expect(plan).toMatchObject({ payments: [{ received: "100.00", paidBack: "0.00" }] });
});

test("what came back more often than the order has isn't the order's", () => {
  const { by } = planned("settle-open", [line("failed", 10_000), line("failed", 10_000)]);
  expect(by).toEqual(["clearing", "unmatched"]);
});

/** Cards have a clearing account of their own; what came back names no means of payment. */
const byMethod = ({ kind, gross }: PayoutLine): number =>
  kind === "refund" && Number(gross) > 0 ? 1581 : 1580;

function settledByMethod(kinds: readonly (readonly [kind: "refund" | "failed", cents: number])[]) {
  const read = readFile(
    WRITE.stripe([
      {
        id: "P1",
        day: "2026-03-02",
        lines: [OTHER, ...kinds.map(([kind, cents]) => line(kind, cents))],
      },
    ]),
    optionsOf("stripe"),
  );
  if ("code" in read || read.payouts[0] === undefined) throw new Error(JSON.stringify(read));
  const [{ all }] = read.payouts;
  const targets = [
    target("A1", { currency: "SEK", gross: "100.00", invoiced: invoicedOf(none) }),
    target("B1", { currency: "SEK", gross: "500.00" }),
  ];
  const { found } = withSettling(
    matchLines(all, { find: finding(targets), currency: "SEK" }),
    { invoices: "settle-open", currency: "SEK", banks: BANKS, clearingOf: byMethod },
    new Map(),
  );
  const { settles = {}, unsettled } = addLines(NO_SUMS, found);
  const paidBack = Object.values(settles).map((sum) => sum.paidBack);
  return { paidBack, held: unsettled?.account?.amount };
}

test("one that came back under another clearing account than its refund is held with it, so the credit isn't paid too much", () => {
  for (const lines of [
    [
      ["refund", 10_000],
      ["failed", 4_000],
    ],
    [
      ["failed", 4_000],
      ["refund", 10_000],
    ],
  ] as const)
    expect(settledByMethod(lines)).toEqual({ paidBack: [], held: "-60.00" });
  // Nothing is paid where all of it came back, or all of it stays.
  const whole = settledByMethod([
    ["refund", 10_000],
    ["failed", 10_000],
  ]);
  expect(whole).toEqual({ paidBack: [], held: undefined });
  const kept = settledByMethod([["refund", 10_000]]);
  expect(kept).toEqual({ paidBack: ["100.00"], held: undefined });
});

test("lines of one credit: what came back is off the amount, and off its lines", () => {
  const due = (amount: string) =>
    ({
      keys: ["k"],
      label: "A1",
      on: "credit",
      account: 1686,
      amount,
      documents: [{ id: "c", number: "2" }],
    }) as const;
  expect(mergeDues([due("20.00"), due("-20.00")])).toEqual([]);
  expect(mergeDues([due("-20.00"), due("20.00"), due("30.00")])).toMatchObject([
    { amount: "30.00", lines: ["30.00"] },
  ]);
});

test("what came back of a refund frees no payment that another payout took", () => {
  const registered = { amount: "100.00", banks: ["b1"] };
  const order = target("A1", {
    currency: "SEK",
    gross: "100.00",
    invoiced: { ...invoicedOf(registered), received: registered },
  });
  const by = (lines: readonly FileLine[]): unknown => {
    const read = readFile(
      WRITE.stripe([{ id: "P1", day: "2026-03-02", lines }]),
      optionsOf("stripe"),
    );
    if ("code" in read) throw new Error(JSON.stringify(read));
    const matched = matchLines(read.payouts[0]?.all ?? [], {
      find: finding([order]),
      currency: "SEK",
    });
    const input = {
      invoices: "settle",
      currency: "SEK",
      banks: BANKS,
      clearingOf: () => 1686,
    } as const;
    // The other payout had the whole sale.
    const taken = new Map([[`in ${order.key}`, 10_000]]);
    const [sale] = withSettling(matched, input, taken).found;
    return sale !== undefined && "settling" in sale ? sale.settling : undefined;
  };
  const again = { by: "none", why: "account" };
  expect(by([line("sale", 10_000)])).toEqual(again);
  expect(by([line("sale", 10_000), line("refund", 10_000), line("failed", 10_000)])).toEqual(again);
});
