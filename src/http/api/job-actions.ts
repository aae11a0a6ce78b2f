/** A person's actions on one job besides a retry, and on a connection. */
import { z } from "@hono/zod-openapi";
import type { RequestedAction } from "../../domain/jobs/requested-actions.ts";
import { actOn, checkConnection } from "../usecases/jobs/job-actions.ts";
import { bookPreviewed } from "../usecases/dry-runs/fetch-order.ts";
import { unwrapOrThrow, json, describedReasons, languageFor } from "./answers.ts";
import { reason } from "./shapes.ts";
import { type Call, type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

type JobCall = Pick<Call<"/tenants/{id}/jobs", typeof jobPath>, "c" | "deps" | "asking" | "param">;

const jobPath = schemas.tenantPath.extend({ jobId: z.string().min(1).max(100) });
const taken = json(
  "Taken. The job that goes is the newest of its key",
  z.object({ jobId: z.string() }),
);

/** Does it, and begins the job at once where it may run now. */
const act =
  (wanted: RequestedAction) =>
  async ({ c, deps, asking, param: { id, jobId } }: JobCall) => {
    const done = unwrapOrThrow(await actOn(asking, { jobId, act: wanted }));
    if (done.dispatch) c.executionCtx.waitUntil(deps.dispatch(id, done.jobId));
    return { jobId: done.jobId };
  };

export const actRoutes: readonly Route[] = [
  route("post", "/tenants/{id}/jobs/{jobId}/resync", {
    summary:
      "Fetch the order afresh and hold it against its document; a document that somebody " +
      "deleted is told, and not made again",
    params: jobPath,
    status: 202,
    answer: taken,
    handle: act("resync"),
  }),
  route("post", "/tenants/{id}/jobs/{jobId}/book-again", {
    summary:
      "Make the document of an order again that somebody deleted; of one that stands no other " +
      "is made",
    params: jobPath,
    status: 202,
    answer: taken,
    handle: act("book-again"),
  }),
  route("post", "/tenants/{id}/jobs/{jobId}/undo-skip", {
    summary: "Take up after all what a person skipped",
    params: jobPath,
    status: 202,
    answer: taken,
    handle: act("undo-skip"),
  }),
  route("post", "/tenants/{id}/jobs/{jobId}/book", {
    summary: "Book the order that this dry run showed",
    description:
      "The job is the dry run of one order. Refused once the settings have changed since, in " +
      "test mode, and a second time. An order from before the start line crosses it.",
    params: jobPath,
    status: 202,
    answer: taken,
    handle: async ({ c, deps, asking, param: { id, jobId } }) => {
      const done = unwrapOrThrow(await bookPreviewed(asking, jobId));
      if (done.dispatch) c.executionCtx.waitUntil(deps.dispatch(id, done.jobId));
      return { jobId: done.jobId };
    },
  }),
  route("post", "/tenants/{id}/connect/{vendor}/check", {
    summary: "Ask the vendor something small, now: whether the connection works, and if not, why",
    params: schemas.tenantPath.extend({ vendor: schemas.vendor }),
    answer: json("Whether it works", z.object({ works: z.boolean(), reasons: z.array(reason) })),
    handle: async ({ c, asking, param: { vendor } }) => {
      const language = await languageFor(c, asking);
      const { works, reasons } = unwrapOrThrow(await checkConnection(asking, vendor));
      return { works, reasons: describedReasons(reasons, language) };
    },
  }),
];
