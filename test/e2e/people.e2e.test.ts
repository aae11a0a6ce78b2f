/** Promise 8: what a person did in the ledger, and numbers that look like each other. */
import { describe, expect, test } from "vitest";
import {
  bookedOne,
  bridge,
  keyOf,
  place,
  type Placed,
  tenant,
  useEngine,
} from "../support/engine-set-up.ts";
import { articleRows, codesOf, mug } from "../support/orders.ts";

useEngine();

const COALESCE = 6_000;

describe("what a person did in the ledger", () => {
  const corrected = async (
    policy: string,
  ): Promise<{ placed: Placed; id: string; outcome: string | null; codes: readonly string[] }> => {
    await bridge.reconfigure(tenant, { orders: { changedByPerson: policy } });
    const placed = await bookedOne(tenant);
    const [document] = await bridge.ordersOf(placed.orderNumber);
    const id = String(document?.["Id"]);
    await bridge.control("eaccounting", "PATCH", `/orders/${id}`, {
      Rows: [{ ArticleNumber: "TEA", Quantity: 9, Text: "Corrected by hand" }],
    });
    await bridge.edit(placed.id, { lines: [mug(4)] });
    await bridge.advance(COALESCE);
    const { job } = await bridge.book(tenant, placed.id, "order.updated");
    return { placed, id, outcome: job.outcome, codes: codesOf(job) };
  };
  const rows = async (placed: Placed): Promise<readonly unknown[]> =>
    articleRows((await bridge.ordersOf(placed.orderNumber))[0]).map((row) => row["Text"]);

  test("isn't overwritten: an edit of the order is held", async () => {
    const { placed, outcome, codes } = await corrected("hold");
    expect([outcome, codes[0]]).toEqual(["held", "document-changed-by-person"]);
    expect(await rows(placed)).toEqual(["Corrected by hand"]);
  });

  test("is left as it is where the tenant wants that", async () => {
    const { placed, outcome } = await corrected("leave");
    expect(outcome).toBe("skipped");
    expect(await rows(placed)).toEqual(["Corrected by hand"]);
  });

  test("is overwritten only where the tenant wants that", async () => {
    const { placed, outcome } = await corrected("overwrite");
    expect(outcome).toBe("updated");
    expect(await rows(placed)).toEqual(["Mug"]);
  });

  test("and what nobody owns, fields that we don't know among it, survives an edit", async () => {
    await bridge.reconfigure(tenant, { orders: { changedByPerson: "hold" } });
    await bridge.control("eaccounting", "PUT", "/switches", { extraFields: "on" });
    const placed = await bookedOne(tenant);
    const [document] = await bridge.ordersOf(placed.orderNumber);
    await bridge.control("eaccounting", "PATCH", `/orders/${String(document?.["Id"])}`, {
      DeliveryDate: "2027-01-15",
      NewFieldOfTheVendor: "keep me",
    });
    await bridge.edit(placed.id, { lines: [mug(6)] });
    await bridge.advance(COALESCE);
    expect((await bridge.book(tenant, placed.id, "order.updated")).job.outcome).toBe("updated");
    const [after] = await bridge.ordersOf(placed.orderNumber);
    await bridge.control("eaccounting", "PUT", "/switches", { extraFields: "off" });
    expect(after).toMatchObject({
      NewFieldOfTheVendor: "keep me",
      VendorAddedField: document?.["VendorAddedField"],
    });
    expect(String(after?.["DeliveryDate"])).toMatch(/^2027-01-15/);
    expect(articleRows(after)[0]?.["Quantity"]).toBe(6);
  });
});

test("an order number that is part of another's is not taken for it", async () => {
  const day = new Date(await bridge.now()).toISOString().slice(0, 10);
  await bridge.reconfigure(tenant, { orders: { startLine: `${day}T00:30:00Z` } });
  const long = await place({ orderNumber: "8877665", date: `${day}T00:00:00` });
  expect(
    (await bridge.resolved(tenant, (await bridge.webhook(tenant, long.id), keyOf(long)))).job
      .outcome,
  ).toBe("booked");
  await bridge.control("eaccounting", "POST", "/orders", {
    YourReference: "web 18877",
    Rows: [{ ArticleNumber: "MUG" }],
  });
  const short = await place({ orderNumber: "8877", date: `${day}T00:00:00` });
  const { job } = await bridge.resolved(
    tenant,
    (await bridge.webhook(tenant, short.id), keyOf(short)),
  );
  expect([job.outcome, codesOf(job)]).toEqual([
    "booked",
    expect.arrayContaining(["looked-up-before-first-write"]),
  ]);
  expect(await bridge.ordersOf("8877")).toHaveLength(1);
  expect(await bridge.ordersOf("8877665")).toHaveLength(1);
});
