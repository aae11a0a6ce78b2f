/**
 * Known at once, over the real runtime: an alert reaches the page, a mail and a signed webhook, and
 * says when it is over.
 */
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { DAY } from "../support/sweeps.ts";

let bridge: Bridge;
let tenant: Tenant;
const MINUTE = 60_000;

beforeAll(async () => {
  bridge = await Bridge.startFast();
  tenant = await bridge.tenant();
});

afterAll(() => bridge.stop());

type World = {
  hooks: { url: string; headers: Record<string, string>; body: string }[];
  mails: { to: string[]; subject: string; text: string }[];
};
const world = async (change: Json = {}): Promise<World> =>
  (
    await bridge.fetch("/_test/world", { method: "PUT", body: JSON.stringify(change) })
  ).json() as Promise<World>;
const types = async (): Promise<string[]> =>
  (await world()).hooks.map(({ body }) => (JSON.parse(body) as { type: string }).type);

test("a held order is told by mail and by webhook, and its end by webhook; an address inside is refused", async () => {
  const { version, ...settings } = await bridge.ask("GET", `/tenants/${tenant.id}/settings`);
  const inside = await bridge.api("PUT", `/tenants/${tenant.id}/settings`, {
    version,
    ...settings,
    notifications: { webhook: "https://169.254.169.254/" },
  });
  expect([inside.status, JSON.stringify(inside.body)]).toEqual([
    400,
    expect.stringContaining("notifications.webhook"),
  ]);
  await bridge.reconfigure(tenant, {
    notifications: {
      emails: ["owner@bridge-tests.nl"],
      webhook: "https://hooks.bridge-tests.nl/alerts",
    },
  });
  const { secret } = await bridge.ask("POST", `/tenants/${tenant.id}/notifications/secret`);
  expect(await bridge.ask("POST", `/tenants/${tenant.id}/notifications/test`)).toEqual({
    channels: ["mail", "webhook"],
  });
  await bridge.advance(1_000);
  await bridge.until(
    async () => (await world()).mails.length === 1 && (await types()).includes("test"),
    "the test arrives",
  );

  const order = await bridge.place({
    ...companyBuyer("Watched"),
    lines: [{ articleCode: "NOT-THERE", quantity: 1 }],
  });
  expect((await bridge.book(tenant, order.id)).job.outcome).toBe("held");
  await bridge.advance(16 * MINUTE);
  await bridge.until(async () => (await world()).mails.length === 2, "the mail is sent");
  const { mails, hooks } = await world();
  expect([
    mails[1]?.to,
    mails[1]?.text.includes("total is 0.00"),
    JSON.stringify(mails).toLowerCase().includes("watched"),
  ]).toEqual([["owner@bridge-tests.nl"], true, false]);
  // The clock's leap may have been told as well.
  const raised = hooks.findLast(({ body }) => body.includes("total-not-positive"));
  // Signed again and compared, as the library verifies by the machine's clock.
  const {
    "webhook-id": id = "",
    "webhook-timestamp": at = "",
    "webhook-signature": signature,
  } = raised?.headers ?? {};
  expect(
    new Webhook(String(secret)).sign(id, new Date(Number(at) * 1_000), raised?.body ?? ""),
  ).toBe(signature);
  expect(Math.abs(Number(at) * 1_000 - (await bridge.now()))).toBeLessThan(20 * MINUTE);
  expect(JSON.parse(raised?.body ?? "")).toMatchObject({
    type: "alert.raised",
    data: { tenant: tenant.id, code: "total-not-positive" },
  });

  await bridge.edit(order.id, { lines: [mug()] });
  await bridge.advance(10_000);
  await bridge.book(tenant, order.id, "order.updated");
  await bridge.advance(1_000);
  await bridge.until(
    async () =>
      (await world()).hooks.some(
        ({ body }) => body.includes("alert.resolved") && body.includes("total-not-positive"),
      ),
    "its end is told",
  );
});

const codes = async (open: boolean): Promise<unknown[]> =>
  ((await bridge.ask("GET", `/tenants/${tenant.id}/alerts`))["alerts"] as Json[])
    .filter((alert) => (alert["resolvedAt"] === null) === open)
    .map((alert) => alert["code"]);

test("a vendor that refuses calls again and again is told by what the gate knows, and over by itself", async () => {
  const refusals = 3;
  for (let n = 0; n < refusals; n += 1) {
    await bridge.fault("eaccounting", {
      route: "POST /v2/orders",
      kind: "status",
      status: 429,
      headers: { "retry-after": "1" },
      times: 1,
    });
    const order = await bridge.place({ ...companyBuyer("Refused"), lines: [mug()] });
    await bridge.webhook(tenant, order.id);
    await bridge.resolved(tenant, `order:${order.id}`);
  }
  await bridge.advance(5 * MINUTE);
  await bridge.until(
    async () => (await codes(true)).includes("rate-refused"),
    "the refusals are told",
  );
  await bridge.advance(15 * MINUTE);
  await bridge.until(
    async () => (await codes(false)).includes("rate-refused"),
    "it is over by itself",
  );
});

test("a vendor that fails for an hour is told, and over by itself; the morning's summary says how the day was", async () => {
  await bridge.fault("asperion", {
    route: "GET /v1/SalesOrderWithLines",
    kind: "status",
    status: 503,
    times: 1_000,
  });
  const order = await bridge.place({ ...companyBuyer("Patient"), lines: [mug()] });
  await bridge.webhook(tenant, order.id);
  for (let minutes = 0; minutes < 100; minutes += 10) {
    await bridge.newest(tenant, `order:${order.id}`);
    await bridge.advance(10 * MINUTE);
  }
  await bridge.until(
    async () => (await codes(true)).includes("backing-off-long"),
    "the outage is told",
  );
  await bridge.control("asperion", "DELETE", "/faults");
  await bridge.resolved(tenant, `order:${order.id}`);
  await bridge.advance(6 * MINUTE);
  await bridge.until(
    async () => (await codes(false)).includes("backing-off-long"),
    "it is over by itself",
  );

  await bridge.advance(DAY);
  await bridge.until(
    async () => (await world()).mails.some(({ subject }) => subject.includes("summary")),
    "the day is summed up",
  );
});
