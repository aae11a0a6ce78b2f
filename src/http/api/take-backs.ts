/** Removes what was made on the first day, on days, or with a version of the settings. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import { message } from "../../messages/message.ts";
import type { TakeBackRequest } from "../../sync/contract/backfills.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { takeBack, takeBackChoices, tryTakenBack } from "../usecases/tenants/take-backs.ts";
import { askingOf, body, granted, json, REFUSALS } from "./answers.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;
const begun = json("Begun", z.object({ id: z.string() }));

const asked = z
  .strictObject({
    scope: schemas.takeBackScope.optional(),
    dryRunId: z
      .string()
      .min(1)
      .max(20)
      .optional()
      .openapi({ description: "the dry run that this run follows" }),
  })
  .refine(({ scope, dryRunId }) => (scope === undefined) !== (dryRunId === undefined), {
    path: ["dryRunId"],
    params: { described: message("problems.scopeOrDryRun") },
  })
  .openapi("NewTakeBack");

const choices = createRoute({
  method: "get",
  path: "/tenants/{id}/take-backs",
  summary: "What there is to take back: orders whose documents stand, by what they were made with",
  request: { params },
  responses: {
    200: json(
      "Orders of the first live day, and by version of the settings, the newest first. " +
        "Instants are of the first and the last document",
      z
        .object({
          firstDay: z
            .object({ from: z.int(), to: z.int(), orders: z.int(), waiting: z.int().optional() })
            .nullable(),
          versions: z.array(
            z.object({
              version: z.int(),
              orders: z.int(),
              waiting: z.int().optional(),
              from: z.int(),
              to: z.int(),
            }),
          ),
        })
        .openapi("TakeBackChoices"),
    ),
    ...REFUSALS,
  },
});

const begin = createRoute({
  method: "post",
  path: "/tenants/{id}/take-backs",
  summary:
    "Work out what would be taken back of the first day, of days, or of a version of the " +
    "settings; or take it back",
  description:
    "A dry run first, with a scope; then the run itself, with the dry run's id. How it stands " +
    "and what becomes of each order is told like a back-fill's, at /backfills/{id}. An order " +
    "whose document was taken back isn't booked again by itself.",
  request: { params, body: body(asked) },
  responses: { 202: begun, ...REFUSALS },
});

const again = createRoute({
  method: "post",
  path: "/tenants/{id}/backfills/{backfillId}/again",
  summary: "Work out what would be booked of the orders whose documents this run took back",
  description: "A dry run; the back-fill that follows it books them.",
  request: { params: params.extend({ backfillId: z.string().min(1).max(20) }) },
  responses: { 202: begun, ...REFUSALS },
});

export function takeBackRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(choices, async (c) => {
    const { firstDay, versions } = granted(await takeBackChoices(askingOf(deps, c)));
    return c.json({ firstDay, versions: [...versions] }, 200);
  });
  app.openapi(begin, async (c) => {
    const { scope, dryRunId } = c.req.valid("json");
    const request: TakeBackRequest =
      scope === undefined ? { dryRunId: dryRunId ?? "" } : { scope, dryRunId: null };
    return c.json({ id: granted(await takeBack(askingOf(deps, c), request)).id }, 202);
  });
  app.openapi(again, async (c) => {
    const { backfillId } = c.req.valid("param");
    return c.json(
      {
        id: granted(await tryTakenBack(askingOf(deps, c), backfillId)).id,
      },
      202,
    );
  });
}
