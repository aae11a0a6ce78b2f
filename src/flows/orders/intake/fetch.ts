/**
 * Reads Asperion's orders into the neutral model: percentages become fractions, blanks `null`, ids
 * text. Nothing is computed or guessed: a status, line type or figure that isn't understood is a
 * `contract` failure that names its path, and the order is held.
 */
import {
  creditedOrder,
  LINE_TYPES,
  ORDER_STATUSES,
  PAYMENT_STATUSES,
} from "../../../asperion/contract.ts";
import {
  type AsperionLine,
  type AsperionOrder,
  headOf,
  type OrderHead,
  orderSchema,
  readOrder,
} from "../../../asperion/orders.ts";
import { type ReadMode, readMode } from "../../../asperion/read-one.ts";
import { contractFailure } from "../../../asperion/request.ts";
import { type SourceOrderId, sourceOrderId } from "../../../domain/ids.ts";
import { dec, type Decimal, exact, plain } from "../../../domain/money.ts";
import type { Order, OrderLine } from "../../../domain/orders/order.ts";
import type { SendRead } from "../../../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../../domain/result.ts";
import { toAddress } from "../../parties/pull-debtor.ts";
import type { MemoryPort, RunFacts, VendorPort } from "../../port.ts";

type PulledOrder = {
  readonly order: Order;
  readonly head: OrderHead;
  readonly mode: ReadMode;
};

/** Fetches one order fresh, in the `mode` that is remembered, and remembers the answered one. */
export async function pullOrder(
  send: SendRead,
  id: number,
  administrationId: number,
  mode: ReadMode,
): Promise<Result<PulledOrder, Failure>> {
  const read = await readOrder(send, id, administrationId, mode);
  if (!read.ok) return read;
  const order = toOrder(read.value.item, administrationId);
  return order.ok
    ? ok({ order: order.value, head: headOf(read.value.item), mode: read.value.mode })
    : order;
}

export function toOrder(source: AsperionOrder, administrationId: number): Result<Order, Failure> {
  const state = entryOf(ORDER_STATUSES, source.status);
  if (state === null) return err(contractFailure(["status"], `unknown status ${source.status}`));
  const payment = entryOf(PAYMENT_STATUSES, source.paymentStatus);
  if (payment === null)
    return err(
      contractFailure(
        ["paymentStatus"],
        `unknown payment status ${source.paymentStatus.slice(0, 40)}`,
      ),
    );
  const currency = source.currencyCode.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency))
    return err(contractFailure(["currencyCode"], "not a currency code"));
  if (source.lines == null) return err(contractFailure(["lines"], "missing"));
  const lines: OrderLine[] = [];
  for (const [index, line] of source.lines._data.entries()) {
    const read = toLine(line, index);
    if (!read.ok) return read;
    lines.push(read.value);
  }
  const credited = creditedOrder(source.creditsOrderId);
  return ok({
    id: sourceOrderId(source.id),
    administrationId,
    number: source.orderNumber,
    buyerReference: source.reference,
    debtorId: source.debtorId == null || source.debtorId === 0 ? null : source.debtorId,
    date: source.date,
    changed: source.dateLastChange,
    state,
    payment,
    currency,
    ...(source.currencyRate == null || !dec(source.currencyRate).gt(0)
      ? {}
      : { currencyRate: plain(source.currencyRate) }),
    pricesIncludeVat: source.pricesIncludeVat,
    companyName: source.companyName,
    attentionTo: source.attentionTo,
    email: source.emailAddress,
    phone: source.phoneNumber,
    vatNumber: source.vatNumber,
    organisationNumber: source.cocNumber,
    invoiceAddress: toAddress(source.invoiceAddress ?? null),
    deliveryAddress: toAddress(source.deliveryAddress ?? null),
    paymentConditionId: source.paymentConditionId,
    paymentMethodId: source.paymentMethodId,
    deliveryMethodId: source.deliveryMethodId,
    comments: source.comments,
    creditsOrderId: credited === null ? null : sourceOrderId(credited),
    headDiscount:
      source.discountPercentage == null || dec(source.discountPercentage).eq(0)
        ? null
        : fraction(source.discountPercentage),
    net: exact(source.amountExclVat),
    vat: exact(source.vatAmount),
    gross: exact(source.amountInclVat),
    amountPaid: source.amountPaid == null ? null : exact(source.amountPaid),
    paidAt: source.paidAt,
    lines: lines.sort((a, b) => a.lineNumber - b.lineNumber),
  });
}

/** A text line has no figures. On any other line a missing figure is a broken contract. */
function toLine(line: AsperionLine, index: number): Result<OrderLine, Failure> {
  const path = (name: string) => ["lines", "_data", index, name];
  const kind = entryOf(LINE_TYPES, line.lineType);
  if (kind === null)
    return err(
      contractFailure(path("lineType"), `unknown line type ${line.lineType.slice(0, 40)}`),
    );
  if (kind !== "text")
    for (const name of [
      "quantity",
      "price",
      "vatPercentage",
      "amountExclVat",
      "vatAmount",
      "amountInclVat",
    ] as const)
      if (line[name] == null) return err(contractFailure(path(name), "missing"));
  return ok({
    lineNumber: line.lineNumber,
    kind,
    sku: line.articleCode,
    ...(kind === "sales-type" ? { salesTypeId: line.salesTypeId } : {}),
    text: line.description ?? "",
    quantity: line.quantity ?? "0",
    price: exact(line.price ?? "0"),
    discount: fraction(line.discountPercentage ?? "0"),
    vatCode: line.vatCode,
    vatRate: fraction(line.vatPercentage ?? "0"),
    net: exact(line.amountExclVat ?? "0"),
    vat: exact(line.vatAmount ?? "0"),
    gross: exact(line.amountInclVat ?? "0"),
  });
}

/** At least two decimals. A finer figure stays, as rounding it would be a computation. */
const fraction = (percentage: Decimal): Decimal => plain(dec(percentage).div(100));

function entryOf<T>(table: Readonly<Record<string | number, T>>, key: string | number): T | null {
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}

const ORDERS = "asperion-orders";

/** Fetches the order, and remembers for the tenant which way of asking Asperion works. */
export async function fetchOrder(
  ports: RunFacts & VendorPort & MemoryPort,
  id: SourceOrderId,
): Promise<Result<{ readonly order: Order; readonly head: OrderHead }, Failure>> {
  const pulled = await pullOrder(
    ports.read,
    Number(id),
    ports.administrationId,
    readMode(ports.memory[ORDERS]),
  );
  if (!pulled.ok) return pulled;
  if (ports.memory[ORDERS] !== pulled.value.mode) ports.remember(ORDERS, pulled.value.mode);
  return ok({ order: pulled.value.order, head: pulled.value.head });
}

export type ReadOrder = { readonly order: Order; readonly head: OrderHead };

/** Reads an order from a raw answer; `null` where it can't be read, and proves nothing. */
export function parseOrder(raw: unknown, administrationId: number): ReadOrder | null {
  const parsed = orderSchema.safeParse(raw);
  if (!parsed.success) return null;
  const order = toOrder(parsed.data, administrationId);
  return order.ok ? { order: order.value, head: headOf(parsed.data) } : null;
}

/**
 * Tells whether two readings of an order are equal, so that an edit made during a run is noticed.
 * Our own note in its texts and the shop's change stamp don't count. `taken`: the status that our
 * own write asked for, which `now` may have. If the shop kept the old status instead, that is no
 * edit either: handing the order in again wouldn't help. Pure.
 */
export function sameOrder(
  before: Order,
  now: Order,
  taken: Order["state"] = before.state,
): boolean {
  const state = now.state === taken ? before.state : now.state;
  return comparableText(before) === comparableText({ ...now, state });
}

function comparableText(order: Order): string {
  const { changed: _stamp, ...rest } = withoutNote(order);
  return JSON.stringify(rest);
}

export const NOTE = /\s*\[eAccounting [^\]]*\]/g;

/** Returns the order as the shop wrote it: our own note is no edit, and rules don't see it. */
export function withoutNote(order: Order): Order {
  const [comments, buyerReference] = [theirs(order.comments), theirs(order.buyerReference)];
  const same = comments === order.comments && buyerReference === order.buyerReference;
  return same ? order : { ...order, comments, buyerReference };
}

function theirs(text: string | null): string | null {
  if (text === null || !text.includes("[eAccounting ")) return text;
  const own = text.replaceAll(NOTE, "").trim();
  return own === "" ? null : own;
}
