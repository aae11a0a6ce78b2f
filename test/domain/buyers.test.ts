/** When two records are of one buyer, and when they certainly aren't. */
import { expect, test } from "vitest";
import { type BuyerSigns, isAnotherBuyer, isSameBuyer } from "../../src/domain/parties/party.ts";

const EVA: BuyerSigns = {
  name: "Eva Jansen",
  email: "eva@example.com",
  street: "Lindelaan 12",
  postCode: "3511 AB",
  isCompany: false,
};
const BO: BuyerSigns = {
  name: "Bo Ek",
  email: "bo@example.com",
  street: "Storgatan 1",
  postCode: "111 22",
  isCompany: false,
};
const UNSAID: BuyerSigns = { ...EVA, name: null, email: null, street: null, postCode: null };

test("two who share no name, address or e-mail address are two", () => {
  expect([isAnotherBuyer(EVA, BO), isSameBuyer(EVA, BO)]).toEqual([true, false]);
});

test.each<[string, Partial<BuyerSigns>]>([
  ["a new name", { name: EVA.name }],
  ["a name turned round, with other case", { name: "JANSEN, Eva" }],
  ["a name with a middle one", { name: "Eva M. Jansen" }],
  ["another case of the e-mail address", { email: " EVA@example.com" }],
  ["the same place, written otherwise", { street: "lindelaan 12.", postCode: "3511ab" }],
])("one sign in common is enough: %s", (_what, common) => {
  const other = { ...BO, ...common };
  expect([isAnotherBuyer(EVA, other), isSameBuyer(EVA, other)]).toEqual([false, true]);
});

test.each<[string, Partial<BuyerSigns>]>([
  ["nothing", {}],
  ["the name", { name: BO.name }],
  ["the e-mail address", { email: BO.email }],
  ["a street without a post code", { name: BO.name, street: BO.street }],
  ["blanks", { name: BO.name, email: " ", street: "-", postCode: "-" }],
])("what says only %s is nobody else, and nobody in particular", (_what, said) => {
  const other = { ...UNSAID, ...said };
  expect([isAnotherBuyer(EVA, other), isSameBuyer(EVA, other)]).toEqual([false, false]);
});

test("colleagues write from one domain; two persons at one mail provider are two", () => {
  const company = (one: BuyerSigns): BuyerSigns => ({ ...one, isCompany: true });
  expect(isSameBuyer(company(EVA), company(BO))).toBe(true);
  expect(isSameBuyer(company(EVA), BO)).toBe(false);
});
