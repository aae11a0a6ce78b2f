/** A person's actions on one job besides a retry, and on a connection. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import type { RequestedAction } from "../../domain/jobs/requested-actions.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { actOn, checkConnection } from "../usecases/jobs/job-actions.ts";
import { bookPreviewed } from "../usecases/dry-runs/fetch-order.ts";
import { requireTenant } from "../usecases/tenant-access.ts";
import { askingOf, askedLanguage, granted, json, REFUSALS, describedReasons } from "./answers.ts";
import { reason } from "./shapes.ts";
import * as schemas from "./schemas.ts";

const jobPath = schemas.tenantPath.extend({ jobId: z.string().min(1).max(100) });
const taken = json(
  "Taken. The job that goes is the newest of its key",
  z.object({ jobId: z.string() }),
);

const resync = createRoute({
  method: "post",
  path: "/tenants/{id}/jobs/{jobId}/resync",
  summary:
    "Fetch the order afresh and hold it against its document; a document that somebody " +
    "deleted is told, and not made again",
  request: { params: jobPath },
  responses: { 202: taken, ...REFUSALS },
});

const bookAgain = createRoute({
  method: "post",
  path: "/tenants/{id}/jobs/{jobId}/book-again",
  summary:
    "Make the document of an order again that somebody deleted; of one that stands no other " +
    "is made",
  request: { params: jobPath },
  responses: { 202: taken, ...REFUSALS },
});

const undoSkip = createRoute({
  method: "post",
  path: "/tenants/{id}/jobs/{jobId}/undo-skip",
  summary: "Take up after all what a person skipped",
  request: { params: jobPath },
  responses: { 202: taken, ...REFUSALS },
});

const book = createRoute({
  method: "post",
  path: "/tenants/{id}/jobs/{jobId}/book",
  summary: "Book the order that this dry run showed",
  description:
    "The job is the dry run of one order. Refused once the settings have changed since, in " +
    "test mode, and a second time. An order from before the start line crosses it.",
  request: { params: jobPath },
  responses: { 202: taken, ...REFUSALS },
});

const check = createRoute({
  method: "post",
  path: "/tenants/{id}/connect/{vendor}/check",
  summary: "Ask the vendor something small, now: whether the connection works, and if not, why",
  request: { params: schemas.tenantPath.extend({ vendor: schemas.vendor }) },
  responses: {
    200: json("Whether it works", z.object({ works: z.boolean(), reasons: z.array(reason) })),
    ...REFUSALS,
  },
});

export function actRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  const act = async (
    c: Parameters<Parameters<typeof app.openapi<typeof resync>>[1]>[0],
    wanted: RequestedAction,
  ) => {
    const { id, jobId } = c.req.valid("param");
    const done = granted(await actOn(askingOf(deps, c), { jobId, act: wanted }));
    if (done.dispatch) c.executionCtx.waitUntil(deps.dispatch(id, done.jobId));
    return c.json({ jobId: done.jobId }, 202);
  };
  app.openapi(resync, (c) => act(c, "resync"));
  app.openapi(bookAgain, (c) => act(c, "book-again"));
  app.openapi(undoSkip, (c) => act(c, "undo-skip"));
  app.openapi(book, async (c) => {
    const { id, jobId } = c.req.valid("param");
    const done = granted(await bookPreviewed(askingOf(deps, c), jobId));
    if (done.dispatch) c.executionCtx.waitUntil(deps.dispatch(id, done.jobId));
    return c.json({ jobId: done.jobId }, 202);
  });
  app.openapi(check, async (c) => {
    const { vendor } = c.req.valid("param");
    const language = await askedLanguage(c, granted(await requireTenant(askingOf(deps, c))));
    const { works, reasons } = granted(await checkConnection(askingOf(deps, c), vendor));
    return c.json({ works, reasons: describedReasons(reasons, language) }, 200);
  });
}
