/** A tenant's webhook secrets and tokens. Each is shown in one answer only. */
import { z } from "@hono/zod-openapi";
import {
  dropWebhookSecret,
  makeWebhookSecret,
  turnTokenOff,
  turnTokenOn,
  webhookSecretsOf,
} from "../usecases/tenants/webhook-access.ts";
import { unwrapOrThrow, json } from "./answers.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;

export const webhookAccessRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/webhook-secrets", {
    summary: "The secrets in use, without the secrets themselves",
    answer: json(
      "Secrets",
      z.object({ secrets: z.array(z.object({ id: z.string(), createdAt: z.int() })) }),
    ),
    handle: async ({ asking }) => ({
      secrets: unwrapOrThrow(await webhookSecretsOf(asking)).secrets,
    }),
  }),
  route("post", "/tenants/{id}/webhook-secrets", {
    summary: "Make a signing secret; it is shown once",
    status: 201,
    answer: json("The secret", z.object({ id: z.string(), secret: z.string(), url: z.string() })),
    noStore: true,
    handle: async ({ asking }) => unwrapOrThrow(await makeWebhookSecret(asking)),
  }),
  route("delete", "/tenants/{id}/webhook-secrets/{secretId}", {
    summary: "Revoke a signing secret; it counts everywhere within a minute",
    params: params.extend({ secretId: z.string().max(100) }),
    handle: ({ asking, param: { secretId } }) => dropWebhookSecret(asking, secretId),
  }),
  route("post", "/tenants/{id}/webhook-token", {
    summary:
      "Make the address for senders that can't sign; an older one stops working; it is shown once",
    status: 201,
    answer: json("The address with its token", z.object({ url: z.string() })),
    noStore: true,
    handle: async ({ asking }) => unwrapOrThrow(await turnTokenOn(asking)),
  }),
  route("delete", "/tenants/{id}/webhook-token", {
    summary: "Turn the address for senders that can't sign off",
    handle: ({ asking }) => turnTokenOff(asking),
  }),
];
