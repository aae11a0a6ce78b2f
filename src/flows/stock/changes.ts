/** A run's changes of each article's stock in the shop, as lists and tables show them. Pure. */
import type { StockChange } from "../../domain/goods/stock.ts";
import type { Difference, Managed } from "./plan.ts";

export function changesOf(
  differences: readonly Difference[],
  managed: readonly Pick<Managed, "code">[],
): readonly StockChange[] {
  const flagged = new Set(managed.map(({ code }) => code));
  const written = new Set(differences.map(({ code }) => code));
  return [
    ...differences.map(({ code, current, target }) => ({
      code,
      from: current === "" ? null : current,
      to: target,
      managed: flagged.has(code),
    })),
    ...managed.flatMap(({ code }) =>
      written.has(code) ? [] : [{ code, from: null, to: null, managed: true }],
    ),
  ];
}
