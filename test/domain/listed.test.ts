/** What lists show of an order, and by which words its customer is found. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  listedDebtor,
  listedOrder,
  nameIn,
  nameWords,
  wordsIn,
} from "../../src/domain/jobs/listed.ts";
import type { Debtor, Order, OrderLine } from "../../src/domain/orders/order.ts";

const line = (over: Partial<OrderLine>): OrderLine => ({
  lineNumber: 1,
  kind: "article",
  sku: "A",
  text: "Desk",
  quantity: "1",
  price: "100.00",
  discount: "0",
  vatCode: "2",
  vatRate: "0.25",
  net: "100.00",
  vat: "25.00",
  gross: "125.00",
  ...over,
});
const address = {
  name: null,
  street: "Storgatan 1",
  street2: null,
  postCode: "111 22",
  city: "Malmö",
  country: "SE",
};
const order = (over: Partial<Order>): Order =>
  ({
    number: "1007",
    date: "2026-11-24T23:30:00",
    payment: "paid",
    companyName: "Żółw Sp. z o.o.",
    attentionTo: "Anna Svensson",
    invoiceAddress: address,
    net: "100.00",
    vat: "25.00",
    gross: "125.00",
    currency: "SEK",
    state: "confirmed",
    creditsOrderId: null,
    headDiscount: null,
    pricesIncludeVat: true,
    lines: [line({})],
    ...over,
  }) as Order;

test("an order's day, payment and sums by rate name nobody; its customer is a part of its own", () => {
  const { person, facts } = listedOrder(
    order({
      net: "90.00",
      vat: "20.60",
      gross: "110.60",
      lines: [
        line({}),
        line({ vatRate: "0.06", net: "10.00", vat: "0.60" }),
        line({ vatRate: "0.250", net: "-20.00", vat: "-5.00" }),
        line({ kind: "text", net: "0.00", vat: "0.00", vatRate: "0" }),
      ],
    }),
  );
  expect(facts).toEqual({
    date: "2026-11-24",
    payment: "paid",
    net: "90.00",
    rates: [
      ["0.25", "80.00", "20.00"],
      ["0.06", "10.00", "0.60"],
    ],
    charged: { gross: "110.60", vat: "20.60", currency: "SEK" },
  });
  expect(person).toEqual({
    company: "Żółw Sp. z o.o.",
    name: "Anna Svensson",
    city: "Malmö",
    country: "SE",
  });
  expect(nameIn(person)).toBe("Żółw Sp. z o.o., Anna Svensson");
});

test("the name of the address stands in where the order names nobody, and a name that is there twice is told once", () => {
  const named = listedOrder(
    order({ companyName: " ", attentionTo: null, invoiceAddress: { ...address, name: "Bo Ek" } }),
  );
  expect(nameIn(named.person)).toBe("Bo Ek");
  const twice = listedOrder(order({ companyName: "Bo Ek", attentionTo: "Bo  Ek" }));
  expect(nameIn(twice.person)).toBe("Bo Ek");
  const nobody = listedOrder(order({ companyName: null, attentionTo: null }));
  expect(nameIn(nobody.person)).toBeNull();
});

test("a debtor is listed by its name", () => {
  const debtor = { name: "Kaffe AB", attentionTo: "Eva", address } as Debtor;
  expect(nameIn(listedDebtor(debtor).person)).toBe("Kaffe AB, Eva");
});

test("a name of any length takes little room", () => {
  const { person } = listedOrder(order({ attentionTo: "🐢x".repeat(500) }));
  expect(person.name?.length).toBeLessThanOrEqual(120);
  expect(person.name?.isWellFormed()).toBe(true);
  expect(nameWords(person).length).toBeLessThanOrEqual(12);
});

test.each([
  ["Żaneta", "zaneta"],
  ["ŁÓDŹ", "lodz"],
  ["Håkan Öberg", "hakan oberg"],
  ["Bjørn Ærø", "bjorn aero"],
  ["STRASSE straße", "strasse"],
  ["O’Brien", "brien"],
  ["Anna-Karin", "anna karin"],
  ["ﬁnn", "finn"],
  ["İrem Işık", "irem isik"],
  ["שרה כהן", "שרה כהן"],
  ["田中 太郎", "田中 太郎"],
  ["\u202Eannovi\u202C", "annovi"],
  ["<script>alert(1)</script>", "script alert"],
  ["a b B.V.", ""],
])("the words of %s are %s", (name, words) => {
  expect(wordsIn(name)).toEqual(words === "" ? [] : words.split(" "));
});

test("however a name is written, it is found by its words: case, accents and how they are composed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (name) => {
      const words = wordsIn(name);
      expect(wordsIn(name.normalize("NFD"))).toEqual(words);
      expect(wordsIn(words.join(" "))).toEqual(words);
      expect(new Set(words).size).toBe(words.length);
    }),
    { numRuns: 300 },
  );
});
