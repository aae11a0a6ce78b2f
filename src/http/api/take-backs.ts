/** Removes what was made on the first day, on days, or with a version of the settings. */
import { z } from "@hono/zod-openapi";
import { message } from "../../messages/message.ts";
import type { TakeBackRequest } from "../../sync/contract/backfills.ts";
import { takeBack, takeBackChoices, previewRebooking } from "../usecases/tenants/take-backs.ts";
import { body, unwrapOrThrow, json } from "./answers.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;
const begun = json("Begun", z.object({ id: z.string() }));

const asked = z
  .strictObject({
    scope: schemas.takeBackScope.optional(),
    dryRunId: z.string().min(1).max(20).optional().describe("the dry run that this run follows"),
  })
  .refine(({ scope, dryRunId }) => (scope === undefined) !== (dryRunId === undefined), {
    path: ["dryRunId"],
    params: { described: message("problems.scopeOrDryRun") },
  })
  .openapi("NewTakeBack");

export const takeBackRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/take-backs", {
    summary:
      "What there is to take back: orders whose documents stand, by what they were made with",
    answer: json(
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
    handle: async ({ asking }) => {
      const { firstDay, versions } = unwrapOrThrow(await takeBackChoices(asking));
      return { firstDay, versions };
    },
  }),
  route("post", "/tenants/{id}/take-backs", {
    summary:
      "Work out what would be taken back of the first day, of days, or of a version of the " +
      "settings; or take it back",
    description:
      "A dry run first, with a scope; then the run itself, with the dry run's id. How it stands " +
      "and what becomes of each order is told like a back-fill's, at /backfills/{id}. An order " +
      "whose document was taken back isn't booked again by itself.",
    body: body(asked),
    status: 202,
    answer: begun,
    handle: async ({ asking, input: { scope, dryRunId } }) => {
      const request: TakeBackRequest =
        scope === undefined ? { dryRunId: dryRunId ?? "" } : { scope, dryRunId: null };
      return { id: unwrapOrThrow(await takeBack(asking, request)).id };
    },
  }),
  route("post", "/tenants/{id}/backfills/{backfillId}/again", {
    summary: "Work out what would be booked of the orders whose documents this run took back",
    description: "A dry run; the back-fill that follows it books them.",
    params: params.extend({ backfillId: z.string().min(1).max(20) }),
    status: 202,
    answer: begun,
    handle: async ({ asking, param: { backfillId } }) => ({
      id: unwrapOrThrow(await previewRebooking(asking, backfillId)).id,
    }),
  }),
];
