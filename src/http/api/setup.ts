/**
 * Setting a tenant up: how far it has come, what settings choose from by name, and the word to go
 * live.
 */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import { ALLOWED_THINGS, MISSING } from "../../domain/ledger/allowances.ts";
import { NAME_LISTS } from "../../domain/ledger/names.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { namesOf } from "../usecases/settings/names.ts";
import {
  goLive,
  missingSteps,
  nextStep,
  proposedSettings,
  SETUP_STEPS,
  setupState,
} from "../usecases/tenants/setup.ts";
import { askingOf, body, granted, json, REFUSALS } from "./answers.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;

const nameList = z
  .object({
    entries: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        note: z.string().nullable().openapi({ description: "what tells two of one name apart" }),
      }),
    ),
    readAt: z.int().nullable().openapi({ description: "ms since the epoch" }),
    fault: z.enum(["no-access", "unreadable", "later"]).nullable(),
    more: z.literal(true).optional().openapi({ description: "the list has others beside" }),
  })
  .openapi("NameList");

const names = createRoute({
  method: "get",
  path: "/tenants/{id}/names",
  summary:
    "What settings choose from, by name, as it was read last; run the flow `lookups` to read " +
    "it again",
  request: { params },
  responses: {
    200: json(
      "Lists of both sides; one that was never tried is absent",
      z.object({ lists: z.partialRecord(z.enum(NAME_LISTS), nameList) }),
    ),
    ...REFUSALS,
  },
});

const step = z.enum(SETUP_STEPS);

const setup = createRoute({
  method: "get",
  path: "/tenants/{id}/setup",
  summary:
    "How far the set-up has come, what the company allows, and the settings with what follows " +
    "from both sides' names filled in",
  request: { params },
  responses: {
    200: json(
      "The set-up",
      z.object({
        next: step.openapi({ description: "the first step that is still to be done" }),
        done: z.record(step, z.boolean()),
        missing: z
          .array(step)
          .openapi({ description: "without these the chosen flows can't go live" }),
        allows: z
          .array(
            z.object({
              thing: z.enum(ALLOWED_THINGS),
              verdict: z.enum(["yes", "no", "unknown"]),
              missing: z.enum(MISSING).nullable(),
              name: z.string().nullable(),
            }),
          )
          .nullable(),
        proposed: schemas.settingsOutput,
      }),
    ),
    ...REFUSALS,
  },
});

const live = createRoute({
  method: "post",
  path: "/tenants/{id}/go-live",
  summary:
    "Switch on the flows that `setup.flows` of the settings names: for real, or as a trial " +
    "that writes nothing",
  request: {
    params,
    body: body(
      z.strictObject({
        trial: z.boolean().default(false),
        firstDayLimit: z.int().min(1).max(10_000).nullable().default(null),
        heldAnyway: z
          .boolean()
          .default(false)
          .describe("Go live although the newest dry run has orders whose VAT isn't mapped"),
      }),
    ),
  },
  responses: { 200: json("Settings with their new version", schemas.settingsOutput), ...REFUSALS },
});

export function setupRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(names, async (c) => {
    const lists = granted(await namesOf(askingOf(deps, c)));
    // An object of a newer release may have lists that this one doesn't know.
    const known = NAME_LISTS.flatMap((name) =>
      lists[name] === undefined
        ? []
        : [
            [
              name,
              { ...lists[name], entries: lists[name].entries.map((entry) => ({ ...entry })) },
            ] as const,
          ],
    );
    return c.json({ lists: Object.fromEntries(known) }, 200);
  });
  app.openapi(setup, async (c) => {
    const state = granted(await setupState(askingOf(deps, c)));
    const { done, allowances, version } = state;
    return c.json(
      {
        next: nextStep(state),
        done: { ...done },
        missing: [...missingSteps(state)],
        allows: allowances?.map((one) => ({ ...one })) ?? null,
        proposed: { version, ...proposedSettings(state) },
      },
      200,
    );
  });
  app.openapi(live, async (c) => {
    const { version, settings } = granted(await goLive(askingOf(deps, c), c.req.valid("json")));
    return c.json({ version, ...settings }, 200);
  });
}
