/** What a person should look at, and actions on several jobs at once. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { inEnglish } from "../problem.ts";
import { MOST_AT_ONCE, openJobs, type Several, skipJobs } from "../usecases/jobs/jobs.ts";
import { requireTenant } from "../usecases/tenant-access.ts";
import { retryJobs } from "../usecases/jobs/retry.ts";
import { askingOf, askedLanguage, body, granted, jobView, json, REFUSALS } from "./answers.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;
const jobIds = z.array(z.string().min(1).max(100)).min(1).max(MOST_AT_ONCE);
const answered = z.object({
  taken: z.array(z.string()),
  refused: z.array(z.object({ jobId: z.string(), kind: z.string(), detail: z.string() })),
});

const waiting = schemas.job
  .extend({
    vendorWords: z
      .object({ vendor: z.enum(["asperion", "eaccounting"]), text: z.string() })
      .nullable()
      .openapi({
        description: "What the vendor said in its own words, where it refused. It may name people.",
      }),
  })
  .openapi("WaitingJob");

const list = createRoute({
  method: "get",
  path: "/tenants/{id}/attention",
  summary: "Jobs that a person should look at, the longest open first",
  request: { params, query: z.strictObject({ cursor: z.string().max(300).optional() }) },
  responses: {
    200: json(
      "A page of jobs",
      z.object({ jobs: z.array(waiting), cursor: z.string().nullable() }),
    ),
    ...REFUSALS,
  },
});

const retry = createRoute({
  method: "post",
  path: "/tenants/{id}/attention/retry",
  summary:
    "Let several jobs go again, with the newest settings or each with those that it was " +
    "planned with",
  request: {
    params,
    body: body(z.strictObject({ jobIds, settings: schemas.retrySettings.optional() })),
  },
  responses: { 202: json("Which were taken", answered), ...REFUSALS },
});

const skip = createRoute({
  method: "post",
  path: "/tenants/{id}/attention/skip",
  summary: "End several jobs by decision; the note says why",
  request: {
    params,
    body: body(z.strictObject({ jobIds, note: z.string().trim().min(1).max(500) })),
  },
  responses: { 200: json("Which were ended", answered), ...REFUSALS },
});

const view = ({ taken, refused }: Several) => ({
  taken: taken.map(({ jobId }) => jobId),
  refused: refused.map((one) => ({ ...one, detail: inEnglish(one.detail) })),
});

export function attentionRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(list, async (c) => {
    const language = await askedLanguage(c, granted(await requireTenant(askingOf(deps, c))));
    const page = granted(
      await openJobs(askingOf(deps, c), { cursor: c.req.valid("query").cursor ?? null }),
    );
    return c.json(
      {
        jobs: page.jobs.map((job) => ({
          ...jobView(job, language),
          vendorWords: page.words?.[job.id] ?? null,
        })),
        cursor: page.cursor,
      },
      200,
    );
  });
  app.openapi(retry, async (c) => {
    const { id } = c.req.valid("param");
    const { jobIds: ids, settings = "newest" } = c.req.valid("json");
    const done = granted(await retryJobs(askingOf(deps, c), ids, settings));
    for (const { dispatch } of done.taken)
      if (dispatch !== null) c.executionCtx.waitUntil(deps.dispatch(id, dispatch));
    return c.json(view(done), 202);
  });
  app.openapi(skip, async (c) => {
    const { jobIds: ids, note } = c.req.valid("json");
    return c.json(view(granted(await skipJobs(askingOf(deps, c), ids, note))), 200);
  });
}
