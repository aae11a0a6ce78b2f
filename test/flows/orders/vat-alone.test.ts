/**
 * An edit that changes the VAT of an order and no row: the rows of a document carry neither VAT nor
 * total, as the ledger computes both. By the flow, against both sandboxes.
 */
import { describe, expect, test } from "vitest";
import type { FlowWorld, Json } from "../../support/flow-world.ts";
import { companyBuyer, privateBuyer } from "../../support/orders.ts";
import { books, change, mug, tenant } from "./registered-world.kit.ts";

const NO_MONEY = { payments: "none", refunds: "none" };
const tea = (vatCode: string, quantity = 1): Json => ({
  articleCode: "TEA",
  vatCode,
  quantity,
  price: 112,
});
const MATS: Json = { ...privateBuyer("Mat"), pricesIncludeVat: true, paymentStatus: "Open" };

/** The accountant gives the article the coding of 6 %. */
async function codedAnew(world: FlowWorld): Promise<void> {
  const { articles = [] } = await world.ledger();
  const of = (number: string) => articles.find((one) => one["Number"] === number);
  await world.control("eaccounting", "PATCH", `/articles/${String(of("TEA")?.["Id"])}`, {
    CodingId: of("BOOK")?.["CodingId"],
    NetPrice: 6.25,
    GrossPrice: 6.63,
  });
  world.forget();
}

describe("the rate of what is invoiced is corrected from 12 to 6 %", () => {
  async function corrected(editedAfterBooking: string) {
    const world = await tenant({ ...NO_MONEY, editedAfterBooking });
    const order = await world.place({ ...MATS, lines: [tea("M")] });
    await world.book(order.id);
    expect((await books(world))["2621"]).toBe(-12);
    await codedAnew(world);
    await change(world, order, { lines: [tea("L")] });
    return { world, order, run: await world.book(order.id) };
  }

  test("a person is told where edits are theirs", async () => {
    const { world, order, run } = await corrected("hold");
    expect(run.end.outcome).toBe("needs-attention");
    expect(run.codes).toContain("order-changed-after-booking");
    const later = await world.book(order.id);
    expect(later.codes).toContain("order-changed-after-booking");
  });

  test("with 'delta' it is a person's, as the article can't be credited at the old rate", async () => {
    const { world, run } = await corrected("delta");
    expect(run.end.outcome).toBe("held");
    expect(run.codes.slice(0, 2)).toEqual(["order-changed-after-booking", "vat-rate-differs"]);
    expect((await books(world))["2621"]).toBe(-12);
  });

  test("a credit order is told of as well", async () => {
    const world = await tenant(NO_MONEY);
    const order = await world.place({ ...MATS, lines: [tea("M", 2)] });
    await world.book(order.id);
    const back = { ...MATS, creditsOrderId: order.id };
    const credit = await world.place({ ...back, lines: [tea("M", -1)] });
    expect((await world.book(credit.id)).end.outcome).toBe("booked");
    await codedAnew(world);
    await change(world, credit, { lines: [tea("L", -1)] });
    const run = await world.book(credit.id);
    expect(run.codes).not.toContain("order-unchanged");
    expect(["held", "needs-attention"]).toContain(run.end.outcome);
  });
});

describe("construction, whose customer is marked for the reverse charge after its first order", () => {
  const service = (vatCode: string): Json => ({
    articleCode: "SERVICE",
    vatCode,
    quantity: 1,
    price: 1000,
  });
  const buyer: Json = {
    ...companyBuyer("Bygg"),
    vatNumber: "SE556677889901",
    pricesIncludeVat: false,
    paymentStatus: "Open",
  };

  async function marked() {
    const world = await tenant(NO_MONEY);
    await world.control("eaccounting", "PUT", "/company", { UsesReverseConstructionVat: true });
    await world.setUp();
    const order = await world.place({ ...buyer, lines: [service("H")] });
    await world.book(order.id);
    const { customers = [] } = await world.ledger();
    const id = customers.find((one) => String(one["Name"]).startsWith("Bygg"))?.["Id"];
    await world.control("eaccounting", "PATCH", `/customers/${String(id)}`, {
      ReverseChargeOnConstructionServices: true,
    });
    return { world, order };
  }

  test("is corrected to it, and retried as advised", async () => {
    const { world, order } = await marked();
    await change(world, order, { lines: [service("N")] });
    await world.book(order.id);
    await world.book(order.id, ["retry-by-person"]);
    expect(await books(world)).toEqual({ 1510: 1000, 3231: -1000 });
  });

  test("has its next order booked so at once", async () => {
    const { world } = await marked();
    const next = await world.place({ ...buyer, lines: [service("N")] });
    expect((await world.book(next.id)).end.outcome).toBe("booked");
    expect((await books(world))[3231]).toBe(-1000);
  });

  test("isn't read again for a gift card, which has no VAT and is nothing that is sold", async () => {
    const { world } = await marked();
    const card = { lineType: "GiftCard", description: "Card", quantity: -1, price: 100 };
    const next = await world.place({
      ...buyer,
      lines: [service("H"), { ...card, vatCode: "N" }],
    });
    const reads = async () => {
      const { calls } = (await world.control("eaccounting", "GET", "/calls")) as {
        readonly calls: readonly Json[];
      };
      return calls.filter(({ route }) => route === "GET /v2/customers/{id}");
    };
    const before = (await reads()).length;
    expect((await world.book(next.id)).end.outcome).toBe("booked");
    expect(await reads()).toHaveLength(before);
  });
});

describe("the VAT number of a company in the EU comes afterwards", () => {
  const NL = {
    name: "Wind BV",
    address: "Straat 1",
    postCode: "1012 LG",
    city: "Amsterdam",
    countryCode: "NL",
  };

  async function numbered(orders: Json) {
    const world = await tenant({ ...NO_MONEY, ...orders, companyWithoutVatNumber: "as-private" });
    const order = await world.place({
      debtorId: null,
      companyName: "Wind BV",
      attentionTo: "X",
      emailAddress: "wind@example.com",
      vatNumber: null,
      invoiceAddress: NL,
      deliveryAddress: NL,
      pricesIncludeVat: false,
      paymentStatus: "Open",
      lines: [mug(100)],
    });
    await world.book(order.id);
    await change(world, order, { vatNumber: "NL123456789B01", lines: [mug(100, 1, "ICP")] });
    return { world, order, run: await world.book(order.id) };
  }

  test("its invoice isn't called unchanged", async () => {
    const { run } = await numbered({ type: "invoice" });
    expect(run.codes).not.toContain("order-unchanged");
    expect(run.end.outcome).not.toBe("booked");
  });

  test.each([
    ["draft-invoice", "customerinvoicedrafts", "TotalVatAmount"],
    ["sales-order", "orders", "VatAmount"],
  ])(
    "the rows of a %s are written again, so that the ledger computes them anew",
    async (type, list, vat) => {
      const { world, order, run } = await numbered({ type });
      expect(run.writes.map(({ kind }) => kind).at(-1)).toMatch(/update$/);
      expect(run.end.outcome).toBe("updated");
      expect((await world.ledger())[list]?.map((one) => one[vat])).toEqual([0]);
      expect((await world.book(order.id)).writes).toEqual([]);
    },
  );
});
