import { describe, expect, it } from "vitest";
import type { Failure } from "../../src/domain/failure.ts";
import { reason, REASON_CODES } from "../../src/domain/reasons.ts";
import { reasonOf, reasonText } from "../../src/domain/reason-texts.ts";

describe("every reason", () => {
  it.each(REASON_CODES)("%s says what happened and what to do, also without its parameters", (code) => {
    const { text, next } = reasonText(reason(code));
    expect(text).toMatch(/^(?:[A-Z]|eAccounting).{10,}[.!]$/s);
    expect(next).toMatch(/^[A-Z].{10,}[.!]$/s);
    expect(`${text} ${next}`).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it("is told at once exactly when it needs a person, or a document was deleted or booked", () => {
    for (const code of REASON_CODES) {
      const { alert, severity } = reasonText(reason(code));
      expect([code, alert]).toEqual([code, severity === "error" || code === "second-document-deleted" || code === "document-booked-by-person"]);
    }
  });

  it.each([
    ["order-booked", "info"], ["before-start", "info"], ["closing-row", "info"], ["rate-limited", "warning"], ["within-tolerance", "warning"],
    ["article-not-found", "error"], ["totals-differ", "error"], ["needs-login", "error"], ["poison", "error"], ["in-doubt-needs-person", "error"],
  ] as const)("%s is %s", (code, severity) => {
    expect(reasonText(reason(code)).severity).toBe(severity);
  });
});

describe("parameters", () => {
  it("are said as people say them", () => {
    expect(reasonText(reason("vat-rate-differs", { line: 2, sku: "A1", source: "0.25", ledger: "0.12" })).text).toBe("The line for A1 (line 2) was sold with 25 % VAT, but eAccounting charges 12 % for this article.");
    expect(reasonText(reason("own-article-missing", { article: "closing", rate: "0", coding: null, line: null })).text).toBe("The rounding article for 0 % VAT hasn't been made or chosen yet.");
    expect(reasonText(reason("row-differs", { row: 1, field: "vatRate", planned: "0.25", answered: "0.12" })).text).toContain("the VAT rate is 0.12, sent was 0.25");
  });
});

describe("a failed call", () => {
  const failures: readonly Failure[] = [
    { kind: "rate-limited", vendor: "eaccounting", endpoint: "/orders", retryAfterMs: 1 },
    { kind: "unauthorized", vendor: "asperion", tokenVersion: 3 },
    { kind: "needs-login", vendor: "asperion" },
    { kind: "no-access", vendor: "eaccounting", capability: "orders", code: 4002, message: "Anna" },
    { kind: "company-blocked", vendor: "eaccounting", code: 4003, message: "Anna" },
    { kind: "rejected", vendor: "eaccounting", status: 400, code: 2000, message: "Anna", fields: [{ field: "Name", message: "Anna" }, { field: "Name", message: "" }, { field: null, message: "Anna" }] },
    { kind: "conflict", vendor: "eaccounting", code: 4000, message: "Anna" },
    { kind: "not-found", vendor: "asperion", what: "order 501" },
    { kind: "unknown-outcome", vendor: "eaccounting", cause: "Anna" },
    { kind: "transient", vendor: "eaccounting", cause: "Anna" },
    { kind: "contract", vendor: "asperion", path: "lines[0].price", message: "Anna" },
    { kind: "wrong-administration", expected: 7, got: 8 },
    { kind: "wrong-company", expected: "c1", got: null },
  ];

  it.each(failures)("of kind $kind has a reason, without the vendor's own words: they may name people", (failure) => {
    const why = reasonOf(failure);
    expect(JSON.stringify(why)).not.toContain("Anna");
    expect(reasonText(why).text).not.toContain("Anna");
  });

  it("that was refused names the fields, each once", () => {
    expect(failures.map(reasonOf).find(({ code }) => code === "rejected-by-vendor")?.params).toEqual({ vendor: "eaccounting", status: 400, code: 2000, fields: "Name" });
  });
});
