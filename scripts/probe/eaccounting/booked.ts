/** Invoices of the probe's own, which stay: how they are booked, and what of them is compared. */
import type { VendorAnswer } from "../../../src/domain/vendors/request.ts";
import { NothingToAsk } from "../check.ts";
import { bodyOf, isOk, isRow, type Row, type Session } from "../session.ts";
import { draftRow, ownCustomer, ownDraft, anArticle } from "./own.ts";
import { id, num, rowsOf, str } from "./read.ts";

const INVOICE = "an invoice";

/** As the product does: on the draft's own day. */
const KEEP_DAY = {
  keepOriginalDraftDate: "true",
  overrideCompanyKeepOriginalDraftDate: "true",
};

export const convertDraft = (
  session: Session,
  draft: Row,
  body: Row = {},
  query: Readonly<Record<string, string>> = KEEP_DAY,
): Promise<VendorAnswer> =>
  session.book(INVOICE, "POST", "/customerinvoicedrafts/{id}/convert", {
    ids: { id: id(draft) },
    query,
    body,
  });

export const convertOrder = (session: Session, order: Row): Promise<VendorAnswer> =>
  session.book(INVOICE, "POST", "/orders/{id}/convert", { ids: { id: id(order) }, body: {} });

/** A booked invoice of one row of 100 without VAT. */
export async function ownInvoice(session: Session, more: Row = {}): Promise<Row> {
  const customer = await ownCustomer(session, more);
  const answer = await convertDraft(session, await ownDraft(session, customer));
  if (!isOk(answer)) throw new NothingToAsk(`an invoice was refused (${answer.status})`);
  return bodyOf(answer);
}

export const invoiceAgain = async (session: Session, invoice: Row): Promise<Row> =>
  bodyOf(await session.get("/customerinvoices/{id}", { ids: { id: id(invoice) } }));

/** The fields that a refusal names; `null`: it names none. */
function faultyFields(answer: VendorAnswer): readonly string[] | null {
  const { Errors } = bodyOf(answer);
  if (!Array.isArray(Errors) || Errors.length === 0) return null;
  return Errors.filter(isRow).map(({ Field }) => str(Field) ?? "");
}

/** No document comes to it, so that a convert with it is always refused. */
const NEVER = 12_345.67;

export type CreditSeen = {
  readonly quantity: 1 | -1;
  readonly draft: Row;
  /** A convert that must be refused, with totals below nought; `null`: it wasn't. */
  readonly faults: readonly string[] | null;
  readonly booked: boolean;
};

/**
 * The draft of a credit in each sign, and a convert with one wrong figure: what else is refused
 * beside it tells how the credit is counted, and nothing is booked.
 */
export async function seenCredits(session: Session): Promise<readonly CreditSeen[]> {
  const customer = await ownCustomer(session);
  const article = await anArticle(session);
  const seen: CreditSeen[] = [];
  for (const quantity of [1, -1] as const) {
    const Rows = [draftRow(article, { Quantity: quantity })];
    const answer = await session.write("POST", "/customerinvoicedrafts", {
      body: {
        CustomerId: id(customer),
        EuThirdParty: false,
        RotReducedInvoicingType: 0,
        IsCreditInvoice: true,
        YourReference: session.marker,
        Rows,
      },
    });
    if (!isOk(answer)) continue;
    const draft = bodyOf(answer);
    const net = Math.abs(num(rowsOf(draft)[0]?.["UnitPrice"]) ?? 100);
    const total = -(net + Math.abs(num(draft["TotalVatAmount"]) ?? 0));
    const refused = await convertDraft(session, draft, {
      TotalAmountInvoiceCurrency: total,
      TotalRoundingsInvoiceCurrency: NEVER,
      Rows: [{ LineNumber: 1, TotalAmountNoVatInvoiceCurrency: quantity * net }],
    });
    seen.push({ quantity, draft, faults: faultyFields(refused), booked: isOk(refused) });
  }
  return seen;
}
