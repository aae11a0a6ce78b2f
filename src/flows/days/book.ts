/**
 * Books the voucher of a day that is closed, once. Looked for by its marker before anything is sent
 * again, and before the first time as well: a journal that began anew must not book a day twice.
 * One that is found is held against its rows, and one that isn't is a person's.
 */
import type { DayRow } from "../../domain/day-book.ts";
import type { Failure } from "../../domain/failure.ts";
import { markerText } from "../../domain/marker.ts";
import { type Reason, reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import { cut } from "../../domain/text.ts";
import type { BookableVoucher } from "../../domain/voucher.ts";
import { localDay, zoneOfCountry } from "../../domain/zoned-time.ts";
import { findVouchers, ROW_TEXT_MAX, VOUCHER_TEXT_MAX } from "../../eaccounting/vouchers.ts";
import { type BookingDay, bookingDay, booksClosed } from "../booking-day.ts";
import { loadLookups } from "../ledger-lookups.ts";
import {
  codeOf,
  findDoubtful,
  type OwnVoucher,
  readBack,
  search,
  sendVoucher,
  standing,
} from "../own-voucher.ts";
import type { DocumentRecord, FlowEnd, FlowPorts } from "../port.ts";

/** A day that is closed: nothing of it changes any more. */
export type ClosedDay = {
  /** `2026-11-28-1`. */
  readonly id: string;
  readonly day: string;
  readonly members: number;
  readonly rows: readonly DayRow[];
};

const OWN: OwnVoucher = { role: "day-voucher", kind: "day-voucher.create", note: "day" };

export async function bookDay(
  ports: FlowPorts,
  closed: ClosedDay,
): Promise<Result<FlowEnd, Failure>> {
  const there = await standing(ports, OWN);
  if (!there.ok) return there;
  if (there.value.document !== null) return booked(ports, closed, there.value.document);
  const { n, fresh } = there.value;
  const code = await codeOf(ports, OWN, n);
  if (fresh) {
    const found = await findVouchers(ports.lookUp, search(ports, code, Date.parse(closed.day)));
    if (!found.ok) return found;
    const [stranger] = found.value;
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
  const sent = await sendVoucher(ports, OWN, { n, code, marker, voucher });
  if (!sent.ok) return sent;
  if (sent.value.rehearsed)
    return ok(end(closed, "held", [reason("trial-mode", { write: OWN.kind })]));
  const moved = date.recorded.filter(({ code: said }) => said === MOVED);
  return ok(finished(closed, sent.value, sent.value.differs, moved));
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

/** One that is there already. It was sent on a day on which the books were open. */
async function booked(
  ports: FlowPorts,
  closed: ClosedDay,
  document: DocumentRecord,
): Promise<Result<FlowEnd, Failure>> {
  const read = await readBack(ports, OWN, document, { date: null, rows: closed.rows });
  if (!read.ok) return read;
  const { date, differs } = read.value;
  return ok(finished(closed, { number: document.number, date: date ?? closed.day }, differs, []));
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
