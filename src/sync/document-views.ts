/** What is shown of an order's remembered documents. Pure. */
import type { Decimal } from "../domain/money.ts";
import { isByDay } from "../domain/ledger/day-book.ts";
import { isRemovedBeforeDayClose } from "../flows/orders/shared/case.ts";
import { MANUAL } from "../flows/orders/shared/link-request.ts";
import type { DocumentRecord } from "../flows/port.ts";
import type { ChargedAmount, CurrentDocument, PastDocument } from "./contract/views.ts";

/** Returns the order's current documents. What left its day before that closed never was one. */
export const currentDocuments = (records: readonly DocumentRecord[]): readonly CurrentDocument[] =>
  records
    .filter((record) => record.state === "live" && !isRemovedBeforeDayClose(record))
    .map((record) => ({
      ...identified(record),
      manual: record.ownedHash === MANUAL,
      ...(record.member === undefined ? {} : { day: record.member.day }),
    }));

/** Returns the days (`2026-11-28`) that the order was added to and left before they closed. */
export const daysLeftBeforeClose = (records: readonly DocumentRecord[]): readonly string[] => [
  ...new Set(
    records.flatMap((record) =>
      record.state === "live" && isRemovedBeforeDayClose(record) && record.number !== null
        ? [record.number]
        : [],
    ),
  ),
];

/** Returns the order's former documents. A share of a day's voucher was no document itself. */
export const pastDocuments = (records: readonly DocumentRecord[]): readonly PastDocument[] =>
  records.flatMap((record) =>
    record.state === "live" || isByDay(record.id)
      ? []
      : [{ ...identified(record), state: record.state }],
  );

const identified = (record: DocumentRecord) => {
  const charged = chargedBy(record);
  return {
    role: record.role,
    n: record.n,
    id: record.id,
    number: record.number,
    ...(charged === null ? {} : { charged }),
  };
};

/** A payment's record names no currency. */
function chargedBy({ content, voucher }: DocumentRecord): ChargedAmount | null {
  const figure: Decimal | undefined = content?.gross ?? voucher?.charged;
  const currency = content?.currency ?? voucher?.currency ?? "";
  return figure === undefined || currency === "" ? null : { figure, currency };
}
