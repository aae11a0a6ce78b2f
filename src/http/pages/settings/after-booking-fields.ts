/** The fields of what becomes of an order once its invoice is booked. */
import type { Group } from "./field.ts";

export const AFTER_BOOKING_GROUP: Group = {
  id: "after-booking",
  title: "After an invoice or a voucher is booked",
  fields: [
    {
      path: "orders.editedAfterBooking", kind: "choice", label: "When the order is edited", hint: "What is booked is never changed itself.",
      options: [{ value: "hold", text: "Ask a person" }, { value: "delta", text: "Credit what was removed, invoice what was added; a voucher is taken back and booked anew" }],
    },
    {
      path: "orders.cancelledAfterBooking", kind: "choice", label: "When the order is cancelled",
      options: [{ value: "hold", text: "Ask a person" }, { value: "credit", text: "Credit all of it; a voucher is taken back" }],
    },
    { path: "orders.refunds", kind: "choice", label: "Money that the shop paid back", options: [{ value: "none", text: "Is not registered" }, { value: "register", text: "Is registered on the booked credit" }] },
    { path: "orders.writeBack.status", kind: "optional-number", label: "Raise the order at Asperion to status", hint: "3 partly delivered, 4 delivered, 5 invoiced. In Asperion a status can move stock. Blank: the status is left alone.", wrong: "3, 4, 5 or nothing; with orders that are invoiced once delivered, 3 or nothing" },
    {
      path: "orders.writeBack.number", kind: "choice", label: "The document's number in the order at Asperion", options: [{ value: "none", text: "Is not written back" }, { value: "comments", text: "Is added to its comments, as [eAccounting 1041]" }],
    },
  ],
};
