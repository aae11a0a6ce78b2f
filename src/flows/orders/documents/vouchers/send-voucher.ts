/**
 * Sends a voucher by one POST, journaled before it goes out, or adds it to its day's voucher. A
 * POST is a booking: after a lost answer it is searched for by the marker in its text, and never
 * sent again automatically.
 */
import {
  memberDocument,
  type DayMember,
  type DayRow,
  type MemberId,
} from "../../../../domain/ledger/day-book.ts";
import { amount, dec, same } from "../../../../domain/money.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import type { VendorRequest } from "../../../../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../../../domain/result.ts";
import {
  type AnsweredVoucher,
  type Voucher,
  type VoucherFacts,
  withClearing,
} from "../../../../domain/ledger/voucher.ts";
import {
  bookedVoucher,
  createLedgerItem,
  createVoucher,
  readBookedVoucher,
  readWrittenItem,
  readWrittenVoucher,
} from "../../../../eaccounting/vouchers.ts";
import { fiscalYearIds, type YearId, yearsToAsk } from "../../../../eaccounting/voucher-reads.ts";
import { compareVoucher } from "../../../voucher-vs-plan.ts";
import type { DocumentRecord, FlowEnd, WriteIntent, Written } from "../../../port.ts";
import { noteVoucher } from "../../../vendor-observations.ts";
import { hashOf, keyed, settlement } from "../../../settlement.ts";
import { type AccountVatCodes, vatCodesOf, vatFaults } from "../../../vat-codes.ts";
import { labelOf, type OrderCase } from "../../shared/case.ts";
import { rehearse } from "../../shared/recording-ports.ts";
import { VOUCHER_FIELD, type VoucherIdentity } from "../../shared/identity.ts";
import { noteRate } from "./rates.ts";
import { defined } from "../../../../domain/platform/defined.ts";

export type SentVoucher =
  | {
      readonly kind: "booked";
      readonly id: string;
      readonly number: string | null;
      readonly item: number | null;
      readonly differs: readonly Reason[];
    }
  /** Test mode: shown instead of being written. */
  | { readonly kind: "end"; readonly end: FlowEnd };

export type Booked = {
  readonly id: string;
  readonly number: string | null;
  /** As planned. */
  readonly equal: boolean;
};

/** The number series of ledger items, of all orders of the tenant. */
const ITEMS = "ledger-items";

/** Sends the voucher. `remember`: returns the document for the journal by the outcome. */
export async function sendVoucher(
  order: OrderCase,
  identity: VoucherIdentity,
  voucher: Voucher,
  how: {
    readonly reasons: readonly Reason[];
    readonly payment?: WriteIntent["payment"];
    readonly remember: (booked: Booked) => DocumentRecord;
  },
): Promise<Result<SentVoucher, Failure>> {
  const { ports } = order;
  const item = voucher.ledgerItem;
  const byDay = voucher.level === "daily";
  const intent: WriteIntent = {
    ...intentOf(ports.key, identity, item === null ? "voucher.create" : "ledger-item.create"),
    ...defined({ payment: how.payment }),
    ...bookingOf(voucher, how.remember),
  };
  if (ports.settings.trial) {
    const reasons = byDay
      ? [reason("added-to-day", { day: voucher.date }), ...how.reasons]
      : how.reasons;
    return ok({ kind: "end", end: rehearse(order, intent, requestFor(voucher, 0), reasons) });
  }
  if (byDay) return ok(addToDay(order, identity, voucher, how.remember));
  const codes = await vatCodesOf(ports, voucher);
  if (!codes.ok) return codes;
  const number = item === null ? ok(0) : await itemNumber(ports, identity);
  if (!number.ok) return number;
  const written = await ports.write(intent, requestFor(voucher, number.value));
  if (!written.ok) return written;
  const read =
    item === null ? readVoucher(written.value) : readItem(voucher, written.value, number.value);
  if (!read.ok) {
    ports.settle({ ...settlement(written.value, "in-doubt"), failure: read.error });
    return err(read.error);
  }
  const { id, number: documentNumber, booked } = read.value;
  const settle = (state: "done" | "compared", equal: boolean): void => {
    const document = keyed(ports.key, how.remember({ id, number: documentNumber, equal }));
    ports.settle(settlement(written.value, state, { documentId: id, documentNumber, document }));
  };
  // Booked, and not seen yet: a run that ends here is followed by one that compares.
  const keep = (): void => settle("done", false);
  if (booked === null) keep();
  const seen =
    booked === null
      ? await compareItsVoucher(order, voucher, id, codes.value)
      : ok(await compared(ports, voucher, booked, codes.value, keep));
  if (!seen.ok) return seen;
  await noteRate(ports, item, read.value.itemId);
  const differs = [...read.value.differs, ...seen.value];
  ports.note("comparison", differs.length === 0 ? "equal" : "differs", { voucher, differs });
  settle("compared", differs.length === 0);
  return ok({ kind: "booked", id, number: documentNumber, item: read.value.item, differs });
}

/** `number`: of its item in the customer ledger, where it has one. */
function requestFor(voucher: Voucher, number: number): VendorRequest {
  const { ledgerItem } = voucher;
  return ledgerItem === null
    ? createVoucher(voucher)
    : createLedgerItem(voucher, ledgerItem, number);
}

const itemNumber = (
  ports: OrderCase["ports"],
  { role, n }: VoucherIdentity,
): Promise<Result<number, Failure>> =>
  ports.reserveNumber({
    series: ITEMS,
    owner: `${ports.key} ${role} ${n}`,
    from: ports.settings.orders.voucher.ledgerItemsFrom ?? 1,
  });

/**
 * The answer of an item names its voucher by id alone, so the voucher is read: only there a missing
 * cost centre or another account shows. A missing voucher differs in every figure.
 */
async function compareItsVoucher(
  { ports }: OrderCase,
  voucher: Voucher,
  id: string,
  codes: AccountVatCodes,
): Promise<Result<readonly Reason[], Failure>> {
  const years = await yearsOf(ports);
  if (!years.ok) return years;
  for (const year of yearsToAsk(years.value, voucher.date)) {
    const answer = await ports.read(bookedVoucher(year.id, id));
    if (!answer.ok && answer.error.kind === "not-found") continue;
    if (!answer.ok) return answer;
    const booked = readBookedVoucher(answer.value);
    if (!booked.ok) return booked;
    return ok(await compared(ports, voucher, booked.value, codes));
  }
  return ok(compareVoucher(voucher, { date: voucher.date, rows: [] }));
}

/** Returns the cached fiscal years, or reads them where there are none. */
async function yearsOf({
  lists,
  read,
}: OrderCase["ports"]): Promise<Result<readonly YearId[], Failure>> {
  const kept = lists.fiscalYears ?? [];
  if (kept.length > 0) return ok(kept);
  const answer = await read(fiscalYearIds.pageAt(1));
  if (!answer.ok) return answer;
  const page = fiscalYearIds.read(answer.value);
  return page.ok ? ok(page.value.items) : page;
}

/**
 * Sends nothing: the voucher is stored with the order's document, in one transaction of the
 * tenant's object, and booked with its day. A run that dies before that has done nothing.
 */
function addToDay(
  { ports, order }: OrderCase,
  { role, n }: VoucherIdentity,
  voucher: Voucher,
  remember: (booked: Booked) => DocumentRecord,
): SentVoucher {
  const member = memberOf({ key: ports.key, role, n }, labelOf(order), voucher);
  const id = memberDocument(member);
  const { label, day, rows } = member;
  ports.saveDocument({
    ...remember({ id, number: day, equal: true }),
    member: { label, day, rows, waits: true },
  });
  return { kind: "booked", id, number: day, item: null, differs: [] };
}

type VoucherAnswer = Omit<Extract<SentVoucher, { kind: "booked" }>, "kind"> & {
  readonly itemId: string | null;
  /** As the answer has it; `null`: the answer has the item alone. */
  readonly booked: AnsweredVoucher | null;
};

function readVoucher({ answer }: Written): Result<VoucherAnswer, Failure> {
  const read = readWrittenVoucher(answer);
  if (!read.ok) return read;
  const { id, number } = read.value;
  return ok({ id, number, item: null, itemId: null, booked: read.value, differs: [] });
}

async function compared(
  ports: OrderCase["ports"],
  voucher: Voucher,
  booked: AnsweredVoucher,
  codes: AccountVatCodes,
  keep?: () => void,
): Promise<readonly Reason[]> {
  noteVoucher(ports, booked);
  return [...compareVoucher(voucher, booked), ...(await vatFaults(ports, booked, codes, keep))];
}

/** The answer has only the item. */
function readItem(
  voucher: Voucher,
  { answer }: Written,
  number: number,
): Result<VoucherAnswer, Failure> {
  const read = readWrittenItem(answer);
  if (!read.ok) return read;
  const { value } = read;
  const planned = voucher.ledgerItem;
  const differs = [
    ...(planned === null || same(planned.total, value.total)
      ? []
      : [
          reason("voucher-differs", {
            field: "total",
            planned: planned.total,
            booked: value.total,
          }),
        ]),
    ...(planned === null || planned.customerId === value.customerId
      ? []
      : [
          reason("voucher-differs", {
            field: "customer",
            planned: planned.customerId,
            booked: value.customerId,
          }),
        ]),
    ...(value.number === number
      ? []
      : [reason("voucher-differs", { field: "number", planned: number, booked: value.number })]),
  ];
  return ok({
    id: value.voucherId,
    number: String(value.number),
    item: value.number,
    itemId: value.id,
    booked: null,
    differs,
  });
}

const bookingOf = (
  { date, rows }: Voucher,
  remember: (booked: Booked) => DocumentRecord,
): Required<Pick<WriteIntent, "booking">> => ({
  booking: {
    as: {
      kind: "voucher",
      date,
      rows: rows.map(({ account, debit, credit, mapped }) => ({
        account,
        debit,
        credit,
        ...defined({ mapped }),
      })),
    },
    record: remember({ id: "", number: null, equal: true }),
  },
});

const intentOf = (
  key: string,
  { role, n, marker }: VoucherIdentity,
  kind: WriteIntent["kind"],
): WriteIntent => ({
  key,
  role,
  n,
  kind,
  marker: marker.text,
  markerCode: marker.code,
  markerField: VOUCHER_FIELD,
  documentId: null,
});

/** Returns the facts kept of a voucher. `creditOf`: key of the order that it takes back. */
export const factsOf = (
  {
    charged,
    currency,
    rate,
    ledgerItem,
    owed,
    received,
    disputed,
    rows,
    shares,
    credited,
    soldOn,
    made,
    level,
    vatBy,
    ...head
  }: Voucher,
  creditOf: string | undefined,
): VoucherFacts => ({
  charged,
  currency,
  rate,
  ledgerItem:
    ledgerItem === null
      ? null
      : {
          customerId: ledgerItem.customerId,
          currency: ledgerItem.currency,
          total: ledgerItem.total,
          vat: ledgerItem.vat,
          rate: ledgerItem.rate,
        },
  ...withClearing({ ...head, rows }, creditOf),
  ...(owed === undefined
    ? {}
    : {
        money: {
          settled: amount(dec(charged).minus(dec(owed))),
          owedOn: rows.find(({ role }) => role === "receivable")?.account ?? null,
          ...defined({ received, disputed }),
        },
      }),
  ...defined({ shares, credited, soldOn, made, takesBackOf: creditOf, level, vatBy }),
});

/** Hashes what a voucher says but its day and text: another value is an edit it doesn't show. */
export const voucherHash = ({ rows, charged, currency, ledgerItem }: Voucher): Promise<string> =>
  hashOf(
    JSON.stringify([
      rows.map(({ account, debit, credit }) => [account, debit, credit]),
      charged,
      currency,
      ledgerItem === null ? null : ledgerItem.total,
    ]),
  );

/**
 * The same on each account and rate as what is booked: rows that are split otherwise, such as a
 * line's discount beside its price, are no edit.
 */
export function isSameSale(booked: VoucherFacts | undefined, planned: Voucher): boolean {
  const text = (shares: VoucherFacts["shares"] = []): string =>
    JSON.stringify(
      shares
        .filter((share) => !dec(share.booked).eq(0))
        .map((share) => [share.account, share.of, share.rate, share.amount, share.booked].join())
        .toSorted(),
    );
  return (
    booked?.shares !== undefined &&
    planned.shares !== undefined &&
    text(booked.shares) === text(planned.shares) &&
    booked.charged === planned.charged &&
    booked.currency === planned.currency &&
    booked.ledgerItem?.total === planned.ledgerItem?.total
  );
}

/** `label`: the order's number. */
export const memberOf = (
  id: MemberId,
  label: string,
  { date, rows }: Pick<Voucher, "date" | "rows">,
): DayMember => ({
  ...id,
  label,
  day: date,
  rows: rows.map(({ account, debit, credit, mapped, of = "" }): DayRow => ({
    account,
    debit,
    credit,
    of,
    ...defined({ mapped }),
  })),
});
