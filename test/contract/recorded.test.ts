/**
 * Recorded answers of the real vendor are as published, and the client reads them. What takes
 * people's data out is tried on the sandbox's answers, which are read afterwards as before.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startEaccounting, type StartedEaccounting } from "../sandbox/eaccounting/index.ts";
import { Contract } from "./contract.ts";
import { READERS, type Recorded, unread } from "./readers.ts";
import { redacted } from "./redacted.ts";

const FOLDER = join(import.meta.dirname, "recorded");
const contract = new Contract();
let ledger: StartedEaccounting;

beforeAll(async () => {
  ledger = await startEaccounting();
});

afterAll(async () => {
  await ledger.close();
});

const faultsOf = (recorded: Recorded) => ({
  published: contract.answer(recorded.operation, recorded.status, recorded.body),
  unread: unread(recorded),
});

test("each recorded answer is as published, and read", () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".json"));
  const faults = files.map((file) => [
    file,
    faultsOf(JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as Recorded),
  ]);
  expect(faults).toEqual(files.map((file) => [file, { published: [], unread: null }]));
});

test("an answer without people's data is read as before", async () => {
  await ledger.control("POST", "/vouchers", { VoucherText: "Anna Andersson, order 4711" });
  const lists = Object.keys(READERS).filter((operation) => !operation.includes("{"));
  expect(lists.length).toBeGreaterThan(12);
  for (const operation of lists) {
    const { status, body } = await ledger.api("GET", operation.slice("GET ".length));
    expect(faultsOf({ operation, status, body: redacted(body) })).toEqual({
      published: [],
      unread: null,
    });
    expect(JSON.stringify(redacted(body))).not.toMatch(/Anna|Andersson|4711|Demo/);
  }
});

test("names, addresses and numbers are gone, and ids stay the same among themselves", () => {
  const id = "1b4f0c22-8a53-4c11-9d2f-0a6f8e1c7b10";
  const made = redacted({
    Id: id,
    Name: "Åsa Öberg",
    EmailAddress: "asa@example.com",
    CorporateIdentityNumber: "556677-8899",
    InvoiceCountryCode: "SE",
    Amount: 12.5,
    Price: "12.50",
    Created: "2026-11-01T10:00:00Z",
    Rows: [{ CustomerId: id.toUpperCase() }],
  });
  expect(made).toEqual({
    Id: "00000000-0000-4000-8000-000000000001",
    Name: "Xxx Xxxxx",
    EmailAddress: "xxx@xxxxxxx.xxx",
    CorporateIdentityNumber: "000000-0000",
    InvoiceCountryCode: "SE",
    Amount: 12.5,
    Price: "11.11",
    Created: "2026-11-01T10:00:00Z",
    Rows: [{ CustomerId: "00000000-0000-4000-8000-000000000001" }],
  });
});

test("an answer that the client can't read is told", () => {
  expect(unread({ operation: "GET /orders/{id}", status: 200, body: {} })).toContain("contract");
  expect(unread({ operation: "GET /nowhere", status: 200, body: {} })).toContain("no reader");
});
