/** A tenant's choices for an order whose invoice is booked. All are off by default. */
import { z } from "zod";
import { ORDER_TYPES } from "./order-types.ts";
import { wholeUnits } from "./whole-units.ts";
import { sending } from "./sending.ts";

export const afterBooking = {
  /**
   * The order is edited: a person is asked, or a credit of what was removed and an invoice of what
   * was added are booked.
   */
  editedAfterBooking: z.enum(["hold", "delta"]).default("hold"),
  /** The order is cancelled: a person is asked, or all of it is credited. */
  cancelledAfterBooking: z.enum(["hold", "credit"]).default("hold"),
  /** Whether money that the shop paid back is registered on the booked credit. */
  refunds: z.enum(["none", "register"]).default("none"),
  sending,
  /** To which documents a PDF of the order is attached, by what the order became. */
  attachPdf: z.array(z.enum(ORDER_TYPES)).default([]),
  /** An order with cents, where the company rounds to whole units. */
  wholeUnits,
  /**
   * Written back into the order at Asperion: a status that it is raised to, and the document's
   * number in its comments or behind the buyer's reference.
   */
  writeBack: z
    .strictObject({
      status: z
        .union([z.literal(3), z.literal(4), z.literal(5)])
        .nullable()
        .default(null),
      number: z.enum(["none", "comments", "reference"]).default("none"),
    })
    .prefault({}),
};
