import { expect, test } from "vitest";
import { retryAfterMs } from "../../src/domain/vendors/retry-after.ts";

const TEXT = "API calls quota exceeded! maximum admitted 600 per Minute. Try again in 55 seconds.";

test("the header's seconds come first", () =>
  expect(retryAfterMs({ "retry-after": "7" }, TEXT)).toBe(7_000));

test("a date is measured against the answer's own date", () => {
  const headers = {
    "retry-after": "Wed, 21 Oct 2026 07:28:30 GMT",
    date: "Wed, 21 Oct 2026 07:28:00 GMT",
  };
  expect(retryAfterMs(headers, null)).toBe(30_000);
});

test.each([
  ["is told with spaces around it", { "retry-after": " 7 " }, 7_000],
  ["is empty", { "retry-after": "", date: "Wed, 21 Oct 2026 07:28:00 GMT" }, 55_000],
  ["has a sign", { "retry-after": "-7" }, 55_000],
  ["has a unit", { "retry-after": "7s" }, 55_000],
  [
    "is a date, and the answer has none",
    { "retry-after": "Wed, 21 Oct 2026 07:28:30 GMT" },
    55_000,
  ],
  ["is no date", { "retry-after": "soon", date: "Wed, 21 Oct 2026 07:28:00 GMT" }, 55_000],
])("a header that %s", (_, headers, wait) => expect(retryAfterMs(headers, TEXT)).toBe(wait));

test.each([["in 55sec"], ["in 55  seconds"], ["IN 55 SECONDS"]])("the text %s", (text) =>
  expect(retryAfterMs({}, text)).toBe(55_000),
);

test("without a header the seconds are read out of the vendor's text", () =>
  expect(retryAfterMs({}, TEXT)).toBe(55_000));

test("without either it is a minute", () => {
  expect(retryAfterMs({}, null)).toBe(60_000);
  expect(retryAfterMs({ "retry-after": "soon" }, "too many requests")).toBe(60_000);
});

test("a nonsense wait is bounded on both sides", () => {
  expect(retryAfterMs({ "retry-after": "0" }, null)).toBe(1_000);
  expect(retryAfterMs({ "retry-after": "99999999" }, null)).toBe(600_000);
});
