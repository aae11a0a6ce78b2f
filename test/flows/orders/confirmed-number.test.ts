/** A draft of a sales order has no number before it is confirmed: from then on it is named by it. */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";

test("once a person confirmed the draft, an event that changes nothing of it names it by its number", async () => {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "sales-order", orderStatus: "draft" } });
  const placed = await world.place({ ...companyBuyer("Confirmed"), lines: [mug()] });
  await world.book(placed.id);
  const numberKept = (): unknown => world.documentsOf(placed.id)[0]?.number;
  expect(numberKept()).toBeNull();
  const [draft] = ((await world.ledger())["orders"] ?? []) as readonly Json[];
  const path = `/orders/${String(draft?.["Id"])}?company=Demo%20AB`;
  await world.control("eaccounting", "PATCH", path, { Status: 2 });
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { comments: "Ring twice" });
  const { end } = await world.book(placed.id);
  const [confirmed] = (await world.ledger())["orders"] ?? [];
  const number = String(confirmed?.["Number"]);
  expect(number).toMatch(/^\d+$/);
  const told = end.reasons.find(({ code }) => code === "order-unchanged");
  expect([told?.params["document"], numberKept()]).toEqual([number, number]);
});
