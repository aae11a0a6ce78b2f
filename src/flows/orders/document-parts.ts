/** The parts of a document that carry no amounts: its addresses, and rows of words. */
import { reason } from "../../domain/reasons.ts";
import { cutTrimmed } from "../../domain/text.ts";
import { DRAFT_DELIVERY_NAME_MAX } from "../../eaccounting/draft-body.ts";
import { isEmptyAddress, postalAddress, sameAddress } from "../parties/addresses.ts";
import { defaultDebtorOf, partyOf } from "../parties/party.ts";
import { lookupFacts } from "./lookups/facts.ts";
import type { PlanInput } from "./plan-input.ts";
import { textRow } from "./text-row.ts";
import type { UsedCard } from "./sale.ts";
import { creditWord, giftCardWord } from "./words.ts";

/**
 * The delivery address is `null` where it is no other one than the invoice address. On an invoice
 * of a fixed customer it is always said, as the invoice address is that customer's and nothing else
 * would name the buyer; and so it is of a sale abroad, and of a customer whose VAT goes by it: left
 * out, the ledger would take the one that the customer has.
 */
export function addressesOf(
  { order, settings, company, form, customer, countries = [] }: PlanInput,
  abroad: boolean,
) {
  const isInvoice = form === "invoice" || form === "credit";
  const home = { missing: settings.orders.missingAddress, country: company.country };
  const name =
    order.companyName ??
    order.invoiceAddress.name ??
    order.attentionTo ??
    order.deliveryAddress.name ??
    "-";
  const invoice = postalAddress(
    { ...order.invoiceAddress, name: order.companyName ?? order.invoiceAddress.name },
    { where: "invoice", name, ...home },
  );
  const elsewhere =
    !isEmptyAddress(order.deliveryAddress) &&
    !sameAddress(order.deliveryAddress, order.invoiceAddress);
  const toFixed =
    isInvoice &&
    defaultDebtorOf(
      order,
      settings,
      lookupFacts(order, { company, countries }, partyOf(order, null, settings).kind),
    ) !== null;
  const where = elsewhere
    ? order.deliveryAddress
    : toFixed || abroad || customer.tax?.byDelivery === true
      ? order.invoiceAddress
      : null;
  const delivery =
    where === null ? null : postalAddress(where, { where: "delivery", name, ...home });
  const cut =
    isInvoice && delivery !== null && delivery.address.name.length > DRAFT_DELIVERY_NAME_MAX;
  return {
    invoice: invoice.address,
    delivery:
      delivery === null || !cut
        ? (delivery?.address ?? null)
        : { ...delivery.address, name: cutTrimmed(delivery.address.name, DRAFT_DELIVERY_NAME_MAX) },
    recorded: [
      ...invoice.recorded,
      ...(delivery?.recorded ?? []),
      ...(cut
        ? [
            reason("text-shortened", {
              field: "delivery.name",
              line: null,
              max: DRAFT_DELIVERY_NAME_MAX,
            }),
          ]
        : []),
    ],
    errors: [...invoice.errors, ...(delivery?.errors ?? [])],
  };
}

/**
 * The buyer's full reference and the invoice that a credit is of stand with the lines; what gift
 * cards paid and the way back to the order's page at the end.
 */
export function wordRows(
  { order, settings, company, credits }: PlanInput,
  fullBuyerReference: string | null,
  cards: readonly UsedCard[],
) {
  const original =
    credits === undefined ? [] : [textRow(creditWord(company.country, credits.invoice), null)];
  const before = [
    ...original,
    ...(fullBuyerReference === null ? [] : [textRow(fullBuyerReference, null)]),
  ];
  const page = orderPage(settings.orders.orderPage, order.id, order.number);
  const used = cards.map((card) =>
    textRow(giftCardWord(company.country, card.amount, order.currency), card.line),
  );
  const link = page === null ? [] : [textRow(page, null, "order-page")];
  return {
    before: before.map(({ row }) => row),
    after: [...used, ...link].map(({ row }) => row),
    recorded: [
      ...[...before, ...used, ...link].flatMap(({ recorded }) => recorded),
      ...cards.map((card) => reason("gift-card-used", { line: card.line, amount: card.amount })),
      ...link.map(() => reason("order-page-linked")),
    ],
  };
}

/**
 * `null` where no page is set, or the page needs the number of an order that has none: a wrong link
 * is worse than none.
 */
export function orderPage(template: string, id: string, number: string | null): string | null {
  if (template === "" || (number === null && template.includes("{number}"))) return null;
  return template
    .replaceAll("{id}", encodeURIComponent(id))
    .replaceAll("{number}", encodeURIComponent(number ?? ""));
}
