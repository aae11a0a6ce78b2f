/**
 * Our correction orders of stock, by what the tenant remembers of them: the order flow never takes
 * one for a sale, and the stock flow never counts one as sold.
 */
import type { OwnCorrections } from "../domain/goods/stock.ts";
import type { RunFacts } from "./port.ts";

/** The debtor of corrections to whom nothing was sold when that was asked. */
export const UNSOLD = "stock-debtor-unsold";

/** The ids of our newest correction orders. */
export const CORRECTIONS = "stock-corrections";

/** Each claim has them: those of a day, when a run writes one each time. */
const MOST = 100;

/** What is remembered once this order was written. */
export const withCorrection = (before: string | null, id: string): string =>
  [...idsIn(before), id].slice(-MOST).join(" ");

const idsIn = (text: string | null): readonly string[] =>
  (text ?? "").split(" ").filter((id) => id !== "");

export function ownCorrections({
  memory,
  settings: {
    stock: { correctionDebtor },
  },
}: Pick<RunFacts, "memory" | "settings">): OwnCorrections {
  const debtors = [correctionDebtor, Number(memory[UNSOLD] ?? 0)];
  return {
    ids: new Set(idsIn(memory[CORRECTIONS] ?? null)),
    debtors: new Set(
      debtors.flatMap((debtor) => (debtor === null || debtor === 0 ? [] : [debtor])),
    ),
  };
}
