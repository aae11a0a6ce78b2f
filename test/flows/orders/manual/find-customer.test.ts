/** A customer that a person names for an order: found by number in the ledger's sandbox. */
import { beforeEach, expect, test } from "vitest";
import { findCustomerToLink } from "../../../../src/flows/orders/manual-links/find-customer.ts";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";

let world: FlowWorld;

beforeEach(async () => {
  world = await FlowWorld.open();
});

test("a customer is found by number; one that isn't there or was retired is refused", async () => {
  const placed = await world.place({ ...companyBuyer("Handmade"), lines: [mug()] });
  const [there, retired] = [
    (await world.control("eaccounting", "POST", "/customers", { Name: "There AB" })) as Json,
    (await world.control("eaccounting", "POST", "/customers", {
      Name: "Gone AB",
      IsActive: false,
    })) as Json,
  ];
  const look = (number: unknown) =>
    world.look(placed.id, (ports) =>
      findCustomerToLink(ports, String(placed.id), {
        what: "customer",
        number: String(number),
        confirmed: false,
        actor: "anna",
      }),
    );
  expect(await look(there["CustomerNumber"])).toMatchObject({
    ok: true,
    value: {
      kind: "found",
      link: { link: { customer: { id: String(there["Id"]).toLowerCase() }, fingerprint: "" } },
    },
  });
  expect(await look("no such")).toMatchObject({
    ok: true,
    value: { kind: "refused", reasons: [{ code: "link-not-found" }] },
  });
  expect(await look(retired["CustomerNumber"])).toMatchObject({
    ok: true,
    value: { kind: "refused", reasons: [{ code: "customer-inactive" }] },
  });
});
