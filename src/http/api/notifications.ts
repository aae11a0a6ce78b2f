/** Telling people of alerts. Where to stands in the settings (`notifications`). */
import { z } from "@hono/zod-openapi";
import { CHATS } from "../../domain/users/chat.ts";
import {
  makeNoticeSecret,
  noticesOf,
  setChat,
  testNotices,
} from "../usecases/tenants/notifications.ts";
import { body, unwrapOrThrow, json } from "./answers.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;

const chatParams = params.extend({ chat: z.enum(CHATS) });
const chatState = z.object({ chat: z.enum(CHATS), on: z.boolean() });

export const notificationRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/notifications", {
    summary: "Whether people can be told of alerts, and what didn't arrive",
    answer: json(
      "`mail`: this deployment can send mails; `secret`: there is one for webhooks; " +
        "`chats`: those that have an address; `undelivered`: given up within a day, by channel",
      z.object({
        waiting: z.number(),
        undelivered: z.record(z.string(), z.number()),
        lastFault: z.string().nullable(),
        mail: z.boolean(),
        secret: z.boolean(),
        chats: z.array(z.enum(CHATS)),
        bounced: z
          .array(z.object({ address: z.string(), since: z.number() }))
          .describe("addresses that mail is refused for: none is sent to them until a test is"),
      }),
    ),
    handle: async ({ asking }) => {
      return unwrapOrThrow(await noticesOf(asking));
    },
  }),
  route("put", "/tenants/{id}/notifications/chats/{chat}", {
    summary: "Send alerts and the daily summary to a chat as well",
    description:
      "The address of an incoming webhook of Slack, or of a Teams workflow that takes webhook " +
      "requests. Whoever has it may write into the chat: it is sealed and never shown again.",
    params: chatParams,
    body: body(z.strictObject({ address: z.string().max(500) })),
    answer: json("The chat is told from now on", chatState),
    handle: async ({ asking, param: { chat }, input: { address } }) =>
      unwrapOrThrow(await setChat(asking, chat, address)),
  }),
  route("delete", "/tenants/{id}/notifications/chats/{chat}", {
    summary: "Send no more to a chat and forget its address",
    params: chatParams,
    answer: json("The chat isn't told any more", chatState),
    handle: async ({ asking, param: { chat } }) => unwrapOrThrow(await setChat(asking, chat, null)),
  }),
  route("post", "/tenants/{id}/notifications/secret", {
    summary: "Make the secret that signs webhooks to the outside; it is shown once",
    status: 201,
    answer: json("The secret, as Standard Webhooks writes it", z.object({ secret: z.string() })),
    noStore: true,
    handle: async ({ asking }) => unwrapOrThrow(await makeNoticeSecret(asking)),
  }),
  route("post", "/tenants/{id}/notifications/test", {
    summary: "Send a test on every channel that has an address",
    status: 202,
    answer: json("The channels", z.object({ channels: z.array(z.string()) })),
    handle: async ({ asking }) => ({ channels: unwrapOrThrow(await testNotices(asking)).channels }),
  }),
];
