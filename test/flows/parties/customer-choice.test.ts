import { describe, expect, it } from "vitest";
import type { FoundCustomer, Identity } from "../../../src/domain/party.ts";
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
