/** A webhook that is taken needs no texts: they are loaded when the first problem is answered. */
import { expect, test, vi } from "vitest";
import { createRegistry } from "../../../src/http/webhooks/registry.ts";
import { tokenHash } from "../../../src/store/secrets.ts";
import { fakeAccept, fakeContext, fakeTenants, testClock } from "../fakes.ts";

const TOKEN = "t".repeat(43);

test("texts are loaded for a problem, and not for a webhook that is taken", async () => {
  vi.resetModules();
  const { createWebhookEndpoint } = await import("../../../src/http/webhooks/endpoint.ts");
  const { messagesOf } = await import("../../../src/messages/index.ts");
  const clock = testClock();
  const webhookTokenHash = await tokenHash(TOKEN);
  const shop = { state: "active" as const, administrationId: 123, keys: [], webhookTokenHash };
  const endpoint = createWebhookEndpoint({
    clock,
    registry: createRegistry(async () => shop, clock, 60_000),
    tenant: fakeTenants({ "inbox.accept": fakeAccept(false) }).tenant,
    dispatch: async () => undefined,
    log: () => undefined,
  });
  const send = (body: string) =>
    endpoint.fetch(
      new Request(`http://endpoint/webhooks/asperion/shop/${TOKEN}`, { method: "POST", body }),
      {},
      fakeContext().ctx,
    );
  const order = { type: "order.updated", administrationId: 123, data: { id: 1001 } };
  expect((await send(JSON.stringify(order))).status).toBe(202);
  expect(() => messagesOf("en")).toThrow("aren't loaded");
  const refused = await send("[");
  expect([refused.status, await refused.json()]).toEqual([
    400,
    {
      type: "about:blank",
      title: "Bad request",
      status: 400,
      errors: [{ path: "", message: "the request body isn't valid JSON" }],
    },
  ]);
  expect(messagesOf("en").language).toBe("en");
});
