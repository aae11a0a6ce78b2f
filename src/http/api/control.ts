/**
 * Routes about a tenant as a whole: pause, resume, health, run, set up, alerts, connect, webhook
 * access.
 */
import { z } from "@hono/zod-openapi";
import { beginConnect } from "../oauth/begin.ts";
import { confirmSignIn, pendingSignIn, refuseSignIn } from "../oauth/pending.ts";
import {
  pauseFlow,
  pauseTenant,
  resumeFlow,
  resumeTenant,
  runFlow,
  setUp,
  tenantAlerts,
  tenantHealth,
  cancelRun,
} from "../usecases/tenants/control.ts";
import {
  alertView,
  emptyBodyAsNone,
  unwrapOrThrow,
  healthView,
  json,
  languageFor,
  optionalBody,
} from "./answers.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;

const flowPath = params.extend({ flow: schemas.flow });

const vendorPath = params.extend({ vendor: schemas.vendor });

const offer = z.object({
  identity: z.string().describe("the company's or administration's own id"),
  name: z.string(),
});

export const controlRoutes: readonly Route[] = [
  route("post", "/tenants/{id}/pause", {
    summary: "Stop everything: nothing is written until resumed, what comes in is kept",
    body: optionalBody(z.strictObject({ note: z.string().max(200).optional() })),
    handle: ({ asking, input }) => pauseTenant(asking, input.note ?? ""),
  }),
  route("post", "/tenants/{id}/resume", {
    summary: "Go on: what has waited is done in order",
    handle: ({ asking }) => resumeTenant(asking),
  }),
  route("get", "/tenants/{id}/health", {
    summary: "How the tenant is: pauses, connections, jobs by status, lag",
    answer: json("Health", schemas.health),
    handle: async ({ c, asking }) => {
      const language = await languageFor(c, asking);
      return healthView(unwrapOrThrow(await tenantHealth(asking)), language);
    },
  }),
  route("post", "/tenants/{id}/flows/{flow}/run", {
    summary: "Run a flow now instead of at its next turn",
    params: flowPath,
    answer: json("The jobs that were made", z.object({ jobIds: z.array(z.string()) })),
    handle: async ({ asking, param: { flow } }) => ({
      jobIds: unwrapOrThrow(await runFlow(asking, flow)).jobIds,
    }),
  }),
  route("post", "/tenants/{id}/flows/{flow}/pause", {
    summary: "Stop one flow: what comes in for it is kept, everything else goes on",
    params: flowPath,
    body: optionalBody(z.strictObject({ note: z.string().max(200).optional() })),
    handle: ({ asking, param: { flow }, input }) => pauseFlow(asking, flow, input.note ?? ""),
  }),
  route("post", "/tenants/{id}/flows/{flow}/resume", {
    summary: "Let one flow go on: what has waited is done in order",
    params: flowPath,
    handle: ({ asking, param: { flow } }) => resumeFlow(asking, flow),
  }),
  route("post", "/tenants/{id}/setup", {
    summary: "Make the own articles and the label in the company; safe to repeat",
    answer: json(
      "The own articles, by what they carry",
      z.object({
        articles: z.object({
          adjusting: z.record(z.string(), z.string()),
          shipping: z.record(z.string(), z.string()),
          discount: z.record(z.string(), z.string()),
          closing: z.string().nullable(),
        }),
      }),
    ),
    handle: async ({ asking }) => {
      const { articles } = unwrapOrThrow(await setUp(asking));
      const { adjusting, shipping, discount, closing } = articles;
      return {
        articles: {
          adjusting,
          shipping,
          discount,
          closing,
        },
      };
    },
  }),
  route("get", "/tenants/{id}/alerts", {
    summary: "What needs a person, or did",
    query: z.strictObject({ cursor: z.string().max(400).optional() }),
    answer: json(
      "A page of alerts: open ones first; `open` counts all of them",
      z.object({ alerts: z.array(schemas.alert), cursor: z.string().nullable(), open: z.number() }),
    ),
    handle: async ({ c, asking, query }) => {
      const language = await languageFor(c, asking);
      const { alerts: found, ...rest } = unwrapOrThrow(await tenantAlerts(asking, query.cursor));
      return { alerts: found.map((alert) => alertView(alert, language)), ...rest };
    },
  }),
  route("post", "/tenants/{id}/connect/{vendor}", {
    summary:
      "Begin a sign-in at a vendor; the address works once, for ten minutes, in any browser. " +
      "Nothing is connected before it is confirmed",
    params: vendorPath,
    query: z.object({
      client: z
        .string()
        .max(32)
        .optional()
        .describe(
          "eAccounting's API client of EACCOUNTING_CLIENTS to connect with; for operators. " +
            "Without it the shop keeps its own, and a new one gets one with room",
        ),
    }),
    answer: json("Where a person signs in", z.object({ authorizeUrl: z.string() })),
    handle: async ({ asking, param: { vendor }, query: { client = null } }) => {
      const begun = await beginConnect(asking, { vendor, bound: { by: "api" }, wanted: client });
      return unwrapOrThrow(begun);
    },
  }),
  route("get", "/tenants/{id}/connect/{vendor}/confirm", {
    summary: "The sign-in that waits for confirmation, with what it gives access to",
    params: vendorPath,
    answer: json(
      "`null`: none waits",
      z.object({
        pending: z
          .object({ by: z.string(), offers: z.array(offer), expiresAt: z.int() })
          .describe("by: the token that began it; expiresAt: ms since the epoch")
          .nullable(),
      }),
    ),
    handle: async ({ asking, param: { vendor } }) => {
      const found = unwrapOrThrow(await pendingSignIn(asking, vendor));
      return { pending: found && found };
    },
  }),
  route("post", "/tenants/{id}/connect/{vendor}/confirm", {
    summary:
      "Connect the sign-in that waits; by the token that began it. `identity` says which of " +
      "several administrations, and that nothing else is connected",
    middleware: emptyBodyAsNone,
    params: vendorPath,
    body: optionalBody(z.strictObject({ identity: z.string().max(100).optional() })),
    answer: json("What is connected now", offer.extend({ connected: schemas.vendor })),
    handle: async ({ asking, param: { vendor }, input: { identity = null } }) => {
      const stored = unwrapOrThrow(await confirmSignIn(asking, vendor, identity));
      return { connected: vendor, ...stored };
    },
  }),
  route("delete", "/tenants/{id}/connect/{vendor}/confirm", {
    summary: "Forget the sign-in that waits",
    params: vendorPath,
    handle: ({ asking, param: { vendor } }) => refuseSignIn(asking, vendor),
  }),
];

/** Long runs: how far they are, and stopping one. */
export const runRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/runs", {
    summary:
      "Long runs of products, customers and stock, the newest first: done of total, speed, time " +
      "left",
    description:
      "A run that reads one page and finds nothing isn't listed. Back-fills have a list of " +
      "their own.",
    answer: json("Runs", z.object({ runs: z.array(schemas.run) })),
    handle: async ({ asking }) => ({ runs: unwrapOrThrow(await tenantHealth(asking)).runs }),
  }),
  route("post", "/tenants/{id}/runs/{runId}/cancel", {
    summary: "Begin nothing more of it; its flow's next turn finds again what it left",
    params: params.extend({ runId: z.string().min(1).max(20) }),
    handle: ({ asking, param: { runId } }) => cancelRun(asking, runId),
  }),
];
