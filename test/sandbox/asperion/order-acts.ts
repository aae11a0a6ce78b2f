// What a person at the page can do with an order that is there. A refund is an order of its own, with negative
// quantities, that names the one it credits.
import type { z } from "zod";
import type { patchBody } from "./order-body.ts";
import type { LineDraft, Order } from "./order-types.ts";
import type { OrderInput } from "./order-kinds.ts";

type Patch = z.input<typeof patchBody>;

type OrderAct =
  | { readonly kind: "edit"; readonly patch: Patch }
  | { readonly kind: "refund"; readonly order: OrderInput }
  | { readonly kind: "webhooks"; readonly times: number }
  | { readonly kind: "delete" };

export const ORDER_ACTS = {
  pay: { says: "Mark as paid", act: () => edit({ paymentStatus: "Paid" }) },
  unpay: { says: "Mark as not paid", act: () => edit({ paymentStatus: "Open" }) },
  confirm: { says: "Confirm", act: () => edit({ status: 2 }) },
  deliver: { says: "Deliver", act: () => edit({ status: 4 }) },
  more: { says: "Add one of the first line", act: (order) => edit({ lines: oneMore(order) }) },
  cheaper: {
    says: "Lower the first line's price by 1",
    act: (order) => edit({ lines: cheaper(order) }),
  },
  rename: {
    says: "Change the buyer's address",
    act: (order) =>
      edit({ deliveryAddress: { ...order.deliveryAddress, address: "A new street 2" } }),
  },
  cancel: { says: "Cancel", act: () => edit({ status: 9 }) },
  refund: { says: "Refund all", act: (order) => refund(order, order.draft.lines) },
  "refund-one": {
    says: "Refund one of the first line",
    act: (order) =>
      refund(
        order,
        order.draft.lines.slice(0, 1).map((line) => ({ ...line, quantity: 1 })),
      ),
  },
  webhook: { says: "Send its webhook again", act: () => ({ kind: "webhooks", times: 1 }) },
  burst: {
    says: "Send its webhook 20 times at once",
    act: () => ({ kind: "webhooks", times: 20 }),
  },
  delete: { says: "Delete", act: () => ({ kind: "delete" }) },
} as const satisfies Readonly<
  Record<string, { readonly says: string; readonly act: (order: Order) => OrderAct }>
>;

type ActName = keyof typeof ORDER_ACTS;
export const isAct = (name: string): name is ActName => Object.hasOwn(ORDER_ACTS, name);

const edit = (patch: Patch): OrderAct => ({ kind: "edit", patch });

const changedFirst = (
  order: Order,
  change: (line: LineDraft) => Partial<LineDraft>,
): readonly LineDraft[] =>
  order.draft.lines.map((line, at) => (at === 0 ? { ...line, ...change(line) } : line));
const oneMore = (order: Order) =>
  changedFirst(order, ({ quantity }) => ({ quantity: quantity + 1 })).slice();
const cheaper = (order: Order) =>
  changedFirst(order, ({ price }) => ({ price: Math.round(price * 100 - 100) / 100 })).slice();

function refund(order: Order, lines: readonly LineDraft[]): OrderAct {
  const { orderNumber: _number, lines: _lines, date: _date, force: _force, ...head } = order.draft;
  return {
    kind: "refund",
    order: {
      ...head,
      reference: `Refund of ${order.draft.orderNumber}`,
      creditsOrderId: order.id,
      status: 2,
      paymentStatus: "Refunded",
      amountPaid: null,
      paidAt: null,
      lines: lines.map((line) => ({ ...line, quantity: -line.quantity })),
    },
  };
}
