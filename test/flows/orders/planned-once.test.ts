/** How often an order is planned, which is most of the processor's time that its decision takes. */
import { beforeEach, expect, test, vi } from "vitest";
import type { PlanInput } from "../../../src/flows/orders/shared/plan-input.ts";
import * as plans from "../../../src/flows/orders/preparation/plan.ts";
import { germanPerson } from "../../support/cross-border.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug, privateBuyer } from "../../support/orders.ts";

const planned: PlanInput[] = [];
vi.mock("../../../src/flows/orders/preparation/plan.ts", async (load) => {
  const real = await load<typeof plans>();
  const planOrder: typeof plans.planOrder = (input, rules) => {
    planned.push(input);
    return real.planOrder(input, rules);
  };
  return { ...real, planOrder };
});
beforeEach(() => void planned.splice(0));

/** A ledger of which everything is learnt, so that no answer has a plan made anew. */
async function learntLedger(orders: Json = {}): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  world.configure({ orders });
  for (const buyer of [companyBuyer("Taught"), privateBuyer("Taught2")])
    await world.book((await world.place({ ...buyer, lines: [mug()] })).id);
  planned.splice(0);
  return world;
}

/** The plan that was made is the one that is made of what is known once the document stands. */
function expectPlannedOnce(plan: unknown, customerId: string): void {
  expect(planned).toHaveLength(1);
  const [input] = planned;
  if (input === undefined) throw new Error("not planned");
  const customer = { ...input.customer, id: customerId };
  expect(plans.planOrder({ ...input, customer })).toEqual(plan);
}

test.each([
  ["a company", companyBuyer("New1")],
  ["a private person", privateBuyer("New2")],
])("an order of a new customer, %s, is planned once", async (_, buyer) => {
  const world = await learntLedger();
  const { id } = await world.place({ ...buyer, lines: [mug(2)] });
  const { end, plan, writes } = await world.book(id);
  expect([end.outcome, writes.map(({ kind }) => kind)]).toEqual([
    "booked",
    ["customer.create", "order.create"],
  ]);
  const made = writes[0]?.answer as { readonly Id: string };
  expectPlannedOnce(plan, made.Id);
});

test("an order of a known customer and its edit are planned once each, the edit as its document", async () => {
  const world = await learntLedger();
  const buyer = companyBuyer("Taught");
  const { id } = await world.place({ ...buyer, lines: [mug(2)] });
  const first = await world.book(id);
  expectPlannedOnce(first.plan, planned[0]?.customer.id ?? "");
  const { marker } = planned[0] ?? {};
  planned.splice(0);
  await world.control("asperion", "PATCH", `/orders/${id}`, { lines: [mug(3)] });
  const edited = await world.book(id);
  expect(edited.writes.map(({ kind }) => kind)).toEqual(["order.update"]);
  expectPlannedOnce(edited.plan, planned[0]?.customer.id ?? "");
  expect(planned[0]?.marker).toEqual(marker);
});

test("an order of a known customer abroad is planned once, by the ledger's record of it", async () => {
  const world = await learntLedger();
  const buyer = germanPerson("Berlin");
  const abroad = { ...buyer, currencyCode: "SEK", lines: [mug()] };
  // A new one is planned again: how its sale is taxed is known once its record is made.
  expect((await world.book((await world.place(abroad)).id)).end.outcome).toBe("booked");
  expect(planned.map(({ customer }) => customer.tax === undefined)).toEqual([true, false]);
  planned.splice(0);
  const { end, plan } = await world.book((await world.place(abroad)).id);
  expect(end.outcome).toBe("booked");
  expectPlannedOnce(plan, planned[0]?.customer.id ?? "");
  expect(planned[0]?.customer.tax).toBeDefined();
});

test("an edited draft is planned again once it was read: its day is asked only then", async () => {
  const world = await learntLedger({ type: "draft-invoice" });
  const { id } = await world.place({ ...companyBuyer("Taught"), lines: [mug(2)] });
  await world.book(id);
  planned.splice(0);
  await world.control("asperion", "PATCH", `/orders/${id}`, { lines: [mug(3)] });
  await world.book(id);
  expect(planned.map(({ form }) => form)).toEqual(["sales-order", "invoice"]);
});
