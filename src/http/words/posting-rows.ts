/**
 * The lines of a posting as people read them: as the ledger has them where they were read, else as
 * they are predicted; and what its document is called.
 */
import { amount, dec, type Decimal } from "../../domain/money.ts";
import type { Chart, PostingLine, ReadLine } from "../../domain/ledger/posting.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import type { Messages } from "../../messages/index.ts";
import type { DocumentPosting } from "../usecases/ledger/posting.ts";

/** The API names no voucher of a payment, so there is only what was sent. */
export const PAYMENTS: ReadonlySet<DocumentPosting["role"]> = new Set<DocumentPosting["role"]>([
  "payment",
  "refund",
  "gift-card",
  "rounding",
]);

export function postingTitle(messages: Messages, one: DocumentPosting): string {
  const { role, documentId, number } = one;
  if (role === null && number === null) return messages.t("posting.of.planned");
  if (role === "voucher-reversal" && documentId === null)
    return messages.t("posting.of.plannedReversal");
  return nameOf(messages, role, number);
}

function nameOf(
  { t, find }: Messages,
  role: DocumentPosting["role"],
  number: string | null,
): string {
  const other = t("orders.summary.documents.other", { number });
  if (role === null) return other;
  const document = find(`orders.summary.documents.${role}`, { number });
  if (document !== null) return document;
  const payment = find(`posting.of.${role}`) ?? null;
  if (payment === null) return other;
  return number === null ? payment : `${payment} ${number}`;
}

export type PostingRow = {
  readonly account: number | null;
  readonly name: string | null;
  readonly debit: Decimal | null;
  readonly credit: Decimal | null;
  readonly vatCode: string | null;
  readonly reasons: readonly Reason[];
  readonly within: Decimal | null;
  /** `null`: it agrees, or there is nothing to compare. */
  readonly differs: { readonly expected: Decimal | null; readonly booked: boolean } | null;
};

/** Debit before credit, whether they are predicted or read: one order for one posting. */
export function postingRows(one: DocumentPosting, chart: Chart): readonly PostingRow[] {
  const isDebit = ({ debit }: PostingRow): boolean => debit !== null && !dec(debit).eq(0);
  return linesOf(one, chart).toSorted((a, b) => Number(isDebit(b)) - Number(isDebit(a)));
}

function linesOf(
  { predicted, booked, compared }: DocumentPosting,
  chart: Chart,
): readonly PostingRow[] {
  const nameOf = (account: number | null, read: string | null = null): string | null =>
    read ?? (account === null ? null : (chart.get(account)?.name ?? null));
  if (compared !== null)
    return compared.lines.map((line): PostingRow => ({
      account: line.account,
      name: nameOf(line.account, line.booked[0]?.name),
      ...sides(line.found),
      vatCode: codeOf(line.booked[0], chart) ?? line.predicted[0]?.vatCode ?? null,
      reasons: line.predicted
        .flatMap(({ reasons }) => reasons)
        .filter(({ code }) => line.booked.length === 0 || code !== "posting-account-unknown"),
      within: null,
      differs: line.differs ? { expected: line.expected, booked: line.booked.length > 0 } : null,
    }));
  if (booked !== null && typeof booked.voucher !== "string")
    return booked.voucher.lines.map((line): PostingRow => ({
      account: line.account,
      name: nameOf(line.account, line.name),
      debit: line.debit,
      credit: line.credit,
      vatCode: codeOf(line, chart),
      reasons: [],
      within: null,
      differs: null,
    }));
  return (predicted?.lines ?? []).map((line: PostingLine): PostingRow => ({
    account: line.account,
    name: nameOf(line.account),
    debit: line.debit,
    credit: line.credit,
    vatCode: line.vatCode,
    reasons: line.reasons,
    within: line.within ?? null,
    differs: null,
  }));
}

const sides = (found: Decimal | null): Pick<PostingRow, "debit" | "credit"> => ({
  debit: found !== null && dec(found).gt(0) ? found : null,
  credit: found !== null && dec(found).lt(0) ? amount(dec(found).abs()) : null,
});

/** As the row says it, else of the account that has this code in the chart. */
function codeOf(line: ReadLine | undefined, chart: Chart): string | null {
  if (line === undefined) return null;
  if (line.vatCode !== null) return line.vatCode;
  const own = chart.get(line.account)?.vat;
  if (own != null && (line.vatCodeId === null || own.id === line.vatCodeId)) return own.code;
  return [...chart.values()].find(({ vat }) => vat?.id === line.vatCodeId)?.vat?.code ?? null;
}
