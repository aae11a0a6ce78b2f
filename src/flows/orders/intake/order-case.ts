/**
 * Prepares a fetched order for the flow: takes out our own note, and turns a credit into the sale
 * that it takes back.
 */
import { amount, dec, type Decimal, plain } from "../../../domain/money.ts";
import type { Order, OrderLine } from "../../../domain/orders/order.ts";
import { debtorIdentity, emailIdentity } from "../../../domain/parties/party.ts";
import { soldPart } from "../../../domain/orders/sold.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { OrderRules } from "../../../settings/rules/apply.ts";
import type { FlowPorts } from "../../port.ts";
import { hashOf } from "../../settlement.ts";
import type { OrderCase, OrderWithSource } from "../shared/case.ts";
import { lessCredits } from "../documents/credits/order-credit.ts";
import { contentOf } from "../booked/booked-vs-charged.ts";
import { refundedAmount } from "../payments/plan-payment.ts";
import { withoutNote } from "./fetch.ts";

/** Returns the order's case. `rules`: evaluated with the steps that the caller leaves. */
export async function orderCase(
  ports: FlowPorts,
  placed: Order,
  rules = new OrderRules(),
): Promise<OrderCase & OrderWithSource & { readonly signed: Order }> {
  const source = withoutNote(placed);
  const sale =
    source.creditsOrderId === null ? ok(source) : asSale(source, ports.settings.orders.creditSign);
  const less = sale.ok ? lessCredits(sale.value, ports.loweredBy) : sale;
  const order = less.ok ? less.value : source;
  const sourceHash = await contentHash(order);
  // The shown mark is of the order as the shop wrote it, without settings and credit orders.
  const of = order === source ? sourceHash : await contentHash(source);
  if (order.email !== null) ports.person(emailIdentity(order.email));
  if (order.debtorId !== null) ports.person(debtorIdentity(order.debtorId));
  const signed = signedAs(source, sale, ports.settings.orders.creditSign);
  const { gross, vat, currency } = signed;
  // After the mark: what is booked already isn't edited by how its pieces are read.
  const read = source.creditsOrderId !== null && less.ok ? withPieces(order) : order;
  return {
    ports,
    placed,
    source,
    signed,
    unfit: less.ok ? null : less.error,
    order: read,
    sourceHash,
    figures: { gross, vat, currency, ...soldPart(signed), of },
    rules,
    content: {
      ...contentOf(read),
      ...(source.creditsOrderId === null ? {} : { saidBack: refundedAmount(source) }),
    },
  };
}

/**
 * Returns a credit with figures below zero, whichever sign the shop uses, so that it lowers each
 * sum.
 */
function signedAs(
  source: Order,
  sale: Result<Order, Reason>,
  sign: "negative" | "positive",
): Order {
  return source.creditsOrderId !== null && sale.ok && sign === "positive"
    ? { ...source, ...turned(source), lines: source.lines.map(turnedLine) }
    : source;
}

/** Fields that change with deliveries and payments aren't mapped, so they are no edit. */
function contentHash({
  changed: _changed,
  state: _state,
  payment: _payment,
  paymentMethodId: _method,
  amountPaid: _paid,
  paidAt: _paidAt,
  roundings: _roundings,
  ...content
}: Order): Promise<string> {
  return hashOf(JSON.stringify(content));
}

/**
 * Turns a credit order into the sale that it takes back: the same lines with all signs turned, so
 * that a credit is planned, added up and compared like any document. The tenant names the shop's
 * sign of credits, which also tells which way a credit of 0.00 goes; a credit with the other sign
 * may be a sale, and is held. Pure.
 */
export function asSale(credit: Order, sign: "negative" | "positive"): Result<Order, Reason> {
  const other = ofOtherSign(credit, sign);
  if (other !== null) return err(other);
  return ok(
    sign === "negative"
      ? {
          ...credit,
          ...turned(credit),
          amountPaid: credit.amountPaid === null ? null : turn(credit.amountPaid),
          lines: credit.lines.map(turnedLine),
        }
      : credit,
  );
}

/**
 * Returns why a credit seems to have the other sign; `null`: it has the shop's. A total of zero has
 * no sign: then the goods tell, where all of them go the other way.
 */
function ofOtherSign(credit: Order, sign: "negative" | "positive"): Reason | null {
  const isOther = ({ gross }: Pick<Order, "gross">): boolean =>
    dec(gross).lt(0) !== (sign === "negative");
  if (!dec(credit.gross).eq(0))
    return isOther(credit) ? reason("credit-sign", { total: credit.gross, sign, of: null }) : null;
  const goods = credit.lines.filter(
    ({ kind, gross }) => (kind === "article" || kind === "sales-type") && !dec(gross).eq(0),
  );
  return goods.length > 0 && goods.every(isOther)
    ? reason("credit-sign", { total: credit.gross, sign, of: "goods" })
    : null;
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

/**
 * Of a credit as the sale that it takes back: a shop may write a piece that comes back as one piece
 * at a price below zero. It is turned into a piece at its price, so that the document moves the
 * stock the right way. Pure.
 */
function withPieces(sale: Order): Order {
  const lines = sale.lines.map((line): OrderLine => {
    if (dec(line.gross).lte(0) || dec(line.quantity).gte(0)) return line;
    const price = line.price.startsWith("-") ? line.price.slice(1) : line.price;
    return { ...line, quantity: plain(dec(line.quantity).times(-1)), price };
  });
  return lines.every((line, index) => line === sale.lines[index]) ? sale : { ...sale, lines };
}
