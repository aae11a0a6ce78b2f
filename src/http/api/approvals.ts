/** /tenants/{id}/approvals: orders that wait for an approval, approving and rejecting them. */
import { z } from "@hono/zod-openapi";
import { APPROVAL_RULES } from "../../settings/orders/order-types.ts";
import { inEnglish } from "../problem.ts";
import { approvalsOf, approveIfUnchanged, rejectJobs } from "../usecases/jobs/approvals.ts";
import { MAX_AT_ONCE } from "../usecases/jobs/jobs.ts";
import { body, unwrapOrThrow, jobView, json, languageFor } from "./answers.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";
import { dispatchFirst } from "../dispatch-first.ts";

const jobId = z.string().min(1).max(100);
const rule = z.enum(APPROVAL_RULES);
const cursor = z
  .string()
  .regex(/^\d{1,16} /)
  .max(300);

export const approvalRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/approvals", {
    summary:
      "Orders that wait for an approval, the longest waiting first, and how many of each rule",
    query: z.strictObject({ rule: rule.optional(), cursor: cursor.optional() }),
    answer: json(
      "At most 100 of them, and the cursor of the next",
      z.object({
        jobs: z.array(schemas.job.extend({ since: z.int() }).openapi("WaitingApproval")),
        rules: z.array(z.object({ rule, count: z.int() })),
        cursor: z.string().nullable(),
      }),
    ),
    handle: async ({ c, asking, query: { rule: asked = null, cursor: from = null } }) => {
      const language = await languageFor(c, asking);

      const waiting = unwrapOrThrow(await approvalsOf(asking, asked, from));
      return {
        jobs: waiting.jobs.map(({ since, ...job }) => ({ ...jobView(job, language), since })),
        rules: waiting.rules,
        cursor: waiting.cursor,
      };
    },
  }),
  route("post", "/tenants/{id}/approvals/approve", {
    summary:
      "Approve orders as they were listed; `updatedAt` is what the list told. One that changed " +
      "since is left, and so is one that doesn't wait",
    body: body(
      z.strictObject({
        jobs: z
          .array(z.strictObject({ id: jobId, updatedAt: z.int() }))
          .min(1)
          .max(MAX_AT_ONCE),
      }),
    ),
    status: 202,
    answer: json(
      "Which were approved, and which were left",
      z.object({ taken: z.array(z.string()), left: z.array(z.string()) }),
    ),
    handle: async ({ c, deps, asking, param: { id }, input: { jobs } }) => {
      const { taken, left } = unwrapOrThrow(await approveIfUnchanged(asking, jobs));
      dispatchFirst(c, deps, id, taken);
      return { taken, left };
    },
  }),
  route("post", "/tenants/{id}/approvals/reject", {
    summary: "Skip orders that wait for an approval; the note says why",
    body: body(
      z.strictObject({
        jobIds: z.array(jobId).min(1).max(MAX_AT_ONCE),
        note: z.string().trim().min(1).max(500),
      }),
    ),
    answer: json(
      "Which were skipped",
      z.object({
        taken: z.array(z.string()),
        refused: z.array(z.object({ jobId: z.string(), kind: z.string(), detail: z.string() })),
      }),
    ),
    handle: async ({ asking, input: { jobIds, note } }) => {
      const { taken, refused } = unwrapOrThrow(await rejectJobs(asking, jobIds, note));
      return {
        taken: taken.map((one) => one.jobId),
        refused: refused.map((one) => ({ ...one, detail: inEnglish(one.detail) })),
      };
    },
  }),
];
