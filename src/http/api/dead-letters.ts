/** Wake-ups that the queue gave up, and what is done about them. */
import { z } from "@hono/zod-openapi";
import { dismissLetter, listLetters, retryLetter } from "../usecases/jobs/dead-letters.ts";
import { body, unwrapOrThrow, json } from "./answers.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const letterId = z.string().min(1).max(100);
const params = schemas.tenantPath;
const onePath = params.extend({ letterId });
const why = body(z.strictObject({ note: z.string().trim().min(1).max(500) }));
const letters = json(
  "Those that nobody has dealt with, the newest first",
  z
    .object({
      letters: z.array(
        z.object({
          id: z.string(),
          at: z.int(),
          jobId: z.string().nullable(),
          body: z.string().describe("the message, ids only; at most 500 characters"),
        }),
      ),
    })
    .openapi("DeadLetters"),
);

export const deadLetterRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/dead-letters", {
    summary: "Wake-ups of this tenant that the queue gave up after ten tries",
    answer: letters,
    handle: async ({ deps, actor, param }) => {
      const found = unwrapOrThrow(await listLetters(deps, actor, param.id));
      return { letters: found };
    },
  }),
  route("post", "/tenants/{id}/dead-letters/{letterId}/retry", {
    summary: "Wake the job that it was for, now",
    params: onePath,
    status: 202,
    answer: json("Woken", z.object({ jobId: z.string().nullable() })),
    handle: async ({ c, deps, asking, param: { id, letterId: letter } }) => {
      const { jobId } = unwrapOrThrow(await retryLetter(asking, letter));
      if (jobId !== null) c.executionCtx.waitUntil(deps.dispatch(id, jobId));
      return { jobId };
    },
  }),
  route("post", "/tenants/{id}/dead-letters/{letterId}/dismiss", {
    summary: "Take it off the list; the note says why",
    params: onePath,
    body: why,
    handle: ({ deps, actor, param: { id, letterId: letter }, input }) =>
      dismissLetter(deps, actor, id, letter, input.note),
  }),
  route("get", "/dead-letters", {
    summary: "Messages that the queue gave up and of which nobody knows the tenant",
    answer: letters,
    handle: async ({ deps, actor }) => {
      const found = unwrapOrThrow(await listLetters(deps, actor, null));
      return { letters: found };
    },
  }),
  route("post", "/dead-letters/{letterId}/dismiss", {
    summary: "Take one of no tenant off the list; the note says why",
    params: z.object({ letterId }),
    body: why,
    handle: ({ deps, actor, param: { letterId: letter }, input }) =>
      dismissLetter(deps, actor, null, letter, input.note),
  }),
];
