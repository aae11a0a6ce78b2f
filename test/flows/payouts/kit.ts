/** Reads a file whole, in pieces of any size, and plans its payouts with accounts of a chart. */
import type { PayoutLine, Provider } from "../../../src/domain/payouts/lines.ts";
import type { Reason } from "../../../src/domain/reasons/index.ts";
import {
  type Find,
  foldOrderNumber,
  type MatchableOrder,
} from "../../../src/flows/payouts/match.ts";
import { type PayoutPlan, planPayout } from "../../../src/flows/payouts/plan-voucher.ts";
import {
  type ReadOptions,
  type ReadPayout,
  SettlementReader,
} from "../../../src/flows/payouts/read/read-settlement.ts";
import { addLines, NO_SUMS } from "../../../src/flows/payouts/sums.ts";
import {
  payoutLookups,
  type PayoutPart,
  type PayoutSettings,
  payoutSettings,
} from "../../../src/settings/payouts.ts";
import { z } from "zod";
import { matchLines } from "../../support/match-lines.ts";
import type { Written } from "../../sandbox/settlement-files.ts";

const PROVIDER_OF: Readonly<Record<Written, Provider>> = {
  stripe: "stripe",
  mollie: "mollie",
  klarna: "klarna",
  adyen: "adyen",
  paypal: "paypal",
  stl: "paypal",
  swish: "swish",
  other: "other",
};

const COLUMNS = {
  payout: "Utbetalning",
  day: "Dag",
  id: "Nr",
  reference: "Order",
  text: "Meddelande",
  type: "Sort",
  method: "",
  currency: "",
  gross: "Brutto",
  net: "Netto",
};

export const optionsOf = (written: Written, more: Partial<ReadOptions> = {}): ReadOptions => ({
  provider: PROVIDER_OF[written],
  encoding: "utf-8",
  roundingLimit: "0.00",
  account: "",
  currency: written === "mollie" ? "EUR" : "SEK",
  zone: "Europe/Stockholm",
  dateOrder: "day-first",
  referenceColumn: "",
  kinds:
    written === "other"
      ? {
          sale: "sale",
          refund: "refund",
          chargeback: "chargeback",
          won: "chargeback-reversed",
          fee: "fee",
          held: "reserve",
          released: "reserve",
        }
      : {},
  columns: COLUMNS,
  ...more,
});

export type ReadFile = {
  readonly payouts: readonly (ReadPayout & { readonly all: readonly PayoutLine[] })[];
};

export function readFile(
  file: string | Uint8Array,
  options: ReadOptions,
  piece = 97,
): ReadFile | Reason {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const reader = new SettlementReader(options);
  const lines = new Map<string, PayoutLine[]>();
  const take = (found: readonly { readonly slot: string; readonly line: PayoutLine }[]): void => {
    for (const { slot, line } of found) lines.set(slot, [...(lines.get(slot) ?? []), line]);
  };
  for (let at = 0; at < bytes.length; at += piece) {
    const read = reader.push(bytes.subarray(at, at + piece));
    if ("code" in read) return read;
    take(read.lines);
  }
  const end = reader.end();
  if ("code" in end) return end;
  take(end.lines);
  return { payouts: end.payouts.map((one) => ({ ...one, all: lines.get(one.slot) ?? [] })) };
}

/** As its file has it: Swish's report is about another day than some of its payments' booking. */
export const payoutIdOf = (written: Written, id: string): string =>
  written === "swish" && id !== "2026-03-02" ? `${id} (2026-03-02)` : id;

const lookups = z.strictObject(payoutLookups).prefault({});

/** A chart in which each part has its account, and fees are free of VAT. */
export function settingsOf(
  more: {
    readonly payouts?: z.input<typeof payoutSettings>;
    readonly lookups?: z.input<typeof lookups>;
  } = {},
): PayoutPart {
  const payouts: PayoutSettings = payoutSettings.parse({
    ...more.payouts,
    accounts: {
      unmatched: "1799",
      chargeback: "6351",
      accruedFee: "1790",
      inputVat: "2641",
      reverseInputVat: "2645",
      reverseOutputVat: "2614",
      reserve: "1689",
      currencyGain: "3960",
      currencyLoss: "7960",
      rounding: "3740",
      ...more.payouts?.accounts,
    },
  });
  return {
    payouts,
    lookups: lookups.parse({
      payoutBank: { default: "1930" },
      payoutClearing: { default: "1686" },
      payoutFee: { default: "6570" },
      payoutFeeVat: { default: "exempt" },
      ...more.lookups,
    }),
  };
}

export const target = (label: string, more: Partial<MatchableOrder> = {}): MatchableOrder => ({
  key: `order:${label}`,
  label,
  gross: null,
  currency: null,
  rate: null,
  ...more,
});

export const finding =
  (targets: readonly MatchableOrder[]): Find =>
  (number) =>
    targets.filter(({ label }) => foldOrderNumber(label) === number);

/** Debit less credit by account. */
export const movedBy = (plan: PayoutPlan): Readonly<Record<string, string>> | readonly string[] => {
  if (plan.kind === "held") return plan.reasons.map(({ code }) => code);
  const cents = new Map<string, number>();
  for (const { account, debit, credit } of plan.rows) {
    const moved = Math.round(Number(debit) * 100) - Math.round(Number(credit) * 100);
    cents.set(String(account), (cents.get(String(account)) ?? 0) + moved);
  }
  return Object.fromEntries(
    [...cents].map(([account, figure]) => [account, (figure / 100).toFixed(2)]),
  );
};

export function planOf(
  { all, head, amount }: ReadFile["payouts"][number],
  find: Find,
  settings: PayoutPart = settingsOf(),
  currency = head.currency,
): PayoutPlan {
  return planPayout({
    head,
    amount,
    sums: addLines(NO_SUMS, matchLines(all, { find, currency: head.currency })),
    settings,
    currency,
  });
}

/** What a payout that is looked at or settled says of itself. */
export const HEAD = {
  provider: "stripe",
  account: "",
  payout: "po_1",
  currency: "SEK",
  day: "2026-03-02",
  stated: null,
} as const;
