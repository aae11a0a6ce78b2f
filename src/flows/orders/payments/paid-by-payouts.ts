/**
 * What others paid back on an order's credits, and a refund that a payout may have registered on
 * another credit of the same sale: a payout knows the sale and the amount, and a credit order may
 * come after it. What payouts paid back on a credit beyond what that credit's own order says is
 * perhaps this money, so it isn't registered again. Pure.
 */
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { CreditOfSale, DocumentRecord, Original, RunFacts } from "../../port.ts";
import type { OrderFacts } from "../shared/case.ts";
import { amountKept, knownToShop } from "./registered.ts";

/** Returns what others paid back on these credits: payouts, and a person who said so. */
export const byOthers = (
  { paidByPayouts = {}, documents }: Pick<RunFacts, "paidByPayouts" | "documents">,
  credits: readonly string[],
): Decimal =>
  amount(
    sum([
      ...credits.map((id) => paidByPayouts[id] ?? "0"),
      ...documents.map(({ content }) => content?.refundedElsewhere ?? "0"),
    ]),
  );

/** What was paid back on credits, and what the shop says of it; `null`: that isn't known. */
type Back = Pick<CreditOfSale, "said" | "byOrder" | "byPayouts"> & {
  readonly credits: readonly CreditOfSale[];
};

/** What payouts paid back beyond what the shop says; below zero: so much is missing. */
function beyond({ said, byOrder, byPayouts }: Back): ReturnType<typeof dec> {
  if (said === null) return dec(byPayouts);
  const more = dec(byOrder).plus(byPayouts).minus(said);
  // What its own run registered was said once, and was perhaps reversed by a person.
  return more.gt(byPayouts) ? dec(byPayouts) : more;
}

type Sale = Pick<Original, "documents" | "credits" | "byOrder">;

/**
 * All credits of the sale's own edits, together: what went back on them, the shop says of the sale
 * in sum. It may count there what went back on credit orders as well, so only the rest is surely of
 * the edits. `back`: what the asking credit order says.
 */
function ofEdits({ documents, credits = [], byOrder }: Sale, back: Decimal): Back {
  const edits = new Set(
    documents.filter(({ role }) => role === "delta-credit").map(({ id }) => id),
  );
  const own = credits.filter(({ id }) => edits.has(id));
  const { saidBack, backByCredits = {} } = saleOf(documents)?.content ?? {};
  const of = { credits: own, byPayouts: amount(sum(own.map(({ byPayouts }) => byPayouts))) };
  if (saidBack === undefined || byOrder === undefined)
    return { ...of, said: null, byOrder: "0.00" };
  const rest = dec(saidBack).minus(sum([back, ...credits.map(({ said }) => said ?? "0")]));
  // What went back on credit orders of a cancelled sale, which have no credit of their own.
  const taken = sum(Object.values(backByCredits));
  const sure = taken.lt(saidBack) ? taken : dec(saidBack);
  return { ...of, said: amount(rest.gt(sure) ? rest : sure), byOrder };
}

/**
 * Returns why a refund of `due` isn't registered; `null`: it can't be there already. `back`: all
 * that the credit order says went back. `sale`: with its other credits.
 */
export function perhapsPaidBack(
  sale: Sale,
  { due, back }: { readonly due: Decimal; readonly back: Decimal },
): Reason | null {
  const { credits = [] } = sale;
  const edits = ofEdits(sale, back);
  const orders = credits.filter((credit) => !edits.credits.includes(credit));
  const all = [
    ...orders.map((credit): Back => ({ ...credit, credits: [credit] })),
    // What is missing of an edit isn't on a credit order's credit: its own run registers it.
    ...(beyond(edits).gt(0) ? [edits] : []),
  ];
  if (sum(all.map((one) => amount(beyond(one)))).lte(0)) return null;
  const found = all.filter((one) => beyond(one).gt(0));
  const paid = sum(found.map(({ byPayouts }) => byPayouts));
  const numbers = found
    .flatMap(({ credits: of }) => of)
    .filter(({ byPayouts }) => dec(byPayouts).gt(0))
    .map(({ number, id }) => number ?? id)
    .join(", ");
  return reason("refund-perhaps-by-payout", { due, paid: amount(paid), number: numbers });
}

/** The invoice of a sale. */
const saleOf = (documents: readonly DocumentRecord[]): DocumentRecord | undefined =>
  documents.find(({ role, state }) => role === "invoice" && state === "live");

/**
 * The invoice of a sale with credits of its own edits, with what the shop says now went back of the
 * money that came in on it; `null`: it says so already, or has no such credits.
 */
export function saleWithSaid(
  { ports, order }: OrderFacts,
  documents: readonly DocumentRecord[],
): DocumentRecord | null {
  const sale = saleOf(documents);
  const isEdited = documents.some(({ role, state }) => role === "delta-credit" && state === "live");
  if (sale?.content === undefined || !isEdited || ports.settings.trial) return null;
  const has = amountKept(order);
  if (has !== null) {
    const { paidByPayouts = {}, journal } = ports;
    const came = documents
      .filter(({ role }) => role === "invoice" || role === "delta-invoice")
      .map(({ id }) => paidByPayouts[id] ?? "0");
    const back = sum([knownToShop(journal, documents), ...came]).minus(has);
    return withSaid(sale, amount(back.gt(0) ? back : 0));
  }
  const { saidBack, ...content } = sale.content;
  return saidBack === undefined ? null : { ...sale, content };
}

/** The document with what its order says now; `null`: it says so already, or isn't known. */
export const withSaid = (document: DocumentRecord | undefined, back: Decimal) =>
  document?.content === undefined || document.content.saidBack === back
    ? null
    : { ...document, content: { ...document.content, saidBack: back } };
