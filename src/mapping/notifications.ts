/** Who is told of alerts besides the pages: by e-mail, by a signed webhook. Both are off until somebody says where to. */
import { z } from "zod";
import { addressFault } from "../domain/public-address.ts";

export const notifications = z
  .strictObject({
    /** Alerts that need a person, grouped; and the daily summary. */
    emails: z.array(z.email().max(254)).max(10).default([]),
    dailySummary: z.boolean().default(true),
    /** Every alert as it is raised and when it is over, signed as Standard Webhooks has it. */
    webhook: z
      .string()
      .refine((text) => addressFault(text) === null, { error: (issue) => addressFault(String(issue.input)) ?? "is not an address" })
      .nullable()
      .default(null),
  })
  .prefault({});
