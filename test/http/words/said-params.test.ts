/** Parameters of reasons by their names for people: fields of the ledger, payment providers. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../../src/domain/language.ts";
import { reason } from "../../../src/domain/reasons/index.ts";
import { messagesOf } from "../../../src/messages/index.ts";
import { reasonText } from "../../../src/messages/reasons.ts";

test.each(LANGUAGES)("a field of the ledger is called by its label there, in %s", (language) => {
  const said = (field: string): string =>
    reasonText(messagesOf(language), reason("text-shortened", { field, line: null, max: 100 }))
      .text;
  const label = {
    en: "Your reference",
    nl: "Uw referentie",
    pl: "Państwa znak",
    sv: "Er referens",
  };
  expect(said("YourReference")).toContain(label[language]);
  expect(said("YourReference")).not.toContain("YourReference");
  // What has no label stays as it is.
  expect(said("SomethingNew")).toContain("SomethingNew");
});

test("a payment provider is called by its name, with what of it is meant", () => {
  const said = (of: string): string =>
    reasonText(messagesOf("en"), reason("payout-account-missing", { part: "bank", of })).text;
  expect(said("stripe")).toBe("No account is chosen for the bank (Stripe).");
  expect(said("paypal/EUR")).toBe("No account is chosen for the bank (PayPal, EUR).");
});
