/** A payout of more invoices than one run pays: the rest is handed in, and none is paid twice. */
import { expect, test } from "vitest";
import type { Due } from "../../../src/flows/payouts/payment-shares.ts";
import { GOES_ON, settleInvoices } from "../../../src/flows/payouts/settle-invoices.ts";
import type { FlowPorts, JournalEntry, WriteIntent } from "../../../src/flows/port.ts";
import { guid } from "../../support/guid.ts";
import { HEAD } from "./kit.ts";

function world(orders: number) {
  const remaining = new Map(Array.from({ length: orders }, (_, n) => [guid(n), "10.00"]));
  const journal: JournalEntry[] = [];
  const handed: string[] = [];
  const run = () => {
    const written: JournalEntry[] = [];
    const ports = {
      key: "payout:p1",
      administrationId: 1,
      eventTypes: [],
      journal: [...journal],
      settings: { payouts: { invoices: "settle" } },
      lists: { company: { currency: "SEK", country: "SE" } },
      now: () => Date.parse("2026-03-03T12:00:00Z"),
      note: () => undefined,
      settle: () => undefined,
      enqueue: (items: readonly { readonly type: string }[]) => {
        handed.push(...items.map(({ type }) => type));
        return Promise.resolve({ ok: true, value: undefined });
      },
      read: ({ path }: { readonly path: string }) => {
        const id = path.split("/").at(-1) ?? "";
        const body = {
          Id: id,
          CustomerId: id,
          CustomerIsPrivatePerson: false,
          IncludesVat: false,
          CurrencyCode: "SEK",
          TotalAmountInvoiceCurrency: 10,
          TotalVatAmountInvoiceCurrency: 2,
          RemainingAmountInvoiceCurrency: Number(remaining.get(id)),
        };
        return Promise.resolve({ ok: true, value: { status: 200, headers: {}, body } });
      },
      write: (intent: WriteIntent) => {
        expect([...journal, ...written].map(({ n }) => n)).not.toContain(intent.n);
        const { amount = "0", remaining: before = "0" } = intent.payment ?? {};
        remaining.set(intent.documentId ?? "", (Number(before) - Number(amount)).toFixed(2));
        written.push({ ...intent, state: "compared", refused: false, attempt: 1 } as JournalEntry);
        return Promise.resolve({ ok: true, value: { opId: 1, attempt: 1, answer: {} } });
      },
    } as unknown as FlowPorts;
    return { ports, end: () => void journal.push(...written) };
  };
  const dues = Array.from({ length: orders }, (_, n): Due => ({
    keys: [`order:${n}`],
    label: String(n),
    on: "invoice",
    account: 1580,
    amount: "10.00",
    documents: [{ id: guid(n), number: String(n) }],
  }));
  return { run, dues, journal, handed };
}

test("an order whose lines are taken off two accounts is paid on both, also by another run", async () => {
  const { run, dues, journal } = world(1);
  const parts = dues.flatMap((due) => [
    { ...due, amount: "6.00" },
    { ...due, account: 1581, amount: "4.00" },
  ]);
  const payments = [
    { account: 1580, bank: "cards", lines: 1, received: "6.00", paidBack: "0.00" },
    { account: 1581, bank: "ideal", lines: 1, received: "4.00", paidBack: "0.00" },
  ];
  // The first run dies behind its first payment.
  for (const these of [parts.slice(0, 1), parts]) {
    const { ports, end } = run();
    const done = await settleInvoices(ports, {
      head: HEAD,
      date: "2026-03-02",
      payments,
      dues: these,
    });
    expect(done.ok && done.value.attention).toBe(false);
    end();
  }
  expect(journal.map(({ payment }) => [payment?.bank, payment?.amount])).toEqual([
    ["cards", "6.00"],
    ["ideal", "4.00"],
  ]);
});

test("two hundred payments a run, until all are made", async () => {
  const { run, dues, journal, handed } = world(450);
  const payments = [
    { account: 1580, bank: "b", lines: 450, received: "4500.00", paidBack: "0.00" },
  ];
  const told: (readonly string[])[] = [];
  for (let runs = 0; runs < 4; runs += 1) {
    const { ports, end } = run();
    const done = await settleInvoices(ports, { head: HEAD, date: "2026-03-02", payments, dues });
    if (!done.ok) throw new Error(done.error.kind);
    told.push(done.value.reasons.map(({ code }) => code));
    end();
  }
  const all = ["payout-invoices-settled"];
  expect([told, handed]).toEqual([
    [[], [], all, all],
    [GOES_ON, GOES_ON],
  ]);
  expect(new Set(journal.map(({ documentId }) => documentId)).size).toBe(450);
  expect(journal).toHaveLength(450);
});
