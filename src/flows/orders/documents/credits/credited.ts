/** What was taken back of an order, by its own edits and by other credit orders. Pure. */
import type Big from "big.js";
import type { BookedContent } from "../../../../domain/orders/booked-content.ts";
import { amount, type Decimal, sum, dec, same } from "../../../../domain/money.ts";
import type { DocumentRecord, Original, DocumentContent, RunFacts } from "../../../port.ts";
import type { Order } from "../../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { contentOf, type Signed, emptyContent } from "../../booked/booked-vs-charged.ts";
import { ok, type Result, type Failure } from "../../../../domain/result.ts";
import type { OrderCase, OrderWithSource } from "../../shared/case.ts";
import { booksOf, remainingAfterCredits } from "../../booked/books.ts";

/** Taken back by other credit orders and by the order's own edits; a draft of these counts once. */
export function creditedDocuments({ documents, taken = [] }: Original): readonly DocumentContent[] {
  const live = documents.filter(({ state }) => state === "live");
  const booked = live.filter(({ role }) => role === "delta-credit");
  const drafts = live.filter(
    ({ role, n }) => role === "delta-credit-draft" && !booked.some((one) => one.n === n),
  );
  return [...taken, ...booked, ...drafts];
}

/** `null`: what one of an older form stands for isn't known. */
export function contentsOf(documents: readonly DocumentContent[]): readonly BookedContent[] | null {
  const known = documents.flatMap(({ content }) => content ?? []);
  return known.length === documents.length ? known : null;
}

/**
 * Returns what was sold and what was taken back of a voucher, in sales: what gift cards paid is a
 * part of both. `null`: of an older form it isn't known.
 */
export function soldAndCredited(
  { content }: Pick<DocumentRecord, "content">,
  original: Original,
): { readonly sold: Decimal; readonly credited: Decimal } | null {
  const contents = original.taken === undefined ? null : contentsOf(creditedDocuments(original));
  return content === undefined || contents === null
    ? null
    : { sold: content.gross, credited: amount(sum(contents.map(({ gross }) => gross))) };
}

/**
 * Whether a credit order may say what an edit of its order said before: the shop lowered the order,
 * which was booked, and then made a credit order of the same goods. The other way round it is held
 * too (deltas/book-delta.ts). `null`: no edit that stands may be the same, or a person says that
 * both count.
 */
export function possibleDoubleCredit(
  { eventTypes }: Pick<RunFacts, "eventTypes">,
  credit: Order,
  documents: readonly DocumentRecord[],
): Reason | null {
  if (eventTypes.includes("retry-by-person")) return null;
  const charged = contentOf(credit);
  const edits = loweredBy(documents).map(groupsOf);
  const edit = edits.find((groups) => mayBeSame(groups, charged));
  return edit === undefined
    ? null
    : reason("credit-beside-edit", {
        order: credit.creditsOrderId,
        credit: charged.gross,
        lowered: totalOf(edit),
      });
}

/** What edits took off: of an invoice all together, of a voucher since each that it replaced. */
function loweredBy(documents: readonly DocumentRecord[]): readonly (readonly Signed[])[] {
  const contents = (role: DocumentRecord["role"], state: DocumentRecord["state"]) =>
    documents.flatMap((one) =>
      one.role === role && one.state === state && one.content !== undefined ? [one.content] : [],
    );
  const deltas: readonly Signed[] = [
    ...contents("delta-credit", "live").map((content) => ({ content, sign: 1 }) as const),
    ...contents("delta-invoice", "live").map((content) => ({ content, sign: -1 }) as const),
  ];
  const voucher = contents("voucher", "live").at(-1);
  const before = voucher === undefined ? [] : contents("voucher", "gone");
  return [
    deltas,
    ...before.map((content): readonly Signed[] => [
      { content, sign: 1 },
      ...(voucher === undefined ? [] : [{ content: voucher, sign: -1 } as const]),
    ]),
  ];
}

type Group = { readonly pieces: Big; readonly gross: Big };
type Line = BookedContent["lines"][number];

/** Goods of another price are the same goods. */
const nameOf = ({ kind, sku, salesTypeId }: Line): string =>
  JSON.stringify([kind, sku, salesTypeId ?? null]);

function groupsOf(contents: readonly Signed[]): ReadonlyMap<string, Group> {
  const lines = contents.flatMap(({ content, sign }) =>
    content.lines.map((line) => ({ line, sign })),
  );
  const groups = Map.groupBy(lines, ({ line }) => nameOf(line));
  return new Map(
    [...groups].map(([name, all]) => [
      name,
      {
        pieces: sum(all.map(({ line, sign }) => dec(line.quantity).times(sign))),
        gross: sum(all.map(({ line, sign }) => dec(line.gross).times(sign))),
      },
    ]),
  );
}

const totalOf = (groups: ReadonlyMap<string, Group>): Decimal =>
  amount(sum([...groups.values()].map(({ gross }) => gross)));

/** As much was taken off, or pieces of the same. */
const mayBeSame = (groups: ReadonlyMap<string, Group>, { gross, lines }: BookedContent): boolean =>
  dec(totalOf(groups)).gt(0) &&
  (dec(totalOf(groups)).eq(gross) ||
    lines.some((line) => {
      const group = groups.get(nameOf(line));
      return group !== undefined && group.pieces.gt(0) && group.gross.gt(0);
    }));

/**
 * Returns the reason why nothing is to be done where credit orders took back all that is booked: to
 * tell a person to credit it would make a second credit. `null`: some of it stands, or it isn't
 * known.
 */
export async function fullyCreditedReason(
  { ports, order, source }: OrderCase & OrderWithSource,
  document: DocumentRecord,
): Promise<Result<Reason | null, Failure>> {
  if (document.role !== "voucher" && document.role !== "invoice") return ok(null);
  const locked = await ports.lockOriginal(ports.key);
  if (!locked.ok) return locked;
  if (dec(locked.value.credited).eq(0) && (locked.value.taken ?? []).length === 0) return ok(null);
  const number = document.number ?? document.id;
  if (document.role === "voucher") {
    const sale = soldAndCredited(document, locked.value);
    return ok(
      sale !== null && dec(sale.credited).gt(0) && same(sale.credited, sale.sold)
        ? reason("voucher-credited-whole", { number, credited: sale.credited })
        : null,
    );
  }
  const books = booksOf(ports.documents, document);
  const left =
    books === null ? null : remainingAfterCredits(books, emptyContent(order), locked.value);
  const isWhole = left?.kind === "parts" && left.reduction === null && left.addition === null;
  if (!isWhole) return ok(null);
  return ok(
    source.state === "cancelled"
      ? reason("order-cancelled-credited", { number })
      : reason("invoice-credited-whole", { number }),
  );
}

/** The order's own cancellation or edits credited all of its invoice. */
export const isInvoiceFullyCredited = (
  documents: readonly DocumentRecord[],
  invoice: DocumentRecord,
): boolean => {
  const books = booksOf(documents, invoice) ?? [];
  const left = sum(books.map(({ content, sign }) => dec(content.gross).times(sign)));
  return books.length > 1 && left.eq(0);
};
