/** Telling people of alerts. Where to stands in the settings (`notifications`). */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import { CHATS } from "../../domain/users/chat.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EdgeDeps } from "../deps.ts";
import {
  makeNoticeSecret,
  noticesOf,
  setChat,
  testNotices,
} from "../usecases/tenants/notifications.ts";
import { askingOf, granted, json, REFUSALS } from "./answers.ts";
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
        "`chats`: those that have an address; `undelivered`: given up within a day, by channel",
      z.object({
        waiting: z.number(),
        undelivered: z.record(z.string(), z.number()),
        lastFault: z.string().nullable(),
        mail: z.boolean(),
        secret: z.boolean(),
        chats: z.array(z.enum(CHATS)),
        bounced: z.array(z.object({ address: z.string(), since: z.number() })).openapi({
          description: "addresses that mail is refused for: none is sent to them until a test is",
        }),
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

const chatParams = params.extend({ chat: z.enum(CHATS) });
const chatState = z.object({ chat: z.enum(CHATS), on: z.boolean() });

const setChatAddress = createRoute({
  method: "put",
  path: "/tenants/{id}/notifications/chats/{chat}",
  summary: "Send alerts and the daily summary to a chat as well",
  description:
    "The address of an incoming webhook of Slack, or of a Teams workflow that takes webhook " +
    "requests. Whoever has it may write into the chat: it is sealed and never shown again.",
  request: {
    params: chatParams,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({ address: z.string().max(500) }),
        },
      },
    },
  },
  responses: { 200: json("The chat is told from now on", chatState), ...REFUSALS },
});

const removeChatAddress = createRoute({
  method: "delete",
  path: "/tenants/{id}/notifications/chats/{chat}",
  summary: "Send no more to a chat and forget its address",
  request: { params: chatParams },
  responses: { 200: json("The chat isn't told any more", chatState), ...REFUSALS },
});

export function notificationRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(state, async (c) => {
    const found = granted(await noticesOf(askingOf(deps, c)));
    return c.json(
      {
        ...found,
        undelivered: { ...found.undelivered },
        chats: [...found.chats],
        bounced: found.bounced.map((one) => ({ ...one })),
      },
      200,
    );
  });
  app.openapi(setChatAddress, async (c) => {
    const { chat } = c.req.valid("param");
    const { address } = c.req.valid("json");
    return c.json(granted(await setChat(askingOf(deps, c), chat, address)), 200);
  });
  app.openapi(removeChatAddress, async (c) => {
    const { chat } = c.req.valid("param");
    return c.json(granted(await setChat(askingOf(deps, c), chat, null)), 200);
  });
  app.openapi(secret, async (c) =>
    c.json(
      {
        ...granted(await makeNoticeSecret(askingOf(deps, c))),
      },
      201,
      { "cache-control": "no-store" },
    ),
  );
  app.openapi(test, async (c) =>
    c.json(
      {
        channels: [...granted(await testNotices(askingOf(deps, c))).channels],
      },
      202,
    ),
  );
}
