/** What a payout takes off accounts for documents that it has nothing to pay on. Pure. */
import { amount, dec, type Decimal } from "../../domain/money.ts";

/** Both above zero. */
export type SettledOtherwise = {
  /** It was paid before, and is taken to be on the account. */
  readonly elsewhere: Decimal;
  /** Invoices and credits were set off against each other in the ledger. */
  readonly setOff: Decimal;
};

/** `setOff`: of invoices less that of credits, as a payout adds what it pays back. */
export type SettledOtherwiseOnAccount = SettledOtherwise & { readonly account: number };

/**
 * The sums by account, with those of one due. What was paid back before isn't added: it is
 * registered before its payout comes.
 */
export function addSettledOtherwise(
  sums: readonly SettledOtherwiseOnAccount[],
  { account, on }: { readonly account: number; readonly on: "invoice" | "credit" },
  { elsewhere, setOff }: SettledOtherwise,
): readonly SettledOtherwiseOnAccount[] {
  const known = sums.find((one) => one.account === account);
  const isIn = on === "invoice";
  const sum = {
    account,
    elsewhere: amount(dec(known?.elsewhere ?? "0").plus(isIn ? elsewhere : "0")),
    setOff: amount(dec(known?.setOff ?? "0").plus(dec(setOff).times(isIn ? 1 : -1))),
  };
  return [...sums.filter((one) => one !== known), sum];
}
