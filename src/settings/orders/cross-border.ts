/** The part of the orders' settings about sales to other countries and in other currencies. */
import { z } from "zod";

export const crossBorderOrders = {
  /** An EU company without a VAT number: hold it, or tax it as a private person. */
  companyWithoutVatNumber: z.enum(["hold", "as-private"]).default("hold"),
  /**
   * A customer whose invoices are in another currency than the order: hold it, or give the party a
   * second customer in that currency.
   */
  customerInOtherCurrency: z.enum(["hold", "second-customer"]).default("hold"),
  /**
   * VAT codes of the shop that mean triangular trade: the company buys in one member state and has
   * the goods sent to its buyer in another. Empty: no code means it.
   */
  triangularVatCodes: z.array(z.string().trim().min(1).max(50)).max(20).default([]),
};

/** Plans stored before this setting have none. */
export const triangularCodes = ({
  orders,
}: {
  readonly orders: { readonly triangularVatCodes?: readonly string[] };
}): readonly string[] => orders.triangularVatCodes ?? [];
