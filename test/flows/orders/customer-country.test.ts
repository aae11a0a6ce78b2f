/**
 * A customer's country was changed in eAccounting since it was remembered. Both countries have one
 * rate, so only the draft's country shows it.
 */
import { expect, test } from "vitest";
import { RETRY } from "../../../src/domain/jobs/requested-actions.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";

const CITIES: Readonly<Record<string, readonly [postCode: string, city: string]>> = {
  SE: ["111 22", "Stockholm"],
  DK: ["1050", "København"],
  NL: ["1011 AB", "Amsterdam"],
  NO: ["5003", "Bergen"],
};
const EMAIL = "berg@moved.example";

type Buyer = { readonly country: string; readonly vatNumber?: string; readonly company?: true };
const DANISH: Buyer = { country: "DK" };
const SWEDISH: Buyer = { country: "SE" };
const DUTCH_BUSINESS: Buyer = { country: "NL", vatNumber: "NL123456789B01", company: true };
const NORWEGIAN: Buyer = { country: "NO", company: true };

function ordered({ country, vatNumber, company }: Buyer, more: Json = {}): Json {
  const [postCode, city] = CITIES[country] ?? [];
  const address = { name: "Berg", address: "Street 1", postCode, city, countryCode: country };
  const isTaxed = company === undefined;
  return {
    debtorId: null,
    companyName: isTaxed ? null : "Berg BV",
    attentionTo: "Anna Berg",
    emailAddress: EMAIL,
    vatNumber: vatNumber ?? null,
    pricesIncludeVat: isTaxed,
    currencyCode: "SEK",
    paymentStatus: "Open",
    invoiceAddress: address,
    deliveryAddress: address,
    lines: [
      {
        articleCode: "MUG",
        quantity: 2,
        price: 100,
        vatPercentage: isTaxed ? 25 : 0,
        ...(isTaxed ? {} : { vatCode: "N" }),
      },
    ],
    ...more,
  };
}

async function ossWorld(type: string, more: Json = {}): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  await world.control("eaccounting", "PUT", "/company", { UsesMoss: true });
  const mugs = ((await world.ledger())["articles"] ?? []).filter((one) => one["Number"] === "MUG");
  for (const { Id } of mugs)
    await world.control("eaccounting", "PATCH", `/articles/${String(Id)}`, { UsesMoss: true });
  const { company } = world.lists;
  world.lists = { ...world.lists, company: company && { ...company, usesOss: true } };
  await world.setUp();
  world.configure({ orders: { type, cancelledAfterBooking: "credit", ...more } });
  return world;
}

const book = async (world: FlowWorld, order: Json) => world.book((await world.place(order)).id);

async function move(world: FlowWorld, country: string): Promise<void> {
  const [InvoicePostalCode, InvoiceCity] = CITIES[country] ?? [];
  const customers = (await world.ledger())["customers"] ?? [];
  const id = String(customers.find((one) => one["EmailAddress"] === EMAIL)?.["Id"]);
  await world.control("eaccounting", "PATCH", `/customers/${id}`, {
    InvoiceCountryCode: country,
    InvoicePostalCode,
    InvoiceCity,
  });
}

const booksOf = async (world: FlowWorld): Promise<unknown> =>
  ((await world.control("eaccounting", "GET", "/books")) as Json)["trialBalance"];
const drafts = async (world: FlowWorld): Promise<readonly unknown[]> =>
  (await world.ledger())["customerinvoicedrafts"] ?? [];

test.each([
  ["a Danish buyer under OSS, now in Sweden", DANISH, "SE"],
  ["a Swedish buyer, now in Denmark", SWEDISH, "DK"],
  ["a business of the EU, now in Norway", DUTCH_BUSINESS, "NO"],
  ["a buyer outside the EU, now within", NORWEGIAN, "NL"],
] as const)(
  "%s: nothing is booked for the other country, neither a sale nor what takes one back",
  async (_, buyer, country) => {
    const world = await ossWorld("invoice");
    const sold = await world.place(ordered(buyer));
    expect((await world.book(sold.id)).end.outcome).toBe("booked");
    const before = await booksOf(world);
    await move(world, country);
    const next = await book(world, ordered(buyer));
    expect([next.end.outcome, next.codes[0]]).toEqual(["held", "sale-place-differs"]);
    expect(next.end.reasons[0]?.params).toMatchObject({ goods: buyer.country, ledger: country });
    await world.control("asperion", "PATCH", `/orders/${sold.id}`, { status: 9 });
    const cancelled = await world.book(sold.id);
    expect([cancelled.end.outcome, cancelled.codes[0]]).toEqual(["held", "sale-place-differs"]);
    expect([await booksOf(world), await drafts(world)]).toEqual([before, []]);
  },
);

test("once the country is right again in eAccounting, the order is booked as it was to be", async () => {
  const world = await ossWorld("invoice");
  await book(world, ordered(DANISH));
  await move(world, "SE");
  const order = await world.place(ordered(DANISH));
  expect((await world.book(order.id)).end.outcome).toBe("held");
  await move(world, "DK");
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes.includes("sale-decided")]).toEqual(["booked", true]);
});

test("where the other country changes nothing, the draft stays and is booked, and that is remembered", async () => {
  const world = await ossWorld("invoice");
  const { company } = world.lists;
  world.lists = { ...world.lists, company: company && { ...company, usesOss: false } };
  await world.control("eaccounting", "PUT", "/company", { UsesMoss: false });
  await book(world, ordered(DANISH));
  await move(world, "NL");
  const run = await book(world, ordered(DANISH));
  expect([run.end.outcome, run.writes.map(({ kind }) => kind)]).toEqual([
    "booked",
    ["draft.create", "draft.convert"],
  ]);
  const next = await book(world, ordered(DANISH));
  expect([next.end.outcome, next.codes.includes("customer-updated")]).toEqual(["booked", true]);
});

test("a draft that waits for a person is written anew for the other country, and stays", async () => {
  const world = await ossWorld("draft-invoice", { updateCustomer: false });
  const { company } = world.lists;
  world.lists = { ...world.lists, company: company && { ...company, usesOss: false } };
  await world.control("eaccounting", "PUT", "/company", { UsesMoss: false });
  const order = await world.place(ordered(DANISH));
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  await move(world, "NL");
  await world.control("asperion", "PATCH", `/orders/${order.id}`, { phoneNumber: "08-123" });
  const run = await world.book(order.id, [RETRY]);
  expect([run.end.outcome, run.writes.map(({ kind }) => kind)]).toEqual([
    "updated",
    ["draft.update"],
  ]);
  expect(await drafts(world)).toMatchObject([{ InvoiceCountryCode: "NL" }]);
});

test("a sales order is invoiced by what the customer is by then", async () => {
  const world = await ossWorld("sales-order", { invoiceOrders: "delivered" });
  const order = await world.place(ordered(DANISH, { status: 2 }));
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  await move(world, "SE");
  await world.control("asperion", "PATCH", `/orders/${order.id}`, { status: 4 });
  const run = await world.book(order.id);
  expect([run.end.outcome, run.codes[0]]).toEqual(["held", "sale-place-differs"]);
  expect((await world.ledger())["customerinvoices"] ?? []).toEqual([]);
});

test("an unchanged buyer costs no reading of the customer", async () => {
  const world = await ossWorld("invoice");
  await book(world, ordered(DANISH));
  const run = await book(world, ordered(DANISH));
  expect(run.writes.map(({ kind }) => kind)).toEqual(["draft.create", "draft.convert"]);
});
