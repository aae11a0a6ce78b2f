/** Which page of a list a call asks for. */
import { z } from "@hono/zod-openapi";

/** Other parameters are ignored, as they were before there were pages. */
export const listPage = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1).openapi({
    description: "the first has the newest; one past the last is empty",
  }),
});

export const listLength = {
  total: z.int().openapi({ description: "on all pages" }),
  pages: z.int().openapi({ description: "1 where there is nothing" }),
};

/** Returns the length in items and in pages of `most` items. */
export const lengthOf = (total: number, most: number): { total: number; pages: number } => ({
  total,
  pages: Math.max(1, Math.ceil(total / most)),
});
