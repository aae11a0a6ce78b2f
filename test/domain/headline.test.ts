/** The one reason by which a job is told: what asks for something, else what was done. */
import { expect, test } from "vitest";
import { causesOf, headlineOf } from "../../src/domain/jobs/headline.ts";
import type { Outcome } from "../../src/domain/jobs/job.ts";
import { reason, type ReasonCode } from "../../src/domain/reasons/index.ts";

const told = (outcome: Outcome | null, ...codes: readonly ReasonCode[]) =>
  headlineOf({
    status: outcome === null ? "waiting" : "done",
    outcome,
    reasons: codes.map((code) => reason(code)),
  })?.code;

test("what was written goes before what was left as it is", () => {
  expect(told("booked", "order-unchanged", "payment-chosen", "payment-registered")).toBe(
    "payment-registered",
  );
  expect(told("booked", "order-unchanged", "written-back")).toBe("written-back");
  expect(told("updated", "customer-known", "customer-updated")).toBe("customer-updated");
  expect(told("updated", "terms-chosen", "customer-created")).toBe("customer-created");
  expect(told("booked", "order-unchanged", "terms-chosen")).toBe("order-unchanged");
  expect(told("booked", "order-booked", "payment-registered")).toBe("order-booked");
});

test("what stopped a job goes before whatever was met on the way to it", () => {
  expect(
    told("held", "looked-up-before-first-write", "customer-found", "payment-method-not-mapped"),
  ).toBe("payment-method-not-mapped");
  expect(told("needs-attention", "invoice-booked", "within-tolerance")).toBe("within-tolerance");
  expect(told("held", "customer-found")).toBe("customer-found");
});

test("an approval goes behind what else needs a person", () => {
  expect(told("held", "waits-for-approval", "paid-less-than-registered")).toBe(
    "paid-less-than-registered",
  );
  expect(told("held", "waits-for-approval", "cancelled-money-unsaid")).toBe(
    "cancelled-money-unsaid",
  );
  expect(told("held", "within-tolerance", "waits-for-approval")).toBe("waits-for-approval");
});

test("what waits is told by why it waits, and without a reason there is none", () => {
  expect(told(null, "outcome-unknown")).toBe("outcome-unknown");
  expect(told("booked")).toBeUndefined();
});

test("a job on hold is told by all that asks for something, the headline first", () => {
  const causes = (outcome: Outcome | null, ...codes: readonly ReasonCode[]) =>
    causesOf({
      status: outcome === null ? "waiting" : "done",
      outcome,
      reasons: codes.map((code) => reason(code)),
    }).map(({ code }) => code);
  expect(
    causes(
      "held",
      "customer-found",
      "article-not-found",
      "terms-chosen",
      "payment-method-not-mapped",
    ),
  ).toEqual(["article-not-found", "payment-method-not-mapped"]);
  expect(causes("held", "waits-for-approval", "paid-less-than-registered")).toEqual([
    "paid-less-than-registered",
    "waits-for-approval",
  ]);
  expect(causes("held", "customer-found")).toEqual(["customer-found"]);
  expect(causes("booked", "order-booked", "article-not-found")).toEqual(["order-booked"]);
  expect(causes(null, "outcome-unknown", "article-not-found")).toEqual(["outcome-unknown"]);
  expect(causes("booked")).toEqual([]);
});
