/** Telling people of alerts. Where to stands in the settings (`notifications`). */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import { makeNoticeSecret, noticesOf, testNotices } from "../usecases/notifications.ts";
import { granted, json, REFUSALS } from "./answers.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;

const state = createRoute({
  method: "get",
  path: "/tenants/{id}/notifications",
  summary: "Whether people can be told of alerts, and what didn't arrive",
  request: { params },
  responses: {
    200: json(
      "`mail`: this deployment can send mails; `secret`: there is one for webhooks; " +
        "`undelivered`: given up within a day, by channel",
      z.object({
        waiting: z.number(),
        undelivered: z.record(z.string(), z.number()),
        lastFault: z.string().nullable(),
        mail: z.boolean(),
        secret: z.boolean(),
      }),
    ),
    ...REFUSALS,
  },
});

const secret = createRoute({
  method: "post",
  path: "/tenants/{id}/notifications/secret",
  summary: "Make the secret that signs webhooks to the outside; it is shown once",
  request: { params },
  responses: {
    201: json("The secret, as Standard Webhooks writes it", z.object({ secret: z.string() })),
    ...REFUSALS,
  },
});

const test = createRoute({
  method: "post",
  path: "/tenants/{id}/notifications/test",
  summary: "Send a test on every channel that has an address",
  request: { params },
  responses: {
    202: json("The channels", z.object({ channels: z.array(z.string()) })),
    ...REFUSALS,
  },
});

export function notificationRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(state, async (c) => {
    const found = granted(await noticesOf(deps, c.var.actor, c.req.valid("param").id));
    return c.json({ ...found, undelivered: { ...found.undelivered } }, 200);
  });
  app.openapi(secret, async (c) =>
    c.json(
      { ...granted(await makeNoticeSecret(deps, c.var.actor, c.req.valid("param").id)) },
      201,
      { "cache-control": "no-store" },
    ),
  );
  app.openapi(test, async (c) =>
    c.json(
      {
        channels: [
          ...granted(await testNotices(deps, c.var.actor, c.req.valid("param").id)).channels,
        ],
      },
      202,
    ),
  );
}
