/**
 * A customer or an article that somebody made inactive in the ledger after an order had been
 * booked: the run that needs it says so at once, and books when it is active again.
 */
import { expect, test } from "vitest";
import { isFixedByLink } from "../../../src/http/pages/attention/group-actions.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { reasonText } from "../../support/reason-text.ts";
import { change, tenant } from "./registered-world.kit.ts";

const RETRY = ["retry-by-person"];

/** A shop with a booked invoice, and its customer's and its article's addresses in the ledger. */
async function invoiced() {
  const world = await FlowWorld.open();
  world.configure({
    orders: { type: "invoice", editedAfterBooking: "delta", cancelledAfterBooking: "credit" },
  });
  const placed = await world.place({ ...companyBuyer("Ra1"), lines: [mug(2)] });
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  const { customerinvoices = [], articles = [] } = (await world.ledger()) as Record<string, Json[]>;
  const article = articles.find((one) => one["Number"] === "MUG")?.["Id"];
  const records = {
    customer: `/customers/${String(customerinvoices[0]?.["CustomerId"])}`,
    article: `/articles/${String(article)}`,
  };
  const set = (record: keyof typeof records, active: boolean) =>
    world.control("eaccounting", "PATCH", records[record], { IsActive: active });
  return { world, placed, set };
}

const CHANGES: readonly (readonly [string, Json])[] = [
  ["cancelled", { status: 9 }],
  ["lowered", { lines: [mug(1)] }],
];
const RECORDS = ["customer", "article"] as const;

test.each(CHANGES.flatMap(([what, change]) => RECORDS.map((record) => ({ what, change, record }))))(
  "an invoice whose $record was made inactive is $what: held, and credited once it is active again",
  async ({ change, record }) => {
    const { world, placed, set } = await invoiced();
    await set(record, false);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, change);
    const { end, codes } = await world.book(placed.id);
    expect([end.outcome, codes]).toEqual(["held", expect.arrayContaining([`${record}-inactive`])]);
    // Another customer that is linked doesn't become the invoice's, so no link is offered.
    for (const { reasons } of [end, (await world.book(placed.id, RETRY)).end]) {
      const why = reasons.find(({ code }) => code === "customer-inactive");
      expect(why?.params["of"]).toBe(record === "customer" ? "invoice" : undefined);
      if (why === undefined) continue;
      expect([isFixedByLink(why), /link/.test(reasonText(why).next)]).toEqual([false, false]);
    }
    await set(record, true);
    const again = await world.book(placed.id, RETRY);
    expect(again.end.outcome).toBe("updated");
    expect(again.writes.map(({ kind }) => kind)).toEqual(["draft.create", "draft.convert"]);
  },
);

test.each([...CHANGES, ["credited", null]] as const)(
  "an invoice whose customer was deleted is %s: it says that only a person can book it, after a retry too",
  async (_what, to) => {
    const world = await tenant();
    const buyer = companyBuyer("Ra3");
    const placed = await world.place({ ...buyer, lines: [mug(2)], paymentStatus: "Open" });
    await world.book(placed.id);
    const { customerinvoices = [] } = (await world.ledger()) as Record<string, Json[]>;
    const customer = String(customerinvoices[0]?.["CustomerId"]);
    await world.control("eaccounting", "DELETE", `/customers/${customer}`);
    const of = { ...buyer, creditsOrderId: placed.id, lines: [mug(-1)], paymentStatus: "Open" };
    const { id } = to === null ? await world.place(of) : placed;
    if (to !== null) await change(world, placed, to);
    for (const events of [["order.updated"], RETRY, RETRY]) {
      const { end } = await world.book(id, events);
      const [why] = end.reasons;
      if (why === undefined) throw new Error("nothing is said");
      expect([end.outcome, why.params["of"]]).toEqual(["held", "deleted"]);
      expect([isFixedByLink(why), /manually/.test(reasonText(why).next)]).toEqual([false, true]);
    }
    expect((await world.ledger())["customerinvoices"]).toHaveLength(1);
  },
);

test.each(["sales-order", "draft-invoice", "invoice"] as const)(
  "%s: a known article that was made inactive holds the next order at once, by name",
  async (type) => {
    const { world, set } = await invoiced();
    world.configure({ orders: { type } });
    await set("article", false);
    const { id } = await world.place({ ...companyBuyer("Ra2"), lines: [mug(1)] });
    const { end, codes } = await world.book(id);
    expect([end.outcome, codes]).toEqual(["held", expect.arrayContaining(["article-inactive"])]);
    await set("article", true);
    expect((await world.book(id, RETRY)).end.outcome).toBe("booked");
  },
);

test("what was credited before an article was refused is credited once", async () => {
  const world = await tenant({ missingSku: "hold" });
  const ledger = { Number: "TEA-9", Name: "Tea", NetPrice: 10 };
  const made = (await world.control("eaccounting", "POST", "/articles", ledger)) as { Id: string };
  await world.control("asperion", "POST", "/articles", { articleCode: "TEA-9", salesPrice: 10 });
  const tea = { articleCode: "TEA-9", quantity: 3, price: 10 };
  const buyer = companyBuyer("Anew");
  const known = await world.place({ ...buyer, lines: [tea], paymentStatus: "Open" });
  await world.dryRun(known.id);
  const placed = await world.place({ ...buyer, lines: [mug(10)], paymentStatus: "Open" });
  await world.book(placed.id);
  await world.control("eaccounting", "DELETE", `/articles/${made.Id}`);
  await world.control("eaccounting", "POST", "/articles", ledger);
  const edited = { lines: [mug(4), tea], emailAddress: "corrected@example.com" };
  await change(world, placed, edited);
  await world.book(placed.id).catch(() => null);
  await world.book(placed.id, RETRY);
  const { customerinvoices = [] } = (await world.ledger()) as Record<string, Json[]>;
  const ofEdit = customerinvoices.filter(({ IsCreditInvoice }) => IsCreditInvoice === true);
  expect(ofEdit.map(({ TotalAmount }) => Number(TotalAmount))).toEqual([-63.75]);
  expect(customerinvoices).toHaveLength(3);
});
