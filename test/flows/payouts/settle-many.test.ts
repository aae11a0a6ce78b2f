/** A payout of ten thousand invoices: no run of it is long. */
import { expect, test } from "vitest";
import {
  checkedSoFar,
  lookAtInvoices,
  settleInvoices,
} from "../../../src/flows/payouts/settle-invoices.ts";
import { guid } from "../../support/guid.ts";

const MANY = 10_000;
test("what it has paid is read once, however much it is", async () => {
  let looks = 0;
  const journal = Array.from({ length: MANY }, (_, n) => ({
    get role() {
      looks += 1;
      return "payout-payment";
    },
    kind: "payment.create",
    n: n + 1,
    state: "compared",
    refused: false,
    attempt: 1,
    documentId: guid(n),
    payment: { amount: "10.00", remaining: "10.00", bank: "b" },
  }));
  const dues = Array.from({ length: MANY }, (_, n) => ({
    keys: [`order:${n}`],
    label: String(n),
    on: "invoice",
    account: 1580,
    amount: "10.00",
    documents: [{ id: guid(n), number: String(n) }],
  }));
  const ports = { key: "payout:p1", journal, eventTypes: [], settings: { trial: false } } as never;
  const payout = {
    head: {},
    date: "2026-03-02",
    payments: [{ account: 1580, bank: "b" }],
    dues,
  } as never;
  expect(await settleInvoices(ports, payout)).toMatchObject({
    ok: true,
    value: { reasons: [{ params: { count: MANY, amount: "100000.00" } }] },
  });
  expect(looks).toBe(MANY);
});

test("they are looked at five hundred a run, until one can't be paid", async () => {
  const read: string[] = [];
  const dues = Array.from({ length: 1_200 }, (_, n) => ({
    keys: [`order:${n}`],
    label: String(n),
    on: "invoice",
    account: 1580,
    amount: "10.00",
    documents: [{ id: guid(n), number: String(n) }],
  }));
  let left = 10;
  const ports = {
    settings: { payouts: { invoices: "settle" } },
    lists: { company: { currency: "SEK", country: "SE" } },
    now: () => Date.parse("2026-03-03T12:00:00Z"),
    read: ({ path }: { readonly path: string }) => {
      const Id = path.split("/").at(-1) ?? "";
      read.push(Id);
      const body = {
        Id,
        CustomerId: Id,
        CustomerIsPrivatePerson: false,
        IncludesVat: false,
        CurrencyCode: "SEK",
        TotalAmountInvoiceCurrency: 10,
        TotalVatAmountInvoiceCurrency: 0,
        RemainingAmountInvoiceCurrency: left,
      };
      return Promise.resolve({ ok: true, value: { status: 200, headers: {}, body } });
    },
  } as never;
  const payout = { head: {}, date: "2026-03-02", payments: [], dues } as never;
  const look = (from: number) => lookAtInvoices(ports, payout, from);
  expect(await look(0)).toEqual({ ok: true, value: { reasons: [], next: 500 } });
  expect(read).toEqual(dues.slice(0, 500).map((_, n) => guid(n)));
  expect(await look(1_000)).toEqual({ ok: true, value: { reasons: [], next: null } });
  expect(read).toHaveLength(700);
  left = 5;
  const held = await look(500);
  expect(held).toMatchObject({
    value: { reasons: Array(10).fill({ code: "payout-invoice-differs" }), next: null },
  });
});

test("what is said meanwhile counts orders: not what is due of them, nor what is looked at together", () => {
  // Each order has a sale and a refund of the same invoice on one account, and so has one fee.
  const dues = Array.from({ length: 600 }, (_, n) =>
    ["invoice", "credit"].map((on) => ({
      keys: n < 2 ? ["order:0", "order:1"] : [`order:${n}`],
      label: String(n),
      on,
      account: 1580,
      amount: "10.00",
      documents: [{ id: guid(n), number: String(n) }],
    })),
  ).flat();
  expect(checkedSoFar({ dues } as never, 500)).toMatchObject({ params: { count: 500, of: 600 } });
});
