/** How a look-up is written in the settings (see `lookup.ts` for what it means). */
import { z } from "zod";

export const lookupSchema = z
  .strictObject({
    default: z.string().min(1).optional(),
    force: z.string().min(1).optional(),
    table: z.record(z.string(), z.string().min(1)).default({}),
  })
  .prefault({});
