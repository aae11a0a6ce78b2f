/**
 * What somebody changed in the ledger on the voucher of a day, as parts of the day's difference.
 * The orders' shares say what each account stands for; a change on an account goes to its first
 * meaning, and one on an account without a share is missing elsewhere. Pure.
 */
import { amount, type Decimal, sum, negated } from "../../domain/money.ts";
import type { RateTotals } from "../../domain/orders/sales-order.ts";
import type { VoucherShare } from "../../domain/ledger/voucher.ts";
import { balanceOf, type Part, type SideSums } from "./balance.ts";

type Move = { readonly account: number; readonly amount: Decimal };

/** What an account of a day's voucher stands for. */
export type AccountMeaning = Pick<VoucherShare, "account" | "of" | "rate">;

type DayVoucher = {
  /** Debit less credit, as the ledger has it. */
  readonly moves: readonly Move[];
  readonly planned: readonly Move[];
  readonly meanings: readonly AccountMeaning[];
  /** The company's. */
  readonly currency: string;
};

type Off = AccountMeaning & { readonly off: Decimal };

/** Returns what was changed, in the ledger's favour; `null`: the voucher is as it was planned. */
export function changedParts({
  moves,
  planned,
  meanings,
  currency,
}: DayVoucher): readonly Part[] | null {
  const offs = [...new Set([...moves, ...planned].map(({ account }) => account))].flatMap(
    (account): readonly Off[] => {
      const off = movedOn(moves, account).minus(movedOn(planned, account));
      const as = meanings.find((one) => one.account === account);
      return off.eq(0)
        ? []
        : [{ account, of: as?.of ?? "other", rate: as?.rate ?? null, off: amount(off) }];
    },
  );
  if (offs.length === 0) return null;
  const own = [sideOf(offs, meanings, currency)];
  return balanceOf({ due: null, own, others: [], name: "amount" }).parts;
}

const movedOn = (moves: readonly Move[], account: number) =>
  sum(moves.filter((move) => move.account === account).map((move) => move.amount));

function sideOf(
  offs: readonly Off[],
  meanings: readonly AccountMeaning[],
  currency: string,
): SideSums {
  const total = (of: readonly Off["of"][], rate?: Decimal | null): Decimal =>
    amount(
      sum(
        offs
          .filter((one) => of.includes(one.of) && (rate === undefined || one.rate === rate))
          .map(({ off }) => off),
      ),
    );
  const gross = total(["money", "card"]);
  if (meanings.some(({ of }) => of === "gross"))
    return { currency, gross, vat: null, perRate: null };
  const rates = [
    ...new Set(offs.flatMap(({ of, rate }) => (of === "sale" || of === "vat" ? [rate] : []))),
  ];
  // Sales and their VAT are credits: below zero here, above zero in the sums.
  const credit = (of: Off["of"], rate?: Decimal | null): Decimal => negated(total([of], rate));
  const perRate = rates.flatMap((rate): readonly RateTotals[] =>
    rate === null ? [] : [{ rate, net: credit("sale", rate), vat: credit("vat", rate) }],
  );
  return {
    currency,
    gross,
    vat: credit("vat"),
    perRate: perRate.length < rates.length ? null : perRate,
  };
}
