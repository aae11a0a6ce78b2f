/** What is told of an order's VAT once the ledger's own answer showed how it rounds. */
import { expect, test } from "vitest";
import { FlowWorld } from "../../support/flow-world.ts";
import { privateBuyer } from "../../support/orders.ts";

test("where the first answer shows that VAT is rounded by row and the gross is the same, the difference that is told is the ledger's own", async () => {
  const world = await FlowWorld.open();
  await world.control("eaccounting", "PUT", "/switches", { vatRounding: "row" });
  world.configure({ orders: { type: "sales-order" } });
  // 1.02 holds 0.204 of VAT: 0.20 by row, and 1.43 of seven together by rate.
  const lines = Array.from({ length: 7 }, () => ({
    articleCode: "MUG",
    quantity: 1,
    price: 1.02,
    vatPercentage: 25,
  }));
  const placed = await world.place({ ...privateBuyer("Learns"), lines });
  const run = await world.book(placed.id);
  expect(run.codes).toContain("vat-rounding-learnt");
  const { orders = [] } = await world.ledger();
  const document = orders.find((one) =>
    String(one["OurReference"]).includes(String(placed["orderNumber"])),
  );
  expect(Number(document?.["VatAmount"]).toFixed(2)).toBe("1.40");
  // The shop rounds by row as well: nothing differs, though 1.43 was planned for.
  expect(run.codes).not.toContain("vat-method-difference");
  expect(run.plan).toMatchObject({ kind: "write", document: { rounding: "row" } });
});
