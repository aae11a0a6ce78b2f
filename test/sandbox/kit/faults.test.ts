import { expect, test } from "vitest";
import { type FaultRequest, Faults, faultSchema } from "./faults.ts";

function make(...requests: FaultRequest[]) {
  const faults = new Faults();
  for (const request of requests) faults.add(faultSchema.parse(request));
  return (route: string, text = "") =>
    faults.strike(route, () => text).map((row) => row.fault.kind);
}

test("a fault strikes its route once unless told otherwise, whatever the spelling of the path", () => {
  const strike = make({ route: "get /V1/Debtors/{anything}/", kind: "drop" });
  expect(strike("POST /v1/debtors")).toEqual([]);
  expect(strike("GET /v1/debtors/{id}")).toEqual(["drop"]);
  expect(strike("GET /v1/debtors/{id}")).toEqual([]);
});

test("the first calls are let by when `after` says so, and `always` never ends", () => {
  const strike = make({ route: "*", kind: "hang", after: 2, times: "always" });
  expect([strike("GET /a"), strike("POST /b"), strike("GET /a"), strike("GET /c")]).toEqual([
    [],
    [],
    ["hang"],
    ["hang"],
  ]);
});

test("delays add up, but only the oldest of the other kinds strikes and the next one waits for its turn", () => {
  const strike = make(
    { route: "*", kind: "latency", ms: 1, times: "always" },
    { route: "*", kind: "drop" },
    { route: "*", kind: "status", status: 503 },
  );
  expect(strike("GET /a")).toEqual(["latency", "drop"]);
  expect(strike("GET /a")).toEqual(["latency", "status"]);
  expect(strike("GET /a")).toEqual(["latency"]);
});

test("a fault with `match` leaves other tests' calls on a shared sandbox alone", () => {
  const strike = make({ route: "POST /orders", kind: "commit-then-drop", match: "K7Q2M9XA" });
  expect(strike("POST /orders", '{"ref":"other"}')).toEqual([]);
  expect(strike("POST /orders", '{"ref":"1001 #K7Q2M9XA"}')).toEqual(["commit-then-drop"]);
});
