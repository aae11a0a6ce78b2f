/** The form of a look-up in the settings (see `lookup.ts` for its meaning). */
import { z } from "zod";

/** `value` says what a result may be. */
export const lookupOf = <T extends z.ZodType<string>>(value: T) =>
  z
    .strictObject({
      default: value.optional(),
      force: value.optional(),
      table: z.record(z.string(), value).default({}),
    })
    .prefault({});

export const lookupSchema = lookupOf(z.string().min(1));
