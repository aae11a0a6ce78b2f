/** Long runs: how far they are, and stopping one. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { cancelRun, tenantHealth } from "../usecases/tenants/control.ts";
import { askingOf, granted, json, nothing, REFUSALS } from "./answers.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;

const list = createRoute({
  method: "get",
  path: "/tenants/{id}/runs",
  summary:
    "Long runs of products, customers and stock, the newest first: done of total, speed, time left",
  description:
    "A run that reads one page and finds nothing isn't listed. Back-fills have a list of " +
    "their own.",
  request: { params },
  responses: { 200: json("Runs", z.object({ runs: z.array(schemas.run) })), ...REFUSALS },
});

const cancel = createRoute({
  method: "post",
  path: "/tenants/{id}/runs/{runId}/cancel",
  summary: "Begin nothing more of it; its flow's next turn finds again what it left",
  request: { params: params.extend({ runId: z.string().min(1).max(20) }) },
  responses: { 204: nothing, ...REFUSALS },
});

export function runRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(list, async (c) =>
    c.json(
      {
        runs: granted(await tenantHealth(askingOf(deps, c))).runs.map((run) => ({ ...run })),
      },
      200,
    ),
  );
  app.openapi(cancel, async (c) => {
    const { runId } = c.req.valid("param");
    granted(await cancelRun(askingOf(deps, c), runId));
    return c.body(null, 204);
  });
}
