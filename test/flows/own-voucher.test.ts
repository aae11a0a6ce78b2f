/**
 * A voucher of a job's own that the ledger booked otherwise than it was sent: it stays a person's,
 * however often it is tried again, until the ledger has what was planned.
 */
import { describe, expect, test } from "vitest";
import type { VendorAnswer, VendorRequest } from "../../src/domain/vendors/request.ts";
import { ok } from "../../src/domain/result.ts";
import { bookDay } from "../../src/flows/days/book.ts";
import { bookPayout } from "../../src/flows/payouts/book.ts";
import type { DocumentRecord, FlowPorts, JournalEntry, WriteIntent } from "../../src/flows/port.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import { NOW } from "../support/tenant-in-node.ts";

type Row = {
  readonly account: number;
  readonly debit: string;
  readonly credit: string;
  readonly of: string;
};
const row = (account: number, debit: string, credit: string): Row => ({
  account,
  debit,
  credit,
  of: "",
});
const ROWS = [row(1930, "97.00", "0.00"), row(6570, "3.00", "0.00"), row(1580, "0.00", "100.00")];
const DAY = "2026-03-02";
const CODE = "33333333-3333-4333-8333-333333333333";
const COST_CENTRE = "22222222-2222-4222-8222-222222222222";

const HEAD = {
  provider: "mollie",
  account: "a",
  payout: "po_1",
  currency: "EUR",
  day: DAY,
  stated: null,
} as const;

const PAYOUT = {
  head: HEAD,
  date: DAY,
  rows: ROWS.map((one) => ({ ...one, role: "bank" as const })),
};

const FLOWS = {
  payout: (ports: FlowPorts) => bookPayout(ports, PAYOUT),
  day: async (ports: FlowPorts) => {
    const booked = await bookDay(ports, { id: `${DAY}-1`, day: DAY, members: 2, rows: ROWS });
    return booked.ok ? ok(booked.value.end) : booked;
  },
};

/** A ledger that books these rows, whatever it is sent, and shows them in its list. */
function ledger(books: {
  rows: readonly Row[];
  date: string;
  dimensions?: object;
  codes?: object;
}) {
  let text = "";
  const body = () => ({
    Id: "11111111-1111-4111-8111-111111111111",
    NumberAndNumberSeries: "A1",
    VoucherDate: books.date,
    VoucherText: text,
    VoucherType: 2,
    CreatedUtc: `${DAY}T10:00:00Z`,
    Rows: books.rows.map(({ account, debit, credit }) => ({
      AccountNumber: account,
      DebitAmount: Number(debit),
      CreditAmount: Number(credit),
      ...books.dimensions,
      VatCodeId: { "6570": CODE, ...books.codes }[account] ?? null,
    })),
  });
  const answer = (said: unknown): VendorAnswer =>
    ({ status: 200, isJson: true, headers: {}, body: said }) as unknown as VendorAnswer;
  const documents: DocumentRecord[] = [];
  const journal: JournalEntry[] = [];
  const sent: WriteIntent[] = [];
  const keep = (one: DocumentRecord): void => void documents.splice(0, 1, one);
  const ports = {
    key: "day:1",
    administrationId: 7,
    documents,
    journal,
    memory: {},
    eventTypes: [],
    journalBornAt: NOW,
    now: () => NOW,
    settings: defaultSettings(),
    lists: {
      company: { country: "SE", lockedTo: null },
      fiscalYears: [{ id: "2026", start: "2026-01-01", end: "2026-12-31" }],
      accounts: {
        "2026/1930": { vat: null },
        "2026/6570": { vat: CODE },
        "2026/1580": { vat: null },
      },
    },
    note: () => undefined,
    remember: () => undefined,
    saveDocument: keep,
    saveLists: () => undefined,
    lookUp: async ({ path }: VendorRequest) =>
      ok(
        path.startsWith("/accounts/")
          ? answer({ VatCodeId: path.endsWith("/6570") ? CODE : null })
          : answer({
              Meta: {
                CurrentPage: 1,
                TotalNumberOfPages: 1,
                TotalNumberOfResults: text === "" ? 0 : 1,
              },
              Data: text === "" ? [] : [body()],
            }),
      ),
    write: async (intent: WriteIntent) => {
      sent.push(intent);
      text = intent.marker ?? "";
      return ok({ answer: answer(body()), intent });
    },
    settle: ({ document }: { readonly document?: DocumentRecord }) => {
      if (document !== undefined) keep(document);
    },
  } as unknown as FlowPorts;
  return { ports, books, documents, sent };
}

const endOf = async (ports: FlowPorts, flow: keyof typeof FLOWS) => {
  const ended = await FLOWS[flow](ports);
  if (!ended.ok) throw new Error(JSON.stringify(ended.error));
  return [ended.value.outcome, ...ended.value.reasons.map(({ code }) => code)];
};

const OTHERWISE = {
  "with another amount": { rows: [row(1930, "96.00", "0.00"), row(6570, "4.00", "0.00")] },
  "on another day": { date: "2026-03-03" },
  "with a cost centre": { dimensions: { CostCenterItemId1: COST_CENTRE } },
  "without a VAT code": { codes: { "6570": null } },
  "with another VAT code": { codes: { "6570": COST_CENTRE } },
  "with a VAT code on an account without": { codes: { "1580": CODE } },
} as const;

/** What each is told by. */
const codeOf = (how: string): string =>
  how.includes("VAT") ? "voucher-vat-code" : "voucher-differs";

describe.each(Object.keys(FLOWS) as (keyof typeof FLOWS)[])("the voucher of a %s", (flow) => {
  test("that is as it was planned is booked, and stays so", async () => {
    const { ports } = ledger({ rows: ROWS, date: DAY });
    expect(await endOf(ports, flow)).toEqual(["booked", `${flow}-booked`]);
    expect(await endOf(ports, flow)).toEqual(["booked", `${flow}-booked`]);
  });

  test.each(Object.entries(OTHERWISE))("that the ledger booked %s", async (how, other) => {
    const { ports, books } = ledger({ rows: ROWS, date: DAY, ...other });
    const first = await endOf(ports, flow);
    expect(first.slice(0, 2)).toEqual(["needs-attention", codeOf(how)]);
    // Tried again it is read again: nothing has changed.
    expect((await endOf(ports, flow)).slice(0, 2)).toEqual(["needs-attention", codeOf(how)]);
    Object.assign(books, { rows: ROWS, date: DAY, dimensions: {}, codes: {} });
    expect(await endOf(ports, flow)).toEqual(["booked", `${flow}-booked`]);
  });

  test.each(["knows its document", "knows of its answer alone"])(
    "that was booked by a run which ended as it read VAT codes, and %s, isn't booked again",
    async (how) => {
      const { ports, documents, sent } = ledger({
        rows: ROWS,
        date: DAY,
        ...OTHERWISE["with another VAT code"],
      });
      let dies = true;
      const dying = {
        ...ports,
        write: async (intent: WriteIntent, request: VendorRequest) => {
          const { role, kind, n, markerCode } = intent;
          (ports.journal as Partial<JournalEntry>[]).push({
            id: 1,
            key: ports.key,
            role,
            kind,
            n,
            markerCode,
            state: "done",
            refused: false,
            attempt: 1,
            sentAt: NOW,
          });
          return ports.write(intent, request);
        },
        lookUp: async (request: VendorRequest) => {
          if (dies && sent.length > 0) throw new Error("dead");
          return ports.lookUp(request);
        },
      } as unknown as FlowPorts;
      await expect(endOf(dying, flow)).rejects.toThrow("dead");
      dies = false;
      expect(documents).toHaveLength(1);
      if (how === "knows of its answer alone") documents.splice(0);
      const again = await endOf(dying, flow);
      expect(again.slice(0, 2)).toEqual(["needs-attention", "voucher-vat-code"]);
      expect(sent).toHaveLength(1);
    },
  );

  test("that a journal which began anew finds in the ledger isn't booked again", async () => {
    const { ports, documents, sent } = ledger({ rows: ROWS, date: DAY });
    expect(await endOf(ports, flow)).toEqual(["booked", `${flow}-booked`]);
    documents.splice(0);
    expect(await endOf(ports, flow)).toEqual(["held", `${flow}-booked-before`]);
    expect(sent).toHaveLength(1);
  });
});

test("a payout's that a person says is its own is compared, and not sent", async () => {
  const { ports, books, documents, sent } = ledger({ rows: ROWS, date: DAY });
  expect(await endOf(ports, "payout")).toEqual(["booked", "payout-booked"]);
  documents.splice(0);
  Object.assign(books, OTHERWISE["with another amount"]);
  const taken = await bookPayout(ports, PAYOUT, true);
  if (!taken.ok) throw new Error(JSON.stringify(taken.error));
  expect(taken.value.outcome).toBe("needs-attention");
  // It is the payout's by now, and tried again it is read again.
  Object.assign(books, { rows: ROWS });
  expect(await endOf(ports, "payout")).toEqual(["booked", "payout-booked"]);
  expect([sent.length, documents.map(({ number }) => number)]).toEqual([1, ["A1"]]);
});
