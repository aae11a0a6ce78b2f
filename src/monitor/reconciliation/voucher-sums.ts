/**
 * Sums the vouchers of one order in the order's currency, by VAT rate. A voucher has no totals of a
 * sale: the ledger shows what moved each account, and the voucher's record says what each account
 * stands for. Pure.
 *
 * Amounts are the ledger's: an account that moved as booked stands for exactly what was booked, and
 * a difference goes to the account's first meaning. An account without a booking stands for
 * nothing, so what moved there is missing elsewhere.
 */
import { amount, dec, type Decimal, sum, negated } from "../../domain/money.ts";
import type { RateTotals } from "../../domain/orders/sales-order.ts";
import type { VoucherShare } from "../../domain/ledger/voucher.ts";
import type { FactSums, LedgerFact, RecordedDocument } from "./facts.ts";

/** Money that moved later stands beside the sale, as does the cent of an invoice's rounding. */
const BESIDE: ReadonlySet<RecordedDocument["role"]> = new Set(["voucher-payment", "rounding"]);

export const isPaymentOrRounding = (
  { id }: Pick<LedgerFact, "id">,
  documents: readonly RecordedDocument[],
): boolean => documents.some((one) => one.id === id && BESIDE.has(one.role));

/**
 * Each of `listed` that is a voucher with its sums; `null` where it can't be read, or was booked
 * before its shares were kept.
 */
export function withVoucherSums(
  listed: readonly LedgerFact[],
  documents: readonly RecordedDocument[],
): readonly LedgerFact[] {
  // A reversal takes payments back as well, on accounts that the reversal itself doesn't know.
  const money = new Set(
    listed
      .filter((one) => isPayment(one, documents))
      .flatMap(({ moves }) => moves ?? [])
      .map(({ account }) => account),
  );
  return listed.map((fact) =>
    fact.kind !== "voucher" ? fact : { ...fact, sums: sumsOf(fact, documents, money) },
  );
}

const isPayment = ({ id }: LedgerFact, documents: readonly RecordedDocument[]): boolean =>
  documents.some((one) => one.id === id && one.role === "voucher-payment");

function sumsOf(
  { id, moves }: LedgerFact,
  documents: readonly RecordedDocument[],
  money: ReadonlySet<number>,
): FactSums | null {
  const own = documents.find((one) => one.id === id);
  if (own === undefined || moves == null) return null;
  const isReversal = own.role === "voucher-reversal";
  const facts = isReversal
    ? documents.find(
        (one) => one.n === own.n && (one.role === "voucher" || one.role === "voucher-credit"),
      )?.voucher
    : own.voucher;
  if (facts?.shares === undefined) return null;
  // A reversal may leave money that the shop still has, and owes it to the buyer instead.
  const shares = isReversal
    ? [...facts.shares.map(turned), ...(own.voucher?.shares ?? [])]
    : facts.shares;
  const as = figures(moves, shares, dec(facts.rate?.rate ?? "1"), money);
  return {
    currency: facts.currency,
    gross: amount(total(as, ["money", "card"])),
    rows: moves.length,
    ...vatOf(as),
  };
}

const turned = (share: VoucherShare): VoucherShare => ({
  ...share,
  amount: negated(share.amount),
  booked: negated(share.booked),
});

type Figure = {
  readonly of: VoucherShare["of"];
  readonly rate: Decimal | null;
  readonly amount: ReturnType<typeof dec>;
};

function figures(
  moves: NonNullable<LedgerFact["moves"]>,
  shares: readonly VoucherShare[],
  rate: ReturnType<typeof dec>,
  money: ReadonlySet<number>,
): readonly Figure[] {
  const accounts = new Set([
    ...moves.map(({ account }) => account),
    ...shares.map(({ account }) => account),
  ]);
  return [...accounts].flatMap((account): readonly Figure[] => {
    const own = shares.filter((share) => share.account === account);
    const moved = moves.find((move) => move.account === account)?.amount ?? "0";
    const off = dec(moved)
      .minus(sum(own.map(({ booked }) => booked)))
      .div(rate);
    const [first] = own;
    if (first === undefined)
      return [{ of: money.has(account) ? "money" : "other", rate: null, amount: off }];
    return [
      ...own.map(({ of, rate: at, amount: figure }) => ({ of, rate: at, amount: dec(figure) })),
      { of: first.of, rate: first.rate, amount: off },
    ];
  });
}

const total = (as: readonly Figure[], of: readonly Figure["of"][]) =>
  sum(as.filter((one) => of.includes(one.of)).map((one) => one.amount));

/** Sales and their VAT are credits: below zero here, above zero in the sums. */
function vatOf(as: readonly Figure[]): Pick<FactSums, "vat" | "perRate"> {
  if (as.some(({ of }) => of === "gross")) return { vat: null, perRate: null };
  const rates = [
    ...new Set(as.flatMap(({ of, rate }) => (of === "sale" || of === "vat" ? [rate] : []))),
  ];
  const at = (rate: Decimal | null, of: Figure["of"]) =>
    negated(
      total(
        as.filter((one) => one.rate === rate),
        [of],
      ),
    );
  const perRate = rates.includes(null)
    ? null
    : rates.flatMap((rate): readonly RateTotals[] =>
        rate === null ? [] : [{ rate, net: at(rate, "sale"), vat: at(rate, "vat") }],
      );
  return { vat: negated(total(as, ["vat"])), perRate };
}
