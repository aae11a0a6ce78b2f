/** A payout whose voucher isn't as planned, and the invoices that it was to pay. */
import { expect, test } from "vitest";
import { markerCode, markerText } from "../../src/domain/orders/marker.ts";
import type { DocumentRecord, FlowPorts, JournalEntry, WriteIntent } from "../../src/flows/port.ts";
import { runPayout } from "../../src/sync/run/payout.ts";
import { HEAD } from "../flows/payouts/kit.ts";

const ID = "00000000-0000-4000-8000-000000000001";
const VOUCHER = "00000000-0000-4000-8000-00000000000a";
const ROWS = [
  { role: "bank", account: 1930, debit: "100.00", credit: "0.00", of: "" },
  { role: "clearing", account: 1580, debit: "0.00", credit: "100.00", of: "" },
] as const;

/** A payout that pays an invoice, and a ledger whose only voucher has this text. */
function room(text: string) {
  const paid: string[] = [];
  const documents: DocumentRecord[] = [];
  const journal: JournalEntry[] = [];
  const plan = {
    kind: "voucher",
    date: HEAD.day,
    rows: ROWS,
    payments: [{ account: 1580, bank: "b", lines: 1, received: "100.00", paidBack: "0.00" }],
  };
  const answers = {
    plan: { kind: "plan", head: HEAD, amount: "100.00", plan, mark: "m", approved: "m" },
    dues: {
      kind: "dues",
      dues: [
        {
          key: "order:1",
          label: "1001",
          on: "invoice",
          account: 1580,
          amount: "100.00",
          documents: [{ id: ID, number: "7" }],
        },
      ],
      next: null,
    },
    claim: { kind: "claimed" },
    settled: { kind: "noted" },
  };
  const session = {
    ref: {},
    halt: () => {
      throw new Error("halted");
    },
    object: {
      runs: {
        payout: (_: unknown, { ask }: { readonly ask: keyof typeof answers }) =>
          Promise.resolve(answers[ask]),
      },
    },
  } as never;
  // As eAccounting does where the account's own cost centre is added by itself.
  const voucher = {
    Id: VOUCHER,
    NumberAndNumberSeries: "A1",
    VoucherDate: HEAD.day,
    VoucherText: text,
    Rows: ROWS.map(({ account, debit, credit }) => ({
      AccountNumber: account,
      DebitAmount: Number(debit),
      CreditAmount: Number(credit),
      ...(account === 1930 ? { CostCenterItemId1: ID } : {}),
    })),
  };
  const run = (eventTypes: readonly string[]) => {
    const ports = {
      key: "payout:p1",
      administrationId: 1,
      eventTypes,
      journal: [...journal],
      documents: [...documents],
      journalBornAt: 0,
      memory: {},
      settings: { trial: false, payouts: { invoices: "settle", series: "" } },
      lists: { company: { currency: "SEK", country: "SE" } },
      now: () => Date.parse("2026-03-03T12:00:00Z"),
      note: () => undefined,
      remembered: () => null,
      remember: () => undefined,
      saveLists: () => undefined,
      saveDocument: () => undefined,
      settle: ({ document }: { readonly document?: DocumentRecord | null }) => {
        if (document != null) documents.push(document);
      },
      read: () =>
        Promise.resolve({
          ok: true,
          value: {
            status: 200,
            headers: {},
            body: {
              Id: ID,
              CustomerId: ID,
              CustomerIsPrivatePerson: false,
              IncludesVat: false,
              CurrencyCode: "SEK",
              TotalAmountInvoiceCurrency: 100,
              TotalVatAmountInvoiceCurrency: 0,
              RemainingAmountInvoiceCurrency: paid.length > 0 ? 0 : 100,
            },
          },
        }),
      lookUp: () =>
        Promise.resolve({
          ok: true,
          value: {
            status: 200,
            headers: {},
            body: {
              Data: [voucher],
              Meta: {
                CurrentPage: 1,
                PageSize: 50,
                TotalNumberOfPages: 1,
                TotalNumberOfResults: 1,
              },
            },
          },
        }),
      write: (intent: WriteIntent) => {
        if (intent.role === "payout-payment") paid.push(intent.documentId ?? "");
        return Promise.resolve({
          ok: true,
          value: {
            opId: 1,
            attempt: 1,
            answer: {
              status: 200,
              headers: {},
              body: voucher,
            },
          },
        });
      },
    } as unknown as FlowPorts;
    return runPayout(ports, session);
  };
  return { run, paid, documents };
}

test("a voucher that the ledger books otherwise: its invoices are paid, or a person is told that they aren't", async () => {
  const { run, paid } = room("po_1");
  const first = await run([]);
  if (!first.ok) throw new Error(JSON.stringify(first.error));
  const codes = first.value.reasons.map(({ code }) => code);
  expect(first.value.outcome).toBe("needs-attention");
  expect(codes).toContain("voucher-differs");
  // Clearing was credited with 100.00, the invoice is open, and nothing says so: "correct what is
  // wrong with a manual voucher, then skip this" leaves it so for good.
  expect({ paid, told: codes.some((code) => code !== "voucher-differs") }).not.toEqual({
    paid: [],
    told: false,
  });
});

test("a voucher that an earlier journal booked holds the payout: nothing is sent, and no invoice is paid", async () => {
  const code = await markerCode({
    administrationId: 1,
    orderId: "payout:p1",
    role: "payout",
    n: 1,
  });
  const { run, paid, documents } = room(markerText("po_1", "po_1", code));
  // Nor where a person says that it is the payout's: what was paid of it nobody knows here.
  for (const types of [[], ["payout-takes-found"]]) {
    const ended = await run(types);
    if (!ended.ok) throw new Error(JSON.stringify(ended.error));
    const { outcome, reasons } = ended.value;
    expect([outcome, reasons.map((one) => one.code)]).toEqual(["held", ["payout-booked-before"]]);
    expect([paid, documents]).toEqual([[], []]);
  }
});
