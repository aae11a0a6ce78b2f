/** A deployment that tests share: whoever takes it next finds nothing of who had it before. */
import { expect, test } from "vitest";
import { Bridge } from "../support/bridge.ts";
import { untilMorning } from "../support/morning.ts";
import { companyBuyer, mug } from "../support/orders.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;

test("a deployment that is used again stores nothing, is at its own time, and has its own variables", async () => {
  const before = await Bridge.startFast();
  const tenant = await before.tenant();
  const order = await before.place({ ...companyBuyer("Again"), lines: [mug()] });
  expect((await before.book(tenant, order.id)).job.outcome).toBe("booked");
  await before.advance(5 * HOUR);
  await before.break({ queueSend: true });
  const texts = async (bridge: Bridge) => [
    (await bridge.databaseText()).includes(tenant.id),
    (await bridge.objectText(tenant)).includes(order.orderNumber),
  ];
  expect(await texts(before)).toEqual([true, true]);
  await before.stop();

  const after = await Bridge.startFast({ WEBHOOK_URL: "http://127.0.0.1:1/elsewhere" });
  expect(after.runtime).toBe(before.runtime);
  expect(await texts(after)).toEqual([false, false]);
  expect((await after.api("GET", `/tenants/${tenant.id}/health`)).status).toBe(404);
  const expected = Date.now() + untilMorning(Date.now());
  expect(Math.abs((await after.now()) - expected)).toBeLessThan(10 * MINUTE);
  expect(await after.broken()).toMatchObject({ queueSend: false, crash: null });
  const created = await after.ask("POST", "/tenants", {
    name: "Again",
    language: "en",
    asperion: { administrationId: 123 },
  });
  const { url } = await after.ask("POST", `/tenants/${String(created["id"])}/webhook-secrets`);
  expect(String(url)).toMatch(/^http:\/\/127\.0\.0\.1:1\/elsewhere\//);
  await after.stop();
});

test("one that is in use is nobody else's", async () => {
  const one = await Bridge.startFast();
  const other = await Bridge.startFast();
  expect(other.runtime).not.toBe(one.runtime);
  await Promise.all([one.stop(), other.stop()]);
});
