/** Companies that order with one e-mail address stay companies of their own. */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";

const shared = (name: string, organisationNumber: string): Json => ({
  ...companyBuyer(name),
  emailAddress: "purchase@group.example",
  cocNumber: organisationNumber,
  lines: [mug(1)],
});
const ALPHA = shared("Alpha", "556677-1111");
const BETA = shared("Beta", "556677-2222");

const namesOf = async (world: FlowWorld): Promise<string[]> =>
  ((await world.ledger())["customers"] ?? [])
    .map((one) => `${String(one["Name"])} ${String(one["CorporateIdentityNumber"])}`)
    .filter((text) => text.includes("556677-"))
    .toSorted();

const book = async (world: FlowWorld, buyer: Json) => world.book((await world.place(buyer)).id);

test.each([[true], [false]])(
  "a company isn't another one because both order with one e-mail address, updates %s",
  async (updateCustomer) => {
    const world = await FlowWorld.open();
    world.configure({ orders: { type: "sales-order", updateCustomer } });
    expect((await book(world, ALPHA)).end.outcome).toBe("booked");
    const run = await book(world, BETA);
    expect([run.end.outcome, run.codes]).toEqual(["held", ["customer-other-company"]]);
    expect(await namesOf(world)).toEqual(["Alpha AB 556677-1111"]);
  },
);

test("a company that a person made in the ledger gets its own orders, and the other one its own", async () => {
  const world = await FlowWorld.open();
  world.configure({
    orders: { type: "sales-order", findCustomerBy: ["email", "organisation-number"] },
  });
  await book(world, ALPHA);
  await world.control("eaccounting", "POST", "/customers", {
    Name: "Beta AB",
    CorporateIdentityNumber: "556677-2222",
  });
  for (const buyer of [BETA, ALPHA, BETA])
    expect((await book(world, buyer)).end.outcome).toBe("booked");
  expect(await namesOf(world)).toEqual(["Alpha AB 556677-1111", "Beta AB 556677-2222"]);
});
