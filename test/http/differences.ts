/** Differences of a month as a shop's object tells them, for the tests of its pages. */
import { reason } from "../../src/domain/reasons/index.ts";
import type { DifferencesView } from "../../src/sync/contract/index.ts";
import { HOSTILE, order } from "./compared.ts";

export const DIFFERENCES: DifferencesView = {
  apart: [],
  counts: { held: 12, "without-order": 1, missing: 1, undone: 1 },
  items: [
    {
      name: "held",
      day: "2026-11-23",
      number: HOSTILE,
      document: null,
      parts: [{ name: "held", currency: "SEK", gross: "-100.00", rates: [] }],
      order: order({
        number: HOSTILE,
        state: "held",
        jobId: "j-held",
        documents: null,
        why: reason("vat-code-unknown", { vatCode: "Z9", line: 1 }),
      }),
    },
    {
      name: "missing",
      day: "2026-11-23",
      number: "1003",
      document: null,
      parts: [{ name: "missing", currency: "SEK", gross: "-7.00", rates: [] }],
      order: order({ number: "1003", jobId: "j-missing" }),
    },
    {
      name: "undone",
      day: "2026-11-23",
      number: "1004",
      document: null,
      parts: [{ name: "undone", currency: "SEK", gross: "-8.00", rates: [] }],
      order: order({
        number: "1004",
        state: "skipped",
        jobId: "j-undone",
        documents: null,
        why: reason("order-removed", { number: "4", why: "undone" }),
      }),
    },
    {
      name: "without-order",
      day: "2026-11-22",
      number: "7777",
      document: { kind: "invoice", id: "d-9", number: "77" },
      parts: [{ name: "without-order", currency: "SEK", gross: "20.00", rates: [] }],
      order: null,
    },
  ],
  leftOut: [
    {
      state: "skipped",
      why: reason("flow-off"),
      currency: "SEK",
      orders: 3,
      gross: "1234.50",
    },
  ],
};
