/**
 * What was sold decides how it is taken back, and what an edit adds to it: its account without VAT,
 * its mark of triangular trade, its articles. By the flow, against both sandboxes.
 */
import { describe, expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { mug, privateBuyer } from "../../support/orders.ts";
import { balances } from "./generated.kit.ts";

const BERLIN = { name: "Muster GmbH", address: "Weg 1", postCode: "10115", city: "Berlin" };
const GMBH: Json = {
  companyName: "Muster GmbH",
  emailAddress: "m@muster.example",
  vatNumber: "DE123456789",
  debtorId: null,
  pricesIncludeVat: false,
  invoiceAddress: { ...BERLIN, countryCode: "DE" },
  deliveryAddress: { ...BERLIN, countryCode: "DE" },
};
const free = (articleCode: string, quantity: number): Json => ({
  articleCode,
  quantity,
  price: 100,
  vatPercentage: 0,
  vatCode: "N",
});
const shipping = (quantity = 1): Json => ({
  lineType: "Shipping",
  description: "Frakt",
  quantity,
  price: 10,
  vatPercentage: 0,
});
const goodwill: Json = {
  lineType: "Discount",
  description: "Goodwill",
  quantity: 1,
  price: -20,
  vatPercentage: 0,
};

async function invoiced(lines: readonly Json[], orders: Json = {}, who: Json = GMBH) {
  const world = await FlowWorld.open();
  world.configure({
    orders: { type: "invoice", payments: "none", editedAfterBooking: "delta", ...orders },
  });
  const before = await balances(world);
  const order = await world.place({ ...who, paymentStatus: "Open", lines });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  /** Revenue without VAT, by account. */
  const sold = async (): Promise<readonly string[]> => {
    const after = await balances(world);
    return Object.entries(after).flatMap(([account, balance]) => {
      const by = (balance - (before[Number(account)] ?? 0)).toFixed(2);
      return account.startsWith("3") && Number(by) !== 0 ? [`${account} ${by}`] : [];
    });
  };
  const credit = async (...of: readonly Json[]) => {
    const placed = await world.place({
      ...who,
      paymentStatus: "Open",
      creditsOrderId: order.id,
      lines: of,
    });
    return world.book(placed.id);
  };
  const edit = async (...to: readonly Json[]) => {
    await world.control("asperion", "PATCH", `/orders/${order.id}`, { lines: to });
    return world.book(order.id);
  };
  return { world, order, sold, credit, edit };
}

describe("an invoice of goods sold abroad without VAT", () => {
  test("takes its shipping back from the account of the goods", async () => {
    const { credit, sold } = await invoiced([free("MUG", 2), shipping()]);
    expect((await credit(shipping(-1))).end.outcome).toBe("booked");
    expect(await sold()).toEqual(["3108 -200.00"]);
  });

  test("and so where an edit removes or adds it", async () => {
    const { edit, sold } = await invoiced([free("MUG", 2), shipping()]);
    expect((await edit(free("MUG", 2))).end.outcome).toBe("updated");
    expect(await sold()).toEqual(["3108 -200.00"]);
    expect((await edit(free("MUG", 2), shipping())).end.outcome).toBe("updated");
    expect(await sold()).toEqual(["3108 -210.00"]);
  });
});

test("an amount of services sold abroad is taken back from their account", async () => {
  const credited = await invoiced([free("EBOOK", 2)]);
  expect((await credited.credit(goodwill)).end.outcome).toBe("booked");
  expect(await credited.sold()).toEqual(["3308 -180.00"]);
  const edited = await invoiced([free("EBOOK", 2)]);
  expect((await edited.edit(free("EBOOK", 2), goodwill)).end.outcome).toBe("updated");
  expect(await edited.sold()).toEqual(["3308 -180.00"]);
});

describe("triangular trade", () => {
  const marked = { triangularVatCodes: ["N"] };

  test("is credited as that, by shipping and amounts alone as well", async () => {
    const { world, credit, sold } = await invoiced([free("MUG", 2), shipping()], marked);
    for (const line of [shipping(-1), goodwill])
      expect((await credit(line)).end.outcome).toBe("booked");
    expect(await sold()).toEqual(["3107 -180.00"]);
    const { customerinvoices = [] } = await world.ledger();
    expect(customerinvoices.map((one) => one["EuThirdParty"])).toEqual([true, true, true]);
  });

  test.each([
    [marked, [], "3107 -100.00"],
    [{}, ["N"], "3108 -100.00"],
  ])("goes by the invoice, not by later settings", async (first, later, left) => {
    const { world, credit, sold } = await invoiced([free("MUG", 2)], first);
    world.configure({ orders: { triangularVatCodes: later } });
    expect((await credit(free("MUG", -1))).end.outcome).toBe("booked");
    expect(await sold()).toEqual([left]);
  });
});

test("goods that a look-up makes another article now are held, until a person lets them", async () => {
  const { world, credit, edit } = await invoiced([mug(3)], {}, privateBuyer("Mapped"));
  world.configure({ lookups: { article: { table: { MUG: "TSHIRT" } } } });
  expect((await edit(mug(2))).codes[0]).toBe("credit-article-differs");
  await edit(mug(3));
  const held = await credit(mug(-1));
  expect([held.end.outcome, held.codes]).toEqual(["held", ["credit-article-differs"]]);
  expect(held.end.reasons[0]?.params).toMatchObject({ sku: "MUG", article: "TSHIRT" });
  world.configure({ lookups: { article: { table: { MUG: "MUG" } } } });
  expect((await credit(mug(-2))).end.outcome).toBe("booked");
});

describe("the buyer abroad moves home in the shop after the invoice without VAT", () => {
  const HOME = { ...BERLIN, postCode: "111 22", city: "Stockholm", countryCode: "SE" };
  const home: Json = { vatNumber: null, invoiceAddress: HOME, deliveryAddress: HOME };

  test("a cancellation takes it back without VAT", async () => {
    const { world, order, sold } = await invoiced([free("MUG", 2)], {
      cancelledAfterBooking: "credit",
    });
    await world.control("asperion", "PATCH", `/orders/${order.id}`, { ...home, status: 9 });
    expect((await world.book(order.id)).end.outcome).toBe("updated");
    expect(await sold()).toEqual([]);
  });

  test("and so does a credit order with the new address", async () => {
    const { world, order, sold } = await invoiced([free("MUG", 2)]);
    const back = { paymentStatus: "Open", creditsOrderId: order.id, lines: [free("MUG", -1)] };
    const { id } = await world.place({ ...GMBH, ...home, ...back });
    expect((await world.book(id)).end.outcome).toBe("booked");
    expect(await sold()).toEqual(["3108 -100.00"]);
  });
});

describe("a sale that the ledger would make another kind of by now", () => {
  const ANNA = { name: "Anna Berg", address: "Gade 1", postCode: "1050", city: "København" };
  const DANE: Json = {
    companyName: null,
    attentionTo: "Anna Berg",
    emailAddress: "anna@dane.example",
    debtorId: null,
    invoiceAddress: { ...ANNA, countryCode: "DK" },
    deliveryAddress: { ...ANNA, countryCode: "DK" },
  };
  /** Two articles are marked for OSS; the company uses it from the start, or begins later. */
  async function danish(usesOss: boolean) {
    const world = await FlowWorld.open();
    const { articles = [] } = await world.ledger();
    const mugs = articles.find((one) => one["Number"] === "MUG");
    const mark = (UsesMoss: boolean) =>
      world.control("eaccounting", "PATCH", `/articles/${String(mugs?.["Id"])}`, { UsesMoss });
    const begin = async (uses: boolean): Promise<void> => {
      await world.control("eaccounting", "PUT", "/company", { UsesMoss: uses });
      const { company } = world.lists;
      if (company === null) throw new Error("no company was read");
      world.lists = { ...world.lists, company: { ...company, usesOss: uses } };
    };
    await mark(true);
    await begin(true);
    await world.setUp();
    await begin(usesOss);
    world.configure({
      orders: {
        type: "invoice",
        payments: "none",
        editedAfterBooking: "delta",
        cancelledAfterBooking: "credit",
      },
    });
    const sell = (articleCode: string, quantity: number, more: Json = {}) =>
      world.place({
        ...privateBuyer("Anna"),
        ...DANE,
        pricesIncludeVat: true,
        paymentStatus: "Open",
        lines: [{ articleCode, quantity, price: 100, vatPercentage: 25 }],
        ...more,
      });
    return { world, begin, sell };
  }

  test.each([["cancelled"], ["credited"]])(
    "is held when it is %s, and goes on once that is put right",
    async (how) => {
      const { world, begin, sell } = await danish(false);
      const order = await sell("MUG", 2);
      expect((await world.book(order.id)).end.outcome).toBe("booked");
      const before = await balances(world);
      await begin(true);
      let { id } = order;
      if (how === "cancelled")
        await world.control("asperion", "PATCH", `/orders/${id}`, { status: 9 });
      else ({ id } = await sell("MUG", -2, { creditsOrderId: order.id }));
      for (const event of ["order.updated", "retry-by-person"]) {
        const run = await world.book(id, [event]);
        expect([run.end.outcome, run.codes[0], run.end.reasons[0]?.params]).toEqual([
          "held",
          "credit-sold-otherwise",
          { was: "eu-consumer", of: "DK", now: "oss", country: "DK" },
        ]);
      }
      expect(await balances(world)).toEqual(before);
      await begin(false);
      const back = await world.book(id, ["retry-by-person"]);
      expect(back.codes).toContain("credit-booked");
    },
  );

  test("is credited under OSS where it was sold so", async () => {
    const { world, sell } = await danish(true);
    const order = await sell("MUG", 2);
    expect((await world.book(order.id)).end.outcome).toBe("booked");
    await world.control("asperion", "PATCH", `/orders/${order.id}`, { status: 9 });
    expect((await world.book(order.id)).codes).toContain("credit-booked");
  });

  test("is told where home VAT is meant, and held where nobody can see that", async () => {
    const { world, sell } = await danish(true);
    const dane = await sell("TSHIRT", 1);
    const held = await world.book(dane.id);
    expect([held.end.outcome, held.codes[0]]).toEqual(["held", "sale-vat-differs"]);
    const berlin = { ...BERLIN, name: "Erika Muster", countryCode: "DE" };
    const german = await sell("TSHIRT", 1, {
      attentionTo: "Erika Muster",
      emailAddress: "erika@muster.example",
      invoiceAddress: berlin,
      deliveryAddress: berlin,
    });
    const told = await world.book(german.id);
    expect([told.end.outcome, told.codes.includes("oss-article-unmarked")]).toEqual([
      "booked",
      true,
    ]);
  });
});
