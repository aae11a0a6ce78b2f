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
};
