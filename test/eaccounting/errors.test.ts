import { describe, expect, test } from "vitest";
import { err, ok, type Failure } from "../../src/domain/result.ts";
import { classifyRead, classifyWrite, isFilterRefused } from "../../src/eaccounting/errors.ts";
import { request } from "../../src/eaccounting/request.ts";
import { answer, refusal } from "./fixtures.ts";

const READ = request("GET", "/orders/{id}", "orders", { ids: { id: "x" } });
const WRITE = request("POST", "/orders", "orders", { body: {} });
const HTML = answer("<h1>Bad gateway</h1>");
const html = (status: number) => ({ ...HTML, status, isJson: false });

type Row = readonly [
  status: number,
  code: number,
  message: string,
  read: Failure["kind"],
  write: Failure["kind"],
];

/** Status and code of the vendor's own error body, and what it means for a read and for a write. */
const TABLE: readonly Row[] = [
  [400, 2000, "ValidationException - x", "rejected", "rejected"],
  [400, 3000, "ResourceNotFound - x", "not-found", "rejected"],
  [404, 3000, "ResourceNotFound - x", "not-found", "rejected"],
  [404, 7777, "x", "not-found", "not-found"],
  [409, 7777, "x", "conflict", "conflict"],
  [403, 7777, "x", "no-access", "no-access"],
  [400, 7777, "x", "rejected", "rejected"],
  [422, 7777, "x", "rejected", "unknown-outcome"],
  [500, 7777, "x", "transient", "unknown-outcome"],
  [409, 4000, "Conflict - x", "conflict", "conflict"],
  [400, 4000, "Conflict - x", "conflict", "conflict"],
  [409, 4001, "CanNotBeDeleted - x", "rejected", "rejected"],
  [400, 4002, "CanNotBeCreatedOrUpdated - x", "rejected", "rejected"],
  [403, 4002, "CanNotBeCreatedOrUpdated - x", "rejected", "rejected"],
  [403, 4002, "NoAccessToModule", "no-access", "no-access"],
  [
    403,
    4002,
    "ForbiddenRequestException - No access to module: order_standard",
    "no-access",
    "no-access",
  ],
  [
    400,
    4002,
    "ForbiddenRequestException - No access to module: order_standard",
    "no-access",
    "no-access",
  ],
  [403, 4003, "x", "company-blocked", "company-blocked"],
  [400, 4004, "x", "company-blocked", "company-blocked"],
  [401, 4005, "x", "unauthorized", "unauthorized"],
  [403, 4006, "x", "no-access", "no-access"],
  [403, 4007, "x", "no-access", "no-access"],
  [400, 4009, "x", "no-access", "no-access"],
  [429, 4010, "Try again in 55 seconds.", "rate-limited", "rate-limited"],
  [401, 4011, "x", "company-blocked", "company-blocked"],
  [403, 4012, "x", "company-blocked", "company-blocked"],
  [400, 4024, "SalesAccountNumberMissing", "rejected", "rejected"],
  [400, 4025, "InvalidVatNumberException", "rejected", "rejected"],
  [404, 4025, "InvalidVatNumberException", "rejected", "rejected"],
  [400, 4100, "ExternalServiceValidation", "transient", "transient"],
  [503, 4100, "ExternalServiceValidation", "transient", "unknown-outcome"],
  [500, 5000, "x", "transient", "unknown-outcome"],
  [400, 5000, "x", "transient", "unknown-outcome"],
  [400, 5001, "x", "transient", "unknown-outcome"],
  [503, 5002, "x", "transient", "unknown-outcome"],
  [400, 5003, "x", "rejected", "rejected"],
  [400, 6000, "QueryParameterError", "rejected", "rejected"],
  [502, 2000, "x", "transient", "unknown-outcome"],
  [418, 2000, "x", "rejected", "rejected"],
  [404, 2000, "x", "rejected", "rejected"],
  [401, 2000, "x", "unauthorized", "unauthorized"],
  [429, 2000, "x", "rate-limited", "rate-limited"],
];

describe.each(TABLE)("status %i with code %i (%s)", (status, code, message, read, write) => {
  test(`is ${read} on a read`, () =>
    expect(classifyRead(READ, ok(refusal(status, code, message)), 3)?.kind).toBe(read));
  test(`is ${write} on a write`, () =>
    expect(classifyWrite(WRITE, ok(refusal(status, code, message)), 3)?.kind).toBe(write));
});

const ACT = request("POST", "/customerinvoicedrafts/{id}/convert", "customer-invoice-drafts", {
  ids: { id: "x" },
  body: {},
});
const CHANGE = request("PUT", "/orders/{id}", "orders", { ids: { id: "x" }, body: {} });
const REMOVE = request("DELETE", "/orders/{id}", "orders", { ids: { id: "x" } });
const MODULE = "ForbiddenRequestException - No access to module: api_standard";

type Sense = readonly [
  read: Failure["kind"],
  made: Failure["kind"],
  acted: Failure["kind"],
  changed: Failure["kind"],
  removed: Failure["kind"],
];
const everywhere = (kind: Failure["kind"]): Sense => [kind, kind, kind, kind, kind];
/** Each documented code that decides something, and what it means for each kind of call. */
const CODES: readonly (readonly [code: number, message: string, sense: Sense])[] = [
  [3000, "x", ["not-found", "rejected", "not-found", "rejected", "not-found"]],
  [4000, "x", everywhere("conflict")],
  [4010, "Try again in 55 seconds.", everywhere("rate-limited")],
  [4005, "x", everywhere("unauthorized")],
  [4002, MODULE, everywhere("no-access")],
  [4002, "x", everywhere("rejected")],
  ...[4003, 4004, 4011, 4012].map((code) => [code, "x", everywhere("company-blocked")] as const),
  ...[4006, 4007, 4009, 4019, 4034].map((code) => [code, "x", everywhere("no-access")] as const),
  ...[
    3001, 3002, 4001, 4013, 4017, 4023, 4024, 4025, 4026, 4028, 4031, 4037, 4038, 4039, 5003, 6000,
    6001,
  ].map((code) => [code, "x", everywhere("rejected")] as const),
  ...[5000, 5001, 5002].map(
    (code) =>
      [
        code,
        "x",
        [
          "transient",
          "unknown-outcome",
          "unknown-outcome",
          "unknown-outcome",
          "unknown-outcome",
        ] as Sense,
      ] as const,
  ),
];

test("3000 of a payment is about its bank account, as a booked invoice never goes", () => {
  const pay = request("POST", "/customerinvoices/{id}/payments", "customer-invoice-payments", {
    ids: { id: "x" },
    body: {},
  });
  for (const status of [400, 404, 422, 500])
    expect(classifyWrite(pay, ok(refusal(status, 3000, "x")), 1)?.kind).toBe("rejected");
});

test.each(CODES)(
  "code %i (%s) means the same under every status",
  (code, message, [read, ...writes]) => {
    for (const status of [400, 401, 403, 404, 405, 409, 410, 418, 422, 423, 429, 500, 502, 503]) {
      const answered = ok(refusal(status, code, message));
      expect([status, classifyRead(READ, answered, 3)?.kind]).toEqual([status, read]);
      const kinds = [WRITE, ACT, CHANGE, REMOVE].map(
        (call) => classifyWrite(call, answered, 3)?.kind,
      );
      expect([status, ...kinds]).toEqual([status, ...writes]);
    }
  },
);

test("what didn't happen is only told by the vendor's own body: no status alone refuses a write", () => {
  for (const status of [301, 302, 400, 401, 403, 404, 405, 409, 422, 429, 500, 502, 503, 504])
    for (const body of [
      html(status),
      answer(null, status),
      answer({ error: "proxy" }, status),
      answer({ ErrorCode: "2000" }, status),
    ])
      expect(classifyWrite(WRITE, ok(body), 1)?.kind).toBe("unknown-outcome");
});

test("a lost answer of a write is an unknown outcome, one that was never started isn't", () => {
  for (const kind of ["timeout", "network", "too-large"] as const)
    expect(classifyWrite(WRITE, err({ kind, cause: "x" }), 1)?.kind).toBe("unknown-outcome");
  expect(classifyWrite(WRITE, err({ kind: "not-started", cause: "x" }), 1)?.kind).toBe("transient");
});

test("a page of a proxy is never not-found, no access or a limit of the company on a read", () => {
  for (const status of [302, 400, 403, 404, 409, 500, 503])
    expect(classifyRead(READ, ok(html(status)), 1)?.kind).toBe("transient");
  expect(classifyRead(READ, ok(html(200)), 1)?.kind).toBe("transient");
  expect(classifyRead(READ, ok(answer(null, 401)), 1)).toEqual({
    kind: "unauthorized",
    vendor: "eaccounting",
    tokenVersion: 1,
  });
});

test("answers of 2xx are taken, an empty one of a write among them, a page of HTML isn't", () => {
  expect(classifyRead(READ, ok(answer({})), 1)).toBeNull();
  expect(classifyWrite(WRITE, ok(answer({}, 201)), 1)).toBeNull();
  expect(classifyWrite(WRITE, ok(answer(null, 204)), 1)).toBeNull();
  expect(classifyWrite(WRITE, ok(html(200)), 1)?.kind).toBe("unknown-outcome");
});

test("a limit names its endpoint and the seconds of the text; a 401 the token version; a 403 the capability", () => {
  const limited = refusal(
    429,
    4010,
    "API calls quota exceeded! maximum admitted 600 per Minute. Try again in 55 seconds.",
  );
  expect(classifyWrite(WRITE, ok(limited), 1)).toEqual({
    kind: "rate-limited",
    vendor: "eaccounting",
    endpoint: "/orders",
    retryAfterMs: 55_000,
  });
  expect(classifyRead(READ, ok(refusal(401, 4005, "x")), 7)).toEqual({
    kind: "unauthorized",
    vendor: "eaccounting",
    tokenVersion: 7,
  });
  expect(classifyRead(READ, ok(refusal(403, 4006, "no scope")), 7)).toEqual({
    kind: "no-access",
    vendor: "eaccounting",
    capability: "orders",
    code: 4006,
    message: "no scope",
  });
});

test("the fields that the vendor names are kept", () => {
  const errors = [
    { Field: "Rows[0].UnitPrice", ErrorCode: "2000", Message: "at most 2 decimals", Key: null },
  ];
  expect(
    classifyWrite(WRITE, ok(refusal(400, 2000, "ValidationException", errors)), 1),
  ).toMatchObject({
    kind: "rejected",
    code: 2000,
    fields: [{ field: "Rows[0].UnitPrice", message: "at most 2 decimals" }],
  });
});

test("a refused filter is told apart from other refusals", () => {
  const of = (code: number) => classifyRead(READ, ok(refusal(400, code, "x")), 1);
  const [filter, other] = [of(6000), of(2000)];
  expect(filter !== null && isFilterRefused(filter)).toBe(true);
  expect(other !== null && isFilterRefused(other)).toBe(false);
});
