/** The payment of a booked order that waited for an account, as it is told before it is registered. */
import { expect, test } from "vitest";
import type { Order } from "../../../../src/domain/orders/order.ts";
import { waitingPayment } from "../../../../src/flows/orders/payments/waiting-payment.ts";
import type { FlowPorts } from "../../../../src/flows/port.ts";
import { company, order, settings, type Sold } from "../kit.ts";

const GOODS: Sold = { sku: "G-0.25", price: "100.00", rate: "0.25" };
const sold = order([GOODS]);
const paid = (of: Partial<Order> = {}): Order => ({
  ...sold,
  payment: "paid",
  paymentMethodId: "2",
  amountPaid: null,
  ...of,
});
const mapped = (payments: string, table: Readonly<Record<string, string>>) =>
  settings({ orders: { payments }, lookups: { paymentMethod: { table } } } as never);
const ACCOUNT = "d0000000-0000-0000-0000-000000000009";
const lists = { company } as unknown as FlowPorts["lists"];
const told = (of: Partial<Order>, chosen = mapped("register", { "2": ACCOUNT })) =>
  waitingPayment(paid(of), chosen, lists)?.most ?? null;

test("is what the shop received, and no more than was charged", () => {
  expect(waitingPayment(paid(), mapped("register", { "2": ACCOUNT }), lists)).toEqual({
    most: sold.gross,
    currency: sold.currency,
  });
  expect(told({ payment: "partly-paid", amountPaid: "40.00" })).toBe("40.00");
  expect(told({ amountPaid: "999.00" })).toBe(sold.gross);
});

test("is none where none would be registered", () => {
  expect(told({ payment: "open" })).toBeNull();
  expect(told({ payment: "partly-paid" })).toBeNull();
  expect(told({}, mapped("register", {}))).toBeNull();
  expect(told({}, mapped("none", { "2": ACCOUNT }))).toBeNull();
});
