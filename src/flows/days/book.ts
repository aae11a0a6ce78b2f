/**
 * Books the voucher of a day that is closed, once. Looked for by its marker before anything is sent
 * again, and before the first time as well: a journal that began anew must not book a day twice.
 * One that is found is held against its rows, and one that isn't is a person's.
 */
import { confirmedMark } from "../../domain/jobs/requested-actions.ts";
import { type DayRow, debitOf } from "../../domain/ledger/day-book.ts";
import { markerText } from "../../domain/orders/marker.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import {
  matchesPreview,
  readPreviewToken,
  previewToken,
} from "../../domain/orders/preview-token.ts";
import { cut } from "../../domain/platform/text.ts";
import type { BookableVoucher } from "../../domain/ledger/voucher.ts";
import { MAX_ROW_TEXT, MAX_VOUCHER_TEXT } from "../../eaccounting/vouchers.ts";
import { type BookingDay, bookingDay, booksClosed, booksNow } from "../booking-day.ts";
import { loadLists } from "../ledger-lists.ts";
import {
  findUnrecordedVoucher,
  codeOf,
  findDoubtful,
  foundDeletedVoucher,
  type OwnVoucher,
  verifyVoucher,
  sendVoucher,
  voucherState,
  noteIfDeleted,
} from "../own-voucher.ts";
import type { DocumentRecord, FlowEnd, FlowPorts } from "../port.ts";
import { defined } from "../../domain/platform/defined.ts";

/** A closed day, which doesn't change any more. */
export type ClosedDay = {
  /** `2026-11-28-1`. */
  readonly id: string;
  readonly day: string;
  readonly members: number;
  readonly rows: readonly DayRow[];
};

/** `document`: the voucher, where it is there and holds what was planned; else `null`. */
type BookedDay = { readonly end: FlowEnd; readonly document: DocumentRecord | null };

const OWN: OwnVoucher = { role: "day-voucher", kind: "day-voucher.create", note: "day" };

/** Receives the mark of what would be sent, for a dry run. */
type Shows = (mark: string) => void;

/** `shows`: is given the mark of the voucher that is sent, before it is. */
export async function bookDay(
  ports: FlowPorts,
  closed: ClosedDay,
  shows: Shows = () => undefined,
): Promise<Result<BookedDay, Failure>> {
  const there = await voucherState(ports, OWN);
  if (!there.ok) return there;
  if (there.value.document !== null) return booked(ports, closed, there.value.document);
  const gone = foundDeletedVoucher(ports, OWN);
  if (gone !== null) return ok(held(closed, dayVoucherGone(closed, gone)));
  const { n, fresh } = there.value;
  const code = await codeOf(ports, OWN, n);
  const before = await findUnrecordedVoucher(ports, { fresh, code, since: Date.parse(closed.day) });
  if (!before.ok) return before;
  if (before.value !== null)
    return ok(
      held(closed, reason("day-booked-before", { day: closed.day, number: before.value.number })),
    );
  const first = await send(ports, closed, { n, code, shows });
  if (first.ok || !booksClosed(first.error)) return first;
  // Our copy of the years is old: it is read again, which holds the day or moves it to an open one.
  const lists = await loadLists(ports);
  if (!lists.ok) return lists;
  const second = await send({ ...ports, lists: lists.value }, closed, { n, code, shows });
  return second.ok || !booksClosed(second.error)
    ? second
    : ok(held(closed, reason("period-closed", { date: null, why: "refused" })));
}

async function send(
  ports: FlowPorts,
  closed: ClosedDay,
  { n, code, shows }: { readonly n: number; readonly code: string; readonly shows: Shows },
): Promise<Result<BookedDay, Failure>> {
  const date = dayOf(ports, closed, ports.eventTypes.includes("retry-by-person"));
  if ("closed" in date) return ok(held(closed, date.closed));
  const mark = markOfDay(ports, closed, date.day);
  shows(mark);
  const confirmed = confirmedMark(ports.eventTypes);
  if (confirmed !== null && !matchesPreview(confirmed, mark))
    return ok(
      held(
        closed,
        reason("day-date-changed", {
          day: closed.day,
          shown: readPreviewToken(confirmed).hash,
          date: date.day,
        }),
      ),
    );
  const marker = markerText(closed.id, closed.id, code);
  const voucher = voucherOf(ports, closed, marker, date.day);
  const sent = await sendVoucher(ports, OWN, {
    n,
    code,
    marker,
    voucher,
  });
  if (!sent.ok) return sent;
  if (sent.value.rehearsed) return ok(held(closed, reason("trial-mode", { write: OWN.kind })));
  const { document, date: booked, differs } = sent.value;
  const moved = date.recorded.filter(({ code: said }) => said === MOVED);
  return ok(finished(closed, document, booked, [...differs, ...moved], differs.length > 0));
}

/** Its rows are those of the day; on which date it is booked may change until then. */
const markOfDay = ({ lists }: FlowPorts, { rows }: ClosedDay, date: string): string =>
  previewToken(date, { gross: debitOf(rows), currency: lists.company?.currency ?? "" });

const MOVED = "booking-date-moved";

/** The members' day, while the books are open on it. */
function dayOf(ports: FlowPorts, { day }: ClosedDay, mayMove: boolean): BookingDay {
  return bookingDay(day, { ...booksNow(ports), mayMove });
}

/** Compares an existing voucher, on the members' day or on the open day that it was moved to. */
async function booked(
  ports: FlowPorts,
  closed: ClosedDay,
  document: DocumentRecord,
): Promise<Result<BookedDay, Failure>> {
  const deleted = await noteIfDeleted(ports, document, closed.day);
  if (!deleted.ok) return deleted;
  if (deleted.value) return ok(held(closed, dayVoucherGone(closed, document)));
  const moved = dayOf(ports, closed, true);
  const read = await verifyVoucher(ports, OWN, document, {
    dates: [closed.day, ...("day" in moved ? [moved.day] : [])],
    rows: closed.rows,
  });
  if (!read.ok) return read;
  const { date, differs } = read.value;
  return ok(finished(closed, document, date, differs, differs.length > 0));
}

/** A doubtful one, by its marker. */
export const findDoubtfulDay = findDoubtful(OWN);

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
    text: cut([marker, `× ${members}`].join(" · "), MAX_VOUCHER_TEXT),
    series: series === "" ? null : series,
    rows: rows.map(({ account, debit, credit, of, mapped }) => ({
      account,
      debit,
      credit,
      text: cut([day, of].filter((part) => part !== "").join(" "), MAX_ROW_TEXT),
      ...defined({ mapped }),
    })),
  };
}

const finished = (
  closed: ClosedDay,
  document: DocumentRecord,
  date: string,
  reasons: readonly Reason[],
  differs: boolean,
): BookedDay => {
  const { day, members: count } = closed;
  const { number } = document;
  return differs
    ? { end: end(closed, "needs-attention", reasons), document: null }
    : {
        end: end(closed, "booked", [
          reason("day-booked", { day, number, date, count }),
          ...reasons,
        ]),
        document,
      };
};

/** The reason for a day's voucher that a person deleted in the ledger. */
const dayVoucherGone = (
  { id: voucher, day }: ClosedDay,
  { number, id }: Pick<DocumentRecord, "number" | "id">,
): Reason => reason("day-voucher-gone", { day, number: number ?? id, voucher });

const held = (closed: ClosedDay, why: Reason): BookedDay => ({
  end: end(closed, "held", [why]),
  document: null,
});

const end = (
  { id }: Pick<ClosedDay, "id">,
  outcome: FlowEnd["outcome"],
  reasons: readonly Reason[],
): FlowEnd => ({ outcome, reasons, label: id, figures: null });
