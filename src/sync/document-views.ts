/** What an order's remembered documents tell to whoever looks at the order. Pure. */
import type { Decimal } from "../domain/money.ts";
import { isByDay } from "../domain/day-book.ts";
import { MANUAL } from "../flows/orders/manual/link.ts";
import type { DocumentRecord } from "../flows/port.ts";
import type { Charged, HeldDocument, PastDocument } from "./rpc-views.ts";

/** What stands for an order now. */
export const heldIn = (records: readonly DocumentRecord[]): readonly HeldDocument[] =>
  records
    .filter(({ state }) => state === "live")
    .map((record) => ({
      ...identified(record),
      manual: record.ownedHash === MANUAL,
      ...(record.member === undefined ? {} : { day: record.member.day }),
    }));

/** What stood for an order once, and doesn't any more. A member of a day was no document itself. */
export const pastIn = (records: readonly DocumentRecord[]): readonly PastDocument[] =>
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
function chargedBy({ content, voucher }: DocumentRecord): Charged | null {
  const figure: Decimal | undefined = content?.gross ?? voucher?.charged;
  const currency = content?.currency ?? voucher?.currency ?? "";
  return figure === undefined || currency === "" ? null : { figure, currency };
}
