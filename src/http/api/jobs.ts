/** A tenant's jobs, and its links. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import type { Language } from "../../domain/language.ts";
import type { JobQuery } from "../../sync/contract/index.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import { csvHeaders } from "../tables/csv.ts";
import type { EdgeDeps } from "../deps.ts";
import { jobsTable } from "../tables/jobs-table.ts";
import { defined } from "../../domain/platform/defined.ts";
import { searched } from "../usecases/search/job-search.ts";
import { asAllowed, jobTimeline, listJobs, skipJob } from "../usecases/jobs/jobs.ts";
import { deleteLink, listLinks, putLink } from "../usecases/ledger/links.ts";
import { requireTenant } from "../usecases/tenant-access.ts";
import { anyNames } from "../usecases/settings/names.ts";
import { postingsOf, readPostings } from "../usecases/ledger/posting.ts";
import { retryJob } from "../usecases/jobs/retry.ts";
import {
  askingOf,
  askedLanguage,
  body,
  emptyIsNone,
  granted,
  jobView,
  json,
  nothing,
  postingViews,
  REFUSALS,
  jobAnswer,
} from "./answers.ts";
import { posting as postingShape } from "./shapes.ts";
import { jobQuery } from "./job-query.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;
const jobPath = params.extend({ jobId: z.string().min(1).max(100) });
const cursor = z.string().nullable();

const list = createRoute({
  method: "get",
  path: "/tenants/{id}/jobs",
  summary: "Jobs, the newest first",
  request: { params, query: jobQuery },
  responses: {
    200: json("A page of jobs", z.object({ jobs: z.array(schemas.job), cursor })),
    ...REFUSALS,
  },
});

const csv = createRoute({
  method: "get",
  path: "/tenants/{id}/jobs.csv",
  summary: "The same list as a table, at most 50,000 lines",
  request: { params, query: jobQuery },
  responses: {
    200: { description: "The table", content: { "text/csv": { schema: z.string() } } },
    ...REFUSALS,
  },
});

const one = createRoute({
  method: "get",
  path: "/tenants/{id}/jobs/{jobId}",
  summary: "One job with its operations and its story; holds personal data",
  request: { params: jobPath },
  responses: { 200: json("The job", schemas.jobDetail), ...REFUSALS },
});

const posting = createRoute({
  method: "post",
  path: "/tenants/{id}/jobs/{jobId}/posting",
  summary: "Read from the ledger, now, what the documents of this order booked",
  description:
    "Each document as it was predicted and as its voucher stands in the ledger, with the lines " +
    "that differ. The API of eAccounting names no voucher for a payment.",
  request: { params: jobPath },
  responses: {
    200: json("The postings", z.object({ postings: z.array(postingShape) })),
    ...REFUSALS,
  },
});

const retry = createRoute({
  method: "post",
  path: "/tenants/{id}/jobs/{jobId}/retry",
  summary:
    "Let the job go again, with a new fetch, and the newest settings or those that it was " +
    "planned with",
  middleware: emptyIsNone,
  request: {
    params: jobPath,
    body: {
      required: false,
      content: {
        "application/json": {
          schema: z.strictObject({ settings: schemas.retrySettings.optional() }),
        },
      },
    },
  },
  responses: {
    202: json("Taken. The job that goes is the newest of its key", z.object({ jobId: z.string() })),
    ...REFUSALS,
  },
});

const skip = createRoute({
  method: "post",
  path: "/tenants/{id}/jobs/{jobId}/skip",
  summary: "End the job by decision; the note says why",
  request: {
    params: jobPath,
    body: body(z.strictObject({ note: z.string().trim().min(1).max(500) })),
  },
  responses: { 204: nothing, ...REFUSALS },
});

const links = createRoute({
  method: "get",
  path: "/tenants/{id}/links",
  summary: "Which customer or article of the ledger stands for which of the shop",
  request: {
    params,
    query: z.strictObject({
      kind: schemas.linkKind.optional(),
      source: z.string().max(200).optional(),
      target: z.string().max(200).optional(),
      cursor: z.string().max(200).optional(),
    }),
  },
  responses: {
    200: json("A page of links", z.object({ links: z.array(schemas.link), cursor })),
    ...REFUSALS,
  },
});

const put = createRoute({
  method: "put",
  path: "/tenants/{id}/links",
  summary: "Set a link by hand: of a customer by debtor, of an article by the code in Asperion",
  request: { params, body: body(schemas.newLink) },
  responses: { 204: nothing, ...REFUSALS },
});

const drop = createRoute({
  method: "delete",
  path: "/tenants/{id}/links",
  summary: "Remove a link: the next order, or comparison of products, looks again",
  request: {
    params,
    query: z.strictObject({ kind: schemas.linkKind, source: z.string().min(1).max(200) }),
  },
  responses: { 204: nothing, ...REFUSALS },
});

function asked(
  { text, from, to, newest, ...query }: z.infer<typeof jobQuery>,
  language: Language,
): JobQuery {
  return {
    ...defined(query),
    ...searched(defined({ text, from, to }), language),
    ...(newest === undefined ? {} : { newest: newest === "true" }),
  };
}

export function jobRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(list, async (c) => {
    const language = await askedLanguage(c, granted(await requireTenant(askingOf(deps, c))));
    const page = granted(await listJobs(askingOf(deps, c), asked(c.req.valid("query"), language)));
    return c.json(
      { jobs: page.jobs.map((job) => jobView(job, language)), cursor: page.cursor },
      200,
    );
  });
  app.openapi(csv, async (c) => {
    const { id } = c.req.valid("param");
    const language = await askedLanguage(c, granted(await requireTenant(askingOf(deps, c))));
    return c.body(
      jobsTable(deps, id, asAllowed(c.var.actor, id, asked(c.req.valid("query"), language)), {
        language,
      }),
      200,
      csvHeaders("jobs"),
    );
  });
  app.openapi(one, async (c) => {
    const { jobId } = c.req.valid("param");
    const language = await askedLanguage(c, granted(await requireTenant(askingOf(deps, c))));
    const described = granted(await jobTimeline(askingOf(deps, c), jobId));
    const postings = postingsOf(described, await anyNames(askingOf(deps, c)));
    return c.json(jobAnswer(described, language, postings), 200);
  });
  app.openapi(posting, async (c) => {
    const { jobId } = c.req.valid("param");
    const language = await askedLanguage(c, granted(await requireTenant(askingOf(deps, c))));
    granted(await readPostings(askingOf(deps, c), jobId));
    const described = granted(await jobTimeline(askingOf(deps, c), jobId));
    const postings = postingsOf(described, await anyNames(askingOf(deps, c)));
    return c.json({ postings: postingViews(postings, language) }, 200);
  });
  app.openapi(retry, async (c) => {
    const { id, jobId } = c.req.valid("param");
    const taken = granted(
      await retryJob(askingOf(deps, c), {
        jobId,
        settings: c.req.valid("json").settings ?? "newest",
      }),
    );
    if (taken.dispatch) c.executionCtx.waitUntil(deps.dispatch(id, taken.jobId));
    return c.json({ jobId: taken.jobId }, 202);
  });
  app.openapi(skip, async (c) => {
    const { jobId } = c.req.valid("param");
    granted(await skipJob(askingOf(deps, c), jobId, c.req.valid("json").note));
    return c.body(null, 204);
  });
}

export function linkRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(links, async (c) => {
    const page = granted(await listLinks(askingOf(deps, c), defined(c.req.valid("query"))));
    return c.json({ links: page.links.map((link) => ({ ...link })), cursor: page.cursor }, 200);
  });
  app.openapi(put, async (c) => {
    granted(await putLink(askingOf(deps, c), c.req.valid("json")));
    return c.body(null, 204);
  });
  app.openapi(drop, async (c) => {
    granted(await deleteLink(askingOf(deps, c), c.req.valid("query")));
    return c.body(null, 204);
  });
}
