/** What a list of jobs is narrowed by. */
import { z } from "@hono/zod-openapi";
import { JOB_STATUSES, OUTCOMES, COUNTED_AS } from "../../domain/jobs/job.ts";
import { message } from "../../messages/message.ts";
import { flow } from "./schemas.ts";

export const jobQuery = z
  .strictObject({
    key: z.string().max(100).optional(),
    flow: flow.optional(),
    status: z.enum(JOB_STATUSES).optional(),
    outcome: z.enum(OUTCOMES).optional().openapi({ description: "the job's `outcome`" }),
    stands: z
      .enum(COUNTED_AS)
      .optional()
      .openapi({ description: "how it counts: the job's `stands` or, without it, its `outcome`" }),
    label: z.string().max(50).optional().openapi({ description: "order number, or part of it" }),
    text: z
      .string()
      .max(100)
      .optional()
      .openapi({
        description:
          "part of a number, an id, an article's name, a SKU, or of a reason's words; or " +
          "somebody's whole e-mail address",
      }),
    from: z.iso
      .date()
      .optional()
      .openapi({ description: "came to stand so on this day or later, by the shop's clock" }),
    to: z.iso.date().optional().openapi({ description: "on this day or earlier" }),
    newest: z
      .enum(["true", "false"])
      .optional()
      .openapi({ description: "of each order, customer or article the newest job alone" }),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ["to"],
    params: { described: message("refusals.firstAfterLast") },
  });
