/**
 * A credit order as the sale that it takes back: the same lines, all signs turned, so that a credit
 * is planned, added up and compared like any document. Pure. Which sign the shop gives to credits
 * is the tenant's word, never a guess: a credit with the other sign could as well be a sale, and is
 * held.
 */
import { amount, dec, type Decimal, plain } from "../../../domain/money.ts";
import type { Order, OrderLine } from "../../../domain/order.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import { err, ok, type Result } from "../../../domain/result.ts";

export function asSale(credit: Order, sign: "negative" | "positive"): Result<Order, Reason> {
  const isNegative = dec(credit.gross).lt(0);
  if (!dec(credit.gross).eq(0) && isNegative !== (sign === "negative"))
    return err(reason("credit-sign", { total: credit.gross, sign }));
  return ok(
    isNegative
      ? {
          ...credit,
          ...turned(credit),
          amountPaid: credit.amountPaid === null ? null : turn(credit.amountPaid),
          lines: credit.lines.map(turnedLine),
        }
      : credit,
  );
}

const turn = (figure: Decimal): Decimal =>
  figure.includes(".")
    ? amount(dec(figure).times(-1), figure.split(".")[1]?.length ?? 2)
    : plain(dec(figure).times(-1));

const turned = ({
  net,
  vat,
  gross,
}: Pick<Order, "net" | "vat" | "gross">): Pick<Order, "net" | "vat" | "gross"> => ({
  net: turn(net),
  vat: turn(vat),
  gross: turn(gross),
});

const turnedLine = (line: OrderLine): OrderLine => ({
  ...line,
  ...turned(line),
  quantity: plain(dec(line.quantity).times(-1)),
});
