// Control of the webhook sender: where to, signed with what, and shots by hand (repeated, forged, stale, in a burst).
import type { Hono } from "hono";
import { z } from "zod";
import { drawnId } from "../kit/random.ts";
import { readBody } from "../kit/read-body.ts";
import type { SandboxEnv } from "../kit/socket.ts";
import { DEMO_SHOP } from "./seed.ts";
import type { Webhooks } from "./webhooks.ts";

const hookBody = z.strictObject({
  url: z.url(),
  secret: z.string().regex(/^whsec_[A-Za-z0-9+/=]+$/, "whsec_ and base64"),
  administrationId: z.int().default(DEMO_SHOP),
});

const fireBody = z.strictObject({
  orderId: z.int(),
  administrationId: z.int().default(DEMO_SHOP),
  type: z.string().default("order.updated"),
  times: z.int().min(1).max(10_000).default(1),
  /** All with one webhook-id, as a sender that repeats itself. */
  sameId: z.boolean().default(false),
  webhookId: z.string().optional(),
  secret: z.string().optional(),
  timestampOffsetSeconds: z.int().optional(),
});

export function mountWebhookControl(app: Hono<SandboxEnv>, webhooks: Webhooks): void {
  app.get("/webhooks", async (c) => {
    if (c.req.query("settled") === "1") await webhooks.settled();
    return c.json({ hooks: webhooks.hooks(), deliveries: webhooks.deliveries() });
  });
  app.put("/webhooks", async (c) => {
    const hook = await readBody(c, hookBody);
    if (hook instanceof Response) return hook;
    webhooks.put(hook);
    return c.json({ hooks: webhooks.hooks() });
  });
  app.delete("/webhooks", (c) => {
    webhooks.clear();
    return c.body(null, 204);
  });
  app.post("/webhooks/fire", async (c) => {
    const body = await readBody(c, fireBody);
    if (body instanceof Response) return body;
    const { orderId, administrationId, type, times, sameId, webhookId, ...options } = body;
    const hook = webhooks.hooks().find((other) => other.administrationId === administrationId);
    if (hook === undefined)
      return c.json({ error: `No webhook is set for administration ${administrationId}.` }, 400);
    const shared = webhookId ?? (sameId ? `msg_${drawnId()}` : undefined);
    const shots = Array.from({ length: times }, () =>
      webhooks.fire(hook, type, orderId, { ...options, webhookId: shared }),
    );
    return c.json({ deliveries: await Promise.all(shots) });
  });
}
