/**
 * Reads both sides: stock of all articles, and the orders that one side knows and the other
 * doesn't.
 */
import { isBookedInvoice } from "../../domain/jobs/job.ts";
import { type AsperionOrder, readOrder } from "../../asperion/orders.ts";
import { readMode } from "../../asperion/read-one.ts";
import { readShopStock } from "../../asperion/stock.ts";
import { dec } from "../../domain/money.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import {
  correctsStock,
  type LedgerStock,
  type LinkedSale,
  type ReadSale,
  type ShopStock,
  type Sold,
} from "../../domain/goods/stock.ts";
import { ownCorrections } from "../settlement.ts";
import { instantsOf, parseLocal, SOURCE_ZONE } from "../../domain/platform/zoned-time.ts";
import { invoiceById } from "../../eaccounting/customer-invoices.ts";
import { orderById, readOrder as readLedgerOrder } from "../../eaccounting/orders.ts";
import { readInvoicePieces, readLedgerStock } from "../../eaccounting/stock.ts";
import type {
  DocumentRecord,
  FlowPorts,
  OrderState,
  VendorPort,
  MemoryPort,
  RunFacts,
} from "../port.ts";
import { stampZone } from "../vendor-observations.ts";
import { type Progress, trackReading } from "../progress.ts";
import { draftsBetween, type LiveDraft, readLiveDrafts } from "./drafts.ts";
import { ordersToRead, recentOrders, type Watched } from "./recent-orders.ts";
import {
  bookedAs,
  type BookedCodes,
  movesStock,
  orderBetween,
  soldOf,
  underCodes,
} from "./sold.ts";
import type { OrderBetween, Pieces } from "./unbooked.ts";
import { hasStockModule } from "../../domain/ledger/allowances.ts";
import { companySettings, readCompany } from "../../eaccounting/company.ts";

/** Orders that one run reads singly. If more wait, nobody can say what the shop may sell. */
export const MAX_OPEN_ORDERS = 200;

export type Pulled = Pick<Progress, "read" | "readTotal"> & {
  readonly ledger: readonly LedgerStock[];
  readonly shop: readonly ShopStock[];
  readonly orders: readonly OrderBetween[];
  /** Lately booked and unchanged since: what they reserve must show in the ledger. */
  readonly booked: readonly OrderState[];
};

/** Why nothing can be worked out. `soldTo`: this order was sold to the corrections' debtor. */
type NotPulled =
  | { readonly tooMany: number }
  | { readonly notKept: true }
  | { readonly soldTo: string };

export async function pullStock(ports: FlowPorts): Promise<Result<Pulled | NotPulled, Failure>> {
  const startedAt = ports.now();
  // First: one that is unlinked from here on is among the states, or known by these.
  const linkedBefore = await ports.linkedSales([]);
  if (!linkedBefore.ok) return linkedBefore;
  const before = await ports.orderStates({ ids: [] });
  if (!before.ok) return before;
  const open = before.value.filter(isUnbooked).length;
  if (open > MAX_OPEN_ORDERS) return ok({ tooMany: open });
  const drafts = await readLiveDrafts(ports);
  if (!drafts.ok) return drafts;
  const lists = trackReading(ports, ports.readPage, { whole: true, written: 0 });
  const read = await readLedgerStock(lists.send);
  if (!read.ok) return read;
  const kept = await isStockKept(ports, read.value);
  if (!kept.ok) return kept;
  if (!kept.value) return ok({ notKept: true });
  const known = await ports.resolve({ linkSource: null, skus: [], codes: "all" });
  if (!known.ok) return known;
  const linked = known.value.linked ?? {};
  const ledger = underCodes(read.value, linked);
  const booked = bookedAs(read.value, linked, ports.settings);
  const shop = await readShopStock(lists.send, ports.administrationId, ports.settings.stock.field);
  if (!shop.ok) return shop;
  const recent = await recentOrders(ports);
  if (!recent.ok) return recent;
  const after = await ports.orderStates({ ids: recent.value.map(({ head }) => String(head.id)) });
  if (!after.ok) return after;
  const watch = {
    before: before.value,
    recent: recent.value,
    startedAt,
    shopReadAt: shop.value.startedAt ?? startedAt,
    zone: stampZone(ports.lists),
  };
  const watched = ordersToRead({ ...watch, after: after.value });
  const toRead = watched.filter(({ orderState }) => isUnbooked(orderState)).length;
  if (toRead > MAX_OPEN_ORDERS) return ok({ tooMany: toRead });
  const sides = { ledger, booked, drafts: drafts.value, linked: linkedBefore.value };
  const orders = await ordersBetween(ports, watched, sides);
  if (!orders.ok) return orders;
  if ("soldTo" in orders.value) return ok(orders.value);
  const watchedIds = new Set(watched.map((order) => order.orderId));
  // A run may have begun on one of them since: what was read of it is of two moments.
  const last = await ports.orderStates({ ids: [...watchedIds] });
  if (!last.ok) return last;
  const moving = new Set(
    ordersToRead({ ...watch, after: last.value }).flatMap((order) =>
      order.moving ? [order.orderId] : [],
    ),
  );
  return ok({
    ...lists.soFar(),
    ledger,
    shop: shop.value.items,
    orders: orders.value.map((order) => ({
      ...order,
      moving: order.moving || moving.has(order.orderId),
    })),
    booked: after.value.filter((entry) => !watchedIds.has(entry.orderId)),
  });
}

/** An order that a person linked is booked, and read seldom: it doesn't count towards the limit. */
const isUnbooked = (state: OrderState | null): boolean => state?.linked !== true;

/** How many linked orders are read before what they sold is kept, for a run that is broken off. */
const KEPT_AT_ONCE = 50;

type Sides = {
  readonly ledger: readonly LedgerStock[];
  readonly booked: BookedCodes;
  /** As they stood before the ledger's stock was read. */
  readonly drafts: readonly LiveDraft[];
  readonly linked: readonly LinkedSale[];
};

/** The orders that are read singly, and those that are booked and moved no stock yet. */
async function ordersBetween(
  ports: FlowPorts,
  watched: readonly Watched[],
  { ledger, booked, drafts, linked }: Sides,
): Promise<Result<readonly OrderBetween[] | { readonly soldTo: string }, Failure>> {
  const orders: OrderBetween[] = [];
  const read: ReadSale[] = [];
  for (const order of watched) {
    const sold = await soldInShop(ports, order.orderId);
    if (!sold.ok) return sold;
    if (sold.value !== null && "soldTo" in sold.value) return ok(sold.value);
    const { orderId, moving, orderState } = order;
    if (sold.value !== NO_SALE) {
      const held = await heldByLedger(ports, orderState?.documents ?? [], ledger);
      if (!held.ok) return held;
      const sides = { sold: sold.value, orderState, held: held.value, booked };
      orders.push(orderBetween({ orderId, moving, ...sides }));
    }
    const state = orderState?.knownState ?? null;
    if (orderState?.linked === true && state !== null)
      read.push({ orderId, state, sold: sold.value ?? NO_SALE });
    if (read.length < KEPT_AT_ONCE) continue;
    const kept = await ports.linkedSales(read.splice(0));
    if (!kept.ok) return kept;
  }
  const linkedAfter = await ports.linkedSales(read);
  if (!linkedAfter.ok) return linkedAfter;
  const ids = new Set(watched.map(({ orderId }) => orderId));
  // One from before the start line counts nothing by itself: its draft does.
  const counted = new Set(orders.map(({ orderId }) => orderId));
  for (const sale of linkedBetween(linked, linkedAfter.value))
    if (!ids.has(sale.orderId))
      orders.push(orderBetween({ ...sale, orderState: null, held: [], booked }));
  const after = drafts.length === 0 ? ok(drafts) : await readLiveDrafts(ports);
  if (!after.ok) return after;
  const standing = draftsBetween({ before: drafts, after: after.value, ledger, counted });
  return ok([...orders, ...standing]);
}

/**
 * What linked orders sold. One that was unlinked or changed since the ledger's stock was read may
 * be booked by now, and be in its figures or not: its articles are left alone in this run. Pure.
 */
function linkedBetween(before: readonly LinkedSale[], after: readonly LinkedSale[]) {
  const was = new Set(before.map((sale) => JSON.stringify(sale)));
  const is = new Set(after.map((sale) => JSON.stringify(sale)));
  const all = new Map([...before, ...after].map((sale) => [JSON.stringify(sale), sale]));
  return [...all].map(([text, sale]) => ({ ...sale, moving: !was.has(text) || !is.has(text) }));
}

/** Of an order that is no sale, or that was dealt with before this product was. */
const NO_SALE: Sold = { lines: [], moves: false, mayBeSale: false };

/** `null`: the shop has no such order. */
async function soldInShop(
  ports: FlowPorts,
  orderId: string,
): Promise<Result<Sold | { readonly soldTo: string } | null, Failure>> {
  // How the tenant's orders are read was learnt by the order flow.
  const read = await readOrder(
    ports.readPage,
    Number(orderId),
    ports.administrationId,
    readMode(ports.memory["asperion-orders"]),
  );
  if (!read.ok) return read.error.kind === "not-found" ? ok(null) : read;
  const order = read.value.item;
  if (!isSale(order, ports)) return ok(NO_SALE);
  if (isForCorrections(order, ports)) return ok({ soldTo: order.orderNumber ?? orderId });
  return ok(soldOf(order, ports.settings.orders.creditSign));
}

const asAny = ({ id, debtorId, reference, amountInclVat }: AsperionOrder) => ({
  id,
  debtorId: debtorId ?? null,
  reference,
  isFree: dec(amountInclVat).eq(0),
});

function isSale(order: AsperionOrder, ports: FlowPorts): boolean {
  if (correctsStock(asAny(order), ownCorrections(ports))) return false;
  const stamp = parseLocal(order.date);
  const line = ports.settings.orders.startLine;
  return (
    stamp === null || line === null || instantsOf(stamp, SOURCE_ZONE).latest >= Date.parse(line)
  );
}

/** A sale to the corrections' debtor, or a correction that can't be told from one. */
const isForCorrections = (
  { debtorId, status }: AsperionOrder,
  { settings: { stock } }: FlowPorts,
): boolean =>
  stock.strategy === "correction-order" &&
  stock.correctionDebtor !== null &&
  debtorId === stock.correctionDebtor &&
  movesStock(status);

/**
 * What the order's documents reserve or have taken (`ongoing`: what they reserve). A document that
 * is gone holds nothing, and a draft nothing yet (drafts.ts).
 */
export async function heldByLedger(
  ports: VendorPort,
  documents: readonly DocumentRecord[],
  ledger: readonly LedgerStock[],
  which: "all" | "ongoing" = "all",
): Promise<Result<Pieces, Failure>> {
  const numbers = new Map(ledger.map((article) => [article.id, article.number]));
  const pieces: { code: string; quantity: string }[] = [];
  // A sales order that was invoiced holds the same pieces as its invoice.
  const invoiced =
    which === "all" &&
    documents.some((document) => document.role === "invoice" && document.state === "live");
  for (const document of documents) {
    if (document.state !== "live" || (invoiced && document.role === "sales-order")) continue;
    const held = await rowsHeldBy(ports, document, which);
    if (!held.ok) return held;
    for (const { articleId, quantity } of held.value) {
      const code = articleId === null ? undefined : numbers.get(articleId);
      if (code !== undefined) pieces.push({ code, quantity });
    }
  }
  return ok(pieces);
}

type Rows = readonly { readonly articleId: string | null; readonly quantity: string }[];

async function rowsHeldBy(
  ports: VendorPort,
  { role, id }: DocumentRecord,
  which: "all" | "ongoing",
): Promise<Result<Rows, Failure>> {
  if (role === "sales-order") return ofOrder(ports, id, which);
  return isBookedInvoice(role) && which === "all" ? ofInvoice(ports, id) : ok([]);
}

async function ofOrder(
  ports: VendorPort,
  id: string,
  which: "all" | "ongoing",
): Promise<Result<Rows, Failure>> {
  const answer = await ports.readPage(orderById(id));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok([]) : answer;
  const read = readLedgerOrder(answer.value);
  if (!read.ok) return read;
  const { status, rows } = read.value.order;
  return ok(status === "draft" || (which === "ongoing" && status !== "ongoing") ? [] : rows);
}

async function ofInvoice(ports: VendorPort, id: string): Promise<Result<Rows, Failure>> {
  const answer = await ports.readPage(invoiceById(id));
  if (!answer.ok) return answer.error.kind === "not-found" ? ok([]) : answer;
  return readInvoicePieces(answer.value);
}

/**
 * Whether the company keeps stock: only with its module. Without it an article's balance is a
 * figure that somebody typed, and no document moves it. That the ledger marks stock articles only
 * with the module is documented; the module's name is an assumption, so the name alone stops
 * nothing. The company is asked anew where its module is missing: it may have been bought since.
 */
async function isStockKept(
  ports: RunFacts & VendorPort & MemoryPort,
  articles: readonly LedgerStock[],
): Promise<Result<boolean, Failure>> {
  const { company } = ports.lists;
  if (company === null || hasStockModule(company) || !lacksMark(articles)) return ok(true);
  const answer = await ports.lookUp(companySettings());
  if (!answer.ok) return answer;
  const read = readCompany(answer.value, company.companyId);
  if (!read.ok) return read;
  const now = read.value.company;
  if (hasStockModule(now)) ports.saveLists({ company: now });
  return ok(hasStockModule(now));
}

/** There are active articles, and none is marked as a stock article. */
const lacksMark = (articles: readonly LedgerStock[]): boolean => {
  const active = articles.filter((article) => article.active);
  return active.length > 0 && active.every(({ marked }) => marked === undefined);
};
