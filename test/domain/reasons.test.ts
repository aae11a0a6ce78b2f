/**
 * The table of reasons: how grave a code is, whether somebody is told, whether it asks for
 * anything.
 */
import { describe, expect, it, test } from "vitest";
import {
  isAlerted,
  asksNothing,
  knownReason,
  reason,
  REASON_CODES,
  type ReasonCode,
  severityOf,
} from "../../src/domain/reasons/index.ts";

describe("every reason", () => {
  const TOLD_BESIDES: readonly ReasonCode[] = [
    "document-booked-by-person",
    "first-day-limit",
    "mail-not-set-up",
    "outcome-unknown",
    "projection-behind",
    "rate-pressure",
    "second-document-deleted",
    "cancelled-money-kept",
    "cancelled-money-unsaid",
  ];
  it("is named by an alert exactly when it needs a person, or is one of these", () => {
    for (const code of REASON_CODES) {
      expect([code, isAlerted(code)]).toEqual([
        code,
        severityOf(code) === "error" || TOLD_BESIDES.includes(code),
      ]);
    }
  });

  it.each([
    ["order-booked", "info"],
    ["before-start", "info"],
    ["closing-row", "info"],
    ["rate-limited", "warning"],
    ["within-tolerance", "warning"],
    ["article-not-found", "error"],
    ["totals-differ", "error"],
    ["needs-login", "error"],
    ["poison", "error"],
    ["in-doubt-needs-person", "error"],
  ] as const)("%s is %s", (code, severity) => {
    expect(severityOf(code)).toBe(severity);
  });
});

test("what needs a person asks for something, and what is for the record may ask for nothing", () => {
  expect(REASON_CODES.filter((code) => severityOf(code) === "error" && asksNothing(code))).toEqual(
    [],
  );
  expect([asksNothing("order-booked"), asksNothing("poison")]).toEqual([true, false]);
});

test("a reason has what its text names; only what the table marks may be left out", () => {
  // @ts-expect-error: without the date
  expect(reason("before-start").params).toEqual({});
  // @ts-expect-error: without the tolerance
  expect(reason("within-tolerance", { difference: "0.01" }).params).toEqual({ difference: "0.01" });
  // @ts-expect-error: nothing of that name
  expect(reason("already-booked", { document: "12" }).params).toEqual({ document: "12" });
  expect(reason("before-start", { date: "2026-11-01" }).params).toEqual({ date: "2026-11-01" });
  expect(reason("already-booked").params).toEqual({});
});

test("a code that isn't known needs a person, and is told as a newer release's", () => {
  const code = "of-tomorrow" as ReasonCode;
  expect([severityOf(code), isAlerted(code), asksNothing(code)]).toEqual(["error", false, true]);
  expect(knownReason({ code, params: { a: 1 } })).toEqual({
    code: "told-by-newer-release",
    params: { code },
  });
});
