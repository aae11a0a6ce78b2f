/**
 * The cents of a credit in a foreign currency. Converted one by one, the credits of an order would
 * leave cents in the books for ever. So each account gets the converted sum of all credits
 * including this one, less what the earlier credits booked; once the whole order is taken back, it
 * gets exactly what the order booked. Pure.
 */
import { amount, dec, plain, round, sum, type Figure } from "../../../../domain/money.ts";
import type { CreditedBefore, ShareOf, VoucherShare } from "../../../../domain/ledger/voucher.ts";
import type { VoucherPart } from "./parts.ts";
import { levelOf, type VoucherInput } from "./voucher-input.ts";

/** `amount`: in the company's currency. Both are above zero on a sale's credit side. */
export type Converted = {
  readonly part: VoucherPart;
  readonly amount: Figure;
  readonly account: number | null;
};

/**
 * Brings a credit's parts in step. `placed`: its parts, each converted by itself, without what
 * conversion left.
 */
export function alignCreditParts<T extends Converted>(
  placed: readonly T[],
  before: CreditedBefore,
  rate: string,
): readonly T[] {
  const sold = placed.filter(({ part }) => !isMoney(part) && part.role !== "rounding");
  const accounts = [...new Set(sold.map(({ account }) => account))].filter((one) => one !== null);
  const ofAccounts = accounts.flatMap((account) => {
    const own = (share: VoucherShare): boolean =>
      share.account === account && share.of !== "money" && share.of !== "other";
    return spread(
      sold.filter((one) => one.account === account),
      before,
      own,
      rate,
    );
  });
  const moved = new Map([...ofAccounts, ...moneyOf(placed, before, rate)]);
  return placed.map((one) => ({ ...one, amount: moved.get(one.part) ?? one.amount }));
}

const isMoney = ({ role }: VoucherPart): boolean => role === "receivable" || role === "clearing";

type Moved = readonly [VoucherPart, Figure];

/** The sum of all money is fixed first, so that what is owed in between is exact as well. */
function moneyOf(
  placed: readonly Converted[],
  before: CreditedBefore,
  rate: string,
): readonly Moved[] {
  const money = placed.filter(({ part }) => isMoney(part));
  const total = target(money, before, ({ of }) => of === "money", rate);
  const [back, owed] = ["clearing", "receivable"].map((role) =>
    money.find(({ part }) => part.role === role),
  );
  if (back === undefined || owed === undefined) return money.map(({ part }) => [part, total]);
  const own = ({ account, of }: VoucherShare): boolean =>
    of === "money" && account === back.account;
  const paid = target([back], before, own, rate);
  return [
    [back.part, paid],
    [owed.part, total.minus(paid)],
  ];
}

/** Each part keeps its own conversion except the largest, which takes the cents. */
function spread(
  parts: readonly Converted[],
  before: CreditedBefore,
  own: (share: VoucherShare) => boolean,
  rate: string,
): readonly Moved[] {
  const off = target(parts, before, own, rate).minus(sum(parts.map((one) => one.amount)));
  const [largest] = parts.toSorted((a, b) => b.amount.abs().cmp(a.amount.abs()));
  return largest === undefined || off.eq(0) ? [] : [[largest.part, largest.amount.plus(off)]];
}

/** Debits are above zero in shares of both forms, and in the parts of a credit. */
function target(
  parts: readonly Converted[],
  { original, credits }: CreditedBefore,
  own: (share: VoucherShare) => boolean,
  rate: string,
): Figure {
  const [all, taken] = [totals(original.filter(own)), totals(credits.filter(own))];
  const after = taken.amount.plus(sum(parts.map(({ part }) => part.amount)));
  const whole = after.plus(all.amount).eq(0);
  return (whole ? all.booked.times(-1) : round(after.times(rate))).minus(taken.booked);
}

const totals = (
  shares: readonly VoucherShare[],
): { readonly amount: Figure; readonly booked: Figure } => ({
  amount: sum(shares.map((share) => share.amount)),
  booked: sum(shares.map((share) => share.booked)),
});

/**
 * `booked`: the part in the company's currency, with the part's own sign: above zero on a sale's
 * credit side.
 */
type Placed = { readonly part: VoucherPart; readonly account: number; readonly booked: Figure };

/**
 * Returns what each account of a planned voucher stands for: one share per account, meaning and
 * rate. `left`: what conversion left over, which belongs to no part of the order. Serves sales and
 * credits alike, as a credit is the same with both sides changed. Pure.
 */
export function voucherSharesOf(
  input: VoucherInput,
  placed: readonly Placed[],
  left: VoucherPart,
): readonly VoucherShare[] {
  const { form } = input;
  const turn = form === "voucher" ? -1 : 1;
  const whole = levelOf(input) === "simple";
  const shares = new Map<string, VoucherShare>();
  for (const { part, account, booked } of placed) {
    const of = meaning(part, form, whole);
    const rate =
      (of === "sale" || of === "vat") && part.rate !== undefined ? plain(part.rate) : null;
    const key = JSON.stringify([account, of, rate]);
    const before = shares.get(key);
    const own = part === left ? dec("0") : part.amount;
    shares.set(key, {
      account,
      of,
      rate,
      amount: amount(dec(before?.amount ?? "0").plus(own.times(turn))),
      booked: amount(dec(before?.booked ?? "0").plus(booked.times(turn))),
    });
  }
  return [...shares.values()];
}

/**
 * Returns what a part means. A sold card is sold at its line's rate; a used one is a payment. A
 * credit takes back either as its line.
 */
function meaning({ role }: VoucherPart, form: VoucherInput["form"], whole: boolean): ShareOf {
  switch (role) {
    case "receivable":
    case "clearing":
      return "money";
    case "gift-card-used":
      return form === "voucher" ? "card" : "sale";
    case "vat":
      return "vat";
    case "rounding":
      return "other";
    case "gift-card-sold":
      return "sale";
    default:
      return whole ? "gross" : "sale";
  }
}
