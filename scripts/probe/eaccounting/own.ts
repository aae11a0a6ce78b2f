/**
 * Records of the probe's own at eAccounting, by the least body that is taken. Customers, orders,
 * drafts, labels and files are deleted afterwards; articles can't be, and are made inactive.
 */
import type { VendorAnswer } from "../../../src/domain/vendors/request.ts";
import { NothingToAsk } from "../check.ts";
import { bodyOf, isOk, type Row, type Session } from "../session.ts";
import { MARKER } from "../state.ts";
import { takeOff, UNMATCHED } from "./files.ts";
import { dataOf, dayOf, id, list, num, someOf, str } from "./read.ts";

const MOST_PAGES = 20;

export const today = (session: Session): string => dayOf(session.time.now());

function taken(answer: VendorAnswer, what: string): Row {
  if (!isOk(answer)) throw new NothingToAsk(`${what} was refused (${answer.status})`);
  return bodyOf(answer);
}

export async function customerBody(session: Session, more: Row = {}): Promise<Row> {
  const [terms] = await someOf(session, "/termsofpayments", "terms of payment", {
    $filter: "AvailableForSales eq true",
  });
  return {
    Name: session.marker,
    InvoiceCity: "Probe",
    InvoicePostalCode: "11122",
    TermsOfPaymentId: id(terms),
    IsPrivatePerson: false,
    IsActive: true,
    ...more,
  };
}

export const postCustomer = async (session: Session, more: Row = {}): Promise<VendorAnswer> =>
  session.write("POST", "/customers", { body: await customerBody(session, more) });

export const ownCustomer = async (session: Session, more: Row = {}): Promise<Row> =>
  taken(await postCustomer(session, more), "a customer");

/** An active article of the company, at the highest rate at home. */
export async function anArticle(session: Session): Promise<Row> {
  const codings = await someOf(session, "/articleaccountcodings", "coding");
  const rate = new Map(codings.map((coding) => [id(coding), num(coding["VatRatePercent"]) ?? 0]));
  const articles = (await someOf(session, "/articles", "article"))
    .filter((article) => article["IsActive"] === true && article["IsStock"] !== true)
    .toSorted((a, b) => rateOf(b) - rateOf(a));
  const [article] = articles;
  if (article === undefined) throw new NothingToAsk("no active article without stock is there");
  return article;

  function rateOf(one: Row): number {
    return rate.get(str(one["CodingId"]) ?? "") ?? 0;
  }
}

export const orderRow = (article: Row, more: Row = {}): Row => ({
  LineNumber: 0,
  IsTextRow: false,
  IsWorkCost: false,
  EligibleForReverseChargeOnVat: false,
  ArticleId: id(article),
  Quantity: 1,
  DeliveredQuantity: 0,
  UnitPrice: 100,
  ...more,
});

export async function orderBody(session: Session, customer: Row, more: Row = {}): Promise<Row> {
  const article = "Rows" in more ? {} : await anArticle(session);
  return {
    CustomerId: id(customer),
    CurrencyCode: customer["CurrencyCode"],
    OrderDate: today(session),
    Status: 2,
    EuThirdParty: false,
    ReverseChargeOnConstructionServices: false,
    RotReducedInvoicingType: 0,
    YourReference: session.marker,
    Rows: [orderRow(article)],
    ...more,
  };
}

export const postOrder = async (
  session: Session,
  customer: Row,
  more: Row = {},
): Promise<VendorAnswer> =>
  session.write("POST", "/orders", { body: await orderBody(session, customer, more) });

export const ownOrder = async (session: Session, customer: Row, more: Row = {}): Promise<Row> =>
  taken(await postOrder(session, customer, more), "an order");

export const draftRow = (article: Row, more: Row = {}): Row => ({
  LineNumber: 1,
  IsTextRow: false,
  ReversedConstructionServicesVatFree: false,
  ArticleId: id(article),
  Quantity: 1,
  UnitPrice: 100,
  ...more,
});

export async function postDraft(
  session: Session,
  customer: Row,
  more: Row = {},
): Promise<VendorAnswer> {
  const article = "Rows" in more ? {} : await anArticle(session);
  const body = {
    CustomerId: id(customer),
    EuThirdParty: false,
    RotReducedInvoicingType: 0,
    InvoiceDate: today(session),
    YourReference: session.marker,
    Rows: [draftRow(article)],
    ...more,
  };
  return session.write("POST", "/customerinvoicedrafts", { body });
}

export const ownDraft = async (session: Session, customer: Row, more: Row = {}): Promise<Row> =>
  taken(await postDraft(session, customer, more), "a draft");

const begins = (value: unknown): boolean => str(value)?.startsWith(MARKER) === true;

/**
 * In this order: a file is taken off while its document is there, and a customer is deleted when no
 * document names it. Those of booked ones stay.
 */
export async function takeBack(session: Session): Promise<void> {
  for (const file of await marked(session, "/salesdocumentattachments", "OriginalFilename"))
    await takeFileOff(session, file);
  for (const file of await marked(session, "/attachments", "FileName", UNMATCHED))
    await session.write("DELETE", "/attachments/{id}", { ids: { id: id(file) } });
  for (const [endpoint, field] of [
    ["/orders", "YourReference"],
    ["/customerinvoicedrafts", "YourReference"],
    ["/customers", "Name"],
    ["/customerlabels", "Name"],
  ] as const) {
    for (const row of await marked(session, endpoint, field))
      await session.write("DELETE", `${endpoint}/{id}`, { ids: { id: id(row) } });
  }
  for (const article of await marked(session, "/articles", "Number"))
    if (article["IsActive"] === true)
      await session.write("PUT", "/articles/{id}", {
        ids: { id: id(article) },
        body: { ...requiredOf(article), IsActive: false },
      });
}

/** No document says which kind its number of a kind means: each is tried. */
async function takeFileOff(session: Session, file: Row): Promise<void> {
  const documentId = str(file["DocumentId"]) ?? "";
  for (const kind of ["order", "customerinvoicedraft", "customerinvoice"] as const)
    if (isOk(await takeOff(session, kind, documentId, id(file)))) return;
}

/** What an article must have; the rest of one of ours may go. */
const requiredOf = ({ Number: number, Name, CodingId, UnitId }: Row): Row => ({
  Number: number,
  Name,
  CodingId,
  UnitId,
});

async function marked(
  session: Session,
  endpoint: string,
  field: string,
  more: Readonly<Record<string, string>> = {},
): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = { $page: String(page), $pagesize: "1000", $orderby: "Id", ...more };
    const rows = dataOf(await list(session, endpoint, query));
    found.push(...rows.filter((row) => begins(row[field])));
    if (rows.length < 1000) break;
  }
  return found;
}
