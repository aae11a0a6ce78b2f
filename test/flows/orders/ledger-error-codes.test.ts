/** What an order comes to follows from the ledger's code, under whatever HTTP status the code comes. */
import { describe, expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";

const STATUSES = [400, 403, 404, 409, 422, 500] as const;
let n = 0;

async function open(statuses: Readonly<Record<string, number>>, orders: Json): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  world.configure({ orders });
  await world.control("eaccounting", "PUT", "/statuses", statuses);
  return world;
}

const place = (world: FlowWorld) =>
  world.place({ ...companyBuyer(`Coded${(n += 1)}`), lines: [mug(10)] });

async function loses(world: FlowWorld, id: number, lost: string): Promise<void> {
  world.answered = async (kind) => {
    if (kind === lost) throw new Error("the answer is lost");
  };
  await expect(world.book(id)).rejects.toThrow("the answer is lost");
  world.answered = null;
}

describe.each(STATUSES)("under status %i", (status) => {
  test("3000: a draft whose booking lost its answer is gone, and its invoice is the order's", async () => {
    const world = await open({ 3000: status }, { type: "invoice" });
    const { id } = await place(world);
    await loses(world, id, "draft.convert");
    await world.resolveDoubts(id);
    expect((await world.book(id)).end.outcome).toBe("booked");
    const { customerinvoices = [], customerinvoicedrafts = [] } = await world.ledger();
    expect([customerinvoices.length, customerinvoicedrafts.length]).toEqual([1, 0]);
  });

  test("3000: an order that somebody deleted is gone", async () => {
    const world = await open({ 3000: status }, { type: "sales-order" });
    const { id } = await place(world);
    expect((await world.book(id)).end.outcome).toBe("booked");
    const document = world.documentsOf(id)[0]?.id ?? "";
    await world.control("eaccounting", "DELETE", `/orders/${document}`);
    await world.control("asperion", "PATCH", `/orders/${id}`, { lines: [mug(6)] });
    expect((await world.book(id)).codes[0]).toBe("document-gone");
  });

  test("4013: a booking in a locked period waits for an open day", async () => {
    const world = await open({ 4013: status }, { type: "invoice" });
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    await world.control("eaccounting", "PUT", "/company", { lockedTo: tomorrow });
    const { id } = await place(world);
    const { end, codes } = await world.book(id);
    expect([end.outcome, codes[0]]).toEqual(["held", "period-closed"]);
  });

  test("4025: a VAT number that the register doesn't know holds the order", async () => {
    const world = await open({ 4025: status }, { type: "sales-order" });
    await world.control("eaccounting", "PUT", "/switches", { vies: "ok" });
    await world.control("eaccounting", "PUT", "/vies", { SE559999999901: "invalid" });
    const { id } = await world.place({
      ...companyBuyer(`Coded${(n += 1)}`),
      vatNumber: "SE559999999901",
      lines: [mug()],
    });
    const { end, codes } = await world.book(id);
    expect([end.outcome, codes[0]]).toEqual(["held", "vat-number-rejected"]);
  });
});
