/**
 * Several clients of eAccounting: the vendor's limit counts for each alone, and a shop is served,
 * renewed and alerted by the one that it is connected with.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bridge, type Tenant } from "../support/bridge.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { SECOND_CLIENT } from "../sandbox/eaccounting/index.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FEW = 4;

let bridge: Bridge;
let first: Tenant;
let second: Tenant;

beforeAll(async () => {
  const { id, secret } = SECOND_CLIENT;
  const clients = [{ name: "second", id, secret, shops: 40 }];
  bridge = await Bridge.start({}, { secrets: { EACCOUNTING_CLIENTS: JSON.stringify(clients) } });
  first = await bridge.tenant();
  second = await bridge.tenant({ company: "Second client AB" });
});

afterAll(async () => {
  await bridge.stop();
});

const clientOf = async ({ id }: Tenant) =>
  (await bridge.health(id)).connections.find(({ vendor }) => vendor === "eaccounting")?.client;

const place = () => bridge.place({ ...companyBuyer("Clients"), lines: [mug()] });

async function book(at: Tenant): Promise<void> {
  expect((await bridge.book(at, (await place()).id)).job.outcome).toBe("booked");
}

const ordersUsed = async ({ id }: Tenant): Promise<number> =>
  (await bridge.health(id)).vendorLimit?.endpoints.find(({ endpoint }) => endpoint === "/orders")
    ?.lastMinute ?? 0;

/** What the second shop's open alerts say of a client that is refused. */
async function refusals(): Promise<readonly string[]> {
  const { alerts } = (await bridge.ask("GET", `/tenants/${second.id}/alerts`)) as {
    alerts: { code: string; text: string; resolvedAt: number | null }[];
  };
  return alerts
    .filter(({ code, resolvedAt }) => code === "client-refused" && resolvedAt === null)
    .map(({ text }) => text);
}

test("two shops are spread over two clients, and the limit of one isn't the other's", async () => {
  expect([await clientOf(first), await clientOf(second)]).toEqual(["main", "second"]);
  for (let n = 0; n < FEW; n += 1) await book(first);
  const before = [await ordersUsed(first), await ordersUsed(second)];
  await bridge.control("eaccounting", "PUT", "/limits", { perMinute: FEW });
  // The first client has nothing left within this minute.
  await book(second);
  expect(await ordersUsed(first)).toBe(before[0]);
  expect(await ordersUsed(second)).toBeGreaterThan(before[1] ?? 0);
  await bridge.control("eaccounting", "PUT", "/limits", { perMinute: 600 });
});

test("a grant is renewed by its own client", async () => {
  await bridge.control("eaccounting", "POST", "/oauth/expire-access-tokens");
  await book(first);
  await book(second);
});

test("a client that the vendor refuses is said by its name, orders wait, and go on by themselves", async () => {
  await bridge.control("eaccounting", "POST", "/oauth/expire-access-tokens");
  const refused = { route: "POST /connect/token", kind: "status", status: 400, times: "always" };
  await bridge.fault("eaccounting", { ...refused, body: { error: "invalid_client" } });
  const placed = await place();
  await bridge.webhook(second, placed.id);
  await bridge.until(async () => {
    // Never under a run: three that lose their lease to the clock make a job that is put aside.
    await bridge.settled(second.id);
    await bridge.advance(MINUTE);
    return (await refusals()).some((text) => text.includes("second"));
  }, "the refused client is told");
  expect((await bridge.health(second.id)).pause.paused).toBe(false);
  await bridge.control("eaccounting", "DELETE", "/faults");
  expect((await bridge.resolved(second, `order:${placed.id}`)).job.outcome).toBe("booked");
  await bridge.until(async () => {
    await bridge.advance(MINUTE);
    return (await refusals()).length === 0;
  }, "the alert is over");
});

test("a shop moves to another client by connecting again", async () => {
  const company = await bridge.companyId(second.company);
  expect((await bridge.connect(second.id, "eaccounting", company, "main")).status).toBe(200);
  expect(await clientOf(second)).toBe("main");
  await bridge.advance(2 * HOUR);
  const used = await ordersUsed(first);
  await book(second);
  expect(await ordersUsed(first)).toBeGreaterThan(used);
});
