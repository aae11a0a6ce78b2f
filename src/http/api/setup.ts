/**
 * Setting a tenant up: how far it has come, what settings choose from by name, and the word to go
 * live.
 */
import { z } from "@hono/zod-openapi";
import { ALLOWED_THINGS, MISSING } from "../../domain/ledger/allowances.ts";
import { NAME_LISTS } from "../../domain/ledger/names.ts";
import { namesOf } from "../usecases/settings/names.ts";
import {
  goLive,
  missingSteps,
  nextStep,
  proposedSettings,
  SETUP_STEPS,
  setupState,
  isLiveNow,
} from "../usecases/tenants/setup.ts";
import { body, unwrapOrThrow, json } from "./answers.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const nameList = z
  .object({
    entries: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        note: z.string().nullable().describe("what tells two of one name apart"),
      }),
    ),
    readAt: z.int().nullable().describe("ms since the epoch"),
    fault: z.enum(["no-access", "unreadable", "later"]).nullable(),
    more: z.literal(true).optional().describe("the list has others beside"),
  })
  .openapi("NameList");

const step = z.enum(SETUP_STEPS);

export const setupRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/names", {
    summary:
      "What settings choose from, by name, as it was read last; run the flow `lookups` to read " +
      "it again",
    answer: json(
      "Lists of both sides; one that was never tried is absent",
      z.object({ lists: z.partialRecord(z.enum(NAME_LISTS), nameList) }),
    ),
    handle: async ({ asking }) => {
      const lists = unwrapOrThrow(await namesOf(asking));
      // An object of a newer release may have lists that this one doesn't know.
      const known = NAME_LISTS.flatMap((name) =>
        lists[name] === undefined
          ? []
          : [[name, { ...lists[name], entries: lists[name].entries }] as const],
      );
      return { lists: Object.fromEntries(known) };
    },
  }),
  route("get", "/tenants/{id}/setup", {
    summary:
      "How far the set-up has come, what the company allows, and the settings with what follows " +
      "from both sides' names filled in",
    answer: json(
      "The set-up",
      z.object({
        next: step.describe("the first step that is still to be done"),
        done: z
          .record(step, z.boolean())
          .describe("`live`: the chosen flows are on, and test mode is off"),
        missing: z.array(step).describe("without these the chosen flows can't go live"),
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
    handle: async ({ asking }) => {
      const state = unwrapOrThrow(await setupState(asking));
      const { done, allowances, version } = state;
      return {
        next: nextStep(state),
        done: { ...done, live: isLiveNow(state) },
        missing: missingSteps(state),
        allows: allowances ?? null,
        proposed: { version, ...proposedSettings(state) },
      };
    },
  }),
  route("post", "/tenants/{id}/go-live", {
    summary:
      "Switch on the flows that `setup.flows` of the settings names: for real, or as a trial " +
      "that writes nothing",
    body: body(
      z.strictObject({
        trial: z.boolean().default(false),
        firstDayLimit: z.int().min(1).max(10_000).nullable().default(null),
        heldAnyway: z
          .boolean()
          .default(false)
          .describe("Go live although the newest dry run has orders that would wait for VAT"),
      }),
    ),
    answer: json("Settings with their new version", schemas.settingsOutput),
    handle: async ({ asking, input }) => {
      const { version, settings } = unwrapOrThrow(await goLive(asking, input));
      return { version, ...settings };
    },
  }),
];
