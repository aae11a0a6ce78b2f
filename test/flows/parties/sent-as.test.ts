import { expect, test } from "vitest";
import type { FoundCustomer } from "../../../src/domain/parties/party.ts";
import { isAsSent, sentIdentities } from "../../../src/flows/parties/guard.ts";
import type { JournalEntry } from "../../../src/flows/port.ts";
import { ANNA, BYGG, run } from "../customers/world.ts";
import { Ledger, type Raw } from "./ledger.ts";

const found = (more: Partial<FoundCustomer>): FoundCustomer => ({
  id: "c",
  number: "AS55",
  kind: "private",
  active: true,
  name: "Anna",
  email: "anna@example.com",
  organisationNumber: null,
  vatNumber: null,
  country: "SE",
  termsOfPaymentId: null,
  raw: {},
  ...more,
});

const entry = async (
  more: Partial<FoundCustomer>,
  kind: JournalEntry["kind"] = "customer.create",
): Promise<JournalEntry> => ({
  id: 1,
  key: "customer:AS55",
  role: "customer",
  n: 1,
  kind,
  state: "done",
  attempt: 1,
  marker: "AS55",
  markerCode: null,
  markerField: "CustomerNumber",
  documentId: "c",
  sentAt: 1,
  abortAt: 2,
  lookups: 0,
  refused: false,
  repeats: 0,
  sentAs: await sentIdentities("AS55", found(more)),
});

/** The making is carried out and its answer lost; then the shop says something else of the debtor. */
async function lostThen(
  debtor: Raw,
  change: Raw,
): Promise<{ readonly ledger: Ledger; readonly codes: readonly string[] }> {
  const ledger = new Ledger();
  ledger.loseNext = "answer";
  expect((await run(ledger, debtor["id"], debtor)).outcome).toBe("unknown-outcome");
  const { codes } = await run(ledger, debtor["id"], { ...debtor, ...change });
  return { ledger, codes: codes.filter((code) => code !== "terms-chosen") };
}

test("a customer whose making got no answer is known again after its debtor's address changed, and gets the new one", async () => {
  const { ledger, codes } = await lostThen(ANNA, { emailAddress: "new@example.com" });
  expect(codes).toEqual(["customer-found", "customer-updated"]);
  expect(ledger.only).toMatchObject({ CustomerNumber: "AS55", EmailAddress: "new@example.com" });
});

test("a company is known again by any of its numbers, though the other changed", async () => {
  const { ledger, codes } = await lostThen(
    { ...BYGG, vatNumber: "SE556000000001" },
    { emailAddress: "new@example.com", vatNumber: null, cocNumber: "556999-9999" },
  );
  expect(codes).toEqual(["customer-found", "customer-updated"]);
  expect(ledger.only).toMatchObject({
    EmailAddress: "new@example.com",
    CorporateIdentityNumber: "556999-9999",
  });
});

test("a debtor that nothing identifies but its name is known again by that name", async () => {
  const { ledger, codes } = await lostThen(
    { ...ANNA, emailAddress: null },
    { phoneNumber: "08-2" },
  );
  expect(codes).toEqual(["customer-found", "customer-updated"]);
  expect(ledger.only["Telephone"]).toBe("08-2");
});

test("a person that turned company after its making was lost is held for its kind, as one that was linked", async () => {
  const { codes } = await lostThen(ANNA, {
    emailAddress: "new@example.com",
    cocNumber: "556000-0000",
  });
  expect(codes).toEqual(["customer-kind-differs"]);
});

test("whoever took the number after a making that was lost on its way stays a stranger", async () => {
  const ledger = new Ledger();
  ledger.loseNext = "request";
  await run(ledger, 55, ANNA);
  ledger.add({ CustomerNumber: "AS55", EmailAddress: "stranger@example.com" });
  expect((await run(ledger, 55, { ...ANNA, emailAddress: "new@example.com" })).codes).toEqual([
    "customer-number-taken",
  ]);
});

test.each([
  ["the same address in another case", { email: "ANNA@Example.com " }, true],
  ["another address", { email: "bo@example.com" }, false],
  ["another kind", { kind: "company" }, false],
  ["a name alone, where an address was sent", { email: null }, false],
] as const)("%s", async (_, more, as) => {
  expect(await isAsSent(found(more), "AS55", [await entry({})])).toBe(as);
});

test("what was sent for another number, or by a change and not by a making, counts for nothing", async () => {
  expect(await isAsSent(found({}), "AS56", [await entry({})])).toBe(false);
  expect(await isAsSent(found({}), "AS55", [await entry({}, "customer.update")])).toBe(false);
  expect(await isAsSent(found({}), "AS55", [])).toBe(false);
});

test("no address can be read in what is kept", async () => {
  const kept = await sentIdentities("AS55", found({}));
  expect(kept).toHaveLength(1);
  expect(kept[0]).toMatch(/^[0-9a-f]{8}$/);
});
