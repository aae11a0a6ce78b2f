/**
 * Consequences of saving settings in the API: names to confirm in the query, and the actual ones in
 * a header. The body stays the settings as they are read, so that it can be compared and sent
 * back.
 */
import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type Consequence, CONSEQUENCES } from "../../settings/versions/consequences.ts";

const HEADER = "settings-consequences";

/** `confirm`: refuses to save where there are other consequences than these. */
export const confirmQuery = z.object({
  confirm: z
    .string()
    .max(400)
    .regex(/^[a-z-]*(,[a-z-]+)*$/)
    .optional()
    .openapi({
      description:
        "Consequences that are accepted, with commas between; empty: none. If saving brings " +
        "about any other, nothing is saved, and 409 `unconfirmed-consequences` names each. " +
        `Without it everything is saved. Known: ${CONSEQUENCES.join(", ")}`,
      example: "kept-shorter,orders",
    }),
});

/** `null`: no check. */
export const confirmedIn = ({ confirm }: z.output<typeof confirmQuery>): readonly string[] | null =>
  confirm?.split(",") ?? null;

/** The headers of an answer to a save. */
export const consequenceHeaders = {
  headers: z.object({
    [HEADER]: z
      .string()
      .optional()
      .describe(
        "What this saving brought about and can't simply be taken back, with commas between; " +
          "left out where nothing of that kind is",
      ),
  }),
} as const;

/** Sets the header, where there are consequences. */
export function setConsequencesHeader(c: Context, consequences: readonly Consequence[]): void {
  if (consequences.length > 0) c.header(HEADER, consequences.join(", "));
}
