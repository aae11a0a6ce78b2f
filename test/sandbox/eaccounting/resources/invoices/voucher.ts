// What an invoice books: sales by account, VAT by rate, and rounding, against the receivable, in the company's currency.
// It balances by construction, because the receivable is what nets, VAT and rounding make.
import { Big } from "big.js";
import { roundMoney } from "../../money/round.ts";
import { sum } from "../../money/totals.ts";
import type { Roles } from "../../world/plan.ts";
import { salesAccount, vatAccount } from "../ledger/accounts.ts";
import { dimensionKey, type Dimensions, NO_DIMENSIONS } from "../ledger/dimensions.ts";
import type { Posting } from "../ledger/post.ts";
import type { InvoiceContent, PricedLine } from "./content.ts";
import type { Figures } from "./figures.ts";

export function invoiceText({ customer, isCredit }: InvoiceContent, number: number): string {
  return `${isCredit ? "Kreditfaktura" : "Kundfaktura"} till ${customer.CustomerNumber} ${customer.Name}, ${number}`;
}

/** Without the receivable. */
export function salePostings(roles: Roles, content: InvoiceContent, { base }: Figures): Posting[] {
  const lines = content.lines.flatMap((line) => (line.priced === null ? [] : [line.priced]));
  const credit = new Map<string, Posting>();
  const add = (account: number, dimensions: Dimensions, amount: Big): void => {
    const key = `${account} ${dimensionKey(dimensions)}`;
    credit.set(key, {
      account,
      dimensions,
      amount: (credit.get(key)?.amount ?? new Big(0)).plus(amount),
    });
  };
  for (const one of base.perRate) {
    const ofRate = lines.filter((line) => line.rate.eq(one.rate));
    for (const [line, net] of split(
      ofRate,
      one.net,
      (line) => `${salesAccount(line)} ${dimensionKey(line.dimensions)}`,
    ))
      add(salesAccount(line), line.dimensions, net);
    for (const [line, vat] of split(ofRate, one.vat, (line) => String(vatAccount(roles, line))))
      add(vatAccount(roles, line), NO_DIMENSIONS, vat);
  }
  add(roles.rounding, NO_DIMENSIONS, base.roundings);
  return [...credit.values()].filter((posting) => !posting.amount.eq(0));
}

export function receivable(roles: Roles, { base }: Figures): Posting[] {
  return base.toPay.eq(0) ? [] : [{ account: roles.receivables, amount: base.toPay.neg() }];
}

/**
 * An amount over groups of lines by what they come to; the last takes the remainder, so nothing is
 * lost.
 */
function split(
  lines: readonly PricedLine[],
  whole: Big,
  keyOf: (line: PricedLine) => string,
): [PricedLine, Big][] {
  const groups = new Map<string, { line: PricedLine; amount: Big }>();
  for (const line of lines) {
    const group = groups.get(keyOf(line));
    groups.set(keyOf(line), { line, amount: (group?.amount ?? new Big(0)).plus(line.amount) });
  }
  const all = sum([...groups.values()].map((group) => group.amount));
  let rest = whole;
  return [...groups.values()].map(({ line, amount }, index): [PricedLine, Big] => {
    const share =
      index === groups.size - 1
        ? rest
        : roundMoney(all.eq(0) ? new Big(0) : whole.times(amount).div(all), "away");
    rest = rest.minus(share);
    return [line, share];
  });
}
