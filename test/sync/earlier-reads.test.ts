/** What a run takes over from the one before it that was put down for want of a slot. */
import { expect, test } from "vitest";
import type { VendorRequest } from "../../src/domain/vendors/request.ts";
import type { TimelineEntry } from "../../src/sync/contract/index.ts";
import { earlierReads, RetainedReads } from "../../src/sync/run/reads.ts";

const NOW = 1_000_000;
const SETTLE = [60_000, 300_000, 900_000];
const request = (vendor: VendorRequest["vendor"], path: string): VendorRequest => ({
  vendor,
  method: "GET",
  endpoint: path,
  path,
  query: { page: "1" },
  body: null,
  capability: "orders",
});
const read = (vendor: VendorRequest["vendor"], path: string, agoMs = 0): TimelineEntry => ({
  at: NOW - agoMs,
  what: "lookup",
  title: `GET ${path}`,
  detail: { vendor, query: { page: "1" }, status: 200, body: { path } },
});
const wait = (title = "rate", wanted = 3): TimelineEntry => ({
  at: NOW,
  what: "wait",
  title,
  detail: { dueMs: 5, wanted },
});
const write: TimelineEntry = { at: NOW, what: "write", title: "POST /orders", detail: {} };
const paths = (
  timeline: readonly TimelineEntry[],
  wanted = 3,
  settleMs: readonly number[] = SETTLE,
): readonly unknown[] =>
  [...earlierReads(timeline, wanted, NOW, settleMs).values()].map(
    ({ body }) => (body as { path: string }).path,
  );

test("is what it read, answered once each", () => {
  const kept = new RetainedReads(
    earlierReads([read("eaccounting", "/orders"), wait()], 3, NOW, SETTLE),
  );
  expect(kept.answerTo(request("eaccounting", "/orders"))?.body).toEqual({ path: "/orders" });
  expect(kept.answerTo(request("eaccounting", "/orders"))).toBeNull();
});

test("is nothing once the order was told of anew, or where the run was put down for something else", () => {
  expect(paths([read("eaccounting", "/orders"), wait()], 4)).toEqual([]);
  expect(paths([read("eaccounting", "/orders"), wait("party")])).toEqual([]);
  expect(paths([read("eaccounting", "/orders")])).toEqual([]);
  expect(paths([])).toEqual([]);
});

test("is nothing from before a write, which may have changed it", () => {
  expect(
    paths([read("eaccounting", "/orders"), write, read("eaccounting", "/drafts"), wait()]),
  ).toEqual(["/drafts"]);
});

test("is of the shop for a minute, and of the ledger for as long as a write may take to come true", () => {
  expect(
    paths([read("asperion", "/order", 60_001), read("eaccounting", "/orders", 60_001), wait()]),
  ).toEqual(["/orders"]);
  expect(paths([read("eaccounting", "/orders", 900_001), wait()])).toEqual([]);
  const longer = [60_000, 1_800_000];
  expect(paths([read("eaccounting", "/orders", 900_001), wait()], 3, longer)).toEqual(["/orders"]);
});

test("is no failure, and no page whose content the timeline doesn't hold", () => {
  const failed: TimelineEntry = {
    at: NOW,
    what: "read",
    title: "GET /a",
    detail: { vendor: "eaccounting", query: {}, failure: { kind: "transient" } },
  };
  const page: TimelineEntry = {
    at: NOW,
    what: "lookup",
    title: "GET /b",
    detail: { vendor: "eaccounting", query: {}, status: 200 },
  };
  expect(paths([failed, page, wait()])).toEqual([]);
});
