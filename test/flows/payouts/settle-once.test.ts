/** What a payout pays on invoices and credits is paid once, and all of it. */
import { expect, test } from "vitest";
import { type Due, mergeDues } from "../../../src/flows/payouts/payment-shares.ts";
import { settleInvoices } from "../../../src/flows/payouts/settle-invoices.ts";
import type { FlowPorts, JournalEntry, Original, WriteIntent } from "../../../src/flows/port.ts";
import { HEAD } from "./kit.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const OTHER = "00000000-0000-4000-8000-000000000002";
const PAYMENTS = [{ account: 1580, bank: "b", lines: 2, received: "0.00", paidBack: "50.00" }];

/** A ledger of documents, by what remains of each; credits are below zero. */
function ledger(remaining: Readonly<Record<string, number>>, invoices = "settle") {
  const left = new Map(Object.entries(remaining));
  const journal: JournalEntry[] = [];
  const sent: { readonly marker: string | null; readonly reference: string }[] = [];
  let writes = 0;
  let diesBefore = Infinity;
  let refuses: number | null = null;
  let handed = 0;
  /** Keys that runs waited for. */
  const waits: string[] = [];
  /** What is known of sales. */
  const known: Record<string, Pick<Original, "credits" | "atWork">> = {};
  /** What somebody else pays in the moment before a payment of ours. */
  let meanwhile: (() => void) | null = null;
  const run = async (dues: readonly Due[]) => {
    const read = journal.map((entry) => ({ ...entry }));
    const ports = {
      key: "payout:p1",
      administrationId: 1,
      eventTypes: [],
      journal: read,
      settings: { payouts: { invoices } },
      lists: { company: { currency: "SEK", country: "SE" } },
      now: () => Date.parse("2026-03-03T12:00:00Z"),
      note: () => undefined,
      settle: () => undefined,
      enqueue: () => {
        handed += 1;
        return Promise.resolve({ ok: true, value: undefined });
      },
      lockOriginal: (key: string) =>
        Promise.resolve({ ok: true, value: known[key] ?? { credits: [] } }),
      waitFor: (key: string) => {
        waits.push(key);
        return Promise.resolve({ ok: true, value: {} });
      },
      read: ({ path }: { readonly path: string }) => {
        const id = path.split("/").at(-1) ?? "";
        const total = remaining[id] ?? 0;
        const body = {
          Id: id,
          CustomerId: id,
          CustomerIsPrivatePerson: false,
          IncludesVat: false,
          IsCreditInvoice: total < 0,
          CurrencyCode: "SEK",
          TotalAmountInvoiceCurrency: total,
          TotalVatAmountInvoiceCurrency: 0,
          RemainingAmountInvoiceCurrency: left.get(id),
        };
        return Promise.resolve({ ok: true, value: { status: 200, headers: {}, body } });
      },
      write: (
        intent: WriteIntent,
        request: { readonly body: { readonly Reference: string } },
      ): Promise<unknown> => {
        writes += 1;
        if (writes >= diesBefore) return Promise.reject(new Error("the runner died"));
        meanwhile?.();
        const known = journal.find(({ role, n }) => role === intent.role && n === intent.n);
        // As the journal does it: the row of an identity is continued, with its first marker.
        const entry = {
          ...intent,
          ...(known === undefined ? {} : { marker: known.marker }),
          state: refuses === writes ? "rejected" : "compared",
          refused: refuses === writes,
          attempt: 1,
        } as JournalEntry;
        if (known === undefined) journal.push(entry);
        else journal[journal.indexOf(known)] = entry;
        sent.push({ marker: entry.marker, reference: request.body.Reference });
        if (refuses === writes)
          return Promise.resolve({ ok: false, error: { kind: "rejected", code: "2000" } });
        const { amount = "0" } = intent.payment ?? {};
        const id = intent.documentId ?? "";
        left.set(id, Math.round(((left.get(id) ?? 0) - Number(amount)) * 100) / 100);
        return Promise.resolve({ ok: true, value: { opId: 1, attempt: 1, answer: {} } });
      },
    } as unknown as FlowPorts;
    const done = await settleInvoices(ports, {
      head: HEAD,
      date: "2026-03-02",
      payments: PAYMENTS,
      dues: mergeDues(dues),
    });
    if (!done.ok) throw new Error(done.error.kind);
    return done.value;
  };
  return {
    left,
    journal,
    sent,
    run,
    known,
    waits,
    handed: () => handed,
    die: (at: number) => void (diesBefore = at),
    refuse: (at: number) => void (refuses = at),
    before: (act: () => void) => void (meanwhile = act),
  };
}

const due = (key: string, amount: string, more: Partial<Due> = {}): Due => ({
  keys: [key],
  label: key,
  on: "credit",
  account: 1580,
  amount,
  documents: [{ id: ID, number: "7" }],
  ...more,
});

test("two refunds by the sale's number and by its credit's own: all of it is paid back, whatever dies between", async () => {
  // Two credits of order A; the first is booked for a credit order B, which another line names.
  const both = [
    { id: ID, number: "7" },
    { id: OTHER, number: "8" },
  ];
  const dues = [due("order:A", "30.00", { documents: both }), due("order:B", "20.00")];
  const whole = ledger({ [ID]: -20, [OTHER]: -30 });
  await whole.run(dues);
  expect([...whole.left.values()]).toEqual([0, 0]);

  const broken = ledger({ [ID]: -20, [OTHER]: -30 });
  broken.die(2);
  await expect(broken.run(dues)).rejects.toThrow("died");
  expect([...broken.left.values()]).toEqual([0, -30]);
  broken.die(Infinity);
  const { attention } = await broken.run(dues);
  expect({ left: [...broken.left.values()], attention }).toEqual({
    left: [0, 0],
    attention: false,
  });
});

test("somebody else pays in the same second and the ledger takes both (E55): a person is told", async () => {
  const one = ledger({ [ID]: 100 });
  one.before(() => one.left.set(ID, 0));
  const { attention, reasons } = await one.run([due("order:A", "100.00", { on: "invoice" })]);
  expect(one.left.get(ID)).toBe(-100);
  expect({ attention, codes: reasons.map(({ code }) => code) }).toEqual({
    attention: true,
    codes: ["invoice-overpaid"],
  });
});

test("a payment after one that was refused has a place of its own in the journal", async () => {
  const one = ledger({ [ID]: 100, [OTHER]: 50 });
  one.refuse(1);
  await one.run([
    due("1001", "100.00", { on: "invoice" }),
    due("1002", "50.00", { on: "invoice", documents: [{ id: OTHER, number: "8" }] }),
  ]);
  // The marker of the journal is what a person is told to look for; the ledger has the reference.
  for (const { marker, reference } of one.sent) expect(marker).toBe(reference);
  expect(one.journal).toHaveLength(2);
});

test("what somebody else had paid isn't said to be paid by this payout", async () => {
  const one = ledger({ [ID]: 100, [OTHER]: 50 }, "settle-open");
  one.left.set(ID, 0);
  const { reasons } = await one.run([
    due("1001", "100.00", { on: "invoice" }),
    due("1002", "50.00", { on: "invoice", documents: [{ id: OTHER, number: "8" }] }),
  ]);
  // "Orders whose invoices or credits are paid by this payout: 1, 50.00 in all."
  expect(reasons).toMatchObject([
    { code: "payout-invoices-settled", params: { count: 1, amount: "50.00" } },
  ]);
});

const CREDITS = [
  { id: ID, number: "7" },
  { id: OTHER, number: "8" },
];
const of = (id: string, said: string, byPayouts = "0.00") => ({
  id,
  number: null,
  said,
  byOrder: "0.00",
  byPayouts,
});

test("a refund goes back on the credit whose order says just that, although another one has room", async () => {
  const one = ledger({ [ID]: -25, [OTHER]: -40 });
  one.known["order:A"] = { credits: [of(ID, "0.00"), of(OTHER, "15.90")] };
  await one.run([due("order:A", "15.90", { documents: CREDITS })]);
  expect([...one.left.values()]).toEqual([-25, -24.1]);
});

test("it waits while a credit order of the sale is at work, and pays nothing before", async () => {
  const one = ledger({ [ID]: -25 });
  one.known["order:A"] = { credits: [of(ID, "0.00")], atWork: ["order:B"] };
  const { reasons, attention } = await one.run([due("order:A", "15.90")]);
  expect([one.sent, one.waits, reasons, attention]).toEqual([[], ["order:B"], [], false]);
});

test("a credit that came since the lines were put together is for the next run", async () => {
  const one = ledger({ [ID]: -25, [OTHER]: -15.9 });
  one.known["order:A"] = { credits: [of(ID, "0.00"), of(OTHER, "15.90")] };
  await one.run([due("order:A", "15.90")]);
  expect([one.sent, one.handed()]).toEqual([[], 1]);
  await one.run([due("order:A", "15.90", { documents: CREDITS })]);
  expect([[...one.left.values()], one.handed()]).toEqual([[-25, 0], 1]);
  // All is paid: nothing is locked or read again.
  one.known["order:A"] = { atWork: ["order:C"] };
  await one.run([due("order:A", "15.90", { documents: CREDITS })]);
  expect([one.sent.length, one.waits]).toEqual([1, []]);
});
