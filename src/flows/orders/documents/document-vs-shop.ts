/**
 * Compares an order's document in the ledger with what the shop charges now, in the same way as the
 * reconciliation. Vouchers have no totals of a sale; only the reconciliation compares them.
 */
import { z } from "zod";
import { type Charged, disagreement } from "../../../domain/orders/agreement.ts";
import { amount, dec, plain, sum } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { type DocumentSums, sumsOf } from "../../../eaccounting/marked-documents.ts";
import type { DocumentRecord } from "../../port.ts";
import { type OrderCase, standsAs } from "../shared/case.ts";
import { handlerOf, isBooked } from "../shared/document-kinds.ts";

export type ReadDocument = {
  readonly sums: DocumentSums;
  /** Its customer. */
  readonly customerId: string | null;
  /** A sales order of which an invoice was made. */
  readonly isInvoiced: boolean;
};

/** `Status` of an invoiced sales order. */
const INVOICED = 4;

const body = z.looseObject({
  CustomerId: z.string().nullish(),
  IsCreditInvoice: z.boolean().nullish(),
  Status: z.unknown().optional(),
});

/** `null`: its figures can't be read. */
export function readDocument({ role }: DocumentRecord, raw: unknown): ReadDocument | null {
  const parsed = body.safeParse(raw);
  if (!parsed.success) return null;
  const { CustomerId, IsCreditInvoice, Status } = parsed.data;
  const kind = isBooked(role) ? "invoice" : handlerOf(role).kind;
  const sums = sumsOf(kind, raw, IsCreditInvoice === true);
  const isInvoiced = kind === "order" && Status === INVOICED;
  return sums === null ? null : { sums, customerId: CustomerId ?? null, isInvoiced };
}

/** Returns the differences; none where amount, VAT, currency and customer agree. */
export async function differencesTo(
  order: OrderCase,
  own: DocumentRecord,
  read: readonly ReadDocument[],
): Promise<Result<readonly Reason[], Failure>> {
  const { ports } = order;
  const charged = chargedBy(order);
  const standing = {
    gross: amount(sum(read.map(({ sums }) => sums.gross))),
    vat: amount(sum(read.map(({ sums }) => sums.vat))),
    perRate: null,
  };
  const what = disagreement(
    charged,
    read.map(({ sums: { currency, rows } }) => ({ isVoucher: false, currency, rows })),
    standing,
    ports.settings.orders.tolerance,
  );
  const said = { document: own.number ?? own.id, as: standsAs(own) };
  const { currency } = charged;
  const of = {
    amount: { shop: charged.gross, ledger: standing.gross, currency },
    vat: { shop: charged.vat, ledger: standing.vat, currency },
    currency: { currency, other: read[0]?.sums.currency ?? null },
  };
  const amounts = what === null ? [] : [reason("booked-differs", { ...said, what, ...of[what] })];
  if (own.buyer === undefined) return ok(amounts);
  const resolved = await ports.resolve({ linkSource: own.buyer, skus: [] });
  if (!resolved.ok) return resolved;
  const buyer = resolved.value.link?.customer.id ?? null;
  const customer = read[0]?.customerId ?? null;
  return ok(
    buyer === null || customer === null || buyer.toLowerCase() === customer.toLowerCase()
      ? amounts
      : [...amounts, reason("booked-differs", { ...said, what: "customer" })],
  );
}

/**
 * With the ledger's sign for credits, which the flow handles as sales. What gift cards paid still
 * counts as sold. A cancelled order charges nothing.
 */
function chargedBy({ order }: OrderCase): Charged {
  const isCancelled = order.state === "cancelled";
  const isCredit = order.creditsOrderId !== null;
  const turn = isCredit ? -1 : 1;
  const cards = isCredit
    ? []
    : order.lines.filter(({ kind, gross }) => kind === "gift-card" && dec(gross).lt(0));
  const sold = dec(order.gross).minus(sum(cards.map(({ gross }) => gross)));
  return {
    currency: order.currency.toUpperCase(),
    gross: isCancelled ? "0.00" : amount(sold.times(turn)),
    vat: isCancelled ? "0" : plain(dec(order.vat).times(turn)),
    perRate: null,
    lines: order.lines.length,
  };
}
