/** A tenant's jobs, and its links. */
import { z } from "@hono/zod-openapi";
import type { Language } from "../../domain/language.ts";
import type { JobQuery } from "../../sync/contract/index.ts";
import { csvHeaders } from "../tables/csv.ts";
import { jobsTable } from "../tables/jobs-table.ts";
import { defined } from "../../domain/platform/defined.ts";
import { searchConditions } from "../usecases/search/job-search.ts";
import { limitToRights, jobTimeline, listJobs, skipJob } from "../usecases/jobs/jobs.ts";
import { deleteLink, listLinks, putLink } from "../usecases/ledger/links.ts";
import { anyNames } from "../usecases/settings/names.ts";
import { postingsOf, readPostings } from "../usecases/ledger/posting.ts";
import { retryJob } from "../usecases/jobs/retry.ts";
import {
  body,
  emptyBodyAsNone,
  unwrapOrThrow,
  jobView,
  json,
  postingViews,
  jobAnswer,
  languageFor,
  optionalBody,
} from "./answers.ts";
import { posting as postingShape } from "./shapes.ts";
import { csv, rawRoute, type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";
import { JOB_STATUSES, OUTCOMES, COUNTED_AS } from "../../domain/jobs/job.ts";
import { message } from "../../messages/message.ts";
import { flow } from "./schemas.ts";

const jobQuery = z
  .strictObject({
    key: z.string().max(100).optional(),
    flow: flow.optional(),
    status: z.enum(JOB_STATUSES).optional(),
    outcome: z.enum(OUTCOMES).optional().describe("the job's `outcome`"),
    stands: z
      .enum(COUNTED_AS)
      .optional()
      .describe(
        "how it counts: the job's `stands` or, without it, its `outcome`. `held` includes " +
          "orders that wait for an approval, `waits-for-approval` are these alone",
      ),
    label: z.string().max(50).optional().describe("order number, or part of it"),
    text: z
      .string()
      .max(100)
      .optional()
      .describe(
        "part of a number, an id, an article's name, a SKU, or of a reason's words; or " +
          "somebody's whole e-mail address",
      ),
    from: z.iso
      .date()
      .optional()
      .describe("came to stand so on this day or later, by the shop's clock"),
    to: z.iso.date().optional().describe("on this day or earlier"),
    newest: z
      .enum(["true", "false"])
      .optional()
      .describe("of each order, customer or article the newest job alone"),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ["to"],
    params: { described: message("refusals.firstAfterLast") },
  });

const params = schemas.tenantPath;
const jobPath = params.extend({ jobId: z.string().min(1).max(100) });
const cursor = z.string().nullable();

function queryOf(
  { text, from, to, newest, stands, ...query }: z.infer<typeof jobQuery>,
  language: Language,
): JobQuery {
  // Nothing else has that outcome.
  const isHeld = stands === "held" && (query.outcome ?? "held") === "held";
  return {
    ...defined(isHeld ? { ...query, outcome: "held" } : { ...query, stands }),
    ...searchConditions(defined({ text, from, to }), language),
    ...(newest === undefined ? {} : { newest: newest === "true" }),
  };
}

export const jobRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/jobs", {
    summary: "Jobs, the newest first",
    query: jobQuery,
    answer: json("A page of jobs", z.object({ jobs: z.array(schemas.job), cursor })),
    handle: async ({ c, asking, query }) => {
      const language = await languageFor(c, asking);
      const page = unwrapOrThrow(await listJobs(asking, queryOf(query, language)));
      return { jobs: page.jobs.map((job) => jobView(job, language)), cursor: page.cursor };
    },
  }),
  rawRoute("get", "/tenants/{id}/jobs.csv", {
    summary: "The same list as a table, at most 50,000 lines",
    description:
      "All of it at once, or all after `cursor`: `limit` is of pages, and changes nothing.",
    query: jobQuery,
    responses: { 200: csv },
    handle: async ({ c, deps, actor, asking, param: { id }, query }) => {
      const language = await languageFor(c, asking);
      const allowed = limitToRights(actor, id, queryOf(query, language));
      return c.body(jobsTable(deps, id, allowed, { language }), 200, csvHeaders("jobs"));
    },
  }),
  route("get", "/tenants/{id}/jobs/{jobId}", {
    summary: "One job with its operations and its story; holds personal data",
    params: jobPath,
    answer: json("The job", schemas.jobDetail),
    handle: async ({ c, asking, param: { jobId } }) => {
      const language = await languageFor(c, asking);
      const described = unwrapOrThrow(await jobTimeline(asking, jobId));
      const postings = postingsOf(described, await anyNames(asking));
      return jobAnswer(described, language, postings);
    },
  }),
  route("post", "/tenants/{id}/jobs/{jobId}/posting", {
    summary: "Read from the ledger, now, what the documents of this order booked",
    description:
      "Each document as it was predicted and as its voucher stands in the ledger, with the lines " +
      "that differ. The API of eAccounting names no voucher for a payment.",
    params: jobPath,
    answer: json("The postings", z.object({ postings: z.array(postingShape) })),
    handle: async ({ c, asking, param: { jobId } }) => {
      const language = await languageFor(c, asking);
      unwrapOrThrow(await readPostings(asking, jobId));
      const described = unwrapOrThrow(await jobTimeline(asking, jobId));
      const postings = postingsOf(described, await anyNames(asking));
      return { postings: postingViews(postings, language) };
    },
  }),
  route("post", "/tenants/{id}/jobs/{jobId}/retry", {
    summary:
      "Let the job go again, with a new fetch, and the newest settings or those that it was " +
      "planned with",
    middleware: emptyBodyAsNone,
    params: jobPath,
    body: optionalBody(z.strictObject({ settings: schemas.retrySettings.optional() })),
    status: 202,
    answer: json(
      "Taken. The job that goes is the newest of its key",
      z.object({ jobId: z.string() }),
    ),
    handle: async ({ c, deps, asking, param: { id, jobId }, input }) => {
      const taken = unwrapOrThrow(
        await retryJob(asking, { jobId, settings: input.settings ?? "newest" }),
      );
      if (taken.dispatch) c.executionCtx.waitUntil(deps.dispatch(id, taken.jobId));
      return { jobId: taken.jobId };
    },
  }),
  route("post", "/tenants/{id}/jobs/{jobId}/skip", {
    summary: "End the job by decision; the note says why",
    params: jobPath,
    body: body(z.strictObject({ note: z.string().trim().min(1).max(500) })),
    handle: ({ asking, param: { jobId }, input }) => skipJob(asking, jobId, input.note),
  }),
];

export const linkRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/links", {
    summary: "Which customer or article of the ledger stands for which of the shop",
    query: z.strictObject({
      kind: schemas.linkKind.optional(),
      source: z.string().max(200).optional(),
      target: z.string().max(200).optional(),
      cursor: z.string().max(200).optional(),
    }),
    answer: json("A page of links", z.object({ links: z.array(schemas.link), cursor })),
    handle: async ({ asking, query }) => {
      const page = unwrapOrThrow(await listLinks(asking, defined(query)));
      return { links: page.links, cursor: page.cursor };
    },
  }),
  route("put", "/tenants/{id}/links", {
    summary: "Set a link by hand: of a customer by debtor, of an article by the code in Asperion",
    body: body(schemas.newLink),
    handle: ({ asking, input }) => putLink(asking, input),
  }),
  route("delete", "/tenants/{id}/links", {
    summary: "Remove a link: the next order, or comparison of products, looks again",
    query: z.strictObject({ kind: schemas.linkKind, source: z.string().min(1).max(200) }),
    handle: ({ asking, query }) => deleteLink(asking, query),
  }),
];
