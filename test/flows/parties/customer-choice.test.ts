import { describe, expect, it } from "vitest";
import type { FoundCustomer, Identity } from "../../../src/domain/parties/party.ts";
import { agreesWith, chooseCustomer } from "../../../src/flows/parties/choose-customer.ts";
import { settings } from "../orders/kit.ts";

const found = (id: string, fields: Partial<FoundCustomer> = {}): FoundCustomer => ({
  id,
  number: "1",
  kind: "private",
  active: true,
  name: "Anna",
  email: "anna@example.com",
  organisationNumber: null,
  vatNumber: null,
  country: "SE",
  termsOfPaymentId: null,
  raw: {},
  ...fields,
});
const email: Identity = { kind: "email", value: "anna@example.com" };
const choose = (customers: readonly FoundCustomer[], by: Identity = email, given = settings()) =>
  chooseCustomer(customers, by, { kind: "private" }, given);

describe("which customer is the order's", () => {
  it("the one that is found, however its address is written", () => {
    expect(choose([found("a", { email: " Anna@EXAMPLE.com" })])).toMatchObject({
      kind: "one",
      customer: { id: "a" },
    });
  });

  it("none, if none is found or what is found only resembles it", () => {
    expect(choose([])).toEqual({ kind: "none" });
    expect(
      choose([found("a", { email: "hanna@example.com" }), found("b", { email: null })]),
    ).toEqual({ kind: "none" });
  });

  it("two hits are held, never merged by chance", () => {
    expect(choose([found("a"), found("b")])).toMatchObject({
      kind: "ambiguous",
      reason: { code: "customer-ambiguous", params: { by: "email", count: 2 } },
    });
  });

  it.each([
    [{ organisationNumber: "556677-1111" }, { organisationNumber: "5566772222" }],
    [{ vatNumber: "SE556677111101" }, { vatNumber: "SE 556677222201" }],
    // Companies of one group may share a VAT number.
    [
      { organisationNumber: "556677-1111", vatNumber: "SE556677111101" },
      { organisationNumber: "556677-2222", vatNumber: "SE556677111101" },
    ],
  ])("a company with another number isn't the order's: %o, %o", (customer, numbers) => {
    const party = { kind: "private" as const, ...numbers };
    expect(chooseCustomer([found("a", customer)], email, party, settings())).toMatchObject({
      kind: "other-company",
      reason: { code: "customer-other-company", params: { by: "email", customer: "a" } },
    });
    const identities: Identity[] = [email];
    expect(agreesWith(found("a", customer), { ...party, identities })).toBe(false);
    expect(
      chooseCustomer([found("a", customer), found("b", numbers)], email, party, settings()),
    ).toMatchObject({ kind: "one", customer: { id: "b" } });
    expect(
      chooseCustomer([found("a", customer), found("b")], email, party, settings()),
    ).toMatchObject({ kind: "ambiguous" });
  });

  it.each([
    [{ organisationNumber: "800101-1234" }, { organisationNumber: "19800101-1234" }, "SE"],
    [{ organisationNumber: "16556677-8899" }, { organisationNumber: "5566778899" }, "SE"],
    [{ vatNumber: "SE556677889901" }, { vatNumber: "556677889901" }, "SE"],
    [{ vatNumber: "EL123456789" }, { vatNumber: "GR123456789" }, "GR"],
  ])("one company is one in both spellings: %o, %o", (customer, numbers, country) => {
    const party = { kind: "private" as const, ...numbers, invoiceAddress: { country } };
    const its = found("a", { ...customer, country });
    expect(chooseCustomer([its], email, party, settings())).toMatchObject({ kind: "one" });
  });

  it.each([
    // A Norwegian number in twelve digits isn't a Swedish one in ten.
    [{ organisationNumber: "8001011234" }, { organisationNumber: "198001011234" }, "NO"],
    // A hundred years apart.
    [{ organisationNumber: "190501011234" }, { organisationNumber: "200501011234" }, "SE"],
    [{ vatNumber: "SE556677889901" }, { vatNumber: "NL556677889901" }, "SE"],
  ])("what only resembles it is another company: %o, %o", (customer, numbers, country) => {
    const party = { kind: "private" as const, ...numbers, invoiceAddress: { country } };
    const its = found("a", { ...customer, country });
    expect(chooseCustomer([its], email, party, settings())).toMatchObject({
      kind: "other-company",
    });
  });

  // By number: [the customer's, the order's], and each one's country.
  const byNumber = (
    kind: "vat-number" | "organisation-number",
    numbers: string[],
    countries: (string | null)[],
  ) => {
    const [its = "", ours = ""] = numbers;
    const [country = null, ordered = null] = countries;
    const field = kind === "vat-number" ? "vatNumber" : "organisationNumber";
    return chooseCustomer(
      [found("a", { [field]: its, country, kind: "company" })],
      { kind, value: ours },
      { kind: "company", [field]: ours, invoiceAddress: { country: ordered } },
      settings(),
    ).kind;
  };

  it.each([
    ["vat-number", ["12345678", "FI12345678"], ["DK", "FI"]],
    ["vat-number", ["DK12345678", "12345678"], ["DK", "FI"]],
    ["vat-number", ["12345678", "12345678"], ["DK", "FI"]],
    ["vat-number", ["DK12345678", "FI12345678"], [null, null]],
    ["organisation-number", ["12345678", "12345678"], ["DK", "FI"]],
    ["organisation-number", ["1234567-8", "12345678"], ["FI", "DK"]],
    ["organisation-number", ["198001011234", "8001011234"], ["SE", "NO"]],
  ] as const)(
    "two countries' numbers are two companies: %s %o in %o",
    (kind, numbers, countries) => {
      expect(byNumber(kind, [...numbers], [...countries])).toBe("none");
    },
  );

  it.each([
    // Nobody says where one of them is, or both.
    ["vat-number", ["12345678", "FI12345678"], [null, "FI"]],
    ["vat-number", ["FI12345678", "12345678"], ["FI", null]],
    ["vat-number", ["12345678", "12345678"], [null, "DK"]],
    ["vat-number", ["12345678", "12345678"], [null, null]],
    ["organisation-number", ["12345678", "1234567-8"], [null, "FI"]],
    ["organisation-number", ["12345678", "12345678"], ["DK", null]],
    ["organisation-number", ["556677-8899", "165566778899"], [null, "SE"]],
    // Its own letters say more than an address does.
    ["vat-number", ["FI12345678", "FI12345678"], ["SE", "FI"]],
    ["vat-number", ["12345678", "FI12345678"], ["FI", "SE"]],
    // Letters that are the number's own.
    ["vat-number", ["AB123456789", "FRAB123456789"], ["FR", "FR"]],
    ["vat-number", ["123456789", "GR123456789"], ["GR", "GR"]],
    // Numbered by another country.
    ["vat-number", ["12345678", "FI12345678"], ["AX", "FI"]],
    ["vat-number", ["123456789", "XI123456789"], ["GB", "GB"]],
    ["organisation-number", ["12345678", "1234567-8"], ["AX", "FI"]],
    ["vat-number", ["556677889901", "SE556677889901"], ["SE", "SE"]],
    ["organisation-number", ["914778271", "914 778 271"], ["NO", "NO"]],
    ["organisation-number", ["16556677-8899", "5566778899"], ["SE", "SE"]],
  ] as const)("one company's numbers are one: %s %o in %o", (kind, numbers, countries) => {
    expect(byNumber(kind, [...numbers], [...countries])).toBe("one");
  });

  it("one organisation number at addresses in two countries tells nothing by itself", () => {
    const numbers = { organisationNumber: "12345678" };
    const its = found("a", { ...numbers, country: "DK" });
    const party = { kind: "private" as const, ...numbers, invoiceAddress: { country: "FI" } };
    expect(chooseCustomer([its], email, party, settings()).kind).toBe("one");
    const vat = (letters: string) => ({ vatNumber: `${letters}12345678` });
    const withVat = { ...its, ...vat("DK") };
    const chosen = (letters: string) =>
      chooseCustomer([withVat], email, { ...party, ...vat(letters) }, settings()).kind;
    expect([chosen("FI"), chosen("DK")]).toEqual(["other-company", "one"]);
  });

  it("a number that only one of them has tells nothing", () => {
    const party = { kind: "private" as const, organisationNumber: "5566772222" };
    expect(
      chooseCustomer([found("a", { vatNumber: "SE556677111101" })], email, party, settings()),
    ).toMatchObject({ kind: "one" });
  });

  it("the same customer twice (pages overlap) is one", () => {
    expect(choose([found("a"), found("a")])).toMatchObject({ kind: "one" });
  });

  it("an inactive one isn't taken, and doesn't stand beside an active one", () => {
    expect(choose([found("a", { active: false })])).toMatchObject({
      kind: "inactive",
      reason: { code: "customer-inactive" },
    });
    expect(choose([found("a", { active: false }), found("b")])).toMatchObject({
      kind: "one",
      customer: { id: "b" },
    });
  });

  it("another kind than the order's is held, unless the tenant lets the ledger win", () => {
    const company = [found("a", { kind: "company" })];
    expect(choose(company)).toMatchObject({
      kind: "kind-differs",
      reason: { params: { order: "private", ledger: "company" } },
    });
    expect(
      choose(company, email, settings({ orders: { customerKindConflict: "ledger-wins" } })),
    ).toMatchObject({ kind: "one", customer: { kind: "company" } });
  });

  it.each([
    [{ kind: "vat-number", value: "SE556000000001" }, { vatNumber: "556000000001" }],
    [{ kind: "vat-number", value: "556000000001" }, { vatNumber: "SE 556000-000001" }],
    [{ kind: "organisation-number", value: "5560000000" }, { organisationNumber: "556000-0000" }],
    [{ kind: "customer-number", value: "AS55" }, { number: "as55" }],
  ] as const)("by %o", (by, fields) => {
    expect(choose([found("a", fields)], by)).toMatchObject({ kind: "one" });
    expect(choose([found("a")], by)).toEqual({ kind: "none" });
  });
});

describe("a customer that has our number", () => {
  const identities: Identity[] = [email, { kind: "customer-number", value: "AS55" }];
  it("is ours only if it agrees in identity and in kind", () => {
    expect(agreesWith(found("a", { number: "AS55" }), { kind: "private", identities })).toBe(true);
    expect(
      agreesWith(found("a", { number: "AS55", email: "volvo@example.com" }), {
        kind: "private",
        identities,
      }),
    ).toBe(false);
    expect(
      agreesWith(found("a", { number: "AS55", kind: "company" }), { kind: "private", identities }),
    ).toBe(false);
  });
});
