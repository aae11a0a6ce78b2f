/**
 * The vendor's published document as the tests' own witness: it sees what isn't so, and has every
 * operation that the product calls.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PUBLISHED, publishedTypes } from "../../scripts/vendor-types.ts";
import type {
  CustomerApi,
  CustomerInvoiceDraftApi,
  OrderApi,
  VoucherApi,
} from "../../src/eaccounting/published.ts";
import { Contract } from "./contract.ts";
import { changesBetween, folded, OPERATIONS, picked } from "./picked.ts";

const CLIENT = join(import.meta.dirname, "../../src/eaccounting");
const contract = new Contract();
const row = { AccountNumber: 1930, DebitAmount: 10, CreditAmount: 0 };
const voucher = { VoucherDate: "2026-11-01", VoucherText: "1001", Rows: [row] };

test("a request as published has no fault", () => {
  expect(contract.request("POST /vouchers", {}, voucher)).toEqual([]);
  expect(contract.request("POST /vouchers", { useDefaultVoucherSeries: "false" }, voucher)).toEqual(
    [],
  );
});

test.each<[string, Record<string, string>, unknown, RegExp]>([
  ["a figure as text", {}, { ...voucher, Rows: [{ ...row, DebitAmount: "10" }] }, /DebitAmount/],
  ["a field that isn't there", {}, { ...voucher, Text: "1001" }, /additionalProperty.*Text/],
  ["one that must be there", {}, { VoucherDate: "2026-11-01", Rows: [row] }, /VoucherText/],
  ["a text that is too long", {}, { ...voucher, VoucherText: "x".repeat(1001) }, /1000/],
  ["null for a text", {}, { ...voucher, VoucherText: null }, /VoucherText/],
  ["a parameter of no such name", { useDefaultSeries: "false" }, voucher, /useDefaultSeries/],
])("%s is a fault of a request", (_, query, body, said) => {
  expect(contract.request("POST /vouchers", query, body).join()).toMatch(said);
});

test("an answer of another type or status is a fault; what the vendor added isn't", () => {
  const answer = (status: number, body: unknown) => contract.answer("POST /vouchers", status, body);
  expect(answer(201, { ...voucher, Added: 1, NumberSeries: null })).toEqual([]);
  expect(answer(201, { ...voucher, Rows: {} }).join()).toContain("/Rows");
  expect(answer(202, voucher)).toEqual(["status 202"]);
});

test("every address that the client calls is in the document", () => {
  // Sign-in has addresses of its own host, which the document doesn't describe.
  const files = readdirSync(CLIENT, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && name !== "oauth.ts",
  );
  const called = files.flatMap((file) =>
    [...readFileSync(join(CLIENT, file), "utf8").matchAll(/"(\/[a-z]+(?:\/[\w{}]+)*)"/g)].map(
      ([, path = ""]) => folded(path),
    ),
  );
  const known = new Set(OPERATIONS.map((operation) => folded(operation.split(" ")[1] ?? "")));
  expect(called.length).toBeGreaterThan(30);
  expect([...new Set(called)].filter((path) => !known.has(path))).toEqual([]);
});

test("what the vendor changes is told by its place, before and after", () => {
  const schema = (type: string) => ({ schemas: { A: { properties: { Amount: { type } } } } });
  expect(changesBetween(schema("number"), schema("number"))).toEqual([]);
  expect(changesBetween(schema("number"), schema("string"))).toEqual([
    '/schemas/A/properties/Amount/type: "number" became "string"',
  ]);
  expect(changesBetween({}, { added: 1 })).toEqual(["/added: nothing became 1"]);
});

test("a document without one of the operations is refused", () => {
  expect(() => picked({ paths: {}, components: { schemas: {} } })).toThrow(/GET \/account/);
});

test("the types of bodies are those of the document, and another field doesn't compile", () => {
  expect(readFileSync(PUBLISHED, "utf8")).toBe(publishedTypes());
  // @ts-expect-error no field is called so
  const misspelt: OrderApi = { OurRefrence: "1001" };
  // @ts-expect-error a customer's neither
  const misspeltToo: CustomerApi = { InvoiceCountry: "SE" };
  // @ts-expect-error it is a number
  const otherKind: VoucherApi = { Rows: [{ AccountNumber: "3001" }] };
  // @ts-expect-error the ledger works it out
  const computed: CustomerInvoiceDraftApi = { TotalAmount: 1 };
  expect([misspelt, misspeltToo, otherKind, computed]).toHaveLength(4);
});
