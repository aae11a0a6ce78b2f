/** The figures of a tenant's dashboard: outcomes by day. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { figuresOf } from "../usecases/tenants/figures.ts";
import { askingOf, granted, json, REFUSALS } from "./answers.ts";
import * as schemas from "./schemas.ts";

const day = z.iso.date();
const figure = z.object({
  flow: z.string(),
  outcome: z.string(),
  currency: z.string(),
  count: z.number(),
  gross: z.string(),
  vat: z.string(),
});

const read = createRoute({
  method: "get",
  path: "/tenants/{id}/figures",
  summary: "Counts and amounts of each day, by flow, outcome and currency; at most 92 days",
  description:
    "Days are those of the shop's clock (Europe/Amsterdam). An order, customer or article " +
    "counts once it was processed: once, on the day on which its outcome or amount last changed, " +
    "whenever it was placed. Amounts are what was charged, in the order's currency.",
  request: { params: schemas.tenantPath, query: z.strictObject({ from: day, to: day }) },
  responses: {
    200: json(
      "The figures",
      z.object({ days: z.array(z.object({ day: z.string(), figures: z.array(figure) })) }),
    ),
    ...REFUSALS,
  },
});

export function figureRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(read, async (c) => {
    const days = granted(await figuresOf(askingOf(deps, c), c.req.valid("query")));
    return c.json(
      {
        days: days.map((one) => ({
          day: one.day,
          figures: one.figures.map((figure) => ({ ...figure })),
        })),
      },
      200,
    );
  });
}
