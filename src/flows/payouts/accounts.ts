/** The accounts that a payout's lines are taken off, as the settings choose them. Pure. */
import {
  CLEARED,
  isDispute,
  type PayoutHead,
  type PayoutLine,
} from "../../domain/payouts/lines.ts";
import { choose } from "../../settings/lookups/lookup.ts";
import type { PayoutPart } from "../../settings/payouts.ts";

type Deciding = { readonly head: PayoutHead; readonly settings: PayoutPart };

const isLoss = ({ settings }: Deciding, kind: PayoutLine["kind"]): boolean =>
  isDispute({ kind }) && settings.payouts.chargebacks === "account";

/** A row for the provider and kind comes first, then the provider's row, then the default. */
export function accountFor(
  { head, settings }: Deciding,
  lookup: "payoutBank" | "payoutClearing" | "payoutFee" | "payoutFeeVat",
  of: string,
): string | null {
  const table = settings.lookups[lookup];
  const facts = { date: head.day };
  const narrow = of === "" ? null : choose(table, `${head.provider}/${of}`, facts);
  return narrow !== null && narrow.by === "table"
    ? narrow.value
    : choose(table, head.provider, facts).value;
}

/**
 * The account that a line's order is taken off, as the plan has it; `null`: the line is booked
 * elsewhere.
 */
export function clearingAccountOf(
  input: Deciding,
  { kind, method }: Pick<PayoutLine, "kind" | "method">,
): number | null {
  if (!CLEARED.has(kind) || isLoss(input, kind)) return null;
  const account = accountFor(input, "payoutClearing", method ?? "");
  return account === null ? null : Number(account);
}

/** The account on which a dispute is booked as a loss; `null`: on clearing, or none is chosen. */
export function lossAccountOf(input: Deciding, { kind }: Pick<PayoutLine, "kind">): number | null {
  const { chargeback } = input.settings.payouts.accounts;
  return isLoss(input, kind) && chargeback !== null ? Number(chargeback) : null;
}
