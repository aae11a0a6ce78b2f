/** What the shop took off a sales order goes; what a person corrected there stays. */
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../../src/domain/language.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, homeAddress, mug } from "../../support/orders.ts";
import { reasonText } from "../../support/reason-text.ts";

async function placed(buyer: Json, orders: Json = {}) {
  const world = await FlowWorld.open();
  world.configure({ orders: { type: "sales-order", ...orders } });
  const order = await world.place({ ...buyer, lines: [mug(1)] });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  const document = async (): Promise<Json> => {
    const { orders: all = [] } = await world.ledger();
    return all.find((one) => String(one["OurReference"]).includes(order.orderNumber)) ?? {};
  };
  const edit = (change: Json) => world.control("asperion", "PATCH", `/orders/${order.id}`, change);
  return { world, order, document, edit };
}

describe("an open sales order", () => {
  test("loses the delivery address that the shop took off", async () => {
    const elsewhere = { ...homeAddress("Depot"), address: "Hamngatan 9" };
    const { world, order, document, edit } = await placed({
      ...companyBuyer("Moved"),
      deliveryAddress: elsewhere,
    });
    expect((await document())["DeliveryAddress1"]).toBe("Hamngatan 9");
    await edit({ deliveryAddress: homeAddress("Moved AB") });
    expect((await world.book(order.id)).codes[0]).toBe("order-updated");
    expect((await document())["DeliveryAddress1"]).toBe("Storgatan 1");
  });

  test("loses the buyer's reference that the shop took off", async () => {
    const { world, order, document, edit } = await placed(
      { ...companyBuyer("Unref"), reference: "PO 77" },
      { buyerReferenceField: "BuyersOrderReference" },
    );
    expect((await document())["BuyersOrderReference"]).toBe("PO 77");
    await edit({ reference: null });
    expect((await world.book(order.id)).codes[0]).toBe("order-updated");
    expect((await document())["BuyersOrderReference"] ?? null).toBeNull();
  });

  test("keeps the buyer's reference that nobody but a person said, whatever is edited", async () => {
    const { world, order, document, edit } = await placed(companyBuyer("Typed"), {
      buyerReferenceField: "BuyersOrderReference",
      changedByPerson: "overwrite",
    });
    const { Id } = await document();
    await world.control("eaccounting", "PATCH", `/orders/${String(Id)}?company=Demo%20AB`, {
      BuyersOrderReference: "Typed",
    });
    await edit({ lines: [mug(2)] });
    expect((await world.book(order.id)).codes[0]).toBe("order-updated");
    expect((await document())["BuyersOrderReference"]).toBe("Typed");
  });

  test.each([
    ["InvoiceAddress1", "Rättgatan 2"],
    ["DeliveryCity", "Lund"],
    ["DeliveryMethodName", "By hand"],
  ])("keeps what a person corrected in the ledger, and says so: %s", async (field, value) => {
    const { world, order, document, edit } = await placed(companyBuyer("Corrected"));
    const { Id } = await document();
    await world.control("eaccounting", "PATCH", `/orders/${String(Id)}?company=Demo%20AB`, {
      [field]: value,
    });
    await edit({ lines: [mug(2)] });
    const run = await world.book(order.id);
    expect([run.codes[0], (await document())[field]]).toEqual([
      "document-changed-by-person",
      value,
    ]);
    // The settings alone may have changed since: no text says that the shop's order has.
    const [why] = run.end.reasons;
    for (const language of LANGUAGES)
      expect(why === undefined ? "" : reasonText(why, language).text).not.toMatch(/^$|Asperion/);
  });
});
