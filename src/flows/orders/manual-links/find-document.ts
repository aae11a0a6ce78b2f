/**
 * Reads a document that a person names for an order, and decides whether it may stand for it.
 * Writes nothing: the tenant's object links it in one step, once no run works on the order.
 *
 * Refused: a document that carries another order's marker, and any document while another carries
 * this order's marker. A difference in amounts, currency or customer is shown and has to be
 * confirmed; of a voucher, its total and day are compared, as it has neither VAT nor customer.
 */
import { DAY_MS } from "../../../domain/platform/durations.ts";
import { sourceOrderId } from "../../../domain/ids.ts";
import type { JobFigures, Role } from "../../../domain/jobs/job.ts";
import { markersIn } from "../../../domain/orders/marker.ts";
import { amount as plainAmount, dec, sum } from "../../../domain/money.ts";
import { reason, type Reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import type { AnsweredVoucher } from "../../../domain/ledger/voucher.ts";
import type { DocumentKind } from "../../../eaccounting/documents.ts";
import { findNumbered, type NumberedDocument } from "../../../eaccounting/numbered-documents.ts";
import { readVoucher } from "../../../eaccounting/vouchers.ts";
import type { DocumentRecord, FlowPorts } from "../../port.ts";
import type { OrderCase } from "../shared/case.ts";
import { orderDate } from "../shared/filled-fields.ts";
import { existingDocuments } from "../existing/existing-documents.ts";
import { linkSourceOf } from "../preparation/customer.ts";
import { codesUpTo, wroteBefore } from "../shared/identity.ts";
import { orderCase } from "../intake/order-case.ts";
import { fetchOrder } from "../intake/fetch.ts";
import { MANUAL, type LinkAsk } from "../shared/link-request.ts";

export type DocumentToLink =
  | { readonly kind: "refused"; readonly reasons: readonly Reason[] }
  | {
      readonly kind: "found";
      /** `n` 0: the next that is free. */
      readonly document: DocumentRecord;
      /** Our markers that it carries: the writes with these made it. */
      readonly codes: readonly string[];
      readonly differs: readonly Reason[];
      readonly label: string;
      readonly figures: JobFigures;
    };

const MONTH_MS = 31 * DAY_MS;
const MAX_DOCUMENTS = 9;

export async function findDocumentToLink(
  ports: FlowPorts,
  orderId: string,
  ask: LinkAsk & { readonly what: DocumentKind },
): Promise<Result<DocumentToLink, Failure>> {
  const fetched = await fetchOrder(ports, sourceOrderId(orderId));
  if (!fetched.ok) return fetched;
  const order = await orderCase(ports, fetched.value.order);
  const since = Date.parse(order.order.date.slice(0, 10)) - MONTH_MS;
  const seen = await findNumbered(ports.lookUp, ask.what, ask.number, since);
  if (!seen.ok) return seen;
  const found = ofItsTime(seen.value, since);
  const [hit] = found;
  if (hit === undefined) return notFound(ask);
  if (found.length > 1)
    return refused(reason("link-ambiguous", { count: found.length, number: ask.number }));
  return checkDocument(order, hit, ask);
}

/** Vouchers are numbered anew each fiscal year: one from long before the order isn't meant. */
function ofItsTime(found: readonly NumberedDocument[], since: number): readonly NumberedDocument[] {
  const isOld = ({ document: { kind, date } }: NumberedDocument): boolean =>
    kind === "voucher" && date !== null && Date.parse(date) < since;
  return found.length > 1 ? found.filter((one) => !isOld(one)) : found;
}

const notFound = ({
  what,
  number,
}: Pick<LinkAsk, "what" | "number">): Result<DocumentToLink, Failure> =>
  refused(reason("link-not-found", { document: what, number }));

const refused = (...reasons: readonly Reason[]): Result<DocumentToLink, Failure> =>
  ok({ kind: "refused", reasons });

async function checkDocument(
  order: OrderCase,
  hit: NumberedDocument,
  ask: LinkAsk,
): Promise<Result<DocumentToLink, Failure>> {
  const { ports } = order;
  const number = hit.document.number ?? ask.number;
  const isCredit = order.order.creditsOrderId !== null;
  if (
    hit.document.kind === "order"
      ? isCredit
      : hit.document.kind !== "voucher" && hit.credit !== isCredit
  )
    return refused(reason("link-kind-differs", { document: nameOf(hit), number }));
  const made = Math.max(0, ...[...ports.journal, ...ports.documents].map(({ n }) => n));
  const own = await codesUpTo(ports, order.order, Math.max(made + 1, MAX_DOCUMENTS));
  const marks = markersIn(Object.values(hit.document.texts).join(" "));
  const others = marks.filter(({ code }) => own.every((one) => one.code !== code));
  if (others[0] !== undefined)
    return refused(reason("link-elsewhere", { number, order: others[0].order }));
  if (marks.length === 0 && hit.document.isDerived)
    return refused(reason("link-voucher-derived", { number }));
  const existing = wroteBefore(ports) ? await existingDocuments(order, false) : ok(null);
  if (!existing.ok) return existing;
  if (existing.value?.kind === "end") return refused(...existing.value.end.reasons);
  const ours = existing.value?.document ?? null;
  if (ours !== null && ours.id !== hit.document.id)
    return refused(reason("link-own-document", { number: ours.number ?? ours.id }));
  const resolved = await ports.resolve({ linkSource: linkSourceOf(order), skus: [] });
  if (!resolved.ok) return resolved;
  const voucher =
    hit.document.kind === "voucher"
      ? await readVoucher(ports.lookUp, { id: hit.document.id, date: hit.document.date ?? "" })
      : null;
  if (voucher?.ok === false) return voucher;
  if (voucher?.value === null) return notFound(ask);
  const differs =
    voucher === null
      ? differences(hit, order.figures, resolved.value.link?.customer.id ?? null, number)
      : voucherDifferences(voucher.value, order, number);
  const codes = marks.map(({ code }) => code);
  return ok({
    kind: "found",
    document: recordOf(order, hit, ours, number),
    codes,
    differs,
    label: order.order.number ?? order.order.id,
    figures: order.figures,
  });
}

/** A credit invoice is an invoice in the ledger, and a kind of its own here. */
function nameOf({ document: { kind }, credit }: NumberedDocument) {
  if (credit && kind === "invoice") return "credit-invoice";
  return credit && kind === "invoice-draft" ? "credit-draft" : kind;
}

/** The document stands for the order as it is now: only later changes are edits. */
function recordOf(
  order: OrderCase,
  { document, sums }: NumberedDocument,
  ours: DocumentRecord | null,
  number: string,
): DocumentRecord {
  const { credits } = originalOf(order);
  const amount = sums === null ? order.order.gross : sums.gross.replace(/^-/, "");
  return {
    role: ours?.role ?? roleOf(document.kind, credits !== null),
    n: ours?.n ?? 0,
    id: document.id,
    number,
    state: "live",
    sourceHash: order.sourceHash,
    ownedHash: MANUAL,
    buyer: linkSourceOf(order),
    ...(credits === null ? {} : { credits: { original: credits, amount } }),
  };
}

const originalOf = ({ order }: OrderCase) => ({
  credits: order.creditsOrderId === null ? null : `order:${order.creditsOrderId}`,
});

const ROLES: Readonly<Record<DocumentKind, readonly [sale: Role, credit: Role]>> = {
  order: ["sales-order", "sales-order"],
  "invoice-draft": ["invoice-draft", "credit-draft"],
  invoice: ["invoice", "credit"],
  voucher: ["voucher", "voucher-credit"],
};
const roleOf = (kind: DocumentKind, isCredit: boolean): Role => ROLES[kind][isCredit ? 1 : 0];

/**
 * Returns the differences between the order and a document that a person names; each may be
 * confirmed. `customerId`: the customer linked to the order's buyer; `null`: none yet, so it isn't
 * compared. Pure.
 */
function differences(
  { document, sums }: NumberedDocument,
  order: JobFigures,
  customerId: string | null,
  number: string,
): readonly Reason[] {
  const customer =
    customerId !== null &&
    document.customerId !== null &&
    customerId.toLowerCase() !== document.customerId
      ? [reason("link-customer-differs", { customer: document.customerId, linked: customerId })]
      : [];
  if (sums === null)
    return [reason("link-not-comparable", { document: document.kind, number }), ...customer];
  if (sums.currency !== null && sums.currency.toUpperCase() !== order.currency)
    return [
      reason("link-currency-differs", { order: order.currency, document: sums.currency }),
      ...customer,
    ];
  // The shop's sign of credits is its own, so absolute amounts are compared.
  const isOff = (theirs: string, ours: string): boolean => !dec(theirs).abs().eq(dec(ours).abs());
  return [
    ...(isOff(sums.gross, order.gross)
      ? [
          reason("link-amount-differs", {
            order: order.gross,
            document: sums.gross,
            currency: order.currency,
          }),
        ]
      : []),
    ...(isOff(sums.vat, order.vat)
      ? [reason("link-vat-differs", { order: order.vat, document: sums.vat })]
      : []),
    ...customer,
  ];
}

/** The same of a journal voucher, which is in the company's currency. Pure. */
function voucherDifferences(
  voucher: AnsweredVoucher,
  { ports: { lists }, order, figures: { gross, currency } }: OrderCase,
  number: string,
): readonly Reason[] {
  const total = plainAmount(sum(voucher.rows.map(({ debit }) => debit)));
  const { company } = lists;
  const day = order.date.slice(0, 10);
  const ordered = company === null ? day : (orderDate(order.date, company.country) ?? day);
  const isHome = company?.currency === currency;
  const isOff = isHome && !dec(total).eq(dec(gross).abs());
  return [
    ...(isHome ? [] : [reason("link-not-comparable", { document: "voucher", number })]),
    ...(isOff ? [reason("link-amount-differs", { order: gross, document: total, currency })] : []),
    ...(voucher.date === ordered
      ? []
      : [reason("link-date-differs", { order: ordered, document: voucher.date })]),
  ];
}
