/**
 * Judges what both vendors hold, in whole cents and pure: nothing lost, doubled, wrong or untold.
 * Of the product it knows what a person would read: the orders that are named to one. Amounts of
 * credits are below nought on both sides.
 */
import type { Kind } from "../../chaos/auditor.ts";
import { converted, shown } from "./cents.ts";

export type Sale = {
  readonly id: number;
  readonly number: string;
  /** Something is to stand for it in the end: it isn't cancelled, nor refused. */
  readonly isLive: boolean;
  /** It takes back more than was sold: nobody may book it, and a person has to be told. */
  readonly isRefused: boolean;
  readonly kind: Kind;
  readonly currency: string;
  readonly gross: number;
  readonly vat: number;
  /** Cents by which one document's VAT may be rounded otherwise; its gross may not. */
  readonly vatSlack: number;
  /** To be known as received, below nought as given back; `null`: such a document knows of none. */
  readonly paid: number | null;
  /** Changed after it was placed: credits and further invoices may stand beside the first. */
  readonly isEdited: boolean;
  /** Number of the order of which it takes back. */
  readonly credits: string | null;
  /** Of a voucher that is in another currency than its order: what the order says. */
  readonly foreign: { readonly cents: number; readonly rate: unknown } | null;
};

export type HeldDocument = {
  readonly kind: Kind;
  readonly id: string;
  /** What stands before the marker, and the marker: of one act there is one. */
  readonly order: string;
  readonly code: string;
  readonly currency: string;
  readonly gross: number;
  readonly vat: number;
  readonly paid: number | null;
};

export type Voucher = {
  readonly name: string;
  readonly rows: readonly {
    readonly account: number;
    readonly debit: number;
    readonly credit: number;
  }[];
};
export type Item = { readonly name: string; readonly owed: number; readonly posted: number };

export type Held = {
  readonly documents: readonly HeldDocument[];
  /** Folded addresses with the currency, one a customer. */
  readonly customers: readonly string[];
  readonly vouchers: readonly Voucher[];
  readonly vatAccounts: readonly number[];
  readonly invoicedVat: number;
  readonly items: readonly Item[];
  /** What doesn't add up in the ledger's own words. */
  readonly problems: readonly string[];
};

/** What people did in the ledger, and what they were told. */
export type Known = {
  /** Numbers of the orders that a page names to a person. */
  readonly told: ReadonlySet<string>;
  /** Documents of these orders were deleted or changed by people: as they are, or told. */
  readonly touched: ReadonlySet<string>;
  /** The ledger reads things otherwise: an order may be left to a person who is told. */
  readonly mayBeLeft: boolean;
};

export type Finding = { readonly fault: string; readonly of: string; readonly detail: string };

/** May have several documents, whose sum counts. */
const BOOKED: ReadonlySet<Kind> = new Set<Kind>(["invoice", "voucher"]);

export function judge(sales: readonly Sale[], held: Held, known: Known): readonly Finding[] {
  const byOrder = Map.groupBy(held.documents, ({ order }) => order);
  const numbers = new Set(sales.map(({ number }) => number));
  const families = inStep(sales);
  const slackOf = ({ credits, foreign }: Sale): number =>
    credits !== null && foreign !== null && families.has(credits) ? 1 : 0;
  return [
    ...sales.flatMap((sale) => weigh(sale, byOrder.get(sale.number) ?? [], known, slackOf(sale))),
    ...outOfStep(families, byOrder),
    ...overCredited(sales, byOrder),
    ...held.documents
      .filter(({ order }) => !numbers.has(order))
      .map(({ order, kind, id }) => found("stranger", order, `${kind} ${id} of no order`)),
    ...doubled(held.customers).map((address) =>
      found("customer-doubled", address, "two customers have this address"),
    ),
    ...books(held).map((detail) => found("books", "the ledger", detail)),
  ];
}

const found = (fault: string, of: string, detail: string): Finding => ({ fault, of, detail });

const doubled = (names: readonly string[]): readonly string[] =>
  [...Map.groupBy(names, (name) => name)].flatMap(([name, all]) => (all.length > 1 ? [name] : []));

const total = (documents: readonly HeldDocument[], of: "gross" | "vat" | "paid"): number =>
  documents.reduce((sum, document) => sum + (document[of] ?? 0), 0);

/**
 * Credits of one order, where there are several and they are converted: what they come to together
 * is, so one of them may be a cent beside its own (docs/vouchers.md).
 */
const inStep = (sales: readonly Sale[]): ReadonlyMap<string, readonly Sale[]> =>
  new Map(
    [...Map.groupBy(sales, ({ credits }) => credits)].flatMap(([original, credits]) =>
      original === null || credits.length < 2 || credits.some(({ foreign }) => foreign === null)
        ? []
        : [[original, credits] as const],
    ),
  );

/** Where all of them stand as they were placed. */
function outOfStep(
  families: ReadonlyMap<string, readonly Sale[]>,
  byOrder: ReadonlyMap<string, readonly HeldDocument[]>,
): readonly Finding[] {
  return [...families].flatMap(([original, credits]) => {
    const stands = ({ isLive, isEdited, number }: Sale): boolean =>
      isLive && !isEdited && (byOrder.get(number) ?? []).length === 1;
    const [first] = credits;
    if (first === undefined || !credits.every(stands)) return [];
    const there = credits.reduce(
      (sum, { number }) => sum + total(byOrder.get(number) ?? [], "gross"),
      0,
    );
    const cents = credits.reduce((sum, { foreign }) => sum + (foreign?.cents ?? NaN), 0);
    const due = converted(cents, first.foreign?.rate);
    return there === due
      ? []
      : [found("amount", original, `its credits come to ${shown(there)}, not ${shown(due)}`)];
  });
}

/**
 * One order: what is wrong with it, unless it is rightly left to a person who is told. `slack`:
 * cents by which it may be off beside others.
 */
function weigh(
  sale: Sale,
  documents: readonly HeldDocument[],
  { told, touched, mayBeLeft }: Known,
  slack: number,
): readonly Finding[] {
  const isTold = told.has(sale.number);
  const untold = (detail: string): Finding => found("untold", sale.number, detail);
  if (sale.isRefused && !isTold) return [untold("takes back more than was sold")];
  const wrong = wrongWith(sale, documents, slack);
  if (wrong.length === 0) return [];
  const isTouched = touched.has(sale.number);
  // What people took out of the ledger stays out until somebody asks for it.
  if (isTouched && documents.length === 0) return [];
  const isDouble = wrong.some(({ fault }) => fault === "doubled" || fault === "paid-twice");
  if (isTold && !isDouble && (mayBeLeft || isTouched)) return [];
  return isTold ? wrong : [...wrong, untold(wrong.map(({ fault }) => fault).join())];
}

function wrongWith(
  sale: Sale,
  documents: readonly HeldDocument[],
  slack: number,
): readonly Finding[] {
  const told = (fault: string, detail: string): Finding => found(fault, sale.number, detail);
  const all = documents.map(({ kind, id, gross }) => `${kind} ${id} of ${shown(gross)}`).join(", ");
  if (sale.isLive && documents.length === 0)
    return [told("lost", `${shown(sale.gross)} as ${sale.kind}`)];
  const maySeveral = BOOKED.has(sale.kind) && (sale.isEdited || !sale.isLive);
  if (doubled(documents.map(({ code }) => code)).length > 0) return [told("doubled", all)];
  if (!maySeveral && documents.length > 1) return [told("doubled", all)];
  if (!sale.isLive && !maySeveral && documents.length > 0) return [told("not-taken-back", all)];
  const findings: Finding[] = [];
  for (const { kind, currency } of documents) {
    if (kind !== sale.kind) findings.push(told("kind", `${kind} in place of ${sale.kind}`));
    if (currency !== sale.currency)
      findings.push(told("currency", `${currency} in place of ${sale.currency}`));
  }
  const [gross, vat] = sale.isLive ? [sale.gross, sale.vat] : [0, 0];
  if (!(Math.abs(total(documents, "gross") - gross) <= (sale.isLive ? slack : 0)))
    findings.push(
      told(
        sale.isLive ? "amount" : "not-taken-back",
        `${shown(total(documents, "gross"))} in place of ${shown(gross)}: ${all}`,
      ),
    );
  if (!(Math.abs(total(documents, "vat") - vat) <= sale.vatSlack * documents.length))
    findings.push(
      told("vat", `VAT of ${shown(total(documents, "vat"))} in place of ${shown(vat)}: ${all}`),
    );
  return [...findings, ...payments(sale, documents, slack)];
}

/** What a cancelled order was paid may have been registered or not; more than was paid never. */
function payments(
  sale: Sale,
  documents: readonly HeldDocument[],
  slack: number,
): readonly Finding[] {
  if (sale.paid === null) return [];
  const there = total(documents, "paid");
  const detail = `${shown(there)} in place of ${shown(sale.paid)}`;
  if (Math.abs(there) > Math.abs(sale.paid) + slack || there * sale.paid < 0) {
    // Money that wasn't paid back yet after an edit or a cancellation, or that is as it was before the
    // edit: no document has more than its own.
    const isOnce = documents.every(
      ({ paid, gross }) =>
        paid === null || (paid * gross >= 0 && Math.abs(paid) <= Math.abs(gross)),
    );
    const isBehind = documents.length > 1 || total(documents, "gross") !== sale.gross;
    const isLeft = (sale.isEdited || !sale.isLive) && isBehind && isOnce;
    return [found(isLeft ? "not-paid-back" : "paid-twice", sale.number, detail)];
  }
  const isWhole = documents.every(({ paid }) => paid !== null);
  return sale.isLive && isWhole && Math.abs(there - sale.paid) > slack
    ? [found("payment", sale.number, detail)]
    : [];
}

/** An original and all that takes back of it never come to less than nothing. */
function overCredited(
  sales: readonly Sale[],
  byOrder: ReadonlyMap<string, readonly HeldDocument[]>,
): readonly Finding[] {
  return [...Map.groupBy(sales, ({ credits }) => credits)].flatMap(([original, credits]) => {
    if (original === null) return [];
    const left = [original, ...credits.map(({ number }) => number)].reduce(
      (sum, number) => sum + total(byOrder.get(number) ?? [], "gross"),
      0,
    );
    return left < 0 ? [found("over-credited", original, `its credits leave ${shown(left)}`)] : [];
  });
}

function books(held: Held): readonly string[] {
  const off = ({ rows }: Voucher): number =>
    rows.reduce((sum, { debit, credit }) => sum + debit - credit, 0);
  const posted = held.vouchers
    .flatMap(({ rows }) => rows)
    .filter(({ account }) => held.vatAccounts.includes(account))
    .reduce((sum, { debit, credit }) => sum + credit - debit, 0);
  const said =
    held.invoicedVat +
    held.documents.reduce((sum, { kind, vat }) => sum + (kind === "voucher" ? vat : 0), 0);
  return [
    ...held.vouchers
      .filter((voucher) => off(voucher) !== 0)
      .map((voucher) => `voucher ${voucher.name} is off by ${shown(off(voucher))}`),
    ...(posted === said
      ? []
      : [`the VAT accounts have ${shown(posted)}, the documents ${shown(said)}`]),
    ...held.items
      .filter(({ owed, posted: booked }) => owed !== booked)
      .map(
        ({ name, owed, posted: booked }) =>
          `item ${name} says ${shown(owed)} is owed, its voucher ${shown(booked)}`,
      ),
    ...held.problems,
  ];
}
