/** Parameters of reasons by their names for people: fields of the ledger, payment providers. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../../src/domain/language.ts";
import { reason, REASON_CODES, REASONS } from "../../../src/domain/reasons/index.ts";
import type { ParamKind } from "../../../src/domain/reasons/table.ts";
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

test.each(LANGUAGES)("a document without a number is never called by its id, in %s", (language) => {
  const id = "0f8fad5b-d9cb-469f-a165-70867728950e";
  const said = (code: "document-stands" | "pdf-attached" | "order-gone" | "already-booked") =>
    reasonText(
      messagesOf(language),
      reason(code, { document: id, number: id, documents: `57, ${id}`, order: "1001" }),
    ).text;
  for (const code of ["document-stands", "pdf-attached", "order-gone", "already-booked"] as const)
    expect(said(code)).not.toContain(id.slice(0, 8));
  const without = { en: "no number", nl: "zonder nummer", pl: "bez numeru", sv: "utan nummer" };
  expect(said("document-stands")).toContain(`(${without[language]})`);
  const draft = { en: "the draft", nl: "het concept", pl: "wersji roboczej", sv: "utkastet" };
  expect(said("pdf-attached")).toContain(draft[language]);
});

test("each reason with documents names no id in its text and its next step", () => {
  const id = "0f8fad5b-d9cb-469f-a165-70867728950e";
  for (const code of REASON_CODES) {
    const params = Object.fromEntries(
      Object.entries<ParamKind>(REASONS[code].params).map(([name, kind]) => [
        name,
        typeof kind === "string" && kind.startsWith("document") ? id : null,
      ]),
    );
    const { text, next } = reasonText(messagesOf("en"), { code, params });
    expect([code, text, next].join()).not.toContain(id);
  }
});
