/** What reasons name by an id or a code is called as the mappings call it. */
import { expect, test } from "vitest";
import type { NameLists } from "../../src/domain/ledger/names.ts";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import { describeWithNames, knownNames } from "../../src/http/usecases/jobs/known-names.ts";

const PROJECT = "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11";
const list = (id: string, name: string) => ({
  entries: [{ id, name, note: null }],
  readAt: 1,
  fault: null,
});
const NAMES: NameLists = {
  "asperion.paymentMethods": list("CARD", "Credit card"),
  "asperion.deliveryMethods": list("POST", "Parcel post"),
  "asperion.vatCodes": list("H", "VAT high 25 %"),
  "asperion.salesTypes": list("CARD", "Gift voucher"),
  "eaccounting.projects": list(PROJECT, "Web shop"),
};
const said = (one: Reason): string => describeWithNames(one, knownNames([], NAMES), "en").text;

test("a payment method, a delivery method and a VAT code that a look-up was asked by are called by their names", () => {
  const asked = { line: null, country: "SE" };
  expect(
    said(reason("account-missing", { ...asked, lookup: "clearingAccount", from: "CARD" })),
  ).toBe("No account is set for payments (Credit card).");
  expect(
    said(reason("account-missing-abroad", { ...asked, lookup: "clearingAccount", from: "CARD" })),
  ).toContain("no account for payments (Credit card) is set");
  expect(said(reason("account-missing", { ...asked, lookup: "vatAccount", from: "H" }))).toBe(
    "No account is set for VAT (H (VAT high 25 %)).",
  );
  // A rate is no code, and an article's code is its name.
  expect(said(reason("account-missing", { ...asked, lookup: "vatAccount", from: "25%" }))).toBe(
    "No account is set for VAT (25%).",
  );
  expect(
    said(reason("account-missing", { ...asked, lookup: "productAccount", from: "CARD" })),
  ).toBe("No account is set for goods (CARD).");
  const chosen = { account: "1580", lookup: "clearingAccount", by: "table", line: null } as const;
  expect(said(reason("account-chosen", { ...chosen, key: null, from: "CARD" }))).toContain(
    "(Credit card)",
  );
  // The row that decided, by the name of its value.
  expect(said(reason("account-chosen", { ...chosen, key: "CARD@SE", from: "CARD" }))).toContain(
    "(Credit card@SE)",
  );
  expect(
    said(
      reason("lookup-chosen", {
        lookup: "deliveryTerms",
        value: "DAP",
        by: "table",
        from: "POST",
        line: null,
      }),
    ),
  ).toContain("Parcel post");
});

test("a project, a VAT code of goods and one of an article are called by their names", () => {
  expect(
    said(reason("lookup-chosen", { lookup: "project", value: PROJECT, by: "force", line: null })),
  ).toContain("Web shop");
  expect(said(reason("vat-code-unknown", { vatCode: "H", line: 1 }))).toContain(
    "H (VAT high 25 %)",
  );
  expect(said(reason("sale-triangular", { vatCode: "H" }))).toContain("H (VAT high 25 %)");
  const differs = said(reason("product-vat-code-differs", { wanted: "H", there: "L" }));
  expect(differs).toContain("H (VAT high 25 %)");
  // What nothing names stays as it is.
  expect(differs).toContain("VAT code L in");
});
