/**
 * What a payout pays on the invoices that its lines are of. Pure. What remains of each is the
 * ledger's word: never more than that is paid, and where it isn't enough a person is asked before
 * anything is written.
 */
import type { AnsweredInvoice } from "../../domain/invoice.ts";
import { amount, dec, type Decimal, same, sum } from "../../domain/money.ts";
import type { LedgerInvoice } from "./match.ts";

/** Lines of one order that are taken off one account: together one payment an invoice. */
export type Due = {
  /** Of the order. */
  readonly key: string;
  readonly label: string;
  readonly on: "invoice" | "credit";
  /** Of the ledger, on which they are registered. */
  readonly account: number;
  /** Above zero. */
  readonly amount: Decimal;
  readonly documents: readonly LedgerInvoice[];
};

/** In the order in which they come first. */
export function together(dues: readonly Due[]): readonly Due[] {
  const found = new Map<string, Due>();
  for (const due of dues) {
    const of = `${due.on} ${due.account} ${due.key}`;
    const before = found.get(of);
    found.set(of, { ...due, amount: amount(dec(before?.amount ?? "0").plus(due.amount)) });
  }
  return [...found.values()];
}

export type OpenInvoice = Pick<
  AnsweredInvoice,
  "id" | "isCredit" | "currency" | "total" | "remaining" | "credited" | "roundings"
>;

/** One payment. `remaining`: of the document before it, below zero of a credit. */
export type Share = {
  readonly document: LedgerInvoice;
  readonly amount: Decimal;
  readonly remaining: Decimal;
  readonly complete: boolean;
};

export type Shares =
  | { readonly kind: "pay"; readonly shares: readonly Share[] }
  /** `remaining`: what can be paid of it, above zero. */
  | {
      readonly kind: "differs";
      readonly number: string;
      readonly due: Decimal;
      readonly remaining: Decimal;
    };

/** `done`: what this payout has paid on a document already, by its id. */
export function sharesOf(
  due: Due,
  invoices: readonly OpenInvoice[],
  known: {
    readonly currency: string;
    /** What is paid already is taken to be on the account. */
    readonly paidIsThere: boolean;
    readonly done: ReadonlyMap<string, Decimal>;
  },
): Shares {
  const sign = due.on === "invoice" ? 1 : -1;
  const doneOf = (id: string): Decimal => known.done.get(id) ?? "0.00";
  const mine = sum(due.documents.map(({ id }) => doneOf(id)));
  const rooms = due.documents.map((document) => {
    const invoice = invoices.find(({ id }) => id === document.id);
    const fits =
      invoice !== undefined &&
      invoice.isCredit === (due.on === "credit") &&
      (invoice.currency === null || invoice.currency === known.currency) &&
      same(invoice.roundings, 0);
    const room = fits ? dec(invoice.remaining).times(sign) : dec(0);
    return { document, invoice: fits ? invoice : null, room: room.gt(0) ? room : dec(0) };
  });
  const differs = (): Shares => ({
    kind: "differs",
    number: due.documents.map(({ number, id }) => number ?? id).join(", "),
    due: due.amount,
    remaining: amount(sum(rooms.map(({ room }) => amount(room)))),
  });
  if (rooms.some(({ invoice }) => invoice === null)) return differs();
  let left = dec(due.amount).minus(mine);
  const shares = rooms.flatMap(({ document, invoice, room }): readonly Share[] => {
    const part = left.lt(room) ? left : room;
    if (invoice === null || part.lte(0)) return [];
    left = left.minus(part);
    return [
      {
        document,
        amount: amount(part),
        remaining: invoice.remaining,
        complete: part.eq(room),
      },
    ];
  });
  if (left.lte(0) || known.paidIsThere) return { kind: "pay", shares };
  // What a credit took off an invoice that nobody else paid went through the account, and back.
  const credited = sum(rooms.map(({ invoice }) => invoice?.credited ?? "0"));
  const others = rooms.reduce(
    (all, { document, invoice, room }) =>
      all
        .plus(dec(invoice?.total ?? "0").abs())
        .minus(invoice?.credited ?? "0")
        .minus(room)
        .minus(doneOf(document.id)),
    dec(0),
  );
  return left.lte(credited) && others.eq(0) ? { kind: "pay", shares } : differs();
}
