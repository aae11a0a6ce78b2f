/** Long runs: how far they are, and stopping one. */
import { z } from "@hono/zod-openapi";
import { cancelRun, tenantHealth } from "../usecases/tenants/control.ts";
import { granted, json } from "./answers.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;

export const runRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/runs", {
    summary:
      "Long runs of products, customers and stock, the newest first: done of total, speed, time " +
      "left",
    description:
      "A run that reads one page and finds nothing isn't listed. Back-fills have a list of " +
      "their own.",
    answer: json("Runs", z.object({ runs: z.array(schemas.run) })),
    handle: async ({ asking }) => ({
      runs: granted(await tenantHealth(asking)).runs,
    }),
  }),
  route("post", "/tenants/{id}/runs/{runId}/cancel", {
    summary: "Begin nothing more of it; its flow's next turn finds again what it left",
    params: params.extend({ runId: z.string().min(1).max(20) }),
    handle: ({ asking, param: { runId } }) => cancelRun(asking, runId),
  }),
];
