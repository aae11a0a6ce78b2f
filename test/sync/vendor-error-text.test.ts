import { expect, test } from "vitest";
import type { Failure } from "../../src/domain/result.ts";
import type { TimelineEntry } from "../../src/sync/contract/index.ts";
import { isRefusal, findVendorErrorText } from "../../src/sync/vendor-error-text.ts";
import { bareReason } from "../support/bare-reason.ts";

const entry = (what: TimelineEntry["what"], detail: unknown): TimelineEntry => ({
  at: 1,
  what,
  title: "order.create",
  detail,
});
const refused = (
  message: string,
  fields: { field: string | null; message: string }[] = [],
): Failure => ({
  kind: "rejected",
  vendor: "eaccounting",
  status: 400,
  code: 4000,
  message,
  fields,
});

test("the newest refusal is told, with what it says of fields, each once", () => {
  const timeline = [
    entry("answer", { failure: refused("Older") }),
    entry("answer", {
      failure: refused("The date is locked", [
        { field: "OrderDate", message: "is too late" },
        { field: null, message: "The date is locked" },
      ]),
    }),
    entry("outcome", { reasons: [] }),
  ];
  expect(findVendorErrorText(timeline)).toEqual({
    vendor: "eaccounting",
    text: "The date is locked · OrderDate: is too late",
  });
});

test("what isn't a vendor's own word isn't told as one", () => {
  const ours: readonly unknown[] = [
    {
      failure: {
        kind: "contract",
        vendor: "asperion",
        path: "$",
        message: "expected a number",
      } satisfies Failure,
    },
    { failure: { kind: "transient", vendor: "asperion", cause: "timeout" } satisfies Failure },
    { failure: refused(" ") },
    { failure: null },
    { failure: { kind: "rejected", vendor: "somebody", message: "x" } },
    { status: 200 },
    null,
    "text",
    undefined,
  ];
  for (const detail of ours)
    expect([detail, findVendorErrorText([entry("answer", detail)])]).toEqual([detail, null]);
  expect(findVendorErrorText([])).toBe(null);
});

test("a very long answer is cut, and only a reason that stands for a refusal asks for it", () => {
  expect(
    findVendorErrorText([entry("read", { failure: refused("x".repeat(5_000)) })])?.text,
  ).toHaveLength(601);
  expect([
    isRefusal([bareReason("rejected-by-vendor")]),
    isRefusal([bareReason("customer-found"), bareReason("payment-refused")]),
    isRefusal([bareReason("article-not-found")]),
    isRefusal([]),
  ]).toEqual([true, true, false, false]);
});
