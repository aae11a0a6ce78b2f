/** Bank accounts: what they must be like, and what they show of payments. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bankAccountId, invoiceBody, paymentBody, startFrozen, outcome } from "./fixtures.ts";
import type { JsonObject } from "./json.ts";
import { textOf } from "../kit/text.ts";
import type { StartedEaccounting } from "./start.ts";

let ledger: StartedEaccounting;
beforeAll(async () => {
  ledger = await startFrozen();
});
afterAll(() => ledger.close());
beforeEach(() => ledger.control("POST", "/reset", { keep: ["clock"] }));

const bank = (number: number) => bankAccountId(ledger, number);
const invoice = async (more: JsonObject = {}) =>
  textOf((await ledger.api("POST", "/customerinvoices", invoiceBody(ledger, more))).body["Id"]);
const pay = (id: string, more: JsonObject = {}) =>
  ledger.api("POST", `/customerinvoices/${id}/payments`, paymentBody(ledger, more));

describe("bank accounts", () => {
  test("need ea:purchase, and show what is booked on them", async () => {
    expect(
      outcome(
        await ledger.api("GET", "/bankaccounts", undefined, {
          scope: "ea:api ea:sales ea:accounting",
        }),
      ),
    ).toEqual([403, 4006]);
    await pay(await invoice());
    const { Data } = (await ledger.api("GET", "/bankaccounts?$orderby=LedgerAccountNumber"))
      .body as { Data?: JsonObject[] };
    expect(
      Data?.map((one) => [
        one["LedgerAccountNumber"],
        one["BankAccountTypeDescription"],
        one["CurrencyCode"],
        (one["Balance"] as JsonObject)["Balance"],
      ]),
    ).toEqual([
      [1580, "Digital plånbok", "SEK", 0],
      [1910, "Kassa", "SEK", 0],
      [1930, "Checkkonto", "SEK", 125],
      [1934, "Valutakonto", "EUR", 0],
      [2421, "Kassa", "SEK", 0],
    ]);
  });

  test("have a ledger account of their own, a bank unless cash, and stay once used", async () => {
    const body = { BankAccountType: 2, Name: "Till 2", LedgerAccountNumber: 1940, IsActive: true };
    expect(
      outcome(await ledger.api("POST", "/bankaccounts", { ...body, LedgerAccountNumber: 9999 })),
    ).toEqual([400, 3002]);
    expect(
      outcome(await ledger.api("POST", "/bankaccounts", { ...body, LedgerAccountNumber: 1930 })),
    ).toEqual([400, 2000]);
    expect(
      outcome(await ledger.api("POST", "/bankaccounts", { ...body, BankAccountType: 1 })),
    ).toEqual([400, 2000]);
    const made = await ledger.api("POST", "/bankaccounts", body);
    expect(made.status).toBe(201);
    expect((await ledger.api("DELETE", `/bankaccounts/${textOf(made.body["Id"])}`)).status).toBe(
      200,
    );
    await pay(await invoice());
    expect(outcome(await ledger.api("DELETE", `/bankaccounts/${bank(1930)}`))).toEqual([400, 4001]);
  });

  test("that are put away take no payment", async () => {
    const { body } = await ledger.api("GET", `/bankaccounts/${bank(1930)}`);
    await ledger.api("PUT", `/bankaccounts/${bank(1930)}`, { ...body, IsActive: false });
    expect(outcome(await pay(await invoice()))).toEqual([400, 2000]);
  });
});
