/** When a run tells the evidence of its order's VAT: not before a document stands by its plan. */
import { expect, test } from "vitest";
import { planOrder } from "../../src/flows/orders/preparation/plan.ts";
import { openKeyring, randomBytes } from "../../src/store/seal.ts";
import { findEvidence, sealedEvidence } from "../../src/sync/run/run-evidence.ts";
import type { TimelineEntry } from "../../src/sync/contract/index.ts";
import { address, customer, input, order, tax } from "../flows/orders/kit.ts";

const entry = (what: TimelineEntry["what"], title: string, detail: unknown): TimelineEntry => ({
  at: 1,
  what,
  title,
  detail,
});

function plan(country: string, rate: string): TimelineEntry {
  const sold = order([{ price: "100.00", rate, sku: "G-0.25" }], {
    invoiceAddress: address({ country }),
    currency: "EUR",
  });
  const of = input(sold, {
    customer: customer("private", { country, tax: tax({ currency: "EUR" }) }),
    form: "invoice",
    today: "2026-11-24",
  });
  return entry("plan", "write", { input: of, plan: planOrder(of) });
}

const NORWAY = plan("NO", "0");
const draft = entry("answer", "draft.create", { status: 200, body: {} });
const booked = entry("answer", "draft.convert", { status: 200, body: { CurrencyRate: 11.4275 } });
const failed = entry("answer", "draft.convert", { failure: { kind: "transient" } });

test.each([
  ["before anything was written", [NORWAY], null, false],
  ["once the draft is there, as the rate isn't known yet", [NORWAY, draft], null, false],
  ["where booking failed", [NORWAY, draft, failed], null, false],
  ["once the invoice is booked", [NORWAY, draft, booked], null, true],
  ["at the end of a run that booked", [NORWAY, draft], "booked", true],
  ["at the end of a run that found the document in order", [NORWAY], "skipped", true],
  ["at the end of a run that a person has to look at", [NORWAY, booked], "needs-attention", true],
  ["of a held order", [NORWAY], "held", false],
  ["of a refused order", [NORWAY], "rejected", false],
  ["of an order that wasn't planned", [draft], "skipped", false],
  ["of what was booked by an earlier plan", [NORWAY, booked, NORWAY], null, false],
] as const)("evidence is told %s: %#", (_, timeline, outcome, isTold) => {
  expect(findEvidence(timeline, outcome) !== null).toBe(isTold);
});

test("the rate that the ledger booked at is kept, and the quarter is that of the document", () => {
  const noted = findEvidence([NORWAY, draft, booked], null);
  expect([noted?.quarter, noted?.evidence.exchange]).toEqual([
    "2026Q4",
    { rate: "11.4275", day: "2026-11-24", by: "booked" },
  ]);
});

test("only the run of an order tells it, not a dry run of the same", async () => {
  const keyring = await openKeyring([{ id: "k1", bytes: new Uint8Array(32) }]);
  const deps = { keyring: async () => keyring, random: randomBytes };
  const timeline = { entries: [NORWAY, draft, booked], people: ["email:anna@example.com"] };
  const told = (flow: "orders" | "dry-run") =>
    sealedEvidence(deps, "shop", { flow, key: "order:1" }, timeline, "booked");
  expect(await told("dry-run")).toEqual({});
  expect((await told("orders")).evidence).toMatchObject({ key: "order:1", quarter: "2026Q4" });
});
