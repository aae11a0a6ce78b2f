/** Where the goods of an order go: where its shop says, never where an earlier order went. */
import { expect, test } from "vitest";
import { addressesOf } from "../../../src/flows/orders/money/document-head.ts";
import { typeFacts } from "../../../src/flows/orders/shared/filled-fields.ts";
import { FlowWorld } from "../../support/flow-world.ts";
import { companyBuyer, homeAddress, mug } from "../../support/orders.ts";
import { address, input, order } from "./kit.ts";

test("a delivery address without a country is written in that of the invoice address", () => {
  const placed = order([{ price: "100.00" }], {
    invoiceAddress: address({ country: "NO" }),
    deliveryAddress: address({ country: null, city: "Bergen" }),
  });
  expect(addressesOf(input(placed)).delivery).toMatchObject({ city: "Bergen", country: "NO" });
  expect(typeFacts(placed, "private", "SE").deliveryCountry).toBe("NO");
});

test.each(["sales-order", "draft-invoice"])(
  "an order that goes to its buyer isn't sent where an earlier one of the buyer went: %s",
  async (type) => {
    const world = await FlowWorld.open();
    world.configure({ orders: { type } });
    const buyer = companyBuyer("Gift");
    const book = async (fields: object) => {
      const placed = await world.place({ ...buyer, ...fields, lines: [mug(1)] });
      expect((await world.book(placed.id)).end.outcome).toBe("booked");
      const ledger = await world.ledger();
      return [...(ledger["orders"] ?? []), ...(ledger["customerinvoicedrafts"] ?? [])].find((one) =>
        String(one["OurReference"]).includes(placed.orderNumber),
      );
    };
    const gift = { ...homeAddress("Friend"), address: "Hamngatan 9", addressLine2: "Floor 3" };
    expect(await book({ deliveryAddress: gift })).toMatchObject({
      DeliveryAddress1: "Hamngatan 9",
    });
    const { address, city } = homeAddress("Gift");
    const home = await book({});
    expect(home).toMatchObject({ DeliveryAddress1: address, DeliveryCity: city });
    expect(home?.["DeliveryAddress2"] ?? "").toBe("");
  },
);
