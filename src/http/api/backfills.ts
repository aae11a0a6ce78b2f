/** Past orders that are booked on purpose. */
import { z } from "@hono/zod-openapi";
import { message } from "../../messages/message.ts";
import {
  backfillOrders,
  beginBackfill,
  cancelBackfill,
  listBackfills,
  readBackfill,
  undoBackfill,
} from "../usecases/tenants/backfills.ts";
import { defined } from "../../domain/platform/defined.ts";
import { describeReason } from "../usecases/jobs/reason-text.ts";
import { body, unwrapOrThrow, json, languageFor } from "./answers.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;
const onePath = params.extend({ backfillId: z.string().min(1).max(20) });

const newBackfill = z
  .strictObject({
    from: z.iso.date().describe("first day, by Asperion's clock"),
    to: z.iso.date().describe("last day"),
    dryRun: z.boolean(),
    dryRunId: z
      .string()
      .min(1)
      .max(20)
      .optional()
      .describe("the dry run that this run follows; of the same days"),
  })
  .refine(({ from, to }) => from <= to, {
    path: ["to"],
    params: { described: message("problems.lastBeforeFirst") },
  })
  .refine(({ dryRun, dryRunId }) => dryRun === (dryRunId === undefined), {
    path: ["dryRunId"],
    params: { described: message("problems.dryRunIdNeeded") },
  })
  .openapi("NewBackfill");

export const backfillRoutes: readonly Route[] = [
  route("post", "/tenants/{id}/backfills", {
    summary: "Work out what would be booked of a range of days before the start line, or book it",
    description:
      "A dry run first; then the run itself, with its id. Only orders that the dry run would " +
      "book are booked, each after a search by marker and by bare number.",
    body: body(newBackfill),
    status: 202,
    answer: json("Begun", z.object({ id: z.string() })),
    handle: async ({ asking, input: { from, to, dryRunId } }) =>
      unwrapOrThrow(await beginBackfill(asking, { from, to, dryRunId: dryRunId ?? null })),
  }),
  route("get", "/tenants/{id}/backfills", {
    summary: "The last back-fills, the newest first",
    answer: json("Back-fills", z.object({ backfills: z.array(schemas.backfill) })),
    handle: async ({ asking }) => ({ backfills: unwrapOrThrow(await listBackfills(asking)) }),
  }),
  route("get", "/tenants/{id}/backfills/{backfillId}", {
    summary:
      "How a back-fill stands: done of total, speed, time left, and what became of its orders " +
      "by count",
    params: onePath,
    answer: json("The back-fill", schemas.backfill),
    handle: async ({ asking, param: { backfillId } }) =>
      unwrapOrThrow(await readBackfill(asking, backfillId)),
  }),
  route("get", "/tenants/{id}/backfills/{backfillId}/orders", {
    summary: "What became, or would become, of each order, the oldest first",
    params: onePath,
    query: z.strictObject({
      verdict: z.enum(schemas.BACKFILL_VERDICTS).optional(),
      cursor: z.string().max(200).optional(),
    }),
    answer: json(
      "A page of orders",
      z.object({ orders: z.array(schemas.backfillOrder), cursor: z.string().nullable() }),
    ),
    handle: async ({ c, asking, param: { backfillId }, query }) => {
      const language = await languageFor(c, asking);
      const page = unwrapOrThrow(await backfillOrders(asking, backfillId, defined(query)));
      const described = page.orders.map((order) => ({
        ...order,
        reasons: order.reasons.map((reason) => {
          const { code, params: figures, text, next } = describeReason(reason, language);
          return { code, params: figures, text, next };
        }),
      }));
      return { orders: described, cursor: page.cursor };
    },
  }),
  route("post", "/tenants/{id}/backfills/{backfillId}/cancel", {
    summary: "Begin nothing more of it; what is being written ends as it must",
    params: onePath,
    handle: ({ asking, param: { backfillId } }) => cancelBackfill(asking, backfillId),
  }),
  route("post", "/tenants/{id}/backfills/{backfillId}/undo", {
    summary:
      "Delete the documents that it made, as far as nobody invoiced or changed them; its orders " +
      "say which remain",
    params: onePath,
    status: 202,
    answer: json("Begun", z.object({ documents: z.int() })),
    handle: async ({ asking, param: { backfillId } }) => {
      const { documents } = unwrapOrThrow(await undoBackfill(asking, backfillId));
      return { documents };
    },
  }),
];
