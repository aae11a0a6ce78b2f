/** Linking an order to what is in the ledger already, by its number, and unlinking. */
import { z } from "@hono/zod-openapi";
import { linkManually, unlinkManually } from "../usecases/ledger/manual-links.ts";
import { describeReason } from "../usecases/jobs/reason-text.ts";
import { body, unwrapOrThrow, json, ProblemError, languageFor } from "./answers.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath.extend({ jobId: z.string().min(1).max(100) });
const wanted = z.strictObject({
  what: z.enum(["order", "invoice-draft", "invoice", "voucher", "customer"]),
  number: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .describe(
      "As eAccounting shows it; or the id of a document. Drafts of invoices have no number.",
    ),
  confirm: z
    .boolean()
    .optional()
    .describe(
      "Link it although it differs. Without it, a difference is a 409 of the kind `differs`, " +
        "with each in `errors`.",
    ),
});

export const manualLinkRoutes: readonly Route[] = [
  route("post", "/tenants/{id}/jobs/{jobId}/link", {
    summary: "Link an existing document to the job's order, or an existing customer to its buyer",
    params,
    body: body(wanted),
    answer: json(
      "Linked",
      z.object({
        reasons: z.array(z.object({ code: z.string(), text: z.string(), next: z.string() })),
      }),
    ),
    handle: async ({
      c,
      deps,
      asking,
      param: { id, jobId },
      input: { what, number, confirm = false },
    }) => {
      const language = await languageFor(c, asking);
      const answer = unwrapOrThrow(
        await linkManually(asking, jobId, { what, number, confirmed: confirm }),
      );
      const described = answer.reasons.map((one) => describeReason(one, language));
      if (answer.kind === "linked") {
        if (answer.dispatch === true)
          c.executionCtx.waitUntil(deps.dispatch(id, answer.jobId ?? jobId));
        return { reasons: described.map(({ code, text, next }) => ({ code, text, next })) };
      }
      const detail = described.map(({ text, next }) => `${text} ${next}`).join(" ");
      const errors = described.map(({ text }) => ({
        path: answer.kind === "differs" ? "confirm" : "number",
        message: text,
      }));
      const status = answer.kind === "later" ? 503 : 409;
      const kind = answer.kind === "refused" ? (described[0]?.code ?? "refused") : answer.kind;
      throw new ProblemError(status, { kind, detail, errors });
    },
  }),
  route("post", "/tenants/{id}/jobs/{jobId}/unlink", {
    summary:
      "Take the order's documents off it: they stay in eAccounting, and the order is held until " +
      "it is retried",
    params,
    body: body(z.strictObject({ note: z.string().trim().min(1).max(500) })),
    handle: ({ asking, param: { jobId }, input }) => unlinkManually(asking, jobId, input.note),
  }),
];
