/**
 * What is predicted that an invoice or a credit books, against what the sandbox of the ledger books
 * by its own arithmetic and its own accounts: for generated orders, under every switch that touches
 * money, and for each kind of sale.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  charged,
  dutchCompany,
  germanPerson,
  norwegianPerson,
} from "../../../support/cross-border.ts";
import { FlowWorld, type Json, type Run } from "../../../support/flow-world.ts";
import { companyBuyer, privateBuyer } from "../../../support/orders.ts";
import { byText } from "../../../support/sorted.ts";
import { opened } from "../../../support/whole-units.ts";
import { buyerOf, isFaulty, sold, switches, turned, worldUnder } from "../generated.kit.ts";
import { balance, chartOf, differences, known, predicted } from "./kit.ts";

test("what an invoice and its credit book is what was predicted, to the cent, and debit is credit", async () => {
  const seen = { invoices: 0, credits: 0 };
  await fc.assert(
    fc.asyncProperty(
      switches,
      fc.array(sold, { minLength: 1, maxLength: 3 }),
      async (under, orders) => {
        const world = await worldUnder(under, "invoice");
        world.configure({ orders: { payments: "none" } });
        const chart = await chartOf(world);
        for (const { lines, pricesIncludeVat, buyer } of orders) {
          const body = { ...buyerOf(buyer), pricesIncludeVat, paymentStatus: "Paid", lines };
          const placed = await world.place(body);
          if (Number(placed["amountInclVat"]) <= 0) continue;
          const run = await world.book(placed.id);
          if (isFaulty(run) || run.end.outcome !== "booked") continue;
          const posting = predicted(run, chart);
          expect(balance(posting)).toBe("0.00");
          expect(await differences(world, run, posting)).toEqual([]);
          seen.invoices += 1;
          const credit = await world.place({
            ...body,
            creditsOrderId: placed.id,
            paymentStatus: "Refunded",
            lines: lines.map(turned),
          });
          const back = await world.book(credit.id);
          // Where net and gross have different signs, the sign of the ledger's figures can't be told.
          if (Number(placed["amountExclVat"]) <= 0 && back.end.outcome === "held") continue;
          expect(back.end.outcome).toBe("booked");
          const taken = predicted(back, chart);
          expect(balance(taken)).toBe("0.00");
          expect(await differences(world, back, taken)).toEqual([]);
          seen.credits += 1;
        }
      },
    ),
    { numRuns: 15 },
  );
  expect(Math.min(seen.invoices, seen.credits)).toBeGreaterThan(10);
});

async function booked(world: FlowWorld, order: Json): Promise<Run> {
  const placed = await world.place(order);
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes]).toEqual(["booked", expect.anything()]);
  return run;
}

async function ossWorld(): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  await world.control("eaccounting", "PUT", "/company", { UsesMoss: true });
  for (const article of (await world.ledger())["articles"] ?? [])
    if (["TSHIRT", "BOOK"].includes(String(article["Number"])))
      await world.control("eaccounting", "PATCH", `/articles/${String(article["Id"])}`, {
        UsesMoss: true,
      });
  await world.setUp();
  world.configure({ orders: { type: "invoice" } });
  return world;
}

const SHIPPING = { lineType: "Shipping", description: "Frakt", quantity: 1, price: 4.9 };

test.each<readonly [string, Json, readonly (number | null)[]]>([
  [
    "a company at home, two rates and shipping",
    {
      ...companyBuyer("Home"),
      pricesIncludeVat: false,
      lines: [
        charged("MUG", 25, { price: 33.33 }),
        charged("BOOK", 6, { price: 99.95, quantity: 3 }),
        { ...SHIPPING, vatPercentage: 25 },
      ],
    },
    [null, 3001, 2611, 3041, 3003, 2631],
  ],
  [
    "a company in the EU with a VAT number: no VAT, shipping among its goods",
    {
      ...dutchCompany("Molen", "NL123456789B01"),
      currencyCode: "SEK",
      lines: [charged("MUG", 0), { ...SHIPPING, vatPercentage: 0 }],
    },
    [null, 3108],
  ],
  [
    "a person in the EU under OSS: the ledger's VAT account isn't known",
    {
      ...germanPerson("Erika"),
      currencyCode: "SEK",
      lines: [charged("TSHIRT", 19), charged("BOOK", 7), { ...SHIPPING, vatPercentage: 19 }],
    },
    [null, 3109, null, 3309, null],
  ],
  [
    "a person outside the EU",
    { ...norwegianPerson("Kari"), lines: [charged("MUG", 0)] },
    [null, 3105],
  ],
])("each kind of sale has its accounts: %s", async (_, order, accounts) => {
  const world = await ossWorld();
  const chart = await chartOf(world);
  const run = await booked(world, order);
  const posting = predicted(run, chart);
  expect(balance(posting)).toBe("0.00");
  expect(known(posting)).toEqual(accounts.map(String).toSorted(byText));
  expect(await differences(world, run, posting)).toEqual([]);
});

test("in another currency the ledger's own rate gives the amounts, within a cent a line", async () => {
  const world = await ossWorld();
  const chart = await chartOf(world);
  const run = await booked(world, {
    ...dutchCompany("Euro", "NL123456789B01"),
    lines: [charged("MUG", 0, { price: 33.33, quantity: 3 }), { ...SHIPPING, vatPercentage: 0 }],
  });
  const posting = predicted(run, chart);
  expect([posting.currency, posting.converted]).toEqual(["EUR", true]);
  expect(await differences(world, run, posting)).toEqual([]);
});

test("what the ledger rounds to whole units is a line of its own, without an account until it is booked", async () => {
  const world = await opened({ wholeUnits: "account" });
  const chart = await chartOf(world);
  for (const price of [100.4, 100.5, 99.99]) {
    const run = await booked(world, {
      ...privateBuyer(`Whole${String(price).replace(".", "")}`),
      paymentStatus: "Paid",
      lines: [{ articleCode: "MUG", quantity: 1, price }],
    });
    const posting = predicted(run, chart);
    expect(balance(posting)).toBe("0.00");
    expect(posting.lines.filter(({ role }) => role === "rounding")).toHaveLength(1);
    expect(await differences(world, run, posting)).toEqual([]);
  }
});
