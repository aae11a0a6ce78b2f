/**
 * The EU's register of VAT numbers, a customer that was put right, and construction services: the
 * flow against the ledger's sandbox.
 */
import { beforeEach, expect, test } from "vitest";
import { dutchCompany } from "../../support/cross-border.ts";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";

let world: FlowWorld;
let n = 0;
const NUMBER = "NL123456789B01";

beforeEach(async () => {
  world = await FlowWorld.open();
  world.configure({ orders: { type: "invoice" } });
});

const place = (vatNumber: string | null, more: Json = {}) =>
  world.place({
    ...dutchCompany(`Registered${(n += 1)}`, vatNumber),
    currencyCode: "SEK",
    lines: [{ ...mug(), vatPercentage: 0, price: 100 }],
    ...more,
  });
const register = (vies: string) => world.control("eaccounting", "PUT", "/switches", { vies });
const customers = async (): Promise<readonly Json[]> =>
  ((await world.ledger())["customers"] ?? []).filter((one) =>
    String(one["Name"]).startsWith("Registered"),
  );

test("a VAT number that the register doesn't know holds the order, and one that was put right in the shop counts on the next run", async () => {
  await register("invalid");
  const placed = await place("NL000000000B00");
  const held = await world.book(placed.id);
  expect([held.end.outcome, held.codes, (await world.ledger())["customerinvoices"]]).toEqual([
    "held",
    ["vat-number-rejected"],
    [],
  ]);
  await register("ok");
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { vatNumber: NUMBER });
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  expect((await customers()).map((one) => one["VatNumber"])).toEqual([NUMBER]);
});

test("a register that can't be reached is no answer: the run fails for the time being, and the next one books", async () => {
  await register("down");
  const placed = await place(NUMBER);
  await expect(world.book(placed.id)).rejects.toThrow("transient");
  expect((await world.ledger())["customerinvoices"]).toEqual([]);
  await register("ok");
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
});

test("a customer that was put right in the ledger is read anew by a person's retry, and by nothing else", async () => {
  world.configure({ orders: { companyWithoutVatNumber: "as-private" } });
  const before = await place(null, { lines: [{ ...mug(), vatPercentage: 25, price: 100 }] });
  expect((await world.book(before.id)).end.outcome).toBe("booked");
  world.configure({ orders: { companyWithoutVatNumber: "hold" } });
  const placed = await place(null, {
    companyName: before["companyName"],
    emailAddress: before["emailAddress"],
    attentionTo: before["attentionTo"],
    invoiceAddress: before["invoiceAddress"],
    deliveryAddress: before["deliveryAddress"],
  });
  const [customer] = await customers();
  await world.control("eaccounting", "PATCH", `/customers/${String(customer?.["Id"])}`, {
    VatNumber: NUMBER,
  });
  expect((await world.book(placed.id)).codes).toContain("sale-company-without-vat-number");
  expect((await world.book(placed.id, ["retry-by-person"])).end.outcome).toBe("booked");
  expect(await customers()).toHaveLength(1);
});

test("a mark for construction services that was set on a known customer counts when a person presses retry", async () => {
  const { company } = world.lists;
  world.lists = {
    ...world.lists,
    company: company === null ? null : { ...company, usesReverseConstruction: true },
  };
  await world.control("eaccounting", "PUT", "/company", { UsesReverseConstructionVat: true });
  const buyer = companyBuyer(`Builder${(n += 1)}`);
  expect((await world.book((await world.place({ ...buyer, lines: [mug()] })).id)).end.outcome).toBe(
    "booked",
  );
  const placed = await world.place({
    ...buyer,
    lines: [{ articleCode: "SERVICE", quantity: 2, price: 500, vatPercentage: 0 }],
  });
  expect((await world.book(placed.id)).codes).toContain("vat-rate-differs");
  const marked = (await world.ledger())["customers"]?.find(
    (one) => one["Name"] === buyer["companyName"],
  );
  await world.control("eaccounting", "PATCH", `/customers/${String(marked?.["Id"])}`, {
    ReverseChargeOnConstructionServices: true,
    VatNumber: "SE556000016701",
  });
  expect((await world.book(placed.id, ["retry-by-person"])).end.outcome).toBe("booked");
});

test.each(["sales-order", "invoice"])(
  "construction services to a company that is marked for them bear no VAT on a %s, the goods beside them do",
  async (type) => {
    await world.control("eaccounting", "PUT", "/company", { UsesReverseConstructionVat: true });
    const { company } = world.lists;
    world.lists = {
      ...world.lists,
      company: company === null ? null : { ...company, usesReverseConstruction: true },
    };
    world.configure({ orders: { type } });
    const buyer = companyBuyer(`Builder${(n += 1)}`);
    await world.control("eaccounting", "POST", "/customers", {
      Name: buyer["companyName"],
      EmailAddress: buyer["emailAddress"],
      IsPrivatePerson: false,
      ReverseChargeOnConstructionServices: true,
      VatNumber: "SE556000016701",
    });
    const placed = await world.place({
      ...buyer,
      lines: [
        { articleCode: "SERVICE", quantity: 2, price: 500, vatPercentage: 0 },
        { ...mug(), price: 100 },
      ],
    });
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes]).toEqual(["booked", expect.anything()]);
    const { orders = [], customerinvoices = [] } = await world.ledger();
    const document = [...orders, ...customerinvoices].find((one) =>
      String(one["OurReference"]).startsWith(`${placed.orderNumber} #`),
    );
    expect(
      Number(document?.[type === "invoice" ? "TotalVatAmountInvoiceCurrency" : "VatAmount"]),
    ).toBe(25);
  },
);
