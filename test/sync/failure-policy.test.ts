import { expect, test } from "vitest";
import type { Failure } from "../../src/domain/result.ts";
import { decideFailure } from "../../src/sync/run/failure-policy.ts";
import { reasonText } from "../support/reason-text.ts";

const vendor = "eaccounting" as const;

/** One example of each kind: a new kind without an example doesn't compile. */
const EXAMPLES: Readonly<Record<Failure["kind"], Failure>> = {
  "rate-limited": { kind: "rate-limited", vendor, endpoint: "/orders", retryAfterMs: 55_000 },
  unauthorized: { kind: "unauthorized", vendor, tokenVersion: 1 },
  "needs-login": { kind: "needs-login", vendor },
  "client-refused": { kind: "client-refused", vendor, cause: "token endpoint: invalid_client" },
  "no-access": {
    kind: "no-access",
    vendor,
    capability: "orders",
    code: 4002,
    message: "No access to module: order_standard",
  },
  "company-blocked": { kind: "company-blocked", vendor, code: 4003, message: "" },
  rejected: { kind: "rejected", vendor, status: 400, code: 2000, message: "", fields: [] },
  conflict: { kind: "conflict", vendor, code: 4000, message: "" },
  "not-found": { kind: "not-found", vendor, what: "/orders/{id}" },
  "unknown-outcome": { kind: "unknown-outcome", vendor, cause: "timeout" },
  transient: { kind: "transient", vendor, cause: "network" },
  stopped: { kind: "stopped", vendor, cause: "halted" },
  contract: { kind: "contract", vendor, path: "Rows.0.VatRate", message: "expected number" },
  "wrong-administration": { kind: "wrong-administration", expected: 123, got: 456 },
  "company-claimed": { kind: "company-claimed", vendor, claim: "asperion-sync other/t" },
  "wrong-company": { kind: "wrong-company", expected: "a", got: "b" },
};

const BACKOFF = [1_000, 5_000, 30_000];
const decided = (kind: Failure["kind"], tries = 0) =>
  decideFailure(EXAMPLES[kind], { tries, who: "t j1" }, BACKOFF, 60_000);

test("every kind of failure has a decision, a text and a next step", () => {
  for (const failure of Object.values(EXAMPLES)) {
    const decision = decideFailure(failure, { tries: 0, who: "t j1" }, BACKOFF, 60_000);
    const reasons = decision.do === "stop-tenant" ? [decision.reason] : decision.reasons;
    expect(reasons.length, failure.kind).toBeGreaterThan(0);
    for (const reason of reasons) {
      const words = reasonText(reason);
      expect(words.text.length, failure.kind).toBeGreaterThan(10);
      expect(words.next.length, failure.kind).toBeGreaterThan(10);
    }
  }
});

test("a 429 waits exactly as long as the vendor named", () => {
  expect(decided("rate-limited")).toMatchObject({
    do: "park",
    wait: "rate",
    dueMs: 55_000,
    countsAsTry: false,
  });
});

test("passing faults back off step by step, and the last step repeats for ever", () => {
  for (const [tries, most] of [
    [0, 1_000],
    [1, 5_000],
    [2, 30_000],
    [7, 30_000],
  ] as const) {
    const decision = decided("transient", tries);
    const dueMs = decision.do === "park" ? decision.dueMs : 0;
    expect([tries, dueMs >= most / 2, dueMs <= most]).toEqual([tries, true, true]);
  }
});

test("jobs that failed together aren't tried again together", () => {
  const dues = Array.from({ length: 50 }, (_, n) =>
    decideFailure(EXAMPLES.transient, { tries: 2, who: `t j${n}` }, BACKOFF, 60_000),
  ).map((decision) => (decision.do === "park" ? decision.dueMs : 0));
  expect(new Set(dues).size).toBeGreaterThan(45);
});

test("a 403 pauses its capability and not the tenant", () => {
  expect(decided("no-access")).toMatchObject({
    do: "park",
    wait: "pause",
    capability: { vendor, capability: "orders" },
  });
});

test("a dead grant, a blocked company and a foreign administration or company stop the tenant", () => {
  const stopping = Object.values(EXAMPLES).filter(
    (failure) =>
      decideFailure(failure, { tries: 0, who: "t j1" }, BACKOFF, 60_000).do === "stop-tenant",
  );
  expect(stopping.map((failure) => failure.kind).sort()).toEqual([
    "company-blocked",
    "company-claimed",
    "needs-login",
    "wrong-administration",
    "wrong-company",
  ]);
});

test("an unknown outcome waits for its first look-up and is never a refusal", () => {
  expect(decided("unknown-outcome")).toMatchObject({ do: "park", wait: "in-doubt", dueMs: 60_000 });
});
