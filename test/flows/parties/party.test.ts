import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Debtor, Order } from "../../../src/domain/orders/order.ts";
import {
  defaultDebtorOf,
  guestCode,
  isGuest,
  partyFingerprint,
  partyOf,
} from "../../../src/flows/parties/party.ts";
import { address, debtor, noAddress, order, settings } from "../orders/kit.ts";

type Orders = NonNullable<Parameters<typeof settings>[0]>["orders"];
const of = (fields: Partial<Order> = {}): Order => order([{ price: "100.00" }], fields);
const party = (
  fields: Partial<Order> = {},
  from: Partial<Debtor> | null = {},
  orders: Orders = {},
) => partyOf(of(fields), from === null ? null : debtor(from), settings({ orders }));

describe("company or person", () => {
  it.each([
    ["a company name on the order", { companyName: "Bygg AB" }, {}, "company", "company-name"],
    [
      "the debtor's registration number",
      {},
      { organisationNumber: "556000-0000" },
      "company",
      "organisation-number",
    ],
    ["the debtor's VAT number", {}, { vatNumber: "SE556000000001" }, "company", "vat-number"],
    ["nothing of it", {}, {}, "private", "none"],
    ["blanks", { companyName: "  " }, { vatNumber: " " }, "private", "none"],
  ] as const)("%s", (_, fields, from, kind, kindBy) => {
    expect(party(fields, from)).toMatchObject({ kind, kindBy });
  });

  it("a guest's own numbers stand in the debtor's place; a collective debtor's don't count", () => {
    expect(party({ debtorId: null, vatNumber: "SE556000000001" }, null).kind).toBe("company");
    expect(
      party(
        { debtorId: 9 },
        { id: 9, organisationNumber: "556000-0000", name: "Guests" },
        { collectiveDebtors: [9] },
      ),
    ).toMatchObject({ kind: "private", name: "Anna Svensson", guest: true });
  });

  it("a company has its contact person, a person has none", () => {
    expect(party({ companyName: "Bygg AB", attentionTo: "Bo Ek" })).toMatchObject({
      name: "Bygg AB",
      contactPerson: "Bo Ek",
    });
    expect(party({ companyName: "Bygg AB" })).toMatchObject({ contactPerson: "Anna Svensson" });
    expect(
      party({ companyName: "Bygg AB", invoiceAddress: address({ name: "Bygg AB" }) }),
    ).toMatchObject({ contactPerson: null });
    expect(party({ attentionTo: "Bo Ek" })).toMatchObject({
      name: "Anna Svensson",
      contactPerson: null,
    });
  });

  it("the order's address speaks for the buyer, the debtor's where the order has none", () => {
    expect(party().invoiceAddress.street).toBe("Storgatan 1");
    expect(
      party({ invoiceAddress: noAddress }, { address: address({ street: "Nygatan 2" }) })
        .invoiceAddress.street,
    ).toBe("Nygatan 2");
  });
});

describe("identities", () => {
  it("are looked up in the order that the tenant chose, folded, and only where they are known", () => {
    const found = party(
      { email: " Anna@Example.com " },
      { vatNumber: "SE 5560-0000 0001" },
      { findCustomerBy: ["vat-number", "organisation-number", "customer-number", "email"] },
    );
    expect(found.searchBy).toEqual([
      { kind: "vat-number", value: "SE556000000001" },
      { kind: "customer-number", value: "10055" },
      { kind: "email", value: "anna@example.com" },
    ]);
  });

  it("are all locked, whatever they are looked up by", () => {
    expect(party({}, { organisationNumber: "556000-0000" }).identities).toEqual([
      { kind: "debtor", value: "55" },
      { kind: "email", value: "anna@example.com" },
      { kind: "organisation-number", value: "5560000000" },
      { kind: "customer-number", value: "10055" },
      { kind: "customer-number", value: "AS55" },
    ]);
  });

  it("two debtors with one e-mail address share a lock", () => {
    const keys = (id: number) =>
      party({ debtorId: id }, { id, customerNumber: null }).identities.map(
        ({ kind, value }) => `${kind}:${value}`,
      );
    expect(keys(55).filter((key) => keys(71).includes(key))).toEqual(["email:anna@example.com"]);
  });
});

describe("the number that we derive", () => {
  it("is the prefix and the debtor's id", () => {
    expect(party().number).toBe("AS55");
    expect(partyOf(of(), debtor(), settings({ customers: { numberPrefix: "W" } })).number).toBe(
      "W55",
    );
  });

  it("of a guest comes from the folded e-mail address: the same buyer, the same number", () => {
    const number = party({ debtorId: null, email: "Anna@Example.com" }, null).number;
    expect(number).toMatch(/^ASG[A-Z2-7]{8}$/);
    expect(party({ debtorId: 0, email: " anna@example.com" }, null).number).toBe(number);
    expect(party({ debtorId: null, email: "bo@example.com" }, null).number).not.toBe(number);
  });

  it("of a guest stays what it was in every later version: it is in the ledgers", () => {
    expect(guestCode("anna@example.com")).toBe("KDNZQ5CO");
  });

  it("doesn't exist for a guest without an e-mail address", () => {
    expect(party({ debtorId: null, email: null }, null).number).toBeNull();
  });

  it("hardly ever meets another guest's", () => {
    const codes = new Set(
      Array.from({ length: 20_000 }, (_, index) => guestCode(`buyer${index}@example.com`)),
    );
    expect(codes.size).toBe(20_000);
  });
});

describe("guests and the default debtor", () => {
  it.each([
    [null, true],
    [0, true],
    [9, true],
    [55, false],
  ] as const)("debtor %s: guest is %s", (debtorId, guest) => {
    expect(isGuest({ debtorId }, settings({ orders: { collectiveDebtors: [9] } }))).toBe(guest);
  });

  const fixed = (when: "guests" | "always") =>
    settings({ orders: { defaultDebtor: { id: "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa", when } } });
  it("is for guests, or always, or not there", () => {
    const home = { country: "SE" };
    expect([
      defaultDebtorOf(of(), fixed("guests"), home),
      defaultDebtorOf(of({ debtorId: null }), fixed("guests"), home)?.when,
      defaultDebtorOf(of(), fixed("always"), home)?.when,
      defaultDebtorOf(of(), settings(), home),
    ]).toEqual([null, "guests", "always", null]);
  });

  const [GERMANS, REST, ALL] = [
    "dddddddd-dddd-4ddd-8ddd-dddddddddddd",
    "eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee",
    "ffffffff-ffff-4fff-8fff-ffffffffffff",
  ];
  it("is chosen by country and kind of customer before the one for all, by a row for every buyer, by the default for guests alone", () => {
    const set = settings({
      orders: { defaultDebtor: { id: "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa", when: "always" } },
      lookups: { debtor: { table: { "DE/private": GERMANS }, default: REST } },
    });
    expect(defaultDebtorOf(of(), set, { country: "DE", kind: "private" })?.id).toBe(GERMANS);
    expect(defaultDebtorOf(of(), set, { country: "DE", kind: "company" })?.id).toBe(
      "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa",
    );
    expect(
      defaultDebtorOf(of({ debtorId: null }), set, { country: "SE", kind: "private" }),
    ).toEqual({ id: REST, when: "guests" });
    expect(
      defaultDebtorOf(of(), settings({ lookups: { debtor: { force: ALL, table: {} } } }), {
        country: "SE",
      }),
    ).toEqual({ id: ALL, when: "always" });
  });
});

describe("known and unchanged", () => {
  it("is the same for another order of the same buyer", () => {
    expect(
      partyFingerprint(
        order([{ price: "5.00" }], { number: "1002", date: "2026-12-01", payment: "open" }),
      ),
    ).toBe(partyFingerprint(of()));
    expect(partyFingerprint(of({ email: "ANNA@example.com" }))).toBe(partyFingerprint(of()));
    expect(partyFingerprint(of({ deliveryAddress: address({ street: "Hamngatan 3" }) }))).toBe(
      partyFingerprint(of()),
    );
  });

  it.each([
    ["debtorId", { debtorId: 56 }],
    ["companyName", { companyName: "Bygg AB" }],
    ["attentionTo", { attentionTo: "Bo" }],
    ["email", { email: "a@b.se" }],
    ["phone", { phone: "1" }],
    ["vatNumber", { vatNumber: "X" }],
    ["organisationNumber", { organisationNumber: "X" }],
    ["paymentConditionId", { paymentConditionId: "3" }],
    ["invoice address", { invoiceAddress: address({ street: "Nygatan 2" }) }],
  ] as const)("another %s is looked at again", (_, fields) => {
    expect(partyFingerprint(of(fields))).not.toBe(partyFingerprint(of()));
  });

  it("doesn't take two different parties for one, however their texts are split", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, contact) => {
        fc.pre(name !== contact);
        expect(partyFingerprint(of({ companyName: name, attentionTo: contact }))).not.toBe(
          partyFingerprint(of({ companyName: contact, attentionTo: name })),
        );
      }),
    );
  });
});
