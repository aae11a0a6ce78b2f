/** What a person should look at, and actions on several jobs at once. */
import { z } from "@hono/zod-openapi";
import { inEnglish } from "../problem.ts";
import { MAX_AT_ONCE, openJobs, type BulkResult, skipJobs } from "../usecases/jobs/jobs.ts";
import { retryJobs } from "../usecases/jobs/retry.ts";
import { body, unwrapOrThrow, jobView, json, languageFor } from "./answers.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const jobIds = z.array(z.string().min(1).max(100)).min(1).max(MAX_AT_ONCE);
const answered = z.object({
  taken: z.array(z.string()),
  refused: z.array(z.object({ jobId: z.string(), kind: z.string(), detail: z.string() })),
});

const waiting = schemas.job
  .extend({
    vendorWords: z
      .object({ vendor: z.enum(["asperion", "eaccounting"]), text: z.string() })
      .nullable()
      .describe("What the vendor said in its own words, where it refused. It may name people."),
  })
  .openapi("WaitingJob");

const view = ({ taken, refused }: BulkResult) => ({
  taken: taken.map(({ jobId }) => jobId),
  refused: refused.map((one) => ({ ...one, detail: inEnglish(one.detail) })),
});

export const attentionRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/attention", {
    summary: "Jobs that a person should look at, the longest open first",
    query: z.strictObject({ cursor: z.string().max(300).optional() }),
    answer: json(
      "A page of jobs",
      z.object({ jobs: z.array(waiting), cursor: z.string().nullable() }),
    ),
    handle: async ({ c, asking, query }) => {
      const language = await languageFor(c, asking);
      const page = unwrapOrThrow(await openJobs(asking, { cursor: query.cursor ?? null }));
      return {
        jobs: page.jobs.map((job) => ({
          ...jobView(job, language),
          vendorWords: page.words?.[job.id] ?? null,
        })),
        cursor: page.cursor,
      };
    },
  }),
  route("post", "/tenants/{id}/attention/retry", {
    summary:
      "Let several jobs go again, with the newest settings or each with those that it was " +
      "planned with",
    body: body(z.strictObject({ jobIds, settings: schemas.retrySettings.optional() })),
    status: 202,
    answer: json("Which were taken", answered),
    handle: async ({
      c,
      deps,
      asking,
      param: { id },
      input: { jobIds: ids, settings = "newest" },
    }) => {
      const done = unwrapOrThrow(await retryJobs(asking, ids, settings));
      for (const { dispatch } of done.taken)
        if (dispatch !== null) c.executionCtx.waitUntil(deps.dispatch(id, dispatch));
      return view(done);
    },
  }),
  route("post", "/tenants/{id}/attention/skip", {
    summary: "End several jobs by decision; the note says why",
    body: body(z.strictObject({ jobIds, note: z.string().trim().min(1).max(500) })),
    answer: json("Which were ended", answered),
    handle: async ({ asking, input: { jobIds: ids, note } }) =>
      view(unwrapOrThrow(await skipJobs(asking, ids, note))),
  }),
];
