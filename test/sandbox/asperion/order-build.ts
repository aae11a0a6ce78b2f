// From what was entered to a full order: lines numbered, figures computed, paid amount filled in.
import { headFigures, lineFigures, type VatRounding } from "./totals.ts";
import type { Order, OrderDraft, OrderLine, StockRules } from "./order-types.ts";
import type { AsperionKit } from "./switches.ts";

interface BuildOptions {
  readonly id: number;
  readonly dateLastChange: string | null;
  readonly rounding: VatRounding;
  readonly usedGiftCards?: "inside" | "outside";
  readonly stockRules?: StockRules;
}

export const stockRules = (kit: AsperionKit): StockRules => ({
  movesAt: kit.switches.get("stockMovesAt"),
  negativeQuantity: kit.switches.get("negativeQuantity"),
});

export function buildOrder(draft: OrderDraft, options: BuildOptions): Order {
  const lines = draft.lines.map((line, at): OrderLine => {
    const { force: _force, ...shown } = line;
    return {
      ...shown,
      ...lineFigures(line, draft.pricesIncludeVat),
      id: options.id * 1000 + at + 1,
      lineNumber: at + 1,
    };
  });
  const { force: _force, ...head } = draft;
  const counted =
    options.usedGiftCards === "outside"
      ? lines.filter((line) => line.lineType !== "GiftCard" || line.amountInclVat >= 0)
      : lines;
  const figures = headFigures(draft, counted, options.rounding);
  const settled = draft.paymentStatus === "Paid" || draft.paymentStatus === "Refunded";
  return {
    ...head,
    ...figures,
    id: options.id,
    dateLastChange: options.dateLastChange,
    amountPaid: draft.amountPaid ?? (settled ? figures.amountInclVat : 0),
    paidAt: draft.paidAt ?? (settled ? draft.date : null),
    lines,
    draft,
    stockRules: options.stockRules ?? { movesAt: "confirmed", negativeQuantity: "in" },
  };
}
