/**
 * Whether credit orders took back all that is booked of an order. Then nothing is left to be taken
 * back, whatever the tenant chose for what is cancelled: to tell a person to credit it would make a
 * second credit.
 */
import type { Failure } from "../../../../domain/vendors/failure.ts";
import { dec, same } from "../../../../domain/money.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result } from "../../../../domain/result.ts";
import type { DocumentRecord } from "../../../port.ts";
import type { OrderCase, Subject } from "../../shared/case.ts";
import { booksOf, leftBesideCredits } from "../../booked/books.ts";
import { nothingOf } from "../../booked/booked-vs-charged.ts";
import { takenOfSale } from "./taken.ts";

/** Returns the reason why nothing is to be done; `null`: some of it stands, or it isn't known. */
export async function creditedWhole(
  { ports, order, source }: OrderCase & Subject,
  document: DocumentRecord,
): Promise<Result<Reason | null, Failure>> {
  if (document.role !== "voucher" && document.role !== "invoice") return ok(null);
  const locked = await ports.lockOriginal(ports.key);
  if (!locked.ok) return locked;
  if (dec(locked.value.credited).eq(0) && (locked.value.taken ?? []).length === 0) return ok(null);
  const number = document.number ?? document.id;
  if (document.role === "voucher") {
    const sale = takenOfSale(document, locked.value);
    return ok(
      sale !== null && dec(sale.credited).gt(0) && same(sale.credited, sale.sold)
        ? reason("voucher-credited-whole", { number, credited: sale.credited })
        : null,
    );
  }
  const books = booksOf(ports.documents, document);
  const left = books === null ? null : leftBesideCredits(books, nothingOf(order), locked.value);
  const isWhole = left?.kind === "parts" && left.reduction === null && left.addition === null;
  if (!isWhole) return ok(null);
  return ok(
    source.state === "cancelled"
      ? reason("order-cancelled-credited", { number })
      : reason("invoice-credited-whole", { number }),
  );
}
