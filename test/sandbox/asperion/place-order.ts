// The shop's side of an order: placed, edited, deleted. Used by the control calls, the page and in-process tests.
import type { z } from "zod";
import { stampNow } from "./local-time.ts";
import { buildOrder, stockRules } from "./order-build.ts";
import type { patchBody, placeBody } from "./order-body.ts";
import { readDraft } from "./order-draft.ts";
import type { Order, OrderDraft } from "./order-types.ts";
import type { Books } from "./store.ts";
import type { AsperionKit } from "./switches.ts";
import type { WebhookType } from "./webhooks.ts";

export interface Placed {
  readonly order: Order;
  readonly event: WebhookType;
}

/** An order that exists is replaced, and so is changed now; a new one was never changed. */
export function placeOrder(
  books: Books,
  kit: AsperionKit,
  body: z.output<typeof placeBody>,
): Placed | string {
  const {
    administrationId: _books,
    id = books.nextId("orders"),
    dateLastChange,
    notify: _notify,
    ...given
  } = body;
  const now = stampNow(kit);
  const draft = readDraft(given, { books, id, now });
  if (typeof draft === "string") return draft;
  const before = books.orders.get(id);
  return write(books, kit, before, draft, {
    id,
    dateLastChange:
      dateLastChange === undefined ? (before === undefined ? null : now) : dateLastChange,
  });
}

/**
 * Only what is named changes; `lines` are replaced as a whole, and figures that were forced stay so
 * unless `force` is given.
 */
export function editOrder(
  books: Books,
  kit: AsperionKit,
  before: Order,
  body: z.output<typeof patchBody>,
): Placed | string {
  const { administrationId: _books, dateLastChange, notify: _notify, lines, ...given } = body;
  const now = stampNow(kit);
  const { lines: oldLines, ...oldHead } = before.draft;
  const named = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
  // Paid amount and time follow a new payment status, unless they are named as well.
  const payment = given.paymentStatus === undefined ? {} : { amountPaid: null, paidAt: null };
  const read = readDraft(
    { ...oldHead, ...payment, ...named, lines: lines ?? [] },
    { books, id: before.id, now },
  );
  if (typeof read === "string") return read;
  const draft: OrderDraft = lines === undefined ? { ...read, lines: oldLines } : read;
  return write(books, kit, before, draft, {
    id: before.id,
    dateLastChange: dateLastChange === undefined ? now : dateLastChange,
  });
}

function write(
  books: Books,
  kit: AsperionKit,
  before: Order | undefined,
  draft: OrderDraft,
  stamp: { readonly id: number; readonly dateLastChange: string | null },
): Placed {
  const order = buildOrder(draft, {
    ...stamp,
    rounding: kit.switches.get("vatRounding"),
    usedGiftCards: kit.switches.get("usedGiftCards"),
    stockRules: stockRules(kit),
  });
  books.putOrder(order);
  return { order, event: eventOf(before, order) };
}

function eventOf(before: Order | undefined, after: Order): WebhookType {
  if (before === undefined) return "order.created";
  if (after.status === 9 && before.status !== 9) return "order.cancelled";
  if (after.paymentStatus === "Paid" && before.paymentStatus !== "Paid") return "order.paid";
  return "order.updated";
}
