/** /tenants/{id}/approvals: orders that wait for an approval, approving and rejecting them. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import { APPROVAL_RULES } from "../../settings/orders/approval.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { inEnglish } from "../problem.ts";
import { approvalsOf, approveIfUnchanged, rejectJobs } from "../usecases/jobs/approvals.ts";
import { MOST_AT_ONCE } from "../usecases/jobs/jobs.ts";
import { requireTenant } from "../usecases/tenant-access.ts";
import { askingOf, askedLanguage, body, granted, jobView, json, REFUSALS } from "./answers.ts";
import * as schemas from "./schemas.ts";
import { dispatchFirst } from "../dispatch-first.ts";

const params = schemas.tenantPath;
const jobId = z.string().min(1).max(100);
const rule = z.enum(APPROVAL_RULES);
const cursor = z
  .string()
  .regex(/^\d{1,16} /)
  .max(300);

const list = createRoute({
  method: "get",
  path: "/tenants/{id}/approvals",
  summary: "Orders that wait for an approval, the longest waiting first, and how many of each rule",
  request: { params, query: z.strictObject({ rule: rule.optional(), cursor: cursor.optional() }) },
  responses: {
    200: json(
      "At most 100 of them, and the cursor of the next",
      z.object({
        jobs: z.array(schemas.job.extend({ since: z.int() }).openapi("WaitingApproval")),
        rules: z.array(z.object({ rule, count: z.int() })),
        cursor: z.string().nullable(),
      }),
    ),
    ...REFUSALS,
  },
});

const approve = createRoute({
  method: "post",
  path: "/tenants/{id}/approvals/approve",
  summary:
    "Approve orders as they were listed; `updatedAt` is what the list told. One that changed " +
    "since is left, and so is one that doesn't wait",
  request: {
    params,
    body: body(
      z.strictObject({
        jobs: z
          .array(z.strictObject({ id: jobId, updatedAt: z.int() }))
          .min(1)
          .max(MOST_AT_ONCE),
      }),
    ),
  },
  responses: {
    202: json(
      "Which were approved, and which were left",
      z.object({ taken: z.array(z.string()), left: z.array(z.string()) }),
    ),
    ...REFUSALS,
  },
});

const reject = createRoute({
  method: "post",
  path: "/tenants/{id}/approvals/reject",
  summary: "Skip orders that wait for an approval; the note says why",
  request: {
    params,
    body: body(
      z.strictObject({
        jobIds: z.array(jobId).min(1).max(MOST_AT_ONCE),
        note: z.string().trim().min(1).max(500),
      }),
    ),
  },
  responses: {
    200: json(
      "Which were skipped",
      z.object({
        taken: z.array(z.string()),
        refused: z.array(z.object({ jobId: z.string(), kind: z.string(), detail: z.string() })),
      }),
    ),
    ...REFUSALS,
  },
});

export function approvalRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(list, async (c) => {
    const language = await askedLanguage(c, granted(await requireTenant(askingOf(deps, c))));
    const { rule: asked = null, cursor: from = null } = c.req.valid("query");
    const waiting = granted(await approvalsOf(askingOf(deps, c), asked, from));
    return c.json(
      {
        jobs: waiting.jobs.map(({ since, ...job }) => ({ ...jobView(job, language), since })),
        rules: waiting.rules.map((one) => ({ ...one })),
        cursor: waiting.cursor,
      },
      200,
    );
  });
  app.openapi(approve, async (c) => {
    const { id } = c.req.valid("param");
    const { jobs } = c.req.valid("json");
    const { taken, left } = granted(await approveIfUnchanged(askingOf(deps, c), jobs));
    dispatchFirst(c, deps, id, taken);
    return c.json({ taken: [...taken], left: [...left] }, 202);
  });
  app.openapi(reject, async (c) => {
    const { jobIds, note } = c.req.valid("json");
    const { taken, refused } = granted(await rejectJobs(askingOf(deps, c), jobIds, note));
    return c.json(
      {
        taken: taken.map((one) => one.jobId),
        refused: refused.map((one) => ({ ...one, detail: inEnglish(one.detail) })),
      },
      200,
    );
  });
}
