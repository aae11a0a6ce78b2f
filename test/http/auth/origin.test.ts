import { expect, test } from "vitest";
import { isSameOrigin } from "../../../src/http/auth/origin.ts";

const PUBLIC = "https://bridge.example/base";
const from = (headers: Record<string, string>, url = "https://bridge.example/admin") =>
  isSameOrigin(new Request(url, { method: "POST", headers }), PUBLIC);

test("a form of our own page is taken, one of another site or of a sibling host isn't", () => {
  expect(from({ origin: "https://bridge.example", "sec-fetch-site": "same-origin" })).toBe(true);
  expect(from({ origin: "https://evil.example" })).toBe(false);
  expect(from({ origin: "http://bridge.example" })).toBe(false);
  expect(from({ origin: "null" })).toBe(false);
  expect(from({ "sec-fetch-site": "cross-site" })).toBe(false);
  expect(from({ origin: "https://bridge.example", "sec-fetch-site": "same-site" })).toBe(false);
});

test("the host that the browser speaks to counts as ours: localhost and 127.0.0.1 are one machine", () => {
  expect(
    isSameOrigin(
      new Request("http://localhost:8787/admin", {
        method: "POST",
        headers: { origin: "http://localhost:8787" },
      }),
      "http://127.0.0.1:8787",
    ),
  ).toBe(true);
});

test("a sender that says nothing of its origin is left to the form's token", () => {
  expect(from({})).toBe(true);
});
