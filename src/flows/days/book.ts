/**
 * Books the voucher of a day that is closed, once. Looked for by its marker before anything is sent
 * again, and before the first time as well: a journal that began anew must not book a day twice.
 * One that is found is held against its rows, and one that isn't is a person's.
 */
import type { DayRow } from "../../domain/day-book.ts";
import type { Failure } from "../../domain/failure.ts";
import { carriesMarker, markerCode, markerText } from "../../domain/marker.ts";
import { amount, dec, type Decimal } from "../../domain/money.ts";
import { type Reason, reason } from "../../domain/reasons.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { cut } from "../../domain/text.ts";
import type { AnsweredVoucher, AnsweredVoucherRow, BookableVoucher } from "../../domain/voucher.ts";
import { localDay, zoneOfCountry } from "../../domain/zoned-time.ts";
import { findDocuments } from "../../eaccounting/documents.ts";
import {
  createVoucher,
  findVouchers,
  readWrittenVoucher,
  ROW_TEXT_MAX,
  VOUCHER_TEXT_MAX,
} from "../../eaccounting/vouchers.ts";
import { type BookingDay, bookingDay, booksClosed } from "../booking-day.ts";
import { loadLookups } from "../ledger-lookups.ts";
import type {
  ClockPort,
  DocumentRecord,
  DoubtHit,
  FlowEnd,
  FlowPorts,
  JournalEntry,
  RunFacts,
  VendorPort,
  WriteIntent,
} from "../port.ts";
import { keyed, settlement } from "../settlement.ts";

/** A day that is closed: nothing of it changes any more. */
export type ClosedDay = {
  /** `2026-11-28-1`. */
  readonly id: string;
  readonly day: string;
  readonly members: number;
  readonly rows: readonly DayRow[];
};

const ROLE = "day-voucher";
const HOUR_MS = 3_600_000;

export async function bookDay(
  ports: FlowPorts,
  closed: ClosedDay,
): Promise<Result<FlowEnd, Failure>> {
  const known = ports.documents.find(({ role, state }) => role === ROLE && state === "live");
  if (known !== undefined) return booked(ports, closed, known);
  const attempts = ports.journal.filter(({ role, kind }) => role === ROLE && kind === KIND);
  for (const entry of attempts.filter(isLeft)) {
    // Closed without an answer: somebody was asked about it, and pressed on.
    const found = await findDoubtfulDay(ports, entry);
    if (!found.ok) return found;
    if (found.value?.document == null) continue;
    const { key: _, ...document } = found.value.document;
    ports.saveDocument(document);
    return booked(ports, closed, document);
  }
  const open = attempts.findLast((entry) => entry.state === "planned" || entry.refused);
  const n = open?.n ?? Math.max(0, ...attempts.map((entry) => entry.n)) + 1;
  const code = await codeOf(ports, n);
  if (attempts.length === 0) {
    const there = await findVouchers(ports.lookUp, search(ports, code, Date.parse(closed.day)));
    if (!there.ok) return there;
    const [stranger] = there.value;
    if (stranger !== undefined)
      return ok(
        end(closed, "held", [
          reason("day-booked-before", { day: closed.day, number: stranger.number }),
        ]),
      );
  }
  const first = await send(ports, closed, n, code);
  if (first.ok || !booksClosed(first.error)) return first;
  // What is known of the books is old: read anew, which holds the day or moves it to an open one.
  const lookups = await loadLookups(ports);
  if (!lookups.ok) return lookups;
  const second = await send({ ...ports, lookups: lookups.value }, closed, n, code);
  return second.ok || !booksClosed(second.error)
    ? second
    : ok(end(closed, "held", [reason("period-closed", { date: null, why: "refused" })]));
}

const KIND = "day-voucher.create";

const isLeft = ({ state, refused, attempt }: JournalEntry): boolean =>
  state === "rejected" && !refused && attempt > 0;

const codeOf = (
  { administrationId, key }: Pick<RunFacts, "administrationId" | "key">,
  n: number,
): Promise<string> => markerCode({ administrationId, orderId: key, role: ROLE, n });

async function send(
  ports: FlowPorts,
  closed: ClosedDay,
  n: number,
  code: string,
): Promise<Result<FlowEnd, Failure>> {
  const date = dayOf(ports, closed);
  if ("closed" in date) return ok(end(closed, "held", [date.closed]));
  const marker = markerText(closed.id, closed.id, code);
  const voucher = voucherOf(ports, closed, marker, date.day);
  const intent: WriteIntent = {
    key: ports.key,
    role: ROLE,
    n,
    kind: KIND,
    marker,
    markerCode: code,
    markerField: "VoucherText",
    documentId: null,
  };
  ports.note("plan", "day", voucher);
  if (ports.settings.trial) {
    ports.rehearse(intent, createVoucher(voucher));
    return ok(end(closed, "held", [reason("trial-mode", { write: KIND })]));
  }
  const written = await ports.write(intent, createVoucher(voucher));
  if (!written.ok) return written;
  const read = readWrittenVoucher(written.value.answer);
  if (!read.ok) {
    ports.settle({ ...settlement(written.value, "in-doubt"), failure: read.error });
    return err(read.error);
  }
  const differs = compare({ date: date.day, rows: closed.rows }, read.value);
  ports.note("comparison", differs.length === 0 ? "equal" : "differs", { voucher, differs });
  ports.settle(
    settlement(written.value, "compared", {
      documentId: read.value.id,
      documentNumber: read.value.number,
      document: keyed(ports.key, recordOf(n, read.value, "compared")),
    }),
  );
  return ok(
    finished(
      closed,
      read.value,
      differs,
      date.recorded.filter(({ code: said }) => said === MOVED),
    ),
  );
}

const MOVED = "booking-date-moved";

/** The members' day, while the books are open on it. */
function dayOf(ports: FlowPorts, { day }: ClosedDay): BookingDay {
  const { company, fiscalYears } = ports.lookups;
  if (company === null) throw new Error("a day was closed without the company's settings");
  return bookingDay(day, {
    settings: ports.settings,
    company,
    today: localDay(ports.now(), zoneOfCountry(company.country)),
    years: fiscalYears ?? [],
    mayMove: ports.eventTypes.includes("retry-by-person"),
  });
}

/** One that is there already. Where its answer was lost it is read before it counts. */
async function booked(
  ports: FlowPorts,
  closed: ClosedDay,
  document: DocumentRecord,
): Promise<Result<FlowEnd, Failure>> {
  const { id, number } = document;
  if (document.sourceHash !== null)
    return ok(finished(closed, { number, date: closed.day }, [], []));
  const found = await findVouchers(
    ports.lookUp,
    search(ports, await codeOf(ports, document.n), null),
  );
  if (!found.ok) return found;
  const voucher = found.value.find((one) => one.id === id);
  // It was sent on a day on which the books were open: which one, only its answer would tell.
  const differs =
    voucher === undefined
      ? [reason("voucher-differs", { field: "total", planned: null, booked: null })]
      : compare({ date: voucher.date, rows: closed.rows }, voucher);
  if (differs.length === 0) ports.saveDocument({ ...document, sourceHash: "compared" });
  return ok(finished(closed, { number, date: voucher?.date ?? closed.day }, differs, []));
}

/** A doubtful one, by its marker. */
export async function findDoubtfulDay(
  ports: RunFacts & VendorPort & ClockPort,
  entry: JournalEntry,
): Promise<Result<DoubtHit | null, Failure>> {
  const code = entry.markerCode;
  if (code === null) throw new Error("a day was sent without a marker");
  const found = await findDocuments(ports.lookUp, {
    kind: "voucher",
    fields: [],
    ...search(ports, code, entry.sentAt),
  });
  if (!found.ok) return found;
  const [oldest] = found.value.documents.toSorted((a, b) =>
    (a.createdUtc ?? "").localeCompare(b.createdUtc ?? ""),
  );
  if (oldest === undefined) return ok(null);
  const { id, number } = oldest;
  return ok({
    documentId: id,
    documentNumber: number,
    document: keyed(entry.key, recordOf(entry.n, { id, number }, null)),
  });
}

const search = (
  ports: RunFacts & ClockPort,
  code: string,
  sentAt: number | null,
): Parameters<typeof findVouchers>[1] => ({
  part: code,
  matches: (text) => carriesMarker(text, code),
  since: (sentAt ?? ports.journalBornAt) - HOUR_MS,
  scanOnly: ports.memory["documents"] === "scan",
});

const recordOf = (
  n: number,
  { id, number }: { readonly id: string; readonly number: string | null },
  seen: "compared" | null,
): DocumentRecord => ({
  role: ROLE,
  n,
  id,
  number,
  state: "live",
  sourceHash: seen,
  ownedHash: null,
});

/** Each row says the day, and which VAT rate or payment method it sums. */
function voucherOf(
  { settings }: FlowPorts,
  { day, members, rows }: ClosedDay,
  marker: string,
  date: string,
): BookableVoucher {
  const { series } = settings.orders.voucher;
  return {
    date,
    text: cut([marker, `× ${members}`].join(" · "), VOUCHER_TEXT_MAX),
    series: series === "" ? null : series,
    rows: rows.map(({ account, debit, credit, of, mapped }) => ({
      account,
      debit,
      credit,
      text: cut([day, of].filter((part) => part !== "").join(" "), ROW_TEXT_MAX),
      ...(mapped === undefined ? {} : { mapped }),
    })),
  };
}

/** Each account's movement, and the day. What differs is a person's. */
function compare(
  planned: { readonly date: string; readonly rows: readonly DayRow[] },
  answered: Pick<AnsweredVoucher, "date" | "rows">,
): readonly Reason[] {
  const [mine, theirs] = [movements(planned.rows), movements(answered.rows)];
  const accounts = [...new Set([...mine.keys(), ...theirs.keys()])].toSorted((a, b) => a - b);
  return [
    ...accounts.flatMap((account) => {
      const [was, is] = [mine.get(account) ?? "0.00", theirs.get(account) ?? "0.00"];
      return was === is
        ? []
        : [reason("voucher-differs", { account: String(account), planned: was, booked: is })];
    }),
    ...(planned.date === answered.date
      ? []
      : [
          reason("voucher-differs", {
            field: "date",
            planned: planned.date,
            booked: answered.date,
          }),
        ]),
  ];
}

function movements(
  rows: readonly Pick<AnsweredVoucherRow, "account" | "debit" | "credit">[],
): ReadonlyMap<number, Decimal> {
  const moved = new Map<number, Decimal>();
  for (const { account, debit, credit } of rows)
    moved.set(
      account,
      amount(
        dec(moved.get(account) ?? "0")
          .plus(debit)
          .minus(credit),
      ),
    );
  return new Map([...moved].filter(([, figure]) => figure !== "0.00"));
}

const finished = (
  closed: ClosedDay,
  { number, date }: { readonly number: string | null; readonly date: string },
  differs: readonly Reason[],
  more: readonly Reason[],
): FlowEnd =>
  differs.length > 0
    ? end(closed, "needs-attention", [...differs, ...more])
    : end(closed, "booked", [
        reason("day-booked", { day: closed.day, number, date, count: closed.members }),
        ...more,
      ]);

export const end = (
  { id }: Pick<ClosedDay, "id">,
  outcome: FlowEnd["outcome"],
  reasons: readonly Reason[],
): FlowEnd => ({ outcome, reasons, label: id, figures: null });
