/** The part of a tenant's settings that is about customers, whichever flow writes them. */
import { z } from "zod";

export const customers = z
  .strictObject({
    enabled: z.boolean().default(false),
    /** Put before every customer number that we derive, so that it never meets the company's own series. */
    numberPrefix: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,3}$/).default("AS"),
    /** A person changed a field of ours in the ledger: leave it and write the rest, hold what needs the customer, or overwrite. */
    changedByPerson: z.enum(["leave", "hold", "overwrite"]).default("leave"),
  })
  .prefault({});
