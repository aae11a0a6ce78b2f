// The sender: signed so that another implementation of Standard Webhooks verifies it.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type StartedAsperion, startAsperion } from "./start.ts";

const SECRET = `whsec_${Buffer.from("a secret of the shop's sender....").toString("base64")}`;

interface Got {
  readonly headers: Record<string, string>;
  readonly body: string;
}

let asperion: StartedAsperion;
let got: Got[];
let stop: () => void;

beforeEach(async () => {
  got = [];
  const receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      got.push({
        headers: request.headers as Record<string, string>,
        body: Buffer.concat(parts).toString(),
      });
      response.writeHead(202).end("{}");
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  stop = () => void receiver.close();
  asperion = await startAsperion();
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks/asperion/t1`;
  await asperion.control("PUT", "/webhooks", { url, secret: SECRET });
});
afterEach(async () => {
  await asperion.close();
  stop();
});

const settle = () => asperion.control("GET", "/webhooks?settled=1");
const types = () => got.map((one) => (JSON.parse(one.body) as { type: string }).type);

test("a placed order tells its id and its administration, with a signature that verifies", async () => {
  await asperion.control("POST", "/orders", { id: 2000, lines: [{ articleCode: "MUG" }] });
  await settle();
  const [sent] = got;
  expect(new Webhook(SECRET).verify(sent?.body ?? "", sent?.headers ?? {})).toMatchObject({
    type: "order.created",
    administrationId: 123,
    data: { id: 2000 },
  });
});

test("a webhook is stamped by the sandbox's own clock", async () => {
  const hour = 3_600_000;
  await asperion.control("PUT", "/clock", { offsetMs: 5 * hour });
  await asperion.control("POST", "/orders", { id: 2000, lines: [{ articleCode: "MUG" }] });
  await settle();
  const stamps = got.map(({ headers }) => Number(headers["webhook-timestamp"]) * 1_000);
  expect(stamps).toHaveLength(1);
  expect(Math.abs((stamps[0] ?? 0) - Date.now() - 5 * hour)).toBeLessThan(hour);
});

test("each change tells what it is, and `notify: false` tells nothing", async () => {
  const lines = [{ articleCode: "MUG" }];
  await asperion.control("POST", "/orders", { id: 2000, paymentStatus: "Open", lines });
  await settle();
  for (const edit of [
    { comments: "x" },
    { paymentStatus: "Paid" },
    { status: 9 },
    { comments: "y", notify: false },
  ]) {
    await asperion.control("PATCH", "/orders/2000", edit);
    await settle();
  }
  await asperion.control("DELETE", "/orders/2000");
  await settle();
  await asperion.control("POST", "/debtors", { id: 202, city: "Delft" });
  await settle();
  expect(types()).toEqual([
    "order.created",
    "order.updated",
    "order.paid",
    "order.cancelled",
    "order.deleted",
    "debtor.updated",
  ]);
});

test("orders of another administration and orders seeded for a benchmark are not told", async () => {
  await asperion.control("POST", "/orders", {
    administrationId: 456,
    lines: [{ articleCode: "TSHIRT" }],
  });
  await asperion.control("POST", "/seed/orders", { count: 5 });
  await settle();
  expect(got).toEqual([]);
});

test("by hand: a burst under one id, a forger's secret, a stale stamp", async () => {
  await asperion.control("POST", "/webhooks/fire", { orderId: 1001, times: 3, sameId: true });
  expect(new Set(got.map((one) => one.headers["webhook-id"])).size).toBe(1);
  const forged = await asperion.control("POST", "/webhooks/fire", {
    orderId: 1001,
    secret: "whsec_Zm9yZ2Vk",
  });
  expect(forged.body).toMatchObject({ deliveries: [{ status: 202, dataId: 1001 }] });
  await asperion.control("POST", "/webhooks/fire", { orderId: 1001, timestampOffsetSeconds: -600 });
  const verify = (one: Got | undefined) => () =>
    new Webhook(SECRET).verify(one?.body ?? "", one?.headers ?? {});
  expect(verify(got[2])).not.toThrow();
  expect(verify(got[3])).toThrow();
  expect(verify(got[4])).toThrow();
});

test("a burst of hundreds is delivered whole", async () => {
  const burst = await asperion.control("POST", "/webhooks/fire", { orderId: 1001, times: 500 });
  expect(
    (burst.body as { deliveries: { status: number }[] }).deliveries.filter(
      (sent) => sent.status === 202,
    ),
  ).toHaveLength(500);
  expect(new Set(got.map((one) => one.headers["webhook-id"])).size).toBe(500);
});
