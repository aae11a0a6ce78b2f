/** Whether what is registered on a sale's credits is what went back, once, or a person is told. */
import type { Ledger } from "../oracle/read.ts";
import type { Sending } from "./payouts.ts";
import type { Sale, Ways } from "./sales.ts";

export type PaybackFinding = { readonly of: string; readonly what: string };

type Known = {
  readonly ledger: Ledger;
  readonly told: ReadonlySet<string>;
  readonly payouts: readonly Sending[];
  readonly ways: Ways;
};

export function wrongWith(
  sale: Sale,
  { ledger, told, payouts, ways }: Known,
): readonly PaybackFinding[] {
  const ofOpen = new Set(
    payouts.filter(({ isBooked }) => !isBooked).flatMap(({ lines }) => lines.map(({ ref }) => ref)),
  );
  const paidOf = (number: string | null): number =>
    ledger.documents
      .filter((one) => one.order === number && (number !== sale.number || one.gross < 0))
      .reduce((sum, one) => sum - (one.paid ?? 0), 0);
  const there = [sale.number, ...sale.credits.map(({ number }) => number)].map(paidOf);
  const booked = payouts.filter(({ isBooked }) => isBooked).flatMap(({ lines }) => lines);
  const isVoucher = sale.head["paymentMethodId"] === "IDEAL";
  // What vouchers say comes from the shop alone.
  const byPayouts = ways.refunds === "none" && !isVoucher;
  const names = [sale.number, ...sale.credits.map(({ number }) => number)];
  const out = booked
    .filter(({ kind, ref }) => kind === "refund" && names.includes(ref))
    .reduce((sum, line) => sum + line.cents, 0);
  const said = sale.credits.reduce((sum, { back }) => sum + back, 0);
  const due = byPayouts ? out : said;
  const all = there.reduce((sum, one) => sum + one, 0);
  const detail = `${there.join()} in place of ${sale.credits.map(({ back }) => back).join()}`;
  const isKnown = isTold(sale, told) || names.some((name) => ofOpen.has(name ?? ""));
  const of = sale.number;
  // A voucher that is edited or cancelled is reversed, which looks like a refund.
  if (isVoucher && sale.isChanged) return [];
  // What the shop says of an edit is registered only where its refunds are.
  const edited = byPayouts ? 0 : sale.editedBy;
  if (all > Math.max(due + edited, out)) return [{ of, what: `twice: ${detail}` }];
  if (isKnown) return [];
  if (sale.isChanged) {
    const gone = sale.credits.reduce((sum, { back, isGone }) => sum + (isGone ? back : 0), 0);
    const may = [due, out, due - gone].flatMap((one) => [one, one + edited]);
    // Without payments of its own runs, what went back of an edit is registered by payouts alone.
    const [own = 0, ...others] = there;
    const isPart =
      ways.payments === "none" &&
      own <= edited &&
      sale.credits.every(({ back }, at) => others[at] === back);
    return may.includes(all) || isPart ? [] : [{ of, what: `untold: ${detail}, ${out} paid out` }];
  }
  if (all !== due) return [{ of, what: `untold: ${detail}, ${out} paid out` }];
  // By payouts alone nobody says which credit a part is of.
  if (byPayouts) return [];
  return sale.credits.some(({ back }, at) => there[at + 1] !== back)
    ? [{ of, what: `elsewhere: ${detail}` }]
    : [];
}

export const isTold = (sale: Sale, told: ReadonlySet<string>): boolean =>
  [sale.number, ...sale.credits.map(({ number }) => number)].some((one) => told.has(one ?? ""));

export const balanceOf = (ledger: Ledger, account: number): number =>
  ledger.vouchers
    .flatMap(({ rows }) => rows)
    .filter((row) => row.account === account)
    .reduce((sum, { debit, credit }) => sum + debit - credit, 0);
