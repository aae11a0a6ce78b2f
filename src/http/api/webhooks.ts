/** A tenant's webhook secrets and tokens. Each is shown in one answer only. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import {
  dropWebhookSecret,
  makeWebhookSecret,
  turnTokenOff,
  turnTokenOn,
  webhookSecretsOf,
} from "../usecases/tenants/webhook-access.ts";
import { askingOf, granted, json, nothing, REFUSALS } from "./answers.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;

const list = createRoute({
  method: "get",
  path: "/tenants/{id}/webhook-secrets",
  summary: "The secrets in use, without the secrets themselves",
  request: { params },
  responses: {
    200: json(
      "Secrets",
      z.object({ secrets: z.array(z.object({ id: z.string(), createdAt: z.int() })) }),
    ),
    ...REFUSALS,
  },
});

const make = createRoute({
  method: "post",
  path: "/tenants/{id}/webhook-secrets",
  summary: "Make a signing secret; it is shown once",
  request: { params },
  responses: {
    201: json("The secret", z.object({ id: z.string(), secret: z.string(), url: z.string() })),
    ...REFUSALS,
  },
});

const drop = createRoute({
  method: "delete",
  path: "/tenants/{id}/webhook-secrets/{secretId}",
  summary: "Revoke a signing secret; it counts everywhere within a minute",
  request: { params: params.extend({ secretId: z.string().max(100) }) },
  responses: { 204: nothing, ...REFUSALS },
});

const tokenOn = createRoute({
  method: "post",
  path: "/tenants/{id}/webhook-token",
  summary:
    "Make the address for senders that can't sign; an older one stops working; it is shown once",
  request: { params },
  responses: {
    201: json("The address with its token", z.object({ url: z.string() })),
    ...REFUSALS,
  },
});

const tokenOff = createRoute({
  method: "delete",
  path: "/tenants/{id}/webhook-token",
  summary: "Turn the address for senders that can't sign off",
  request: { params },
  responses: { 204: nothing, ...REFUSALS },
});

export function webhookAccessRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(list, async (c) =>
    c.json(
      {
        secrets: [...granted(await webhookSecretsOf(askingOf(deps, c))).secrets],
      },
      200,
    ),
  );
  app.openapi(make, async (c) =>
    c.json(granted(await makeWebhookSecret(askingOf(deps, c))), 201, {
      "cache-control": "no-store",
    }),
  );
  app.openapi(drop, async (c) => {
    const { secretId } = c.req.valid("param");
    granted(await dropWebhookSecret(askingOf(deps, c), secretId));
    return c.body(null, 204);
  });
  app.openapi(tokenOn, async (c) =>
    c.json(granted(await turnTokenOn(askingOf(deps, c))), 201, {
      "cache-control": "no-store",
    }),
  );
  app.openapi(tokenOff, async (c) => {
    granted(await turnTokenOff(askingOf(deps, c)));
    return c.body(null, 204);
  });
}
