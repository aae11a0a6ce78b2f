import { expect, test } from "vitest";
import { type Call, Calls } from "./calls.ts";
import { redactBody, redactHeaders } from "./redact.ts";

function call(route: string, requestBody: string | null = null): Omit<Call, "n"> {
  return {
    at: "2026-01-01T00:00:00Z",
    method: "GET",
    path: "/",
    route,
    query: {},
    requestHeaders: {},
    requestBody,
    status: null,
    responseBody: null,
    fault: null,
    ms: null,
  };
}

test("calls are counted by route, and listed from a number on", () => {
  const calls = new Calls();
  for (const route of ["GET /a", "GET /b", "GET /a"])
    calls.finish(calls.begin(call(route)), 200, "{}", 1);
  expect(calls.counts()).toEqual({ "GET /a": 2, "GET /b": 1 });
  expect(calls.list({ since: 1, route: "GET /a" }).map((one) => one.n)).toEqual([3]);
});

test("the log is bounded: old entries go, their counts stay", () => {
  const calls = new Calls();
  for (let n = 0; n < 60_000; n += 1) calls.begin(call("GET /a"));
  expect(calls.list().length).toBeLessThanOrEqual(55_000);
  expect(calls.counts()).toEqual({ "GET /a": 60_000 });
});

test("bodies are bounded by their size: the oldest bodies go first, their entries stay", () => {
  const calls = new Calls();
  const body = "x".repeat(1_000_000);
  for (let n = 0; n < 70; n += 1) calls.begin(call("POST /a", body));
  const kept = calls.list();
  expect(kept).toHaveLength(70);
  expect(kept.filter((one) => one.requestBody !== null)).toHaveLength(64);
  expect(kept[0]?.requestBody).toBeNull();
});

test("no token, secret or code gets into the log", () => {
  expect(redactHeaders(new Headers({ authorization: "Bearer abc", "x-tenant-id": "123" }))).toEqual(
    {
      authorization: "Bearer [redacted]",
      "x-tenant-id": "123",
    },
  );
  const form = redactBody(
    "/connect/token",
    "grant_type=refresh_token&refresh_token=r1&client_id=c&client_secret=s1&code=k1",
  );
  expect(form).toBe(
    "grant_type=refresh_token&refresh_token=[redacted]&client_id=c&client_secret=[redacted]&code=[redacted]",
  );
  expect(
    redactBody("/connect/token", '{"access_token":"a1","expires_in":3600,"refresh_token":"r2"}'),
  ).toBe('{"access_token":"[redacted]","expires_in":3600,"refresh_token":"[redacted]"}');
  expect(redactBody("/v1/vatcodes", '{"code":"H"}')).toBe('{"code":"H"}');
});
