/**
 * Routes about a tenant as a whole: pause, resume, health, run, set up, alerts, connect, webhook
 * access.
 */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
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
} from "../usecases/tenants/control.ts";
import { requireTenant } from "../usecases/tenant-access.ts";
import {
  askingOf,
  alertView,
  askedLanguage,
  emptyIsNone,
  granted,
  healthView,
  json,
  nothing,
  REFUSALS,
} from "./answers.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;

const pause = createRoute({
  method: "post",
  path: "/tenants/{id}/pause",
  summary: "Stop everything: nothing is written until resumed, what comes in is kept",
  request: {
    params,
    body: {
      content: {
        "application/json": { schema: z.strictObject({ note: z.string().max(200).optional() }) },
      },
    },
  },
  responses: { 204: nothing, ...REFUSALS },
});

const resume = createRoute({
  method: "post",
  path: "/tenants/{id}/resume",
  summary: "Go on: what has waited is done in order",
  request: { params },
  responses: { 204: nothing, ...REFUSALS },
});

const health = createRoute({
  method: "get",
  path: "/tenants/{id}/health",
  summary: "How the tenant is: pauses, connections, jobs by status, lag",
  request: { params },
  responses: { 200: json("Health", schemas.health), ...REFUSALS },
});

const run = createRoute({
  method: "post",
  path: "/tenants/{id}/flows/{flow}/run",
  summary: "Run a flow now instead of at its next turn",
  request: { params: params.extend({ flow: schemas.flow }) },
  responses: {
    200: json("The jobs that were made", z.object({ jobIds: z.array(z.string()) })),
    ...REFUSALS,
  },
});

const flowPath = params.extend({ flow: schemas.flow });

const pauseOne = createRoute({
  method: "post",
  path: "/tenants/{id}/flows/{flow}/pause",
  summary: "Stop one flow: what comes in for it is kept, everything else goes on",
  request: {
    params: flowPath,
    body: {
      content: {
        "application/json": { schema: z.strictObject({ note: z.string().max(200).optional() }) },
      },
    },
  },
  responses: { 204: nothing, ...REFUSALS },
});

const resumeOne = createRoute({
  method: "post",
  path: "/tenants/{id}/flows/{flow}/resume",
  summary: "Let one flow go on: what has waited is done in order",
  request: { params: flowPath },
  responses: { 204: nothing, ...REFUSALS },
});

const setup = createRoute({
  method: "post",
  path: "/tenants/{id}/setup",
  summary: "Make the own articles and the label in the company; safe to repeat",
  request: { params },
  responses: {
    200: json(
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
    ...REFUSALS,
  },
});

const alerts = createRoute({
  method: "get",
  path: "/tenants/{id}/alerts",
  summary: "What needs a person, or did",
  request: { params, query: z.strictObject({ cursor: z.string().max(400).optional() }) },
  responses: {
    200: json(
      "A page of alerts: open ones first; `open` counts all of them",
      z.object({ alerts: z.array(schemas.alert), cursor: z.string().nullable(), open: z.number() }),
    ),
    ...REFUSALS,
  },
});

const vendorPath = params.extend({ vendor: schemas.vendor });

const offer = z.object({
  identity: z.string().openapi({ description: "the company's or administration's own id" }),
  name: z.string(),
});

const pending = createRoute({
  method: "get",
  path: "/tenants/{id}/connect/{vendor}/confirm",
  summary: "The sign-in that waits for confirmation, with what it gives access to",
  request: { params: vendorPath },
  responses: {
    200: json(
      "`null`: none waits",
      z.object({
        pending: z
          .object({ by: z.string(), offers: z.array(offer), expiresAt: z.int() })
          .openapi({ description: "by: the token that began it; expiresAt: ms since the epoch" })
          .nullable(),
      }),
    ),
    ...REFUSALS,
  },
});

const confirm = createRoute({
  method: "post",
  path: "/tenants/{id}/connect/{vendor}/confirm",
  summary:
    "Connect the sign-in that waits; by the token that began it. `identity` says which of " +
    "several administrations, and that nothing else is connected",
  middleware: emptyIsNone,
  request: {
    params: vendorPath,
    body: {
      content: {
        "application/json": {
          schema: z.strictObject({ identity: z.string().max(100).optional() }),
        },
      },
    },
  },
  responses: {
    200: json("What is connected now", offer.extend({ connected: schemas.vendor })),
    ...REFUSALS,
  },
});

const refusePending = createRoute({
  method: "delete",
  path: "/tenants/{id}/connect/{vendor}/confirm",
  summary: "Forget the sign-in that waits",
  request: { params: vendorPath },
  responses: { 204: nothing, ...REFUSALS },
});

const connect = createRoute({
  method: "post",
  path: "/tenants/{id}/connect/{vendor}",
  summary:
    "Begin a sign-in at a vendor; the address works once, for ten minutes, in any browser. " +
    "Nothing is connected before it is confirmed",
  request: {
    params: vendorPath,
    query: z.object({
      client: z
        .string()
        .max(32)
        .optional()
        .openapi({
          description:
            "eAccounting's API client of EACCOUNTING_CLIENTS to connect with; for operators. " +
            "Without it the shop keeps its own, and a new one gets one with room",
        }),
    }),
  },
  responses: {
    200: json("Where a person signs in", z.object({ authorizeUrl: z.string() })),
    ...REFUSALS,
  },
});

export function controlRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(pause, async (c) => {
    granted(await pauseTenant(askingOf(deps, c), c.req.valid("json").note ?? ""));
    return c.body(null, 204);
  });
  app.openapi(resume, async (c) => {
    granted(await resumeTenant(askingOf(deps, c)));
    return c.body(null, 204);
  });
  app.openapi(health, async (c) => {
    const language = await askedLanguage(c, granted(await requireTenant(askingOf(deps, c))));
    return c.json(healthView(granted(await tenantHealth(askingOf(deps, c))), language), 200);
  });
  app.openapi(run, async (c) => {
    const { flow } = c.req.valid("param");
    return c.json(
      {
        jobIds: [...granted(await runFlow(askingOf(deps, c), flow)).jobIds],
      },
      200,
    );
  });
  app.openapi(pauseOne, async (c) => {
    const { flow } = c.req.valid("param");
    granted(await pauseFlow(askingOf(deps, c), flow, c.req.valid("json").note ?? ""));
    return c.body(null, 204);
  });
  app.openapi(resumeOne, async (c) => {
    const { flow } = c.req.valid("param");
    granted(await resumeFlow(askingOf(deps, c), flow));
    return c.body(null, 204);
  });
  app.openapi(setup, async (c) => {
    const { articles } = granted(await setUp(askingOf(deps, c)));
    const { adjusting, shipping, discount, closing } = articles;
    return c.json(
      {
        articles: {
          adjusting: { ...adjusting },
          shipping: { ...shipping },
          discount: { ...discount },
          closing,
        },
      },
      200,
    );
  });
  app.openapi(alerts, async (c) => {
    const language = await askedLanguage(c, granted(await requireTenant(askingOf(deps, c))));
    const { alerts: found, ...rest } = granted(
      await tenantAlerts(askingOf(deps, c), c.req.valid("query").cursor),
    );
    return c.json({ alerts: found.map((alert) => alertView(alert, language)), ...rest }, 200);
  });
  app.openapi(connect, async (c) => {
    const { vendor } = c.req.valid("param");
    const { client = null } = c.req.valid("query");
    const begun = await beginConnect(askingOf(deps, c), {
      vendor,
      bound: { by: "api" },
      wanted: client,
    });
    return c.json(granted(begun), 200);
  });
  app.openapi(pending, async (c) => {
    const { vendor } = c.req.valid("param");
    const found = granted(await pendingSignIn(askingOf(deps, c), vendor));
    return c.json({ pending: found && { ...found, offers: [...found.offers] } }, 200);
  });
  app.openapi(confirm, async (c) => {
    const { vendor } = c.req.valid("param");
    const { identity = null } = c.req.valid("json");
    const stored = granted(await confirmSignIn(askingOf(deps, c), vendor, identity));
    return c.json({ connected: vendor, ...stored }, 200);
  });
  app.openapi(refusePending, async (c) => {
    const { vendor } = c.req.valid("param");
    granted(await refuseSignIn(askingOf(deps, c), vendor));
    return c.body(null, 204);
  });
}
