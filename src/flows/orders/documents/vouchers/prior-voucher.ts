/**
 * What a credit takes over from the voucher that it takes back of: where the goods went, who bought
 * them, where the money was booked, and on which accounts. So an order and its credits come to zero
 * on each account, whatever the credit order and the settings say by then. Pure.
 */
import { same } from "../../../../domain/money.ts";
import type {
  BookedAccount,
  PriorVoucher,
  VoucherFacts,
  VoucherChoices,
} from "../../../../domain/ledger/voucher.ts";
import type { AccountPlace } from "./accounts.ts";
import type { VoucherPart } from "./parts.ts";
import type { VoucherInput } from "./voucher-input.ts";
import { defined } from "../../../../domain/platform/defined.ts";

/** An account that was chosen for a part, to be kept with the voucher. */
type Placed = { readonly part: VoucherPart; readonly account: number };

/** Returns how a voucher is made, for its credits. */
export function voucherChoicesOf(
  { settings, customer, credits, ...input }: VoucherInput,
  { facts }: AccountPlace,
  placed: readonly Placed[],
): VoucherChoices {
  const groups = Map.groupBy(placed, ({ part }) => JSON.stringify([part.role, part.rate]));
  return {
    country: facts.country,
    kind: credits?.sold?.made.kind ?? customer.kind,
    paid:
      credits?.sold?.made.paid ??
      (input.moneyAt === undefined ? settings.orders.voucher.paid : "clearing"),
    accounts: [...groups.values()].flatMap(accountsOf),
  };
}

/** One for a role and rate where all its parts share it; else by article and VAT code. */
function accountsOf(group: readonly Placed[]): readonly BookedAccount[] {
  const all = group.map(({ part: { role, rate, sku, vatCode }, account }): BookedAccount => ({
    role,
    account,
    ...defined({ rate, sku, vatCode }),
  }));
  const [first] = all;
  if (first === undefined) return [];
  if (all.every(({ account }) => account === first.account)) {
    const { sku: _sku, vatCode: _code, ...one } = first;
    return [one];
  }
  return all.filter(
    (one, index) =>
      all.findIndex((other) => isOfSame(one, other) && one.account === other.account) === index,
  );
}

type ArticleAndVatCode = Pick<VoucherPart, "sku" | "vatCode">;

/** Whether both are of one article and VAT code. */
const isOfSame = (one: ArticleAndVatCode, other: ArticleAndVatCode): boolean =>
  (one.sku ?? null) === (other.sku ?? null) && (one.vatCode ?? null) === (other.vatCode ?? null);

/** How a voucher was made that is planned again, or the one that a credit takes back of. */
export const priorVoucherIn = ({
  asBooked,
  credits,
}: Pick<VoucherInput, "asBooked" | "credits">): PriorVoucher | undefined =>
  asBooked ?? credits?.sold;

/** Returns the account of a part on the voucher as it was; `null`: it had no such part. */
export function priorAccountOf(input: VoucherInput, part: VoucherPart): number | null {
  const { order } = input;
  const sold = priorVoucherIn(input);
  const money = sold ?? input.moneyAt;
  if (part.role === "receivable") return money?.owedOn ?? null;
  if (part.role === "clearing")
    return (
      (money?.cleared ?? []).find(({ method }) => method === order.paymentMethodId)?.account ?? null
    );
  if (sold === undefined) return null;
  const alike = sold.made.accounts.filter(
    ({ role, rate }) =>
      role === part.role &&
      (rate === undefined || part.rate === undefined ? rate === part.rate : same(rate, part.rate)),
  );
  const exact = alike.find((one) => isOfSame(part, one));
  const [first, ...others] = new Set(alike.map(({ account }) => account));
  return exact?.account ?? (others.length === 0 ? (first ?? null) : null);
}

/** Returns what a credit takes over of the original's voucher. `payments`: of its later ones. */
export const priorVoucherOf = (
  facts: VoucherFacts,
  payments: readonly (VoucherFacts | undefined)[],
): PriorVoucher => {
  if (facts.made === undefined) throw new Error("a sale's voucher that was planned from no order");
  const owedOn = facts.money?.owedOn ?? null;
  const receivable = facts.ledgerItem === null ? "account" : "ledger-item";
  return {
    made: facts.made,
    owedOn,
    // Where nothing was owed nobody can tell what it would have been.
    receivable: facts.ledgerItem === null && owedOn === null ? null : receivable,
    customerId: facts.ledgerItem?.customerId ?? null,
    cleared: [facts, ...payments].flatMap((one) =>
      one?.clearing === undefined
        ? []
        : [{ method: one.clearing.method, account: one.clearing.account }],
    ),
  };
};

/** Whether money stands on the accounts of payment methods. */
export const isOnClearingAccount = (input: VoucherInput): boolean => {
  const { settings, moneyAt } = input;
  const sold = priorVoucherIn(input);
  if (sold === undefined && moneyAt !== undefined) return true;
  if (sold === undefined) return settings.orders.voucher.paid === "clearing";
  return sold.cleared.length > 0 ? true : sold.made.paid === "clearing";
};

/** Whether what is owed is an item of the customer ledger. */
export const needsLedgerItem = (
  settings: VoucherInput["settings"],
  sold: Pick<PriorVoucher, "receivable"> | undefined,
): boolean => (sold?.receivable ?? settings.orders.voucher.receivable) === "ledger-item";
