// Stock moves by sales orders; when, and what a negative quantity does, by switches.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SandboxClock } from "../kit/clock.ts";
import { type StartedAsperion, startAsperion } from "./start.ts";

let asperion: StartedAsperion;
beforeAll(async () => {
  asperion = await startAsperion({
    clock: new SandboxClock(() => Date.parse("2026-03-10T09:00:00Z")),
  });
});
beforeEach(async () => {
  await asperion.control("POST", "/reset");
});
afterAll(() => asperion.close());

const stock = async (): Promise<unknown> =>
  ((await asperion.api("GET", "/v1/articles/302")).body as { currentStock: number }).currentStock;
const post = (quantity: number, more: object = {}) =>
  asperion.api("POST", "/v1/SalesOrderWithLines", {
    debtorId: 205,
    lines: { _data: [{ articleCode: "MUG", quantity, price: 0 }] },
    ...more,
  });

test("what is sold is taken out, and a negative quantity comes in", async () => {
  await post(20);
  expect(await stock()).toBe(100);
  await post(-5.5);
  expect(await stock()).toBe(105.5);
});

test("stock may move on delivery only, and an order gives back what it took by the rule of its day", async () => {
  await asperion.control("PUT", "/switches", { stockMovesAt: "delivered" });
  const made = (await post(20)).body as { id: number };
  expect(await stock()).toBe(120);
  await asperion.control("PATCH", `/orders/${made.id}`, { status: 4 });
  expect(await stock()).toBe(100);
  await asperion.control("PUT", "/switches", { stockMovesAt: "confirmed" });
  await asperion.control("PATCH", `/orders/${made.id}`, { status: 9 });
  expect(await stock()).toBe(120);
});

test.each([
  ["ignored", 201, 120],
  ["out", 201, 115],
  ["refused", 400, 120],
] as const)("a negative quantity is %s", async (negativeQuantity, status, after) => {
  await asperion.control("PUT", "/switches", { negativeQuantity });
  expect((await post(-5)).status).toBe(status);
  expect(await stock()).toBe(after);
});

test("how an order moves stock is nobody's to see", async () => {
  const { body } = await asperion.api("GET", "/v1/SalesOrderWithLines/1001");
  expect(body).not.toHaveProperty("stockRules");
});
