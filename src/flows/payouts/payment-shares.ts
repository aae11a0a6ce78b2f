/**
 * What a payout pays on the invoices of its lines. Pure. The ledger's remaining amount is the
 * limit; where it isn't enough, a person is asked before anything is written.
 */
import type Big from "big.js";
import type { AnsweredInvoice } from "../../domain/orders/invoice.ts";
import { amount, dec, type Decimal, same, sum } from "../../domain/money.ts";
import type { LedgerInvoice } from "./match.ts";
import type { SettledOtherwise } from "./settled-otherwise.ts";

/**
 * `owed`: of a credit, what its order says went back and isn't registered yet; absent: it isn't
 * known.
 */
type Payable = LedgerInvoice & { readonly owed?: Decimal };

/**
 * Lines that are taken off one account and paid on the same documents: together one payment a
 * document.
 */
export type Due = {
  /** Of the orders: more than one where a sale and its credit order name the same credit. */
  readonly keys: readonly string[];
  readonly label: string;
  readonly on: "invoice" | "credit";
  /** Of the ledger, on which they are registered. */
  readonly account: number;
  /** Above zero; of a single line below zero where a refund came back. */
  readonly amount: Decimal;
  /** What its lines are of, each above zero; absent: it is one line. */
  readonly lines?: readonly Decimal[];
  readonly documents: readonly Payable[];
  /** An order of it has a payment of its own by now, as the shop said so. */
  readonly registered?: boolean;
};

/**
 * In the order in which they come first. No two on one account share a document. A refund that came
 * back takes off the others; what is left of nothing isn't due.
 */
export function mergeDues(dues: readonly Due[]): readonly Due[] {
  const groups: (Due | null)[] = [];
  const groupOf = new Map<string, number>();
  for (const due of dues) {
    const places = due.documents.map(({ id }) => `${due.on} ${due.account} ${id}`);
    const known = [...new Set(places.flatMap((place) => groupOf.get(place) ?? []))].toSorted(
      (one, other) => one - other,
    );
    const at = known[0] ?? groups.length;
    const joined = [...known.flatMap((index) => groups[index] ?? []), due].reduce(both);
    for (const index of known) groups[index] = null;
    groups[at] = joined;
    for (const { id } of joined.documents) groupOf.set(`${due.on} ${due.account} ${id}`, at);
  }
  return groups.flatMap((group) =>
    group === null || dec(group.amount).lte(0) ? [] : [withoutReturned(group)],
  );
}

/** Each refund that came back goes with one of its size, if there is one. */
function withoutReturned({ lines, ...due }: Due): Due {
  if (lines === undefined) return due;
  const left = lines.filter((line) => dec(line).gt(0));
  for (const line of lines.filter((one) => dec(one).lt(0))) {
    const at = left.findIndex((one) => same(one, dec(line).neg()));
    if (at >= 0) left.splice(at, 1);
  }
  return { ...due, lines: left };
}

const linesOf = ({ lines, amount: all }: Due): readonly Decimal[] => lines ?? [all];

function both(one: Due, other: Due): Due {
  const labels = new Set([...one.label.split(", "), other.label]);
  const ids = new Set(one.documents.map(({ id }) => id));
  return {
    ...one,
    keys: [...new Set([...one.keys, ...other.keys])],
    label: [...labels].join(", "),
    amount: amount(dec(one.amount).plus(other.amount)),
    lines: [...linesOf(one), ...linesOf(other)],
    documents: [...one.documents, ...other.documents.filter(({ id }) => !ids.has(id))],
    ...(one.registered === true || other.registered === true ? { registered: true } : {}),
  };
}

/** Groups dues that share documents, on any account: one's payment reduces the next. */
export function groupDuesByDocuments(dues: readonly Due[]): readonly (readonly Due[])[] {
  const groups: Due[][] = [];
  const groupOf = new Map<string, number>();
  for (const due of dues) {
    const known = due.documents.flatMap(({ id }) => groupOf.get(id) ?? []);
    const at = known.length === 0 ? groups.length : Math.min(...known);
    const group = (groups[at] ??= []);
    for (const index of new Set(known))
      if (index !== at) {
        group.push(...(groups[index] ?? []));
        groups[index] = [];
      }
    group.push(due);
    for (const { documents } of group) for (const { id } of documents) groupOf.set(id, at);
  }
  return groups.filter((group) => group.length > 0);
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

type Shares =
  /** `unpaid`: absent: nothing. */
  | { readonly kind: "pay"; readonly shares: readonly Share[]; readonly unpaid?: SettledOtherwise }
  /** `remaining`: what can be paid of it, above zero. */
  | {
      readonly kind: "differs";
      readonly number: string;
      readonly due: Decimal;
      readonly remaining: Decimal;
    };

/** `owed`: as its order says, with what this payout has `done`; `null`: that isn't known. */
type ShareLimit = { readonly limit: Big; readonly done: Big; readonly owed: Big | null };

const isAll = ({ limit, done }: ShareLimit, line: Decimal): boolean => limit.plus(done).eq(line);
const isSaid = ({ limit, done, owed }: ShareLimit, line: Decimal): boolean =>
  owed?.eq(line) === true && limit.plus(done).gte(line);

/** Which credit a refund is of, the surest first. */
const OWN: readonly ((limit: ShareLimit, line: Decimal) => boolean)[] = [
  (limit, line) => isSaid(limit, line) && isAll(limit, line),
  isSaid,
  isAll,
];

/** What each document has a line of its own of. */
function ownLines(lines: readonly Decimal[], limits: readonly ShareLimit[]): readonly Big[] {
  const own = limits.map(() => dec(0));
  let left = lines;
  for (const isOwn of OWN)
    left = left.filter((line) => {
      const at = limits.findIndex((limit, index) => own[index]?.eq(0) && isOwn(limit, line));
      if (at >= 0) own[at] = dec(line);
      return at < 0;
    });
  return own;
}

const least = (one: Big, other: Big): Big => (one.lt(other) ? one : other);
const above = (figure: Big): Big => (figure.gt(0) ? figure : dec(0));

/**
 * How much of `left` each document takes. A line of just what an order says went back on its
 * credit, or of just what a document came to, is that one's: two credits of one sale are each paid
 * back by their own refund. The rest fills what orders say first, then all in order.
 */
function parted(
  lines: readonly Decimal[],
  limits: readonly ShareLimit[],
  left: Big,
): readonly Big[] {
  let open = left;
  const take = (most: Big): Big => {
    const part = above(least(most, open));
    open = open.minus(part);
    return part;
  };
  const own = ownLines(lines, limits);
  const first = limits.map(({ limit, done }, index) =>
    take(least((own[index] ?? dec(0)).minus(done), limit)),
  );
  const said = limits.map(({ limit, done, owed }, index) => {
    const part = first[index] ?? dec(0);
    return part.plus(take(least((owed ?? dec(0)).minus(done), limit).minus(part)));
  });
  return limits.map(({ limit }, index) => {
    const part = said[index] ?? dec(0);
    return part.plus(take(limit.minus(part)));
  });
}

/** `done`: what this payout has paid on a document already, by its id. */
export function sharesOf(
  due: Due,
  invoices: readonly OpenInvoice[],
  known: {
    readonly currency: string;
    /** Earlier payments are assumed to be on the account. */
    readonly paidIsThere: boolean;
    readonly done: ReadonlyMap<string, Decimal>;
  },
): Shares {
  const sign = due.on === "invoice" ? 1 : -1;
  const doneOf = (id: string): Decimal => known.done.get(id) ?? "0.00";
  const mine = sum(due.documents.map(({ id }) => doneOf(id)));
  const limits = due.documents.map((document) => {
    const invoice = invoices.find(({ id }) => id === document.id);
    const fits =
      invoice !== undefined &&
      invoice.isCredit === (due.on === "credit") &&
      (invoice.currency === null || invoice.currency === known.currency) &&
      same(invoice.roundings, 0);
    const limit = fits ? dec(invoice.remaining).times(sign) : dec(0);
    const done = dec(doneOf(document.id));
    return {
      document,
      invoice: fits ? invoice : null,
      limit: above(limit),
      done,
      owed: document.owed === undefined ? null : above(dec(document.owed).plus(done)),
    };
  });
  const differs = (): Shares => ({
    kind: "differs",
    number: due.documents.map(({ number, id }) => number ?? id).join(", "),
    due: due.amount,
    remaining: amount(sum(limits.map(({ limit }) => amount(limit)))),
  });
  if (limits.some(({ invoice }) => invoice === null)) return differs();
  const open = dec(due.amount).minus(mine);
  const parts = parted(linesOf(due), limits, open);
  const left = parts.reduce((rest, part) => rest.minus(part), open);
  const shares = limits.flatMap(({ document, invoice, limit }, index): readonly Share[] => {
    const part = parts[index] ?? dec(0);
    if (invoice === null || part.lte(0)) return [];
    return [
      {
        document,
        amount: amount(part),
        remaining: invoice.remaining,
        complete: part.eq(limit),
      },
    ];
  });
  if (left.lte(0)) return { kind: "pay", shares };
  const credited = sum(limits.map(({ invoice }) => invoice?.credited ?? "0"));
  const others = limits.reduce(
    (all, { document, invoice, limit }) =>
      all
        .plus(dec(invoice?.total ?? "0").abs())
        .minus(invoice?.credited ?? "0")
        .minus(limit)
        .minus(doneOf(document.id)),
    dec(0),
  );
  // What a credit took off an invoice that nobody else paid went through the account, and back.
  const setOff = least(above(left.minus(above(others))), credited);
  if (!known.paidIsThere && (left.gt(credited) || !others.eq(0))) return differs();
  const unpaid = { elsewhere: amount(left.minus(setOff)), setOff: amount(setOff) };
  return { kind: "pay", shares, unpaid };
}
