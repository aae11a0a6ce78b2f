/** An article that somebody deleted in the ledger after it was read: its orders ask for it anew. */
import { expect, test } from "vitest";
import { FlowWorld } from "../../support/flow-world.ts";
import { companyBuyer } from "../../support/orders.ts";

/** A shop that knows an article which the ledger then loses. */
async function lost(missingSku: "hold" | "create" | "placeholder") {
  const world = await FlowWorld.open();
  const ledger = { Number: "TEA-9", Name: "Tea", NetPrice: 10 };
  const made = (await world.control("eaccounting", "POST", "/articles", ledger)) as { Id: string };
  await world.control("asperion", "POST", "/articles", { articleCode: "TEA-9", salesPrice: 10 });
  world.configure({ orders: { missingSku } });
  const order = await world.place({
    ...companyBuyer("Bo"),
    lines: [{ articleCode: "TEA-9", quantity: 1 }],
  });
  await world.dryRun(order.id);
  expect(world["articles"].has("TEA-9")).toBe(true);
  await world.control("eaccounting", "DELETE", `/articles/${made.Id}`);
  return { world, order, ledger };
}

test("is held as not found, and is booked once the article is there again", async () => {
  const { world, order, ledger } = await lost("hold");
  const first = await world.book(order.id);
  expect([first.end.outcome, first.codes]).toEqual(["held", ["article-not-found"]]);
  expect(world["articles"].has("TEA-9")).toBe(false);
  await world.control("eaccounting", "POST", "/articles", ledger);
  expect((await world.book(order.id, ["retry-by-person"])).end.outcome).toBe("booked");
});

test("is made again, where missing articles are", async () => {
  const { world, order } = await lost("create");
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  const { articles = [] } = await world.ledger();
  expect(articles.filter((article) => article["Number"] === "TEA-9")).toHaveLength(1);
});
