/** Wake-ups that the queue gave up, and what is done about them. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { dismissLetter, listLetters, retryLetter } from "../usecases/jobs/dead-letters.ts";
import { askingOf, body, granted, json, nothing, REFUSALS } from "./answers.ts";
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
          body: z
            .string()
            .openapi({ description: "the message, ids only; at most 500 characters" }),
        }),
      ),
    })
    .openapi("DeadLetters"),
);

const list = createRoute({
  method: "get",
  path: "/tenants/{id}/dead-letters",
  summary: "Wake-ups of this tenant that the queue gave up after ten tries",
  request: { params },
  responses: { 200: letters, ...REFUSALS },
});

const retry = createRoute({
  method: "post",
  path: "/tenants/{id}/dead-letters/{letterId}/retry",
  summary: "Wake the job that it was for, now",
  request: { params: onePath },
  responses: { 202: json("Woken", z.object({ jobId: z.string().nullable() })), ...REFUSALS },
});

const dismiss = createRoute({
  method: "post",
  path: "/tenants/{id}/dead-letters/{letterId}/dismiss",
  summary: "Take it off the list; the note says why",
  request: { params: onePath, body: why },
  responses: { 204: nothing, ...REFUSALS },
});

const listOfNone = createRoute({
  method: "get",
  path: "/dead-letters",
  summary: "Messages that the queue gave up and of which nobody knows the tenant",
  responses: { 200: letters, ...REFUSALS },
});

const dismissOfNone = createRoute({
  method: "post",
  path: "/dead-letters/{letterId}/dismiss",
  summary: "Take one of no tenant off the list; the note says why",
  request: { params: z.object({ letterId }), body: why },
  responses: { 204: nothing, ...REFUSALS },
});

export function deadLetterRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(list, async (c) => {
    const found = granted(await listLetters(deps, c.var.actor, c.req.valid("param").id));
    return c.json({ letters: [...found] }, 200);
  });
  app.openapi(retry, async (c) => {
    const { id, letterId: letter } = c.req.valid("param");
    const { jobId } = granted(await retryLetter(askingOf(deps, c), letter));
    if (jobId !== null) c.executionCtx.waitUntil(deps.dispatch(id, jobId));
    return c.json({ jobId }, 202);
  });
  app.openapi(dismiss, async (c) => {
    const { id, letterId: letter } = c.req.valid("param");
    granted(await dismissLetter(deps, c.var.actor, id, letter, c.req.valid("json").note));
    return c.body(null, 204);
  });
  app.openapi(listOfNone, async (c) => {
    const found = granted(await listLetters(deps, c.var.actor, null));
    return c.json({ letters: [...found] }, 200);
  });
  app.openapi(dismissOfNone, async (c) => {
    const { letterId: letter } = c.req.valid("param");
    granted(await dismissLetter(deps, c.var.actor, null, letter, c.req.valid("json").note));
    return c.body(null, 204);
  });
}
