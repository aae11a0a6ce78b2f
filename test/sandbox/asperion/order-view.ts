// A sales order as the API shows it, by the switches: sign of credits, number in concept, lines in lists.
import type { Order, OrderLine } from "./order-types.ts";
import type { AsperionKit } from "./switches.ts";

type Row = Readonly<Record<string, unknown>>;

export function shownNumber(order: Order, kit: AsperionKit): string | null {
  return order.status === 1 && kit.switches.get("orderNumberInConcept") === "null"
    ? null
    : order.orderNumber;
}

/** Debtor that the demo shop books guests on. */
export const GUEST_DEBTOR = 299;

const GUESTS = { none: null, zero: 0, collective: GUEST_DEBTOR } as const;

/** A guest's order has no debtor in the books. */
export const shownDebtor = ({ debtorId }: Order, kit: AsperionKit): number | null =>
  debtorId ?? GUESTS[kit.switches.get("guestDebtor")];

export function viewOrder(order: Order, kit: AsperionKit, withLines: boolean): Row {
  const {
    id,
    draft: _draft,
    stockRules: _rules,
    lines,
    discountPercentage,
    currencyRate,
    ...head
  } = order;
  const sign =
    order.creditsOrderId !== null && kit.switches.get("creditSign") === "positive" ? -1 : 1;
  return {
    id,
    ...head,
    ...turned(order, sign),
    amountPaid: turn(order.amountPaid, sign),
    orderNumber: shownNumber(order, kit),
    debtorId: shownDebtor(order, kit),
    // A field of shops that discount the order as a whole; others don't have it.
    ...(currencyRate === null ? {} : { currencyRate }),
    ...(discountPercentage === null ? {} : { discountPercentage }),
    ...(withLines
      ? {
          lines: {
            _data: lines.map((line) => viewLine(line, sign)),
            _meta: { totalCount: lines.length },
          },
        }
      : {}),
  };
}

function viewLine(line: OrderLine, sign: 1 | -1): Row {
  const { id, ...rest } = line;
  return { id, ...rest, ...turned(line, sign), quantity: turn(line.quantity, sign) };
}

function turned(
  figures: { amountExclVat: number; vatAmount: number; amountInclVat: number },
  sign: 1 | -1,
): Row {
  return {
    amountExclVat: turn(figures.amountExclVat, sign),
    vatAmount: turn(figures.vatAmount, sign),
    amountInclVat: turn(figures.amountInclVat, sign),
  };
}

/** JSON knows no negative zero, but comparisons in tests do. */
function turn(value: number, sign: 1 | -1): number {
  return value === 0 ? 0 : value * sign;
}
