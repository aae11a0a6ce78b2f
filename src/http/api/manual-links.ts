/** Linking an order to what is in the ledger already, by its number, and unlinking. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { linkManually, unlinkManually } from "../usecases/ledger/manual-links.ts";
import { requireTenant } from "../usecases/tenant-access.ts";
import { describeReason } from "../usecases/jobs/reason-text.ts";
import {
  askingOf,
  askedLanguage,
  body,
  granted,
  json,
  nothing,
  ProblemError,
  REFUSALS,
} from "./answers.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath.extend({ jobId: z.string().min(1).max(100) });
const wanted = z.strictObject({
  what: z.enum(["order", "invoice-draft", "invoice", "voucher", "customer"]),
  number: z.string().trim().min(1).max(60).openapi({
    description:
      "As eAccounting shows it; or the id of a document. Drafts of invoices have no number.",
  }),
  confirm: z
    .boolean()
    .optional()
    .openapi({
      description:
        "Link it although it differs. Without it, a difference is a 409 of the kind `differs`, " +
        "with each in `errors`.",
    }),
});

const link = createRoute({
  method: "post",
  path: "/tenants/{id}/jobs/{jobId}/link",
  summary: "Link an existing document to the job's order, or an existing customer to its buyer",
  request: { params, body: body(wanted) },
  responses: {
    200: json(
      "Linked",
      z.object({
        reasons: z.array(z.object({ code: z.string(), text: z.string(), next: z.string() })),
      }),
    ),
    ...REFUSALS,
  },
});

const unlink = createRoute({
  method: "post",
  path: "/tenants/{id}/jobs/{jobId}/unlink",
  summary:
    "Take the order's documents off it: they stay in eAccounting, and the order is held until " +
    "it is retried",
  request: { params, body: body(z.strictObject({ note: z.string().trim().min(1).max(500) })) },
  responses: { 204: nothing, ...REFUSALS },
});

export function manualLinkRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(link, async (c) => {
    const { id, jobId } = c.req.valid("param");
    const { what, number, confirm = false } = c.req.valid("json");
    const language = await askedLanguage(c, granted(await requireTenant(askingOf(deps, c))));
    const answer = granted(
      await linkManually(askingOf(deps, c), jobId, {
        what,
        number,
        confirmed: confirm,
      }),
    );
    const described = answer.reasons.map((one) => describeReason(one, language));
    if (answer.kind === "linked") {
      if (answer.dispatch === true)
        c.executionCtx.waitUntil(deps.dispatch(id, answer.jobId ?? jobId));
      return c.json(
        { reasons: described.map(({ code, text, next }) => ({ code, text, next })) },
        200,
      );
    }
    const detail = described.map(({ text, next }) => `${text} ${next}`).join(" ");
    const errors = described.map(({ text }) => ({
      path: answer.kind === "differs" ? "confirm" : "number",
      message: text,
    }));
    const status = answer.kind === "later" ? 503 : 409;
    const kind = answer.kind === "refused" ? (described[0]?.code ?? "refused") : answer.kind;
    throw new ProblemError(status, { kind, detail, errors });
  });
  app.openapi(unlink, async (c) => {
    const { jobId } = c.req.valid("param");
    granted(await unlinkManually(askingOf(deps, c), jobId, c.req.valid("json").note));
    return c.body(null, 204);
  });
}
