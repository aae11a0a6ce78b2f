/** Past orders that are booked on purpose. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import { message } from "../../messages/message.ts";
import type { BackfillView } from "../../sync/contract/index.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import {
  backfillOrders,
  beginBackfill,
  cancelBackfill,
  listBackfills,
  readBackfill,
  undoBackfill,
} from "../usecases/tenants/backfills.ts";
import { defined } from "../../domain/platform/defined.ts";
import { requireTenant } from "../usecases/tenant-access.ts";
import { describeReason } from "../usecases/jobs/reason-text.ts";
import { askingOf, askedLanguage, body, granted, json, nothing, REFUSALS } from "./answers.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;
const onePath = params.extend({ backfillId: z.string().min(1).max(20) });

const newBackfill = z
  .strictObject({
    from: z.iso.date().openapi({ description: "first day, by Asperion's clock" }),
    to: z.iso.date().openapi({ description: "last day" }),
    dryRun: z.boolean(),
    dryRunId: z
      .string()
      .min(1)
      .max(20)
      .optional()
      .openapi({ description: "the dry run that this run follows; of the same days" }),
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

const begin = createRoute({
  method: "post",
  path: "/tenants/{id}/backfills",
  summary: "Work out what would be booked of a range of days before the start line, or book it",
  description:
    "A dry run first; then the run itself, with its id. Only orders that the dry run would " +
    "book are booked, each after a search by marker and by bare number.",
  request: { params, body: body(newBackfill) },
  responses: { 202: json("Begun", z.object({ id: z.string() })), ...REFUSALS },
});

const list = createRoute({
  method: "get",
  path: "/tenants/{id}/backfills",
  summary: "The last back-fills, the newest first",
  request: { params },
  responses: {
    200: json("Back-fills", z.object({ backfills: z.array(schemas.backfill) })),
    ...REFUSALS,
  },
});

const one = createRoute({
  method: "get",
  path: "/tenants/{id}/backfills/{backfillId}",
  summary:
    "How a back-fill stands: done of total, speed, time left, and what became of its orders " +
    "by count",
  request: { params: onePath },
  responses: { 200: json("The back-fill", schemas.backfill), ...REFUSALS },
});

const orders = createRoute({
  method: "get",
  path: "/tenants/{id}/backfills/{backfillId}/orders",
  summary: "What became, or would become, of each order, the oldest first",
  request: {
    params: onePath,
    query: z.strictObject({
      verdict: z.enum(schemas.BACKFILL_VERDICTS).optional(),
      cursor: z.string().max(200).optional(),
    }),
  },
  responses: {
    200: json(
      "A page of orders",
      z.object({ orders: z.array(schemas.backfillOrder), cursor: z.string().nullable() }),
    ),
    ...REFUSALS,
  },
});

const cancel = createRoute({
  method: "post",
  path: "/tenants/{id}/backfills/{backfillId}/cancel",
  summary: "Begin nothing more of it; what is being written ends as it must",
  request: { params: onePath },
  responses: { 204: nothing, ...REFUSALS },
});

const undo = createRoute({
  method: "post",
  path: "/tenants/{id}/backfills/{backfillId}/undo",
  summary:
    "Delete the documents that it made, as far as nobody invoiced or changed them; its orders " +
    "say which remain",
  request: { params: onePath },
  responses: { 202: json("Begun", z.object({ documents: z.int() })), ...REFUSALS },
});

const view = (backfill: BackfillView): z.output<typeof schemas.backfill> => ({
  ...backfill,
  verdicts: { ...backfill.verdicts },
});

export function backfillRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(begin, async (c) => {
    const { from, to, dryRunId } = c.req.valid("json");
    return c.json(
      granted(
        await beginBackfill(askingOf(deps, c), {
          from,
          to,
          dryRunId: dryRunId ?? null,
        }),
      ),
      202,
    );
  });
  app.openapi(list, async (c) =>
    c.json(
      {
        backfills: granted(await listBackfills(askingOf(deps, c))).map(view),
      },
      200,
    ),
  );
  app.openapi(one, async (c) => {
    const { backfillId } = c.req.valid("param");
    return c.json(view(granted(await readBackfill(askingOf(deps, c), backfillId))), 200);
  });
  app.openapi(orders, async (c) => {
    const { backfillId } = c.req.valid("param");
    const language = await askedLanguage(c, granted(await requireTenant(askingOf(deps, c))));
    const page = granted(
      await backfillOrders(askingOf(deps, c), backfillId, defined(c.req.valid("query"))),
    );
    const described = page.orders.map((order) => ({
      ...order,
      reasons: order.reasons.map((reason) => {
        const { code, params: figures, text, next } = describeReason(reason, language);
        return { code, params: { ...figures }, text, next };
      }),
    }));
    return c.json({ orders: described, cursor: page.cursor }, 200);
  });
  app.openapi(cancel, async (c) => {
    const { backfillId } = c.req.valid("param");
    granted(await cancelBackfill(askingOf(deps, c), backfillId));
    return c.body(null, 204);
  });
  app.openapi(undo, async (c) => {
    const { backfillId } = c.req.valid("param");
    const { documents } = granted(await undoBackfill(askingOf(deps, c), backfillId));
    return c.json({ documents }, 202);
  });
}
