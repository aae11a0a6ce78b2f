/** What is held for something that is known already leaves no customer behind in the ledger. */
import { expect, test } from "vitest";
import { FlowWorld } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";

test("an order whose new article can't be made, by the tenant's own rule", async () => {
  const world = await FlowWorld.open();
  const codings = world.eaccounting.world().company("Demo AB")?.codings ?? [];
  const coding = String(codings.find(({ Name }) => Name === "Goods 25")?.Id).toLowerCase();
  world.configure({
    orders: { missingSku: "create", newArticles: { codings: { 25: coding }, unit: null } },
    mapping: { articles: [{ target: "SupplierId", field: "line.text" }] },
  });
  const lines = [
    { articleCode: "UNHEARD-OF", quantity: 1, price: 10, description: "A mug", vatCode: "H" },
  ];
  const run = await world.book((await world.place({ ...companyBuyer("Ruled"), lines })).id);
  expect([run.end.outcome, run.codes, run.writes]).toEqual(["held", ["rule-failed"], []]);
});

test("a credit for another customer than its invoice has", async () => {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "invoice" } });
  const other = await world.place({ ...companyBuyer("Stranger"), lines: [mug(1)] });
  expect((await world.book(other.id)).end.outcome).toBe("booked");
  const sold = await world.place({ ...companyBuyer("Sold"), lines: [mug(2)] });
  expect((await world.book(sold.id)).end.outcome).toBe("booked");
  const credit = { creditsOrderId: sold.id, lines: [mug(-1)] };
  const run = await world.book((await world.place({ ...companyBuyer("Stranger"), ...credit })).id);
  expect([run.end.outcome, run.codes, run.writes]).toEqual([
    "held",
    ["credit-customer-differs"],
    [],
  ]);
  const own = await world.book((await world.place({ ...companyBuyer("Sold"), ...credit })).id);
  expect(own.end.outcome).toBe("booked");
});
