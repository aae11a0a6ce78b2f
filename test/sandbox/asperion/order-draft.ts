// Fills in what an order body leaves out, as a shop would: contact and address from the debtor, description, price and
// VAT code from the article, paid at once. `null` given is null kept: a guest is `debtorId: null`, and gets a name and an address of their own.
import type { z } from "zod";
import type { OrderBody, lineBody } from "./order-body.ts";
import type { Address, LineDraft, OrderDraft } from "./order-types.ts";
import { debtorRow } from "./seed-rows.ts";
import type { Books } from "./store.ts";
import type { Debtor } from "./types.ts";

/**
 * The collective debtor that a shop books its guests on; its orders carry the guest's own name and
 * address.
 */
export const GUESTS_NAME = "Web shop guests";

export interface DraftContext {
  readonly books: Books;
  readonly id: number;
  /** A stamp in the shop's local time. */
  readonly now: string;
}

/** A text says what is wrong with the body. */
export function readDraft(body: OrderBody, { books, id, now }: DraftContext): OrderDraft | string {
  const debtorId =
    body.debtorId === undefined ? ([...books.debtors.keys()][0] ?? null) : body.debtorId;
  const debtor = debtorId === null ? undefined : books.debtors.get(debtorId);
  const buyer = debtor === undefined || debtor.name === GUESTS_NAME ? guest(id) : debtor;
  const lines: LineDraft[] = [];
  for (const line of body.lines) {
    const read = readLine(line, body.pricesIncludeVat ?? false, books);
    if (typeof read === "string") return read;
    lines.push(read);
  }
  const company = buyer.cocNumber !== null || buyer.vatNumber !== null;
  return {
    orderNumber: body.orderNumber ?? String(id),
    reference: body.reference ?? null,
    debtorId,
    debtorCustomerNumber: given(body.debtorCustomerNumber, debtor?.customerNumber),
    date: body.date ?? now,
    status: body.status ?? 2,
    paymentStatus: body.paymentStatus ?? "Paid",
    currencyCode: body.currencyCode ?? "EUR",
    currencyRate: body.currencyRate ?? null,
    pricesIncludeVat: body.pricesIncludeVat ?? false,
    companyName: given(body.companyName, company ? buyer.name : null),
    attentionTo: given(body.attentionTo, buyer.attentionTo ?? (company ? null : buyer.name)),
    emailAddress: given(body.emailAddress, buyer.emailAddress),
    phoneNumber: given(body.phoneNumber, buyer.phoneNumber),
    vatNumber: given(body.vatNumber, buyer.vatNumber),
    cocNumber: given(body.cocNumber, buyer.cocNumber),
    invoiceAddress: readAddress(body.invoiceAddress, buyer),
    deliveryAddress: readAddress(body.deliveryAddress, buyer),
    paymentConditionId: given(body.paymentConditionId, buyer.paymentConditionId),
    paymentMethodId: given(body.paymentMethodId, "CARD"),
    deliveryMethodId: given(body.deliveryMethodId, "POST"),
    comments: body.comments ?? null,
    creditsOrderId: body.creditsOrderId ?? null,
    discountPercentage: body.discountPercentage ?? null,
    amountPaid: body.amountPaid ?? null,
    paidAt: body.paidAt ?? null,
    lines,
    force: body.force ?? {},
  };
}

function readLine(
  line: z.output<typeof lineBody>,
  pricesIncludeVat: boolean,
  books: Books,
): LineDraft | string {
  const article =
    typeof line.articleCode === "string"
      ? books.articleByCode(line.articleCode)
      : books.articles.get(line.articleId ?? -1);
  const lineType = line.lineType ?? "Article";
  const vatCode = given(
    line.vatCode,
    article?.vatCode ?? (lineType === "GiftCard" || lineType === "Tip" ? "N" : "H"),
  );
  const known = books.lookups.vatcodes.find((code) => code.id === vatCode);
  if (vatCode !== null && known === undefined && line.vatPercentage === undefined)
    return `There is no VAT code "${vatCode}".`;
  const price = pricesIncludeVat
    ? (article?.salesPriceInclVat ?? article?.salesPrice)
    : article?.salesPrice;
  return {
    lineType,
    articleId: given(line.articleId, article?.id),
    articleCode: given(line.articleCode, article?.articleCode),
    description: line.description ?? article?.description ?? line.articleCode ?? lineType,
    quantity: line.quantity ?? (lineType === "Text" ? 0 : 1),
    price: line.price ?? price ?? 0,
    discountPercentage: line.discountPercentage ?? 0,
    vatCode,
    vatPercentage: line.vatPercentage ?? known?.percentage ?? 0,
    salesTypeId: given(line.salesTypeId, article?.salesTypeId),
    deliveryState: line.deliveryState ?? null,
    force: line.force ?? {},
  };
}

/** A buyer without a debtor of their own: a shop still knows who it was. */
function guest(id: number): Debtor {
  return debtorRow(0, "", {
    name: `Guest of order ${id}`,
    address: `Prinsengracht ${id}`,
    postCode: "1015 DK",
    emailAddress: `guest${id}@example.com`,
    paymentConditionId: 1,
  });
}

type AddressBody = OrderBody["invoiceAddress"];

function readAddress(body: AddressBody, buyer: Debtor): Address | null {
  if (body === null) return null;
  return {
    name: given(body?.name, buyer.name),
    address: given(body?.address, buyer.address),
    addressLine2: given(body?.addressLine2, buyer.addressLine2),
    postCode: given(body?.postCode, buyer.postCode),
    city: given(body?.city, buyer.city),
    countryCode: given(body?.countryCode, buyer.countryCode),
  };
}

/** What was given, null included; else the fallback. */
function given<Value>(
  value: Value | null | undefined,
  fallback: Value | null | undefined,
): Value | null {
  return value === undefined ? (fallback ?? null) : value;
}
