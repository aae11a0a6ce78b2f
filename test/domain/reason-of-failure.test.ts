import { describe, expect, it } from "vitest";
import type { Failure } from "../../src/domain/result.ts";
import { reasonOf } from "../../src/domain/vendors/reason-of-failure.ts";
import { reasonText } from "../support/reason-text.ts";

describe("a failed call", () => {
  const failures: readonly Failure[] = [
    { kind: "rate-limited", vendor: "eaccounting", endpoint: "/orders", retryAfterMs: 1 },
    { kind: "unauthorized", vendor: "asperion", tokenVersion: 3 },
    { kind: "needs-login", vendor: "asperion" },
    { kind: "no-access", vendor: "eaccounting", capability: "orders", code: 4002, message: "Anna" },
    { kind: "company-blocked", vendor: "eaccounting", code: 4003, message: "Anna" },
    {
      kind: "rejected",
      vendor: "eaccounting",
      status: 400,
      code: 2000,
      message: "Anna",
      fields: [
        { field: "Name", message: "Anna" },
        { field: "Name", message: "" },
        { field: null, message: "Anna" },
      ],
    },
    { kind: "conflict", vendor: "eaccounting", code: 4000, message: "Anna" },
    { kind: "not-found", vendor: "asperion", what: "order 501" },
    { kind: "unknown-outcome", vendor: "eaccounting", cause: "Anna" },
    { kind: "transient", vendor: "eaccounting", cause: "Anna" },
    { kind: "contract", vendor: "asperion", path: "lines[0].price", message: "Anna" },
    { kind: "wrong-administration", expected: 7, got: 8 },
    { kind: "wrong-company", expected: "c1", got: null },
  ];

  it.each(failures)(
    "of kind $kind has a reason, without the vendor's own words: they may name people",
    (failure) => {
      const why = reasonOf(failure);
      expect(JSON.stringify(why)).not.toContain("Anna");
      expect(reasonText(why).text).not.toContain("Anna");
    },
  );

  it("that was refused names the fields, each once", () => {
    expect(
      failures.map(reasonOf).find(({ code }) => code === "rejected-by-vendor")?.params,
    ).toEqual({ vendor: "eaccounting", status: 400, code: 2000, fields: "Name" });
  });
});
