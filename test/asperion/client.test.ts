import { describe, expect, test } from "vitest";
import { articlesByCode } from "../../src/asperion/articles.ts";
import { findProduct } from "../../src/asperion/products.ts";
import { classifyRead, classifyWrite } from "../../src/asperion/errors.ts";
import {
  administrations,
  paymentConditions,
  vatCodes,
} from "../../src/asperion/reference-lists.ts";
import { ordersChangedFrom, readOrderHeads } from "../../src/asperion/orders.ts";
import { asperionHttp, get, serverTime } from "../../src/asperion/request.ts";
import type { SendRead, VendorAnswer, VendorRequest } from "../../src/domain/vendors/request.ts";
import { err, ok, type Failure } from "../../src/domain/result.ts";
import { ADMINISTRATION, answer, list, order, problem, REFUSED } from "./fixtures.ts";

const READ = get("/v1/debtors", "debtors", {});
const WRITE = { ...READ, method: "POST" as const };

const TABLE: readonly (readonly [status: number, read: Failure["kind"], write: Failure["kind"]])[] =
  [
    [400, "rejected", "rejected"],
    [401, "unauthorized", "unauthorized"],
    [403, "no-access", "no-access"],
    [404, "not-found", "not-found"],
    [409, "conflict", "conflict"],
    [429, "rate-limited", "rate-limited"],
    [422, "rejected", "unknown-outcome"],
    [500, "transient", "unknown-outcome"],
    [503, "transient", "unknown-outcome"],
  ];

test.each(TABLE)(
  "problem JSON with status %i is %s on a read and %s on a write",
  (status, read, write) => {
    expect(classifyRead(READ, ok(problem(status)), 1)?.kind).toBe(read);
    expect(classifyWrite(WRITE, ok(problem(status)), 1)?.kind).toBe(write);
  },
);

test("a status without the vendor's body refuses no write, and hides no resource from a read", () => {
  for (const status of [302, 400, 401, 403, 404, 409, 429, 500]) {
    const html = { ...answer("<html>", status), isJson: false };
    expect(classifyWrite(WRITE, ok(html), 1)?.kind).toBe("unknown-outcome");
    expect(classifyWrite(WRITE, ok(answer(null, status)), 1)?.kind).toBe("unknown-outcome");
    expect(["not-found", "rejected", "no-access", "conflict"]).not.toContain(
      classifyRead(READ, ok(html), 1)?.kind,
    );
  }
  expect(classifyRead(READ, ok(answer(null, 404)), 1)?.kind).toBe("transient");
});

test("an ASP.NET server's empty 401 and 403 are believed on a read", () => {
  expect(classifyRead(READ, ok(answer(null, 401)), 4)).toEqual({
    kind: "unauthorized",
    vendor: "asperion",
    tokenVersion: 4,
  });
  expect(classifyRead(READ, ok(answer(null, 403)), 4)).toMatchObject({
    kind: "no-access",
    capability: "debtors",
  });
});

test("a limit is kept to as the header says, a minute without one", () => {
  expect(
    classifyRead(READ, ok({ ...problem(429), headers: { "retry-after": "3" } }), 1),
  ).toMatchObject({ retryAfterMs: 3000, endpoint: "/v1/debtors" });
  expect(classifyRead(READ, ok(problem(429)), 1)).toMatchObject({ retryAfterMs: 60_000 });
});

test("faults of the connection: passing on a read, unknown on a write, nothing when it was never started", () => {
  expect(classifyRead(READ, err({ kind: "timeout", cause: "x" }), 1)?.kind).toBe("transient");
  expect(classifyRead(READ, err({ kind: "too-large", cause: "x" }), 1)?.kind).toBe("contract");
  expect(classifyWrite(WRITE, err({ kind: "network", cause: "x" }), 1)?.kind).toBe(
    "unknown-outcome",
  );
  expect(classifyWrite(WRITE, err({ kind: "not-started", cause: "x" }), 1)?.kind).toBe("transient");
});

test("fields of a validation error are kept", () => {
  expect(
    classifyRead(READ, ok(problem(400, "x", { Id: ["Unknown parameter.", "Second."] })), 1),
  ).toMatchObject({
    fields: [
      { field: "Id", message: "Unknown parameter." },
      { field: "Id", message: "Second." },
    ],
  });
});

describe("on the wire", () => {
  test("every call names its administration and the language of its errors", () => {
    const http = asperionHttp("https://api.test", READ, {
      accessToken: "t",
      administrationId: 123,
    });
    expect(http).toMatchObject({
      url: "https://api.test/v1/debtors",
      headers: { authorization: "Bearer t", "x-tenant-id": "123", "accept-language": "en-US" },
      body: null,
    });
  });

  test("only the list of administrations goes without one", () => {
    expect(
      asperionHttp("https://api.test", administrations.pageAt(1), {
        accessToken: "t",
        administrationId: null,
      }).headers["x-tenant-id"],
    ).toBeUndefined();
  });

  test("the next watermark is the vendor's own clock", () => {
    expect(serverTime(answer({}, 200, { date: "Tue, 24 Nov 2026 12:00:00 GMT" }))).toBe(
      Date.UTC(2026, 10, 24, 12),
    );
    expect(serverTime(answer({}))).toBeNull();
  });
});

describe("pages", () => {
  const heads = (nextPage: unknown) =>
    readOrderHeads(list([order()], { nextPage }), ADMINISTRATION);

  test("only the number of the next page is read, wherever its address points", () => {
    expect(heads("https://evil.test/steal?page=2&pageSize=100")).toMatchObject({
      ok: true,
      value: { nextPage: 2, items: [{ id: 1001, number: "W1001", changed: null, status: 2 }] },
    });
    expect(heads("?Page=3")).toMatchObject({ value: { nextPage: 3 } });
    expect(heads(null)).toMatchObject({ value: { nextPage: null } });
    expect(heads("")).toMatchObject({ value: { nextPage: null } });
  });

  test("a next page without a number is a contract failure, not the end of the list", () => {
    for (const address of ["https://api.test/v1/x?cursor=abc", "?page=0", "?page=-1", "?page=1e3"])
      expect(heads(address)).toMatchObject({
        ok: false,
        error: { kind: "contract", path: "_meta.nextPage" },
      });
  });

  test("a list of another administration is a hard stop before its items are read", () => {
    expect(
      readOrderHeads(list([{ broken: true }], { administrationId: 456 }), ADMINISTRATION),
    ).toEqual({ ok: false, error: { kind: "wrong-administration", expected: 123, got: 456 } });
  });

  test("changes are asked for from a stamp on, oldest first", () => {
    expect(ordersChangedFrom("2026-11-24T10:00:00", 2).query).toEqual({
      DateLastChange_from: "2026-11-24T10:00:00",
      orderBy: "DateLastChange,Id",
      page: "2",
      pageSize: "100",
    });
  });
});

function inTurn(...answers: (VendorAnswer | typeof REFUSED)[]): {
  send: SendRead;
  asked: VendorRequest[];
} {
  const asked: VendorRequest[] = [];
  return {
    asked,
    send: async (request) => {
      asked.push(request);
      const next = answers[asked.length - 1];
      if (next === undefined) throw new Error("nobody answers");
      return "kind" in next ? err(next) : ok(next);
    },
  };
}

const article = (id: number, articleCode: string) => ({
  id,
  articleCode,
  description: "A thing",
  vatCode: "H",
  active: false,
});

describe("an article by its code", () => {
  test("is asked for as equal, inactive ones among them, and compared again", async () => {
    const { send, asked } = inTurn(list([article(1, "100"), article(2, "10"), article(3, "010")]));
    expect(await findProduct(send, "10", ADMINISTRATION)).toMatchObject({
      ok: true,
      value: { id: 2, product: { sku: "10", active: false } },
    });
    expect(asked[0]?.query).toMatchObject({
      ArticleCode: "10",
      ArticleCode_comparison: "Equals",
      ActiveState: "All",
    });
  });

  test("is looked for on every page until the very one is met", async () => {
    const { send, asked } = inTurn(
      list([article(1, "100")], { nextPage: "?page=2" }),
      list([article(2, "10")], { nextPage: "?page=3" }),
    );
    expect(await findProduct(send, "10", ADMINISTRATION)).toMatchObject({
      ok: true,
      value: { id: 2 },
    });
    expect(asked.map((request) => request.query["page"])).toEqual(["1", "2"]);
  });

  test("is absent only after the last page", async () => {
    const { send } = inTurn(list([article(1, "100")], { nextPage: "?page=2" }), list([]));
    expect(await findProduct(send, "10", ADMINISTRATION)).toEqual({ ok: true, value: null });
  });

  test("is asked for without the comparison where that is refused", async () => {
    const { send, asked } = inTurn(REFUSED, list([article(2, "10")]));
    expect(await findProduct(send, "10", ADMINISTRATION)).toMatchObject({
      ok: true,
      value: { id: 2 },
    });
    expect(asked[1]).toEqual(articlesByCode("10", 1, false));
    expect(await findProduct(inTurn(REFUSED, REFUSED).send, "10", ADMINISTRATION)).toMatchObject({
      ok: false,
      error: { kind: "rejected" },
    });
  });

  test("pages that go in a circle are an error, not an absence", async () => {
    const { send } = inTurn(
      list([article(1, "100")], { nextPage: "?page=2" }),
      list([article(1, "100")], { nextPage: "?page=1" }),
    );
    expect(await findProduct(send, "10", ADMINISTRATION)).toMatchObject({
      ok: false,
      error: { kind: "contract" },
    });
  });
});

test("look-ups: administrations without one expected, sales VAT codes as fractions, choices with their ids as text", () => {
  expect(
    administrations.read(list([{ id: 123, name: "Shop" }], { administrationId: 456 }), null),
  ).toMatchObject({ ok: true, value: { items: [{ id: 123, name: "Shop" }] } });
  const codes = [
    { id: "H", description: "High", salesCode: true, percentage: 21, countryCode: "NL" },
    { id: "VH", description: "Purchase", salesCode: false, percentage: 21, countryCode: "NL" },
    { id: "F", description: null, salesCode: true, percentage: 13.5, countryCode: "" },
  ];
  expect(vatCodes.read(list(codes), ADMINISTRATION)).toMatchObject({
    ok: true,
    value: {
      items: [
        { id: "H", rate: "0.21", country: "NL" },
        { id: "F", rate: "0.135", country: null },
      ],
    },
  });
  expect(
    paymentConditions.read(
      list([
        { id: 2, description: "14 days net" },
        { id: "IDEAL", description: "iDEAL" },
      ]),
      ADMINISTRATION,
    ),
  ).toMatchObject({
    ok: true,
    value: { items: [{ id: "2", name: "14 days net" }, { id: "IDEAL" }] },
  });
  expect(paymentConditions.pageAt(1).path).toBe("/v1/paymentconditions");
});
