/** An order's posting in the API, and shapes shared with other routes. */
import { z } from "@hono/zod-openapi";
import { ROLES } from "../../domain/jobs/job.ts";
import { REASON_CODES } from "../../domain/reasons/index.ts";

export const instant = z.int().describe("ms since the epoch");

export const reason = z
  .object({
    code: z.enum(REASON_CODES),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    text: z.string(),
    next: z.string(),
  })
  .openapi("Reason");

const sides = { debit: z.string(), credit: z.string() };
export const posting = z
  .object({
    role: z.enum(ROLES).nullable().describe("null: planned, and nothing stands"),
    documentId: z.string().nullable(),
    number: z.string().nullable(),
    predicted: z
      .object({
        currency: z.string(),
        converted: z.boolean().describe("the ledger books in its own currency"),
        date: z.string().nullable(),
        lines: z.array(
          z.object({
            role: z.string(),
            account: z.int().nullable().describe("null: unknown until booked"),
            ...sides,
            vatCode: z.string().nullable(),
            lines: z.array(z.int()),
            within: z.string().nullable().describe("may differ by so much"),
            reasons: z.array(reason),
          }),
        ),
      })
      .nullable(),
    booked: z
      .object({
        readAt: instant,
        voucher: z
          .object({
            number: z.string().nullable(),
            date: z.string(),
            lines: z.array(
              z.object({
                account: z.int(),
                name: z.string().nullable(),
                ...sides,
                vatCodeId: z.string().nullable(),
                vatCode: z.string().nullable(),
              }),
            ),
          })
          .nullable(),
      })
      .nullable()
      .describe("null: not read, or written since"),
    differences: z
      .array(
        z.object({
          account: z.int().nullable(),
          expected: z.string().nullable(),
          found: z.string().nullable(),
        }),
      )
      .nullable()
      .describe("debit is above zero; null: nothing to compare"),
  })
  .openapi("Posting");

/** Other parameters are ignored, as they were before there were pages. */
export const listPage = z.object({
  page: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(1)
    .describe("the first has the newest; one past the last is empty"),
});

export const listLength = {
  total: z.int().describe("on all pages"),
  pages: z.int().describe("1 where there is nothing"),
};

/** Returns the length in items and in pages of `most` items. */
export const lengthOf = (total: number, most: number): { total: number; pages: number } => ({
  total,
  pages: Math.max(1, Math.ceil(total / most)),
});
