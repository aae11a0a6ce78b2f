// Automatic VAT: a row on an account whose VAT code has a rate and an account is taken for the gross amount, and becomes
// two, the net and the VAT.
import { Big } from "big.js";
import { roundMoney } from "../../money/round.ts";
import type { Act } from "../../vendor/act.ts";
import type { Posting } from "../ledger/post.ts";

export function withVat(act: Act, postings: readonly Posting[]): Posting[] {
  return postings.flatMap((posting): Posting[] => {
    const code = act.company.vatCodes.get(posting.vatCodeId ?? "");
    const account = code?.RelatedAccounts["AccountNumber1"];
    if (code === null || code.VatRate === 0 || typeof account !== "number") return [posting];
    const rate = new Big(code.VatRate);
    const vat = roundMoney(posting.amount.times(rate).div(rate.plus(1)), "away");
    return [
      { ...posting, amount: posting.amount.minus(vat) },
      { account, amount: vat, vatCodeId: posting.vatCodeId ?? null, text: posting.text ?? null },
    ];
  });
}
