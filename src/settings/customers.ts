/** The settings about customers, for all flows that write them. */
import { z } from "zod";
import { lookupOf, lookupSchema } from "./lookups/lookup.ts";

/** Asperion's field with a debtor's class. */
const CLASSES = ["none", "debtor-kind", "characteristic4", "characteristic5"] as const;

export const customers = z
  .strictObject({
    /** The customers flow: every change of a debtor is brought to the ledger, orders or not. */
    enabled: z.boolean().default(false),
    /** Whether a debtor whose customer isn't in the ledger gets one before its first order. */
    create: z.boolean().default(true),
    /** Put before our customer numbers, so that they never meet the company's own series. */
    numberPrefix: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{0,3}$/)
      .default("AS"),
    /**
     * A person changed a field of ours in the ledger: leave it and write the rest, hold what needs
     * the customer, or overwrite.
     */
    changedByPerson: z.enum(["leave", "hold", "overwrite"]).default("leave"),
    /** What chooses a customer's label. */
    classifyBy: z.enum(CLASSES).default("none"),
  })
  .prefault({});

/** Look-ups that only the customers flow asks. */
export const customerLookups = {
  /** Debtor kind id → company or private person, where the numbers don't say it well enough. */
  customerKind: lookupOf(z.enum(["company", "private"])),
  /** The debtor's class → name of a customer label in the ledger. */
  customerLabel: lookupOf(z.string().trim().min(1).max(50)),
  /** Country of the debtor → currency of the customer's documents. */
  customerCurrency: lookupOf(z.string().regex(/^[A-Z]{3}$/)),
  /** Country of the debtor → eAccounting delivery method id. */
  customerDeliveryMethod: lookupSchema,
  /** Country of the debtor → language of the customer's documents. */
  customerLanguage: lookupOf(z.string().regex(/^[a-z]{2}$/i)),
};
